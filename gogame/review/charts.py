"""Graphs of a game as inline SVG; colours come from the page's style sheet by class."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from gogame.review.judged import GameReview
from gogame.verdict import MoveClass

_WIDTH, _HEIGHT = 640.0, 210.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 66.0, 10.0, 14.0, 24.0
_MOST_TICKS = 10


@dataclass(frozen=True, slots=True)
class Curve:
    """What a graph shows.

    Attributes:
        title: For readers who cannot see it.
        points: (move number, height) in order.
        low: Lower end of the vertical axis.
        high: Upper end of the vertical axis.
        ticks: (height, label).
        middle: Height of the balance between the players.
        dots: (move number, height, class) of moves to point out.
    """

    title: str
    points: Sequence[tuple[int, float]]
    low: float
    high: float
    ticks: Sequence[tuple[float, str]]
    middle: float
    dots: Sequence[tuple[int, float, MoveClass]]


def score_curve(review: GameReview, title: str) -> Curve:
    """Returns the course of the score, Black's lead up."""
    points = _points(review, [one.score_black for _, one in sorted(review.analyses.items())])
    most = max((abs(height) for _, height in points), default=0.0)
    step = _step(most)
    top = max(step, step * math.ceil(most / step))
    ticks = [
        (step * i, f"{abs(step * i):g}") for i in range(round(-top / step), round(top / step) + 1)
    ]
    dots = [
        (m.number, m.after.score_black, m.verdict.move_class) for m in review.moves if m.is_mistake
    ]
    return Curve(title, points, -top, top, ticks, 0.0, dots)


def winrate_curve(review: GameReview, title: str) -> Curve:
    """Returns the course of Black's winning chance."""
    points = _points(review, [one.winrate_black for _, one in sorted(review.analyses.items())])
    ticks = [(share / 4, f"{25 * share}%") for share in range(5)]
    dots = [
        (m.number, m.after.winrate_black, m.verdict.move_class)
        for m in review.moves
        if m.is_mistake
    ]
    return Curve(title, points, 0.0, 1.0, ticks, 0.5, dots)


def _points(review: GameReview, heights: Sequence[float]) -> list[tuple[int, float]]:
    steps = review.line.steps
    return [
        (steps[index].number, height)
        for index, height in zip(sorted(review.analyses), heights, strict=True)
    ]


def _step(most: float) -> float:
    """Returns a round distance of ticks: at most about four on each side."""
    return next((step for step in (1, 2, 5, 10, 20, 25, 50, 100, 200) if most <= 4 * step), 500)


def graph(curve: Curve) -> str:
    """Returns a graph; the side of the player who leads is shaded."""
    last = max((number for number, _ in curve.points), default=0) or 1

    def x(number: float) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * number / last

    def y(height: float) -> float:
        share = (height - curve.low) / (curve.high - curve.low)
        return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * share

    name = escape(curve.title, quote=True)
    box = f'viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" role="img" aria-label="{name}"'
    parts = [f'<svg class="graph" {box}><title>{escape(curve.title)}</title>']
    middle = y(curve.middle)
    for height, label in curve.ticks:
        kind = "axis" if height == curve.middle else "grid"
        at = y(height)
        parts.append(f'<path class="{kind}" d="M{_LEFT:g} {at:.1f}H{_WIDTH - _RIGHT:g}"/>')
        parts.append(f'<text x="{_LEFT - 6:g}" y="{at + 4:.1f}" text-anchor="end">{label}</text>')
    for number in _numbers(last):
        parts.append(
            f'<text x="{x(number):.1f}" y="{_HEIGHT - 7:g}" text-anchor="middle">{number}</text>'
        )
    line = " ".join(f"{x(number):.1f},{y(height):.1f}" for number, height in curve.points)
    if len(curve.points) > 1:
        ends = [x(curve.points[0][0]), x(curve.points[-1][0])]
        area = f"{ends[0]:.1f},{middle:.1f} {line} {ends[1]:.1f},{middle:.1f}"
        parts.append(f'<polygon class="area" points="{area}"/>')
    parts.append(f'<polyline class="line" points="{line}"/>')
    parts += [
        f'<circle class="{kind.value}" cx="{x(number):.1f}" cy="{y(height):.1f}" r="3.6">'
        f"<title>{number}</title></circle>"
        for number, height, kind in curve.dots
    ]
    return "".join(parts) + "</svg>"


def _numbers(last: int) -> list[int]:
    """Returns the move numbers under a graph."""
    step = next(
        step
        for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
        if last <= step * _MOST_TICKS
    )
    return list(range(0, last + 1, step))


def bar(share: float, kind: MoveClass) -> str:
    """Returns a horizontal bar that fills a share of its width; the number stands beside it."""
    return (
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="{kind.value}" width="{100 * share:.1f}" height="10"/></svg>'
    )
