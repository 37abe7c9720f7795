"""What a network sees of a position: the one definition, for search and training alike.

Everything is from the viewpoint of the player to play ("own"). Planes are bytes (0 or 1), so
that a batch is small and each runtime widens it as it likes; the few real numbers are globals.
Stored games never hold features: a new plane needs a new `FEATURES_VERSION` and no new data.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gogame.board.area import Scratch as AreaScratch
from gogame.board.area import (
    area_with_scratch,
    chain_liberties_with_scratch,
    pass_alive_with_scratch,
)
from gogame.board.area import new_scratch as new_area_scratch
from gogame.board.arrays import (
    COLOR,
    EMPTIES,
    HEAD,
    KO_POINT,
    LAST_MOVE,
    LIB_SUM,
    LIBS,
    META,
    NUM_EMPTY,
    NUM_LAST,
    PASSES,
    TAKEN_BY_BLACK,
    TO_PLAY,
)
from gogame.board.bits import alive_in_bits, areas, fits, frame
from gogame.board.chains import stone_effect
from gogame.board.jit import allocating_kernel, index, kernel
from gogame.board.position import Position
from gogame.board.sight import (
    EMPTY,
    FEW,
    STONES,
    Sight,
    living_points,
    look,
    new_sight,
    point_set,
    read,
    unpack,
)
from gogame.errors import VariantError
from gogame.evaluation import EvaluationBatch

FEATURES_VERSION = 1

PLANE_NAMES = (
    "on board",
    "own stones",
    "opponent's stones",
    "chains with 1 liberty",
    "chains with 2 liberties",
    "chains with 3 liberties",
    "legal moves",
    "forbidden by ko or superko",
    "captures if played",
    "last move",
    "move 2 ago",
    "move 3 ago",
    "move 4 ago",
    "move 5 ago",
    "own pass-alive",
    "opponent's pass-alive",
    "own area",
    "opponent's area",
)
GLOBAL_NAMES = (
    "komi for own / 10",
    "komi for own / board width",
    "parity of the drawn score",
    "ko none",
    "ko simple",
    "positional superko",
    "situational superko",
    "suicide legal",
    "territory scoring",
    "win by score",
    "win by capture",
    "misere capture",
    "no capture",
    "own stones still to capture / 10",
    "opponent's stones still to capture / 10",
    "last move was a pass",
    "cylinder",
    "torus",
    "own minus opponent's prisoners / 10",
    "board width / 19",
)
NUM_PLANES = len(PLANE_NAMES)
NUM_GLOBALS = len(GLOBAL_NAMES)

(_ON, _OWN, _OTHER, _LIB1, _LIB2, _LIB3, _LEGAL, _BANNED, _CAPTURES) = range(9)
_HISTORY = 9
_ALIVE_OWN, _ALIVE_OTHER, _AREA_OWN, _AREA_OTHER = 14, 15, 16, 17


class Scratch(NamedTuple):
    """Arrays that `encode_with_scratch` overwrites, for a board of P points.

    Attributes:
        liberties: `[P]` int32.
        owner: `[P]` int8.
        area: See `area.Scratch`.
        sight: Filled by `look` before, on boards that have one.
    """

    liberties: NDArray[np.int32]
    owner: NDArray[np.int8]
    area: AreaScratch
    sight: Sight


@allocating_kernel
def new_scratch(num_points):
    """Returns an uninitialised `Scratch`, for Python and for kernels that may allocate."""
    return Scratch(
        np.empty(num_points, dtype=np.int32),
        np.empty(num_points, dtype=np.int8),
        new_area_scratch(num_points),
        new_sight(num_points),
    )


@kernel
def _encode_points(s, topo, mask, liberties, planes):
    """Fills the planes that are about single points: stones, liberties, legality, captures.

    The first loop has no branches: a branch on what lies on a point is mispredicted half of the
    time.
    """
    num_points = topo.neighbors.shape[0]
    us = np.int32(s[META, TO_PLAY])
    them = np.int32(3 - us)
    for point in range(num_points):
        color, count = s[COLOR, point], liberties[point]
        planes[_ON, point] = 1
        planes[_OWN, point] = color == us
        planes[_OTHER, point] = color == them
        planes[_LIB1, point] = count == 1
        planes[_LIB2, point] = count == 2
        planes[_LIB3, point] = count == 3
        planes[_LEGAL, point] = mask[point]
    for point in range(num_points):
        if (liberties[point] == 1) & (s[COLOR, point] == them) & (s[HEAD, point] == point):
            planes[_CAPTURES, index(s[LIB_SUM, point] // s[LIBS, point])] = 1
    for i in range(s[META, NUM_EMPTY]):
        point = index(s[EMPTIES, i])
        if mask[point] == 0:
            is_ko = point == s[META, KO_POINT]
            planes[_BANNED, point] = is_ko or stone_effect(s, point, np.int64(us), topo) != 2


@kernel
def _encode_owner(owner, us, planes, own_plane):
    own, other = np.int8(us), np.int8(3 - us)
    for point in range(planes.shape[1]):
        planes[own_plane, point] = owner[point] == own
        planes[own_plane + 1, point] = owner[point] == other


@kernel
def _drawn_parity(own_komi, num_points):
    """Returns a triangle wave of komi, period 2: where the nearest drawn area score lies.

    On a full board area scores have the parity of the number of points, so half a point of komi
    matters or not depending on this. Source: Wu, arXiv 1902.10565, appendix A.2.
    """
    x = own_komi - (num_points % 2)
    x -= 2.0 * math.floor(x / 2.0)
    if x < 0.5:
        return x
    return 1.0 - x if x < 1.5 else x - 2.0


@kernel
def _encode_globals(s, topo, rules, komi, values):
    num_points = topo.neighbors.shape[0]
    us = index(s[META, TO_PLAY])
    own_komi = komi if us == 2 else -komi
    width = math.sqrt(num_points)
    own_taken = s[META, TAKEN_BY_BLACK + us - 1]
    other_taken = s[META, TAKEN_BY_BLACK + 2 - us]
    values[:] = 0
    values[0] = own_komi / 10.0
    values[1] = own_komi / width
    if rules.territory == 0 and rules.win == 0:
        values[2] = _drawn_parity(own_komi, num_points)
    values[3 + rules.ko] = 1
    values[7] = rules.suicide
    values[8] = rules.territory
    values[9 + rules.win] = 1
    if rules.capture_goal > 0:
        values[13] = (rules.capture_goal - own_taken) / 10.0
        values[14] = (rules.capture_goal - other_taken) / 10.0
    values[15] = s[META, PASSES] > 0
    if topo.shape > 0:
        values[15 + topo.shape] = 1
    if rules.territory != 0:
        values[18] = (own_taken - other_taken) / 10.0
    values[19] = width / 19.0


@kernel
def _encode_by_points(s, topo, mask, planes, scratch):
    """Fills all planes but those of the last moves, on every board."""
    us = index(s[META, TO_PLAY])
    liberties, owner = scratch.liberties, scratch.owner
    for plane in range(_BANNED, _HISTORY):
        planes[plane, :] = 0
    chain_liberties_with_scratch(s, topo, liberties, scratch.area)
    _encode_points(s, topo, mask, liberties, planes)
    pass_alive_with_scratch(s, topo, owner, scratch.area)
    _encode_owner(owner, us, planes, _ALIVE_OWN)
    area_with_scratch(s, topo, owner, scratch.area.queue)
    _encode_owner(owner, us, planes, _AREA_OWN)


@kernel
def _encode_in_bits(s, topo, mask, planes, scratch):
    """Does what `_encode_by_points` does, on boards that have a `Sight`."""
    sets, chains = scratch.sight
    us = index(s[META, TO_PLAY])
    around = frame(topo)
    black, white, empty = read(sets, STONES), read(sets, STONES + 1), read(sets, EMPTY)
    own_row, other_row = us - 1, 2 - us
    for point in range(planes.shape[1]):
        planes[_ON, point] = 1
        planes[_LEGAL, point] = mask[point]
    unpack(read(sets, STONES + own_row), planes[_OWN])
    unpack(read(sets, STONES + other_row), planes[_OTHER])
    for i in range(3):
        unpack(read(sets, FEW + i), planes[_LIB1 + i])
    captures, lives = living_points(sets, us)
    unpack(captures, planes[_CAPTURES])
    ko = point_set(s[META, KO_POINT])
    no_suicide = (empty[0] & (lives[0] | ko[0]), empty[1] & (lives[1] | ko[1]))
    unpack(no_suicide, planes[_BANNED])
    for point in range(planes.shape[1]):
        planes[_BANNED, point] &= mask[point] == 0
    bits = (chains, scratch.area.closed, scratch.area.queue)
    alive_black = alive_in_bits(s, 1, black, empty, around, bits)
    alive_white = alive_in_bits(s, 2, white, empty, around, bits)
    unpack(alive_black, planes[_ALIVE_OWN + own_row])
    unpack(alive_white, planes[_ALIVE_OWN + other_row])
    of_black, of_white = areas(black, white, empty, around)
    unpack(of_black, planes[_AREA_OWN + own_row])
    unpack(of_white, planes[_AREA_OWN + other_row])


@kernel
def encode_with_scratch(s, topo, rules, komi, mask, planes, values, scratch):
    """Does what `encode` does, with the caller's `new_scratch`, whose `sight` has been filled."""
    num_points = topo.neighbors.shape[0]
    if fits(topo):
        _encode_in_bits(s, topo, mask, planes, scratch)
    else:
        _encode_by_points(s, topo, mask, planes, scratch)
    for i in range(NUM_LAST):
        planes[_HISTORY + i, :] = 0
        move = s[META, LAST_MOVE + i]
        if 0 <= move < num_points:
            planes[_HISTORY + i, move] = 1
    _encode_globals(s, topo, rules, komi, values)


@allocating_kernel
def encode(s, topo, rules, komi, mask, planes, values):
    """Writes one position's features.

    Args:
        s: The position.
        topo: The board's `Topology`.
        rules: The game's `KernelRules`.
        komi: White's points, the handicap bonus included.
        mask: `[A]` uint8 legal mask of the position (superko included).
        planes: `[NUM_PLANES, P]` uint8, overwritten.
        values: `[NUM_GLOBALS]` float32, overwritten.
    """
    scratch = new_scratch(topo.neighbors.shape[0])
    if fits(topo):
        look(s, topo, scratch.sight)
    encode_with_scratch(s, topo, rules, komi, mask, planes, values, scratch)


def new_batch(position: Position, rows: int) -> EvaluationBatch:
    """Returns an `EvaluationBatch` of `rows` zeroed rows for boards like that of `position`."""
    spec = position.variant
    return EvaluationBatch(
        spec,
        np.zeros((rows, NUM_PLANES, spec.height, spec.width), dtype=np.uint8),
        np.zeros((rows, NUM_GLOBALS), dtype=np.float32),
        np.zeros((rows, *position.board.shape), dtype=np.int32),
        np.zeros(rows, dtype=np.float32),
    )


def encode_positions(positions: Sequence[Position]) -> EvaluationBatch:
    """Returns the features of positions on boards of one height, width and shape.

    Raises:
        VariantError: The boards differ, or there is no position.
    """
    if not positions:
        raise VariantError("no position to encode: expected at least one")
    first = positions[0].variant
    batch = new_batch(positions[0], len(positions))
    for row, position in enumerate(positions):
        spec = position.variant
        if (spec.height, spec.width, spec.shape) != (first.height, first.width, first.shape):
            raise VariantError("positions to encode lie on boards of different size or shape")
        batch.boards[row] = position.board
        batch.komi[row] = position.komi
        mask: NDArray[np.uint8] = np.array(position.legal(), dtype=np.uint8)
        encode(
            position.board,
            spec.topology,
            spec.kernel_rules,
            position.komi,
            mask,
            batch.planes[row].reshape(NUM_PLANES, -1),
            batch.globals_[row],
        )
    return batch
