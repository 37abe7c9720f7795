"""How fast the learner is, beside the same step with XLA's convolutions: `measure_learner`."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from gogame.net.checkpoint import Checkpoint
from gogame.rng import generator
from selfplay.decode import TrainingBatch
from selfplay.train.batches import random_training_batch
from selfplay.train.config import LearnerConfig
from selfplay.train.convolution import products_for
from selfplay.train.learner import Learner, training_flops

_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class LearnerSpeed:
    """What was measured, on all of JAX's devices together.

    Attributes:
        kernels: What computes the convolutions: "bf16" or "f32" for our kernels, else "xla".
        batch: Positions a step.
        samples_per_s: Positions a second in whole steps: forward, gradient and update.
        xla_per_s: Positions a second with XLA's convolutions, in steps that took turns with ours.
        flops: Additions and multiplications that one position takes.
    """

    kernels: str
    batch: int
    samples_per_s: float
    xla_per_s: float
    flops: int

    @property
    def gflops_per_s(self) -> float:
        """Billions of additions and multiplications a second."""
        return self.samples_per_s * self.flops / 1e9


def measure_learner(
    network: Checkpoint, size: int, seconds: float, *, batch_size: int = 512
) -> LearnerSpeed:
    """Returns how fast a network learns; steps that compile do not count.

    Args:
        network: Its shape decides; what it knows does not.
        size: Side of the square board.
        seconds: Time to spend, compiling not included; each turn makes at least one step.
        batch_size: Positions a step, a multiple of JAX's devices.

    Raises:
        ConfigError: The batch cannot be shared evenly.
    """
    ours, xla = (
        Learner(network.config, network.parameters, LearnerConfig(batch_size, precision=precision))
        for precision in ("auto", "xla")
    )
    rng = generator(0, "learner bench")
    batch = random_training_batch(network.config, batch_size, size, size, rng)
    rates: dict[Learner, list[float]] = {ours: [], xla: []}
    for learner in rates:
        _steps(learner, batch, 0.0)
    for _ in range(_ROUNDS):
        for learner, found in rates.items():
            found.append(_steps(learner, batch, seconds / _ROUNDS / len(rates)))
    products = products_for("auto")
    return LearnerSpeed(
        kernels="xla" if products is None else products.value,
        batch=batch_size,
        samples_per_s=float(np.median(rates[ours])),
        xla_per_s=float(np.median(rates[xla])),
        flops=training_flops(network.config, size * size),
    )


def _steps(learner: Learner, batch: TrainingBatch, seconds: float) -> float:
    """Returns the positions a second of steps one after another; one step at least."""
    steps, elapsed, start = 0, 0.0, time.perf_counter()
    while steps == 0 or elapsed < seconds:
        float(learner.train(batch).total)  # waits for the end of the step
        steps += 1
        elapsed = time.perf_counter() - start
    return steps * len(batch.planes) / elapsed
