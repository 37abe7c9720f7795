"""How fast search is: by itself, and how much of a network's speed it passes on."""

from __future__ import annotations

import time
from collections.abc import Iterator

from gogame.bench.table import count, table
from gogame.board.position import Position
from gogame.board.variant import standard
from gogame.errors import GoError
from gogame.evaluation import Evaluator, UniformEvaluator
from gogame.rollout import RolloutEvaluator
from gogame.search.config import Limits, SearchConfig
from gogame.search.mcts import Search

_BATCH = 64
_NETWORKS = ("b4c32", "b6c64", "b6c96")
_TREE = 20_000  # visits of one tree with a free evaluator


def playouts(evaluator: Evaluator, size: int, seconds: float, config: SearchConfig) -> float:
    """Returns playouts/s in trees of at most `_TREE` visits, each grown from the empty board."""
    search = Search(evaluator, config)
    position = Position.start(standard(size))
    search.set_position(position)
    search.run(Limits(visits=2 * config.batch_size))
    done = 0
    started = time.perf_counter()
    while (left := seconds - (time.perf_counter() - started)) > 0:
        search.clear()
        done += search.run(Limits(visits=_TREE, seconds=left)).visits
    return done / (time.perf_counter() - started)


def tables(sizes: list[int], seconds: float) -> Iterator[str]:
    """Yields the tables of search."""
    config = SearchConfig(batch_size=_BATCH)
    rows: list[list[str]] = []
    for size in sizes:
        for evaluator in (UniformEvaluator(), RolloutEvaluator(1), RolloutEvaluator()):
            name = "nothing, features made" if evaluator.reads_planes else evaluator.name
            rate = playouts(evaluator, size, seconds, config)
            rows.append([f"{size}x{size}", name, count(rate)])
    yield from table("Search from the empty board", ["board", "judged by", "playouts/s"], rows)
    yield from _overhead(sizes, seconds, config)


def _overhead(sizes: list[int], seconds: float, config: SearchConfig) -> Iterator[str]:
    from gogame.net.measure import evaluations_per_second
    from gogame.net.runtime import load_evaluator, random_network

    rows: list[list[str]] = []
    for size in sizes:
        for name in _NETWORKS:
            try:
                evaluator = load_evaluator(random_network(name, seed=0))
            except GoError as error:
                yield f"  skipped, {name}: {error}"
                continue
            raw = evaluations_per_second(evaluator, size, _BATCH, seconds)
            visits = playouts(evaluator, size, seconds, config)
            share = f"{visits / raw:.0%}"
            rows.append([f"{size}x{size}", evaluator.name, count(raw), count(visits), share])
    header = ["board", "network", f"evaluations/s at {_BATCH}", "visits/s", "share"]
    yield from table("Search with an untrained network", header, rows)
