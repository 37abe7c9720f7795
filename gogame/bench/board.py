"""How fast boards are: random games, copies, memory."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gogame.bench import peers
from gogame.bench.table import count, rate, ratio, table
from gogame.board.arrays import new_boards
from gogame.board.position import Position
from gogame.board.variant import standard
from gogame.rng import generator, kernel_seed
from gogame.rollout import random_games

_GAMES_A_CALL = 100
_COPIES = 64


def random_moves(size: int, seconds: float, seed: int) -> float:
    """Returns our moves/s in random games from the empty board, on one core."""
    position = Position.start(standard(size))
    variant = position.variant
    state = np.array([kernel_seed(generator(seed, "bench"))], dtype=np.uint64)

    def play() -> int:
        return int(
            random_games(
                position.board, variant.topology, variant.kernel_rules, state, _GAMES_A_CALL
            )
        )

    return rate(play, seconds)


def copies(size: int, seconds: float) -> float:
    """Returns copies of a position a second, made `_COPIES` at a time within the cache."""
    source = new_boards(_COPIES, size * size)
    target = np.empty_like(source)

    def copy() -> int:
        for _ in range(100):
            np.copyto(target, source)
        return 100 * _COPIES

    return rate(copy, seconds)


def tables(sizes: list[int], seconds: float, seed: int) -> Iterator[str]:
    """Yields the tables of the board."""
    rows: list[list[str]] = []
    missing: set[str] = set()
    for size in sizes:
        ours = random_moves(size, seconds, seed)
        rows.append([f"{size}x{size}", "ours, one core", count(ours), ""])
        for name, theirs in (
            ("OpenSpiel, C++, one core", peers.openspiel_moves(size, seconds, seed)),
            ("pgx, JAX, all cores", peers.pgx_moves(size, seconds, seed)),
        ):
            if theirs is None:
                missing.add(name)
            else:
                rows.append([f"{size}x{size}", name, count(theirs), ratio(ours, theirs)])
    header = ["board", "random games", "moves/s", "ours is"]
    yield from table("Random games to the end, every move legal", header, rows)
    for name in sorted(missing):
        yield f"  skipped, not installed or not for this size: {name}"
    rows = [
        [
            f"{size}x{size}",
            f"{1e6 / copies(size, seconds / 4):.3f}",
            count(new_boards(1, size * size).nbytes),
        ]
        for size in sizes
    ]
    yield from table("A position", ["board", "copy, microseconds", "bytes"], rows)
