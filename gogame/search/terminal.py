"""The exact value of a finished game at a leaf, and the utility that a search maximises.

Area rules count the board: stones and surrounded points, and all of a pass-alive region for its
owner. Territory rules count surrounded points and prisoners; there the players agree which
stones are dead, and a search has nobody to agree with. It takes as dead: the opponent's stones
in a pass-alive region, and chains that the evaluation of the position before the last pass gives
to the opponent nearly for certain. All other stones live; points beside both colours are
nobody's. Eyes in seki are counted as territory (`score.count` takes them off; a search's
evaluator is not that exact either).
"""

from __future__ import annotations

import math

import numpy as np

from gogame.board.area import area, pass_alive
from gogame.board.arrays import (
    BLACK_WON,
    COLOR,
    COUNTED,
    HEAD,
    META,
    STATUS,
    STONES,
    TAKEN_BY_BLACK,
    TAKEN_BY_WHITE,
    WHITE_WON,
)
from gogame.board.jit import allocating_kernel, kernel

OWNERSHIP_SCALE = 127  # int8 ownership of a certain black point
_CERTAINLY_DEAD = 100  # mean ownership of a chain, for the opponent, from which on it is dead


@kernel
def utility_of(value, score, num_points, score_utility, score_scale):
    """Returns value and score as one number in [-1, +1]; see `SearchConfig`."""
    x = score / (score_scale * math.sqrt(num_points))
    return (value + score_utility * x / math.sqrt(1.0 + x * x)) / (1.0 + score_utility)


@allocating_kernel
def _area_lead(s, topo, owner):
    """Writes each point's owner under area rules; returns Black's points minus White's."""
    num_points = topo.neighbors.shape[0]
    secure = np.empty(num_points, dtype=np.int8)
    pass_alive(s, topo, secure)
    lead = area(s, topo, owner)
    for point in range(num_points):
        if secure[point] != 0 and secure[point] != owner[point]:
            before = 0 if owner[point] == 0 else 3 - 2 * owner[point]
            lead += 3 - 2 * secure[point] - before
            owner[point] = secure[point]
    return lead


@allocating_kernel
def _living(s, topo, hint, colors):
    """Writes each point's stone, 0 where it is dead or empty."""
    num_points = topo.neighbors.shape[0]
    secure = np.empty(num_points, dtype=np.int8)
    pass_alive(s, topo, secure)
    lean = np.zeros(num_points, dtype=np.int32)
    if hint.shape[0] == num_points:
        for point in range(num_points):
            if s[COLOR, point] != 0:
                lean[s[HEAD, point]] += hint[point]
    for point in range(num_points):
        color = s[COLOR, point]
        colors[point] = color
        if color != 0:
            head = s[HEAD, point]
            against = lean[head] * (2 * color - 3)
            if secure[point] == 3 - color or (
                secure[point] == 0 and against >= _CERTAINLY_DEAD * s[STONES, head]
            ):
                colors[point] = 0


@allocating_kernel
def _territory_lead(s, topo, hint, owner):
    """Writes each point's owner; returns Black's territory and prisoners minus White's."""
    num_points = topo.neighbors.shape[0]
    colors = np.empty(num_points, dtype=np.int8)
    _living(s, topo, hint, colors)
    queue = np.empty(num_points, dtype=np.int32)
    lead = s[META, TAKEN_BY_BLACK] - s[META, TAKEN_BY_WHITE]
    for point in range(num_points):
        owner[point] = colors[point] if colors[point] != 0 else -1
        if colors[point] == 0 and s[COLOR, point] != 0:
            lead += 1 if s[COLOR, point] == 2 else -1
    for point in range(num_points):
        if owner[point] != -1:
            continue
        size, touched, i = 1, 0, 0
        queue[0] = point
        owner[point] = 0
        while i < size:
            for k in range(4):
                near = topo.neighbors[queue[i], k]
                if near < num_points:
                    if colors[near] != 0:
                        touched |= colors[near]
                    elif owner[near] == -1:
                        owner[near] = 0
                        queue[size] = near
                        size += 1
            i += 1
        if touched == 1 or touched == 2:
            lead += size if touched == 1 else -size
            for i in range(size):
                owner[queue[i]] = touched
    return lead


@allocating_kernel
def judge(s, topo, rules, komi, hint, ownership):
    """Scores a finished game.

    Args:
        s: A position whose STATUS is not RUNNING.
        topo: The board's `Topology`.
        rules: The game's `KernelRules`.
        komi: White's points.
        hint: `[P]` int8, what the evaluator thought of the position before, for Black (zeros if
            nobody was asked), or `[0]`; read under territory rules only. It may be `ownership`
            itself, which is cleared first.
        ownership: `[P]` int8, overwritten: +-`OWNERSHIP_SCALE` for Black's and White's points;
            `[0]` if nobody wants to know.

    Returns:
        Value (+1, 0 or -1) and score for Black; the score of a game that was not decided by a
        count is 0.
    """
    num_points = topo.neighbors.shape[0]
    status = s[META, STATUS]
    ownership[:] = 0
    value, score = 0.0, 0.0
    if status == COUNTED:
        owner = np.empty(num_points, dtype=np.int8)
        if rules.territory:
            score = _territory_lead(s, topo, hint, owner) - komi
        else:
            score = _area_lead(s, topo, owner) - komi
        value = 1.0 if score > 0 else (-1.0 if score < 0 else 0.0)
        for point in range(ownership.shape[0]):
            if owner[point] != 0:
                ownership[point] = OWNERSHIP_SCALE if owner[point] == 1 else -OWNERSHIP_SCALE
    elif status == BLACK_WON:
        value = 1.0
    elif status == WHITE_WON:
        value = -1.0
    return value, score
