"""What a search says about a position."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gogame.board.coords import Color


@dataclass(frozen=True, slots=True)
class MoveAnalysis:
    """One candidate move, from the viewpoint of the player to play unless its name says other.

    Attributes:
        action: The move.
        visits: Playouts that went through it.
        value: Mean expected outcome in [-1, +1].
        winrate: The same from 0 to 1, a draw counting one half.
        score_black: Mean expected score, Black minus White, komi included.
        prior: The evaluator's probability, without noise.
        lcb: Lower confidence bound of `winrate`.
        utility: Mean of what the search maximises, in [-1, +1].
        order: 0 for the move to play, then the next best.
        pv: The expected line, this move first.
    """

    action: int
    visits: int
    value: float
    winrate: float
    score_black: float
    prior: float
    lcb: float
    utility: float
    order: int
    pv: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a search knows of its root position.

    Attributes:
        to_play: The player whose viewpoint `value` and `winrate` take.
        visits: Visits of the root.
        value: Mean expected outcome in [-1, +1].
        winrate: The same from 0 to 1.
        score_black: Mean expected score, Black minus White, komi included.
        ownership_black: `[H, W]` float32 in [-1, +1], +1 where Black is expected to own the
            point; None if the search keeps no ownership.
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
    ownership_black: NDArray[np.float32] | None
    moves: tuple[MoveAnalysis, ...]
    seconds: float = 0.0
    playouts: int = 0
    is_final: bool = False
    is_full: bool = False
