"""How the engine plays, and what it decides: `EngineConfig` and `Decision`."""

from __future__ import annotations

from dataclasses import dataclass

from gogame.levels import Level, Style
from gogame.search.config import Limits, SearchConfig
from gogame.search.result import Analysis
from gogame.styles import PlayStyle


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """How the engine plays.

    Attributes:
        limits: Visits and seconds for a move; a running clock can only shorten the seconds. None
            for the visits that suit the evaluator.
        resign_below: Resign when the chance to win stays below this; 0 never resigns.
        friendly_pass: Pass when the count with dead stones taken off is won, as people do. Rules
            that count all stones as they stand are always played out.
        search: The search itself; None for the one that suits the evaluator.
        level: How to weaken oneself, see `gogame.levels`; its visits take the place of `limits`.
        style: What kind of move to prefer, see `gogame.styles`; None for the strongest.
        wide_root_noise: How much wider than in play analysis looks at the first move, 0 to 5:
            priors are raised to the power 1 / (1 + 4 x noise).
        ponders: Whether to think on the opponent's time, see `Engine.ponder`.
    """

    limits: Limits | None = None
    resign_below: float = 0.05
    friendly_pass: bool = True
    search: SearchConfig | None = None
    wide_root_noise: float = 0.0
    level: Level | None = None
    style: PlayStyle | None = None
    ponders: bool = False

    def style_of_level(self, *, reads_planes: bool) -> Style | None:
        """Returns how the level plays with a network, or without; None if there is no level."""
        return None if self.level is None else self.level.style(reads_planes=reads_planes)


@dataclass(frozen=True, slots=True)
class Decision:
    """What the engine does on its turn.

    Attributes:
        action: The move, or None to resign.
        analysis: The search behind it.
    """

    action: int | None
    analysis: Analysis
