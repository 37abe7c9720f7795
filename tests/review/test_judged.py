"""Losses, classes, phases and what they come to; figures worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame.board.coords import Color
from gogame.review.judged import GameReview, judge_line
from gogame.review.line import line_of
from gogame.review.summary import of_player, worst_moves
from gogame.sgf import read
from gogame.sgf.analysis import Candidate, NodeAnalysis
from gogame.verdict import MoveClass, Phase, class_of, phase_of, summary_of
from tests.review.fakes import analysis_by

GAME = "(;SZ[9]KM[7]RU[Chinese];B[ee];W[ec];B[gg];W[cc])"
CAPTURE = (
    '(;SZ[9]KM[0]RU[Chinese]GG[{"win": "capture", "capture_goal": 1}];B[ee];W[ec];B[gg];W[cc])'
)


def reviewed(scores: list[float], text: str = GAME) -> GameReview:
    """Returns the review of a game whose positions have these scores."""
    line = line_of(read(text)[0])
    analyses: dict[int, NodeAnalysis] = {}
    for index, step in enumerate(line.steps):
        assert step.position is not None
        analyses[index] = analysis_by(scores[index], step.position)
    return judge_line(line, analyses, "script")


def test_losses_are_from_the_movers_side() -> None:
    review = reviewed([0, -2, 1, 1, -4])
    assert [move.verdict.points_lost for move in review.moves] == pytest.approx([2, 3, 0, -5])
    assert [move.verdict.loss for move in review.moves] == pytest.approx([2, 3, 0, 0])
    assert [move.verdict.move_class for move in review.moves] == [
        MoveClass.INACCURACY,
        MoveClass.MISTAKE,
        MoveClass.EXCELLENT,
        MoveClass.EXCELLENT,
    ]
    lost = review.moves[0].verdict.winrate_lost
    assert lost == pytest.approx(0.5 - 1 / (1 + 10**0.1))


def test_a_game_not_won_by_count_is_judged_by_the_winning_chance() -> None:
    line = line_of(read(CAPTURE)[0])
    shares = [0.5, 0.3, 0.31, 0.31, 0.31]
    analyses = {
        i: analysis_by(0.0, step.position, shares[i])
        for i, step in enumerate(line.steps)
        if step.position
    }
    review = judge_line(line, analyses, "script")
    assert not review.by_points
    assert review.moves[0].verdict.loss == pytest.approx(4)
    assert review.moves[0].verdict.move_class is MoveClass.MISTAKE
    assert review.moves[1].verdict.loss == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("loss", "name"),
    [
        (0, MoveClass.EXCELLENT),
        (0.49, MoveClass.EXCELLENT),
        (0.5, MoveClass.GOOD),
        (1.49, MoveClass.GOOD),
        (1.5, MoveClass.INACCURACY),
        (3, MoveClass.MISTAKE),
        (5.99, MoveClass.MISTAKE),
        (6, MoveClass.BLUNDER),
        (80, MoveClass.BLUNDER),
    ],
)
def test_classes(loss: float, name: MoveClass) -> None:
    assert class_of(loss) is name


@pytest.mark.parametrize(
    ("number", "points", "phase"),
    [
        (1, 361, Phase.OPENING),
        (50, 361, Phase.OPENING),
        (51, 361, Phase.MIDDLE),
        (144, 361, Phase.MIDDLE),
        (145, 361, Phase.ENDGAME),
        (11, 81, Phase.OPENING),
        (12, 81, Phase.MIDDLE),
        (33, 81, Phase.ENDGAME),
    ],
)
def test_phases(number: int, points: int, phase: Phase) -> None:
    assert phase_of(number, points) is phase


def test_the_engines_own_choice_is_never_a_mistake() -> None:
    # The first candidate of the script is A9, then B9.
    review = reviewed([0, -10, 0], "(;SZ[9]KM[7]RU[Chinese];B[aa];W[ca])")
    first, second = review.moves
    assert (first.verdict.rank, first.verdict.loss, first.verdict.move_class) == (
        0,
        10,
        MoveClass.EXCELLENT,
    )
    assert (second.verdict.rank, second.verdict.move_class) == (1, MoveClass.BLUNDER)
    assert worst_moves(review, 5) == [second]


def test_accuracy_by_hand() -> None:
    review = reviewed([0, -2, -2, -2, -2])
    black = of_player(review, Color.BLACK)
    # Losses 2 and 0. The second candidate is 1 point behind, priors 0.5 and 0.3, so at stake are
    # 0.3 / 0.8 = 0.375; the first move weighs max(0.375, 2 / 4), the second 0.375.
    mean = 0.5 * 2 / (0.5 + 0.375)
    assert black.accuracy == pytest.approx(100 * 0.75**mean)
    assert black.mean_points_lost == pytest.approx(1)
    assert black.num_moves == 2
    assert black.best_share == 0
    assert black.counts[MoveClass.INACCURACY] == 1
    assert of_player(review, Color.WHITE).accuracy == 100
    assert of_player(review, Color.BLACK, Phase.ENDGAME).num_moves == 0


def test_nothing_judged_has_no_accuracy() -> None:
    nothing = summary_of([])
    assert (nothing.num_moves, nothing.accuracy, nothing.best_share) == (0, None, None)
    assert set(nothing.counts.values()) == {0}


@given(st.lists(st.floats(-60, 60), min_size=5, max_size=5))
def test_accuracy_and_shares_stay_in_their_ranges(scores: list[float]) -> None:
    review = reviewed(scores)
    for color in Color:
        found = of_player(review, color)
        assert found.accuracy is not None
        assert 0 <= found.accuracy <= 100
        assert sum(found.counts.values()) == found.num_moves == 2
    assert all(0.05 <= move.verdict.weight <= 1 for move in review.moves)


def test_a_hard_move_that_alone_holds_is_a_tesuji_only_for_who_knows_shapes() -> None:
    line = line_of(read("(;SZ[9]KM[7]RU[Chinese];B[ee];W[ec])")[0])
    best = Candidate(40, 50, 0.6, 4.0, 0.05, (40,))
    other = Candidate(41, 20, 0.5, 1.0, 0.6, (41,))
    before = NodeAnalysis(Color.BLACK, 80, 0.6, 4.0, (best, other))
    after = {
        i: NodeAnalysis(color, 80, 0.6, 4.0, (best,))
        for i, color in ((1, Color.WHITE), (2, Color.BLACK))
    }
    network = judge_line(line, {0: before} | after, "script")
    assert [move.verdict.is_tesuji for move in network.moves] == [True, False]
    rollouts = judge_line(line, {0: before} | after, "script", knows_shape=False)
    assert not any(move.verdict.is_tesuji for move in rollouts.moves)
    usual = replace(before, moves=(replace(best, prior=0.3), other))
    assert not judge_line(line, {0: usual} | after, "script").moves[0].verdict.is_tesuji
    close = replace(before, moves=(best, replace(other, score_black=3.0)))
    assert not judge_line(line, {0: close} | after, "script").moves[0].verdict.is_tesuji
