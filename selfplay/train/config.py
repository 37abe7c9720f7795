"""`LearnerConfig`: what a run may set about learning. Imports no JAX."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

from gogame.errors import ConfigError


@dataclass(frozen=True, slots=True)
class LossConfig:
    """What each head's loss counts for; 0 leaves a head untrained.

    Attributes:
        policy: Weight of the move's policy, relative entropy in nats.
        reply: Weight of the opponent's next move's policy, likewise.
        outcome: Weight of win, draw and loss, cross entropy in nats.
        score: Weight of the lead, Huber loss in units of the board's width.
        ownership: Weight of ownership, cross entropy a point in nats.
        score_delta: Where the score's loss turns from square to linear, in board widths.
    """

    policy: float = 1.0
    reply: float = 0.15
    outcome: float = 1.0
    score: float = 0.2
    ownership: float = 0.6
    score_delta: float = 1.0

    def __post_init__(self) -> None:
        """Check every field."""
        for field in fields(self):
            _check(f"loss {field.name}", getattr(self, field.name), 0.0, 100.0)
        _check("loss score_delta", self.score_delta, 1e-3, 100.0)


@dataclass(frozen=True, slots=True)
class WindowConfig:
    """How many of the newest positions are learnt from.

    Source: Wu, "Accelerating Self-Play Learning in Go", appendix C,
    https://arxiv.org/abs/1902.10565: the window grows by a power law of all positions.

    Attributes:
        start: Positions of the window's size before it grows; all are used until then.
        exponent: Exponent of the growth: 0 keeps it nearly fixed, 1 is a share of all positions.
        slope: Share of new positions that the window grows by at first.
        largest: Positions that memory allows.
    """

    start: int = 40_000
    exponent: float = 0.75
    slope: float = 0.6
    largest: int = 1_000_000

    def __post_init__(self) -> None:
        """Check every field."""
        _check("window start", self.start, 1, 1e9)
        _check("window exponent", self.exponent, 0.05, 1.0)
        _check("window slope", self.slope, 0.0, 1.0)
        _check("window largest", self.largest, self.start, 1e9)

    def positions(self, made: int) -> int:
        """Returns the window's size after `made` positions of self-play."""
        if made <= self.start:
            return made
        c, power = self.start, self.exponent
        grown = c * (1 + self.slope * ((made / c) ** power - 1) / power)
        return int(min(grown, made, self.largest))


@dataclass(frozen=True, slots=True)
class LearnerConfig:
    """How the network learns.

    Attributes:
        batch_size: Positions a step, a multiple of the number of devices.
        rate: Highest learning rate.
        rate_end: Learning rate at the end of the run.
        warmup_steps: Steps until the highest rate is reached.
        weight_decay: Decoupled decay of kernels; biases do not decay.
        clip: Largest norm of a step's gradient.
        beta1: Decay of the gradient's mean.
        beta2: Decay of the gradient's mean square.
        ema: Largest decay of the averaged weights, which play; smaller in the first steps.
        ratio: Positions trained for each new one.
        precision: Type of the convolutions: "f32", "bf16", or "auto" for what is fastest here;
            "xla" is float32 without our own kernels.
        map_kib: KiB of a trunk's map above which a CPU works through a step in pieces, so that
            they stay in its cache.
        keep_states: Training states to keep, the newest.
    """

    batch_size: int = 512
    rate: float = 2e-3
    rate_end: float = 3e-4
    warmup_steps: int = 50
    weight_decay: float = 1e-3
    clip: float = 3.0
    beta1: float = 0.9
    beta2: float = 0.99
    ema: float = 0.995
    ratio: float = 4.0
    precision: str = "auto"
    map_kib: int = 400
    keep_states: int = 2

    def __post_init__(self) -> None:
        """Check every field."""
        _check("batch_size", self.batch_size, 1, 1 << 20)
        _check("rate", self.rate, 0.0, 1.0)
        _check("rate_end", self.rate_end, 0.0, self.rate)
        _check("warmup_steps", self.warmup_steps, 0, 1e9)
        _check("weight_decay", self.weight_decay, 0.0, 1.0)
        _check("clip", self.clip, 1e-6, 1e6)
        for name in ("beta1", "beta2", "ema"):
            _check(name, getattr(self, name), 0.0, 1.0 - 1e-9)
        _check("ratio", self.ratio, 1e-3, 1e3)
        _check("map_kib", self.map_kib, 1, 1 << 30)
        _check("keep_states", self.keep_states, 1, 1000)
        if self.precision not in ("auto", "f32", "bf16", "xla"):
            raise ConfigError(
                f'learner precision {self.precision!r}: expected "auto", f32, bf16 or xla'
            )

    def rate_at(self, step: int, progress: float) -> float:
        """Returns the learning rate of a step.

        Args:
            step: Steps done before.
            progress: Share of the run that is over, 0 to 1, by whatever limits the run; the rate
                falls linearly with it.
        """
        share = min(max(progress, 0.0), 1.0)
        decayed = self.rate + (self.rate_end - self.rate) * share
        return decayed * min(1.0, (step + 1) / (self.warmup_steps + 1))


def _check(name: str, value: float, low: float, high: float) -> None:
    if not (math.isfinite(value) and low <= value <= high):
        raise ConfigError(f"learner {name} {value}: expected {low:g} to {high:g}")
