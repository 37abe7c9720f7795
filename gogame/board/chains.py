"""Putting stones on the board: chains, pseudo-liberties, captures, ko, hashes.

`play` is the whole rule of a move; `is_legal` says whether it may be played (superko is the
business of `legal.py`, which knows the game's history). A chain is in atari exactly if all its
pseudo-liberties lie on one point, that is if LIBS * LIB_SQ == LIB_SUM ** 2 (equality in the
Cauchy-Schwarz inequality), which costs no walk over the board.
"""

from __future__ import annotations

import numpy as np

from gogame.board.arrays import (
    BLACK_WON,
    COLOR,
    COUNTED,
    DRAWN,
    EMPTIES,
    HEAD,
    KO_POINT,
    LAST_MOVE,
    LIB_SQ,
    LIB_SUM,
    LIBS,
    META,
    NEXT,
    NUM_EMPTY,
    NUM_LAST,
    PASSES,
    PLY,
    RUNNING,
    SLOT,
    STATUS,
    STONES,
    TAKEN_BY_BLACK,
    TO_PLAY,
    WHITE_TO_PLAY_KEY,
    WHITE_WON,
)
from gogame.board.jit import index, inlined_kernel, kernel
from gogame.board.row import stones_hash, toggle_hash

_SUPERKO_SITUATIONAL = 3
_WIN_SCORE, _WIN_CAPTURE, _WIN_MISERE, _WIN_NO_CAPTURE = 0, 1, 2, 3


@inlined_kernel
def in_atari(s, head):
    """Returns whether the chain of `head` has exactly one liberty."""
    return s[LIBS, head] <= 4 and s[LIBS, head] * s[LIB_SQ, head] == (
        s[LIB_SUM, head] * s[LIB_SUM, head]
    )


@kernel
def _merge(s, one, two):
    """Joins two chains given by their heads; the larger keeps its head, which is returned."""
    big, small = one, two
    if s[STONES, one] < s[STONES, two]:
        big, small = two, one
    stone = small
    while True:
        s[HEAD, stone] = big
        stone = index(s[NEXT, stone])
        if stone == small:
            break
    s[NEXT, big], s[NEXT, small] = s[NEXT, small], s[NEXT, big]
    s[STONES, big] += s[STONES, small]
    s[LIBS, big] += s[LIBS, small]
    s[LIB_SUM, big] += s[LIB_SUM, small]
    s[LIB_SQ, big] += s[LIB_SQ, small]
    return big


@kernel
def _remove_chain(s, head, topo):
    """Takes a chain off the board; its points become liberties of the chains around it."""
    color = s[COLOR, head]
    other = 3 - color
    num_stones = s[STONES, head]
    num_empty = s[META, NUM_EMPTY]
    stone = head
    for _ in range(num_stones):
        s[COLOR, stone] = 0
        s[EMPTIES, num_empty] = stone
        s[SLOT, stone] = num_empty
        num_empty += 1
        toggle_hash(s, topo.zobrist[color, stone])
        for k in range(4):
            near = index(topo.neighbors[stone, k])
            if s[COLOR, near] == other:
                rival = index(s[HEAD, near])
                s[LIBS, rival] += 1
                s[LIB_SUM, rival] += stone
                s[LIB_SQ, rival] += stone * stone
        stone = index(s[NEXT, stone])
    s[META, NUM_EMPTY] = num_empty
    return num_stones


@inlined_kernel
def place(s, point, us, topo):
    """Puts a stone of colour `us` on an empty point and takes off what it captures.

    Updates stones, chains, empties, hash and KO_POINT, and nothing else of META.

    Returns:
        Number of captured stones; if the move was suicide, minus the number of own stones lost.
    """
    nbr = topo.neighbors
    last = s[META, NUM_EMPTY] - 1
    slot = s[SLOT, point]
    moved = s[EMPTIES, last]
    s[EMPTIES, slot] = moved
    s[SLOT, moved] = slot
    s[META, NUM_EMPTY] = last
    s[META, KO_POINT] = -1
    s[COLOR, point] = us
    toggle_hash(s, topo.zobrist[us, point])

    them = 3 - us
    square = point * point
    libs, lib_sum, lib_sq = 0, 0, 0
    num_own = 0
    for k in range(4):
        near = index(nbr[point, k])
        color = s[COLOR, near]
        if color == 0:
            libs += 1
            lib_sum += near
            lib_sq += near * near
        elif color != 3:
            head = index(s[HEAD, near])
            s[LIBS, head] -= 1
            s[LIB_SUM, head] -= point
            s[LIB_SQ, head] -= square
            if color == us:
                num_own += 1
    s[HEAD, point] = point
    s[NEXT, point] = point
    s[STONES, point] = 1
    s[LIBS, point] = libs
    s[LIB_SUM, point] = lib_sum
    s[LIB_SQ, point] = lib_sq

    num_captured = 0
    captured_at = -1
    for k in range(4):
        near = index(nbr[point, k])
        color = s[COLOR, near]
        if color == them:
            head = index(s[HEAD, near])
            if s[LIBS, head] == 0:
                num_captured += _remove_chain(s, head, topo)
                captured_at = near
        elif color == us and index(s[HEAD, near]) != s[HEAD, point]:
            _merge(s, index(s[HEAD, point]), index(s[HEAD, near]))
    if num_captured == 1 and num_own == 0 and s[LIBS, point] == 1:
        s[META, KO_POINT] = captured_at
    if s[LIBS, s[HEAD, point]] == 0:
        return -_remove_chain(s, index(s[HEAD, point]), topo)
    return num_captured


@kernel
def status_after_capture(s, rules):
    """Returns STATUS of a capture game from the prisoners of both sides."""
    black_reached = s[META, TAKEN_BY_BLACK] >= rules.capture_goal
    white_reached = s[META, TAKEN_BY_BLACK + 1] >= rules.capture_goal
    if not (black_reached or white_reached):
        return RUNNING
    black_wins = black_reached == (rules.win == _WIN_CAPTURE)
    return BLACK_WON if black_wins else WHITE_WON


@inlined_kernel
def play_inlined(s, action, topo, rules):
    """Does what `play` does, compiled into its caller."""
    us = index(s[META, TO_PLAY])
    them = 3 - us
    for i in range(NUM_LAST - 1, 0, -1):
        s[META, LAST_MOVE + i] = s[META, LAST_MOVE + i - 1]
    s[META, LAST_MOVE] = action
    s[META, PLY] += 1
    s[META, TO_PLAY] = them
    if action == topo.neighbors.shape[0]:
        s[META, KO_POINT] = -1
        s[META, PASSES] += 1
        if rules.win == _WIN_NO_CAPTURE:
            s[META, STATUS] = WHITE_WON if us == 1 else BLACK_WON
        elif s[META, PASSES] >= 2:
            s[META, STATUS] = COUNTED if rules.win == _WIN_SCORE else DRAWN
        return 0
    s[META, PASSES] = 0
    taken = place(s, action, us, topo)
    if taken > 0:
        s[META, TAKEN_BY_BLACK + us - 1] += taken
    elif taken < 0:
        s[META, TAKEN_BY_BLACK + them - 1] -= taken
    if taken != 0 and (rules.win == _WIN_CAPTURE or rules.win == _WIN_MISERE):
        s[META, STATUS] = status_after_capture(s, rules)
    return taken


@kernel
def play(s, action, topo, rules):
    """Plays an action for the player to play, without asking whether it is legal.

    Args:
        s: The position, `[NUM_FIELDS, W]` int32, changed in place.
        action: A point, or P for the pass.
        topo: The board's `Topology`.
        rules: The game's `KernelRules`.

    Returns:
        Number of captured stones; negative: number of own stones lost by suicide.
    """
    return play_inlined(s, action, topo, rules)


@kernel
def stone_effect(s, point, us, topo):
    """Returns what a stone on an empty point would do: 0 nothing, 1 capture, 2 suicide."""
    free = False
    for k in range(4):
        near = index(topo.neighbors[point, k])
        color = s[COLOR, near]
        if color == 0:
            free = True
        elif color != 3:
            if in_atari(s, index(s[HEAD, near])):
                if color != us:
                    return 1
            elif color == us:
                free = True
    return 0 if free else 2


@kernel
def is_legal_point(s, point, topo, rules):
    """Returns whether a stone may be put on `point`, superko left aside."""
    if s[COLOR, point] != 0 or (rules.ko != 0 and point == s[META, KO_POINT]):
        return False
    effect = stone_effect(s, point, index(s[META, TO_PLAY]), topo)
    if rules.win == _WIN_NO_CAPTURE:
        return effect == 0
    return effect != 2 or rules.suicide != 0


@kernel
def is_legal(s, action, topo, rules):
    """Returns whether the player to play may choose `action`, superko left aside."""
    if s[META, STATUS] != RUNNING:
        return False
    if action != topo.neighbors.shape[0]:
        return is_legal_point(s, action, topo, rules)
    if rules.win == _WIN_NO_CAPTURE:
        for i in range(s[META, NUM_EMPTY]):
            if is_legal_point(s, s[EMPTIES, i], topo, rules):
                return False
    return True


@kernel
def _side_key(to_play, rules):
    if rules.ko == _SUPERKO_SITUATIONAL and to_play == 2:
        return WHITE_TO_PLAY_KEY
    return np.uint64(0)


@kernel
def position_key(s, rules):
    """Returns the uint64 that repeats when the position does, in the sense of the ko rule."""
    return stones_hash(s) ^ _side_key(index(s[META, TO_PLAY]), rules)


@kernel
def _chain_hash(s, head, topo):
    key = np.uint64(0)
    color = s[COLOR, head]
    stone = head
    for _ in range(s[STONES, head]):
        key ^= topo.zobrist[color, stone]
        stone = index(s[NEXT, stone])
    return key


@kernel
def _seen_before(s, point, k, head, topo):
    """Returns whether neighbour k of `point` belongs to the same chain as an earlier one."""
    for j in range(k):
        near = index(topo.neighbors[point, j])
        color = s[COLOR, near]
        if (color == 1 or color == 2) and index(s[HEAD, near]) == head:
            return True
    return False


@kernel
def key_after(s, action, topo, rules):
    """Returns `position_key` as it would be after a legal action, without playing it."""
    us = index(s[META, TO_PLAY])
    key = stones_hash(s) ^ _side_key(3 - us, rules)
    if action == topo.neighbors.shape[0]:
        return key
    effect = stone_effect(s, action, us, topo)
    if effect != 2:
        key ^= topo.zobrist[us, action]
    if effect == 0:
        return key
    doomed = 3 - us if effect == 1 else us
    for k in range(4):
        near = index(topo.neighbors[action, k])
        if s[COLOR, near] == doomed:
            head = index(s[HEAD, near])
            if in_atari(s, head) and not _seen_before(s, action, k, head, topo):
                key ^= _chain_hash(s, head, topo)
    return key


@kernel
def _check_chain(s, head, topo):
    """Recounts one chain by walking its circle; returns 0 or the number of the broken rule."""
    num_points = topo.neighbors.shape[0]
    libs, lib_sum, lib_sq = 0, 0, 0
    stone = head
    for _ in range(s[STONES, head]):
        if s[HEAD, stone] != head or s[COLOR, stone] != s[COLOR, head]:
            return 1
        for k in range(4):
            near = index(topo.neighbors[stone, k])
            if near == num_points:
                continue
            if s[COLOR, near] == 0:
                libs += 1
                lib_sum += near
                lib_sq += near * near
            elif s[COLOR, near] == s[COLOR, head] and index(s[HEAD, near]) != head:
                return 2
        stone = index(s[NEXT, stone])
    if stone != head:
        return 3
    if libs == 0:
        return 4
    if libs != s[LIBS, head] or lib_sum != s[LIB_SUM, head] or lib_sq != s[LIB_SQ, head]:
        return 5
    return 0


@kernel
def check_consistency(s, topo):
    """Rebuilds everything from the stones; for tests.

    Returns:
        0 if `s` is sound, else which rule is broken: 1 a stone's head or colour, 2 neighbours in
        different chains, 3 an open circle, 4 a chain without liberties, 5 liberty sums,
        6 the list of empty points, 7 the hash, 8 the border, 9 a stone in no chain.
    """
    num_points = topo.neighbors.shape[0]
    key = np.uint64(0)
    num_empty, num_chained = 0, 0
    for point in range(num_points):
        color = s[COLOR, point]
        if color == 0:
            num_empty += 1
            slot = s[SLOT, point]
            if not 0 <= slot < s[META, NUM_EMPTY] or s[EMPTIES, slot] != point:
                return 6
            continue
        key ^= topo.zobrist[color, point]
        if s[HEAD, point] == point:
            fault = _check_chain(s, point, topo)
            if fault != 0:
                return fault
            num_chained += s[STONES, point]
    if num_empty != s[META, NUM_EMPTY]:
        return 6
    if key != stones_hash(s):
        return 7
    if s[COLOR, num_points] != 3:
        return 8
    return 9 if num_chained != num_points - num_empty else 0
