"""How sure a share of won games is."""

from __future__ import annotations

import math

_Z = 1.959964  # of 95 %


def wilson(points: float, games: int) -> tuple[float, float]:
    """Returns the 95 % interval of a share of points; (0, 1) without games.

    Args:
        points: Games won, a draw counting one half.
        games: Games played.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
    1927.
    """
    if not games:
        return 0.0, 1.0
    share, spread = points / games, _Z**2 / games
    centre = (share + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * math.sqrt(share * (1 - share) / games + spread / games / 4)
    return max(0.0, centre - half), min(1.0, centre + half)
