"""Icons of the tools that edit a record, drawn by us."""

from __future__ import annotations

import functools

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPen, QPixmap, QPolygonF

from gui.game.editing import Tool

_SIDE = 20
_LETTERS = {Tool.LETTER: "A", Tool.NUMBER: "1"}


@functools.cache
def tool_icon(tool: Tool, ink: str) -> QIcon:
    """Returns a tool's icon in a colour."""
    made = QIcon()
    for scale in (1, 2, 3):
        pixmap = QPixmap(_SIDE * scale, _SIDE * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(ink), 1.7))
        _draw(painter, tool, ink)
        painter.end()
        made.addPixmap(pixmap)
    return made


def _draw(painter: QPainter, tool: Tool, ink: str) -> None:
    middle = QPointF(10, 10)
    if tool in (Tool.BLACK, Tool.WHITE, Tool.PLAY, Tool.INSERT):
        _stones(painter, tool)
    elif tool is Tool.CIRCLE:
        painter.drawEllipse(middle, 6, 6)
    elif tool is Tool.SQUARE:
        painter.drawRect(QRectF(4.5, 4.5, 11, 11))
    elif tool is Tool.TRIANGLE:
        painter.drawPolygon(QPolygonF([QPointF(10, 3.5), QPointF(16.5, 15), QPointF(3.5, 15)]))
    elif tool in (Tool.CROSS, Tool.ERASE):
        if tool is Tool.ERASE:
            painter.drawEllipse(middle, 7.5, 7.5)
        arm = 3.4 if tool is Tool.ERASE else 5.5
        painter.drawLine(QPointF(10 - arm, 10 - arm), QPointF(10 + arm, 10 + arm))
        painter.drawLine(QPointF(10 - arm, 10 + arm), QPointF(10 + arm, 10 - arm))
    elif tool in (Tool.LINE, Tool.ARROW):
        painter.drawLine(QPointF(4, 16), QPointF(16, 4))
        if tool is Tool.ARROW:
            painter.setBrush(QColor(ink))
            painter.drawPolygon(QPolygonF([QPointF(17, 3), QPointF(15, 10), QPointF(10, 5)]))
    elif tool is Tool.DIM:
        shade = QColor(ink)
        shade.setAlpha(110)
        painter.fillRect(QRectF(3, 3, 14, 14), shade)
    else:
        font = QFont(painter.font())
        font.setPixelSize(15)
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(QRectF(0, 0, 20, 20), Qt.AlignmentFlag.AlignCenter, _LETTERS[tool])


def _stones(painter: QPainter, tool: Tool) -> None:
    black, white = QColor("#1c1b19"), QColor("#fbfaf6")
    painter.setPen(QPen(QColor("#6b6357"), 1.2))
    if tool is Tool.PLAY:
        painter.setBrush(black)
        painter.drawEllipse(QPointF(7.5, 7.5), 5.5, 5.5)
        painter.setBrush(white)
        painter.drawEllipse(QPointF(12.5, 12.5), 5.5, 5.5)
        return
    if tool is Tool.INSERT:
        for x, color in ((4.0, black), (16.0, white)):
            painter.setBrush(color)
            painter.drawEllipse(QPointF(x, 14.0), 3.6, 3.6)
        painter.drawPolygon(QPolygonF([QPointF(6, 3), QPointF(14, 3), QPointF(10, 9)]))
        return
    painter.setBrush(black if tool is Tool.BLACK else white)
    painter.drawEllipse(QPointF(10, 10), 7, 7)
