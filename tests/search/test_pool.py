"""Many positions in one pool: each is searched as asked, together they fill the batches."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from gogame.board.position import Position
from gogame.board.variant import standard
from gogame.evaluation import Evaluator
from gogame.search.config import Limits, SearchConfig
from gogame.search.mcts import Search
from gogame.search.pool import SearchPool, Ticket, analyze_positions
from gogame.search.result import Analysis
from tests.search.fakes import HashEvaluator

PUCT = SearchConfig()


def new_pool(evaluator: Evaluator | None = None, **settings: object) -> SearchPool:
    judge = evaluator or HashEvaluator(reads_planes=True)
    return SearchPool(lambda _variant: judge, PUCT, **settings)  # pyright: ignore[reportArgumentType]


def random_game(size: int, moves: int, seed: int = 0) -> list[Position]:
    """Returns the positions of a game of random moves, the empty board first."""
    dice = np.random.default_rng(seed)
    positions = [Position.start(standard(size))]
    for _ in range(moves):
        points = np.flatnonzero(positions[-1].legal()[:-1])
        positions.append(positions[-1].play(int(dice.choice(points))))
    return positions


def summary(analysis: Analysis) -> tuple[object, ...]:
    moves = [(move.action, move.visits, move.value, move.pv) for move in analysis.moves]
    return analysis.visits, analysis.value, analysis.score_black, moves


def steps(pool: SearchPool) -> Iterator[list[Ticket]]:
    """Yields what each step finishes until the pool is empty; never more than 10,000 steps."""
    for _ in range(10_000):
        if not len(pool):
            return
        yield pool.step()
    pytest.fail("the pool does not come to an end")


def run(pool: SearchPool) -> dict[Ticket, Analysis]:
    return {ticket: pool.analysis(ticket) for done in steps(pool) for ticket in done}


def test_positions_of_a_game_fill_batches_and_all_get_their_visits() -> None:
    evaluator = HashEvaluator(reads_planes=True)
    positions = random_game(5, 30)
    found = dict(analyze_positions(new_pool(evaluator), positions, Limits(visits=100)))
    assert sorted(found) == list(range(31))
    for i, analysis in found.items():
        assert analysis.is_final
        assert analysis.visits == 100
        assert analysis.to_play is positions[i].to_play
        assert sum(move.visits for move in analysis.moves) == 99
    assert np.mean(evaluator.batch_sizes) > 16


def test_one_by_one_a_position_gets_the_tree_that_it_gets_alone() -> None:
    config = SearchConfig(batch_size=1)
    positions = random_game(5, 12)
    pool = SearchPool(lambda _variant: HashEvaluator(), config)
    evaluator = HashEvaluator()
    pool = SearchPool(lambda _variant: evaluator, config)
    for i, analysis in analyze_positions(pool, positions, Limits(visits=60)):
        search = Search(HashEvaluator(), config)
        search.set_position(positions[i])
        assert summary(analysis) == summary(search.run(Limits(visits=60)))
