"""How much faster the positions of a game are analysed together than one after another."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from gogame.bench.table import count, ratio, table
from gogame.board.position import Position
from gogame.board.variant import standard
from gogame.errors import GoError
from gogame.evaluation import Evaluator
from gogame.net.measure import evaluations_per_second
from gogame.net.runtime import load_evaluator
from gogame.search.config import Limits, suited_config
from gogame.search.mcts import Search
from gogame.search.pool import SearchPool, analyze_positions

_NETWORK = "wide"
_POSITIONS = 100
_VISITS = {9: (10, 50, 200, 800), 19: (10, 50, 200)}
_USUAL_VISITS = (50, 200)
_GAME_VISITS = 16
_ROUNDS = 3  # of all ways in turn; the best counts, for other work only ever slows
_BATCH = 64  # rows of the evaluator alone, which is not slower in larger batches


class Measured(NamedTuple):
    """Seconds for all positions of a game.

    Attributes:
        alone_s: One after another, each with a new tree.
        following_s: One after another, each with what is left of the tree before.
        together_s: In a pool that remembers what its evaluator said.
        unremembered_s: In a pool that does not.
        evaluator_s: For as many evaluations as visits by the evaluator alone, in whole batches: no
            search takes less, but for what it remembers.
    """

    alone_s: float
    following_s: float
    together_s: float
    unremembered_s: float
    evaluator_s: float


def tables(sizes: list[int]) -> Iterator[str]:
    """Yields the table of analyses, by the bundled network."""
    rows: list[list[str]] = []
    try:
        evaluator = load_evaluator(_NETWORK)
    except GoError as error:
        yield f"  skipped, analyses: {error}"
        return
    for size in sizes:
        positions = game(evaluator, size, _POSITIONS)
        for visits in _VISITS.get(size, _USUAL_VISITS):
            found = measure(evaluator, positions, visits)
            playouts = visits * len(positions)
            rows.append(
                [
                    f"{size}x{size}",
                    str(visits),
                    count(playouts / found.alone_s),
                    count(playouts / found.following_s),
                    count(playouts / found.unremembered_s),
                    count(playouts / found.together_s),
                    count(playouts / found.evaluator_s),
                    ratio(found.alone_s, found.together_s),
                    ratio(found.following_s, found.together_s),
                    ratio(found.alone_s, found.evaluator_s),
                ]
            )
    header = ["board", "visits", "alone", "following", "pool", "remembering", "evaluator",
              "ratio to alone", "to following", "evaluator's"]  # fmt: skip
    title = f"Visits/s over {_POSITIONS} positions of a game, {evaluator.name}"
    yield from table(title, header, rows)
    yield "  evaluator: its own evaluations/s in whole batches, the most that a pool could reach"
    yield "  without remembering; evaluator's: how many times as fast as alone that would be"
    yield ""


def game(evaluator: Evaluator, size: int, num_positions: int) -> list[Position]:
    """Returns the positions of a game that the evaluator plays against itself without passing."""
    search = Search(evaluator, suited_config(evaluator))
    positions = [Position.start(standard(size))]
    while len(positions) < num_positions:
        position = positions[-1]
        points = position.legal()[:-1].nonzero()[0].tolist()
        if not points:
            positions.append(Position.start(standard(size)))  # full: another game
            continue
        search.set_position(position, points)
        search.run(Limits(visits=_GAME_VISITS))
        positions.append(position.play(search.choose_action()))
    return positions


def measure(evaluator: Evaluator, positions: Sequence[Position], visits: int) -> Measured:
    """Returns how long the positions take in each way, after a warm-up of both.

    Args:
        evaluator: Judges.
        positions: Of one game.
        visits: Of each.
    """
    limits = Limits(visits=visits)

    def following() -> None:
        search = Search(evaluator, suited_config(evaluator))
        for position in positions:
            search.set_position(position)
            search.run(limits)

    def alone() -> None:
        search = Search(evaluator, suited_config(evaluator))
        for position in positions:
            search.set_position(position)
            search.clear()
            search.run(limits)

    def pooled(cache_mib: int) -> Callable[[], None]:
        def work() -> None:
            pool = SearchPool(lambda _variant: evaluator, cache_mib=cache_mib)
            assert len(list(analyze_positions(pool, positions, limits))) == len(positions)

        return work

    works = (alone, following, pooled(128), pooled(0))
    for work in works:
        work()
    rounds = [[_seconds(work) for work in works] for _ in range(_ROUNDS)]
    size = positions[0].variant.width
    per_s = evaluations_per_second(evaluator, size, _BATCH)
    best = [min(seconds) for seconds in zip(*rounds, strict=True)]
    return Measured(*best, evaluator_s=visits * len(positions) / per_s)


def _seconds(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
