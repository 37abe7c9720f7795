"""Games that a capture decides, or the want of a move."""

from __future__ import annotations

import numpy as np
import pytest

from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.board.rules import Ko, Rules, WinCondition
from gogame.board.variant import VariantSpec
from gogame.errors import IllegalMove, IllegalReason
from tests.board.pictures import picture, play, point, with_win

CAPTURE, MISERE, NO_CAPTURE = (
    WinCondition.CAPTURE,
    WinCondition.MISERE_CAPTURE,
    WinCondition.NO_CAPTURE,
)


def capture_game(board: str, win: WinCondition, goal: int, *, suicide: bool = False) -> Position:
    """Returns a drawn board on which stones are to be captured, Black to play."""
    rules = Rules(Ko.SIMPLE, suicide)
    return with_win(picture(board, rules), win=win, capture_goal=goal)


@pytest.mark.parametrize(
    ("win", "winner"), [(CAPTURE, Color.BLACK), (MISERE, Color.WHITE)], ids=["first", "misere"]
)
def test_the_first_capture_decides(win: WinCondition, winner: Color) -> None:
    position = play(capture_game("O X . / . . . / . . .", win, 1), "A2")
    assert position.is_over
    assert position.winner is winner
    assert position.outcome() == (1.0 if winner is Color.BLACK else -1.0)
    assert not position.legal().any()
    with pytest.raises(IllegalMove) as caught:
        position.play(position.variant.pass_action)
    assert caught.value.reason is IllegalReason.GAME_OVER


@pytest.mark.parametrize(
    ("win", "winner"), [(CAPTURE, Color.WHITE), (MISERE, Color.BLACK)], ids=["first", "misere"]
)
def test_white_can_capture_too(win: WinCondition, winner: Color) -> None:
    position = play(capture_game("X O . / . . . / . . .", win, 1), "C1 A2")
    assert position.is_over
    assert position.winner is winner


def test_captures_add_up_to_the_goal() -> None:
    position = capture_game("O X O / . . . / O X O", CAPTURE, 3)
    for vertices, taken in (("A2 pass", 2), ("C2", 4)):
        assert not position.is_over
        position = play(position, vertices)
        assert position.prisoners(Color.BLACK) == taken
    assert position.winner is Color.BLACK


def test_more_than_the_goal_in_one_move() -> None:
    position = play(capture_game("O O . / X X . / . . .", CAPTURE, 1), "C3")
    assert position.winner is Color.BLACK


@pytest.mark.parametrize(
    ("win", "winner"), [(CAPTURE, Color.WHITE), (MISERE, Color.BLACK)], ids=["first", "misere"]
)
def test_suicide_gives_prisoners_to_the_opponent(win: WinCondition, winner: Color) -> None:
    position = play(capture_game("X . O / O O O / . . .", win, 2, suicide=True), "B3")
    assert position.prisoners(Color.WHITE) == 2
    assert position.winner is winner


@pytest.mark.parametrize("win", [CAPTURE, MISERE])
def test_two_passes_draw_a_capture_game(win: WinCondition) -> None:
    position = play(capture_game("X X . / . . . / . . .", win, 1), "pass pass")
    assert position.is_over
    assert position.winner is None
    assert position.outcome() == 0.0


def test_captures_decide_nothing_in_a_game_of_points() -> None:
    position = play(picture("O X . / . . . / . . ."), "A2")
    assert not position.is_over


def test_no_capture_forbids_taking_drowning_and_passing() -> None:
    position = with_win(picture("O X . / . . O / . O .", to_play=Color.BLACK), win=NO_CAPTURE)
    reasons = {
        "A2": IllegalReason.CAPTURE_FORBIDDEN,
        "C1": IllegalReason.SUICIDE,
        "A3": IllegalReason.OCCUPIED,
        "pass": IllegalReason.PASS_FORBIDDEN,
    }
    for vertex, reason in reasons.items():
        with pytest.raises(IllegalMove) as caught:
            position.play(point(position, vertex))
        assert caught.value.reason is reason, vertex
    legal = [point(position, vertex) for vertex in ("C3", "B2", "A1")]
    assert np.flatnonzero(position.legal()).tolist() == legal


def test_suicide_stays_forbidden_in_no_capture_when_the_rules_allow_it() -> None:
    rules = Rules(Ko.NONE, suicide=True)
    position = with_win(picture(". O . / O . . / . . .", rules), win=NO_CAPTURE)
    assert not position.legal()[0]


@pytest.mark.parametrize(
    ("board", "loser"), [(". X / X .", Color.WHITE), (". O / O .", Color.BLACK)]
)
def test_who_cannot_move_must_pass_and_loses(board: str, loser: Color) -> None:
    position = with_win(picture(board, to_play=loser), win=NO_CAPTURE)
    assert np.flatnonzero(position.legal()).tolist() == [4]
    over = play(position, "pass")
    assert over.is_over
    assert over.winner is loser.opponent
    assert not over.legal().any()


def test_no_capture_from_the_first_stone_to_the_last() -> None:
    """Whoever is stuck first passes once, and that ends it."""
    position = Position.start(VariantSpec(2, 2, win=NO_CAPTURE))
    assert position.legal().tolist() == [True] * 4 + [False]
    position = position.play(0)
    while not position.is_over:
        position = position.play(int(np.flatnonzero(position.legal())[0]))
    assert position.winner is position.moves[-1].color.opponent
    assert position.moves[-1].action == position.variant.pass_action
    assert position.passes == 1
