"""int8 ranges: which inputs of a network's convolutions are rounded to bytes, and how far they go.

Post-training quantisation of the trunk. What a 3x3 convolution of the trunk reads is nowhere
negative and becomes 256 steps from 0 to a range of its own; its weights become 127 steps for each
output channel (half of what a byte holds: processors without VNNI add pairs of products in 16
bits, which then never overflow, so that every processor computes the same). Sums, residual maps
and heads stay floating point.

The ranges come from maps of real positions (`openvino_calibration`) and travel with the network,
in its metadata under `RANGES_KEY`, so whoever loads it needs no positions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gogame.errors import CheckpointError, EngineError
from gogame.net.checkpoint import Checkpoint
from gogame.net.config import NetConfig

RANGES_KEY = "int8"
MAP_LEVELS = 256
WEIGHT_STEPS = 63  # on either side of zero
_BINS = 2048
_SHARES = np.linspace(0.3, 1.0, 36)


def quantised_maps(config: NetConfig) -> tuple[str, ...]:
    """Returns the names of the maps that need a range: the convolutions that read them.

    ``blocks.0.conv1`` also names what the block pools, which comes from the same map. The first
    convolution reads the planes, which are bytes already.
    """
    return tuple(f"blocks.{i}.{conv}" for i in range(config.blocks) for conv in ("conv1", "conv2"))


def with_ranges(checkpoint: Checkpoint, ranges: Mapping[str, float]) -> Checkpoint:
    """Returns the same network with int8 ranges in its metadata.

    Args:
        checkpoint: The network.
        ranges: The largest value of each of `quantised_maps`.

    Raises:
        EngineError: A range is missing, unknown, or no positive number.
    """
    fault = _fault(ranges, checkpoint.config)
    if fault is not None:
        raise EngineError(f"int8 ranges of network {checkpoint.config.name}: {fault}")
    metadata = checkpoint.metadata
    extra: dict[str, Any] = {**metadata.extra, RANGES_KEY: dict(ranges)}
    return replace(checkpoint, metadata=replace(metadata, extra=extra))


def has_ranges(checkpoint: Checkpoint) -> bool:
    """Returns whether a network carries int8 ranges, sound or not."""
    return RANGES_KEY in checkpoint.metadata.extra


def ranges_of(checkpoint: Checkpoint) -> dict[str, float]:
    """Returns the int8 ranges that a network carries, by the names of `quantised_maps`.

    Raises:
        EngineError: It carries none.
        CheckpointError: They do not fit the network.
    """
    name = checkpoint.config.name
    if not has_ranges(checkpoint):
        raise EngineError(
            f"network {name} carries no int8 ranges: calibrate it, or choose precision auto"
        )
    stored: Any = checkpoint.metadata.extra[RANGES_KEY]
    fault = _fault(stored, checkpoint.config)
    if fault is not None:
        raise CheckpointError(
            f"int8 ranges of network {name}: {fault}; calibrate it again or choose precision auto"
        )
    return {key: float(value) for key, value in stored.items()}


def best_range(counts: NDArray[np.int64], largest: float) -> float:
    """Returns the range whose 256 steps give values the least mean square error.

    A range below the largest value cuts a few values off and rounds all others finer.

    Args:
        counts: `[bins]` how many values lie in equal bins from 0 to `largest`.
        largest: The largest value; 0 gives the range 1.
    """
    if largest <= 0:
        return 1.0
    values = (np.arange(len(counts)) + 0.5) * (largest / len(counts))
    errors: list[float] = []
    for share in _SHARES:
        step = share * largest / (MAP_LEVELS - 1)
        rounded = np.minimum(np.rint(values / step), MAP_LEVELS - 1) * step
        # The step's own error is added: within a bin, values are spread evenly.
        spread = np.where(values <= share * largest, step * step / 12, 0.0)
        errors.append(float(counts @ np.maximum((values - rounded) ** 2, spread)))
    return float(_SHARES[int(np.argmin(errors))] * largest)


def histogram(values: NDArray[np.float32], largest: float) -> NDArray[np.int64]:
    """Returns `[bins]` int64: the positive values counted in equal bins from 0 to `largest`."""
    found = np.histogram(values[values > 0], bins=_BINS, range=(0.0, max(largest, 1e-30)))[0]
    return found.astype(np.int64)


def _fault(ranges: object, config: NetConfig) -> str | None:
    """Returns what keeps ranges from being those of the network, None if they are."""
    names = set(quantised_maps(config))
    if not isinstance(ranges, Mapping) or set(ranges) != names:  # pyright: ignore[reportUnknownArgumentType]
        return f"expected one for each of {len(names)} maps, blocks.0.conv1 and so on"
    for name, value in ranges.items():  # pyright: ignore[reportUnknownVariableType]
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not is_number or not 0 < value < 1e6:
            return f"{name} is {str(value)[:40]}, expected a number above 0"  # pyright: ignore[reportUnknownArgumentType]
    return None
