"""Numbers as texts for people: durations, counts, shares, intervals, plain tables."""

from __future__ import annotations

import math
from collections.abc import Sequence

UNKNOWN = "-"
_STEPS = ((1e9, "G"), (1e6, "M"), (1e3, "k"))


def duration(seconds: float) -> str:
    """Returns a length of time in its two greatest units: 42 s, 3 min 20 s, 5 h 07 min."""
    if not math.isfinite(seconds):
        return UNKNOWN
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    if whole < 48 * 3600:
        return f"{whole // 3600} h {whole % 3600 // 60:02d} min"
    return f"{whole // 86400} d {whole % 86400 // 3600:02d} h"


def count(number: float) -> str:
    """Returns a whole number with thousands apart."""
    return f"{number:,.0f}" if math.isfinite(number) else UNKNOWN


def short(number: float) -> str:
    """Returns a number in at most five characters or so: 950, 12.3k, 4M."""
    if not math.isfinite(number):
        return UNKNOWN
    for step, unit in _STEPS:
        if abs(number) >= step:
            return f"{number / step:.3g}{unit}"
    return f"{number:.3g}"


def share(part: float) -> str:
    """Returns a fraction in percent."""
    return f"{100 * part:.0f} %" if math.isfinite(part) else UNKNOWN


def interval(low: float, high: float) -> str:
    """Returns a fraction's interval in percent, without the sign."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return UNKNOWN
    return f"{100 * low:.0f} to {100 * high:.0f}"


def points(elo: float | None, low: float | None, high: float | None) -> str:
    """Returns a rating with its interval, as far as they are known."""
    if elo is None or not math.isfinite(elo):
        return UNKNOWN
    if low is None or high is None:
        return f"{elo:+.0f}"
    return f"{elo:+.0f} ({low:+.0f} to {high:+.0f})"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Returns aligned columns: numbers to the right, the rest to the left."""
    columns = list(zip(head, *rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    right = [all(_is_number(cell) for cell in column[1:]) for column in columns]
    lines = [
        "  ".join(
            cell.rjust(width) if is_right else cell.ljust(width)
            for cell, width, is_right in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in (head, *rows)
    ]
    return "\n".join(lines)


def _is_number(cell: str) -> bool:
    return not cell.strip("-+0123456789.,e %kMG")
