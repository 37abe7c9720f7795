"""Random games to the end: the evaluator that needs no network.

`RolloutEvaluator` judges a position by playing it out at random. It is the program's first
opponent, the cold start of training and its fixed yardstick, so its strength must not drift.
A random player never fills its own eyes and passes only when nothing else is left; its moves
obey the simple ko rule, and games are cut off at `_LENGTH_FACTOR` times the number of points.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from gogame.board.area import area
from gogame.board.arrays import (
    COLOR,
    EMPTIES,
    HEAD,
    KO_POINT,
    META,
    NUM_EMPTY,
    PASSES,
    RUNNING,
    SLOT,
    STATUS,
    TAKEN_BY_BLACK,
    TO_PLAY,
    copy_board,
)
from gogame.board.chains import in_atari, place
from gogame.board.jit import allocating_kernel, index, kernel
from gogame.evaluation import Evaluation, EvaluationBatch
from gogame.rng import generator, kernel_seed

_LENGTH_FACTOR = 3


@kernel
def _next_random(state):
    """Advances a xorshift64* generator held in `state[0]`; returns 32 random bits.

    Source: Vigna, An experimental exploration of Marsaglia's xorshift generators, 2016.
    """
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return (x * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(32)


@kernel
def _is_eye(s, point, us, topo):
    """Returns whether a point surrounded by `us` alone is a real eye: few enemy diagonals."""
    border = topo.neighbors.shape[0]
    enemies, off_board = 0, 0
    for k in range(4):
        near = index(topo.diagonals[point, k])
        if near == border:
            off_board += 1
        elif s[COLOR, near] == 3 - us:
            enemies += 1
    return enemies < 2 if off_board == 0 else enemies == 0


@kernel
def _is_playable(s, point, us, topo):
    """Returns whether a stone here is neither suicide nor the filling of an own eye."""
    mine_only = True
    breathes = False
    for k in range(4):
        near = index(topo.neighbors[point, k])
        color = s[COLOR, near]
        if color == 0:
            return True
        if color == us:
            if not in_atari(s, index(s[HEAD, near])):
                breathes = True
        elif color != 3:
            mine_only = False
            if in_atari(s, index(s[HEAD, near])):
                breathes = True
    if mine_only and _is_eye(s, point, us, topo):
        return False
    return breathes


@kernel
def _random_point(s, us, topo, random_state):
    """Returns a playable point, each with the same chance, or -1 if there is none."""
    remaining = s[META, NUM_EMPTY]
    ko_point = s[META, KO_POINT]
    while remaining > 0:
        i = np.int64((_next_random(random_state) * np.uint64(remaining)) >> np.uint64(32))
        point = index(s[EMPTIES, i])
        if point != ko_point and _is_playable(s, point, us, topo):
            return point
        remaining -= 1
        other = s[EMPTIES, remaining]
        s[EMPTIES, i] = other
        s[SLOT, other] = i
        s[EMPTIES, remaining] = point
        s[SLOT, point] = remaining
    return -1


@kernel
def play_random_game(s, topo, rules, random_state):
    """Plays a position to the end at random, in place.

    In capture games the first side to reach the goal ends the game.

    Args:
        s: The position; afterwards its stones, prisoners, PASSES and TO_PLAY are those of the
            end.
        topo: The board's `Topology`.
        rules: The game's `KernelRules`.
        random_state: uint64 `[1]`, not zero; advanced.

    Returns:
        Number of moves played, passes included.
    """
    us = s[META, TO_PLAY]
    passes = s[META, PASSES]
    limit = _LENGTH_FACTOR * topo.neighbors.shape[0]
    num_moves = 0
    while passes < 2 and num_moves < limit:
        point = _random_point(s, us, topo, random_state)
        if point < 0:
            passes += 1
            s[META, KO_POINT] = -1
        else:
            passes = 0
            taken = place(s, point, us, topo)
            if taken > 0:
                s[META, TAKEN_BY_BLACK + us - 1] += taken
                if rules.capture_goal > 0 and (
                    s[META, TAKEN_BY_BLACK + us - 1] >= rules.capture_goal
                ):
                    num_moves += 1
                    us = 3 - us
                    break
        us = 3 - us
        num_moves += 1
    s[META, TO_PLAY] = us
    s[META, PASSES] = passes
    return num_moves


@allocating_kernel
def random_games(s, topo, rules, random_state, num_games):
    """Plays many random games from one position; returns the number of moves played."""
    scratch = np.empty_like(s)
    num_moves = 0
    for _ in range(num_games):
        copy_board(scratch, s)
        num_moves += play_random_game(scratch, topo, rules, random_state)
    return num_moves
