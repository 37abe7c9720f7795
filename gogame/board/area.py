"""Whose point is it: area counting, pass-alive regions, liberties of whole chains.

`owner` arrays are int8 `[P]` with EMPTY for nobody, BLACK or WHITE.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gogame.board.arrays import COLOR, EMPTIES, HEAD, META, NUM_EMPTY
from gogame.board.bits import (
    area_in_bits,
    find_chains,
    fits,
    mark_alive_in_bits,
)
from gogame.board.eyes import colors_with_two_eyes
from gogame.board.jit import allocating_kernel, index, inlined_kernel, kernel


class Scratch(NamedTuple):
    """Arrays that kernels of this module overwrite, for a board of P points.

    Attributes:
        counts: `[P + 1]` int32.
        region: `[P + 1]` int32; this and the following as in `_survey`.
        queue: `[P + 4]` int32.
        vital: `[P, 4]` int32.
        touches: `[4 P + 4, 2]` int32.
        votes: `[P]` int32.
        sound: `[P]` bool.
        chains: `[P, 2]` uint64; this and the following as in `bits`.
        closed: `[P, 4]` uint64.
    """

    counts: NDArray[np.int32]
    region: NDArray[np.int32]
    queue: NDArray[np.int32]
    vital: NDArray[np.int32]
    touches: NDArray[np.int32]
    votes: NDArray[np.int32]
    sound: NDArray[np.bool_]
    chains: NDArray[np.uint64]
    closed: NDArray[np.uint64]


@allocating_kernel
def new_scratch(num_points):
    """Returns an uninitialised `Scratch`, for Python and for kernels that may allocate."""
    return Scratch(
        np.empty(num_points + 1, dtype=np.int32),
        np.empty(num_points + 1, dtype=np.int32),
        np.empty(num_points + 4, dtype=np.int32),
        np.empty((num_points, 4), dtype=np.int32),
        np.empty((4 * num_points + 4, 2), dtype=np.int32),
        np.empty(num_points, dtype=np.int32),
        np.empty(num_points, dtype=np.bool_),
        np.empty((num_points, 2), dtype=np.uint64),
        np.empty((num_points, 4), dtype=np.uint64),
    )


@kernel
def area_with_scratch(s, topo, owner, stack):
    """Does what `area` does, with an int32 `[P]` stack lent by the caller."""
    if fits(topo):
        return area_in_bits(s, topo, owner)
    num_points = topo.neighbors.shape[0]
    lead = 0
    for point in range(num_points):
        color = s[COLOR, point]
        owner[point] = color if color != 0 else -1
        if color == 1:
            lead += 1
        elif color == 2:
            lead -= 1
    for point in range(num_points):
        if owner[point] != -1:
            continue
        size, touched, i = 1, 0, 0
        stack[0] = point
        owner[point] = 0
        while i < size:
            for k in range(4):
                near = index(topo.neighbors[stack[i], k])
                if near == num_points:
                    continue
                color = s[COLOR, near]
                if color != 0:
                    touched |= color
                elif owner[near] == -1:
                    owner[near] = 0
                    stack[size] = near
                    size += 1
            i += 1
        if touched == 1 or touched == 2:
            lead += size if touched == 1 else -size
            for i in range(size):
                owner[stack[i]] = touched
    return lead


@allocating_kernel
def area(s, topo, owner):
    """Counts stones and the empty regions that touch one colour only.

    Args:
        s: The position; every stone counts as alive.
        topo: The board's `Topology`.
        owner: int8 `[P]`, overwritten with the owner of each point.

    Returns:
        Black's points minus White's, without komi.
    """
    return area_with_scratch(s, topo, owner, np.empty(topo.neighbors.shape[0], dtype=np.int32))


@inlined_kernel
def _chain_beside(s, topo, point, k):
    """Returns the head of the chain on the k-th neighbour, P if no stone is there."""
    near = index(topo.neighbors[point, k])
    color, head = s[COLOR, near], index(s[HEAD, near])
    return head if (color == 1) | (color == 2) else topo.neighbors.shape[0]


@kernel
def _chain_liberties(s, topo, liberties, counts):
    """Counts each empty point once for each chain beside it; `counts` are P + 1 zeros."""
    num_points = topo.neighbors.shape[0]
    for i in range(s[META, NUM_EMPTY]):
        point = index(s[EMPTIES, i])
        # Border and empty points are counted under P, which nobody reads.
        a = _chain_beside(s, topo, point, 0)
        b = _chain_beside(s, topo, point, 1)
        c = _chain_beside(s, topo, point, 2)
        d = _chain_beside(s, topo, point, 3)
        counts[a] += 1
        counts[b] += b != a
        counts[c] += (c != a) & (c != b)
        counts[d] += (d != a) & (d != b) & (d != c)
    for point in range(num_points):
        count = counts[index(s[HEAD, point])]
        liberties[point] = count if s[COLOR, point] != 0 else 0


@kernel
def chain_liberties_with_scratch(s, topo, liberties, scratch):
    """Does what `chain_liberties` does, with the caller's `new_scratch`."""
    counts = scratch.counts
    for i in range(topo.neighbors.shape[0] + 1):
        counts[i] = 0
    _chain_liberties(s, topo, liberties, counts)


@allocating_kernel
def chain_liberties(s, topo, liberties):
    """Counts the liberties of every chain, each once.

    Args:
        s: The position.
        topo: The board's `Topology`.
        liberties: int32 `[P]`, overwritten: the liberties of the chain on a point, 0 on empties.
    """
    _chain_liberties(s, topo, liberties, np.zeros(topo.neighbors.shape[0] + 1, dtype=np.int32))


@inlined_kernel
def _look_around(s, topo, point, color, r, found, scratch):
    """Takes in the neighbours of a region's point: more of the region, or own chains.

    Without branches, which on a board full of fights would be mispredicted half of the time:
    what is not wanted is written too, and overwritten by the next.

    Returns:
        Points of the region and touches found so far.
    """
    region, queue, _, touches, _ = scratch
    size, num_touches = found
    for k in range(4):
        near = index(topo.neighbors[point, k])
        near_color = s[COLOR, near]
        touches[num_touches, 0] = r
        touches[num_touches, 1] = s[HEAD, near]
        num_touches += near_color == color
        known = region[near]
        fresh = (near_color != color) & (known < 0)
        region[near] = r if fresh else known
        queue[size] = near
        size += fresh
    return size, num_touches


@inlined_kernel
def _keep_fed(vital, r, touches, first, last):
    """Keeps of the chains that a region may feed those among some touches; returns how many."""
    left = 0
    for j in range(4):
        chain = vital[r, j]
        keeps = False
        for i in range(first, last):
            keeps |= touches[i, 1] == chain
        vital[r, j] = chain if keeps else -1
        left += keeps
    return left


@kernel
def _survey(s, topo, color, scratch):
    """Finds the regions without a stone of `color`, the chains beside them, and whom they feed.

    Args:
        s: The position.
        topo: The board's `Topology`.
        color: Whose chains are looked at.
        scratch: To be overwritten: `[P + 1]` region of each point, -1 on a stone of `color`;
            `[P + 4]` queue; `[P, 4]` chains to which a region is vital, that is of which each of
            its empty points is a liberty; `[4 P + 4, 2]` touches of a region and a chain; `[P]`
            number of regions that are vital to a chain, by its head.

    Returns:
        Number of regions and of touches.
    """
    region, queue, vital, touches, votes = scratch
    num_points = topo.neighbors.shape[0]
    for point in range(num_points):
        region[point] = -1
        votes[point] = 0
    region[num_points] = 0  # the border belongs to no region, so it counts as found
    num_regions, num_touches = 0, 0
    for start in range(num_points):
        if s[COLOR, start] == color or region[start] >= 0:
            continue
        r = num_regions
        num_regions += 1
        region[start] = r
        queue[0] = start
        size, i, left = 1, 0, -1
        while i < size:
            point = index(queue[i])
            i += 1
            first = num_touches
            found = (size, num_touches)
            size, num_touches = _look_around(s, topo, point, color, r, found, scratch)
            if s[COLOR, point] == 0 and left != 0:
                if left < 0:
                    for j in range(4):
                        vital[r, j] = -1
                    left = 0
                    for j in range(first, num_touches):
                        repeated = False
                        for k in range(first, j):
                            repeated |= touches[k, 1] == touches[j, 1]
                        if not repeated:
                            vital[r, left] = touches[j, 1]
                            left += 1
                else:
                    left = _keep_fed(vital, r, touches, first, num_touches)
        for j in range(4):
            if left <= 0:
                vital[r, j] = -1
            elif vital[r, j] >= 0:
                votes[vital[r, j]] += 1
    return num_regions, num_touches


@kernel
def _strike_out(scratch, num_regions, num_touches, sound):
    """Removes chains with fewer than two vital regions and the regions they touch, to the end.

    Afterwards `votes` is 2 or more for the chains that are left, and `sound` True for the regions.
    """
    _, _, vital, touches, votes = scratch
    for r in range(num_regions):
        sound[r] = True
    changed = True
    while changed:
        changed = False
        for i in range(num_touches):
            r = index(touches[i, 0])
            if sound[r] and votes[touches[i, 1]] < 2:
                sound[r] = False
                changed = True
                for j in range(4):
                    if vital[r, j] >= 0:
                        votes[vital[r, j]] -= 1


@kernel
def _mark_alive(s, topo, color, scratch, sound, owner):
    """Writes `color` to the owner of the pass-alive chains and of their vital regions."""
    num_points = topo.neighbors.shape[0]
    region, _, vital, _, votes = scratch
    num_regions, num_touches = _survey(s, topo, color, scratch)
    most = 0
    for point in range(num_points):
        most = max(most, votes[point])
    if most < 2:
        return
    _strike_out(scratch, num_regions, num_touches, sound)
    for r in range(num_regions):
        feeds = False
        for j in range(4):
            feeds |= vital[r, j] >= 0 and votes[vital[r, j]] >= 2
        sound[r] = sound[r] and feeds
    for point in range(num_points):
        r = region[point]
        if (r >= 0 and sound[r]) or (r < 0 and votes[s[HEAD, point]] >= 2):
            owner[point] = color


@allocating_kernel
def pass_alive(s, topo, owner):
    """Marks what no sequence of moves can take, even if its owner always passes.

    A chain is pass-alive if it has two vital regions enclosed by pass-alive chains alone; such
    chains and their vital regions (with the stones of the opponent in them, which are dead)
    belong to the chain's colour. The theorem supposes that suicide is illegal; under rules that
    allow it the result still holds for the chains, whose liberties in two vital regions cannot
    be filled at once.

    Args:
        s: The position.
        topo: The board's `Topology`.
        owner: int8 `[P]`, overwritten: BLACK, WHITE, or EMPTY for undecided.

    Source:
        D. B. Benson, Life in the game of Go, Information Sciences 10 (1976), sections 3 and 4.
    """
    pass_alive_with_scratch(s, topo, owner, new_scratch(topo.neighbors.shape[0]))


@kernel
def pass_alive_with_scratch(s, topo, owner, scratch):
    """Does what `pass_alive` does, with the caller's `new_scratch`."""
    num_points = topo.neighbors.shape[0]
    owner[:num_points] = 0
    if s[META, NUM_EMPTY] == num_points:
        return
    colors = colors_with_two_eyes(s, topo)
    if fits(topo):
        if colors != 0:
            find_chains(s, topo, scratch.chains)
        bits = (scratch.chains, scratch.closed, scratch.queue)
        for color in range(1, 3):
            if colors & color:
                mark_alive_in_bits(s, topo, color, owner, bits)
        return
    survey = (scratch.region, scratch.queue, scratch.vital, scratch.touches, scratch.votes)
    for color in range(1, 3):
        if colors & color:
            _mark_alive(s, topo, color, survey, scratch.sound, owner)
