"""The window's few icons, drawn by us so that they are sharp at any scale."""

from __future__ import annotations

import enum
import functools

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPainterPath, QPen, QPixmap

from gogame.board.coords import Color
from gui.views.materials import sprite_side, stone_sprite

_SIDE = 20


class Glyph(enum.Enum):
    """What an icon shows."""

    FIRST = enum.auto()
    BACK = enum.auto()
    FORWARD = enum.auto()
    LAST = enum.auto()
    MORE = enum.auto()


def _chevron(path: QPainterPath, x: float, direction: int) -> None:
    path.moveTo(x - 2.6 * direction, 4.6)
    path.lineTo(x + 2.6 * direction, 10.0)
    path.lineTo(x - 2.6 * direction, 15.4)


def _bar(path: QPainterPath, x: float) -> None:
    path.moveTo(x, 4.6)
    path.lineTo(x, 15.4)


def _path(glyph: Glyph) -> QPainterPath:
    path = QPainterPath()
    if glyph is Glyph.FIRST:
        _bar(path, 5.2)
        _chevron(path, 11.6, -1)
    elif glyph is Glyph.BACK:
        _chevron(path, 9.6, -1)
    elif glyph is Glyph.FORWARD:
        _chevron(path, 10.4, 1)
    elif glyph is Glyph.LAST:
        _chevron(path, 8.4, 1)
        _bar(path, 14.8)
    return path


@functools.cache
def icon(glyph: Glyph, color: str, faint: str) -> QIcon:
    """Returns an icon in one colour, and a fainter one for when it is disabled."""
    made = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, faint)):
        for scale in (1, 2, 3):
            made.addPixmap(_pixmap(glyph, QColor(ink), scale), mode)
    return made


def _pixmap(glyph: Glyph, ink: QColor, scale: int) -> QPixmap:
    pixmap = QPixmap(_SIDE * scale, _SIDE * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if glyph is Glyph.MORE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        for x in (4.5, 10.0, 15.5):
            painter.drawEllipse(QPointF(x, 10.0), 1.5, 1.5)
    else:
        pen = QPen(ink, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(_path(glyph))
    painter.end()
    return pixmap


def stone_pixmap(color: Color, diameter: int, ratio: float) -> QPixmap:
    """Returns one stone with its shadow, `diameter` logical pixels wide."""
    radius = diameter * ratio / 2
    pixmap = QPixmap(stone_sprite(color, radius, 1))
    assert pixmap.width() == sprite_side(radius)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def window_icon() -> QIcon:
    """Returns the program's icon: a corner of a board with two stones."""
    made = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#e2b46c"))
        painter.drawRoundedRect(QRectF(0, 0, side, side), side * 0.18, side * 0.18)
        painter.setPen(QPen(QColor("#4a3517"), max(1.0, side / 40)))
        for at in (0.3, 0.7):
            painter.drawLine(QPointF(side * at, side * 0.06), QPointF(side * at, side * 0.94))
            painter.drawLine(QPointF(side * 0.06, side * at), QPointF(side * 0.94, side * at))
        radius = side * 0.215
        for color, x, y in ((Color.BLACK, 0.3, 0.3), (Color.WHITE, 0.7, 0.7)):
            half = sprite_side(radius) / 2
            painter.drawPixmap(
                QPointF(side * x - half, side * y - half), stone_sprite(color, radius, 2)
            )
        painter.end()
        made.addPixmap(pixmap)
    return made


def screen_ratio() -> float:
    """Returns the device pixel ratio of the finest screen."""
    application = QGuiApplication.instance()
    return application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
