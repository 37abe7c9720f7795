"""Evaluators with known answers."""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from gogame.board.arrays import HASH_HIGH, HASH_LOW, META, PASSES, TO_PLAY
from gogame.evaluation import Evaluation, EvaluationBatch


def mixed(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Returns well-mixed bits of each key (splitmix64)."""
    x = keys + np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


class HashEvaluator:
    """Fixed noise: logits, outcome, score and ownership follow from a hash of the position."""

    name = "hash"

    def __init__(self, *, reads_planes: bool = False, spread: float = 2.0) -> None:
        self.reads_planes = reads_planes
        self.spread = spread
        self.batch_sizes: list[int] = []

    def _keys(self, batch: EvaluationBatch) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
        """Returns `[B]` two numbers for each position."""
        if self.reads_planes:
            seen = zip(batch.planes, batch.globals_, strict=True)
            digests = [hashlib.blake2b(p.tobytes() + g.tobytes(), digest_size=8) for p, g in seen]
            keys = np.array([int.from_bytes(each.digest()) for each in digests], np.uint64)
            return keys, np.zeros_like(keys)
        meta = batch.boards[:, META].astype(np.int64).astype(np.uint64)
        low, high = meta[:, HASH_LOW] & np.uint64(0xFFFFFFFF), meta[:, HASH_HIGH] << np.uint64(32)
        side = meta[:, TO_PLAY] * np.uint64(8) + meta[:, PASSES]
        return low | high, side

    @staticmethod
    def _noise(
        keys: tuple[NDArray[np.uint64], NDArray[np.uint64]], count: int, salt: int
    ) -> NDArray[np.float64]:
        """Returns `[B, count]` numbers in [-1, 1)."""
        stones, side = keys
        row = mixed(stones + mixed(side + np.uint64(100 * salt)))
        bits = mixed(row[:, None] + np.arange(count, dtype=np.uint64)[None] * np.uint64(7919))
        return (bits >> np.uint64(11)).astype(np.float64) / 2**52 - 1

    def evaluate(self, batch: EvaluationBatch) -> Evaluation:
        points = batch.variant.num_points
        keys = self._keys(batch)
        self.batch_sizes.append(len(keys[0]))
        value = self._noise(keys, 1, 1)[:, 0]
        outcome = np.stack([(1 + value) / 2, 0 * value, (1 - value) / 2], axis=1)
        return Evaluation(
            (self.spread * self._noise(keys, points + 1, 2)).astype(np.float32),
            outcome.astype(np.float32),
            (10 * self._noise(keys, 1, 3)[:, 0]).astype(np.float32),
            self._noise(keys, points, 4).astype(np.float32),
        )


class BrokenEvaluator(HashEvaluator):
    """Answers with NaN, or raises, after some batches."""

    def __init__(self, good_batches: int, error: Exception | None = None) -> None:
        super().__init__()
        self.good_batches = good_batches
        self.error = error

    def evaluate(self, batch: EvaluationBatch) -> Evaluation:
        answer = super().evaluate(batch)
        if len(self.batch_sizes) > self.good_batches:
            if self.error is not None:
                raise self.error
            answer.outcome[:] = np.nan
        return answer
