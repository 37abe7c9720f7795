from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame.board.topology import Shape
from gui.board.geometry import BoardGeometry

sides = st.integers(2, 19)
boards = st.tuples(sides, sides, st.sampled_from(list(Shape)))
ratios = st.sampled_from([1.0, 1.25, 1.5, 2.0, 3.0])
areas = st.tuples(st.floats(200, 2000), st.floats(200, 2000))


@given(boards, areas, st.booleans(), ratios)
def test_every_point_is_found_again_at_its_own_place(board, area, coordinates, ratio):
    geometry = BoardGeometry.fit(board, area, coordinates=coordinates, device_ratio=ratio)
    for point in range(board[0] * board[1]):
        x, y = geometry.center(point)
        assert geometry.point_at(x, y) == point
        near = 0.45 * geometry.cell
        assert geometry.point_at(x + near, y - near) == point


@given(boards, areas, st.booleans(), ratios)
def test_the_board_lies_inside_its_area_on_whole_device_pixels(board, area, coordinates, ratio):
    geometry = BoardGeometry.fit(board, area, coordinates=coordinates, device_ratio=ratio)
    left, top, width, height = geometry.board_rect
    slack = 1 / ratio  # the place of the board is rounded down to a device pixel
    assert left >= -slack
    assert top >= -slack
    assert left + width <= area[0] + slack
    assert top + height <= area[1] + slack
    for length in (geometry.cell, geometry.left, geometry.top):
        assert length * ratio == pytest.approx(round(length * ratio), abs=1e-6)


@given(boards, areas, st.booleans())
def test_no_larger_board_would_fit(board, area, coordinates):
    geometry = BoardGeometry.fit(board, area, coordinates=coordinates)
    larger = replace(geometry, cell=geometry.cell + 1).board_rect
    assert larger.width > area[0] or larger.height > area[1]


def test_padding_is_left_free():
    geometry = BoardGeometry.fit((9, 9, Shape.PLANE), (500, 500), padding=20)
    left, top, width, _ = geometry.board_rect
    assert left >= 19
    assert top >= 19
    assert left + width <= 481


@pytest.mark.parametrize("beside", [(0, 0), (499, 250), (250, 1), (-5, 250)])
def test_beside_the_board_there_is_no_point(beside):
    geometry = BoardGeometry.fit((9, 9, Shape.PLANE), (500, 500))
    assert geometry.point_at(*beside) is None


def test_labels_name_columns_without_i_and_rows_from_below():
    geometry = BoardGeometry.fit((19, 19, Shape.PLANE), (800, 800))
    labels = geometry.labels()
    bottom_left = geometry.center(18 * 19)
    assert [label.text for label in labels if label.x == bottom_left[0]] == ["A", "A"]
    assert [label.text for label in labels if label.y == bottom_left[1]] == ["1", "1"]
    assert {label.text for label in labels} == {*"ABCDEFGHJKLMNOPQRST", *map(str, range(1, 20))}
    bare = BoardGeometry.fit((19, 19, Shape.PLANE), (800, 800), coordinates=False)
    assert bare.labels() == ()
    assert bare.cell > geometry.cell


@pytest.mark.parametrize(
    ("shape", "edges", "columns_run_on", "rows_run_on"),
    [
        (Shape.PLANE, 4, False, False),
        (Shape.CYLINDER, 2, False, True),
        (Shape.TORUS, 0, True, True),
    ],
)
def test_lines_run_over_joined_edges(shape, edges, columns_run_on, rows_run_on):
    geometry = BoardGeometry.fit((7, 9, shape), (600, 600))
    right = geometry.left + 8 * geometry.cell
    bottom = geometry.top + 6 * geometry.cell
    assert len(geometry.edge_lines()) == edges
    assert any(line.x2 > right + 1 for line in geometry.grid_lines()) is rows_run_on
    assert any(line.y2 > bottom + 1 for line in geometry.grid_lines()) is columns_run_on
    assert len(geometry.grid_lines()) == 7 + 9


def test_star_points():
    def stars(height: int, width: int, shape: Shape = Shape.PLANE) -> int:
        return len(BoardGeometry.fit((height, width, shape), (600, 600)).stars())

    assert (stars(9, 9), stars(13, 13), stars(19, 19)) == (5, 5, 9)
    assert stars(19, 19, Shape.TORUS) == 0
