"""Whose point is it: area counting, pass-alive regions, liberties of whole chains.

`owner` arrays are int8 `[P]` with EMPTY for nobody, BLACK or WHITE.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from gogame.board.arrays import COLOR, HEAD, LIBS, META, NEXT, NUM_EMPTY, STONES
from gogame.board.chains import in_atari


@njit(cache=True, nogil=True)
def area(s, topo, owner):
    """Counts stones and the empty regions that touch one colour only.

    Args:
        s: The position; every stone counts as alive.
        topo: The board's `Topology`.
        owner: int8 `[P]`, overwritten with the owner of each point.

    Returns:
        Black's points minus White's, without komi.
    """
    num_points = topo.neighbors.shape[0]
    stack = np.empty(num_points, dtype=np.int32)
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
                near = topo.neighbors[stack[i], k]
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


@njit(cache=True, nogil=True)
def chain_liberties(s, topo, liberties):
    """Counts the liberties of every chain, each once.

    Args:
        s: The position.
        topo: The board's `Topology`.
        liberties: int32 `[P]`, overwritten: the liberties of the chain on a point, 0 on empties.
    """
    num_points = topo.neighbors.shape[0]
    seen = np.zeros(num_points, dtype=np.int32)
    for point in range(num_points):
        if s[COLOR, point] == 0:
            liberties[point] = 0
            continue
        if s[HEAD, point] != point:
            continue
        count = 0
        if s[LIBS, point] <= 1 or in_atari(s, point):
            count = 1
        else:
            stone = point
            for _ in range(s[STONES, point]):
                for k in range(4):
                    near = topo.neighbors[stone, k]
                    if s[COLOR, near] == 0 and seen[near] != point + 1:
                        seen[near] = point + 1
                        count += 1
                stone = s[NEXT, stone]
        stone = point
        for _ in range(s[STONES, point]):
            liberties[stone] = count
            stone = s[NEXT, stone]


@njit(cache=True, nogil=True)
def _label_regions(s, topo, color, region, queue):
    """Numbers the connected regions of points that hold no stone of `color`.

    Returns:
        Number of regions; `region` gets each point's number, or -1 on a stone of `color`.
    """
    num_points = topo.neighbors.shape[0]
    num_regions = 0
    for point in range(num_points):
        region[point] = -1
    for point in range(num_points):
        if s[COLOR, point] == color or region[point] >= 0:
            continue
        size, i = 1, 0
        queue[0] = point
        region[point] = num_regions
        while i < size:
            for k in range(4):
                near = topo.neighbors[queue[i], k]
                if near != num_points and s[COLOR, near] != color and region[near] < 0:
                    region[near] = num_regions
                    queue[size] = near
                    size += 1
            i += 1
        num_regions += 1
    return num_regions


@njit(cache=True, nogil=True)
def _vital_pairs(s, topo, color, region, num_regions, chain_of):
    """Builds the two relations of Benson's algorithm.

    Returns:
        `touches` and `vital`, uint8 `[chains, regions]`: the region borders the chain; every
        empty point of the region is a liberty of the chain. A region with no empty point is
        vital to nobody.
    """
    num_points = topo.neighbors.shape[0]
    num_chains = 0
    for point in range(num_points):
        if s[COLOR, point] == color and s[HEAD, point] == point:
            chain_of[point] = num_chains
            num_chains += 1
    touches = np.zeros((num_chains, num_regions), dtype=np.uint8)
    adjacent = np.zeros((num_chains, num_regions), dtype=np.int32)
    empties = np.zeros(num_regions, dtype=np.int32)
    for point in range(num_points):
        r = region[point]
        if r < 0:
            continue
        is_empty = s[COLOR, point] == 0
        empties[r] += is_empty
        for k in range(4):
            near = topo.neighbors[point, k]
            if s[COLOR, near] != color:
                continue
            head = s[HEAD, near]
            chain = chain_of[head]
            touches[chain, r] = 1
            if is_empty:
                repeated = False
                for j in range(k):
                    other = topo.neighbors[point, j]
                    if s[COLOR, other] == color and s[HEAD, other] == head:
                        repeated = True
                if not repeated:
                    adjacent[chain, r] += 1
    vital = np.zeros((num_chains, num_regions), dtype=np.uint8)
    for chain in range(num_chains):
        for r in range(num_regions):
            if empties[r] > 0 and adjacent[chain, r] == empties[r]:
                vital[chain, r] = 1
    return touches, vital


@njit(cache=True, nogil=True)
def _strike_out(touches, vital, alive, sound):
    """Removes chains with fewer than two vital regions, and regions of such chains, until stable."""
    num_chains, num_regions = touches.shape
    changed = True
    while changed:
        changed = False
        for chain in range(num_chains):
            if not alive[chain]:
                continue
            count = 0
            for r in range(num_regions):
                if sound[r] and vital[chain, r]:
                    count += 1
            if count < 2:
                alive[chain] = False
                changed = True
                for r in range(num_regions):
                    if touches[chain, r]:
                        sound[r] = False


@njit(cache=True, nogil=True)
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
    num_points = topo.neighbors.shape[0]
    owner[:num_points] = 0
    region = np.empty(num_points, dtype=np.int32)
    work = np.empty(num_points, dtype=np.int32)
    if s[META, NUM_EMPTY] == num_points:
        return
    for color in range(1, 3):
        num_regions = _label_regions(s, topo, color, region, work)
        if num_regions < 2:
            continue
        touches, vital = _vital_pairs(s, topo, color, region, num_regions, work)
        alive = np.ones(touches.shape[0], dtype=np.bool_)
        sound = np.ones(num_regions, dtype=np.bool_)
        _strike_out(touches, vital, alive, sound)
        secure = np.zeros(num_regions, dtype=np.bool_)
        for chain in range(touches.shape[0]):
            if alive[chain]:
                for r in range(num_regions):
                    if sound[r] and vital[chain, r]:
                        secure[r] = True
        for point in range(num_points):
            if region[point] >= 0:
                if secure[region[point]]:
                    owner[point] = color
            elif alive[work[s[HEAD, point]]]:
                owner[point] = color
