"""What teacher, hints and quiz point at on the board, and the cover of a paused game."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from gui.board.scene import BoardScene, SpotKind
from gui.looks.theme import Theme
from gui.views.board_layers import DeviceBoard

_AREA = QColor(45, 140, 215, 70)
_GUESSED = QColor("#d8402f")
_PLAYED = QColor("#2d9a5f")


def draw_spots(painter: QPainter, board: DeviceBoard, scene: BoardScene) -> None:
    """Draws the marks of a scene: shaded areas, rings, a cross for a guess."""
    spots = dict(scene.spots)
    for point, kind in scene.spots:
        middle = board.middle(point)
        if kind is SpotKind.AREA:
            half = board.cell / 2
            square = QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)
            painter.fillRect(square, _AREA)
        elif kind is SpotKind.GUESSED:
            if spots.get(point) is SpotKind.PLAYED:
                continue  # the guess was right: the ring says enough
            _cross(painter, board, middle)
        else:
            color = QColor(board.theme.judgement.best) if kind is SpotKind.GOOD else _PLAYED
            _ring(painter, board, middle, color)


def _ring(painter: QPainter, board: DeviceBoard, middle: QPointF, color: QColor) -> None:
    width = max(2.0, board.radius * 0.2)
    painter.setPen(QPen(color, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = board.radius - width / 2
    painter.drawEllipse(middle, radius, radius)


def _cross(painter: QPainter, board: DeviceBoard, middle: QPointF) -> None:
    reach = board.radius * 0.55
    painter.setPen(
        QPen(_GUESSED, max(2.0, board.radius * 0.2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    )
    for sign in (-1, 1):
        one = QPointF(middle.x() - reach, middle.y() - sign * reach)
        other = QPointF(middle.x() + reach, middle.y() + sign * reach)
        painter.drawLine(one, other)


def draw_cover(painter: QPainter, board: DeviceBoard, theme: Theme, words: str) -> None:
    """Covers the whole board, so that nobody studies it while the clocks stand."""
    rect = board.rect()
    painter.fillRect(rect, QColor(theme.card))
    painter.setPen(QPen(QColor(theme.line), max(1.0, board.ratio)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect)
    font = QFont(painter.font())
    font.setPixelSize(max(12, round(rect.height() / 14)))
    font.setWeight(QFont.Weight.DemiBold)
    width = QFontMetricsF(font).horizontalAdvance(words)
    if width > rect.width() * 0.9:
        font.setPixelSize(max(8, int(font.pixelSize() * rect.width() * 0.9 / width)))
    painter.setFont(font)
    painter.setPen(QColor(theme.faint))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
