"""The rules of a move in plain Python, for one position at a time and without a compiler.

The kernels of `chains` and `legal` are for searches; who only plays a move now and then, such as
the window, would wait a second and give 150 MiB for loading them. What stands here does
exactly the same to the same arrays, down to the order of the empty points: random games of all
variants are played on both in the tests. Begin reading with `play`.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gogame.board.arrays import (
    BLACK_WON,
    COUNTED,
    DRAWN,
    HASH_HIGH,
    HASH_LOW,
    KO_POINT,
    LAST_MOVE,
    META,
    NUM_EMPTY,
    NUM_LAST,
    PASSES,
    PLY,
    RUNNING,
    STATUS,
    TAKEN_BY_BLACK,
    TAKEN_BY_WHITE,
    TO_PLAY,
    WHITE_TO_PLAY_KEY,
    WHITE_WON,
)
from gogame.board.coords import BLACK, EMPTY, WHITE
from gogame.board.rules import Ko, WinCondition
from gogame.board.topology import Shape, topology
from gogame.board.variant import VariantSpec

NOTHING, CAPTURE, SUICIDE = 0, 1, 2  # what a stone does, see `stone_effect`
_LOW_BITS = 0xFFFFFFFF
_CAPTURE_GAMES = (WinCondition.CAPTURE, WinCondition.MISERE_CAPTURE)


class _Tables(NamedTuple):
    """The tables of a `Topology` as Python's own numbers, without the border."""

    near: tuple[tuple[int, ...], ...]
    zobrist: tuple[tuple[int, ...], ...]


class _Fields(NamedTuple):
    """The rows of a position, in the order of `arrays`; what is written here is written there."""

    color: memoryview
    head: memoryview
    next: memoryview
    stones: memoryview
    libs: memoryview
    lib_sum: memoryview
    lib_sq: memoryview
    empties: memoryview
    slot: memoryview
    meta: memoryview


def _fields(board: NDArray[np.int32]) -> _Fields:
    return _Fields(*(row.data for row in board))


@functools.lru_cache(maxsize=32)
def _tables(height: int, width: int, shape: Shape) -> _Tables:
    tables = topology(height, width, shape)
    border = height * width
    near = tuple(tuple(p for p in row if p != border) for row in tables.neighbors.tolist())
    return _Tables(near, tuple(tuple(row) for row in tables.zobrist.tolist()))


def _tables_of(variant: VariantSpec) -> _Tables:
    return _tables(variant.height, variant.width, variant.shape)


def play(board: NDArray[np.int32], action: int, variant: VariantSpec) -> int:
    """Plays an action for the player to play, without asking whether it is legal.

    Args:
        board: The position, `[NUM_FIELDS, W]` int32, changed in place.
        action: A point, or P for the pass.
        variant: The game.

    Returns:
        Number of captured stones; negative: number of own stones lost by suicide.
    """
    s = _fields(board)
    us = s.meta[TO_PLAY]
    for i in range(NUM_LAST - 1, 0, -1):
        s.meta[LAST_MOVE + i] = s.meta[LAST_MOVE + i - 1]
    s.meta[LAST_MOVE] = action
    s.meta[PLY] += 1
    s.meta[TO_PLAY] = 3 - us
    if action == variant.pass_action:
        s.meta[KO_POINT] = -1
        s.meta[PASSES] += 1
        if variant.win is WinCondition.NO_CAPTURE:
            s.meta[STATUS] = WHITE_WON if us == BLACK else BLACK_WON
        elif s.meta[PASSES] >= 2:
            s.meta[STATUS] = COUNTED if variant.win is WinCondition.SCORE else DRAWN
        return 0
    s.meta[PASSES] = 0
    taken = _place(s, action, us, _tables_of(variant))
    taker = us if taken > 0 else 3 - us
    s.meta[TAKEN_BY_BLACK + taker - 1] += abs(taken)
    if taken != 0 and variant.win in _CAPTURE_GAMES:
        s.meta[STATUS] = _status_after_capture(s, variant)
    return taken


def place(board: NDArray[np.int32], point: int, us: int, variant: VariantSpec) -> int:
    """Puts a stone of colour `us` on an empty point and takes off what it captures.

    Updates stones, chains, empties, hash and KO_POINT, and nothing else of META.

    Returns:
        Number of captured stones; if the move was suicide, minus the number of own stones lost.
    """
    return _place(_fields(board), point, us, _tables_of(variant))


def position_key(board: NDArray[np.int32], variant: VariantSpec) -> int:
    """Returns the number that repeats when the position does, in the sense of the ko rule."""
    meta = board[META]
    return _hash(meta.data) ^ _side_key(int(meta[TO_PLAY]), variant)


def stone_effect(board: NDArray[np.int32], point: int, us: int, variant: VariantSpec) -> int:
    """Returns what a stone on an empty point would do: NOTHING, CAPTURE or SUICIDE."""
    return _effect(_fields(board), point, us, _tables_of(variant).near[point])


def is_legal(
    board: NDArray[np.int32], action: int, variant: VariantSpec, history: NDArray[np.uint64]
) -> bool:
    """Returns whether the player to play may choose an action.

    Args:
        board: The position.
        action: A point, or P for the pass.
        variant: The game.
        history: `position_key` of every position so far, this one included.
    """
    s = _fields(board)
    if s.meta[STATUS] != RUNNING:
        return False
    if action == variant.pass_action:
        return bool(legal_mask(board, variant, history)[action])
    if s.color[action] != EMPTY:
        return False
    past = _past(s, variant, history)
    return _may_place(s, action, variant, past)


def legal_mask(
    board: NDArray[np.int32], variant: VariantSpec, history: NDArray[np.uint64]
) -> NDArray[np.bool_]:
    """Returns `[A]` bool: the legal actions of the player to play; none when the game is over.

    Args:
        board: The position.
        variant: The game.
        history: `position_key` of every position so far, this one included.
    """
    s = _fields(board)
    mask = np.zeros(variant.num_actions, dtype=np.bool_)
    if s.meta[STATUS] != RUNNING:
        return mask
    past = _past(s, variant, history)
    legal = [
        point
        for point in s.empties[: s.meta[NUM_EMPTY]].tolist()
        if _may_place(s, point, variant, past)
    ]
    mask[legal] = True
    mask[variant.pass_action] = variant.win is not WinCondition.NO_CAPTURE or not legal
    return mask


def _past(s: _Fields, variant: VariantSpec, history: NDArray[np.uint64]) -> frozenset[int]:
    """Returns the keys that a move could recreate; none where no rule forbids that.

    While no stone has ever left the board, every position has a stone that no earlier one had,
    unless suicide is legal.
    """
    if variant.rules.ko not in (Ko.POSITIONAL, Ko.SITUATIONAL):
        return frozenset()
    has_taken = s.meta[TAKEN_BY_BLACK] + s.meta[TAKEN_BY_WHITE] > 0
    may_repeat = variant.rules.suicide or has_taken
    return frozenset(history.tolist()) if may_repeat else frozenset()


def _may_place(s: _Fields, point: int, variant: VariantSpec, past: frozenset[int]) -> bool:
    """Returns whether a stone may be put on an empty point of a running game."""
    if point == s.meta[KO_POINT] and variant.rules.ko is not Ko.NONE:
        return False
    us = s.meta[TO_PLAY]
    tables = _tables_of(variant)
    effect = _effect(s, point, us, tables.near[point])
    if variant.win is WinCondition.NO_CAPTURE and effect != NOTHING:
        return False
    if effect == SUICIDE and not variant.rules.suicide:
        return False
    if not past:
        return True
    key = _hash(s.meta) ^ _side_key(3 - us, variant)
    if effect != SUICIDE:
        key ^= tables.zobrist[us][point]
    if effect != NOTHING:
        key ^= _doomed_hash(s, point, 3 - us if effect == CAPTURE else us, tables)
    return key not in past


def _effect(s: _Fields, point: int, us: int, around: tuple[int, ...]) -> int:
    is_free = False
    for near in around:
        color = s.color[near]
        if color == EMPTY:
            is_free = True
        elif _in_atari(s, s.head[near]):
            if color != us:
                return CAPTURE
        elif color == us:
            is_free = True
    return NOTHING if is_free else SUICIDE


def _in_atari(s: _Fields, head: int) -> bool:
    libs, total = s.libs[head], s.lib_sum[head]
    return libs <= 4 and libs * s.lib_sq[head] == total * total


def _doomed_hash(s: _Fields, point: int, doomed: int, tables: _Tables) -> int:
    """Returns the hash of the chains of a colour in atari beside a point."""
    key, seen = 0, set[int]()
    for near in tables.near[point]:
        head = s.head[near]
        if s.color[near] == doomed and head not in seen and _in_atari(s, head):
            seen.add(head)
            for stone in _chain(s, head):
                key ^= tables.zobrist[doomed][stone]
    return key


def _chain(s: _Fields, head: int) -> list[int]:
    """Returns the stones of a chain, its head first."""
    stones = [head]
    while (stone := s.next[stones[-1]]) != head:
        stones.append(stone)
    return stones


def _place(s: _Fields, point: int, us: int, tables: _Tables) -> int:
    _fill(s, point)
    s.meta[KO_POINT] = -1
    s.color[point] = us
    _toggle(s, tables.zobrist[us][point])
    num_own = _take_liberties(s, point, us, tables.near[point])
    num_captured, captured_at = 0, -1
    for near in tables.near[point]:
        color = s.color[near]
        if color == 3 - us:
            if s.libs[s.head[near]] == 0:
                num_captured += _remove_chain(s, s.head[near], tables)
                captured_at = near
        elif color == us and s.head[near] != s.head[point]:
            _merge(s, s.head[point], s.head[near])
    if num_captured == 1 and num_own == 0 and s.libs[point] == 1:
        s.meta[KO_POINT] = captured_at
    if s.libs[s.head[point]] == 0:
        return -_remove_chain(s, s.head[point], tables)
    return num_captured


def _fill(s: _Fields, point: int) -> None:
    """Takes a point off the list of empty points."""
    last = s.meta[NUM_EMPTY] - 1
    slot, moved = s.slot[point], s.empties[last]
    s.empties[slot] = moved
    s.slot[moved] = slot
    s.meta[NUM_EMPTY] = last


def _take_liberties(s: _Fields, point: int, us: int, around: tuple[int, ...]) -> int:
    """Makes a new stone a chain of its own; returns how many own stones lie beside it."""
    libs, lib_sum, lib_sq, num_own = 0, 0, 0, 0
    for near in around:
        color = s.color[near]
        if color == EMPTY:
            libs += 1
            lib_sum += near
            lib_sq += near * near
            continue
        head = s.head[near]
        s.libs[head] -= 1
        s.lib_sum[head] -= point
        s.lib_sq[head] -= point * point
        num_own += color == us
    s.head[point] = s.next[point] = point
    s.stones[point] = 1
    s.libs[point], s.lib_sum[point], s.lib_sq[point] = libs, lib_sum, lib_sq
    return num_own


def _merge(s: _Fields, one: int, two: int) -> None:
    """Joins two chains given by their heads; the larger keeps its head."""
    big, small = (two, one) if s.stones[one] < s.stones[two] else (one, two)
    for stone in _chain(s, small):
        s.head[stone] = big
    s.next[big], s.next[small] = s.next[small], s.next[big]
    for field in (s.stones, s.libs, s.lib_sum, s.lib_sq):
        field[big] += field[small]


def _remove_chain(s: _Fields, head: int, tables: _Tables) -> int:
    """Takes a chain off the board; its points become liberties of the chains around it."""
    color = s.color[head]
    stones = _chain(s, head)
    num_empty = s.meta[NUM_EMPTY]
    for stone in stones:
        s.color[stone] = EMPTY
        s.empties[num_empty] = stone
        s.slot[stone] = num_empty
        num_empty += 1
        _toggle(s, tables.zobrist[color][stone])
        for near in tables.near[stone]:
            if s.color[near] == 3 - color:
                rival = s.head[near]
                s.libs[rival] += 1
                s.lib_sum[rival] += stone
                s.lib_sq[rival] += stone * stone
    s.meta[NUM_EMPTY] = num_empty
    return len(stones)


def _status_after_capture(s: _Fields, variant: VariantSpec) -> int:
    """Returns STATUS of a capture game from the prisoners of both sides."""
    black_reached = s.meta[TAKEN_BY_BLACK] >= variant.capture_goal
    if not black_reached and s.meta[TAKEN_BY_WHITE] < variant.capture_goal:
        return RUNNING
    black_wins = black_reached == (variant.win is WinCondition.CAPTURE)
    return BLACK_WON if black_wins else WHITE_WON


def _hash(meta: memoryview) -> int:
    """Returns the Zobrist hash of the stones alone."""
    return (meta[HASH_HIGH] & _LOW_BITS) << 32 | meta[HASH_LOW] & _LOW_BITS


def _toggle(s: _Fields, key: int) -> None:
    s.meta[HASH_LOW] ^= _signed(key & _LOW_BITS)
    s.meta[HASH_HIGH] ^= _signed(key >> 32)


def _signed(bits: int) -> int:
    """Returns 32 bits as the int32 that has them."""
    return bits - (1 << 32) if bits >> 31 else bits


def _side_key(to_play: int, variant: VariantSpec) -> int:
    is_marked = variant.rules.ko is Ko.SITUATIONAL and to_play == WHITE
    return int(WHITE_TO_PLAY_KEY) if is_marked else 0
