"""Small networks and inputs for the tests of `gogame.net`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gogame.board.variant import VariantSpec
from gogame.evaluation import Evaluation, EvaluationBatch
from gogame.net.checkpoint import Checkpoint
from gogame.net.config import NetConfig
from gogame.net.parameters import initial_parameters

TINY = NetConfig("tiny", 2, 8, (1,), 3, 5, 6, 7)


def lively_checkpoint(config: NetConfig, seed: int = 0) -> Checkpoint:
    """Returns a network as if trained: no bias is zero, and heads have opinions."""
    rng = np.random.default_rng(seed)
    parameters = initial_parameters(config, seed)
    for name in parameters:
        if name.endswith(".bias"):
            parameters[name] += 0.2 * rng.standard_normal(parameters[name].shape, np.float32)
        elif name.startswith(("policy", "value")):
            parameters[name] *= 3
    return Checkpoint(config, parameters)


def random_inputs(
    config: NetConfig, rows: int, height: int, width: int, seed: int = 0
) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Returns planes and globals of boards that fill their arrays."""
    rng = np.random.default_rng([seed, rows, height, width])
    planes = (rng.random((rows, config.num_planes, height, width)) < 0.25).astype(np.uint8)
    planes[:, 0] = 1
    return planes, rng.normal(0, 0.5, (rows, config.num_globals)).astype(np.float32)


def batch_of(planes: NDArray[np.uint8], globals_: NDArray[np.float32]) -> EvaluationBatch:
    """Returns a batch that a network can read; its boards are empty arrays."""
    rows, _, height, width = planes.shape
    boards = np.zeros((rows, 0, 0), dtype=np.int32)
    komi = np.zeros(rows, dtype=np.float32)
    return EvaluationBatch(VariantSpec(height, width), planes, globals_, boards, komi)


def copied(evaluation: Evaluation) -> Evaluation:
    """Returns arrays that the next call of an evaluator does not touch."""
    return Evaluation(*(array.copy() for array in evaluation))


def largest_difference(one: Evaluation, other: Evaluation) -> float:
    """Returns the largest absolute difference over all heads."""
    return max(float(np.abs(a - b).max()) for a, b in zip(one, other, strict=True))
