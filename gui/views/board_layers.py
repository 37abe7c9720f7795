"""The layers of a drawn board: wood with lines, stones, marks; each drawn in device pixels.

`BoardView` keeps the wood and the wood with its stones as pixmaps and paints the marks over them.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPen,
    QPixmap,
    QRadialGradient,
    QRegion,
)

from gogame.board.coords import BLACK, EMPTY, Color
from gui.board.geometry import BoardGeometry
from gui.board.scene import BoardScene
from gui.looks.appearance import StoneLook
from gui.looks.theme import LIGHT, Theme
from gui.views.lettering import draw_word
from gui.views.materials import draw_surface, grain_of, shadow_tile, sprite_side, stone_sprite

_DEAD_OPACITY = 0.42
_HOVER_OPACITY = 0.5
_SHADOW = 24.0  # pixels over which the board's shadow fades
_SMALLEST_LABEL = 7  # pixels; smaller coordinates are left out


class DeviceBoard:
    """A board's geometry in whole device pixels, for painters without a scale."""

    def __init__(self, geometry: BoardGeometry, ratio: float, theme: Theme = LIGHT) -> None:
        """Scale a geometry made for the same device ratio; what is drawn has a theme's looks."""
        self.theme = theme
        self.geometry = geometry
        self.ratio = ratio
        self.cell = round(geometry.cell * ratio)
        self.radius = geometry.stone_radius * ratio
        self.line = max(1, round(self.cell * theme.line_share / 42))

    def center(self, point: int) -> tuple[int, int]:
        """Returns the pixel of a point."""
        x, y = self.geometry.center(point)
        return round(x * self.ratio), round(y * self.ratio)

    def middle(self, point: int) -> QPointF:
        """Returns the middle of the pixel of a point."""
        x, y = self.center(point)
        return QPointF(x + 0.5, y + 0.5)

    def stone_rect(self, point: int) -> QRect:
        """Returns what a stone on a point covers, with its shadow."""
        side = sprite_side(self.radius)
        x, y = self.center(point)
        return QRect(x - side // 2, y - side // 2, side, side)

    def rect(self) -> QRectF:
        """Returns the wood."""
        left, top, width, height = self.geometry.board_rect
        r = self.ratio
        return QRectF(round(left * r), round(top * r), round(width * r), round(height * r))


def background(board: DeviceBoard, size: QSize, theme: Theme, family: QFont) -> QPixmap:
    """Returns the table, the wood, the lines, star points and coordinates.

    Args:
        board: Where everything lies.
        size: The view in device pixels.
        theme: Colours.
        family: The font of the coordinates; its size is chosen here.
    """
    pixmap = QPixmap(size)
    pixmap.fill(QColor(theme.table))
    painter = QPainter(pixmap)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    _board_shadow(painter, board)
    draw_surface(painter, board.rect(), theme)
    _lines(painter, board, theme)
    _labels(painter, board, theme, family)
    painter.end()
    return pixmap


def _board_shadow(painter: QPainter, board: DeviceBoard) -> None:
    """Draws the board's shadow on the table from one small tile, its edges stretched."""
    reach = round(_SHADOW * board.ratio)
    tile = shadow_tile(reach)
    rect = board.rect().adjusted(-reach * 0.6, -reach * 0.3, reach * 0.6, reach * 0.66).toRect()
    left, top = rect.left(), rect.top()
    right, bottom = rect.right() + 1 - reach, rect.bottom() + 1 - reach
    across, down = right - left - reach, bottom - top - reach
    columns = (
        (left, reach, 0, reach),
        (left + reach, across, reach, 1),
        (right, reach, reach + 1, reach),
    )
    rows = (
        (top, reach, 0, reach),
        (top + reach, down, reach, 1),
        (bottom, reach, reach + 1, reach),
    )
    for x, width, from_x, from_width in columns:
        for y, height, from_y, from_height in rows:
            if from_width > 1 or from_height > 1:  # the middle is under the wood
                source = QRect(from_x, from_y, from_width, from_height)
                painter.drawPixmap(QRect(x, y, width, height), tile, source)


def _lines(painter: QPainter, board: DeviceBoard, theme: Theme) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    color = QColor(theme.board_line)
    color.setAlpha(225)
    ratio = board.ratio
    edge = board.line + 1
    for lines, width in (
        (board.geometry.grid_lines(), board.line),
        (board.geometry.edge_lines(), edge),
    ):
        for x1, y1, x2, y2 in lines:
            left, top = round(x1 * ratio) - width // 2, round(y1 * ratio) - width // 2
            right, bottom = round(x2 * ratio) - width // 2, round(y2 * ratio) - width // 2
            rect = QRect(left, top, right - left + width, bottom - top + width)
            painter.fillRect(rect, color)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.board_line))
    dot = max(2.0, board.cell * 0.085)
    for point in board.geometry.stars():
        painter.drawEllipse(board.middle(point), dot, dot)


def _labels(painter: QPainter, board: DeviceBoard, theme: Theme, family: QFont) -> None:
    font = QFont(family)
    size = round(board.geometry.free_margin * board.ratio * 0.52)
    if size < _SMALLEST_LABEL:
        return
    font.setPixelSize(size)
    painter.setFont(font)
    color = QColor(theme.board_line)
    color.setAlpha(190)
    painter.setPen(color)
    side = board.cell * 1.5
    for text, x, y in board.geometry.labels():
        place = QRectF(x * board.ratio - side / 2, y * board.ratio - side / 2, side, side)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def draw_stones(
    painter: QPainter, board: DeviceBoard, scene: BoardScene, region: QRegion | None = None
) -> None:
    """Draws the stones, or only those that reach into a region of the view."""
    for point, color in enumerate(scene.stones):
        if color != EMPTY and (region is None or region.intersects(board.stone_rect(point))):
            painter.setOpacity(_DEAD_OPACITY if point in scene.dead else 1.0)
            draw_stone(painter, board, point, Color(color))
    painter.setOpacity(1.0)


def draw_stone(
    painter: QPainter, board: DeviceBoard, point: int, color: Color, *, shadow: bool = True
) -> None:
    """Draws one stone."""
    is_grained = color is Color.WHITE and board.theme.stones is StoneLook.SHELL
    grain = grain_of(point) if is_grained else 0
    sprite = stone_sprite(color, board.radius, grain, shadow=shadow, look=board.theme.stones)
    painter.drawPixmap(board.stone_rect(point).topLeft(), sprite)


def marks(painter: QPainter, board: DeviceBoard, scene: BoardScene, theme: Theme) -> None:
    """Draws what lies over the stones: owners, the last move, the ko, move numbers."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if scene.owner is not None:
        _owners(painter, board, scene)
    if scene.numbers:
        _numbers(painter, board, scene, theme)
    elif (
        scene.last_move is not None
        and scene.color_at(scene.last_move) != EMPTY
        and scene.last_move not in dict(scene.markup.labels)
    ):
        _last_move(painter, board, scene.last_move, theme)
    if scene.ko is not None:
        _ko(painter, board, scene.ko, theme)


def _owners(painter: QPainter, board: DeviceBoard, scene: BoardScene) -> None:
    """Draws a square on what somebody owns, a diamond on what was given by hand.

    The diamond of nobody is hollow; what the count itself gives to nobody has no mark.
    """
    assert scene.owner is not None
    half = board.cell * 0.15
    worded = {mark.point for mark in (*scene.candidates, *scene.policy)}
    for point, owner in enumerate(scene.owner):
        is_by_hand = point in scene.corrected
        is_plain = owner == EMPTY or (scene.color_at(point) == owner and point not in scene.dead)
        if point in worded or (is_plain and not is_by_hand):
            continue
        middle = board.middle(point)
        painter.setPen(QPen(QColor(20, 14, 6, 150), max(1.0, board.cell / 40)))
        painter.setBrush(QColor("#161616") if owner == BLACK else QColor("#fdfcf8"))
        if is_by_hand:
            _diamond(painter, middle, half * 1.4, is_hollow=owner == EMPTY)
        else:
            rect = QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)
            painter.drawRoundedRect(rect, half * 0.3, half * 0.3)


def _diamond(painter: QPainter, middle: QPointF, half: float, *, is_hollow: bool) -> None:
    if is_hollow:
        painter.setPen(QPen(QColor("#161616"), half * 0.28))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    steps = ((0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0))
    painter.drawPolygon([middle + QPointF(x, y) for x, y in steps])


def _last_move(painter: QPainter, board: DeviceBoard, point: int, theme: Theme) -> None:
    middle = board.middle(point)
    radius = board.radius * 0.30
    glow = QRadialGradient(middle, radius)
    color = QColor(theme.last_move)
    glow.setColorAt(0.0, color.lighter(112))
    glow.setColorAt(1.0, color)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(glow)
    painter.drawEllipse(middle, radius, radius)


def _ko(painter: QPainter, board: DeviceBoard, point: int, theme: Theme) -> None:
    middle = board.middle(point)
    half = board.cell * 0.22
    painter.setPen(QPen(QColor(theme.board_line), max(1.5, board.cell / 24)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half))


def _numbers(painter: QPainter, board: DeviceBoard, scene: BoardScene, theme: Theme) -> None:
    last = scene.last_move
    for point, number in scene.numbers:
        color = scene.color_at(point)
        if color == EMPTY:
            continue
        text = str(number)
        size = board.radius * (0.98, 0.98, 0.88, 0.74)[min(len(text), 3)]
        ink = QColor("#f4f2ec") if color == BLACK else QColor("#1c1a17")
        ink = QColor(theme.last_move).lighter(120) if point == last else ink
        draw_word(painter, board.middle(point), text, (size, board.radius * 3), ink)


def ghost(painter: QPainter, board: DeviceBoard, point: int, color: Color) -> None:
    """Draws the stone that a click would play."""
    painter.setOpacity(_HOVER_OPACITY)
    draw_stone(painter, board, point, color, shadow=False)
    painter.setOpacity(1.0)


def cursor(painter: QPainter, board: DeviceBoard, point: int, *, has_keys: bool) -> None:
    """Draws the cursor of the keys: a frame, dashed while the keys go elsewhere."""
    middle = board.middle(point)
    half = board.cell * 0.5
    rect = QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)
    style = Qt.PenStyle.SolidLine if has_keys else Qt.PenStyle.DashLine
    width = max(2.0, board.cell / 11)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, share in (("#ffffff", 1.9), ("#0057d9", 1.0)):
        painter.setPen(QPen(QColor(color), width * share, style))
        painter.drawRoundedRect(rect, half * 0.25, half * 0.25)
