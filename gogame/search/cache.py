"""`CachedEvaluator`: remembers what a network said, for searches whose trees overlap.

Positions are recognised by their features, all of them, so an answer is never given to a position
that the network would judge otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gogame.board.jit import kernel
from gogame.board.topology import Shape
from gogame.evaluation import Evaluation, EvaluationBatch, Evaluator

_MOST_BOARDS = 2
_MOST_ROWS = 1 << 20


@kernel
def _mix(x):
    """Returns well-mixed bits (the finaliser of splitmix64)."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@kernel
def feature_keys(planes, globals_, keys):
    """Writes a 128-bit key of each row's features; no key has a zero first half.

    Args:
        planes: `[B, N]` uint8.
        globals_: `[B, G]` uint32, the bits of the float32 values.
        keys: `[B, 2]` uint64, overwritten.
    """
    for row in range(planes.shape[0]):
        low, high = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD1B54A32D192ED03)
        word = np.uint64(0)
        for i in range(planes.shape[1]):
            word = (word << np.uint64(8)) | np.uint64(planes[row, i])
            if i % 8 == 7:
                low = _mix(low ^ word)
                high = (high ^ word) * np.uint64(0x9FB21C651E98DF25) + (high >> np.uint64(29))
                word = np.uint64(0)
        low = _mix(low ^ word)
        high = _mix(high ^ word)
        for i in range(globals_.shape[1]):
            word = np.uint64(globals_[row, i])
            low = _mix(low + word)
            high = _mix(high ^ (word * np.uint64(0x9FB21C651E98DF25)))
        keys[row, 0] = low | np.uint64(1)
        keys[row, 1] = high


@dataclass(frozen=True, slots=True)
class _Table:
    """Answers for boards of one size; row i keeps the last one whose key ends in i.

    Attributes:
        keys: `[N, 2]` uint64, zeros where nothing is kept.
        answers: Arrays of N rows.
    """

    keys: NDArray[np.uint64]
    answers: Evaluation

    @classmethod
    def within(cls, num_bytes: int, points: int) -> _Table:
        """Returns an empty table of the largest power of two of rows that fits."""
        each = 16 + 4 * (2 * points + 1 + 3 + 1)
        rows = 1 << max(0, min(num_bytes // each, _MOST_ROWS).bit_length() - 1)
        answers = Evaluation(
            np.empty((rows, points + 1), dtype=np.float32),
            np.empty((rows, 3), dtype=np.float32),
            np.empty(rows, dtype=np.float32),
            np.empty((rows, points), dtype=np.float32),
        )
        return cls(np.zeros((rows, 2), dtype=np.uint64), answers)

    def places(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        return (keys[:, 1] & np.uint64(len(self.keys) - 1)).astype(np.int64)


class CachedEvaluator:
    """An evaluator that asks another one about positions which it has not met lately.

    Attributes:
        name: Of the other one.
        reads_planes: True; so must the other one.
        num_hits: Positions answered from memory so far.
    """

    reads_planes = True

    def __init__(self, evaluator: Evaluator, memory_mib: int = 128) -> None:
        """Wrap an evaluator; memory is taken as answers come.

        Args:
            evaluator: Answers; it must read planes, and always say the same of a position.
            memory_mib: Memory for each of two board sizes.
        """
        assert evaluator.reads_planes, "boards do not tell all that an evaluation depends on"
        self.name = evaluator.name
        self.num_hits = 0
        self._evaluator = evaluator
        self._num_bytes = memory_mib << 20
        self._tables: dict[tuple[int, int, Shape], _Table] = {}

    def clear(self) -> None:
        """Forgets everything."""
        self._tables.clear()

    def _table_of(self, batch: EvaluationBatch) -> _Table:
        variant = batch.variant
        key = (variant.height, variant.width, variant.shape)
        table = self._tables.pop(key, None)
        if table is None:
            while len(self._tables) >= _MOST_BOARDS:
                del self._tables[next(iter(self._tables))]
            table = _Table.within(self._num_bytes, variant.num_points)
        self._tables[key] = table  # the last one used stands last
        return table

    def evaluate(self, batch: EvaluationBatch) -> Evaluation:
        """Returns the evaluation of every row; the arrays may be reused by the next call."""
        table = self._table_of(batch)
        rows = len(batch.planes)
        keys = np.empty((rows, 2), dtype=np.uint64)
        bits = np.ascontiguousarray(batch.globals_).view(np.uint32)
        feature_keys(batch.planes.reshape(rows, -1), bits, keys)
        places = table.places(keys)
        known = (table.keys[places] == keys).all(axis=1)
        count = int(np.count_nonzero(known))
        self.num_hits += count
        if count == 0:
            answer = self._evaluator.evaluate(batch)
            self._keep(table, places, keys, answer)
            return answer
        whole = Evaluation(*(array[places] for array in table.answers))
        if count < rows:
            asked = np.flatnonzero(~known)
            variant, planes, globals_, boards, komi = batch
            answer = self._evaluator.evaluate(
                EvaluationBatch(variant, planes[asked], globals_[asked], boards, komi[asked])
            )
            for target, source in zip(whole, answer, strict=True):
                target[asked] = source[: len(asked)]
            self._keep(table, places[asked], keys[asked], answer)
        return whole

    @staticmethod
    def _keep(
        table: _Table,
        places: NDArray[np.int64],
        keys: NDArray[np.uint64],
        answer: Evaluation,
    ) -> None:
        table.keys[places] = keys
        for target, source in zip(table.answers, answer, strict=True):
            target[places] = source[: len(places)]
