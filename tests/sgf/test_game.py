from __future__ import annotations

import random

import pytest

from gogame.board.chains import check_consistency
from gogame.board.coords import Color, action_from_gtp
from gogame.board.position import Move, Position
from gogame.board.variant import standard
from gogame.errors import SgfError
from gogame.sgf import (
    Clocks,
    GamePositions,
    GameTree,
    Node,
    add_move,
    clocks_of,
    has_setup,
    moves_of,
    position_at,
    put_clocks,
    put_setup,
    read,
    write,
)

HEAD = "(;GM[1]SZ[5]KM[6.5]RU[Japanese]"
SIGNS = ".XO"


def opened(text: str) -> GamePositions:
    return GamePositions(read(HEAD + text)[0])


def end(text: str) -> tuple[Position, tuple[str, ...]]:
    """Returns the last position of the main line and all warnings on the way."""
    positions = opened(text)
    leaf = positions.tree.leaf
    position = positions.position(leaf)
    assert check_consistency(position.board, position.variant.topology) == 0
    return position, positions.warnings(leaf)


def picture(position: Position) -> str:
    return "/".join("".join(SIGNS[color] for color in row) for row in position.grid.tolist())


@pytest.mark.parametrize(
    ("text", "board", "to_play"),
    [
        (")", "...../...../...../...../.....", Color.BLACK),
        (";B[aa])", "X..../...../...../...../.....", Color.WHITE),
        (";B[aa];W[ba];B[];W[ab])", ".O.../O..../...../...../.....", Color.BLACK),
        (";B[aa];B[ee])", "X..../...../...../...../....X", Color.WHITE),
        ("B[cc])", "...../...../..X../...../.....", Color.WHITE),
        ("AB[aa:bb]AW[ee])", "XX.../XX.../...../...../....O", Color.BLACK),
        ("AB[aa:bb])", "XX.../XX.../...../...../.....", Color.WHITE),
        ("AB[aa:bb]PL[B])", "XX.../XX.../...../...../.....", Color.BLACK),
        ("AB[aa]AW[ee];W[cc])", "X..../...../..O../...../....O", Color.BLACK),
        ("AB[aa]AW[ee]PL[white])", "X..../...../...../...../....O", Color.WHITE),
        (";B[aa];AE[aa]AW[ab]AB[cc])", "...../O..../..X../...../.....", Color.WHITE),
        (";B[aa];PL[B])", "X..../...../...../...../.....", Color.BLACK),
        ("HA[2]AB[aa][ee])", "X..../...../...../...../....X", Color.WHITE),
        ("HA[2];B[aa];B[ee];W[cc])", "X..../...../..O../...../....X", Color.BLACK),
        (";B[aa];W[tt];B[cc])", "X..../...../..X../...../.....", Color.WHITE),
        (";B[aa];C[only a comment];W[bb])", "X..../.O.../...../...../.....", Color.BLACK),
    ],
)
def test_positions(text: str, board: str, to_play: Color) -> None:
    position, warnings = end(text)
    assert picture(position) == board
    assert position.to_play is to_play
    assert warnings == ()


@pytest.mark.parametrize(
    ("text", "board", "warning"),
    [
        (";B[aa];W[aa])", "O..../...../...../...../.....", "move 2: illegal move A5: occupied"),
        (
            "AB[ab]AW[ba];B[aa])",
            "XO.../X..../...../...../.....",
            "",
        ),
        (
            "AW[ba][ab]AB[ee];B[aa])",
            ".O.../O..../...../...../....X",
            "move 1: illegal move A5: suicide: played all the same",
        ),
        (";B[zz];W[bb])", "...../.O.../...../...../.....", "B[zz] lies outside the board"),
        ("AB[zz][aa])", "X..../...../...../...../.....", "AB[zz] lies outside the board"),
        ("AB[aa]AW[ab][ba])", ".O.../O..../...../...../.....", "A5 without liberties"),
        (
            "AB[aa];AW[ab][ba])",
            ".O.../O..../...../...../.....",
            "A5 left without liberties by the set-up",
        ),
        (";B[aa]W[bb])", "X..../.O.../...../...../.....", "both move in one node"),
        ("HA[3];W[aa])", "O..../...../...../...../.....", "without stones (AB): none put"),
        ("HA[3]AB[aa][bb];W[cc])", "X..../.X.../..O../...../.....", "but 2 stones"),
    ],
)
def test_what_the_rules_forbid_is_played_and_said(text: str, board: str, warning: str) -> None:
    position, warnings = end(text)
    assert picture(position) == board
    assert len(warnings) == (1 if warning else 0)
    assert warning in " ".join(warnings)


def test_an_illegal_retake_of_a_ko_is_made_all_the_same() -> None:
    position, warnings = end("AB[ba][ab][bc]AW[ca][bb][cc][db]PL[B];B[cb];W[bb])")
    assert picture(position) == ".XO../XO.O./.XO../...../....."
    assert "move 2: illegal move B4: it retakes the ko at once" in warnings[0]
    assert position.prisoners(Color.BLACK) == position.prisoners(Color.WHITE) == 1
    assert position.ko_point == 7
    assert position.ply == 2
    assert position.last_move == Move(Color.WHITE, 6)


def test_captures_of_illegal_moves_count() -> None:
    # White plays on Black's stone and so captures the rest of its chain.
    position, warnings = end("AB[aa][ba]AW[ab][bb]PL[W];W[ba];B[ca])")
    assert picture(position) == ".OX../OO.../...../...../....."
    assert position.prisoners(Color.WHITE) == 1
    assert len(warnings) == 1


def test_play_goes_on_after_two_passes() -> None:
    positions = opened(";B[];W[];B[cc];W[aa])")
    line = positions.tree.main_line()
    assert positions.position(line[2]).is_over
    assert not positions.position(line[4]).is_over
    assert positions.warnings(line[4]) == ()


def test_prisoners_and_handicap_outlive_a_set_up() -> None:
    position, _ = end("HA[2]AB[ba][bb];W[aa];B[ab];AE[ba])")
    assert position.prisoners(Color.BLACK) == 1
    assert position.handicap == 2
    assert picture(position) == "...../XX.../...../...../....."


def test_an_illegal_suicide_makes_prisoners() -> None:
    position, warnings = end("AB[ba][ab]PL[W];W[aa])")
    assert picture(position) == ".X.../X..../...../...../....."
    assert position.prisoners(Color.BLACK) == 1
    assert "suicide" in warnings[0]


@pytest.mark.parametrize("size", [2, 3, 5])
def test_boards_stay_sound_whatever_is_played(size: int) -> None:
    dice = random.Random(size)
    names = ["", *(f"{x}{y}" for x in "abcde"[:size] for y in "abcde"[:size])]
    moves = "".join(f";{dice.choice('BW')}[{dice.choice(names)}]" for _ in range(300))
    positions = GamePositions(read(f"(;SZ[{size}]KM[6.5]RU[Japanese]{moves})")[0])
    line = positions.tree.main_line()
    assert len(positions.warnings(line[-1])) > 20
    for node in line:
        position = positions.position(node)
        assert check_consistency(position.board, position.variant.topology) == 0


def test_handicap_gives_its_bonus() -> None:
    tree = read("(;SZ[9]KM[0.5]RU[Chinese]HA[2]AB[cc][gg];W[ee])")[0]
    position = position_at(tree)
    assert position.handicap == 2
    assert position.komi == 2.5


def test_handicap_without_stones_goes_on_the_star_points() -> None:
    tree = read("(;SZ[9]KM[0.5]RU[Japanese]HA[2];W[ee])")[0]
    positions = GamePositions(tree)
    assert positions.start.color_at(action_from_gtp("C3", 9, 9)) == 1
    assert positions.start.color_at(action_from_gtp("G7", 9, 9)) == 1
    assert positions.start.to_play is Color.WHITE
    assert "put on the star points" in positions.warnings(tree.root)[0]


def test_variations_and_rectangles() -> None:
    tree = read("(;SZ[13:9]KM[0]RU[NZ];B[mi](;W[aa])(;W[ma]))")[0]
    positions = GamePositions(tree)
    first, second = tree.root.children[0].children
    assert positions.position(first).color_at(0) == 2
    assert positions.position(second).color_at(12) == 2
    assert positions.position(second).color_at(0) == 0
    assert positions.position(second).color_at(9 * 13 - 1) == 1


def test_changes_are_seen_after_forget() -> None:
    positions = opened(";B[aa];W[bb])")
    leaf = positions.tree.leaf
    assert positions.position(leaf).color_at(0) == 1
    positions.tree.root.children[0].set_values("B", ["ee"])
    positions.tree.root.set_values("KM", ["3.5"])
    assert positions.position(leaf).color_at(0) == 1
    positions.forget()
    assert positions.position(leaf).color_at(0) == 0
    assert positions.position(leaf).color_at(24) == 1
    assert positions.variant.komi == positions.header.variant.komi == 3.5


def test_nodes_of_another_tree_are_refused() -> None:
    positions = opened(")")
    with pytest.raises(SgfError, match="not in this tree"):
        positions.position(Node())


def test_many_positions_do_not_fill_the_memory() -> None:
    tree = read(HEAD + ";B[aa];W[bb];B[];W[]" + ";AE[aa][bb];B[aa];W[bb];B[];W[]" * 500 + ")")[0]
    positions = GamePositions(tree)
    assert positions.position(tree.leaf).color_at(0) == 1
    assert positions.position(tree.main_line()[1]).ply == 1
    assert len(positions._reached) == 600


def test_moves_are_added_once() -> None:
    variant = standard(5, "japanese")
    tree = GameTree()
    first = add_move(tree.root, Move(Color.BLACK, 12), variant)
    again = add_move(tree.root, Move(Color.BLACK, 12), variant)
    other = add_move(tree.root, Move(Color.BLACK, 25), variant)
    white = add_move(tree.root, Move(Color.WHITE, 12), variant)
    assert first is again
    assert list(tree.root.children) == [first, other, white]
    assert write(tree).endswith("(;B[cc])\n(;B[])\n(;W[cc]))\n")
    assert moves_of(other, variant) == ([Move(Color.BLACK, 25)], [])


def test_set_ups_are_written_and_read() -> None:
    variant = standard(5, "japanese")
    tree = read(HEAD + ";B[aa])")[0]
    node = tree.leaf.add_child()
    put_setup(node, {0: 0, 7: 1, 8: 2, 24: 2}, Color.WHITE, variant)
    assert has_setup(node)
    assert not has_setup(tree.root)
    position = position_at(read(write(tree))[0])
    assert picture(position) == "...../..XO./...../...../....O"
    assert position.to_play is Color.WHITE
    put_setup(node, {}, Color.BLACK, variant)
    assert list(node.properties) == ["PL"]


def test_clocks() -> None:
    tree = read(HEAD + ";B[aa]BL[12.5]OB[3];W[bb]WL[7]OW[x])")[0]
    black, white = tree.main_line()[1:]
    assert clocks_of(black) == Clocks(black_s=12.5, black_left=3)
    assert clocks_of(white) == Clocks(white_s=7.0)
    put_clocks(black, Clocks(black_s=3.00049, white_s=9))
    assert black.raw("BL") == "3"
    assert black.raw("WL") == "9"
    assert "OB" not in black
