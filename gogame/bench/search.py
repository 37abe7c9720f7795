"""How fast search is: by itself, and how much of a network's speed it passes on."""

from __future__ import annotations

from collections.abc import Iterator

from gogame.bench.table import count, table
from gogame.errors import GoError
from gogame.evaluation import UniformEvaluator
from gogame.rollout import RolloutEvaluator
from gogame.search.measure import measure_lockstep, measure_playouts

_BATCH = 64
_TREES = 128
_NETWORKS = ("b4c32", "b6c64", "b6c96")
_NETWORK_VISITS = 8000


def tables(sizes: list[int], seconds: float) -> Iterator[str]:
    """Yields the tables of search."""
    rows: list[list[str]] = []
    for size in sizes:
        board = f"{size}x{size}"
        for evaluator in (UniformEvaluator(), RolloutEvaluator(1), RolloutEvaluator()):
            name = "nothing, features made" if evaluator.reads_planes else evaluator.name
            rate = measure_playouts(size, _BATCH, seconds, evaluator=evaluator)
            rows.append([board, "one tree", name, count(rate)])
        rate = measure_lockstep(size, _TREES, seconds)
        rows.append([board, f"{_TREES} games", "nothing, features made", count(rate)])
    header = ["board", "search of", "judged by", "playouts/s"]
    yield from table("Search on one core, from the empty board", header, rows)
    yield from _with_networks(sizes, seconds)


def _with_networks(sizes: list[int], seconds: float) -> Iterator[str]:
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
            visits = measure_playouts(
                size, _BATCH, seconds, visits=_NETWORK_VISITS, evaluator=evaluator
            )
            share = f"{visits / raw:.0%}"
            rows.append([f"{size}x{size}", evaluator.name, count(raw), count(visits), share])
    header = ["board", "network", f"evaluations/s at {_BATCH}", "visits/s", "share"]
    yield from table("Search of one tree with an untrained network", header, rows)
