"""Benson's life on drawn boards. In the answers a lower-case letter is an owned point.

`test_random_games` compares the same answers with a search of all enemy moves.
"""

from __future__ import annotations

import numpy as np
import pytest

from gogame.board import area
from gogame.board.arrays import new_boards
from gogame.board.topology import Shape
from tests.board.pictures import picture, rows

# name: board, owners of the points (X, O, or a dot for undecided)
LIFE = {
    "two eyes": (
        ". X . X O / X X X X O / O O O O . / . . . . .",
        "X X X X . / X X X X . / . . . . . / . . . . .",
    ),
    "one eye": (
        ". X X O / X X O O / O O . .",
        ". . . . / . . . . / . . . .",
    ),
    "two eyes of two points": (
        ". . X . . X / X X X X X X / O O O O O . / . . . . . .",
        "X X X X X X / X X X X X X / . . . . . . / . . . . . .",
    ),
    "an eye with a point that touches no stone": (
        ". . X . X O / . . X X X O / X X X O O O / O O O . . .",
        ". . . . . . / . . . . . . / . . . . . . / . . . . . .",
    ),
    "two eyes beside the large one": (
        ". . . X . X . X O / . . . X X X X X O / . . . X O O O O O / X X X X O . . . .",
        ". . . X X X X X . / . . . X X X X X . / . . . X . . . . . / X X X X . . . . .",
    ),
    "dead stones inside": (
        "O . X . X O / . X X X X O / X X O O O O / O O . . . .",
        "X X X X X . / X X X X X . / X X . . . . / . . . . . .",
    ),
    "a false eye": (
        ". X . O . / X X X O . / O O . X O / . . O O .",
        ". . . . . / . . . . . / . . . . . / . . . . .",
    ),
    "two chains share two false eyes": (
        ". X X O / X . X O / X X O O / O O O .",
        "X X X . / X X X . / X X . . / . . . .",
    ),
    "a chain hangs on one that dies": (
        ". X O . / X X O . / X O O . / . X X .",
        ". . . . / . . . . / . . . . / . . . .",
    ),
    "three chains hang on one another and live": (
        "X X . X X / . X O X X / X X O X . / X O O X X / . X X . X",
        "X X X X X / X X X X X / X X X X X / X X X X X / X X X X X",
    ),
    "both colours": (
        ". X . X O . O . / X X X X O O O O",
        "X X X X O O O O / X X X X O O O O",
    ),
    "seki": (
        ". X . O . / X X X O O",
        ". . . . . / . . . . .",
    ),
    "nobody": (". . . / . . . / . . .", ". . . / . . . / . . ."),
    "a lone stone": (". . . / . X . / . . .", ". . . / . . . / . . ."),
}


@pytest.mark.parametrize("name", LIFE)
def test_life(name: str) -> None:
    board, expected = LIFE[name]
    owner = picture(board).pass_alive()
    assert "\n".join("".join(".XO"[c] for c in row) for row in owner) == rows(expected)


@pytest.mark.parametrize("name", LIFE)
def test_life_of_the_other_colour(name: str) -> None:
    swap = str.maketrans("XO", "OX")
    board, expected = LIFE[name]
    owner = picture(board.translate(swap)).pass_alive()
    answer = "\n".join("".join(".XO"[c] for c in row) for row in owner)
    assert answer == rows(expected.translate(swap))


def test_an_eye_that_the_edge_makes_is_none_on_a_torus() -> None:
    board = ". X . X O / X X X X O / O O O O . / . . . . ."
    assert picture(board).pass_alive().any()
    assert not picture(board, shape=Shape.TORUS).pass_alive().any()
    assert not picture(board, shape=Shape.CYLINDER).pass_alive().any()


def test_rings_around_a_cylinder_live() -> None:
    board = ". . . / X X X / . . . / X X X / . . ."
    assert (picture(board, shape=Shape.CYLINDER).pass_alive() == 1).all()
    assert not picture(board, shape=Shape.TORUS).pass_alive().any()


def test_kernel_overwrites_what_was_there() -> None:
    owner = np.full(9, 2, dtype=np.int8)
    start = picture(". . . / . . . / . . .")
    area.pass_alive(new_boards(1, 9)[0], start.variant.topology, owner)
    assert not owner.any()
