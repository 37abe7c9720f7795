"""Legal moves with the game's history: the mask that search and players use."""

from __future__ import annotations

import numpy as np

from gogame.board.arrays import (
    COLOR,
    EMPTIES,
    HEAD,
    KO_POINT,
    LIB_SUM,
    LIBS,
    META,
    NUM_EMPTY,
    RUNNING,
    STATUS,
    TAKEN_BY_BLACK,
    TAKEN_BY_WHITE,
    TO_PLAY,
)
from gogame.board.bits import count, fits, lowest_point
from gogame.board.chains import in_atari, key_after
from gogame.board.jit import allocating_kernel, index, inlined_kernel, kernel
from gogame.board.sight import EMPTY, living_points, look, new_sight, point_set, read, unpack

_CAPTURES = 2  # in a mask, until it is known whether the capture is legal
_POSITIONAL = 2
_WIN_NO_CAPTURE = 3
_FILTER_BITS = np.uint64(4095)
FILTER_WORDS = 64


@kernel
def _fill_filter(history, num_history, words):
    """Sets one bit for every key, so that most keys are known to be new by one look."""
    for i in range(num_history):
        bit = history[i] & _FILTER_BITS
        words[bit >> np.uint64(6)] |= np.uint64(1) << (bit & np.uint64(63))


@kernel
def _repeats(key, history, num_history, words):
    bit = key & _FILTER_BITS
    if (words[bit >> np.uint64(6)] >> (bit & np.uint64(63))) & np.uint64(1) == np.uint64(0):
        return False
    for i in range(num_history - 1, -1, -1):
        if history[i] == key:
            return True
    return False


@kernel
def can_repeat(s, rules):
    """Returns whether some move could recreate an earlier position.

    Under superko only. While no stone has ever left the board, every position has a stone that
    no earlier one had, unless suicide is legal.
    """
    if rules.ko < _POSITIONAL:
        return False
    return rules.suicide != 0 or s[META, TAKEN_BY_BLACK] + s[META, TAKEN_BY_WHITE] > 0


@inlined_kernel
def _mark_captures(s, topo, them, mask):
    """Writes `_CAPTURES` where a stone would take a chain."""
    for point in range(topo.neighbors.shape[0]):
        if (s[COLOR, point] == them) & (s[HEAD, point] == point) and in_atari(s, point):
            mask[index(s[LIB_SUM, point] // s[LIBS, point])] = _CAPTURES


@inlined_kernel
def _has_liberty(s, point, us, topo):
    """Returns whether a stone that captures nothing would stand with a liberty."""
    near = topo.neighbors
    a, b = index(near[point, 0]), index(near[point, 1])
    c, d = index(near[point, 2]), index(near[point, 3])
    # Without branches: what lies beside a point is mispredicted half of the time.
    if (s[COLOR, a] == 0) | (s[COLOR, b] == 0) | (s[COLOR, c] == 0) | (s[COLOR, d] == 0):
        return True
    for k in range(4):
        beside = index(near[point, k])
        if s[COLOR, beside] == us and not in_atari(s, index(s[HEAD, beside])):
            return True
    return False


@kernel
def _without_repeats(legal, exact, s, topo, rules, past):
    """Returns a set of moves without those that superko forbids.

    Args:
        legal: The moves.
        exact: Those of them that change more than their own point.
        s: The position.
        topo: The board's `Topology`.
        rules: The game's `KernelRules`.
        past: As for `legal_mask_with_scratch`.
    """
    history, num_history, words = past
    us, num_points = index(s[META, TO_PLAY]), topo.neighbors.shape[0]
    words[:] = 0
    _fill_filter(history, num_history, words)
    key = key_after(s, num_points, topo, rules)
    one = np.uint64(1)
    low, high = exact
    for point in range(min(num_points, 64)):
        bit = (key ^ topo.zobrist[us, point]) & _FILTER_BITS
        known = (words[bit >> np.uint64(6)] >> (bit & np.uint64(63))) & one
        low |= known << np.uint64(point)
    for point in range(64, num_points):
        bit = (key ^ topo.zobrist[us, point]) & _FILTER_BITS
        known = (words[bit >> np.uint64(6)] >> (bit & np.uint64(63))) & one
        high |= known << np.uint64(point - 64)
    low, high = low & legal[0], high & legal[1]
    bad_low, bad_high = np.uint64(0), np.uint64(0)
    while (low | high) != np.uint64(0):
        point = lowest_point(low) if low != np.uint64(0) else 64 + lowest_point(high)
        here = point_set(point)
        low, high = low & ~here[0], high & ~here[1]
        if _repeats(key_after(s, point, topo, rules), history, num_history, words):
            bad_low, bad_high = bad_low | here[0], bad_high | here[1]
    return legal[0] & ~bad_low, legal[1] & ~bad_high


@kernel
def _legal_in_bits(s, topo, rules, past, sets, mask):
    """Does what `legal_mask_with_scratch` does, on boards that have a `Sight`."""
    num_points = topo.neighbors.shape[0]
    us = index(s[META, TO_PLAY])
    captures, lives = living_points(sets, us)
    low, high = read(sets, EMPTY)
    if rules.win == _WIN_NO_CAPTURE:
        low, high = low & lives[0] & ~captures[0], high & lives[1] & ~captures[1]
    elif rules.suicide == 0:
        low, high = low & lives[0], high & lives[1]
    if rules.ko != 0:
        ko = point_set(s[META, KO_POINT])
        low, high = low & ~ko[0], high & ~ko[1]
    if can_repeat(s, rules):
        exact = (captures[0] | ~lives[0], captures[1] | ~lives[1])
        low, high = _without_repeats((low, high), exact, s, topo, rules, past)
    unpack((low, high), mask[:num_points])
    num_legal = count((low, high))
    mask[num_points] = rules.win != _WIN_NO_CAPTURE or num_legal == 0
    return num_legal + mask[num_points]


@kernel
def legal_mask_with_scratch(s, topo, rules, past, sets, mask):
    """Does what `legal_mask` does.

    `past` holds the history, the keys in use and `[FILTER_WORDS]` uint64 to overwrite; `sets` is
    that of a `Sight` which has been looked at, if the board fits.
    """
    num_points = topo.neighbors.shape[0]
    if s[META, STATUS] != RUNNING:
        mask[: num_points + 1] = 0
        return 0
    if fits(topo):
        return _legal_in_bits(s, topo, rules, past, sets, mask)
    return _legal_by_points(s, topo, rules, past, mask)


@kernel
def _legal_by_points(s, topo, rules, past, mask):
    """Does what `legal_mask_with_scratch` does, on every board."""
    history, num_history, words = past
    num_points = topo.neighbors.shape[0]
    mask[: num_points + 1] = 0
    us = index(s[META, TO_PLAY])
    superko = can_repeat(s, rules)
    key = np.uint64(0)
    if superko:
        words[:] = 0
        _fill_filter(history, num_history, words)
        key = key_after(s, num_points, topo, rules)
    _mark_captures(s, topo, 3 - us, mask)
    ko_point = s[META, KO_POINT] if rules.ko != 0 else -1
    num_legal = 0
    for i in range(s[META, NUM_EMPTY]):
        point = index(s[EMPTIES, i])
        captures = mask[point] == _CAPTURES
        mask[point] = 0
        lives = captures or _has_liberty(s, point, us, topo)
        if point == ko_point or (captures and rules.win == _WIN_NO_CAPTURE):
            continue
        if not lives and (rules.suicide == 0 or rules.win == _WIN_NO_CAPTURE):
            continue
        if superko:
            after = key ^ topo.zobrist[us, point]
            if captures or not lives:
                after = key_after(s, point, topo, rules)
            if _repeats(after, history, num_history, words):
                continue
        mask[point] = 1
        num_legal += 1
    if rules.win != _WIN_NO_CAPTURE or num_legal == 0:
        mask[num_points] = 1
        num_legal += 1
    return num_legal


@allocating_kernel
def legal_mask(s, topo, rules, history, num_history, mask):
    """Marks the legal actions of the player to play.

    Args:
        s: The position.
        topo: The board's `Topology`.
        rules: The game's `KernelRules`.
        history: uint64 `[>= num_history]`, `position_key` of every position so far, this one
            included; read under superko only.
        num_history: Keys in use.
        mask: `[A]` uint8, overwritten: 1 legal, 0 not; all 0 when the game is over.

    Returns:
        Number of legal actions, the pass included.
    """
    words = np.empty(FILTER_WORDS, dtype=np.uint64)
    sight = new_sight(topo.neighbors.shape[0])
    if fits(topo):
        look(s, topo, sight)
    past = (history, num_history, words)
    return legal_mask_with_scratch(s, topo, rules, past, sight.sets, mask)
