"""Plots as SVG: lines with intervals, and bars. No script, colours from the page's style sheet.

Every plot has a title for screen readers and comes with its numbers as a table.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from selfplay.words import short

_WIDTH, _HEIGHT = 640, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 118, 14, 46
_NUM_COLORS = 6
_TABLE_ROWS = 40


@dataclass(frozen=True, slots=True)
class Series:
    """One line.

    Attributes:
        label: Written at its end.
        x: Rising.
        y: As many; those that are no number are left out.
        low: Lower ends of the interval, or empty.
        high: Upper ends, or empty.
        color: Number of its colour.
        is_guide: Whether it is a dashed line to compare with.
    """

    label: str
    x: Sequence[float]
    y: Sequence[float]
    low: Sequence[float] = ()
    high: Sequence[float] = ()
    color: int = 0
    is_guide: bool = False


@dataclass(frozen=True, slots=True)
class Axes:
    """What a plot's axes say.

    Attributes:
        title: What the plot shows, for a heading and for screen readers.
        x_label: With the unit.
        y_label: With the unit.
        y_range: Fixed ends of the vertical axis, by default those of the values.
        x_range: Likewise of the horizontal axis.
        from_zero: Whether the vertical axis begins at 0.
    """

    title: str
    x_label: str
    y_label: str
    y_range: tuple[float, float] | None = None
    x_range: tuple[float, float] | None = None
    from_zero: bool = False


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Returns round numbers that divide a range: 1, 2 or 5 times a power of ten apart."""
    raw = max(high - low, 1e-12) / about
    power = 10.0 ** math.floor(math.log10(raw))
    step = power * next((m for m in (1, 2, 5, 10) if m * power >= raw * (1 - 1e-9)), 10)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(number * step, 12) for number in range(first, last + 1)]


def _ends(values: Sequence[float], fixed: tuple[float, float] | None) -> tuple[float, float]:
    if fixed is not None:
        return fixed
    finite = [value for value in values if math.isfinite(value)] or [0.0, 1.0]
    low, high = min(finite), max(finite)
    if high - low < 1e-9 * max(1.0, abs(high)):
        return low - max(0.5, abs(low) / 10), high + max(0.5, abs(high) / 10)
    return low, high


def _scale(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    return lambda value: start + (value - low) / (high - low) * (end - start)


def line_chart(series: Sequence[Series], axes: Axes) -> str:
    """Returns a figure of lines, their intervals shaded, each named at its end."""
    values = [v for s in series for v in (*s.y, *s.low, *s.high)] + [0.0] * axes.from_zero
    low, high = _ends(values, axes.y_range)
    if axes.y_range is None:
        margin = (high - low) * 0.05
        low, high = (low if axes.from_zero and low == 0 else low - margin), high + margin
    x_low, x_high = _ends([v for s in series for v in s.x], axes.x_range)
    to_x = _scale(x_low, x_high, _LEFT, _WIDTH - _RIGHT)
    to_y = _scale(low, high, _HEIGHT - _BOTTOM, _TOP)
    parts = _frame(axes, (x_low, x_high), (low, high), to_x, to_y)
    ends: list[tuple[float, Series]] = []
    for one in series:
        points = [(to_x(x), to_y(y)) for x, y in zip(one.x, one.y, strict=True) if math.isfinite(y)]
        if not points:
            continue
        kind = "guide" if one.is_guide else f"c{one.color % _NUM_COLORS}"
        parts.append(_band(one, kind, to_x, to_y))
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline class="line {kind}" points="{path}"/>')
        if len(points) <= 60 and not one.is_guide:
            parts += [f'<circle class="dot {kind}" cx="{x:.1f}" cy="{y:.1f}" r="2.6"/>'
                      for x, y in points]  # fmt: skip
        ends.append((points[-1][1], one))
    parts += _end_labels(ends)
    return _figure(axes, "".join(parts), _line_table(series, axes))


def _band(
    one: Series, kind: str, to_x: Callable[[float], float], to_y: Callable[[float], float]
) -> str:
    """Returns the shaded interval of a line, a bar if it has a single point."""
    ends = [
        (to_x(x), to_y(low), to_y(high))
        for x, low, high in zip(one.x, one.low, one.high, strict=False)
        if math.isfinite(low) and math.isfinite(high)
    ]
    if not ends:
        return ""
    if len(ends) == 1:
        x, bottom, top = ends[0]
        place = f'x1="{x:.1f}" x2="{x:.1f}" y1="{bottom:.1f}" y2="{top:.1f}"'
        return f'<line class="line {kind}" {place}/>'
    path = [f"{x:.1f},{top:.1f}" for x, _, top in ends]
    path += [f"{x:.1f},{bottom:.1f}" for x, bottom, _ in reversed(ends)]
    return f'<polygon class="band {kind}" points="{" ".join(path)}"/>'


def _end_labels(ends: Sequence[tuple[float, Series]]) -> list[str]:
    """Returns the lines' names beside their ends, moved apart where they would overlap."""
    parts: list[str] = []
    free = -math.inf
    lowest = _HEIGHT - _BOTTOM
    ordered = sorted(ends, key=lambda pair: pair[0])
    for place, (y, one) in enumerate(ordered):
        at = min(max(y, free + 15), lowest - 15 * (len(ordered) - 1 - place))
        free = at
        kind = "guide" if one.is_guide else f"c{one.color % _NUM_COLORS}"
        parts.append(
            f'<text class="label {kind}" x="{_WIDTH - _RIGHT + 7}" y="{at + 4:.1f}">'
            f"{escape(one.label)}</text>"
        )
    return parts


def _frame(
    axes: Axes,
    x_ends: tuple[float, float],
    y_ends: tuple[float, float],
    to_x: Callable[[float], float],
    to_y: Callable[[float], float],
) -> list[str]:
    bottom, right = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
    parts: list[str] = []
    for value in ticks(*y_ends):
        y = to_y(value)
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(
            f'<text class="tick" x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">'
            f"{_tick(value)}</text>"
        )
    for value in ticks(*x_ends, about=6):
        x = to_x(value)
        parts.append(
            f'<line class="axis" x1="{x:.1f}" x2="{x:.1f}" y1="{bottom}" y2="{bottom + 4}"/>'
            f'<text class="tick" x="{x:.1f}" y="{bottom + 17}" text-anchor="middle">'
            f"{_tick(value)}</text>"
        )
    return [*parts, *_axis_names(axes)]


def _axis_names(axes: Axes) -> list[str]:
    bottom, right = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
    middle = (_TOP + bottom) / 2
    line = f'<line class="axis" x1="{_LEFT}" x2="{right}" y1="{bottom}" y2="{bottom}"/>'
    across = (
        f'<text class="name" x="{(_LEFT + right) / 2}" y="{_HEIGHT - 8}" text-anchor="middle">'
        f"{escape(axes.x_label)}</text>"
    )
    up = (
        f'<text class="name" x="14" y="{middle}" text-anchor="middle" '
        f'transform="rotate(-90 14 {middle})">{escape(axes.y_label)}</text>'
    )
    return [line, across, up]


def _tick(value: float) -> str:
    return short(value).replace("-", "−")


def bar_chart(names: Sequence[str], values: Sequence[float], axes: Axes) -> str:
    """Returns a figure of bars from 0 up; every n-th name is written if there are many."""
    high = max([*values, 0.0]) or 1.0
    to_y = _scale(0.0, high * 1.08, _HEIGHT - _BOTTOM, _TOP)
    bottom, right = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
    slot = (right - _LEFT) / max(1, len(names))
    parts: list[str] = []
    for value in ticks(0.0, high * 1.08):
        y = to_y(value)
        parts.append(
            f'<line class="grid" x1="{_LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<text class="tick" x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">'
            f"{_tick(value)}</text>"
        )
    widest = max([len(name) for name in names], default=1) * 7 + 6
    every = max(1, math.ceil(widest / slot))
    for place, (name, value) in enumerate(zip(names, values, strict=True)):
        x, y = _LEFT + slot * place, to_y(value)
        parts.append(
            f'<rect class="bar" x="{x + slot * 0.1:.1f}" y="{y:.1f}" '
            f'width="{slot * 0.8:.1f}" height="{max(0.0, bottom - y):.1f}"/>'
        )
        if place % every == 0:
            parts.append(
                f'<text class="tick" x="{x + slot / 2:.1f}" y="{bottom + 17}" '
                f'text-anchor="middle">{escape(name)}</text>'
            )
    rows = [(name, short(value)) for name, value in zip(names, values, strict=True)]
    numbers = html_table((axes.x_label, axes.y_label), rows)
    return _figure(axes, "".join([*parts, *_axis_names(axes)]), numbers)


def _figure(axes: Axes, drawing: str, numbers: str) -> str:
    title = escape(axes.title)
    return (
        f'<figure><figcaption>{title}</figcaption><svg viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'role="img" aria-label="{title}: {escape(axes.y_label)} over {escape(axes.x_label)}">'
        f"<title>{title}</title>{drawing}</svg>"
        f"<details><summary>Numbers</summary>{numbers}</details></figure>"
    )


def _line_table(series: Sequence[Series], axes: Axes) -> str:
    rows: list[tuple[str, ...]] = []
    for one in series:
        if one.is_guide:
            continue
        every = max(1, math.ceil(len(one.x) / _TABLE_ROWS))
        for place in range(len(one.x) - 1, -1, -every):
            has_interval = place < len(one.low) and math.isfinite(one.low[place])
            between = f"{one.low[place]:.4g} to {one.high[place]:.4g}" if has_interval else ""
            rows.append((one.label, f"{one.x[place]:.3g}", f"{one.y[place]:.4g}", between))
    return html_table(("line", axes.x_label, axes.y_label, "95 % interval"), rows)


def html_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Returns a table of texts."""
    top = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return (
        f'<div class="wide"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
    )
