"""`GameLine`: the line shown as the graph draws it: scores, chances and losses by move. No Qt."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

from gogame.board.coords import Color
from gui.game.move_tree import MoveTree
from gui.game.reports import (
    AnalysisState,
    Metric,
    PositionReport,
    Reports,
    key_of,
    keys_of,
    loss_of,
)
from gui.game.state import GameState


@dataclass(frozen=True, slots=True)
class Reading:
    """One position of the line.

    Attributes:
        score_black: Black's lead, None if nothing is known.
        winrate_black: Black's chance to win, None if nothing is known.
        loss: Points that the move to it has lost, 0 if unknown.
        mover: Who made the move, None where nobody did.
    """

    score_black: float | None = None
    winrate_black: float | None = None
    loss: float = 0.0
    mover: Color | None = None

    def value(self, metric: Metric) -> float | None:
        """Returns what a metric says: points, or the chance from -1 to +1; Black's is positive."""
        if metric is Metric.SCORE:
            return self.score_black
        return None if self.winrate_black is None else 2 * self.winrate_black - 1


@dataclass(frozen=True, slots=True)
class GameLine:
    """The positions from the root through the one shown to the end of its line.

    Attributes:
        readings: By the number of the position.
        cursor: Number of the position shown.
    """

    readings: tuple[Reading, ...] = (Reading(),)
    cursor: int = 0

    @property
    def length(self) -> int:
        """Number of the last position."""
        return len(self.readings) - 1

    def span(self, metric: Metric) -> float:
        """Returns how far the graph reaches to each side: whole steps of five points, or 1."""
        if metric is Metric.WINRATE:
            return 1.0
        known = [abs(r.score_black) for r in self.readings if r.score_black is not None]
        return 5.0 * max(2, math.ceil(max(known, default=0.0) / 5.0))


def line_of(state: GameState) -> GameLine:
    """Returns the line of a state."""
    return _line(state.tree, state.cursor, state.analysis.reports)


def rival_line_of(state: GameState) -> GameLine | None:
    """Returns what the second engine says of the same line, None while it says nothing."""
    if not (state.rival.is_on and state.rival.reports.by_key):
        return None
    return _line(state.tree, state.cursor, state.rival.reports)


def rival_report(state: GameState) -> PositionReport | None:
    """Returns what the second engine knows about the position shown, or None."""
    if not state.rival.is_on:
        return None
    return state.rival.reports.of(key_of(state.tree, state.cursor))


@functools.lru_cache(maxsize=8)
def _line(tree: MoveTree, cursor: int, known: Reports) -> GameLine:
    end = tree.end_of_line(cursor)
    path = tree.path(end)
    reports = [known.of(key) for key in keys_of(tree, end)]
    readings: list[Reading] = []
    for i, (node, report) in enumerate(zip(path, reports, strict=True)):
        move = tree[node].move
        loss = 0.0 if move is None else loss_of(reports[i - 1], report, move.color)
        readings.append(_reading(report, loss, None if move is None else move.color))
    return GameLine(tuple(readings), path.index(cursor))


def _reading(report: PositionReport | None, loss: float, mover: Color | None) -> Reading:
    if report is None:
        return Reading(mover=mover)
    score = report.score_black if report.has_score else None
    return Reading(score, report.winrate_black, loss, mover)


def report_shown(state: GameState) -> PositionReport | None:
    """Returns what is known about the position shown, or None."""
    analysis: AnalysisState = state.analysis
    if not analysis.reports.by_key:
        return None
    return analysis.reports.of(analysis.focus.key(key_of(state.tree, state.cursor)))
