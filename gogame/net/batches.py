"""Batches as networks take them: of a few fixed sizes, and of several board sizes at once.

A runtime compiles a network for each batch size and board size, so both evaluators cut what they
are given into *buckets* (`split_rows`). `evaluate_padded` judges boards of different sizes in one
batch: smaller boards lie in the top left corner of arrays of the largest height and width.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from gogame.errors import EngineError
from gogame.evaluation import Evaluation, EvaluationBatch
from gogame.net.config import NetConfig

PRECISIONS = ("auto", "f32", "bf16")


class Chunk(NamedTuple):
    """Rows `start` to `stop` of a batch, evaluated as one batch of `bucket` rows."""

    start: int
    stop: int
    bucket: int


class NetworkEvaluator(Protocol):
    """An `Evaluator` by a network, which can also judge padded boards.

    Attributes:
        name: Network, runtime and precision, for example ``"b6c96 openvino bf16"``.
        reads_planes: True.
        config: The network's shape.
    """

    name: str
    reads_planes: bool
    config: NetConfig

    def evaluate(self, batch: EvaluationBatch) -> Evaluation:
        """Returns the evaluation of every row; the arrays may be reused by the next call."""
        ...

    def evaluate_planes(
        self, planes: NDArray[np.uint8], globals_: NDArray[np.float32], *, masked: bool = False
    ) -> Evaluation:
        """Returns the evaluation of features; the arrays may be reused by the next call.

        Args:
            planes: `[B, C, H, W]` uint8; plane 0 is 1 on the board, and off it all are 0.
            globals_: `[B, G]` float32.
            masked: True if a board may be smaller than its arrays. Off the board the logits are
                very low and ownership is 0.

        Raises:
            EngineError: The arrays do not fit the network.
        """
        ...


def split_rows(rows: int, buckets: Sequence[int], least_full: float) -> list[Chunk]:
    """Returns the chunks that cover `rows` rows, in order.

    The largest buckets come first. A rest takes the next larger bucket if it fills at least
    `least_full` of it, for one call that computes some rows in vain; otherwise it is cut again.

    Args:
        rows: Rows to cover, 0 or more.
        buckets: Increasing bucket sizes, the first one 1.
        least_full: A share, 0 to 1.
    """
    chunks: list[Chunk] = []
    start = 0
    while start < rows:
        rest = rows - start
        above = next((size for size in buckets if size >= rest), 0)
        if above and rest >= least_full * above:
            chunks.append(Chunk(start, rows, above))
            break
        size = max(size for size in buckets if size <= rest)
        chunks.append(Chunk(start, start + size, size))
        start += size
    return chunks


def check_precision(precision: str) -> None:
    """Refuse a precision that no runtime has.

    Raises:
        EngineError: It is none of `PRECISIONS`.
    """
    if precision not in PRECISIONS:
        raise EngineError(f"precision {precision!r}: expected auto, f32 or bf16")


def check_inputs(
    config: NetConfig, planes: NDArray[np.uint8], globals_: NDArray[np.float32]
) -> None:
    """Refuse arrays that a network of this shape cannot read.

    Raises:
        EngineError: A shape or type differs, naming both.
    """
    rows = len(planes)
    fits_planes = planes.ndim == 4 and planes.shape[1] == config.num_planes
    if not fits_planes or planes.dtype != np.uint8 or 0 in planes.shape[2:]:
        raise EngineError(
            f"planes {planes.dtype}{list(planes.shape)}: network {config.name} reads"
            f" uint8[B, {config.num_planes}, H, W]"
        )
    if globals_.shape != (rows, config.num_globals) or globals_.dtype != np.float32:
        raise EngineError(
            f"globals {globals_.dtype}{list(globals_.shape)}: network {config.name} reads"
            f" float32[{rows}, {config.num_globals}]"
        )


def new_evaluation(rows: int, points: int) -> Evaluation:
    """Returns an `Evaluation` of uninitialised arrays, to be filled."""
    return Evaluation(
        np.empty((rows, points + 1), dtype=np.float32),
        np.empty((rows, 3), dtype=np.float32),
        np.empty(rows, dtype=np.float32),
        np.empty((rows, points), dtype=np.float32),
    )


def evaluate_padded(
    evaluator: NetworkEvaluator, batches: Sequence[EvaluationBatch]
) -> list[Evaluation]:
    """Returns one evaluation for each batch, whose boards may differ in size, from one call.

    Answers equal those of `evaluator.evaluate` on each batch alone, to rounding.
    """
    if not batches:
        return []
    height = max(batch.planes.shape[2] for batch in batches)
    width = max(batch.planes.shape[3] for batch in batches)
    rows = sum(len(batch.planes) for batch in batches)
    planes = np.zeros((rows, evaluator.config.num_planes, height, width), dtype=np.uint8)
    start = 0
    for batch in batches:
        check_inputs(evaluator.config, batch.planes, batch.globals_)
        stop = start + len(batch.planes)
        planes[start:stop, :, : batch.planes.shape[2], : batch.planes.shape[3]] = batch.planes
        start = stop
    globals_ = np.concatenate([batch.globals_ for batch in batches])
    padded = evaluator.evaluate_planes(planes, globals_, masked=True)
    evaluations: list[Evaluation] = []
    start = 0
    for batch in batches:
        stop = start + len(batch.planes)
        part = Evaluation(*(array[start:stop] for array in padded))
        evaluations.append(_cropped(part, (height, width), batch.planes.shape[2:]))
        start = stop
    return evaluations


def _cropped(padded: Evaluation, outer: tuple[int, int], inner: tuple[int, ...]) -> Evaluation:
    """Returns a copy of an evaluation without the points off the board."""
    rows, points = len(padded.score), inner[0] * inner[1]
    cropped = new_evaluation(rows, points)
    for target, source in (
        (cropped.logits, padded.logits[:, :-1]),
        (cropped.ownership, padded.ownership),
    ):
        board = source.reshape(rows, *outer)[:, : inner[0], : inner[1]]
        target[:, :points] = board.reshape(rows, points)
    cropped.logits[:, -1] = padded.logits[:, -1]
    cropped.outcome[:] = padded.outcome
    cropped.score[:] = padded.score
    return cropped
