"""What can be seen of a position in bits: stones, liberties of chains, and which moves are legal.

`look` fills `Sight.sets` once; legal moves and features then follow from a few operations on whole
sets, without a branch on what lies on a point, which is mispredicted half of the time. For plane
boards of up to 128 points (`bits.fits`); `legal` and `features` know every other board.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gogame.board.arrays import COLOR, HEAD
from gogame.board.bits import beside, count, find_chains, frame, lowest_point, spread, stones
from gogame.board.jit import allocating_kernel, inlined_kernel, kernel

# Rows of `Sight.sets`. For two rows in a sequence the first is Black's, the second White's.
STONES = 0
EMPTY = 2
FEW = 3  # stones of chains with 1, 2 and 3 liberties, three rows
LAST_LIBERTY = 6  # the liberties of chains that have only one
LIBERTY = 8  # the liberties of chains that have more
OPEN = 10  # empty points beside an empty point
NUM_SETS = 11


class Sight(NamedTuple):
    """Arrays that `look` overwrites, for a board of P points.

    Attributes:
        sets: `[NUM_SETS, 2]` uint64 sets of points, see `bits`.
        chains: `[P, 2]` uint64 stones of the chain of each head, see `bits.find_chains`.
    """

    sets: NDArray[np.uint64]
    chains: NDArray[np.uint64]


@allocating_kernel
def new_sight(num_points):
    """Returns an uninitialised `Sight`, for Python and for kernels that may allocate."""
    return Sight(
        np.empty((NUM_SETS, 2), dtype=np.uint64), np.empty((num_points, 2), dtype=np.uint64)
    )


@inlined_kernel
def read(sets, row):
    """Returns a set."""
    return sets[row, 0], sets[row, 1]


@inlined_kernel
def _write(sets, row, points):
    sets[row, 0], sets[row, 1] = points


@inlined_kernel
def _when(condition):
    """Returns a word of ones if a condition holds, else of zeros."""
    return ~np.uint64(0) if condition else np.uint64(0)


@inlined_kernel
def _add(sets, row, points, mask):
    sets[row, 0] |= points[0] & mask
    sets[row, 1] |= points[1] & mask


@inlined_kernel
def _heads(s, num_points):
    """Returns the set of the points that stand for their chains."""
    low, high = np.uint64(0), np.uint64(0)
    for point in range(min(num_points, 64)):
        is_head = (s[HEAD, point] == point) & (s[COLOR, point] != 0)
        low |= np.uint64(is_head) << np.uint64(point)
    for point in range(64, num_points):
        is_head = (s[HEAD, point] == point) & (s[COLOR, point] != 0)
        high |= np.uint64(is_head) << np.uint64(point - 64)
    return low, high


@inlined_kernel
def _note_chain(sets, chain, black, empty, around):
    """Adds a chain and its liberties to the sets."""
    near = spread(chain, around)
    near = (near[0] & empty[0], near[1] & empty[1])
    number = count(near)
    is_black = ((chain[0] & black[0]) | (chain[1] & black[1])) != np.uint64(0)
    one, more = _when(number == 1), _when(number > 1)
    by_black, by_white = _when(is_black), _when(not is_black)
    _add(sets, FEW, chain, one)
    _add(sets, FEW + 1, chain, _when(number == 2))
    _add(sets, FEW + 2, chain, _when(number == 3))
    _add(sets, LAST_LIBERTY, near, one & by_black)
    _add(sets, LAST_LIBERTY + 1, near, one & by_white)
    _add(sets, LIBERTY, near, more & by_black)
    _add(sets, LIBERTY + 1, near, more & by_white)


@kernel
def look(s, topo, sight):
    """Fills a `Sight` from a position on a board of which `bits.fits` says that it may."""
    sets, chains = sight
    num_points = topo.neighbors.shape[0]
    around = frame(topo)
    black, white, empty = stones(s, topo, around[3])
    for row in range(NUM_SETS):
        _write(sets, row, (np.uint64(0), np.uint64(0)))
    _write(sets, STONES, black)
    _write(sets, STONES + 1, white)
    _write(sets, EMPTY, empty)
    open_ = beside(empty, around)
    _write(sets, OPEN, (open_[0] & empty[0], open_[1] & empty[1]))
    find_chains(s, topo, chains)
    low, high = _heads(s, num_points)
    zero, one = np.uint64(0), np.uint64(1)
    while low != zero:
        head = lowest_point(low)
        low &= low - one
        _note_chain(sets, (chains[head, 0], chains[head, 1]), black, empty, around)
    while high != zero:
        head = 64 + lowest_point(high)
        high &= high - one
        _note_chain(sets, (chains[head, 0], chains[head, 1]), black, empty, around)


@inlined_kernel
def living_points(sets, us):
    """Returns two sets of empty points: where a stone captures, and where it stands with a liberty.

    Args:
        sets: Of a `Sight`.
        us: The colour of the stone, 1 or 2.
    """
    captures = read(sets, LAST_LIBERTY + 2 - us)
    open_, own = read(sets, OPEN), read(sets, LIBERTY + us - 1)
    return captures, (captures[0] | open_[0] | own[0], captures[1] | open_[1] | own[1])


@inlined_kernel
def unpack(points, target):
    """Writes 1 for each point of a set and 0 for the others, as far as `target` goes.

    By words of 32 bits, of which more fit into a register than of 64: half the time.
    """
    low, high = points
    upper, one = np.uint64(32), np.uint32(1)
    words = (np.uint32(low), np.uint32(low >> upper), np.uint32(high), np.uint32(high >> upper))
    for i in range(4):
        word, first = words[i], 32 * i
        for point in range(min(32, target.shape[0] - first)):
            target[first + point] = (word >> np.uint32(point)) & one


@inlined_kernel
def point_set(point):
    """Returns the set of one point, the empty set for a negative one."""
    one, zero = np.uint64(1), np.uint64(0)
    low = one << np.uint64(point & 63) if 0 <= point < 64 else zero
    high = one << np.uint64(point & 63) if point >= 64 else zero
    return low, high
