"""From analyses to judgements: what each move lost, how bad that is, and when it was played.

Losses are measured in points where the game is won by count, and in twentieths of the winning
chance (5 percentage points each) in games that are won otherwise; the class thresholds hold for
both. The move that the engine itself would have played is never called a mistake, however much
the position after it disappoints.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from gogame.board.position import Move
from gogame.board.rules import WinCondition
from gogame.review.line import Line
from gogame.review.moves import loss
from gogame.sgf.analysis import NodeAnalysis

WINRATE_UNIT = 0.05
_OPENING_SHARE, _ENDGAME_SHARE = 0.14, 0.4
_HARD_PRIOR, _SHARP_GAP = 0.1, 1.5


class MoveClass(enum.StrEnum):
    """How good a move was, by what it lost."""

    EXCELLENT = "excellent"
    GOOD = "good"
    INACCURACY = "inaccuracy"
    MISTAKE = "mistake"
    BLUNDER = "blunder"


THRESHOLDS = {
    MoveClass.BLUNDER: 6.0,
    MoveClass.MISTAKE: 3.0,
    MoveClass.INACCURACY: 1.5,
    MoveClass.GOOD: 0.5,
    MoveClass.EXCELLENT: 0.0,
}
"""Least loss of each class."""


class Phase(enum.StrEnum):
    """Part of a game, by moves played: to 14 % of the number of points, to 40 %, and after."""

    OPENING = "opening"
    MIDDLE = "middle"
    ENDGAME = "endgame"


@dataclass(frozen=True, slots=True)
class JudgedMove:
    """One move and what it lost.

    Attributes:
        step: Index of its step in the line.
        number: 1 for the first move of the game.
        move: What was played.
        before: The position before it, for its player.
        after: The position after it, for the opponent.
        winrate_lost: Winning chance that it gave away, for its player; may be negative.
        points_lost: Points that it gave away, for its player; may be negative.
        loss: What counts of it, in points or twentieths of the winning chance, never negative.
        move_class: Class of the loss.
        rank: Its place among the candidates, 0 the best; None if the search did not consider it.
        weight: How much the move matters for accuracy, 0.05 to 1.
        phase: When it was played.
        is_tesuji: Whether it was the engine's choice, hard to see, and much better than the rest.
    """

    step: int
    number: int
    move: Move
    before: NodeAnalysis
    after: NodeAnalysis
    winrate_lost: float
    points_lost: float
    loss: float
    move_class: MoveClass
    rank: int | None
    weight: float
    phase: Phase
    is_tesuji: bool

    @property
    def is_mistake(self) -> bool:
        """Whether it is worth a word: an inaccuracy or worse."""
        return self.move_class in (MoveClass.INACCURACY, MoveClass.MISTAKE, MoveClass.BLUNDER)


@dataclass(frozen=True, slots=True)
class GameReview:
    """A reviewed game.

    Attributes:
        line: The game.
        analyses: By index of the step; steps at which the game is over have none.
        moves: The judged moves in order.
        judge: Who judged and how long, for people.
        by_points: Whether losses are points; else twentieths of the winning chance.
    """

    line: Line
    analyses: Mapping[int, NodeAnalysis]
    moves: tuple[JudgedMove, ...]
    judge: str
    by_points: bool


def judge_line(
    line: Line, analyses: Mapping[int, NodeAnalysis], judge: str, *, knows_shape: bool = True
) -> GameReview:
    """Returns the review of a line.

    Args:
        line: The game.
        analyses: By index of the step, for every step with a position.
        judge: Who judged and how long, for people.
        knows_shape: Whether priors mean what looks natural, as a network's do; without, no move
            is called a tesuji.
    """
    by_points = line.variant.win is WinCondition.SCORE
    moves = [
        _judged(line, analyses, i, by_points=by_points, knows_shape=knows_shape)
        for i, step in enumerate(line.steps)
        if step.is_judged
    ]
    return GameReview(line, analyses, tuple(moves), judge, by_points)


def _judged(
    line: Line, analyses: Mapping[int, NodeAnalysis], i: int, *, by_points: bool, knows_shape: bool
) -> JudgedMove:
    step = line.steps[i]
    assert step.move is not None
    before, after = analyses[i - 1], analyses[i]
    lost = loss(before, after, step.move.color)
    size = max(0.0, lost.points if by_points else lost.winrate / WINRATE_UNIT)
    actions = [candidate.action for candidate in before.moves]
    rank = actions.index(step.move.action) if step.move.action in actions else None
    behind = _behind_best(before, by_points=by_points)
    return JudgedMove(
        step=i,
        number=step.number,
        move=step.move,
        before=before,
        after=after,
        winrate_lost=lost.winrate,
        points_lost=lost.points,
        loss=size,
        move_class=MoveClass.EXCELLENT if rank == 0 else class_of(size),
        rank=rank,
        weight=_weight(before, behind, size),
        phase=phase_of(step.number, line.variant.num_points),
        is_tesuji=(
            knows_shape
            and rank == 0
            and before.moves[0].prior < _HARD_PRIOR
            and len(behind) > 1
            and min(behind[1:]) >= _SHARP_GAP
        ),
    )


def class_of(size: float) -> MoveClass:
    """Returns the class of a loss."""
    return next(name for name, least in THRESHOLDS.items() if size >= least)


def phase_of(number: int, num_points: int) -> Phase:
    """Returns the phase of a game's move; 1 is the first."""
    if number <= _OPENING_SHARE * num_points:
        return Phase.OPENING
    return Phase.MIDDLE if number <= _ENDGAME_SHARE * num_points else Phase.ENDGAME


def _behind_best(before: NodeAnalysis, *, by_points: bool) -> list[float]:
    """Returns how far each candidate is behind the first, in units of loss."""
    lost = [loss(before.moves[0], move, before.to_play) for move in before.moves]
    return [one.points if by_points else one.winrate / WINRATE_UNIT for one in lost]


def _weight(before: NodeAnalysis, behind: list[float], size: float) -> float:
    """Returns how much a move matters: what a player who follows habit would have lost here.

    Source: the weights of KaTrain's game report, which are the candidates' mean loss by prior,
    at least a quarter of what the move lost, within 0.05 and 1.
    """
    total = sum(move.prior for move in before.moves)
    at_stake = sum(
        move.prior * max(0.0, lost) for move, lost in zip(before.moves, behind, strict=True)
    )
    return min(1.0, max(0.05, size / 4, at_stake / total if total > 0 else 0.0))
