"""Which points touch which: the neighbour tables that every kernel walks.

A kernel never computes a neighbour from a row and a column: it reads `Topology.neighbors`.
So cylinder and torus cost nothing, and a board of another shape needs no new kernel.
"""

from __future__ import annotations

import enum
import functools
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Shape(enum.StrEnum):
    """How the edges of the board are joined."""

    PLANE = "plane"
    CYLINDER = "cylinder"
    TORUS = "torus"


class Topology(NamedTuple):
    """The tables of one board, all read only; P = height * width points.

    Attributes:
        neighbors: `[P, 4]` int32, points joined by a line; P (the border) where there is none.
            Never the same point twice in a row, also on a torus two points wide.
        diagonals: `[P, 4]` int32, likewise, the points one step diagonally away.
        zobrist: `[3, P]` uint64 random keys, row 0 unused, row 1 Black, row 2 White.
        shape: 0 plane, 1 cylinder, 2 torus.
    """

    neighbors: NDArray[np.int32]
    diagonals: NDArray[np.int32]
    zobrist: NDArray[np.uint64]
    shape: int


_STRAIGHT = ((-1, 0), (0, -1), (0, 1), (1, 0))
_DIAGONAL = ((-1, -1), (-1, 1), (1, -1), (1, 1))


def _table(
    height: int, width: int, shape: Shape, steps: tuple[tuple[int, int], ...]
) -> NDArray[np.int32]:
    border = height * width
    table = np.full((border, 4), border, dtype=np.int32)
    for point in range(border):
        row, column = divmod(point, width)
        found: list[int] = []
        for down, right in steps:
            r, c = row + down, column + right
            if shape is Shape.TORUS:
                r %= height
            if shape is not Shape.PLANE:
                c %= width
            target = r * width + c
            inside = 0 <= r < height and 0 <= c < width
            if inside and target != point and target not in found:
                found.append(target)
        table[point, : len(found)] = found
    return table


@functools.cache
def topology(height: int, width: int, shape: Shape = Shape.PLANE) -> Topology:
    """Returns the tables of a board, the same object for the same arguments.

    A cylinder joins the left and the right edge; a torus also the top and the bottom.
    The Zobrist keys depend on height and width alone, so hashes can be compared between runs.
    """
    rng = np.random.Generator(np.random.PCG64([height, width, 20161]))
    zobrist = rng.integers(1, 2**64 - 1, size=(3, height * width), dtype=np.uint64)
    tables = Topology(
        _table(height, width, shape, _STRAIGHT),
        _table(height, width, shape, _DIAGONAL),
        zobrist,
        list(Shape).index(shape),
    )
    for table in tables[:3]:
        table.setflags(write=False)
    return tables
