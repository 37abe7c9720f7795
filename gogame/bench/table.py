"""Measured figures as text, and the clock that they are measured with."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence


def rate(work: Callable[[], int], seconds: float) -> float:
    """Returns how many units a second `work` does, by its own count, after one call to warm up.

    Args:
        work: Does some work, at least once, and returns how many units of it.
        seconds: How long to repeat it, about.
    """
    work()
    done = 0
    started = time.perf_counter()
    while True:
        done += work()
        elapsed = time.perf_counter() - started
        if elapsed >= seconds:
            return done / elapsed


def table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yields the lines of a table; the first column stands left, the others right."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    yield title
    for row in (header, ["-" * width for width in widths], *rows):
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        yield "  " + "  ".join(cells).rstrip()
    yield ""


def count(value: float) -> str:
    """Returns a large number, grouped by thousands."""
    return f"{value:,.0f}"


def ratio(ours: float, theirs: float | None) -> str:
    """Returns how many times theirs ours is, or a dash."""
    return f"{ours / theirs:.1f}x" if theirs else "-"
