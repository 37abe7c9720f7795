"""Sets of points as bits, for plane boards of up to 128 points: whole regions in a few operations.

A set is a pair of words, point p is bit p of the two; behind the board bits may be set. Kernels
of the same meaning that take every board are in `area`, which chooses.
"""

from __future__ import annotations

import numpy as np

from gogame.board.arrays import COLOR, HEAD
from gogame.board.jit import index, inlined_kernel, kernel

_MOST_POINTS = 128


@inlined_kernel
def fits(topo):
    """Returns whether a board's points are the bits of a set."""
    return (topo.neighbors.shape[0] <= _MOST_POINTS) & (topo.shape == 0)


@inlined_kernel
def _all_points(count):
    """Returns a word whose lowest `count` bits are set, 0 to 64."""
    if count >= 64:
        return ~np.uint64(0)
    return (np.uint64(1) << np.uint64(max(count, 0))) - np.uint64(1)


@inlined_kernel
def frame(topo):
    """Returns what the other kernels know of a board: width, first and last column, all points."""
    num_points = topo.neighbors.shape[0]
    width = max(topo.neighbors[0, 0], topo.neighbors[0, 1])
    low, high = np.uint64(0), np.uint64(0)
    for point in range(0, num_points, width):
        if point < 64:
            low |= np.uint64(1) << np.uint64(point)
        else:
            high |= np.uint64(1) << np.uint64(point - 64)
    # The last column lies one point before the next row's first.
    rest = width - 1
    last_high = (high << np.uint64(rest)) | (low >> np.uint64(64 - rest))
    last = (low << np.uint64(rest), last_high)
    board = (_all_points(num_points), _all_points(num_points - 64))
    return width, (low, high), last, board


@inlined_kernel
def beside(points, around):
    """Returns the neighbours of a set's points; `around` is the board's `frame`."""
    width, first_column, last_column, _ = around
    low, high = points
    one, up = np.uint64(1), np.uint64(width)
    rest, carry = np.uint64(64 - width), np.uint64(63)
    from_low, from_high = low & ~last_column[0], high & ~last_column[1]
    to_low, to_high = low & ~first_column[0], high & ~first_column[1]
    new_low = (from_low << one) | (to_low >> one) | (to_high << carry)
    new_low |= (low << up) | (low >> up) | (high << rest)
    new_high = (from_high << one) | (from_low >> carry) | (to_high >> one)
    new_high |= (high << up) | (low >> rest) | (high >> up)
    return new_low, new_high


@inlined_kernel
def spread(points, around):
    """Returns a set and all neighbours of its points."""
    near = beside(points, around)
    return points[0] | near[0], points[1] | near[1]


@inlined_kernel
def reach(start, within, around):
    """Returns the points of `within` that are joined to `start` by points of `within`."""
    low, high = start[0] & within[0], start[1] & within[1]
    while True:
        new_low, new_high = spread((low, high), around)
        new_low &= within[0]
        new_high &= within[1]
        if (new_low == low) & (new_high == high):
            return low, high
        low, high = new_low, new_high


@inlined_kernel
def lowest(points):
    """Returns the set of the lowest point of a set that is not empty."""
    low, high = points
    one, zero = np.uint64(1), np.uint64(0)
    return low & (~low + one), high & (~high + one) if low == zero else zero


@inlined_kernel
def _count_word(word):
    x = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    pairs = np.uint64(0x3333333333333333)
    x = (x & pairs) + ((x >> np.uint64(2)) & pairs)
    x = (x + (x >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((x * np.uint64(0x0101010101010101)) >> np.uint64(56))


@inlined_kernel
def lowest_point(word):
    """Returns the number of the lowest bit of a word that is not zero."""
    return _count_word(~word & (word - np.uint64(1)))


@inlined_kernel
def count(points):
    """Returns how many points a set has."""
    return _count_word(points[0]) + _count_word(points[1])


@inlined_kernel
def _stones(s, first, end):
    """Returns the black and the white stones of at most 64 points as words."""
    black, white, one = np.uint64(0), np.uint64(0), np.uint64(1)
    for i in range(end - first):
        color = np.uint64(s[COLOR, first + i])
        black |= (color & one) << np.uint64(i)
        white |= (color >> one) << np.uint64(i)
    return black, white


@inlined_kernel
def stones(s, topo, board):
    """Returns the sets of the black stones, the white stones and the empty points."""
    num_points = topo.neighbors.shape[0]
    low_black, low_white = _stones(s, 0, min(num_points, 64))
    high_black, high_white = _stones(s, 64, max(num_points, 64))
    empty = (board[0] & ~(low_black | low_white), board[1] & ~(high_black | high_white))
    return (low_black, high_black), (low_white, high_white), empty


@inlined_kernel
def closed_empties(own, empty, around):
    """Returns the empty points of regions that have own stones beside each of their empty points.

    A region is all that is joined without own stones; only such ones can be vital to a chain.
    """
    board = around[3]
    others = (board[0] & ~own[0], board[1] & ~own[1])
    beside = spread(own, around)
    open_ = reach((empty[0] & ~beside[0], empty[1] & ~beside[1]), others, around)
    return empty[0] & ~open_[0], empty[1] & ~open_[1]


@inlined_kernel
def areas(black, white, empty, around):
    """Returns the sets of Black's and White's points under area rules, every stone alive."""
    by_black = reach(spread(black, around), empty, around)
    by_white = reach(spread(white, around), empty, around)
    black_low = black[0] | (by_black[0] & ~by_white[0])
    black_high = black[1] | (by_black[1] & ~by_white[1])
    white_low = white[0] | (by_white[0] & ~by_black[0])
    white_high = white[1] | (by_white[1] & ~by_black[1])
    return (black_low, black_high), (white_low, white_high)


@kernel
def area_in_bits(s, topo, owner):
    """Does what `area.area` does."""
    around = frame(topo)
    black, white, empty = stones(s, topo, around[3])
    of_black, of_white = areas(black, white, empty, around)
    num_points, one = topo.neighbors.shape[0], np.uint64(1)
    for point in range(min(num_points, 64)):
        bit = np.uint64(point)
        owner[point] = ((of_black[0] >> bit) & one) | (((of_white[0] >> bit) & one) << one)
    for point in range(64, num_points):
        bit = np.uint64(point - 64)
        owner[point] = ((of_black[1] >> bit) & one) | (((of_white[1] >> bit) & one) << one)
    return count(of_black) - count(of_white)


@kernel
def find_chains(s, topo, chains):
    """Writes the stones of each chain as a set into the row of its head; others hold no chain."""
    num_points = topo.neighbors.shape[0]
    for point in range(num_points):
        chains[point, 0] = 0
        chains[point, 1] = 0
    for point in range(min(num_points, 64)):  # an empty point's head is out of date: it adds none
        chains[index(s[HEAD, point]), 0] |= np.uint64(s[COLOR, point] != 0) << np.uint64(point)
    for point in range(64, num_points):
        bit = np.uint64(s[COLOR, point] != 0) << np.uint64(point - 64)
        chains[index(s[HEAD, point]), 1] |= bit


@inlined_kernel
def _vital_regions(own, empty, around, regions):
    """Writes the regions that may be vital to a chain; returns how many there are."""
    board = around[3]
    others = (board[0] & ~own[0], board[1] & ~own[1])
    rest_low, rest_high = closed_empties(own, empty, around)
    num_regions = 0
    while (rest_low | rest_high) != np.uint64(0):
        region = reach(lowest((rest_low, rest_high)), others, around)
        regions[num_regions, 0], regions[num_regions, 1] = region
        regions[num_regions, 2], regions[num_regions, 3] = 0, 0
        rest_low &= ~region[0]
        rest_high &= ~region[1]
        num_regions += 1
    return num_regions


@inlined_kernel
def _chains_beside(s, color, empty, around, found):
    """Notes, of each chain of a colour, the regions that it touches and those vital to it.

    A chain is bit i of a region's words 2 and 3, the i-th of the colour's heads; there are no
    more than half as many chains as points. Returns how many there are.
    """
    chains, regions, num_regions, heads = found
    zero = np.uint64(0)
    num_chains = 0
    for point in range(chains.shape[0]):
        if (s[COLOR, point] == color) & (s[HEAD, point] == point):
            near = spread((chains[point, 0], chains[point, 1]), around)
            bit = np.uint64(1) << np.uint64(num_chains)
            for r in range(num_regions):
                low, high = regions[r, 0], regions[r, 1]
                touched = (low & near[0]) | (high & near[1])
                missed = (low & empty[0] & ~near[0]) | (high & empty[1] & ~near[1])
                regions[r, 2] |= bit if touched != zero else zero
                regions[r, 3] |= bit if missed == zero else zero
            heads[num_chains] = point
            num_chains += 1
    return num_chains


@inlined_kernel
def _living(regions, num_regions):
    """Returns the chains that two vital regions keep alive, those that only they touch."""
    zero = np.uint64(0)
    alive = ~zero
    while True:
        once, twice = zero, zero
        for r in range(num_regions):
            votes = regions[r, 3] if (regions[r, 2] & ~alive) == zero else zero
            twice |= once & votes
            once |= votes
        if twice == alive:
            return alive
        alive = twice


@kernel
def alive_in_bits(s, color, own, empty, around, scratch):
    """Returns the set of a colour's pass-alive chains and of their vital regions.

    Args:
        s: The position.
        color: BLACK or WHITE.
        own: The set of its stones.
        empty: The set of the empty points.
        around: The board's `frame`.
        scratch: The chains by `find_chains`; to be overwritten: `[P, 4]` uint64, `[P]` int32.
    """
    chains, regions, heads = scratch
    low, high, zero, one = np.uint64(0), np.uint64(0), np.uint64(0), np.uint64(1)
    num_regions = _vital_regions(own, empty, around, regions)
    if num_regions < 2:
        return low, high
    num_chains = _chains_beside(s, color, empty, around, (chains, regions, num_regions, heads))
    alive = _living(regions, num_regions)
    if alive == zero:
        return low, high
    for i in range(num_chains):
        if (alive >> np.uint64(i)) & one:
            low |= chains[heads[i], 0]
            high |= chains[heads[i], 1]
    for r in range(num_regions):
        if (regions[r, 2] & ~alive) == zero and (regions[r, 3] & alive) != zero:
            low |= regions[r, 0]
            high |= regions[r, 1]
    return low, high


@kernel
def mark_alive_in_bits(s, topo, color, owner, scratch):
    """Writes `color` to the owner of its pass-alive chains and of their vital regions.

    Args:
        s: The position.
        topo: The board's `Topology`.
        color: BLACK or WHITE.
        owner: int8 `[P]`.
        scratch: As for `alive_in_bits`.
    """
    around = frame(topo)
    black, white, empty = stones(s, topo, around[3])
    own = black if color == 1 else white
    low, high = alive_in_bits(s, color, own, empty, around, scratch)
    one, num_points = np.uint64(1), topo.neighbors.shape[0]
    for point in range(min(num_points, 64)):
        owner[point] = color if (low >> np.uint64(point)) & one else owner[point]
    for point in range(64, num_points):
        owner[point] = color if (high >> np.uint64(point - 64)) & one else owner[point]
