"""What many judged moves come to: accuracy, mean losses, shares, counts by class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gogame.board.coords import Color
from gogame.review.judged import GameReview, JudgedMove, MoveClass, Phase

_ACCURACY_BASE = 0.75
_TOP_RANKS = 5


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


def summary_of(moves: Iterable[JudgedMove]) -> Summary:
    """Returns the summary of some moves, usually of one player."""
    chosen = list(moves)
    num = len(chosen)
    counted = Counter(move.move_class for move in chosen)
    counts = {name: counted[name] for name in MoveClass}
    if num == 0:
        return Summary(0, None, None, None, None, None, counts)
    weights = sum(move.weight for move in chosen)
    mean = sum(move.weight * move.loss for move in chosen) / weights
    return Summary(
        num_moves=num,
        accuracy=100 * _ACCURACY_BASE**mean,
        mean_points_lost=sum(max(0.0, move.points_lost) for move in chosen) / num,
        mean_winrate_lost=sum(max(0.0, move.winrate_lost) for move in chosen) / num,
        best_share=sum(move.rank == 0 for move in chosen) / num,
        top_share=sum(move.rank is not None and move.rank < _TOP_RANKS for move in chosen) / num,
        counts=counts,
    )


def of_player(review: GameReview, color: Color, phase: Phase | None = None) -> Summary:
    """Returns the summary of a player's moves, of one phase or of the whole game."""
    return summary_of(
        move for move in review.moves if move.move.color is color and phase in (None, move.phase)
    )


def worst_moves(review: GameReview, most: int) -> list[JudgedMove]:
    """Returns the mistakes that lost most, at most so many, the largest first."""
    mistakes = [move for move in review.moves if move.is_mistake]
    return sorted(mistakes, key=lambda move: (-move.loss, move.number))[:most]
