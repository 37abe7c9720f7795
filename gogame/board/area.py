"""Whose point is it: area counting, pass-alive regions, liberties of whole chains.

`owner` arrays are int8 `[P]` with EMPTY for nobody, BLACK or WHITE.
"""

from __future__ import annotations

import numpy as np

from gogame.board.arrays import COLOR, HEAD, LIBS, META, NEXT, NUM_EMPTY, STONES
from gogame.board.chains import in_atari
from gogame.board.jit import allocating_kernel, index, kernel

_TOUCHED = 1 << 16


@kernel
def area_with_scratch(s, topo, owner, stack):
    """Does what `area` does, with an int32 `[P]` stack lent by the caller."""
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


@kernel
def _chain_liberties(s, topo, liberties, seen):
    num_points = topo.neighbors.shape[0]
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
                    near = index(topo.neighbors[stone, k])
                    if s[COLOR, near] == 0 and seen[near] != point + 1:
                        seen[near] = point + 1
                        count += 1
                stone = index(s[NEXT, stone])
        stone = point
        for _ in range(s[STONES, point]):
            liberties[stone] = count
            stone = index(s[NEXT, stone])


@allocating_kernel
def chain_liberties(s, topo, liberties):
    """Counts the liberties of every chain, each once.

    Args:
        s: The position.
        topo: The board's `Topology`.
        liberties: int32 `[P]`, overwritten: the liberties of the chain on a point, 0 on empties.
    """
    _chain_liberties(s, topo, liberties, np.zeros(topo.neighbors.shape[0], dtype=np.int32))


@kernel
def _label_regions(s, topo, color, region, queue):
    """Numbers the connected regions of points that hold no stone of `color`.

    Returns:
        Number of regions, and how many of them may be vital to a chain: there is an empty point,
        and a stone of `color` beside each. `region` gets each point's number, or -1 on a stone of
        `color`.
    """
    num_points = topo.neighbors.shape[0]
    num_regions, num_eyes = 0, 0
    for point in range(num_points):
        region[point] = -1
    for point in range(num_points):
        if s[COLOR, point] == color or region[point] >= 0:
            continue
        size, i = 1, 0
        queue[0] = point
        region[point] = num_regions
        empties, beside = 0, 0
        while i < size:
            inside = queue[i]
            touches = 0
            for k in range(4):
                near = index(topo.neighbors[inside, k])
                if s[COLOR, near] == color:
                    touches = 1
                elif near != num_points and region[near] < 0:
                    region[near] = num_regions
                    queue[size] = near
                    size += 1
            if s[COLOR, inside] == 0:
                empties += 1
                beside += touches
            i += 1
        num_regions += 1
        num_eyes += 0 < empties == beside
    return num_regions, num_eyes


@kernel
def _number_chains(s, topo, color, chain_of):
    """Numbers the chains of a colour in `chain_of[head]`; returns how many there are."""
    num_chains = 0
    for point in range(topo.neighbors.shape[0]):
        if s[COLOR, point] == color and s[HEAD, point] == point:
            chain_of[point] = num_chains
            num_chains += 1
    return num_chains


@kernel
def _is_repeated(s, topo, point, k, head):
    """Returns whether a neighbour of `point` before the k-th belongs to the same chain."""
    for j in range(k):
        near = index(topo.neighbors[point, j])
        if s[COLOR, near] == s[COLOR, head] and s[HEAD, near] == head:
            return True
    return False


@kernel
def _relate(s, topo, color, region, chain_of, relation):
    """Builds the two relations of Benson's algorithm in `relation`, `[chains, regions]` zeros.

    Afterwards 0 means that the region does not touch the chain, 1 that it does, and 2 that it is
    also vital to it: every empty point of the region is a liberty of the chain, and there is one.
    """
    num_regions = relation.shape[1]
    empties = chain_of[topo.neighbors.shape[0] :]
    empties[:num_regions] = 0
    for point in range(topo.neighbors.shape[0]):
        r = region[point]
        if r < 0:
            continue
        is_empty = s[COLOR, point] == 0
        empties[r] += is_empty
        for k in range(4):
            near = index(topo.neighbors[point, k])
            if s[COLOR, near] != color:
                continue
            head = index(s[HEAD, near])
            relation[chain_of[head], r] |= _TOUCHED
            if is_empty and not _is_repeated(s, topo, point, k, head):
                relation[chain_of[head], r] += 1
    for chain in range(relation.shape[0]):
        for r in range(num_regions):
            if relation[chain, r] != 0:
                common = relation[chain, r] & (_TOUCHED - 1)
                relation[chain, r] = 2 if empties[r] > 0 and common == empties[r] else 1


@kernel
def _strike_out(relation, alive, sound):
    """Removes chains with fewer than two vital regions, and the regions they touch, to the end."""
    num_chains, num_regions = relation.shape
    changed = True
    while changed:
        changed = False
        for chain in range(num_chains):
            if not alive[chain]:
                continue
            count = 0
            for r in range(num_regions):
                if sound[r] and relation[chain, r] == 2:
                    count += 1
            if count < 2:
                alive[chain] = False
                changed = True
                for r in range(num_regions):
                    if relation[chain, r] != 0:
                        sound[r] = False


@kernel
def _mark_alive(s, color, region, chain_of, relation, flags):
    """Runs the elimination and writes `color` to the owner of what is left."""
    num_chains, num_regions = relation.shape
    alive, sound, owner = flags
    alive[:num_chains] = True
    sound[:num_regions] = True
    _strike_out(relation, alive, sound)
    for r in range(num_regions):
        if sound[r]:
            sound[r] = False
            for chain in range(num_chains):
                if alive[chain] and relation[chain, r] == 2:
                    sound[r] = True
    for point in range(owner.shape[0]):
        r = region[point]
        if (r >= 0 and sound[r]) or (r < 0 and alive[chain_of[s[HEAD, point]]]):
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
    num_points = topo.neighbors.shape[0]
    owner[:num_points] = 0
    if s[META, NUM_EMPTY] == num_points:
        return
    region = np.empty(num_points, dtype=np.int32)
    work = np.empty(2 * num_points, dtype=np.int32)
    alive = np.empty(num_points, dtype=np.bool_)
    sound = np.empty(num_points, dtype=np.bool_)
    for color in range(1, 3):
        num_regions, num_eyes = _label_regions(s, topo, color, region, work)
        if num_eyes < 2:
            continue
        num_chains = _number_chains(s, topo, color, work)
        relation = np.zeros((num_chains, num_regions), dtype=np.int32)
        _relate(s, topo, color, region, work, relation)
        _mark_alive(s, color, region, work, relation, (alive, sound, owner[:num_points]))
