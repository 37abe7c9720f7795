"""`Plot`: curves of a run as the charts draw them: losses, speed, strength. No Qt here."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from gui.training.story import Story

_LOSSES = ("total", "policy", "outcome", "ownership", "score", "reply")


class Dot(NamedTuple):
    """One point of a curve; `low` and `high` are equal to `y` where there is no interval."""

    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve.

    Attributes:
        name: What it is of; `texts` of the views have its words.
        dots: Its points, by `x`.
    """

    name: tuple[str, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """Curves over the active seconds of a run.

    Attributes:
        curves: The curves.
        low: Lower end of the scale, None to fit the curves.
        high: Upper end of it, None to fit the curves.
        is_measured: Whether points are single measurements with intervals, drawn as such.
        is_share: Whether the scale is 0 to 1, written in percent.
    """

    curves: tuple[Curve, ...] = ()
    low: float | None = None
    high: float | None = None
    is_measured: bool = False
    is_share: bool = False

    def span_x(self) -> tuple[float, float]:
        """Returns the ends of the time shown, from the start of the run."""
        last = max((dot.x for curve in self.curves for dot in curve.dots), default=0.0)
        return 0.0, max(last, 60.0)

    def span_y(self) -> tuple[float, float]:
        """Returns the ends of the scale."""
        values = [y for curve in self.curves for dot in curve.dots for y in (dot.low, dot.high)]
        low = min(values, default=0.0) if self.low is None else self.low
        high = max(values, default=1.0) if self.high is None else self.high
        return (low, high) if high > low else (low, low + 1.0)


def _curve(name: tuple[str, ...], pairs: Iterable[tuple[float, float]]) -> Curve:
    finite = ((x, y) for x, y in pairs if math.isfinite(x) and math.isfinite(y))
    return Curve(name, tuple(Dot(x, y, y, y) for x, y in finite))


def loss_plot(story: Story) -> Plot:
    """Returns the losses over time."""
    seen = {name for row in story.rounds for name in row.losses}
    names = [*(name for name in _LOSSES if name in seen), *sorted(seen - set(_LOSSES))]
    curves = (
        _curve((name,), ((row.elapsed_s, row.losses.get(name, math.nan)) for row in story.rounds))
        for name in names
    )
    return Plot(tuple(curve for curve in curves if curve.dots), low=0.0)


def speed_plot(story: Story) -> Plot:
    """Returns the positions played a second over time."""
    curve = _curve(("positions",), ((row.elapsed_s, row.positions_per_s) for row in story.rounds))
    return Plot((curve,) if curve.dots else (), low=0.0)


def score_plot(story: Story) -> Plot:
    """Returns the scores against fixed opponents over time, with their intervals."""
    found: dict[tuple[str, str], list[Dot]] = {}
    for row in story.strengths:
        if math.isfinite(row.elapsed_s) and math.isfinite(row.score):
            dot = Dot(row.elapsed_s, row.score, row.low, row.high)
            found.setdefault((row.opponent, str(row.visits)), []).append(dot)
    return Plot(_sorted(found), low=0.0, high=1.0, is_measured=True, is_share=True)


def elo_plot(story: Story) -> Plot:
    """Returns the ratings over time, with their intervals."""
    found: dict[tuple[str, str], list[Dot]] = {}
    for row in story.ratings:
        if math.isfinite(row.elapsed_s) and math.isfinite(row.elo):
            low, high = (row.elo if math.isnan(end) else end for end in (row.low, row.high))
            dot = Dot(row.elapsed_s, row.elo, low, high)
            found.setdefault(("elo", str(row.visits)), []).append(dot)
    return Plot(_sorted(found), is_measured=True)


def _sorted(found: dict[tuple[str, str], list[Dot]]) -> tuple[Curve, ...]:
    def order(name: tuple[str, str]) -> tuple[str, int]:
        return name[0], int(name[1])

    return tuple(Curve(name, tuple(sorted(found[name]))) for name in sorted(found, key=order))


def ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Returns round numbers within a scale, a few of them."""
    rough = (high - low) / max(1, most)
    if rough <= 0 or not math.isfinite(rough):
        return (low,)
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough)
    return _steps(low, high, step)


def time_ticks(high: float, most: int) -> tuple[float, ...]:
    """Returns round times from the start on, in seconds."""
    choices = (10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400)
    step = next((size for size in choices if high / size <= most), 10 * 86400)
    return _steps(0.0, high, float(step))


def _steps(low: float, high: float, step: float) -> tuple[float, ...]:
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return tuple(step * number for number in range(first, last + 1))


def nearest(curve: Curve, x: float) -> Dot | None:
    """Returns the point of a curve nearest to a moment."""
    return min(curve.dots, key=lambda dot: abs(dot.x - x), default=None)


def thinned(places: list[tuple[float, float]], least: float = 2.0) -> list[tuple[float, float]]:
    """Returns the points of a line that lie so far apart, in pixels across, and the last one.

    What is left out cannot be seen, and a line of thousands of points takes long to draw.
    """
    kept = places[:1]
    for place in places[1:-1]:
        if place[0] - kept[-1][0] >= least:
            kept.append(place)
    return [*kept, *places[1:][-1:]]


Named = Callable[[tuple[str, ...]], str]
"""Returns the words for a curve's name."""
