"""Kernels that count move sequences and colourings with the program's own board.

They are compiled anew in every run: a cached one would go on calling the board of yesterday.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from gogame.board.arrays import META, NUM_FIELDS, TO_PLAY, width_of
from gogame.board.chains import is_legal, key_after, place, play, position_key
from gogame.board.legal import legal_mask
from gogame.board.row import clear, copy_board
from gogame.board.variant import VariantSpec


@njit()
def _count_sequences(boards, masks, history, topo, rules, by_mask):
    """Walks all sequences of `len(boards)` actions, depth first and without recursion.

    `boards[d]` is the position after d actions and `masks[d]` the actions still to try there.
    The last action of a sequence is counted, not played: by `legal_mask`, or one by one by
    `is_legal` and `key_after` if not `by_mask`.
    """
    num_actions = masks.shape[1]
    last = boards.shape[0] - 1
    history[0] = position_key(boards[0], rules)
    total, depth, entered = 0, 0, True
    while depth >= 0:
        if entered:
            num_legal = legal_mask(boards[depth], topo, rules, history, depth + 1, masks[depth])
            if depth == last:
                if by_mask:
                    total += num_legal
                else:
                    total += _count_one_by_one(boards[depth], topo, rules, history, depth + 1)
                masks[depth] = 0
        entered = False
        for action in range(num_actions):
            if masks[depth, action] != 0:
                masks[depth, action] = 0
                copy_board(boards[depth + 1], boards[depth])
                play(boards[depth + 1], action, topo, rules)
                depth += 1
                history[depth] = position_key(boards[depth], rules)
                entered = True
                break
        if not entered:
            depth -= 1
    return total


@njit()
def _count_one_by_one(s, topo, rules, history, num_history):
    num_points = topo.neighbors.shape[0]
    total = 0
    for action in range(num_points + 1):
        if not is_legal(s, action, topo, rules):
            continue
        repeats = False
        if rules.ko >= 2 and action != num_points:
            key = key_after(s, action, topo, rules)
            for i in range(num_history):
                repeats |= history[i] == key
        total += not repeats
    return total


def count_sequences(variant: VariantSpec, length: int, *, by_mask: bool = True) -> int:
    """Returns the number of sequences of `length` legal actions from the empty board."""
    fields = width_of(variant.num_points)
    boards = np.zeros((length, NUM_FIELDS, fields), dtype=np.int32)
    for s in boards:
        clear(s, variant.num_points)
    masks = np.zeros((length, variant.num_actions), dtype=np.uint8)
    history = np.zeros(length, dtype=np.uint64)
    rules = variant.kernel_rules
    return int(_count_sequences(boards, masks, history, variant.topology, rules, by_mask))


@njit()
def _count_colourings(boards, choice, topo, rules):
    """Colours the points one after the other; a stone that captures or drowns ends a branch.

    A chain without liberties among the points coloured or still to be coloured has none in any
    completion, and the stone that takes the last one captures it or drowns with it. So the
    leaves reached are exactly the colourings in which every chain has a liberty.
    """
    num_points = topo.neighbors.shape[0]
    total, depth = 0, 0
    choice[0] = 0
    while depth >= 0:
        if depth == num_points:
            total += 1
            depth -= 1
            continue
        color = choice[depth]
        if color == 3:
            depth -= 1
            continue
        choice[depth] += 1
        s = boards[depth + 1]
        copy_board(s, boards[depth])
        if color != 0:
            s[META, TO_PLAY] = color
            if not is_legal(s, depth, topo, rules) or place(s, depth, color, topo) != 0:
                continue
        depth += 1
        if depth < num_points:
            choice[depth] = 0
    return total


def count_colourings(variant: VariantSpec) -> int:
    """Returns the number of boards in which every chain has a liberty."""
    points = variant.num_points
    boards = np.zeros((points + 1, NUM_FIELDS, width_of(points)), dtype=np.int32)
    for s in boards:
        clear(s, points)
    choice = np.zeros(points + 1, dtype=np.int32)
    return int(_count_colourings(boards, choice, variant.topology, variant.kernel_rules))
