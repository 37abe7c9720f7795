"""What an analysis puts on the board: candidates, policy, losses of stones. No Qt here."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

from gogame.board.coords import EMPTY, Color
from gui.analysis.choices import NO_CHOICES, AnalysisChoices, Dots
from gui.analysis.labels import by_metric, label_text
from gui.game.reports import Candidate, Metric, PositionReport, keys_of, loss_of, tone_of
from gui.game.state import GameState

_MOST_LABELS = 10  # candidates with words
_FEW_SHARE = 0.01  # of the most visited one's visits; below it a candidate has no words
_DOTTED_MOVES = 3  # the last moves whose losses are marked
_POLICY_STEPS = (0.2, 0.05, 0.015, 0.004)  # shares; the tone is how many a move misses
_LEAST_POLICY = 0.001


@dataclass(frozen=True, slots=True)
class CandidateMark:
    """A candidate move as the board shows it.

    Attributes:
        point: Where it lies.
        lines: What it says, for the player to play; see `labels.Label`.
        tone: Class of what it loses against the best one, 0 to 5; see `analysis.tone_of`.
        is_best: Whether it is the best one.
        is_small: Whether it was hardly searched and has no words.
        pv: Points of the expected continuation with the colours that play there; passes left out.
        actions: All moves of it, passes included.
    """

    point: int
    lines: tuple[str, ...] = ()
    tone: int = 0
    is_best: bool = False
    is_small: bool = False
    pv: tuple[tuple[int, Color], ...] = ()
    actions: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        """The first line."""
        return self.lines[0] if self.lines else ""

    @property
    def detail(self) -> str:
        """The second line."""
        return self.lines[1] if len(self.lines) > 1 else ""


class PolicyMark(NamedTuple):
    """How likely the engine finds a move at first sight: its point, tone and percents."""

    point: int
    tone: int
    text: str


def marks_of(
    report: PositionReport,
    state: GameState,
    metric: Metric,
    choices: AnalysisChoices = NO_CHOICES,
) -> tuple[CandidateMark, ...]:
    """Returns the candidates of a report as marks on the board."""
    num_points = state.variant.num_points
    most = max((candidate.visits for candidate in report.candidates), default=0)
    best = report.best
    labels = by_metric(choices.labels, metric)
    marks: list[CandidateMark] = []
    for rank, candidate in enumerate(report.candidates[: choices.most or None]):
        if candidate.action == num_points or best is None:
            continue
        if rank and candidate.visits < choices.least_visits:
            continue
        is_few = candidate.visits < _FEW_SHARE * most and not candidate.is_extra
        is_small = rank > 0 and (rank >= _MOST_LABELS or is_few)
        lines = (label_text(label, candidate, report, state.to_play) for label in labels)
        marks.append(
            CandidateMark(
                candidate.action,
                () if is_small else tuple(lines),
                tone_of(_behind(candidate, best, report, state.to_play)),
                rank == 0,
                is_small,
                continuation(candidate.pv, state.to_play, num_points),
                candidate.pv,
            )
        )
    return tuple(marks)


def line_mark(line: tuple[int, ...], to_play: Color, num_points: int) -> CandidateMark | None:
    """Returns a line that is shown by itself, None if it has no stone."""
    pv = continuation(line, to_play, num_points)
    return CandidateMark(line[0], pv=pv, actions=line) if pv else None


def _behind(candidate: Candidate, best: Candidate, report: PositionReport, to_play: Color) -> float:
    """Returns the points that a candidate loses against the best one.

    An engine that does not count points is judged by chances: five percent count as a point.
    """
    sign = 1 if to_play is Color.BLACK else -1
    if report.has_score:
        return sign * (best.score_black - candidate.score_black)
    return 20 * sign * (best.winrate_black - candidate.winrate_black)


def continuation(
    line: tuple[int, ...], to_play: Color, num_points: int
) -> tuple[tuple[int, Color], ...]:
    """Returns the points of a line with the colours that play there; passes are left out."""
    color = to_play
    found: list[tuple[int, Color]] = []
    for action in line:
        if action != num_points:
            found.append((action, color))
        color = color.opponent
    return tuple(found)


def policy_marks(policy: tuple[float, ...]) -> tuple[PolicyMark, ...]:
    """Returns the moves that the engine thinks of at first sight, the likeliest first."""
    found: list[PolicyMark] = []
    for point, share in sorted(enumerate(policy[:-1]), key=lambda item: -item[1]):
        if share < _LEAST_POLICY:
            break
        tone = sum(share < step for step in _POLICY_STEPS)
        percent = 100 * share
        digits = 0 if percent >= 10 else max(0, min(1, 1 - math.floor(math.log10(percent))))
        found.append(PolicyMark(point, tone, f"{percent:.{digits}f}"))
    return tuple(found)


def losses_of(state: GameState, dots: Dots) -> tuple[tuple[int, int], ...]:
    """Returns the classes of what moves lost, where that is known and not nothing."""
    if dots is Dots.NONE:
        return ()
    tree = state.tree
    path = tree.path(state.cursor)
    reports = [state.analysis.reports.of(key) for key in keys_of(tree, state.cursor)]
    found: dict[int, int] = {}
    first = max(1, len(path) - _DOTTED_MOVES) if dots is Dots.LAST else 1
    for i in range(first, len(path)):
        move = tree[path[i]].move
        if move is None or move.action == state.variant.pass_action:
            continue
        found.pop(move.action, None)  # an older stone was here
        tone = tone_of(loss_of(reports[i - 1], reports[i], move.color))
        if tone and state.position.color_at(move.action) != EMPTY:
            found[move.action] = tone
    return tuple(found.items())
