"""Figures of the window's benchmark: percentiles, and the lines that say them. No Qt here."""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from gui.game import transitions
from gui.game.state import GameState

_SEED = 19


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took, in milliseconds.

    Attributes:
        median: Half of the times were shorter.
        p99: All but one of a hundred were shorter.
        worst: The longest.
        count: How often it was measured.
    """

    median: float
    p99: float
    worst: float
    count: int

    @classmethod
    def of(cls, times: Sequence[float]) -> Spread:
        """Returns the spread of some times; nothing measured is all zeros."""
        if not times:
            return cls(0.0, 0.0, 0.0, 0)
        ordered = sorted(times)

        def share(part: float) -> float:
            return ordered[min(len(ordered) - 1, math.ceil(part * len(ordered)) - 1)]

        return cls(share(0.5), share(0.99), ordered[-1], len(ordered))

    def line(self, name: str) -> str:
        """Returns one line of the benchmark's output."""
        return (
            f"{name:<36} median {self.median:6.2f} ms   p99 {self.p99:6.2f} ms   "
            f"worst {self.worst:6.2f} ms   ({self.count} times)"
        )


def random_game(state: GameState, num_moves: int) -> GameState:
    """Returns a state after moves at random, the same every time."""
    rng = random.Random(_SEED)
    played = state
    for _ in range(num_moves):
        legal = [point for point, may in enumerate(played.position.legal()[:-1]) if may]
        played = transitions.play(played, rng.choice(legal))
    return played


def peak_memory_mib() -> float | None:
    """Returns the most memory that this process had, None where the system does not say."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024**2 if sys.platform == "darwin" else peak / 1024


def age_s() -> float | None:
    """Returns the seconds since this process began, None where the system does not say."""
    try:
        with open("/proc/self/stat", encoding="ascii") as file:
            began_ticks = int(file.read().rpartition(")")[2].split()[19])
        with open("/proc/uptime", encoding="ascii") as file:
            up_s = float(file.read().split()[0])
    except OSError:
        return None
    import os

    return up_s - began_ticks / os.sysconf("SC_CLK_TCK")
