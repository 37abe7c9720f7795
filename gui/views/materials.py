"""Wood and stones, drawn by us as pixmaps that the board view puts together.

All sizes are device pixels; nothing here knows where a stone lies.
"""

from __future__ import annotations

import functools
import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QRadialGradient,
)

from gogame.board.coords import Color
from gui.looks.appearance import StoneLook, Texture
from gui.looks.theme import Theme

NUM_WHITE_GRAINS = 5
_TILE_SIZE = 1024
_SHADOW_INK = (12, 34, 56)  # blue, green, red
_SHADOW_ALPHA = 105.0
SPRITE_SHARE = 1.5  # a sprite's side by the stone's diameter: room for the shadow


def _smooth_noise(rng: np.random.Generator, length: int, knots: int) -> NDArray[np.float64]:
    """Returns `[length]` smooth noise with about `knots` waves, mean 0, deviation 1."""
    values = rng.standard_normal(knots + 3)
    at = np.linspace(0, knots, length)
    index = at.astype(int)
    part = (1 - np.cos((at - index) * np.pi)) / 2
    noise = values[index] * (1 - part) + values[index + 1] * part
    return (noise - noise.mean()) / noise.std()


@functools.lru_cache(maxsize=2)
def wood_image(dark: str, light: str) -> QImage:
    """Returns a square of straight-grained wood between two colours, the same every time."""
    rng = np.random.Generator(np.random.PCG64(81))
    size = _TILE_SIZE
    drift = 9.0 * _smooth_noise(rng, size, 3) + 2.0 * _smooth_noise(rng, size, 11)
    lean = np.linspace(-14, 14, size)
    columns = np.arange(size)[None, :] + (drift + lean)[:, None]
    grain = np.zeros(2 * size)
    for weight, knots in ((0.55, 17), (0.60, 64), (0.42, 190), (0.22, 520)):
        grain += weight * _smooth_noise(rng, 2 * size, knots)
    tone = np.interp(columns + size / 2, np.arange(2 * size), grain)
    tone += 0.16 * rng.standard_normal((size // 8, size)).repeat(8, axis=0)
    share = 1 / (1 + np.exp(-0.85 * tone - 0.25))
    return _mixed(share, dark, light)


def _canvas(side: int) -> QPixmap:
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def _shadow(painter: QPainter, center: QPointF, radius: float) -> None:
    away = QPointF(center.x() + radius * 0.10, center.y() + radius * 0.20)
    reach = radius * 1.20
    shade = QRadialGradient(away, reach)
    shade.setColorAt(0.0, QColor(30, 18, 4, 150))
    shade.setColorAt(0.72, QColor(30, 18, 4, 120))
    shade.setColorAt(0.88, QColor(30, 18, 4, 42))
    shade.setColorAt(1.0, QColor(30, 18, 4, 0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(shade))
    painter.drawEllipse(away, reach, reach)


def _black_stone(painter: QPainter, center: QPointF, radius: float) -> None:
    light = QPointF(center.x() - radius * 0.34, center.y() - radius * 0.40)
    body = QRadialGradient(center, radius * 1.02, light)
    for at, color in ((0.0, "#6f7073"), (0.18, "#4d4e51"), (0.52, "#29292b"), (0.86, "#131314")):
        body.setColorAt(at, QColor(color))
    body.setColorAt(1.0, QColor("#0b0b0c"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(body))
    painter.drawEllipse(center, radius, radius)


def _white_stone(painter: QPainter, center: QPointF, radius: float) -> None:
    light = QPointF(center.x() - radius * 0.30, center.y() - radius * 0.36)
    body = QRadialGradient(center, radius * 1.02, light)
    for at, color in ((0.0, "#ffffff"), (0.45, "#fbfaf6"), (0.78, "#eae7df"), (0.94, "#d2cec3")):
        body.setColorAt(at, QColor(color))
    body.setColorAt(1.0, QColor("#b9b4a7"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(body))
    painter.drawEllipse(center, radius, radius)


def _flat_stone(painter: QPainter, center: QPointF, radius: float, color: Color) -> None:
    width = max(1.0, radius * 0.07)
    painter.setPen(QPen(QColor("#0a0a0a"), width))
    painter.setBrush(QColor("#141414") if color is Color.BLACK else QColor("#ffffff"))
    painter.drawEllipse(center, radius - width / 2, radius - width / 2)


def _glossy_stone(painter: QPainter, center: QPointF, radius: float, color: Color) -> None:
    """Draws a stone of glass: a deep body, light from below, a sharp window of light above."""
    if color is Color.BLACK:
        _black_stone(painter, center, radius)
    else:
        _white_stone(painter, center, radius)
    rim = QRadialGradient(QPointF(center.x(), center.y() + radius * 0.5), radius * 0.9)
    rim.setColorAt(0.0, QColor(255, 255, 255, 46))
    rim.setColorAt(1.0, QColor(255, 255, 255, 0))
    painter.setBrush(QBrush(rim))
    painter.drawEllipse(center, radius, radius)
    middle = QPointF(center.x() - radius * 0.26, center.y() - radius * 0.42)
    light = QRadialGradient(middle, radius * 0.5)
    light.setColorAt(0.0, QColor(255, 255, 255, 235))
    light.setColorAt(0.55, QColor(255, 255, 255, 120 if color is Color.BLACK else 210))
    light.setColorAt(1.0, QColor(255, 255, 255, 0))
    painter.save()
    painter.translate(middle)
    painter.rotate(-32)
    painter.translate(-middle)
    painter.setBrush(QBrush(light))
    painter.drawEllipse(middle, radius * 0.46, radius * 0.27)
    painter.restore()


def _shell_lines(painter: QPainter, center: QPointF, radius: float, grain: int) -> None:
    """Draws the faint curved lines of a clam shell, another turn and spacing for each grain."""
    rng = np.random.Generator(np.random.PCG64([grain, 361]))
    painter.save()
    inside = QPainterPath()
    inside.addEllipse(center, radius * 0.97, radius * 0.97)
    painter.setClipPath(inside)
    painter.translate(center)
    painter.rotate(float(rng.uniform(0, 360)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    step = radius * float(rng.uniform(0.15, 0.20))
    for index in range(-7, 8):
        painter.setPen(QPen(QColor(120, 108, 84, 11 + index % 2 * 5), max(radius * 0.045, 0.6)))
        reach = radius * 3.2
        middle = QPointF(index * step + reach, 0)
        painter.drawEllipse(middle, reach, reach)
    painter.restore()


@functools.lru_cache(maxsize=64)
def stone_sprite(
    color: Color,
    radius: float,
    grain: int = 0,
    *,
    shadow: bool = True,
    look: StoneLook = StoneLook.SHELL,
) -> QPixmap:
    """Returns a stone in the middle of a square pixmap of side `sprite_side(radius)`.

    Args:
        color: Black or White.
        radius: Radius in device pixels.
        grain: 0 to NUM_WHITE_GRAINS - 1: which of the shell patterns a white stone has.
        shadow: Whether it lies on the board and throws a shadow; flat stones never do.
        look: What it is made of.
    """
    side = sprite_side(radius)
    pixmap = _canvas(side)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    center = QPointF(side / 2, side / 2)
    if shadow and look is not StoneLook.FLAT:
        _shadow(painter, center, radius)
    if look is StoneLook.FLAT:
        _flat_stone(painter, center, radius, color)
    elif look is StoneLook.GLOSSY:
        _glossy_stone(painter, center, radius, color)
    elif color is Color.BLACK:
        _black_stone(painter, center, radius)
    else:
        _white_stone(painter, center, radius)
        _shell_lines(painter, center, radius, grain)
    painter.end()
    return pixmap


def sprite_side(radius: float) -> int:
    """Returns the side of a stone's pixmap; odd, so that a stone's middle is a pixel's middle."""
    return 2 * math.ceil(radius * SPRITE_SHARE) + 1


def grain_of(point: int) -> int:
    """Returns which shell pattern lies on a point; neighbours differ."""
    return (point * 7 + point // 5) % NUM_WHITE_GRAINS


@functools.lru_cache(maxsize=8)
def shadow_tile(reach: int) -> QPixmap:
    """Returns a square of side `2 * reach + 1`, a shadow that fades over `reach` pixels."""
    distance = np.minimum(np.arange(2 * reach + 1), np.arange(2 * reach + 1)[::-1]) / reach
    share = distance * distance * (3 - 2 * distance)
    alpha = _SHADOW_ALPHA * share[:, None] * share[None, :]
    side = 2 * reach + 1
    pixels = np.empty((side, side, 4), dtype=np.uint8)
    for part, ink in enumerate(_SHADOW_INK):
        pixels[..., part] = ink * alpha / 255
    pixels[..., 3] = alpha
    image_format = QImage.Format.Format_ARGB32_Premultiplied
    return QPixmap.fromImage(QImage(pixels.tobytes(), side, side, 4 * side, image_format).copy())


@functools.lru_cache(maxsize=2)
def slate_image(dark: str, light: str) -> QImage:
    """Returns a square of layered stone between two colours, the same every time."""
    rng = np.random.Generator(np.random.PCG64(19))
    size = _TILE_SIZE
    tone = np.zeros((size, size))
    for weight, knots in ((0.7, 5), (0.45, 14), (0.3, 44), (0.16, 150)):
        across, down = (_smooth_noise(rng, size, knots) for _ in range(2))
        drift = np.round(6 * down).astype(int)
        rows = (np.arange(size)[:, None] + drift[None, :] * 3) % size
        tone += weight * across[rows]
    tone += 0.22 * rng.standard_normal((size, size))
    share = 1 / (1 + np.exp(-0.9 * tone))
    return _mixed(share, dark, light)


def _mixed(share: NDArray[np.float64], dark: str, light: str) -> QImage:
    """Returns a picture between two colours, `share` `[size, size]` of the light one.

    The colours of 256 shares are worked out once and looked up, which is ten times faster than
    mixing every pixel and shortens the start of the program.
    """
    low, high = QColor(dark), QColor(light)
    parts = np.linspace(0, 1, 256)
    colors = np.full(256, 0xFF, dtype=np.uint32)
    for begin, end in (
        (low.red(), high.red()),
        (low.green(), high.green()),
        (low.blue(), high.blue()),
    ):
        colors = (colors << np.uint32(8)) | (begin + (end - begin) * parts).astype(np.uint32)
    pixels = colors[(share * 255).astype(np.uint8)]
    size = len(share)
    image = QImage(pixels.tobytes(), size, size, 4 * size, QImage.Format.Format_RGB32)
    return image.copy()


@functools.lru_cache(maxsize=4)
def _tile(texture: Texture, dark: str, light: str, scale: int) -> QPixmap:
    image = wood_image(dark, light) if texture is Texture.WOOD else slate_image(dark, light)
    side = _TILE_SIZE * scale
    if scale > 1:
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(side, side, mode=smooth)
    return QPixmap.fromImage(image)


def draw_surface(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Fills a rectangle with the theme's board, with a fine edge."""
    dark, light = theme.wood_dark, theme.wood_light
    if theme.texture is Texture.PLAIN:
        painter.fillRect(rect, QColor(light))
    else:
        scale = max(1, math.ceil(max(rect.width(), rect.height()) / _TILE_SIZE))
        place = rect.toRect()
        tile = _tile(theme.texture, dark, light, scale)
        painter.drawPixmap(place.topLeft(), tile, QRect(QPoint(), place.size()))
    edge = QColor(theme.board_line)
    edge.setAlpha(90)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
