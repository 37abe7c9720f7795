"""Move sequences and legal boards, counted.

The sequences are those of the empty board: passes count, two passes end the game, suicide is
illegal unless said. The numbers of legal boards are from J. Tromp and G. Farneback,
Combinatorics of Go, 2007.
"""

from __future__ import annotations

import copy
import itertools

import pytest

from gogame.board.coords import BLACK, WHITE
from gogame.board.position import Position
from gogame.board.rules import Ko, Rules, WinCondition
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from gogame.errors import VariantError
from tests.board.games import brute_game
from tests.counts.perft import count_colourings, count_sequences
from tests.oracles.brute_board import BruteGame, flood, lattice

COUNTS: dict[str, tuple[int, Ko, bool, str]] = {
    "2x2 simple": (
        2, Ko.SIMPLE, False, "5 21 68 156 316 604 1168 2592 5768 12120 24248",
    ),
    "2x2 positional": (
        2, Ko.POSITIONAL, False, "5 21 68 156 316 604 1088 2184 4184 8024 13800",
    ),
    "2x2 situational": (
        2, Ko.SITUATIONAL, False, "5 21 68 156 316 604 1112 2312 4544 8800 15248",
    ),
    "3x3 none": (3, Ko.NONE, False, "10 91 738 5281 33384 179744 843688"),
    "3x3 simple": (3, Ko.SIMPLE, False, "10 91 738 5281 33384 179712 842728"),
    "3x3 positional": (3, Ko.POSITIONAL, False, "10 91 738 5281 33384 179712 842696"),
    "3x3 positional suicide": (3, Ko.POSITIONAL, True, "10 91 738 5281 33384 180768 857576"),
    "5x5 simple": (5, Ko.SIMPLE, False, "26 651 15650"),
    "5x5 positional": (5, Ko.POSITIONAL, False, "26 651 15650"),
    "9x9 simple": (9, Ko.SIMPLE, False, "82 6643 531522"),
    "9x9 positional": (9, Ko.POSITIONAL, False, "82 6643 531522"),
}  # fmt: skip


@pytest.mark.parametrize("by_mask", [True, False], ids=["mask", "one_by_one"])
@pytest.mark.parametrize("name", COUNTS)
def test_move_sequences(name: str, by_mask: bool) -> None:
    size, ko, suicide, expected = COUNTS[name]
    variant = VariantSpec(size, size, rules=Rules(ko, suicide))
    counts = [int(text) for text in expected.split()]
    found = [count_sequences(variant, d, by_mask=by_mask) for d in range(1, len(counts) + 1)]
    assert found == counts


def _count_by_brute_force(game: BruteGame, length: int) -> int:
    actions = game.legal_actions()
    if length == 1:
        return len(actions)
    total = 0
    for action in actions:
        after = copy.copy(game)
        after.colors, after.taken, after.seen = list(game.colors), dict(game.taken), set(game.seen)
        after.play(action)
        total += _count_by_brute_force(after, length - 1)
    return total


ODD_BOARDS = [
    (2, 2, Shape.TORUS, 6),
    (2, 3, Shape.PLANE, 5),
    (3, 2, Shape.CYLINDER, 5),
    (2, 3, Shape.CYLINDER, 5),
    (3, 3, Shape.TORUS, 4),
]


@pytest.mark.parametrize(("height", "width", "shape", "length"), ODD_BOARDS)
@pytest.mark.parametrize("suicide", [False, True], ids=["", "suicide"])
@pytest.mark.parametrize("ko", list(Ko))
def test_sequences_on_odd_boards_against_brute_force(
    height: int, width: int, shape: Shape, length: int, suicide: bool, ko: Ko
) -> None:
    variant = VariantSpec(height, width, shape, Rules(ko, suicide))
    assert count_sequences(variant, length) == _count_by_brute_force(brute_game(variant), length)


@pytest.mark.parametrize(
    ("win", "goal"),
    [
        (WinCondition.CAPTURE, 1),
        (WinCondition.CAPTURE, 2),
        (WinCondition.MISERE_CAPTURE, 1),
        (WinCondition.NO_CAPTURE, 0),
    ],
)
@pytest.mark.parametrize("suicide", [False, True], ids=["", "suicide"])
def test_sequences_of_capture_games_against_brute_force(
    win: WinCondition, goal: int, suicide: bool
) -> None:
    rules = Rules(Ko.SIMPLE, suicide)
    variant = VariantSpec(2, 3, rules=rules, win=win, capture_goal=goal)
    for length in range(1, 7):
        expected = _count_by_brute_force(brute_game(variant), length)
        assert count_sequences(variant, length) == expected


@pytest.mark.parametrize(
    ("size", "expected"), [(2, 57), (3, 12675), pytest.param(4, 24318165, marks=pytest.mark.slow)]
)
def test_legal_boards(size: int, expected: int) -> None:
    assert count_colourings(VariantSpec(size, size, rules=Rules(suicide=False))) == expected


@pytest.mark.parametrize(
    ("height", "width", "shape", "expected"),
    [
        (2, 2, Shape.PLANE, 57),
        (2, 3, Shape.PLANE, None),
        (2, 3, Shape.TORUS, None),
        (3, 2, Shape.CYLINDER, None),
        (3, 3, Shape.PLANE, 12675),
        (3, 3, Shape.TORUS, None),
    ],
)
def test_setup_accepts_exactly_the_boards_whose_chains_have_liberties(
    height: int, width: int, shape: Shape, expected: int | None
) -> None:
    variant = VariantSpec(height, width, shape)
    edges = lattice(height, width, shape.value)
    num_legal = 0
    for colors in itertools.product((0, BLACK, WHITE), repeat=variant.num_points):
        legal = all(
            not color or any(colors[p] == 0 for p in flood(edges, list(colors), point)[1])
            for point, color in enumerate(colors)
        )
        black = [p for p, color in enumerate(colors) if color == BLACK]
        white = [p for p, color in enumerate(colors) if color == WHITE]
        try:
            position = Position.from_setup(variant, black, white)
        except VariantError as error:
            assert not legal, f"{colors}: {error}"
        else:
            assert legal, f"{colors} was accepted"
            assert position.grid.ravel().tolist() == list(colors)
            num_legal += 1
    assert num_legal == count_colourings(variant)
    assert expected in (None, num_legal)
