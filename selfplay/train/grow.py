"""`grown`: a larger network that answers as a smaller one does, to learn on from there.

The smaller network's numbers are the first ones of each array. What is new reads everything, by an
untrained network's weights, and nothing old reads it: those weights are zero, and learning moves
them. A new block adds zero to its map. So nothing is lost, and nothing has to be learnt twice.

Source of the idea: Chen, Goodfellow, Shlens, "Net2Net: Accelerating Learning via Knowledge
Transfer", arXiv 1511.05641, section 2; theirs copies units, ours adds untrained ones, which need no
noise to become different.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gogame.errors import CheckpointError
from gogame.net.checkpoint import Checkpoint
from gogame.net.config import NetConfig
from gogame.net.parameters import POOLED, Parameters, initial_parameters

_SAME = ("num_planes", "num_globals", "features_version")
_NO_SMALLER = (
    "channels",
    "pool_channels",
    "policy_channels",
    "value_channels",
    "value_hidden",
)
_POOLED_INPUTS = ("pool.kernel", "policy.pass_hidden.kernel", "value.hidden.kernel")


def can_grow(old: NetConfig, new: NetConfig) -> bool:
    """Returns whether `grown` can make a network of the one shape from one of the other."""
    return (
        all(getattr(old, name) == getattr(new, name) for name in _SAME)
        and all(getattr(old, name) <= getattr(new, name) for name in _NO_SMALLER)
        and old.channels - old.pool_channels <= new.channels - new.pool_channels
        and _block_places(old, new) is not None
    )


def grown(checkpoint: Checkpoint, config: NetConfig, seed: int) -> dict[str, NDArray[np.float32]]:
    """Returns parameters of a larger network whose answers are those of a smaller one.

    Args:
        checkpoint: The smaller network.
        config: The larger shape.
        seed: Of the new weights, as in `initial_parameters`.

    Raises:
        CheckpointError: The shape is smaller somewhere, or reads other features.
    """
    old = checkpoint.config
    places = _block_places(old, config)
    if places is None or not can_grow(old, config):
        raise CheckpointError(
            f"a network {old.name} cannot grow to {config.name}: expected no part to be smaller"
        )
    parameters = initial_parameters(config, seed)
    for block in range(config.blocks):
        if block not in places:
            for part in ("kernel", "bias"):
                parameters[f"blocks.{block}.conv2.{part}"][:] = 0
    for new_name, old_name in _names(checkpoint.parameters, places).items():
        _put(parameters[new_name], checkpoint.parameters[old_name], old_name)
    return parameters


def _block_places(old: NetConfig, new: NetConfig) -> dict[int, int] | None:
    """Returns which old block each new one continues, if it does; None if one finds no place.

    Blocks keep their order, and those that pool continue in blocks that pool.
    """
    places: dict[int, int] = {}
    place = 0
    for block in range(old.blocks):
        pools = block in old.pool_blocks
        while place < new.blocks and (place in new.pool_blocks) != pools:
            place += 1
        if place == new.blocks:
            return None
        places[place] = block
        place += 1
    return places


def _names(parameters: Parameters, places: dict[int, int]) -> dict[str, str]:
    """Returns the old name of each new parameter that continues an old one."""
    names = {name: name for name in parameters if not name.startswith("blocks.")}
    for place, block in places.items():
        before = f"blocks.{block}."
        for name in parameters:
            if name.startswith(before):
                names[f"blocks.{place}.{name.removeprefix(before)}"] = name
    return names


def _put(new: NDArray[np.float32], old: NDArray[np.float32], name: str) -> None:
    """Writes old values among new ones, so that old outputs depend on old inputs alone."""
    outputs = old.shape[-1]
    if old.ndim == 1:
        new[:outputs] = old
        return
    parts = POOLED if name.endswith(_POOLED_INPUTS) else 1
    count, room = old.shape[-2] // parts, new.shape[-2] // parts
    inputs = [part * room + unit for part in range(parts) for unit in range(count)]
    new[..., :outputs] = 0
    new[..., inputs, :outputs] = old
