"""Which colour may have two eyes: a test that spares most searches for pass-alive chains."""

from __future__ import annotations

import numpy as np

from gogame.board.bits import closed_empties, fits, frame, lowest, reach, stones
from gogame.board.jit import inlined_kernel, kernel


@inlined_kernel
def _has_two_eyes(own, empty, around):
    """Returns whether two regions without own stones have own stones beside each empty point.

    No chain is pass-alive otherwise.
    """
    low, high = closed_empties(own, empty, around)
    zero = np.uint64(0)
    if (low | high) == zero:
        return False
    board = around[3]
    others = (board[0] & ~own[0], board[1] & ~own[1])
    region = reach(lowest((low, high)), others, around)
    return ((low & ~region[0]) | (high & ~region[1])) != zero


@kernel
def colors_with_two_eyes(s, topo):
    """Returns 1 if Black may have a pass-alive chain, plus 2 if White may.

    A cheap test that most positions fail; boards beyond 128 points or that are no planes pass it.
    """
    if not fits(topo):
        return 3
    around = frame(topo)
    black, white, empty = stones(s, topo, around[3])
    found = 0
    if _has_two_eyes(black, empty, around):
        found += 1
    if _has_two_eyes(white, empty, around):
        found += 2
    return found
