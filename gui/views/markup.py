"""What a record draws on the board: shapes, labels, arrows, lines, territory, dimmed points."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from gogame.board.coords import BLACK, EMPTY, Color
from gogame.diagram import Mark
from gui.board.scene import BoardScene
from gui.looks.theme import Theme
from gui.views.board_layers import DeviceBoard

_DIM = QColor(40, 34, 26, 105)
_ON_BLACK, _ON_WHITE = "#f6f4ee", "#1a1815"
_LINE_INK = QColor("#1f5fae")
_PREVIEW_OPACITY = 0.55
_HEAD = 0.42  # length of an arrow's head in cells


def draw_markup(painter: QPainter, board: DeviceBoard, scene: BoardScene, theme: Theme) -> None:
    """Draws the markup of a scene over its stones."""
    markup = scene.markup
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for point in markup.dimmed:
        painter.fillRect(_cell(board, point), _DIM)
    for point in markup.selected:
        shade = QColor(theme.accent)
        shade.setAlpha(120)
        painter.fillRect(_cell(board, point).adjusted(2, 2, -2, -2), shade)
    for point, owner in markup.territory:
        _territory(painter, board, point, owner)
    for start, end in markup.lines:
        draw_pull(painter, board, (start, end), is_arrow=False)
    for start, end in markup.arrows:
        draw_pull(painter, board, (start, end), is_arrow=True)
    for point, shape in markup.shapes:
        _shape(painter, board, shape, (point, _ink(scene, point)))
    for point, text in markup.labels:
        _label(painter, board, scene, (point, text), theme)


def draw_preview(
    painter: QPainter, board: DeviceBoard, start: int, end: int, *, is_arrow: bool
) -> None:
    """Draws the line or the arrow that letting go of the mouse would draw."""
    painter.setOpacity(_PREVIEW_OPACITY)
    draw_pull(painter, board, (start, end), is_arrow=is_arrow)
    painter.setOpacity(1.0)


def draw_pull(
    painter: QPainter, board: DeviceBoard, ends: tuple[int, int], *, is_arrow: bool
) -> None:
    """Draws a line from point to point, with a head if it is an arrow."""
    start, end = board.middle(ends[0]), board.middle(ends[1])
    painter.setPen(
        QPen(
            _LINE_INK,
            max(2.0, board.cell * 0.085),
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
        )
    )
    way = end - start
    length = math.hypot(way.x(), way.y())
    if not is_arrow or length == 0:
        painter.drawLine(start, end)
        return
    along = way / length
    across = QPointF(-along.y(), along.x())
    head = board.cell * _HEAD
    back = end - along * head
    painter.drawLine(start, back)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_LINE_INK)
    painter.drawPolygon(QPolygonF([end, back + across * head * 0.5, back - across * head * 0.5]))


def _cell(board: DeviceBoard, point: int) -> QRectF:
    middle, half = board.middle(point), board.cell / 2
    return QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)


def _ink(scene: BoardScene, point: int) -> QColor:
    return QColor(_ON_BLACK if scene.color_at(point) == BLACK else _ON_WHITE)


def _territory(painter: QPainter, board: DeviceBoard, point: int, owner: Color) -> None:
    half = board.cell * 0.15
    middle = board.middle(point)
    painter.setPen(QPen(QColor(20, 14, 6, 150), max(1.0, board.cell / 40)))
    painter.setBrush(QColor("#161616") if owner is Color.BLACK else QColor("#fdfcf8"))
    painter.drawRect(QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half))


def _shape(painter: QPainter, board: DeviceBoard, shape: Mark, at: tuple[int, QColor]) -> None:
    point, ink = at
    middle, radius = board.middle(point), board.radius * 0.58
    painter.setPen(QPen(ink, max(1.6, board.cell * 0.07)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if shape is Mark.CIRCLE:
        painter.drawEllipse(middle, radius * 0.92, radius * 0.92)
    elif shape is Mark.SQUARE:
        side = radius * 0.80
        painter.drawRect(QRectF(middle.x() - side, middle.y() - side, 2 * side, 2 * side))
    elif shape is Mark.CROSS:
        arm = radius * 0.74
        painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm))
        painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm))
    else:
        corners = [
            QPointF(math.sin(turn), -math.cos(turn)) * radius * 1.08
            for turn in (0.0, 2 * math.pi / 3, 4 * math.pi / 3)
        ]
        painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))


def _label(
    painter: QPainter,
    board: DeviceBoard,
    scene: BoardScene,
    label: tuple[int, str],
    theme: Theme,
) -> None:
    point, text = label
    middle = board.middle(point)
    font = QFont(painter.font())
    font.setPixelSize(max(6, round(board.radius * (1.12, 0.95, 0.78)[min(len(text), 3) - 1])))
    font.setBold(True)
    width = QFontMetricsF(font).horizontalAdvance(text)
    room = board.cell * 1.2
    if width > room:
        font.setPixelSize(max(5, int(font.pixelSize() * room / width)))
    metrics = QFontMetricsF(font)
    if scene.color_at(point) == EMPTY:  # the lines would run through the text
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.wood_light))
        half = max(board.radius * 0.62, metrics.horizontalAdvance(text) / 2 + 1)
        box = QRectF(middle.x() - half, middle.y() - board.radius * 0.62, 2 * half, 0)
        box.setHeight(board.radius * 1.24)
        painter.drawRoundedRect(box, board.radius * 0.5, board.radius * 0.5)
    painter.setFont(font)
    painter.setPen(_ink(scene, point))
    at = QPointF(
        middle.x() - metrics.horizontalAdvance(text) / 2, middle.y() + metrics.capHeight() / 2
    )
    painter.drawText(at, text)
