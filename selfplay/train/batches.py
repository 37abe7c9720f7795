"""Synthetic batches: what measurements and tests of learning train on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gogame.net.config import NetConfig
from selfplay.decode import TrainingBatch


def random_training_batch(
    config: NetConfig, rows: int, height: int, width: int, rng: np.random.Generator
) -> TrainingBatch:
    """Returns a batch of the right shapes that means nothing; boards fill their arrays."""
    points = height * width
    planes = (rng.random((rows, config.num_planes, height, width)) < 0.25).astype(np.uint8)
    planes[:, 0] = 1
    weight = (rng.random(rows) < 0.75).astype(np.float32)
    reply_weight = (rng.random(rows) < 0.75).astype(np.float32)
    return TrainingBatch(
        planes=planes,
        globals_=rng.normal(0, 0.5, (rows, config.num_globals)).astype(np.float32),
        policy=_distribution(rng, rows, points + 1) * weight[:, None],
        policy_weight=weight,
        reply=_distribution(rng, rows, points + 1) * reply_weight[:, None],
        reply_weight=reply_weight,
        outcome=_distribution(rng, rows, 3),
        score=rng.normal(0, height, rows).astype(np.float32),
        ownership=rng.integers(-1, 2, (rows, points)).astype(np.float32),
    )


def _distribution(rng: np.random.Generator, rows: int, width: int) -> NDArray[np.float32]:
    weights = rng.random((rows, width), dtype=np.float32) ** 4
    return weights / weights.sum(1, keepdims=True)
