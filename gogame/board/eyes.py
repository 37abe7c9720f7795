"""Which colour may have two eyes: a test in bits that spares most searches for pass-alive chains.

A set of points is 128 bits in two words, point p bit p.
"""

from __future__ import annotations

import numpy as np

from gogame.board.arrays import COLOR
from gogame.board.jit import inlined_kernel, kernel

_MOST_BITS = 128


@inlined_kernel
def _spread(low, high, width, first_column, last_column):
    """Returns a set of points of a plane board and their neighbours, as 128 bits in two words.

    Bits behind the board may be set too.
    """
    one, up = np.uint64(1), np.uint64(width)
    rest, carry = np.uint64(64 - width), np.uint64(63)
    from_low, from_high = low & ~last_column[0], high & ~last_column[1]
    to_low, to_high = low & ~first_column[0], high & ~first_column[1]
    new_low = low | (from_low << one) | (to_low >> one) | (to_high << carry)
    new_low |= (low << up) | (low >> up) | (high << rest)
    new_high = high | (from_high << one) | (from_low >> carry) | (to_high >> one)
    new_high |= (high << up) | (low >> rest) | (high >> up)
    return new_low, new_high


@inlined_kernel
def _reach(start, within, width, first_column, last_column):
    """Returns the points of `within` that are joined to `start` by points of `within`."""
    low, high = start[0] & within[0], start[1] & within[1]
    while True:
        new_low, new_high = _spread(low, high, width, first_column, last_column)
        new_low &= within[0]
        new_high &= within[1]
        if new_low == low and new_high == high:
            return low, high
        low, high = new_low, new_high


@kernel
def _has_two_eyes(own, empty, board, width, columns):
    """Returns whether two regions without own stones have own stones beside each empty point.

    No chain is pass-alive otherwise. Sets of points are 128 bits in two words.

    Args:
        own: The stones of one colour.
        empty: The empty points.
        board: All points.
        width: Columns of the board.
        columns: The points of the first and of the last column.
    """
    first, last = columns
    others = (board[0] & ~own[0], board[1] & ~own[1])
    beside = _spread(own[0], own[1], width, first, last)
    far = (empty[0] & ~beside[0], empty[1] & ~beside[1])
    open_ = _reach(far, others, width, first, last)
    low, high = empty[0] & ~open_[0], empty[1] & ~open_[1]
    zero = np.uint64(0)
    if low == zero and high == zero:
        return False
    # The lowest bit's region, and whether any empty point is left beside it.
    one = np.uint64(1)
    seed = (low & (~low + one), high & (~high + one) if low == zero else zero)
    region = _reach(seed, others, width, first, last)
    return (low & ~region[0]) != zero or (high & ~region[1]) != zero


@inlined_kernel
def _stones(s, first, end):
    """Returns the black and the white stones of at most 64 points as bits."""
    black, white, one = np.uint64(0), np.uint64(0), np.uint64(1)
    for i in range(end - first):
        color = np.uint64(s[COLOR, first + i])
        black |= (color & one) << np.uint64(i)
        white |= (color >> one) << np.uint64(i)
    return black, white


@inlined_kernel
def _all_points(count):
    """Returns a word whose lowest `count` bits are set, 0 to 64."""
    if count >= 64:
        return ~np.uint64(0)
    return (np.uint64(1) << np.uint64(max(count, 0))) - np.uint64(1)


@kernel
def colors_with_two_eyes(s, topo):
    """Returns 1 if Black may have a pass-alive chain, plus 2 if White may.

    A cheap test that most positions fail; boards beyond 128 points or that are no planes pass it.
    """
    num_points = topo.neighbors.shape[0]
    if num_points > _MOST_BITS or topo.shape != 0:
        return 3
    width = max(topo.neighbors[0, 0], topo.neighbors[0, 1])
    low_black, low_white = _stones(s, 0, min(num_points, 64))
    high_black, high_white = _stones(s, 64, max(num_points, 64))
    board = (_all_points(num_points), _all_points(num_points - 64))
    black, white = (low_black, high_black), (low_white, high_white)
    empty = (board[0] & ~(low_black | low_white), board[1] & ~(high_black | high_white))
    low, high = np.uint64(0), np.uint64(0)
    for point in range(0, num_points, width):
        if point < 64:
            low |= np.uint64(1) << np.uint64(point)
        else:
            high |= np.uint64(1) << np.uint64(point - 64)
    first = (low, high)
    # The last column lies one point before the next row's first.
    rest = width - 1
    last_high = (high << np.uint64(rest)) | (low >> np.uint64(64 - rest))
    columns = (first, (low << np.uint64(rest), last_high))
    found = 0
    if _has_two_eyes(black, empty, board, width, columns):
        found += 1
    if _has_two_eyes(white, empty, board, width, columns):
        found += 2
    return found
