"""What a run tells its children, as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class RoundOrder:
    """Tells the learner to make a round, and what the run knows that the learner does not.

    Attributes:
        progress: Share of the run that is over, 0 to 1.
        elapsed_s: Active seconds of the run so far, all starts together.
        evaluations: Positions evaluated so far.
        play_s: Seconds of play since the round before.
        throughput: Rates of play since then.
        play: How the games went since then.
    """

    progress: float = 0.0
    elapsed_s: float = 0.0
    evaluations: int = 0
    play_s: float = 0.0
    throughput: dict[str, float] = field(default_factory=dict[str, float])
    play: dict[str, Any] = field(default_factory=dict[str, Any])

    def message(self) -> dict[str, Any]:
        """Returns the command."""
        return {"do": "learn", **asdict(self)}
