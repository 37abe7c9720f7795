"""Moves that a search is not to consider: at its root, and for some plies below it."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from gogame.board.coords import Color
from gogame.board.jit import kernel
from gogame.board.position import Position
from gogame.errors import ConfigError


def allowed_mask(
    position: Position,
    allowed: Collection[int] | None,
    avoid: NDArray[np.int32] | None = None,
) -> NDArray[np.bool_] | None:
    """Returns `[A]` the actions that a search may consider at a root, None for all legal ones.

    Args:
        position: The root.
        allowed: Actions, of which illegal ones are ignored, or None.
        avoid: `[2, A]` see `forbid`, or None.

    Raises:
        ConfigError: None of them is legal.
    """
    if allowed is None and avoid is None:
        return None
    mask = np.ones(position.variant.num_actions, dtype=np.bool_)
    if allowed is not None:
        mask[:] = False
        mask[[a for a in allowed if 0 <= a < len(mask)]] = True
    if avoid is not None:
        mask &= avoid[position.to_play - 1] <= 0
    if not position.is_over:
        mask &= position.legal()
    if not mask.any():
        raise ConfigError("none of the moves that the search may consider is legal")
    return mask


def restrict(
    avoid: NDArray[np.int32], color: Color, actions: Collection[int], depth: int, *, allows: bool
) -> None:
    """Writes one player's restriction into `avoid`, see `forbid`.

    Args:
        avoid: `[2, A]` int32, changed in place.
        color: The player.
        actions: What is not to be played, or with `allows` all that may be.
        depth: The ply before which it holds.
        allows: Whether all other actions are to be avoided.
    """
    row = avoid[color - 1]
    if allows:
        row[:] = depth
    row[list(actions)] = 0 if allows else depth


@kernel
def forbid(avoid, color, depth, mask):
    """Takes actions out of a mask; where nothing would be left, the pass stays.

    Args:
        avoid: `[2, A]` int32, for Black and White the ply before which an action is not to be
            played; the root's moves are ply 0.
        color: Who is to play.
        depth: The ply.
        mask: `[A]` uint8 legal actions, changed in place.
    """
    num_actions = mask.shape[0]
    left = 0
    for a in range(num_actions):
        if mask[a] and avoid[color - 1, a] <= depth:
            left += 1
    if left == 0 and mask[num_actions - 1] == 0:
        return
    for a in range(num_actions):
        if avoid[color - 1, a] > depth:
            mask[a] = 0
    if left == 0:
        mask[num_actions - 1] = 1
