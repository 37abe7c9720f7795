"""Settings of a search, and the same settings as the plain numbers that kernels take."""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass
from typing import NamedTuple

from gogame.errors import ConfigError
from gogame.evaluation import Evaluator


class Method(enum.StrEnum):
    """How a search shares its playouts out.

    PUCT: upper confidence bounds with the prior, at every node.
    GUMBEL: sequential halving over sampled actions at the root, deterministic selection by
        completed Q below it; for few playouts, and for its policy targets.
    """

    PUCT = "puct"
    GUMBEL = "gumbel"


class SearchParams(NamedTuple):
    """What kernels read of a `SearchConfig`; the fields are explained there.

    Attributes:
        gumbel: 1 for `Method.GUMBEL`, else 0.
    """

    gumbel: int
    c_puct: float
    c_puct_log: float
    c_puct_base: float
    fpu_reduction: float
    root_fpu_reduction: float
    virtual_loss: float
    score_utility: float
    score_scale: float
    max_depth: int
    value_scale: float
    visit_offset: float
    rescale_q: int


@dataclass(frozen=True, slots=True)
class SearchConfig:
    """Settings of a search.

    Utility, what a search maximises, is value + `score_utility` * squash(score), divided by
    1 + `score_utility` so that it stays in [-1, +1]; squash(x) = x / sqrt(1 + x * x) of the
    score in units of `score_scale` times the square root of the number of points.

    Attributes:
        method: PUCT or Gumbel.
        batch_size: Leaves of one tree evaluated together, at most.
        batch_ramp: At most 1 + this * (visits so far) leaves together, so that the first visits
            are not spent in one blind batch.
        virtual_loss: Weight of a loss assumed for each leaf under evaluation; 0 counts such
            leaves as visits only.
        c_puct: Weight of the prior's exploration term.
        c_puct_log: Growth of that weight with log((visits + c_puct_base) / c_puct_base).
        c_puct_base: Visits at which the growth sets in.
        fpu_reduction: An unvisited action counts as its node's mean utility less this times the
            square root of the prior already visited.
        root_fpu_reduction: The same at the root.
        root_temperature: The root's prior is raised to the power 1 / this.
        noise_weight: Share of Dirichlet noise in the root's prior, 0 for none.
        noise_alpha: Dirichlet concentration of all legal actions together.
        score_utility: Weight of the score beside the value of winning.
        score_scale: Score that counts as large, in square roots of the number of points.
        gumbel_actions: Actions that sequential halving begins with.
        gumbel_scale: Scale of the Gumbel noise at the root, 0 for none.
        value_scale: Weight of completed Q-values against the prior's logits.
        visit_offset: Added to the largest visit count in that weight.
        rescale_q: Whether completed Q-values are stretched to [0, 1] in each node.
        lcb_radius: Standard errors between a move's utility and its lower confidence bound.
        lcb_min_visits: Least share of the most visited move's visits for a move to be chosen by
            its lower confidence bound.
        max_depth: Moves below the root that a playout follows at most.
        memory_mib: Memory that the tree may take, in MiB.
        keep_ownership: Whether nodes keep what the evaluator said about the points: for reports,
            and under territory rules to tell the dead stones of a finished game.
    """

    method: Method = Method.PUCT
    batch_size: int = 32
    batch_ramp: float = 0.1
    virtual_loss: float = 1.0
    c_puct: float = 1.0
    c_puct_log: float = 0.45
    c_puct_base: float = 500.0
    fpu_reduction: float = 0.2
    root_fpu_reduction: float = 0.1
    root_temperature: float = 1.0
    noise_weight: float = 0.0
    noise_alpha: float = 10.83
    score_utility: float = 0.15
    score_scale: float = 1.0
    gumbel_actions: int = 16
    gumbel_scale: float = 1.0
    value_scale: float = 0.25
    visit_offset: float = 50.0
    rescale_q: bool = False
    lcb_radius: float = 5.0
    lcb_min_visits: float = 0.15
    max_depth: int = 256
    memory_mib: int = 1024
    keep_ownership: bool = True

    def __post_init__(self) -> None:
        """Check the ranges, so that no kernel meets a setting it cannot work with."""
        for name, low, high in _RANGES:
            number = getattr(self, name)
            if not low <= number <= high:
                raise ConfigError(f"search {name} {number}: expected {low:g} to {high:g}")

    def params(self) -> SearchParams:
        """Returns the settings that kernels read."""
        return SearchParams(
            gumbel=int(self.method is Method.GUMBEL),
            c_puct=float(self.c_puct),
            c_puct_log=float(self.c_puct_log),
            c_puct_base=float(self.c_puct_base),
            fpu_reduction=float(self.fpu_reduction),
            root_fpu_reduction=float(self.root_fpu_reduction),
            virtual_loss=float(self.virtual_loss),
            score_utility=float(self.score_utility),
            score_scale=float(self.score_scale),
            max_depth=int(self.max_depth),
            value_scale=float(self.value_scale),
            visit_offset=float(self.visit_offset),
            rescale_q=int(self.rescale_q),
        )


_RANGES = (
    ("batch_size", 1, 4096),
    ("batch_ramp", 0, 4096),
    ("virtual_loss", 0, 100),
    ("c_puct", 0, 100),
    ("c_puct_log", 0, 100),
    ("c_puct_base", 1, 1e9),
    ("fpu_reduction", 0, 10),
    ("root_fpu_reduction", 0, 10),
    ("root_temperature", 0.01, 100),
    ("noise_weight", 0, 1),
    ("noise_alpha", 0.001, 10000),
    ("score_utility", 0, 10),
    ("score_scale", 0.001, 1000),
    ("gumbel_actions", 1, 362),
    ("gumbel_scale", 0, 100),
    ("value_scale", 0, 100),
    ("visit_offset", 0, 100000),
    ("lcb_radius", 0, 100),
    ("lcb_min_visits", 0, 1),
    ("max_depth", 1, 4096),
    ("memory_mib", 1, 1 << 20),
)


# Random games judge roughly, so that a search which relies on them has to look wider.
_ROLLOUT_SEARCH = SearchConfig(c_puct=1.5)


def suited_config(evaluator: Evaluator) -> SearchConfig:
    """Returns the settings that suit an evaluator, for play and analysis."""
    return SearchConfig() if evaluator.reads_planes else _ROLLOUT_SEARCH


@dataclass(frozen=True, slots=True)
class Limits:
    """When a search stops: at the first limit met; without any, when its consumer stops it.

    Attributes:
        visits: Visits of the root, those kept from an earlier search included.
        seconds: Time from the call on; an evaluation under way is finished.
    """

    visits: int | None = None
    seconds: float | None = None

    def __post_init__(self) -> None:
        """Check the ranges."""
        if self.visits is not None and self.visits < 1:
            raise ConfigError(f"visits {self.visits}: expected 1 or more")
        if self.seconds is not None and not 0 <= self.seconds < math.inf:
            raise ConfigError(f"seconds {self.seconds}: expected 0 or more, and an end")
