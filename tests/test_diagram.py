"""Boards as SVG: well-formed, self-contained, and showing what is on the board."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame.board.coords import BLACK, WHITE, Color
from gogame.board.diagram import position_from_diagram
from gogame.board.position import Move, Position
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from gogame.diagram import CELL, CandidateMark, Mark, Marks, board_svg

SVG = "{http://www.w3.org/2000/svg}"
BLACK_FILL, WHITE_FILL = "#161616", "#fbfbf8"
CROSS = """
    . X .
    X O X
    . . .
"""


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def stones(root: ElementTree.Element, fill: str) -> int:
    """Returns the number of circles in groups of a colour."""
    groups = [group for group in root.iter(f"{SVG}g") if group.get("fill") == fill]
    return sum(len(group.findall(f"{SVG}circle")) for group in groups)


def texts(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def center(point: int, width: int) -> tuple[float, float]:
    return 16 + (point % width + 0.5) * CELL, 16 + (point // width + 0.5) * CELL


@given(
    st.integers(2, 19),
    st.integers(2, 19),
    st.sampled_from(Shape),
    st.lists(st.integers(0, 400), max_size=60),
)
def test_every_stone_of_any_board_is_drawn(
    height: int, width: int, shape: Shape, wishes: list[int]
) -> None:
    position = Position.start(VariantSpec(height, width, shape=shape))
    for wish in wishes:
        legal = np.flatnonzero(position.resumed().legal())
        position = position.resumed().play(int(legal[wish % len(legal)]))
    root = parsed(board_svg(position, "any"))
    assert stones(root, BLACK_FILL) == (position.grid == BLACK).sum()
    assert stones(root, WHITE_FILL) == (position.grid == WHITE).sum()
    assert texts(root).count("1") == 2
    assert texts(root).count("A") == 2


def test_the_title_is_for_those_who_cannot_see_and_is_escaped() -> None:
    position = position_from_diagram(CROSS)
    root = parsed(board_svg(position, 'Move 3 "a" <b> & c'))
    assert root.get("role") == "img"
    assert root.get("aria-label") == 'Move 3 "a" <b> & c'
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == 'Move 3 "a" <b> & c'


def test_nothing_is_fetched_and_nothing_collides() -> None:
    position = position_from_diagram(CROSS)
    svg = board_svg(position, "t", Marks(labels={0: "A"}, shapes={2: Mark.CROSS}))
    assert re.findall(r"https?://[^\"' ]+", svg) == ["http://www.w3.org/2000/svg"]
    assert re.search(r"\b(id|href|class|style)=", svg) is None


def test_coordinates_can_be_left_out() -> None:
    position = position_from_diagram(CROSS)
    assert texts(parsed(board_svg(position, "t", coordinates=False))) == []


def test_the_last_move_is_ringed_unless_it_is_a_pass_or_not_wanted() -> None:
    position = Position.start(VariantSpec(5, 5)).play(12)
    x, y = center(12, 5)
    ring = f'<circle cx="{x:g}" cy="{y:g}" r="5" fill="none"'
    assert ring in board_svg(position, "t")
    assert ring not in board_svg(position, "t", last_move=False)
    assert 'r="5" fill="none"' not in board_svg(position.play(25), "t")


def test_a_line_is_numbered_in_turn_and_passes_keep_their_number() -> None:
    position = Position.start(VariantSpec(5, 5))
    line = [Move(Color.BLACK, 0), Move(Color.WHITE, 25), Move(Color.BLACK, 2), Move(Color.WHITE, 0)]
    root = parsed(board_svg(position, "t", Marks(line=line), coordinates=False))
    assert texts(root) == ["1", "3"]
    assert stones(root, BLACK_FILL) == 2


def test_a_move_in_question_is_ringed_and_pale_unless_a_stone_is_there() -> None:
    position = Position.start(VariantSpec(5, 5))
    played = Move(Color.BLACK, 7)
    alone = board_svg(position, "t", Marks(played=played))
    assert alone.count("#c2185b") == 1
    assert 'opacity=".6"' in alone
    same = board_svg(position, "t", Marks(played=played, line=[played]))
    assert same.count("#c2185b") == 1
    assert 'opacity=".6"' not in same
    away = board_svg(position, "t", Marks(played=Move(Color.BLACK, 25)))
    assert "#c2185b" not in away


def test_candidates_show_their_texts_and_the_best_stands_out() -> None:
    position = Position.start(VariantSpec(5, 5))
    marks = [
        CandidateMark(3, "54", "1.2k", is_best=True),
        CandidateMark(4, "51"),
        CandidateMark(25, "9"),
    ]
    svg = board_svg(position, "t", Marks(candidates=marks), coordinates=False)
    assert texts(parsed(svg)) == ["54", "1.2k", "51"]
    assert svg.count("#0b6bbf") == 1


def test_ownership_is_shaded_in_the_colour_of_the_owner() -> None:
    position = Position.start(VariantSpec(2, 2))
    svg = board_svg(position, "t", Marks(ownership_black=[1.0, -1.0, 0.01, -0.5]))
    shades = [rect.get("fill") for rect in parsed(svg).iter(f"{SVG}rect")][1:]
    assert shades == [BLACK_FILL, WHITE_FILL, WHITE_FILL]


def test_marks_can_be_read_on_stones_and_on_wood() -> None:
    position = position_from_diagram(CROSS)
    svg = board_svg(position, "t", Marks(shapes={1: Mark.TRIANGLE, 4: Mark.SQUARE}))
    strokes = [
        path.get("stroke") for path in parsed(svg).iter(f"{SVG}path") if path.get("fill") == "none"
    ]
    assert strokes == [WHITE_FILL, BLACK_FILL]
    labelled = board_svg(position, "t", Marks(labels={0: "가"}), coordinates=False)
    assert texts(parsed(labelled)) == ["가"]


@pytest.mark.parametrize("mark", Mark)
def test_each_mark_has_its_own_shape(mark: Mark) -> None:
    position = position_from_diagram(CROSS)
    drawn = {other: board_svg(position, "t", Marks(shapes={0: other})) for other in Mark}
    assert sum(svg == drawn[mark] for svg in drawn.values()) == 1


def test_lines_run_on_where_the_board_goes_round() -> None:
    plane = VariantSpec(5, 5)
    drawn = {shape: board_svg(Position.start(replace(plane, shape=shape)), "t") for shape in Shape}
    first = {shape: re.findall(r"M([\d.]+) [\d.]+H", svg)[0] for shape, svg in drawn.items()}
    assert first == {Shape.PLANE: "28", Shape.CYLINDER: "16", Shape.TORUS: "16"}
    upward = {shape: re.findall(r"M[\d.]+ ([\d.]+)V", svg)[0] for shape, svg in drawn.items()}
    assert upward == {Shape.PLANE: "28", Shape.CYLINDER: "28", Shape.TORUS: "16"}


def test_a_full_board_is_a_small_file() -> None:
    position = Position.start(VariantSpec(19, 19))
    for action in range(0, 361, 2):
        position = position.play(action, Color.BLACK)
    assert len(board_svg(position, "t")) < 20_000
