"""What is said of a played move: what it lost, how bad that is, and what many of them come to.

The definitions of every review of this program, whoever searched. They need two analyses, of the
position before the move and of the one after it, seen by Black. Begin with `verdict_on` and
`summary_of`.

Losses are measured in points where the game is won by count, and in twentieths of the winning
chance (5 percentage points each) in games that are won otherwise; the class thresholds hold for
both. The move that the engine itself would have played is never called a mistake, however much
the position after it disappoints.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from gogame.board.coords import Color

WINRATE_UNIT = 0.05
_OPENING_SHARE, _ENDGAME_SHARE = 0.14, 0.4
_HARD_PRIOR, _SHARP_GAP = 0.1, 1.5
_ACCURACY_BASE = 0.75
_TOP_RANKS = 5


class Standing(Protocol):
    """How a position stands for Black."""

    @property
    def winrate_black(self) -> float:
        """Black's winning chance, 0 to 1."""
        ...

    @property
    def score_black(self) -> float:
        """Expected score, Black minus White."""
        ...


class Choice(Standing, Protocol):
    """A move that the search considered, and how the position stands after it."""

    @property
    def action(self) -> int:
        """The move."""
        ...

    @property
    def prior(self) -> float:
        """Its probability before any search, 0 to 1."""
        ...


class Loss(NamedTuple):
    """What a move gave away, for its player; negative where it gained."""

    winrate: float
    points: float


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
class Occasion:
    """A move that was played.

    Attributes:
        action: The move.
        color: Who played it.
        number: 1 for the first move of the game.
        num_points: Points of the board.
        by_points: Whether losses are points; else twentieths of the winning chance.
        knows_shape: Whether priors mean what looks natural, as a network's do; without, no move
            is called a tesuji.
    """

    action: int
    color: Color
    number: int
    num_points: int
    by_points: bool = True
    knows_shape: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one move.

    Attributes:
        winrate_lost: Winning chance that it gave away, for its player; may be negative.
        points_lost: Points that it gave away, for its player; may be negative.
        loss: What counts of it, in points or twentieths of the winning chance, never negative.
        move_class: Class of the loss.
        rank: Its place among the candidates, 0 the best; None if the search did not consider it.
        weight: How much the move matters for accuracy, 0.05 to 1.
        phase: When it was played.
        is_tesuji: Whether it was the engine's choice, hard to see, and much better than the rest.
    """

    winrate_lost: float
    points_lost: float
    loss: float
    move_class: MoveClass
    rank: int | None
    weight: float
    phase: Phase
    is_tesuji: bool


def verdict_on(
    occasion: Occasion, before: Standing, choices: Sequence[Choice], after: Standing
) -> Verdict:
    """Returns the verdict on a move.

    Args:
        occasion: The move.
        before: The position before it.
        choices: What the search considered there, the best first.
        after: The position after it.
    """
    lost = loss(before, after, occasion.color)
    by_points = occasion.by_points
    size = max(0.0, _size(lost, by_points=by_points))
    actions = [choice.action for choice in choices]
    rank = actions.index(occasion.action) if occasion.action in actions else None
    behind = [
        _size(loss(choices[0], choice, occasion.color), by_points=by_points) for choice in choices
    ]
    return Verdict(
        winrate_lost=lost.winrate,
        points_lost=lost.points,
        loss=size,
        move_class=MoveClass.EXCELLENT if rank == 0 else class_of(size),
        rank=rank,
        weight=_weight([choice.prior for choice in choices], behind, size),
        phase=phase_of(occasion.number, occasion.num_points),
        is_tesuji=(
            occasion.knows_shape
            and rank == 0
            and choices[0].prior < _HARD_PRIOR
            and len(behind) > 1
            and min(behind[1:]) >= _SHARP_GAP
        ),
    )


def loss(before: Standing, after: Standing, color: Color) -> Loss:
    """Returns what `color` gave away between two positions."""
    sign = 1 if color is Color.BLACK else -1
    return Loss(
        sign * (before.winrate_black - after.winrate_black),
        sign * (before.score_black - after.score_black),
    )


def _size(lost: Loss, *, by_points: bool) -> float:
    return lost.points if by_points else lost.winrate / WINRATE_UNIT


def class_of(size: float) -> MoveClass:
    """Returns the class of a loss."""
    return next(name for name, least in THRESHOLDS.items() if size >= least)


def phase_of(number: int, num_points: int) -> Phase:
    """Returns the phase of a game's move; 1 is the first."""
    if number <= _OPENING_SHARE * num_points:
        return Phase.OPENING
    return Phase.MIDDLE if number <= _ENDGAME_SHARE * num_points else Phase.ENDGAME


def _weight(priors: list[float], behind: list[float], size: float) -> float:
    """Returns how much a move matters: what a player who follows habit would have lost here.

    Source: the weights of KaTrain's game report, which are the candidates' mean loss by prior,
    at least a quarter of what the move lost, within 0.05 and 1.
    """
    total = sum(priors)
    at_stake = sum(prior * max(0.0, lost) for prior, lost in zip(priors, behind, strict=True))
    return min(1.0, max(0.05, size / 4, at_stake / total if total > 0 else 0.0))


@dataclass(frozen=True, slots=True)
class Summary:
    """The moves of one player, of a game or of a phase.

    Attributes:
        num_moves: Judged moves; without any, the other numbers are None or 0.
        accuracy: 100 * 0.75 ** (mean loss, each move by its weight).
        mean_points_lost: A move, gains counted as 0.
        mean_winrate_lost: A move, gains counted as 0.
        best_share: Share of moves that were the engine's first choice.
        top_share: Share of moves among its first five.
        counts: Moves of each class.
    """

    num_moves: int
    accuracy: float | None
    mean_points_lost: float | None
    mean_winrate_lost: float | None
    best_share: float | None
    top_share: float | None
    counts: Mapping[MoveClass, int]


def summary_of(verdicts: Iterable[Verdict]) -> Summary:
    """Returns the summary of some moves, usually of one player."""
    chosen = list(verdicts)
    num = len(chosen)
    counted = Counter(one.move_class for one in chosen)
    counts = {name: counted[name] for name in MoveClass}
    if num == 0:
        return Summary(0, None, None, None, None, None, counts)
    weights = sum(one.weight for one in chosen)
    mean = sum(one.weight * one.loss for one in chosen) / weights
    return Summary(
        num_moves=num,
        accuracy=100 * _ACCURACY_BASE**mean,
        mean_points_lost=sum(max(0.0, one.points_lost) for one in chosen) / num,
        mean_winrate_lost=sum(max(0.0, one.winrate_lost) for one in chosen) / num,
        best_share=sum(one.rank == 0 for one in chosen) / num,
        top_share=sum(one.rank is not None and one.rank < _TOP_RANKS for one in chosen) / num,
        counts=counts,
    )
