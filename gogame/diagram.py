"""A board as an SVG picture: for reports, notebooks and pages that are printed.

The picture needs no style sheet, font, script or other file, and brings its own wood, so that it
looks the same on light and dark pages. `gogame.board.diagram` draws with letters. Begin with
`board_svg`.
"""

from __future__ import annotations

import enum
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from gogame.board.coords import EMPTY, GTP_COLUMNS, Color
from gogame.board.handicap import star_points
from gogame.board.position import Move, Position
from gogame.board.topology import Shape

CELL = 24
_RADIUS = 11.3
_WOOD, _LINE, _INK = "#e9c583", "#5b4520", "#4a3716"
_BLACK, _WHITE, _EDGE = "#161616", "#fbfbf8", "#333"
_VEIL = "#28221a"
_LAST, _PLAYED, _BEST = "#d4261c", "#c2185b", "#0b6bbf"
_FONT = "system-ui,-apple-system,'Segoe UI','Noto Sans KR',sans-serif"


class Mark(enum.StrEnum):
    """A shape on a point, as SGF's TR, SQ, CR and MA."""

    TRIANGLE = "triangle"
    SQUARE = "square"
    CIRCLE = "circle"
    CROSS = "cross"


@dataclass(frozen=True, slots=True)
class CandidateMark:
    """A move to consider, drawn as a coloured disc with up to two lines of text.

    Attributes:
        point: Where.
        label: The line that is read first, such as ``54`` for the winning chance.
        small: A second line, such as the number of visits.
        is_best: Whether it is the engine's choice.
    """

    point: int
    label: str
    small: str = ""
    is_best: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """What is drawn on top of the stones; actions that are no points, as the pass, are left out.

    Attributes:
        shapes: Shapes by point.
        labels: Short texts by point.
        line: Moves to be shown as numbered stones, 1 the first; a point that is played twice
            shows its first number.
        played: The move in question: ringed, and a pale stone if nothing else is there.
        candidates: Moves to consider.
        ownership_black: One number a point in [-1, +1], shaded as squares in the owner's colour.
        first_number: The number of the line's first move.
        arrows: From point to point, with a head.
        lines: From point to point.
        territory: Whose territory points are said to be.
        dimmed: Points that are greyed out, with the stones on them.
    """

    shapes: Mapping[int, Mark] = field(default_factory=dict[int, Mark])
    labels: Mapping[int, str] = field(default_factory=dict[int, str])
    line: Sequence[Move] = ()
    played: Move | None = None
    candidates: Sequence[CandidateMark] = ()
    ownership_black: Sequence[float] | None = None
    first_number: int = 1
    arrows: Sequence[tuple[int, int]] = ()
    lines: Sequence[tuple[int, int]] = ()
    territory: Mapping[int, Color] = field(default_factory=dict[int, Color])
    dimmed: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things are."""

    position: Position
    margin: float

    @property
    def width(self) -> float:
        return self.position.variant.width * CELL + 2 * self.margin

    @property
    def height(self) -> float:
        return self.position.variant.height * CELL + 2 * self.margin

    def center(self, point: int) -> tuple[float, float]:
        row, column = divmod(point, self.position.variant.width)
        return self.margin + (column + 0.5) * CELL, self.margin + (row + 0.5) * CELL


def board_svg(
    position: Position,
    title: str,
    marks: Marks | None = None,
    *,
    coordinates: bool = True,
    last_move: bool = True,
) -> str:
    """Returns an ``<svg>`` element.

    Args:
        position: What to draw.
        title: What the picture shows, for readers who cannot see it.
        marks: What to draw on top.
        coordinates: Whether letters and numbers stand at the edges.
        last_move: Whether the last move is marked.
    """
    drawn = marks or Marks()
    frame = _Frame(position, 16 if coordinates else 3)
    box = f"0 0 {_n(frame.width)} {_n(frame.height)}"
    name = escape(title, quote=True)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{_n(frame.width)}" '
        f'height="{_n(frame.height)}" role="img" aria-label="{name}" font-family="{_FONT}" '
        f'text-anchor="middle"><title>{escape(title)}</title>'
    )
    parts = [
        head,
        f'<rect width="{_n(frame.width)}" height="{_n(frame.height)}" rx="4" fill="{_WOOD}"/>',
        _grid(frame),
        _coordinates(frame) if coordinates else "",
        _ownership(frame, drawn.ownership_black),
        _stones(frame),
    ]
    last = position.last_move
    covered = {move.action for move in drawn.line}
    if (
        last_move
        and last is not None
        and last.action not in covered | {position.variant.pass_action}
    ):
        x, y = frame.center(last.action)
        parts.append(
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="5" fill="none" stroke="{_LAST}" '
            'stroke-width="2.2"/>'
        )
    parts += [_dimmed(frame, drawn.dimmed), _overlay(frame, drawn)]
    return "".join(parts) + "</svg>"


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _is_point(position: Position, action: int) -> bool:
    return 0 <= action < position.variant.num_points


def _grid(frame: _Frame) -> str:
    """Returns lines and star points; lines run on where the board goes round."""
    variant = frame.position.variant
    over_x = CELL / 2 if variant.shape is not Shape.PLANE else 0.0
    over_y = CELL / 2 if variant.shape is Shape.TORUS else 0.0
    left, top = (edge - over for edge, over in zip(frame.center(0), (over_x, over_y), strict=True))
    last = frame.center(variant.num_points - 1)
    right, bottom = last[0] + over_x, last[1] + over_y
    path = [
        f"M{_n(left)} {_n(frame.center(row * variant.width)[1])}H{_n(right)}"
        for row in range(variant.height)
    ]
    path += [
        f"M{_n(frame.center(column)[0])} {_n(top)}V{_n(bottom)}" for column in range(variant.width)
    ]
    stars = "".join(
        f'<circle cx="{_n(x)}" cy="{_n(y)}" r="2.6"/>'
        for x, y in map(frame.center, star_points(variant.height, variant.width))
    )
    return (
        f'<path d="{"".join(path)}" stroke="{_LINE}" stroke-width=".8" stroke-linecap="square"/>'
        f'<g fill="{_LINE}">{stars}</g>'
    )


def _coordinates(frame: _Frame) -> str:
    variant = frame.position.variant
    texts: list[str] = []
    for column in range(variant.width):
        x = frame.center(column)[0]
        for y in (11.5, frame.height - 4.5):
            texts.append(f'<text x="{_n(x)}" y="{_n(y)}">{GTP_COLUMNS[column]}</text>')
    for row in range(variant.height):
        y = frame.center(row * variant.width)[1] + 3.6
        for x in (8.5, frame.width - 8.5):
            texts.append(f'<text x="{_n(x)}" y="{_n(y)}">{variant.height - row}</text>')
    return f'<g font-size="10" fill="{_INK}">{"".join(texts)}</g>'


def _ownership(frame: _Frame, ownership: Sequence[float] | None) -> str:
    if ownership is None:
        return ""
    squares: list[str] = []
    for point, owner in enumerate(ownership):
        half = CELL / 2 * min(1.0, abs(owner)) ** 0.5 * 0.92
        if abs(owner) < 0.08:
            continue
        x, y = frame.center(point)
        color = _BLACK if owner > 0 else _WHITE
        squares.append(
            f'<rect x="{_n(x - half)}" y="{_n(y - half)}" width="{_n(2 * half)}" '
            f'height="{_n(2 * half)}" fill="{color}"/>'
        )
    return f'<g opacity=".42">{"".join(squares)}</g>'


def _stone(frame: _Frame, point: int, radius: float = _RADIUS) -> str:
    x, y = frame.center(point)
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>'


def _stones(frame: _Frame) -> str:
    position = frame.position
    drawn = dict.fromkeys(Color, "")
    for point in range(position.variant.num_points):
        color = position.color_at(point)
        if color != EMPTY:
            drawn[Color(color)] += _stone(frame, point)
    return (
        f'<g fill="{_BLACK}">{drawn[Color.BLACK]}</g>'
        f'<g fill="{_WHITE}" stroke="{_EDGE}" stroke-width=".9">{drawn[Color.WHITE]}</g>'
    )


def _dimmed(frame: _Frame, points: Collection[int]) -> str:
    if not points:
        return ""
    squares: list[str] = []
    for point in sorted(points):
        x, y = frame.center(point)
        squares.append(
            f'<rect x="{_n(x - CELL / 2)}" y="{_n(y - CELL / 2)}" width="{CELL}" height="{CELL}"/>'
        )
    return f'<g fill="{_VEIL}" opacity=".4">{"".join(squares)}</g>'


def _overlay(frame: _Frame, marks: Marks) -> str:
    """Returns everything that lies on the stones."""
    position = frame.position
    parts = [_candidate(frame, one) for one in marks.candidates if _is_point(position, one.point)]
    seen: set[int] = set()
    for number, move in enumerate(marks.line, start=marks.first_number):
        if _is_point(position, move.action) and move.action not in seen:
            seen.add(move.action)
            parts.append(_numbered(frame, move, number))
    parts += [_territory(frame, p, color) for p, color in marks.territory.items()]
    parts += [_pull(frame, ends, is_arrow=False) for ends in marks.lines]
    parts += [_pull(frame, ends, is_arrow=True) for ends in marks.arrows]
    for point, shape in marks.shapes.items():
        if _is_point(position, point):
            parts.append(_shape(frame, point, shape))
    for point, text in marks.labels.items():
        if _is_point(position, point):
            parts.append(_label(frame, point, text))
    if marks.played is not None and _is_point(position, marks.played.action):
        is_bare = marks.played.action not in seen
        parts.append(_played(frame, marks.played, is_bare=is_bare))
    return "".join(parts)


def _territory(frame: _Frame, point: int, color: Color) -> str:
    x, y = frame.center(point)
    ink = _BLACK if color is Color.BLACK else _WHITE
    return (
        f'<rect x="{_n(x - 3.5)}" y="{_n(y - 3.5)}" width="7" height="7" fill="{ink}" '
        f'stroke="{_EDGE}"/>'
    )


def _pull(frame: _Frame, ends: tuple[int, int], *, is_arrow: bool) -> str:
    """Returns a line from point to point, with a head if it is an arrow."""
    (x1, y1), (x2, y2) = (frame.center(point) for point in ends)
    length = math.hypot(x2 - x1, y2 - y1)
    if not length:
        return ""
    across, down = (x2 - x1) / length, (y2 - y1) / length
    back_x, back_y = (x2 - 9 * across, y2 - 9 * down) if is_arrow else (x2, y2)
    line = (
        f'<path d="M{_n(x1)} {_n(y1)}L{_n(back_x)} {_n(back_y)}" stroke="{_BEST}" '
        'stroke-width="2.4" fill="none"/>'
    )
    if not is_arrow:
        return line
    wings = [
        (back_x - 4.5 * down, back_y + 4.5 * across),
        (back_x + 4.5 * down, back_y - 4.5 * across),
    ]
    corners = "L".join(f"{_n(x)} {_n(y)}" for x, y in ((x2, y2), *wings))
    return f'{line}<path d="M{corners}z" fill="{_BEST}"/>'


def _played(frame: _Frame, move: Move, *, is_bare: bool) -> str:
    x, y = frame.center(move.action)
    stone = ""
    if is_bare and frame.position.color_at(move.action) == EMPTY:
        color = _BLACK if move.color is Color.BLACK else _WHITE
        stone = f'<g fill="{color}" opacity=".6">{_stone(frame, move.action)}</g>'
    return (
        f'{stone}<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(_RADIUS - 1.2)}" fill="none" '
        f'stroke="{_PLAYED}" stroke-width="3"/>'
    )


def _text(x: float, y: float, size: float, color: str, text: str) -> str:
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" font-weight="600" '
        f'fill="{color}">{escape(text)}</text>'
    )


def _numbered(frame: _Frame, move: Move, number: int) -> str:
    x, y = frame.center(move.action)
    is_black = move.color is Color.BLACK
    size = 12.5 if number < 10 else 10.5 if number < 100 else 8.5
    return (
        f'<g fill="{_BLACK if is_black else _WHITE}" stroke="{_EDGE}" stroke-width=".9">'
        f"{_stone(frame, move.action)}</g>"
        + _text(x, y + size * 0.36, size, _WHITE if is_black else _BLACK, str(number))
    )


def _candidate(frame: _Frame, mark: CandidateMark) -> str:
    x, y = frame.center(mark.point)
    color = _BEST if mark.is_best else "#3f6f4f"
    up = 0.5 if mark.small else 3.6
    small = _text(x, y + 7.4, 6.4, "#fff", mark.small) if mark.small else ""
    return (
        f'<g fill="{color}" opacity=".92">{_stone(frame, mark.point, _RADIUS - 0.3)}</g>'
        + _text(x, y + up, 9.6, "#fff", mark.label)
        + small
    )


def _ink_on(frame: _Frame, point: int) -> str:
    """Returns a colour that can be read on a point."""
    return _WHITE if frame.position.color_at(point) == Color.BLACK else _BLACK


def _label(frame: _Frame, point: int, text: str) -> str:
    x, y = frame.center(point)
    ground = ""
    if frame.position.color_at(point) == EMPTY:  # the lines would run through the text
        ground = f'<g fill="{_WOOD}">{_stone(frame, point, 8.5)}</g>'
    size = 13 if len(text) < 2 else 10 if len(text) < 3 else 8
    return ground + _text(x, y + size * 0.36, size, _ink_on(frame, point), text)


def _shape(frame: _Frame, point: int, shape: Mark) -> str:
    x, y = frame.center(point)
    paths = {
        Mark.TRIANGLE: f"M{_n(x)} {_n(y - 7)}l6.1 10.5h-12.2z",
        Mark.SQUARE: f"M{_n(x - 5)} {_n(y - 5)}h10v10h-10z",
        Mark.CIRCLE: f"M{_n(x - 5.5)} {_n(y)}a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0z",
        Mark.CROSS: f"M{_n(x - 5)} {_n(y - 5)}l10 10m0 -10l-10 10",
    }
    return (
        f'<path d="{paths[shape]}" fill="none" stroke="{_ink_on(frame, point)}" stroke-width="2"/>'
    )
