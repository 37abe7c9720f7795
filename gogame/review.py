"""Reviewing a finished game: every move, and what it gave away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from gogame.board.coords import Color
from gogame.board.position import Move
from gogame.record import GameRecord
from gogame.search.config import Limits
from gogame.search.mcts import Search
from gogame.search.result import Analysis


@dataclass(frozen=True, slots=True)
class ReviewedMove:
    """One move of a reviewed game.

    Attributes:
        ply: Number of the move, 0 the first.
        move: What was played.
        analysis: The position before the move, for its player to play.
        winrate_lost: Winning chances that the move gave away, for its player; may be negative.
        points_lost: Points that it gave away, for its player; may be negative.
    """

    ply: int
    move: Move
    analysis: Analysis
    winrate_lost: float
    points_lost: float


def review(search: Search, record: GameRecord, limits: Limits) -> Iterator[ReviewedMove]:
    """Judges every move of a game; each needs the position after it, so is yielded then.

    A move that ends the game, such as the second pass, is not judged.

    Args:
        search: Thinks about each position in turn.
        record: The game.
        limits: For each position.

    Raises:
        IllegalMove: A move of the record is not legal.
    """
    before: Analysis | None = None
    for start, position in pairwise(record.replay()):
        if position.is_over:
            return
        if before is None:
            search.set_position(start)
            before = search.run(limits)
        search.set_position(position)
        now = search.run(limits)
        move = position.moves[-1]
        yield ReviewedMove(
            ply=len(position.moves) - 1,
            move=move,
            analysis=before,
            winrate_lost=_winrate_of(before, move.color) - _winrate_of(now, move.color),
            points_lost=_lead_of(before, move.color) - _lead_of(now, move.color),
        )
        before = now


def _winrate_of(analysis: Analysis, viewer: Color) -> float:
    return analysis.winrate if analysis.to_play == viewer else 1 - analysis.winrate


def _lead_of(analysis: Analysis, viewer: Color) -> float:
    return analysis.score_black if viewer is Color.BLACK else -analysis.score_black
