"""Random games: they obey the rules, end properly, and judge plain positions rightly."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame import options
from gogame.board.arrays import META, RUNNING, STATUS, new_boards
from gogame.board.chains import check_consistency
from gogame.board.coords import Color
from gogame.board.diagram import position_from_diagram
from gogame.board.position import Position
from gogame.board.rules import WinCondition
from gogame.board.variant import VariantSpec, standard
from gogame.errors import ConfigError
from gogame.features import encode_positions
from gogame.rollout import MAX_ROLLOUTS, RolloutEvaluator, play_random_game, random_games
from tests.board.games import any_variants

DECIDED = """
. X . X O . O
X X X X O O O
. X . X O . O
X X X X O O .
X X X X O . O
X X X X O O O
X X X X O O O
"""


@given(any_variants(), st.integers(1, 2**62))
def test_random_games_end_and_keep_the_board_sound(variant: VariantSpec, seed: int) -> None:
    board = new_boards(1, variant.num_points)[0]
    state = np.array([seed], dtype=np.uint64)
    first = np.zeros(variant.num_points, dtype=np.int8)
    moves = play_random_game(board, variant.topology, variant.kernel_rules, state, first)
    assert check_consistency(board, variant.topology) == 0
    assert board[META, STATUS] != RUNNING or moves == 3 * variant.num_points
    assert 0 < moves <= 3 * variant.num_points


def test_same_seed_same_games() -> None:
    spec = standard(9)
    board = new_boards(1, 81)[0]
    counts: list[int] = []
    for seed in (5, 5, 6):
        state = np.array([seed], dtype=np.uint64)
        counts.append(random_games(board, spec.topology, spec.kernel_rules, state, 50))
    assert counts[0] == counts[1] != counts[2]


def test_a_decided_board_is_judged_with_certainty() -> None:
    # Pass-alive on both sides: Black owns 28 points, White 21.
    for to_play, sign in ((Color.BLACK, 1), (Color.WHITE, -1)):
        position = position_from_diagram(DECIDED, standard(7, komi=0.5), to_play)
        answer = RolloutEvaluator(16, seed=1).evaluate(encode_positions([position]))
        assert answer.score[0] == pytest.approx(sign * 6.5)
        assert answer.outcome[0].tolist() == ([1, 0, 0] if sign > 0 else [0, 0, 1])
        owner = answer.ownership[0].reshape(7, 7) * sign
        assert (owner[:, :4] == 1).all()
        assert (owner[:, 4:] == -1).all()


def test_draws_are_draws() -> None:
    position = position_from_diagram(DECIDED, standard(7, komi=7.0))
    answer = RolloutEvaluator(8).evaluate(encode_positions([position]))
    assert answer.outcome[0].tolist() == [0, 1, 0]
    assert answer.score[0] == 0


def test_policy_prefers_the_move_that_saves_and_kills() -> None:
    position = position_from_diagram(
        """
        . . . . . . .
        . O O O O O .
        . O X X X O .
        . O X . X O .
        . O X . X O .
        . O X . X O .
        . O O X X O O
        """,
        standard(7, komi=-28),
    )
    answer = RolloutEvaluator(2000, seed=3).evaluate(encode_positions([position]))
    logits = np.where(position.legal(), answer.logits[0], -np.inf)
    assert int(np.argmax(logits)) == 4 * 7 + 3  # the middle of three: two eyes


def test_no_capture_games_are_won_by_who_can_still_move() -> None:
    # White's only empty point would capture.
    variant = VariantSpec(2, 2, win=WinCondition.NO_CAPTURE)
    position = Position.start(variant).play(0).play(3).play(1)
    assert not position.legal()[:4].any()
    answer = RolloutEvaluator(4).evaluate(encode_positions([position]))
    assert answer.outcome[0].tolist() == [0, 0, 1]


def test_capture_games_are_decided_by_the_first_capture() -> None:
    variant = VariantSpec(5, 5, win=WinCondition.CAPTURE, capture_goal=1)
    text = ". X . . .\nX O . . .\n. X . . .\n. . . . .\n. . . . ."
    batch = encode_positions([position_from_diagram(text, variant)])
    answer = RolloutEvaluator(400, seed=2).evaluate(batch)
    assert int(np.argmax(answer.logits[0])) == 7  # takes the stone


@pytest.mark.parametrize("number", [0, MAX_ROLLOUTS + 1])
def test_bad_number_of_rollouts(number: int) -> None:
    with pytest.raises(ConfigError, match=f"num_rollouts {number}: expected 1 to {MAX_ROLLOUTS}"):
        RolloutEvaluator(number)


def test_the_command_line_knows_the_largest_number() -> None:
    assert options.MAX_ROLLOUTS == MAX_ROLLOUTS
