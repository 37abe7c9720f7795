"""Where things lie on a drawn board: points to pixels and back, for any size and shape.

Units are logical pixels of the board view. Distances are whole *device* pixels (a logical pixel
has `device_ratio` of them), so that every grid line is equally sharp and equally far from the
next. Begin with `BoardGeometry.fit`. No Qt here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

from gogame.board.coords import GTP_COLUMNS
from gogame.board.handicap import star_points
from gogame.board.topology import Shape

_STONE_SHARE = 0.485  # of the distance between two lines; a little air keeps chains readable
_STONE_MARGIN = 0.55  # lines from the outermost line to where a stone on it ends
_PLAIN_MARGIN = 0.22  # lines of free wood beyond that, without coordinates
_LABEL_MARGIN = 0.62  # and with them ...
_LABEL_LIMIT = 27.0  # ... but no more pixels than these
_WRAP_DISTANCE = 0.56  # how far a line that goes on at the other side is drawn over the edge


class Rect(NamedTuple):
    """A rectangle in logical pixels."""

    left: float
    top: float
    width: float
    height: float


class Line(NamedTuple):
    """A straight line in logical pixels."""

    x1: float
    y1: float
    x2: float
    y2: float


class Label(NamedTuple):
    """A coordinate text and the middle of where it stands."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class BoardGeometry:
    """One board at one place and size.

    Attributes:
        height: Rows of points.
        width: Columns of points.
        shape: Plane, cylinder or torus; lines of joined edges run over the edge.
        coordinates: Whether there is a margin for coordinates.
        left: X of the leftmost column of points.
        top: Y of the topmost row of points.
        cell: Distance between two lines.
    """

    height: int
    width: int
    shape: Shape
    coordinates: bool
    left: float
    top: float
    cell: float

    @classmethod
    def fit(
        cls,
        board: tuple[int, int, Shape],
        area: tuple[float, float],
        *,
        padding: float = 0.0,
        coordinates: bool = True,
        device_ratio: float = 1.0,
    ) -> BoardGeometry:
        """Returns the largest board that fits into an area, in its middle.

        Args:
            board: Rows, columns and shape.
            area: Width and height of the view in logical pixels.
            padding: What to leave free on each side of the area.
            coordinates: Whether to leave a margin for coordinates.
            device_ratio: Device pixels per logical pixel.
        """
        height, width, shape = board
        room = (area[0] - 2 * padding, area[1] - 2 * padding)
        ideal = _ideal_cell((width, height), room, coordinates=coordinates)
        cell = max(math.floor(ideal * device_ratio), 1) / device_ratio
        left = (area[0] - (width - 1) * cell) / 2
        top = (area[1] - (height - 1) * cell) / 2
        return cls(
            height,
            width,
            shape,
            coordinates,
            math.floor(left * device_ratio) / device_ratio,
            math.floor(top * device_ratio) / device_ratio,
            cell,
        )

    @property
    def stone_radius(self) -> float:
        """Radius of a stone."""
        return self.cell * _STONE_SHARE

    @property
    def free_margin(self) -> float:
        """Width of the wood beyond the stones on the outermost lines."""
        if self.coordinates:
            return min(_LABEL_MARGIN * self.cell, _LABEL_LIMIT)
        return _PLAIN_MARGIN * self.cell

    @property
    def board_rect(self) -> Rect:
        """The wood: all lines and the margin."""
        margin = _STONE_MARGIN * self.cell + self.free_margin
        return Rect(
            self.left - margin,
            self.top - margin,
            (self.width - 1) * self.cell + 2 * margin,
            (self.height - 1) * self.cell + 2 * margin,
        )

    @property
    def wraps_columns(self) -> bool:
        """Whether the left edge is joined to the right one."""
        return self.shape is not Shape.PLANE

    @property
    def wraps_rows(self) -> bool:
        """Whether the top edge is joined to the bottom one."""
        return self.shape is Shape.TORUS

    def center(self, point: int) -> tuple[float, float]:
        """Returns x and y of a point."""
        row, column = divmod(point, self.width)
        return self.left + column * self.cell, self.top + row * self.cell

    def point_at(self, x: float, y: float) -> int | None:
        """Returns the point whose cell holds this place, or None beside the board."""
        column = math.floor((x - self.left) / self.cell + 0.5)
        row = math.floor((y - self.top) / self.cell + 0.5)
        if 0 <= row < self.height and 0 <= column < self.width:
            return row * self.width + column
        return None

    def cell_rect(self, point: int) -> Rect:
        """Returns the square around a point that its stone and shadow lie in."""
        x, y = self.center(point)
        half = self.cell * 0.75
        return Rect(x - half, y - half, 2 * half, 2 * half)

    def grid_lines(self) -> tuple[Line, ...]:
        """Returns all lines, those of joined edges running over the edge."""
        right = self.left + (self.width - 1) * self.cell
        bottom = self.top + (self.height - 1) * self.cell
        over_x = _WRAP_DISTANCE * self.cell if self.wraps_columns else 0.0
        over_y = _WRAP_DISTANCE * self.cell if self.wraps_rows else 0.0
        across = [
            Line(self.left - over_x, y, right + over_x, y)
            for y in (self.top + row * self.cell for row in range(self.height))
        ]
        down = [
            Line(x, self.top - over_y, x, bottom + over_y)
            for x in (self.left + column * self.cell for column in range(self.width))
        ]
        return (*across, *down)

    def edge_lines(self) -> tuple[Line, ...]:
        """Returns the outermost lines that are real edges; they are drawn stronger."""
        right = self.left + (self.width - 1) * self.cell
        bottom = self.top + (self.height - 1) * self.cell
        over_x = _WRAP_DISTANCE * self.cell if self.wraps_columns else 0.0
        lines: list[Line] = []
        if not self.wraps_rows:
            lines += [Line(self.left - over_x, y, right + over_x, y) for y in (self.top, bottom)]
        if not self.wraps_columns:
            lines += [Line(x, self.top, x, bottom) for x in (self.left, right)]
        return tuple(lines)

    def stars(self) -> tuple[int, ...]:
        """Returns the points marked with a dot; none on a torus, where all points are alike."""
        return () if self.shape is Shape.TORUS else star_points(self.height, self.width)

    def labels(self) -> tuple[Label, ...]:
        """Returns the coordinates on all four sides, none if they are switched off."""
        if not self.coordinates:
            return ()
        away = _STONE_MARGIN * self.cell + 0.44 * self.free_margin
        right = self.left + (self.width - 1) * self.cell
        bottom = self.top + (self.height - 1) * self.cell
        found: list[Label] = []
        for column in range(self.width):
            x = self.left + column * self.cell
            found += [Label(GTP_COLUMNS[column], x, y) for y in (self.top - away, bottom + away)]
        for row in range(self.height):
            y = self.top + row * self.cell
            text = str(self.height - row)
            found += [Label(text, x, y) for x in (self.left - away, right + away)]
        return tuple(found)


def _ideal_cell(board: tuple[int, int], room: tuple[float, float], *, coordinates: bool) -> float:
    """Returns the largest distance between lines with which a board fits into a room."""

    def fitting(margin: float, fixed: float) -> float:
        sides = zip(room, board, strict=True)
        return min((r - 2 * fixed) / (n - 1 + 2 * margin) for r, n in sides)

    if not coordinates:
        return fitting(_STONE_MARGIN + _PLAIN_MARGIN, 0.0)
    # The margin of the labels is the smaller of two, so the larger cell is right.
    return max(fitting(_STONE_MARGIN + _LABEL_MARGIN, 0.0), fitting(_STONE_MARGIN, _LABEL_LIMIT))
