from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import gui.game.transitions as transitions
from gui.board.export import DiagramChoices, diagram_svg, diagram_text
from gui.files.game_files import parse_game, state_of
from gui.game.focus import Focus, rectangle
from gui.game.state import GameState

TEXT = """(;SZ[9];B[ee];W[ge];B[cc]C[x];W[gg]
TR[ee]SQ[ge]LB[aa:A][ii:12]MA[ai]AR[aa:ia]LN[ba:bi]TB[ha]TW[hb])"""


def state_at(moves: int) -> GameState:
    state = state_of(parse_game(TEXT), 1, None)
    return transitions.step(state, moves - 4)


def texts(svg: str) -> list[str]:
    """Returns the texts of a picture without those of its edges."""
    root = ET.fromstring(svg)
    return [
        node.text or ""
        for node in root.iter("{http://www.w3.org/2000/svg}text")
        if node.get("font-weight")
    ]


def test_moves_of_a_range_have_their_numbers():
    state = state_at(4)
    plain = DiagramChoices(markup=False)
    assert texts(diagram_svg(state, plain, "x")) == []
    numbered = DiagramChoices(2, 4, markup=False)
    assert texts(diagram_svg(state, numbered, "x")) == ["2", "3", "4"]
    from_one = DiagramChoices(2, 3, from_one=True, markup=False)
    assert texts(diagram_svg(state, from_one, "x")) == ["1", "2"]
    assert texts(diagram_svg(state, DiagramChoices(4, 2, markup=False), "x")) == []


def test_numbers_begin_anew_behind_stones_set_up():
    state = state_of(parse_game("(;SZ[9];B[ee];AW[aa][ba];B[cc];W[gg])"), 1, None)
    svg = diagram_svg(state, DiagramChoices(1, 4), "x")
    assert texts(svg) == ["3", "4"]


def test_markup_is_drawn_where_it_is_wanted():
    state = state_at(4)
    svg = diagram_svg(state, DiagramChoices(), "t")
    assert texts(svg) == ["A", "12"]
    bare = diagram_svg(state, DiagramChoices(markup=False, coordinates=False), "t")
    assert svg.count("<path") > bare.count("<path") + 4
    assert svg.count("<rect") == bare.count("<rect") + 2
    assert ">J<" in svg
    assert ">J<" not in bare
    ET.fromstring(bare)


def veiled(svg: str) -> set[tuple[str, str]]:
    """Returns where the picture dims points: the corners of their squares."""
    [*veils] = ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}g")
    squares = [square for veil in veils if veil.get("fill") == "#28221a" for square in veil]
    return {(square.get("x") or "", square.get("y") or "") for square in squares}


def test_dimmed_points_are_dimmed_until_a_node_says_otherwise():
    text = "(;SZ[9];B[ee]DD[aa:ba];W[ge];B[cc]DD[])"
    opened = state_of(parse_game(text), 1, None)
    shown = [
        veiled(diagram_svg(transitions.step(opened, moves - 3), DiagramChoices(), "t"))
        for moves in range(4)
    ]
    assert shown == [set(), {("16", "16"), ("40", "16")}, {("16", "16"), ("40", "16")}, set()]
    dimmed = transitions.step(opened, -1)
    assert veiled(diagram_svg(dimmed, DiagramChoices(markup=False), "t")) == set()


def test_what_lies_outside_the_region_of_interest_is_dimmed():
    state = state_at(4)
    region = rectangle(9, 0, 8 * 9 + 7)  # all but the last column
    looked = replace(state, analysis=replace(state.analysis, focus=Focus(region)))
    places = veiled(diagram_svg(looked, DiagramChoices(), "t"))
    assert len(places) == 9
    assert {x for x, _y in places} == {str(16 + 8 * 24)}
    assert veiled(diagram_svg(state, DiagramChoices(), "t")) == set()


def test_the_board_as_text_shows_stones_and_letters():
    text = diagram_text(state_at(4))
    rows = text.splitlines()
    assert rows[1].split()[1] == "A"
    assert "X" in rows[5]
    assert rows[9].split()[1] == "x"
    assert "White to play" in diagram_text(state_at(1))
