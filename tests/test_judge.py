"""Dead stones, sekis and useful moves on small boards that can be read at a glance."""

from __future__ import annotations

import numpy as np
import pytest

from gogame import judge
from gogame.board.coords import Color, action_from_gtp, action_to_gtp
from gogame.board.diagram import position_from_diagram
from gogame.board.position import Position
from gogame.board.rules import JAPANESE
from gogame.board.variant import VariantSpec
from gogame.rollout import RolloutEvaluator

# White's lower left stones are dead inside Black's area; the upper side is White's.
INVADED = """
    O O . O . O O
    . O O O O . O
    O O X O O O O
    X X X X X X X
    X . . . . . X
    . X O . O X .
    X X . O . X X
"""


def names(position: Position, points: frozenset[int]) -> set[str]:
    spec = position.variant
    return {action_to_gtp(point, spec.height, spec.width) for point in points}


def opinion(position: Position) -> np.ndarray:
    return judge.expected_ownership(position, RolloutEvaluator(seed=3))


def test_rollouts_find_dead_stones_as_whole_chains() -> None:
    position = position_from_diagram(INVADED)
    view = opinion(position)
    assert names(position, judge.dead_stones(position, view)) == {"C2", "E2", "D1"}
    assert view[6, 6] > 0.8
    assert view[0, 0] < -0.9


def test_ownership_does_not_depend_on_whose_turn_it_is_or_on_passes() -> None:
    position = position_from_diagram(INVADED)
    passed = position.play(49)
    over = passed.play(49)
    assert over.is_over
    for other in (passed, over, position.with_to_play(Color.WHITE)):
        assert np.abs(opinion(other) - opinion(position)).max() < 0.2


def test_pass_alive_chains_are_no_matter_of_opinion() -> None:
    position = position_from_diagram(INVADED)
    for certain in (-1.0, 1.0):
        view = np.full((7, 7), certain, dtype=np.float32)
        dead = judge.dead_stones(position, view)
        alive = {"G4", "A4", "C5"} if certain > 0 else {"A7", "G6"}
        assert not names(position, dead) & alive


def test_a_cautious_count_gives_doubtful_chains_away() -> None:
    position = position_from_diagram(".X.O.\n.X.O.\n.X.O.\n.X.O.\n.X.O.", VariantSpec(5, 5, komi=0))
    view = np.zeros((5, 5), dtype=np.float32)
    assert judge.cautious_lead(position, view, Color.BLACK) == -25
    assert judge.cautious_lead(position, view, Color.WHITE) == -25
    view[:, :2], view[:, 3:] = 0.9, -0.9
    assert judge.cautious_lead(position, view, Color.BLACK) == 0


def test_useful_moves_leave_eyes_and_safe_territory_alone() -> None:
    position = position_from_diagram(
        """
        . X . X .
        X X X X X
        O O O O O
        . O . O .
        O . O . .
        """
    )
    useful = judge.useful_moves(position)
    # Both colours are alive; only the open corner is left, where Black may still try.
    assert {action_to_gtp(int(a), 5, 5) for a in np.flatnonzero(useful)} == {"D1", "E1", "E2"}
    for_white = judge.useful_moves(position.with_to_play(Color.WHITE))
    assert {action_to_gtp(int(a), 5, 5) for a in np.flatnonzero(for_white)} == {"D1", "E1", "E2"}


@pytest.mark.parametrize(
    ("picture", "vertex", "is_eye"),
    [
        (".X...\nXX...\n.....\n.....\n.....", "A5", True),
        (".X...\nXO...\n.....\n.....\n.....", "A5", False),  # the corner's diagonal
        ("X.X..\nXXX..\n.....\n.....\n.....", "B5", True),
        ("X.X..\nOXX..\n.....\n.....\n.....", "B5", False),  # one diagonal at the edge
        (".....\n.XXX.\n.X.X.\n.XXO.\n.....", "C3", True),  # one diagonal of four
        (".....\n.OXX.\n.X.X.\n.XXO.\n.....", "C3", False),
        (".....\n..X..\n.X...\n..X..\n.....", "C3", False),
    ],
)
def test_own_eyes(picture: str, vertex: str, is_eye: bool) -> None:
    position = position_from_diagram(picture)
    assert judge.fills_own_eye(position, action_from_gtp(vertex, 5, 5)) is is_eye


def test_filling_an_eye_that_saves_a_chain_is_useful() -> None:
    position = position_from_diagram(".X.O\nXOOO\nO...\n....")
    assert not judge.fills_own_eye(position, action_from_gtp("A4", 4, 4))


def test_seki_stones_are_alive_and_named() -> None:
    position = position_from_diagram(". X . O .\nX X X O O", VariantSpec(2, 5, rules=JAPANESE))
    everyone = names(position, judge.seki_stones(position, frozenset()))
    assert everyone == {"B2", "A1", "B1", "C1", "D2", "D1", "E1"}
    position = position_from_diagram(". X . X O O .\nX X X X O . O", VariantSpec(2, 7, komi=0))
    assert judge.seki_stones(position, frozenset()) == frozenset()
    none_left = judge.seki_stones(position, frozenset({4, 5, 11, 13}))
    assert none_left == frozenset()


def test_an_unfinished_board_has_no_seki() -> None:
    position = position_from_diagram(".....\n.X.O.\n.....\n.O.X.\n.....")
    assert judge.seki_stones(position, frozenset()) == frozenset()


def test_attacking_moves_are_liberties_of_dead_enemies() -> None:
    position = position_from_diagram(INVADED)
    dead = judge.dead_stones(position, opinion(position))
    attacks = judge.attacking_moves(position, dead)
    found = {action_to_gtp(int(a), 7, 7) for a in np.flatnonzero(attacks)}
    assert found == {"C3", "E3", "D2", "C1", "E1"}
    assert not judge.attacking_moves(position.with_to_play(Color.WHITE), dead).any()


def test_a_settled_board_has_no_doubtful_useful_point() -> None:
    position = position_from_diagram(INVADED)
    useful = judge.useful_moves(position)
    view = opinion(position)
    assert judge.is_settled(position, view, useful, certainty=0.5)
    view[4, 3] = 0.1
    assert not judge.is_settled(position, view, useful, certainty=0.5)
