"""How fast a search is by itself, with an evaluator that costs nothing."""

from __future__ import annotations

import time

from gogame.board.position import Position
from gogame.board.variant import standard
from gogame.evaluation import Evaluator, UniformEvaluator
from gogame.search.config import Limits, Method, SearchConfig
from gogame.search.lockstep import LockstepSearch
from gogame.search.mcts import Search


def measure_playouts(
    size: int = 9,
    batch: int = 32,
    seconds: float = 2.0,
    *,
    visits: int = 20_000,
    evaluator: Evaluator | None = None,
) -> float:
    """Returns playouts per second of one tree, features included, searched over and over.

    The first search, not counted, compiles the kernels and gets the tree's memory from the
    system.

    Args:
        size: Board size.
        batch: Leaves evaluated together.
        seconds: Least time to measure for.
        visits: Visits of each search.
        evaluator: Judges the leaves; one that costs nothing if None.
    """
    search = Search(evaluator or UniformEvaluator(), SearchConfig(batch_size=batch))
    search.set_position(Position.start(standard(size)))
    search.run(Limits(visits=visits))
    playouts, spent = 0, 0.0
    while spent < seconds:
        search.clear()
        analysis = search.run(Limits(visits=visits))
        playouts += analysis.playouts
        spent += analysis.seconds
    return playouts / spent


def measure_lockstep(
    size: int = 9,
    trees: int = 128,
    seconds: float = 2.0,
    *,
    simulations: int = 32,
    method: Method = Method.GUMBEL,
    evaluator: Evaluator | None = None,
) -> float:
    """Returns playouts per second of games played side by side, moves and noise included.

    Args:
        size: Board size.
        trees: Games.
        seconds: Least time to measure for.
        simulations: Playouts for a move.
        method: Of the searches.
        evaluator: Judges the leaves; one that costs nothing if None.
    """
    config = SearchConfig(method=method, noise_weight=0.25, gumbel_actions=8, keep_ownership=False)
    search = LockstepSearch(
        evaluator or UniformEvaluator(),
        standard(size),
        trees,
        config,
        max_simulations=simulations,
    )
    start, playouts = Position.start(standard(size)), 0
    search.advance(search.run(simulations).actions)
    now = begun = time.perf_counter()
    while now - begun < seconds:
        result = search.run(simulations, temperature=1.0)
        playouts += trees * simulations
        for tree in search.advance(result.actions).nonzero()[0].tolist():
            search.set_position(tree, start)
        now = time.perf_counter()
    return playouts / (now - begun)
