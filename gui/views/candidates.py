"""What analysis draws on the board: candidate moves, their continuations, ownership and losses.

Discs are drawn once for each size and colour and kept as pictures.
"""

from __future__ import annotations

import functools
import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from gogame.board.coords import BLACK, EMPTY, Color
from gui.analysis.marks import CandidateMark
from gui.board.scene import BoardScene
from gui.game.reports import NOBODY, SURE
from gui.looks.theme import RIVAL
from gui.views.board_layers import DeviceBoard, draw_stone
from gui.views.lettering import draw_word

_OPACITY = 0.9
_SMALL_OPACITY = 0.55
_SMALL_SHARE = 0.55  # of a stone's radius
_POLICY_SHARE = 0.86
_FAINTEST = 12  # hundredths; less ownership is not worth painting
_SHADE = 165  # opacity of a point that is surely owned
_GAIN = {True: "#1f4fd8", False: "#e8590c"}  # a point that went to Black, to White
# Where the lines of a candidate stand, and how high they are, in shares of a stone's radius.
_PLACES = {
    1: ((0.0, 0.74),),
    2: ((-0.20, 0.70), (0.46, 0.46)),
    3: ((-0.42, 0.52), (0.10, 0.46), (0.56, 0.40)),
}


def draw_influence(painter: QPainter, board: DeviceBoard, scene: BoardScene) -> None:
    """Draws who will own each point: shades on empty points, small squares on doomed stones."""
    if scene.influence is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    half, small = board.cell / 2, board.cell * 0.2
    for point, value in enumerate(scene.influence):
        share = value - NOBODY
        color = scene.color_at(point)
        is_black = share > 0
        if abs(share) < _FAINTEST or color == (Color.BLACK if is_black else Color.WHITE):
            continue
        is_free = color == EMPTY
        ink = QColor("#0d0d0d") if is_black else QColor("#ffffff")
        ink.setAlpha(round(_SHADE * abs(share) / SURE) if is_free else 235)
        painter.fillRect(_square(board, point, half if is_free else small), ink)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def draw_shift(painter: QPainter, board: DeviceBoard, scene: BoardScene) -> None:
    """Draws what the last move changed of who owns what, over points and stones alike."""
    if scene.shift is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    half = board.cell * 0.4
    for point, value in enumerate(scene.shift):
        share = value - NOBODY
        if abs(share) >= _FAINTEST:
            ink = QColor(_GAIN[share > 0])
            ink.setAlpha(50 + round(_SHADE * abs(share) / SURE))
            painter.fillRect(_square(board, point, half), ink)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _square(board: DeviceBoard, point: int, half: float) -> QRectF:
    middle = board.middle(point)
    return QRectF(QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half).toRect())


def draw_losses(painter: QPainter, board: DeviceBoard, scene: BoardScene) -> None:
    """Draws a mark on each of the stones that lost something; see `tone_shape`."""
    away = QPointF(board.radius * 0.52, -board.radius * 0.52)
    for point, tone in scene.losses:
        color = board.theme.judgement.tones[tone]
        picture = _shape(tone, round(board.radius * 0.32, 1), color, 1.0, round(board.cell / 50, 1))
        _put(painter, board.middle(point) + away, picture)


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


def draw_policy(painter: QPainter, board: DeviceBoard, scene: BoardScene) -> None:
    """Draws how likely the engine finds each move at first sight."""
    for mark in scene.policy:
        color = board.theme.judgement.tones[mark.tone]
        picture = _disc(round(board.radius * _POLICY_SHARE, 1), color, _OPACITY)
        middle = board.middle(mark.point)
        _put(painter, middle, picture)
        fit = (board.radius * 0.66, board.radius * 1.4)
        draw_word(painter, middle, mark.text, fit, QColor(board.theme.judgement.inks[mark.tone]))


def draw_candidates(painter: QPainter, board: DeviceBoard, scene: BoardScene) -> None:
    """Draws all candidates, the best one last and on top."""
    for mark in reversed(scene.candidates):
        if mark.is_small:
            color = board.theme.judgement.tones[mark.tone]
            radius = round(board.radius * _SMALL_SHARE, 1)
            picture = _shape(mark.tone, radius, color, _SMALL_OPACITY)
            _put(painter, board.middle(mark.point), picture)
        else:
            _large(painter, board, mark)


def _large(painter: QPainter, board: DeviceBoard, mark: CandidateMark) -> None:
    middle = board.middle(mark.point)
    judgement = board.theme.judgement
    ring = judgement.best if mark.is_best else ""
    picture = _disc(round(board.radius, 1), judgement.tones[mark.tone], _OPACITY, ring)
    _put(painter, middle, picture)
    _lines(painter, board, mark, QColor(judgement.inks[mark.tone]))


def _lines(painter: QPainter, board: DeviceBoard, mark: CandidateMark, ink: QColor) -> None:
    middle, radius = board.middle(mark.point), board.radius
    for line, (place, size) in zip(mark.lines, _PLACES.get(len(mark.lines), ()), strict=True):
        room = 2 * radius * math.sqrt(max(0.2, 0.95 - (abs(place) + size / 4) ** 2))
        at = QPointF(middle.x(), middle.y() + place * radius)
        draw_word(painter, at, line, (radius * size, room), ink)


def draw_rivals(painter: QPainter, board: DeviceBoard, scene: BoardScene) -> None:
    """Draws the candidates of the second engine: squares around those that it searched most.

    A move that both engines consider has both marks, and the words of the first engine.
    """
    taken = {mark.point for mark in scene.candidates if not mark.is_small}
    color = QColor(RIVAL)
    for mark in reversed(scene.rivals):
        half = board.radius * (0.55 if mark.is_small else 0.98)
        middle = board.middle(mark.point)
        rect = QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)
        is_shared = mark.point in taken
        fill = QColor(color)
        fill.setAlpha(0 if is_shared else 70 if mark.is_small else 205)
        painter.setBrush(fill)
        width = board.radius * (0.17 if mark.is_best else 0.08)
        painter.setPen(
            QPen(QColor(board.theme.judgement.best) if mark.is_best else color, max(1.5, width))
        )
        painter.drawRect(rect)
        if not is_shared and not mark.is_small:
            _lines(painter, board, mark, QColor("#ffffff"))


@functools.lru_cache(maxsize=128)
def _disc(radius: float, color: str, opacity: float, ring: str = "") -> QPixmap:
    """Returns a disc in the middle of a square picture.

    Args:
        radius: In pixels.
        color: What it is filled with.
        opacity: Of the filling.
        ring: Colour of the ring within it, empty for none.
    """
    side = 2 * math.ceil(radius) + 3
    picture, painter = _canvas(side)
    middle = QPointF(side / 2, side / 2)
    ink = QColor(color)
    ink.setAlphaF(opacity)
    painter.setBrush(ink)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(middle, radius, radius)
    if ring:
        width = max(2.0, radius * 0.13)
        painter.setPen(QPen(QColor(ring), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, radius - width / 2, radius - width / 2)
    painter.end()
    return picture


@functools.lru_cache(maxsize=128)
def _shape(tone: int, radius: float, color: str, opacity: float, rim: float = 0.0) -> QPixmap:
    """Returns the shape of a class of losses in a square picture, perhaps with a dark rim."""
    side = 2 * math.ceil(1.18 * radius + rim) + 3
    picture, painter = _canvas(side)
    ink = QColor(color)
    ink.setAlphaF(opacity)
    painter.setBrush(ink)
    painter.setPen(QPen(QColor(0, 0, 0, 150), max(1.0, rim)) if rim else Qt.PenStyle.NoPen)
    painter.drawPath(tone_shape(tone, QPointF(side / 2, side / 2), radius))
    painter.end()
    return picture


def _canvas(side: int) -> tuple[QPixmap, QPainter]:
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return picture, painter


def _put(painter: QPainter, middle: QPointF, picture: QPixmap) -> None:
    half = picture.width() / 2
    painter.drawPixmap(QPointF(round(middle.x() - half), round(middle.y() - half)), picture)


def draw_variation(
    painter: QPainter, board: DeviceBoard, mark: CandidateMark, length: int | None = None
) -> None:
    """Draws the expected continuation as numbered stones, or its first stones."""
    shown = mark.pv[:length]
    numbers = {point: number for number, (point, _color) in enumerate(shown, 1)}
    for number, (point, color) in enumerate(shown, 1):
        if numbers[point] != number:
            continue  # played again later, after a capture
        draw_stone(painter, board, point, color, shadow=False)
        ink = QColor("#f4f2ec") if color == BLACK else QColor("#1c1a17")
        fit = (board.radius * 0.95, board.radius * 1.5)
        draw_word(painter, board.middle(point), str(number), fit, ink)


def draw_focus(painter: QPainter, board: DeviceBoard, scene: BoardScene) -> None:
    """Draws where the analysis looks: outside is shaded, left-out and only moves are marked."""
    focus = scene.focus
    if focus.region:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for point in range(scene.height * scene.width):
            if point not in focus.region:
                painter.fillRect(_square(board, point, board.cell / 2), QColor(20, 16, 8, 70))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    reach = board.radius * 0.4
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor("#c62828"), max(2.0, board.radius * 0.16)))
    for point in focus.avoided:
        middle = board.middle(point)
        painter.drawLine(middle + QPointF(-reach, -reach), middle + QPointF(reach, reach))
        painter.drawLine(middle + QPointF(-reach, reach), middle + QPointF(reach, -reach))
    painter.setPen(QPen(QColor("#0b6e4f"), max(2.0, board.radius * 0.16)))
    for point in focus.allowed:
        painter.drawEllipse(board.middle(point), board.radius * 1.05, board.radius * 1.05)


def draw_pulled_region(painter: QPainter, board: DeviceBoard, start: int, end: int) -> None:
    """Draws the rectangle that is being pulled."""
    first, last = board.middle(start), board.middle(end)
    half = board.cell / 2
    rect = QRectF(first, last).normalized().adjusted(-half, -half, half, half)
    painter.setPen(QPen(QColor(board.theme.judgement.best), max(2.0, board.cell / 16)))
    painter.setBrush(QColor(10, 200, 250, 40))
    painter.drawRect(rect)
