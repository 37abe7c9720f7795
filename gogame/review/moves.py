"""Reviewing a finished game: every move, and what it gave away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from gogame.board.coords import Color
from gogame.board.position import Move
from gogame.record import GameRecord
from gogame.search.config import Limits
from gogame.search.mcts import Search
from gogame.search.result import Analysis, MoveAnalysis
from gogame.sgf.analysis import Candidate, NodeAnalysis
from gogame.verdict import loss

_MOST_CANDIDATES, _LONGEST_LINE = 20, 16


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
        lost = loss(kept(before), kept(now), move.color)
        ply = len(position.moves) - 1
        yield ReviewedMove(ply, move, before, lost.winrate, lost.points)
        before = now


def kept(analysis: Analysis) -> NodeAnalysis:
    """Returns an analysis as files keep it: from Black's side, the best candidates, short lines."""
    owner = analysis.ownership_black
    moves = analysis.moves[:_MOST_CANDIDATES]
    return NodeAnalysis(
        to_play=analysis.to_play,
        visits=analysis.visits,
        winrate_black=_of_black(analysis.winrate, analysis.to_play),
        score_black=analysis.score_black,
        moves=tuple(_candidate(move, analysis.to_play) for move in moves),
        ownership_black=None if owner is None else tuple(np.ravel(owner).tolist()),
    )


def _candidate(move: MoveAnalysis, to_play: Color) -> Candidate:
    return Candidate(
        action=move.action,
        visits=move.visits,
        winrate_black=_of_black(move.winrate, to_play),
        score_black=move.score_black,
        prior=move.prior,
        pv=move.pv[:_LONGEST_LINE],
    )


def _of_black(winrate: float, viewer: Color) -> float:
    share = winrate if viewer is Color.BLACK else 1 - winrate
    return min(1.0, max(0.0, share))
