"""How well a game was played, by the definitions of `gogame.verdict`. No Qt here.

`judged_moves` looks at the line shown; what the graph, the list of mistakes and the report of the
window show comes from there.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gogame.board.coords import Color
from gogame.board.position import Move
from gogame.board.rules import WinCondition
from gogame.verdict import Occasion, Phase, Summary, Verdict, summary_of, verdict_on
from gui.game.move_tree import MoveNode
from gui.game.reports import PositionReport, keys_of
from gui.game.state import GameState


@dataclass(frozen=True, slots=True)
class JudgedMove:
    """A move of the line shown.

    Attributes:
        place: Number of its position in the line, as the graph counts.
        number: 1 for the first move of the game.
        move: What was played.
        best: What the engine would have played, or None.
        verdict: What is said of it.
    """

    place: int
    number: int
    move: Move
    best: int | None
    verdict: Verdict

    @property
    def is_best(self) -> bool:
        """Whether the engine would have played it."""
        return self.verdict.rank == 0

    def is_mistake(self, least: float) -> bool:
        """Returns whether it lost so much, although the engine would have played otherwise."""
        return not self.is_best and self.verdict.loss >= least


class Judge:
    """Judges the moves of lines, and keeps verdicts while the analyses behind them stay."""

    def __init__(self) -> None:
        """Begin with no verdict."""
        self._kept: dict[tuple[int, int], tuple[PositionReport, PositionReport, JudgedMove]] = {}

    def moves(self, state: GameState) -> tuple[JudgedMove, ...]:
        """Returns the moves of the line shown between two analysed positions.

        A move is judged only where its player was to play and the opponent goes on.
        """
        tree = state.tree
        end = tree.end_of_line(state.cursor)
        keys = keys_of(tree, end)
        reports = [state.analysis.reports.of(key) for key in keys]
        nodes = [tree[index] for index in tree.path(end)]
        numbers = list(itertools.accumulate(int(node.move is not None) for node in nodes))
        following = _following_colors(nodes)
        kept, self._kept = self._kept, {}
        found: list[JudgedMove] = []
        for place in range(1, len(nodes)):
            move, before, after = nodes[place].move, reports[place - 1], reports[place]
            if move is None or before is None or after is None or nodes[place].is_setup:
                continue
            if following[place] is move.color:
                continue
            known = kept.get((keys[place], place))
            if known is not None and known[0] is before and known[1] is after:
                judged = known[2]
            else:
                judged = _judged(state, (place, numbers[place]), move, before, after)
            self._kept[keys[place], place] = (before, after, judged)
            found.append(judged)
        return tuple(found)


def _following_colors(nodes: Sequence[MoveNode]) -> list[Color | None]:
    """Returns who makes the next move after each node of a line, None at the end."""
    found: list[Color | None] = []
    color: Color | None = None
    for node in reversed(nodes):
        found.append(color)
        if node.move is not None:
            color = node.move.color
    return found[::-1]


def judged_moves(state: GameState) -> tuple[JudgedMove, ...]:
    """Returns the judged moves of the line shown; see `Judge.moves`."""
    return Judge().moves(state)


def _judged(
    state: GameState,
    at: tuple[int, int],
    move: Move,
    before: PositionReport,
    after: PositionReport,
) -> JudgedMove:
    occasion = Occasion(
        move.action,
        move.color,
        at[1],
        state.variant.num_points,
        by_points=_has_points(state, before, after),
    )
    verdict = verdict_on(occasion, before, before.candidates, after)
    best = before.best
    return JudgedMove(*at, move, best.action if best else None, verdict)


def _has_points(state: GameState, before: PositionReport, after: PositionReport) -> bool:
    counts = state.variant.win is WinCondition.SCORE
    return counts and before.has_score and after.has_score


def mistakes(moves: Iterable[JudgedMove], least: float) -> list[JudgedMove]:
    """Returns the moves that lost at least so much, the worst first."""
    found = [move for move in moves if move.is_mistake(least)]
    return sorted(found, key=lambda move: (-move.verdict.loss, move.number))


def next_mistake(
    moves: Sequence[JudgedMove], place: int, least: float, *, step: int
) -> JudgedMove | None:
    """Returns the next mistake after a place of the line, or the last one before it.

    Args:
        moves: The judged moves.
        place: Where to begin; a mistake there does not count.
        least: Points from which a move is a mistake.
        step: +1 to look forward, -1 to look back.
    """
    found = [move for move in moves if move.is_mistake(least)]
    if step > 0:
        return next((move for move in found if move.place > place), None)
    return next((move for move in reversed(found) if move.place < place), None)


@dataclass(frozen=True, slots=True)
class Performance:
    """What the moves of both players come to.

    Attributes:
        whole: By player.
        phases: By player and phase.
        by_points: Whether losses are points; else twentieths of the winning chance.
        judged: Moves that were judged.
        played: Moves of the line.
    """

    whole: dict[Color, Summary]
    phases: dict[tuple[Color, Phase], Summary]
    by_points: bool
    judged: int
    played: int

    @property
    def largest_class(self) -> int:
        """How many moves of one player the most frequent class has."""
        return max(max(summary.counts.values()) for summary in self.whole.values())


def performance_of(state: GameState, moves: Sequence[JudgedMove]) -> Performance:
    """Returns what the judged moves of the line shown come to."""
    tree = state.tree
    path = tree.path(tree.end_of_line(state.cursor))

    def summary(color: Color, phase: Phase | None = None) -> Summary:
        return summary_of(
            move.verdict
            for move in moves
            if move.move.color is color and phase in (None, move.verdict.phase)
        )

    return Performance(
        {color: summary(color) for color in Color},
        {(color, phase): summary(color, phase) for color in Color for phase in Phase},
        state.variant.win is WinCondition.SCORE,
        len(moves),
        sum(tree[index].move is not None for index in path),
    )
