"""The arrays that stored games and training rows lie in, and the mirror images of a board."""

from __future__ import annotations

import functools
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gogame.board.topology import Shape


class Games(NamedTuple):
    """G games of M moves in flat arrays; offsets count from `first_...[0]`.

    Attributes:
        first_move: `[G + 1]` int64 offsets of each game's moves.
        moves: `[M]` uint16 actions.
        recorded: `[M]` bool, whether the move has a policy.
        root_value: `[M]` int8 search value for the player to play, times `VALUE_SCALE`.
        visits: `[M]` uint16 playouts of the search, 0 if there was none.
        first_weight: `[M + 1]` int64 offsets of each move's policy.
        policy_actions: `[K]` uint16.
        policy_weights: `[K]` uint16, adding up to `WEIGHT_SUM`.
        first_stone: `[G + 1]` int64 offsets of each game's handicap.
        handicap: `[...]` int32 points.
        first_point: `[G + 1]` int64 offsets of each game's ownership.
        ownership: `[...]` int8, +1 Black's.
        komi: `[G]` float32, the handicap bonus included.
        rules: `[G, 5]` int64, the fields of `KernelRules`.
        outcome: `[G]` int8 for Black.
        score: `[G]` float32, Black minus White.
        board: `[G]` int32 number of the board's size and shape.
    """

    first_move: NDArray[np.int64]
    moves: NDArray[np.uint16]
    recorded: NDArray[np.bool_]
    root_value: NDArray[np.int8]
    visits: NDArray[np.uint16]
    first_weight: NDArray[np.int64]
    policy_actions: NDArray[np.uint16]
    policy_weights: NDArray[np.uint16]
    first_stone: NDArray[np.int64]
    handicap: NDArray[np.int32]
    first_point: NDArray[np.int64]
    ownership: NDArray[np.int8]
    komi: NDArray[np.float32]
    rules: NDArray[np.int64]
    outcome: NDArray[np.int8]
    score: NDArray[np.float32]
    board: NDArray[np.int32]


class Rows(NamedTuple):
    """Positions that wait for their features, in slots.

    Attributes:
        boards: `[slots, NUM_FIELDS, W]` int32.
        keys: `[slots, ...]` uint64 keys of each game so far.
        rules: `[slots, 5]` int64.
        komi: `[slots]` float32.
    """

    boards: NDArray[np.int32]
    keys: NDArray[np.uint64]
    rules: NDArray[np.int64]
    komi: NDArray[np.float32]


class Picks(NamedTuple):
    """B positions of the window, all on boards of one size and shape.

    Attributes:
        game: `[B]` int64.
        ply: `[B]` int64, moves played before the position.
        image: `[B]` int64 row of `mirror_images`.
    """

    game: NDArray[np.int64]
    ply: NDArray[np.int64]
    image: NDArray[np.int64]


class TrainingBatch(NamedTuple):
    """B positions with what a network should answer, each for its player to play.

    Attributes:
        planes: `[B, C, H, W]` uint8, see `gogame.features`.
        globals_: `[B, G]` float32.
        policy: `[B, A]` float32 policy target; zeros where `policy_weight` is 0.
        policy_weight: `[B]` float32, 1 where there is a policy target, else 0.
        reply: `[B, A]` float32 policy target of the opponent's next move.
        reply_weight: `[B]` float32, likewise.
        outcome: `[B, 3]` float32 probabilities of win, draw and loss.
        score: `[B]` float32 points lead at the end, komi included; 0 in games not counted.
        ownership: `[B, P]` float32, +1 own, 0 nobody's, -1 the opponent's at the end.
    """

    planes: NDArray[np.uint8]
    globals_: NDArray[np.float32]
    policy: NDArray[np.float32]
    policy_weight: NDArray[np.float32]
    reply: NDArray[np.float32]
    reply_weight: NDArray[np.float32]
    outcome: NDArray[np.float32]
    score: NDArray[np.float32]
    ownership: NDArray[np.float32]


@functools.cache
def mirror_images(height: int, width: int, shape: Shape) -> NDArray[np.int32]:
    """Returns `[S, A]` int32: where each action goes in each mirror image of a board.

    Eight images of a square; four of a rectangle or a cylinder, whose two directions differ.
    Row 0 changes nothing; bit 0 of the row number mirrors the rows, bit 1 the columns, and bit 2
    exchanges rows and columns after that.
    """
    points = height * width
    grid = np.arange(points).reshape(height, width)
    turns = height == width and shape is not Shape.CYLINDER
    images = np.empty((8 if turns else 4, points + 1), dtype=np.int32)
    for k in range(len(images)):
        image = grid[::-1] if k & 1 else grid
        image = image[:, ::-1] if k & 2 else image
        image = image.T if k & 4 else image
        images[k, image.ravel()] = np.arange(points)
        images[k, points] = points
    images.setflags(write=False)
    return images
