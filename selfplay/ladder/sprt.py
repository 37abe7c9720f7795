"""A sequential test of two hypotheses about a match, by pairs of games; it stops early.

Games of a pair share their opening, so their sum (0, 1/2, 1, 3/2 or 2 points: five outcomes, hence
*pentanomial*) is what varies independently. The generalized likelihood ratio of "A is `elo1`
stronger" against "A is `elo0` stronger" is taken with the distribution of the five outcomes that
is most likely under each mean, as its normal approximation gives it.

Source: Wald, Sequential Tests of Statistical Hypotheses, 1945; Van den Bergh, *Comments on
normalized Elo* and the fishtest implementation of the pentanomial GSPRT
(https://www.cantate.be/Fishtest/GSPRT_approximation.pdf).
"""

from __future__ import annotations

import enum
import math
from collections.abc import Sequence
from dataclasses import dataclass

from gogame.errors import ConfigError

_OUTCOMES = (0.0, 0.25, 0.5, 0.75, 1.0)
# The variance is estimated as if so many pairs had shown that of independent, decisive games:
# without, the first few pairs, all alike, would decide.
_PRIOR_PAIRS, _PRIOR_VARIANCE = 8.0, 0.125


class Decision(enum.StrEnum):
    """What a test has come to."""

    GO_ON = "go on"
    ACCEPT = "accepted"
    REJECT = "rejected"


@dataclass(frozen=True, slots=True)
class SprtConfig:
    """Two hypotheses and how often one may err.

    Attributes:
        elo0: The rejected difference of A to B, in Elo points.
        elo1: The accepted difference; more than elo0.
        alpha: Chance to accept if the difference is elo0.
        beta: Chance to reject if the difference is elo1.
    """

    elo0: float = 0.0
    elo1: float = 35.0
    alpha: float = 0.05
    beta: float = 0.05

    def __post_init__(self) -> None:
        """Check the ranges."""
        if not self.elo0 < self.elo1:
            raise ConfigError(f"sprt elo0 {self.elo0}, elo1 {self.elo1}: expected elo0 < elo1")
        for name, chance in (("alpha", self.alpha), ("beta", self.beta)):
            if not 0 < chance < 0.5:
                raise ConfigError(f"sprt {name} {chance}: expected more than 0, less than 0.5")

    @property
    def bounds(self) -> tuple[float, float]:
        """Logarithms of the likelihood ratio below and above which the test ends."""
        return math.log(self.beta / (1 - self.alpha)), math.log((1 - self.beta) / self.alpha)


def pair_counts(outcomes: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Returns how many pairs gave A 0, 1/2, 1, 3/2 and 2 points.

    Args:
        outcomes: Of each pair the two results for A: +1, 0 or -1.
    """
    counts = [0] * len(_OUTCOMES)
    for first, second in outcomes:
        counts[first + second + 2] += 1
    return tuple(counts)


def log_likelihood_ratio(counts: Sequence[int], config: SprtConfig) -> float:
    """Returns log(likelihood under elo1 / likelihood under elo0); 0 without pairs.

    Args:
        counts: See `pair_counts`.
        config: The hypotheses.
    """
    total = sum(counts)
    if total == 0:
        return 0.0
    mean = sum(n * x for n, x in zip(counts, _OUTCOMES, strict=True)) / total
    squares = sum(n * (x - mean) ** 2 for n, x in zip(counts, _OUTCOMES, strict=True))
    variance = (squares + _PRIOR_PAIRS * _PRIOR_VARIANCE) / (total + _PRIOR_PAIRS)
    low, high = expected_share(config.elo0), expected_share(config.elo1)
    # Of a normal distribution whose variance is the best one for either mean.
    spread0, spread1 = variance + (mean - low) ** 2, variance + (mean - high) ** 2
    return total / 2 * math.log(spread0 / spread1)


def decide(counts: Sequence[int], config: SprtConfig) -> Decision:
    """Returns whether the test has ended, and how.

    Args:
        counts: See `pair_counts`; whole pairs in the order in which they were begun.
        config: The hypotheses.
    """
    ratio = log_likelihood_ratio(counts, config)
    low, high = config.bounds
    if ratio >= high:
        return Decision.ACCEPT
    return Decision.REJECT if ratio <= low else Decision.GO_ON


def expected_share(elo: float) -> float:
    """Returns the share of points that a difference in Elo points means."""
    return 1 / (1 + 10 ** (-elo / 400))
