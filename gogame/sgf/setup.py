"""Positions that no legal move leads to: set-up in mid-game, and illegal moves of real records.

SGF has a move executed whatever the rules say: the stone is put, then captures are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from gogame.board import plain
from gogame.board.arrays import (
    COLOR,
    KO_POINT,
    LAST_MOVE,
    META,
    NUM_LAST,
    PASSES,
    PLY,
    RUNNING,
    STATUS,
    TAKEN_BY_BLACK,
    TAKEN_BY_WHITE,
    TO_PLAY,
)
from gogame.board.coords import BLACK, EMPTY, WHITE, Color
from gogame.board.position import Move, Position
from gogame.board.variant import VariantSpec

_TAKEN = {Color.BLACK: TAKEN_BY_BLACK, Color.WHITE: TAKEN_BY_WHITE}


def edited(position: Position, stones: Mapping[int, int]) -> tuple[Position, list[int]]:
    """Returns the position with points set to EMPTY, BLACK or WHITE, and what had to go.

    Prisoners, handicap and the player to play stay; moves and ko history begin anew. Chains left
    without a liberty, which no position may have, are taken off: their points come second.
    """
    grid = position.grid.ravel()
    for point, color in stones.items():
        grid[point] = color
    lost = _take_off_dead(grid, position.variant, position.to_play)
    board = _board(position, grid)
    history = np.array([_key(position, board)], dtype=np.uint64)
    return Position(position.variant, board, history, handicap=position.handicap), lost


def forced(position: Position, move: Move) -> Position:
    """Returns the position after a move that the rules forbid: stone put, captures made."""
    is_pass = move.action == position.variant.pass_action
    if is_pass or position.board[COLOR, move.action] == EMPTY:
        board = position.board.copy()
    else:
        grid = position.grid.ravel()
        grid[move.action] = EMPTY
        board = _board(position, grid)
    meta = board[META]
    meta[[KO_POINT, PASSES, STATUS]] = -1, 0, RUNNING
    if not is_pass:
        taken = int(plain.place(board, move.action, int(move.color), position.variant))
        taker = move.color if taken > 0 else move.color.opponent
        meta[_TAKEN[taker]] += abs(taken)
    old = position.board[META]
    meta[PLY] = old[PLY] + 1
    meta[LAST_MOVE + 1 : LAST_MOVE + NUM_LAST] = old[LAST_MOVE : LAST_MOVE + NUM_LAST - 1]
    meta[LAST_MOVE] = move.action
    meta[TO_PLAY] = move.color.opponent
    history = np.append(position.history, _key(position, board))
    moves = (*position.moves, move)
    return Position(position.variant, board, history, moves, position.handicap)


def _key(position: Position, board: NDArray[np.int32]) -> np.uint64:
    return np.uint64(plain.position_key(board, position.variant))


def _board(position: Position, grid: NDArray[np.int8]) -> NDArray[np.int32]:
    """Returns the arrays of other stones with the prisoners and the turn of `position`."""
    black, white = (tuple(int(p) for p in np.flatnonzero(grid == c)) for c in (BLACK, WHITE))
    setup = Position.from_setup(position.variant, black, white, position.to_play)
    for column in _TAKEN.values():
        setup.board[META, column] = position.board[META, column]
    return setup.board


def _take_off_dead(grid: NDArray[np.int8], variant: VariantSpec, to_play: Color) -> list[int]:
    """Empties the chains without liberties, first those of the player to play."""
    lost: list[int] = []
    for color in (to_play, to_play.opponent):
        dead = _dead(grid, variant, np.flatnonzero(grid == color).tolist())
        grid[dead] = EMPTY
        lost += dead
    return sorted(lost)


def _dead(grid: NDArray[np.int8], variant: VariantSpec, stones: Iterable[int]) -> list[int]:
    """Returns the stones whose chain has no liberty."""
    neighbors = variant.topology.neighbors
    dead: list[int] = []
    seen: set[int] = set()
    for stone in stones:
        if stone in seen:
            continue
        chain, pending, has_liberty = [stone], [stone], False
        seen.add(stone)
        while pending:
            for near in neighbors[pending.pop()].tolist():
                if near == variant.num_points:
                    continue
                has_liberty = has_liberty or grid[near] == EMPTY
                if grid[near] == grid[stone] and near not in seen:
                    seen.add(near)
                    chain.append(near)
                    pending.append(near)
        if not has_liberty:
            dead += chain
    return dead
