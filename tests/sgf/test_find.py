from __future__ import annotations

import time

import pytest

from gogame import sgf
from gogame.board.variant import VariantSpec
from gogame.errors import SgfError
from gogame.sgf.find import excerpt, nodes_with_pattern, nodes_with_words, pattern_of
from gogame.sgf.symmetry import Symmetry, transformed, with_colors_swapped

GAME = "(;SZ[9]PB[Kim]C[A Famous\ngame];B[cc];W[gg](;B[cd]C[famous];W[ff];B[ee])(;B[gc];W[cg]))"


def game(text: str = GAME) -> sgf.GameTree:
    return sgf.read(text)[0]


def corner(tree: sgf.GameTree):
    """Returns the upper left quarter after the first three moves."""
    node = list(tree.nodes())[3]
    region = [row * 9 + column for row in range(5) for column in range(4)]
    return sgf.position_at(tree, node), region


def test_words_are_found_in_any_case_and_everywhere():
    tree = game()
    assert list(nodes_with_words(tree, "FAMOUS")) == [0, 3]
    assert list(nodes_with_words(tree, "kim")) == [0]
    assert list(nodes_with_words(tree, "nobody")) == []
    assert excerpt(tree.root, "famous") == "A Famous game"
    long = sgf.Node()
    long.set_text("C", "x" * 200 + " famous " + "y" * 200)
    assert "famous" in excerpt(long, "famous")
    assert excerpt(long, "famous").startswith("…")


def test_a_position_is_found_where_it_comes_up():
    position, region = corner(game())
    pattern = pattern_of(position, region)
    assert list(nodes_with_pattern(game(), pattern)) == [3]
    whole = pattern_of(position)
    assert list(nodes_with_pattern(game(), whole)) == [3]
    tree = game()
    one = pattern_of(sgf.position_at(tree, tree.root.children[0]), [20])
    assert list(nodes_with_pattern(game(), one)) == [1]


@pytest.mark.parametrize("symmetry", Symmetry)
def test_a_turned_position_is_found_only_where_that_is_wanted(symmetry):
    position, region = corner(game())
    turned = transformed(game(), symmetry)
    assert list(nodes_with_pattern(turned, pattern_of(position, region))) == [3]
    fixed = pattern_of(position, region, is_turned=False)
    assert list(nodes_with_pattern(turned, fixed)) == []


def test_other_colours_are_found_only_where_that_is_wanted():
    position, region = corner(game())
    swapped = with_colors_swapped(game())
    assert list(nodes_with_pattern(swapped, pattern_of(position, region))) == [3]
    assert list(nodes_with_pattern(swapped, pattern_of(position, region, is_swapped=False))) == []


def test_boards_of_another_size_hold_nothing():
    pattern = pattern_of(corner(game())[0])
    assert list(nodes_with_pattern(game(GAME.replace("SZ[9]", "SZ[13]")), pattern)) == []


def test_a_pattern_needs_a_stone():
    with pytest.raises(SgfError, match="expected at least one"):
        pattern_of(corner(game())[0], [80])


def test_rectangles_turn_only_as_far_as_they_go():
    tree = game("(;SZ[5:7];B[aa];W[bb])")
    pattern = pattern_of(sgf.position_at(tree))
    assert (pattern.height, pattern.width) == (7, 5)
    assert pattern.points.shape[0] == 8
    assert list(nodes_with_pattern(tree, pattern)) == [2]
    assert sgf.position_at(tree).variant.width == VariantSpec(7, 5).width


def test_symmetric_patterns_are_compared_once():
    tree = game("(;SZ[9];B[ee])")
    assert pattern_of(sgf.position_at(tree), is_swapped=False).points.shape[0] == 1


def test_a_long_game_is_searched_quickly():
    moves = "".join(f";{'BW'[i % 2]}[{chr(97 + i % 19)}{chr(97 + i // 19)}]" for i in range(300))
    tree = game(f"(;SZ[19]{moves})")
    pattern = pattern_of(sgf.position_at(tree), range(200))
    start = time.process_time()
    assert len(list(nodes_with_pattern(tree, pattern))) >= 1
    assert time.process_time() - start < 1.0
