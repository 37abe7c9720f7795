"""Kernels on a single row of the flat arrays: make it empty, copy it, hash its stones."""

from __future__ import annotations

import numpy as np

from gogame.board.arrays import (
    BORDER,
    COLOR,
    EMPTIES,
    HASH_HIGH,
    HASH_LOW,
    KO_POINT,
    LAST_MOVE,
    META,
    NUM_EMPTY,
    NUM_FIELDS,
    NUM_LAST,
    SLOT,
    TO_PLAY,
)
from gogame.board.jit import kernel


@kernel
def clear(s, num_points):
    """Makes `s` the empty board, Black to play."""
    s[:] = 0
    s[COLOR, num_points] = BORDER
    for point in range(num_points):
        s[EMPTIES, point] = point
        s[SLOT, point] = point
    s[META, TO_PLAY] = 1
    s[META, KO_POINT] = -1
    s[META, NUM_EMPTY] = num_points
    for i in range(NUM_LAST):
        s[META, LAST_MOVE + i] = -1


@kernel
def copy_board(target, source):
    """Copies one position over another."""
    for field in range(NUM_FIELDS):
        for i in range(source.shape[1]):
            target[field, i] = source[field, i]


@kernel
def stones_hash(s):
    """Returns the uint64 Zobrist hash of the stones alone."""
    low = np.uint64(np.uint32(s[META, HASH_LOW]))
    high = np.uint64(np.uint32(s[META, HASH_HIGH]))
    return (high << np.uint64(32)) | low


@kernel
def toggle_hash(s, key):
    """XORs a Zobrist key into the stored hash."""
    s[META, HASH_LOW] ^= np.int32(np.uint32(key & np.uint64(0xFFFFFFFF)))
    s[META, HASH_HIGH] ^= np.int32(np.uint32(key >> np.uint64(32)))
