"""What a search is asked for, and what it says about a position."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gogame.board.coords import Color


class Detail(enum.Flag):
    """What an analysis can hold besides moves; each costs a pass over the tree.

    OWNERSHIP: Who is expected to own each point.
    STDEV: The standard deviation of that, wherever it is given.
    MOVES_OWNERSHIP: Ownership of each move.
    """

    NONE = 0
    OWNERSHIP = 1
    STDEV = 2
    MOVES_OWNERSHIP = 4


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True, eq=False)
class Request:
    """How whoever asks for a search wants it done.

    Attributes:
        interval_s: Seconds between reports.
        detail: What they tell.
        least_moves: Moves that they tell of at least; the likeliest unvisited ones fill up.
        until: Asked after each batch of playouts; the search ends when it returns True.
        avoid: `[2, A]` int32, see `restriction.forbid`, or None.
    """

    interval_s: float = 0.1
    detail: Detail = Detail.OWNERSHIP
    least_moves: int = 0
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
        prior: The evaluator's probability, without noise.
        lcb: Lower confidence bound of `winrate`.
        utility: Mean of what the search maximises, in [-1, +1].
        order: 0 for the move to play, then the next best.
        pv: The expected line, this move first.
        pv_visits: Visits of each move of `pv`.
        utility_lcb: Lower confidence bound of `utility`.
        score_stdev: Standard deviation of the scores that the playouts expected; an evaluator's
            own doubt about each of them is not in it.
        ownership_black: As in `Analysis`, of the playouts through this move; None if not asked
            for.
        ownership_stdev: `[H, W]` float32, its standard deviation over these playouts; likewise.
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
    pv_visits: tuple[int, ...] = ()
    utility_lcb: float = 0.0
    score_stdev: float = 0.0
    ownership_black: NDArray[np.float32] | None = None
    ownership_stdev: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class RawEvaluation:
    """What the evaluator said of the root by itself.

    Attributes:
        value: Expected outcome in [-1, +1], for the player to play.
        score_black: Expected score, Black minus White, komi included.
        policy: `[A]` float32 probabilities, -1 for illegal actions; without noise.
    """

    value: float
    score_black: float
    policy: NDArray[np.float32]


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
        utility: Mean of what the search maximises, in [-1, +1], for the player to play.
        score_stdev: See `MoveAnalysis`.
        ownership_stdev: `[H, W]` float32, standard deviation of the ownership over the playouts;
            None if not asked for.
        raw: The evaluator's own opinion of the root; None if the game is over.
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
    utility: float = 0.0
    score_stdev: float = 0.0
    ownership_stdev: NDArray[np.float32] | None = None
    raw: RawEvaluation | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The side from which an analysis is told.

    Attributes:
        viewer: Whose side it is.
        to_play: The player to play, from whose side the analysis sees chances and utilities.
    """

    viewer: Color
    to_play: Color

    def chance(self, value: float) -> float:
        """Returns the viewer's share of a winning chance of the player to play, 0 to 1."""
        return value if self.viewer is self.to_play else 1.0 - value

    def utility(self, value: float) -> float:
        """Returns for the viewer what is good for the player to play, in [-1, +1]."""
        return value if self.viewer is self.to_play else -value

    @property
    def sign(self) -> float:
        """What turns Black's points and ownership into the viewer's: +1 or -1."""
        return 1.0 if self.viewer is Color.BLACK else -1.0
