"""The neighbour tables against edges drawn one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame.board.topology import Shape, topology
from tests.oracles.brute_board import lattice

SIZES = st.integers(2, 19)
SHAPES = st.sampled_from(list(Shape))


def _rows(table: np.ndarray, border: int) -> list[list[int]]:
    return [[int(p) for p in row if p != border] for row in table]


@given(SIZES, SIZES, SHAPES)
def test_neighbours_are_the_edges_of_the_lattice(height: int, width: int, shape: Shape) -> None:
    rows = _rows(topology(height, width, shape).neighbors, height * width)
    expected = lattice(height, width, shape.value)
    assert [set(row) for row in rows] == [expected[p] for p in range(height * width)]
    assert all(len(row) == len(set(row)) for row in rows), "a point is listed twice"


@given(SIZES, SIZES, SHAPES)
def test_diagonals_are_mutual_and_two_steps_away(height: int, width: int, shape: Shape) -> None:
    rows = _rows(topology(height, width, shape).diagonals, height * width)
    edges = lattice(height, width, shape.value)
    for point, row in enumerate(rows):
        assert len(row) == len(set(row))
        for other in row:
            assert other != point
            assert point in rows[other]
            assert edges[point] & edges[other], "no point touches both"


@pytest.mark.parametrize(
    ("shape", "neighbors", "diagonals"),
    [
        (Shape.PLANE, {1, 4}, {5}),
        (Shape.CYLINDER, {1, 4, 3}, {5, 7}),
        (Shape.TORUS, {1, 4, 3, 8}, {5, 7, 9, 11}),
    ],
)
def test_corner_of_a_3x4_board(shape: Shape, neighbors: set[int], diagonals: set[int]) -> None:
    tables = topology(3, 4, shape)
    assert set(_rows(tables.neighbors, 12)[0]) == neighbors
    assert set(_rows(tables.diagonals, 12)[0]) == diagonals


def test_zobrist_keys_are_distinct_and_repeatable() -> None:
    plane, torus = topology(19, 19), topology(19, 19, Shape.TORUS)
    keys = plane.zobrist[1:].ravel()
    assert len(set(keys.tolist())) == 2 * 361
    assert (keys == torus.zobrist[1:].ravel()).all()
    assert topology(19, 19, Shape.TORUS) is torus


def test_tables_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="read-only"):
        topology(9, 9).neighbors[0, 0] = 5
