"""How fast an evaluator is: `evaluations_per_second`."""

from __future__ import annotations

import time

import numpy as np

from gogame.board.position import Position
from gogame.board.variant import standard
from gogame.evaluation import EvaluationBatch, Evaluator
from gogame.features import encode_positions
from gogame.rng import generator

_PERIODS = 5


def evaluations_per_second(
    evaluator: Evaluator, size: int = 9, batch: int = 64, seconds: float = 2.0
) -> float:
    """Returns the evaluator's speed at one batch size: the median of five stretches of time.

    The first call, which may compile, is not counted; each stretch has at least one call.

    Args:
        evaluator: What to measure.
        size: Side of the square board.
        batch: Positions a call.
        seconds: Time to spend, the first call and the making of positions not included.
    """
    positions = random_batch(size, batch)
    evaluator.evaluate(positions)
    rates: list[float] = []
    for _ in range(_PERIODS):
        calls = 0
        start = time.perf_counter()
        elapsed = 0.0
        while elapsed < seconds / _PERIODS:
            evaluator.evaluate(positions)
            calls += 1
            elapsed = time.perf_counter() - start
        rates.append(batch * calls / elapsed)
    return float(np.median(rates))


def random_batch(size: int, rows: int, seed: int = 0) -> EvaluationBatch:
    """Returns positions of random games on a square board, the same for the same arguments."""
    rng = generator(seed, "random batch")
    start = Position.start(standard(size))
    longest = max(1, start.variant.num_points // 2)
    positions: list[Position] = []
    position = start
    while len(positions) < rows:
        if position.is_over or len(position.moves) > longest:
            position = start
        position = position.play(int(rng.choice(np.flatnonzero(position.legal()))))
        positions.append(position)
    return encode_positions(positions)
