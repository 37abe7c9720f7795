"""The search behind reviews: positions share batches, and what is kept is from Black's side."""

from __future__ import annotations

import numpy as np
import pytest

from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.board.variant import standard
from gogame.review.analyst import SearchAnalyst
from gogame.review.moves import kept
from gogame.review.reviewed_file import Judge
from gogame.rollout import RolloutEvaluator
from gogame.search.config import Limits
from gogame.search.mcts import Search
from gogame.sgf.analysis import NodeAnalysis
from gogame.verdict import loss
from tests.search.fakes import HashEvaluator


def positions(count: int) -> list[Position]:
    """Returns the first positions of a game."""
    found = [Position.start(standard(9))]
    for action in range(0, 2 * (count - 1), 2):
        found.append(found[-1].play(action))
    return found


def test_positions_share_batches_and_all_are_answered() -> None:
    evaluator = HashEvaluator()
    analyst = SearchAnalyst(lambda _variant: evaluator)
    asked = positions(24)
    found = dict(analyst.analyze(asked, Limits(visits=10)))
    assert sorted(found) == list(range(24))
    assert [found[i].to_play for i in range(24)] == [one.to_play for one in asked]
    assert {one.visits for one in found.values()} == {10}
    assert np.mean(evaluator.batch_sizes) > 8


def test_with_seconds_each_position_has_its_own() -> None:
    evaluator = HashEvaluator()
    analyst = SearchAnalyst(lambda _variant: evaluator)
    indices = [i for i, _ in analyst.analyze(positions(3), Limits(visits=30, seconds=60))]
    assert indices == [0, 1, 2]  # one after the other


def test_who_judges_is_told() -> None:
    assert SearchAnalyst(lambda _: HashEvaluator()).judge(standard(9)) == Judge("hash", 0)
    rollouts = SearchAnalyst(lambda _: RolloutEvaluator(5)).judge(standard(9))
    assert rollouts == Judge("random rollouts x5", 5)


@pytest.mark.parametrize("color", Color)
def test_kept_is_from_blacks_side_and_short(color: Color) -> None:
    search = Search(HashEvaluator())
    search.set_position(Position.start(standard(9)).with_to_play(color))
    analysis = search.run(Limits(visits=400))
    short = kept(analysis)
    assert short.to_play is color
    own = short.winrate_black if color is Color.BLACK else 1 - short.winrate_black
    assert own == pytest.approx(analysis.winrate)
    best, move = short.moves[0], analysis.moves[0]
    own = best.winrate_black if color is Color.BLACK else 1 - best.winrate_black
    assert own == pytest.approx(move.winrate)
    assert (best.action, best.score_black, best.prior) == (
        move.action,
        move.score_black,
        move.prior,
    )
    assert len(short.moves) == 20 < len(analysis.moves)
    assert max(len(one.pv) for one in short.moves) <= 16
    assert short.ownership_black is not None
    assert len(short.ownership_black) == 81


def test_a_loss_is_the_movers() -> None:
    before = NodeAnalysis(Color.BLACK, 1, 0.6, 2.0)
    after = NodeAnalysis(Color.WHITE, 1, 0.5, -1.0)
    assert loss(before, after, Color.BLACK) == pytest.approx((0.1, 3.0))
    assert loss(before, after, Color.WHITE) == pytest.approx((-0.1, -3.0))
