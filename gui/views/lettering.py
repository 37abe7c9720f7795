"""Short words on the board, drawn once and kept as pictures: a board full of them paints fast.

All sizes are device pixels.
"""

from __future__ import annotations

import functools
import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

_SMALLEST = 5  # pixels
_KEPT = 4096


def draw_word(
    painter: QPainter, middle: QPointF, text: str, fit: tuple[float, float], ink: QColor
) -> None:
    """Draws a word in the painter's font, smaller where it would be wider than its room.

    Args:
        painter: Paints device pixels.
        middle: Where the middle of the word is to be.
        text: The word.
        fit: Height of the letters' font, and the room that the word has.
        ink: Its colour.
    """
    if not text:
        return
    size, room = max(_SMALLEST, round(fit[0])), round(fit[1])
    picture = _word(text, size, room, ink.rgba(), painter.font().key())
    left, top = middle.x() - picture.width() / 2, middle.y() - picture.height() / 2
    painter.drawPixmap(QPointF(round(left), round(top)), picture)


@functools.lru_cache(maxsize=_KEPT)
def _word(text: str, size: int, room: int, ink: int, family: str) -> QPixmap:
    """Returns a word on nothing; its capitals stand in the middle of the picture."""
    font = QFont()
    font.fromString(family)
    font.setPixelSize(size)
    width = QFontMetricsF(font).horizontalAdvance(text)
    if width > room:
        font.setPixelSize(max(_SMALLEST, int(size * room / width)))
    metrics = QFontMetricsF(font)
    width = metrics.horizontalAdvance(text)
    half = math.ceil(max(metrics.ascent(), metrics.descent() + metrics.capHeight()))
    side = 2 * math.ceil(width / 2) + 3
    picture = QPixmap(side, 2 * half + 1)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(font)
    painter.setPen(QColor.fromRgba(ink))
    baseline = picture.height() / 2 + metrics.capHeight() / 2
    painter.drawText(QPointF((side - width) / 2, baseline), text)
    painter.end()
    return picture
