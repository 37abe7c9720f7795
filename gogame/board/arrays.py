"""The flat arrays that hold positions: one position is an int32 array `[NUM_FIELDS, W]`.

Thousands of positions are one array `[V, NUM_FIELDS, W]`; a kernel takes one of its rows, here
always called `s`. Begin reading with the field constants, then `chains.play`. No kernel is here,
so that who only looks at a position need not load a compiler.

Invariant (checked by `chains.check_consistency`): every field follows from the stones, the
player to play and the recent moves; pseudo-liberties are counted once for each (stone, empty
neighbour) pair, so that adding and removing a stone changes them by simple sums.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Fields: rows of `s`. P = number of points.
COLOR = 0  # [P+1] EMPTY, BLACK or WHITE by point; BORDER at index P
HEAD = 1  # [P] for a stone: the point that stands for its chain
NEXT = 2  # [P] for a stone: the next stone of its chain, in a circle
STONES = 3  # [P] at a head: number of stones of the chain
LIBS = 4  # [P] at a head: number of pseudo-liberties
LIB_SUM = 5  # [P] at a head: sum of the points of the pseudo-liberties
LIB_SQ = 6  # [P] at a head: sum of their squares
EMPTIES = 7  # [n] the n empty points, in no order
SLOT = 8  # [P] for an empty point: its index in EMPTIES
META = 9  # the numbers below
NUM_FIELDS = 10

# Columns of row META.
TO_PLAY = 0  # BLACK or WHITE
KO_POINT = 1  # point forbidden by the simple ko rule, or -1
PASSES = 2  # consecutive passes just played
PLY = 3  # moves played since the start or the setup
TAKEN_BY_BLACK = 4  # stones that Black holds as prisoners
TAKEN_BY_WHITE = 5  # stones that White holds as prisoners
NUM_EMPTY = 6  # length of EMPTIES
HASH_LOW = 7  # Zobrist hash of the stones, lower 32 bits
HASH_HIGH = 8  # and upper 32 bits
STATUS = 9  # RUNNING or how the game ended
LAST_MOVE = 10  # the last NUM_LAST actions, newest first; P = pass, -1 = none
NUM_LAST = 5
MIN_WIDTH = 16

BORDER = 3  # the colour of what lies beyond the edge

# Values of STATUS.
RUNNING = 0
BLACK_WON = 1  # decided by the win condition of a variant, not by a count
WHITE_WON = 2
COUNTED = 3  # two passes in a game won by score: count the board
DRAWN = 4  # two passes in a capture game

# XORed into a position's key when White is to play, for situational superko.
WHITE_TO_PLAY_KEY = np.uint64(0x9E3779B97F4A7C15)


def width_of(num_points: int) -> int:
    """Returns W, the length of a field row, for a board of P points."""
    return max(num_points + 1, MIN_WIDTH)


def new_boards(num_positions: int, num_points: int) -> NDArray[np.int32]:
    """Returns `[V, NUM_FIELDS, W]` int32: V empty boards, Black to play."""
    boards = np.zeros((num_positions, NUM_FIELDS, width_of(num_points)), dtype=np.int32)
    boards[:, COLOR, num_points] = BORDER
    boards[:, [EMPTIES, SLOT], :num_points] = np.arange(num_points)
    boards[:, META, TO_PLAY] = 1
    boards[:, META, KO_POINT] = -1
    boards[:, META, NUM_EMPTY] = num_points
    boards[:, META, LAST_MOVE : LAST_MOVE + NUM_LAST] = -1
    return boards
