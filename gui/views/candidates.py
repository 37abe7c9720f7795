"""What analysis draws on the board: candidate moves, their continuations, ownership and losses."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from gogame.board.coords import BLACK, EMPTY, Color
from gui.analysis import NOBODY, SURE
from gui.board_scene import BoardScene, CandidateMark
from gui.views.board_layers import DeviceBoard, draw_stone

_OPACITY = 0.9
_SMALL_OPACITY = 0.55
_SMALL_SHARE = 0.55  # of a stone's radius
_FAINTEST = 12  # hundredths; less ownership is not worth painting
_SHADE = 165  # opacity of a point that is surely owned
_SMALLEST_TEXT = 7  # pixels


def draw_influence(painter: QPainter, board: DeviceBoard, scene: BoardScene) -> None:
    """Draws who will own each point: shades on empty points, small squares on doomed stones."""
    if scene.influence is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(Qt.PenStyle.NoPen)
    for point, value in enumerate(scene.influence):
        share = value - NOBODY
        color = scene.color_at(point)
        is_black = share > 0
        if abs(share) < _FAINTEST or color == (Color.BLACK if is_black else Color.WHITE):
            continue
        half = board.cell / 2 if color == EMPTY else board.cell * 0.2
        middle = board.middle(point)
        ink = QColor("#0d0d0d") if is_black else QColor("#ffffff")
        ink.setAlpha(round(_SHADE * abs(share) / SURE) if color == EMPTY else 235)
        painter.fillRect(
            QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half).toRect(), ink
        )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def draw_losses(painter: QPainter, board: DeviceBoard, scene: BoardScene) -> None:
    """Draws a mark on each of the last stones that lost something; see `tone_shape`."""
    radius = board.radius * 0.32
    painter.setPen(QPen(QColor(0, 0, 0, 150), max(1.0, board.cell / 50)))
    for point, tone in scene.losses:
        painter.setBrush(QColor(board.theme.judgement.tones[tone]))
        away = QPointF(board.radius * 0.52, -board.radius * 0.52)
        painter.drawPath(tone_shape(tone, board.middle(point) + away, radius))


def tone_shape(tone: int, middle: QPointF, radius: float) -> QPainterPath:
    """Returns the shape of a class of losses: it says the same as the colour.

    Round up to 1.5 points, a triangle, a square and a diamond up to 3, 6 and 12, then a star.
    """
    path = QPainterPath()
    corners, turn = {2: (3, 30), 3: (4, 45), 4: (4, 0), 5: (10, 18)}.get(tone, (0, 0))
    if not corners:
        path.addEllipse(middle, radius, radius)
        return path
    for corner in range(corners):
        reach = radius * (0.55 if corners == 10 and corner % 2 else 1.18)
        angle = math.radians(turn + 360 * corner / corners)
        at = QPointF(math.cos(angle), math.sin(angle)) * reach + middle
        if corner:
            path.lineTo(at)
        else:
            path.moveTo(at)
    path.closeSubpath()
    return path


def draw_candidates(painter: QPainter, board: DeviceBoard, scene: BoardScene) -> None:
    """Draws all candidates, the best one last and on top."""
    for mark in reversed(scene.candidates):
        if mark.is_small:
            _small(painter, board, mark)
        else:
            _large(painter, board, mark)


def _small(painter: QPainter, board: DeviceBoard, mark: CandidateMark) -> None:
    color = QColor(board.theme.judgement.tones[mark.tone])
    color.setAlphaF(_SMALL_OPACITY)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    radius = board.radius * _SMALL_SHARE
    painter.drawPath(tone_shape(mark.tone, board.middle(mark.point), radius))


def _large(painter: QPainter, board: DeviceBoard, mark: CandidateMark) -> None:
    color = QColor(board.theme.judgement.tones[mark.tone])
    color.setAlphaF(_OPACITY)
    middle = board.middle(mark.point)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(middle, board.radius, board.radius)
    if mark.is_best:
        width = max(2.0, board.radius * 0.13)
        painter.setPen(QPen(QColor(board.theme.judgement.best), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, board.radius - width / 2, board.radius - width / 2)
    ink = QColor(board.theme.judgement.inks[mark.tone])
    room = board.radius * 1.62
    if not mark.detail:
        _text(painter, middle, mark.title, (board.radius * 0.74, room), ink)
        return
    above = QPointF(middle.x(), middle.y() - board.radius * 0.20)
    below = QPointF(middle.x(), middle.y() + board.radius * 0.46)
    _text(painter, above, mark.title, (board.radius * 0.70, room), ink)
    _text(painter, below, mark.detail, (board.radius * 0.46, room * 0.8), ink)


def _text(
    painter: QPainter, middle: QPointF, text: str, fit: tuple[float, float], ink: QColor
) -> None:
    """Draws a word in the middle of a place, smaller where it would be wider than its room."""
    size, room = fit
    font = QFont(painter.font())
    font.setPixelSize(max(_SMALLEST_TEXT, round(size)))
    width = QFontMetricsF(font).horizontalAdvance(text)
    if width > room:
        font.setPixelSize(max(_SMALLEST_TEXT, int(font.pixelSize() * room / width)))
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(ink)
    at = QPointF(
        middle.x() - metrics.horizontalAdvance(text) / 2, middle.y() + metrics.capHeight() / 2
    )
    painter.drawText(at, text)


def draw_variation(painter: QPainter, board: DeviceBoard, mark: CandidateMark) -> None:
    """Draws the expected continuation as numbered stones."""
    numbers = {point: number for number, (point, _color) in enumerate(mark.pv, 1)}
    for number, (point, color) in enumerate(mark.pv, 1):
        if numbers[point] != number:
            continue  # played again later, after a capture
        draw_stone(painter, board, point, color, shadow=False)
        ink = QColor("#f4f2ec") if color == BLACK else QColor("#1c1a17")
        fit = (board.radius * 0.95, board.radius * 1.5)
        _text(painter, board.middle(point), str(number), fit, ink)
