"""What a search is asked for, and what it says about a position."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gogame.board.coords import Color


@dataclass(frozen=True, slots=True)
class Detail:
    """How much an `Analysis` tells; what it leaves out costs nothing.

    Attributes:
        ownership: Who is expected to own each point.
        ownership_stdev: How much the playouts disagree about it.
        moves_ownership: The ownership after each move.
        moves_ownership_stdev: How much the playouts disagree about that.
        least_moves: Moves to tell of at least; the likeliest unvisited ones fill up.
    """

    ownership: bool = True
    ownership_stdev: bool = False
    moves_ownership: bool = False
    moves_ownership_stdev: bool = False
    least_moves: int = 0


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True, eq=False)
class Request:
    """How whoever asks for a search wants it done.

    Attributes:
        interval_s: Seconds between reports.
        detail: What they tell.
        until: Asked after each batch of playouts; the search ends when it returns True.
        avoid: As in `Search.set_position`.
    """

    interval_s: float = 0.1
    detail: Detail = Detail()
    until: Callable[[], bool] = _never
    avoid: NDArray[np.int32] | None = None


@dataclass(frozen=True, slots=True)
class MoveAnalysis:
    """One candidate move, from the viewpoint of the player to play unless its name says other.

    A move without visits has the root's means, and nothing is sure about it.

    Attributes:
        action: The move.
        visits: Playouts that went through it.
        value: Mean expected outcome in [-1, +1].
        winrate: The same from 0 to 1, a draw counting one half.
        score_black: Mean expected score, Black minus White, komi included.
        score_stdev: Standard deviation of the scores that the playouts found; what the evaluator
            does not know about a single position is not in it.
        prior: The evaluator's probability, without noise.
        lcb: Lower confidence bound of `winrate`.
        utility: Mean of what the search maximises, in [-1, +1].
        utility_lcb: Lower confidence bound of `utility`; may lie below -1.
        order: 0 for the move to play, then the next best.
        pv: The expected line, this move first.
        pv_visits: Visits of each move of `pv`.
        ownership_black: `[H, W]` float32 as in `Analysis`, after this move; None unless asked for.
        ownership_stdev: `[H, W]` float32, its standard deviation; None unless asked for.
    """

    action: int
    visits: int
    value: float
    winrate: float
    score_black: float
    score_stdev: float
    prior: float
    lcb: float
    utility: float
    utility_lcb: float
    order: int
    pv: tuple[int, ...]
    pv_visits: tuple[int, ...]
    ownership_black: NDArray[np.float32] | None = None
    ownership_stdev: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a search knows of its root position.

    Attributes:
        to_play: The player whose viewpoint `value` and `winrate` take.
        visits: Visits of the root.
        value: Mean expected outcome in [-1, +1].
        winrate: The same from 0 to 1.
        score_black: Mean expected score, Black minus White, komi included.
        score_stdev: As in `MoveAnalysis`.
        utility: Mean of what the search maximises, in [-1, +1].
        raw_winrate: The evaluator's own `winrate`, without search; exact if the game is over.
        raw_score_black: Its own score, Black minus White.
        policy: `[A]` float32 the evaluator's probabilities, pass last, -1 for illegal moves; None
            if the game is over.
        ownership_black: `[H, W]` float32 in [-1, +1], +1 where Black is expected to own the
            point; None if the search keeps no ownership or was not asked for it.
        ownership_stdev: `[H, W]` float32, its standard deviation over the playouts; None unless
            asked for.
        moves: Visited moves, best first; none before the first playout or if the game is over.
        seconds: Time since the search was asked.
        playouts: Playouts made since then.
        is_final: Whether the search has ended.
        is_full: Whether it ended because the tree reached its memory limit.
    """

    to_play: Color
    visits: int
    value: float
    winrate: float
    score_black: float
    score_stdev: float
    utility: float
    raw_winrate: float
    raw_score_black: float
    policy: NDArray[np.float32] | None
    ownership_black: NDArray[np.float32] | None
    ownership_stdev: NDArray[np.float32] | None
    moves: tuple[MoveAnalysis, ...]
    seconds: float = 0.0
    playouts: int = 0
    is_final: bool = False
    is_full: bool = False
