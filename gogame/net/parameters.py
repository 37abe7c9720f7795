"""Names, shapes and first values of a network's parameters, for every runtime.

A network's parameters are a flat mapping from a dotted name (the path of the parameter in
`model.GoNet`) to a float32 array: convolution kernels `[row, column, in, out]`, dense kernels
`[in, out]`, biases `[out]`. This mapping is what checkpoints store and runtimes load.

No layer normalises. First values keep the scale of activations through the trunk instead: the
variance of He et al. (arXiv 1502.01852, section 2.2) before each rectifier, each block's second
kernel smaller by the square root of the number of blocks, so that the residual sum stays of order
one at any depth (as Fixup, arXiv 1901.09321, does for the same reason).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from gogame.net.config import NetConfig
from gogame.rng import generator

Parameters: TypeAlias = Mapping[str, NDArray[np.float32]]

POOLED = 3
"""Numbers that pooling yields for each channel: mean, mean scaled by board width, maximum."""

OFF_BOARD_LOGIT = -1e4
"""Policy logit of a point off the board: its probability is exactly zero."""

_ACTIVE_PLANES = 0.25  # about the share of input planes that are 1 at a point
_LOGIT_SCALE = 0.1  # a new network answers near to even


class ParameterSpec(NamedTuple):
    """One parameter before training.

    Attributes:
        shape: See the module's text.
        deviation: Standard deviation of its normal first values; 0 makes zeros.
    """

    shape: tuple[int, ...]
    deviation: float


def parameter_specs(config: NetConfig) -> dict[str, ParameterSpec]:
    """Returns every parameter of a network of this configuration, by name."""
    specs = _conv("stem.conv", 3, config.num_planes, config.channels, _rectified(_ACTIVE_PLANES))
    specs |= _dense("stem.globals", config.num_globals, config.channels, 1.0, bias=False)
    for index in range(config.blocks):
        specs |= _block(config, f"blocks.{index}", pools=index in config.pool_blocks)
    return specs | _policy(config) | _value(config)


def initial_parameters(config: NetConfig, seed: int) -> dict[str, NDArray[np.float32]]:
    """Returns the parameters of an untrained network, the same for the same arguments.

    Args:
        config: The network's shape.
        seed: 0 or larger; each parameter has its own stream of it.
    """
    parameters: dict[str, NDArray[np.float32]] = {}
    for name, spec in parameter_specs(config).items():
        values = np.zeros(spec.shape, dtype=np.float32)
        if spec.deviation > 0:
            rng = generator(seed, f"network {name}")
            values += rng.standard_normal(spec.shape, dtype=np.float32)
            values *= np.float32(spec.deviation)
        parameters[name] = values
    return parameters


def _rectified(active: float = 1.0) -> float:
    return math.sqrt(2.0 / active)


def _conv(
    name: str, size: int, inputs: int, outputs: int, gain: float, *, bias: bool = True
) -> dict[str, ParameterSpec]:
    deviation = gain / math.sqrt(size * size * inputs)
    specs = {f"{name}.kernel": ParameterSpec((size, size, inputs, outputs), deviation)}
    return specs | ({f"{name}.bias": ParameterSpec((outputs,), 0.0)} if bias else {})


def _dense(
    name: str, inputs: int, outputs: int, gain: float, *, bias: bool = True
) -> dict[str, ParameterSpec]:
    specs = {f"{name}.kernel": ParameterSpec((inputs, outputs), gain / math.sqrt(inputs))}
    return specs | ({f"{name}.bias": ParameterSpec((outputs,), 0.0)} if bias else {})


def _block(config: NetConfig, name: str, *, pools: bool) -> dict[str, ParameterSpec]:
    inner = config.channels - config.pool_channels if pools else config.channels
    specs = _conv(f"{name}.conv1", 3, config.channels, inner, _rectified())
    if pools:
        specs |= _conv(f"{name}.pool_conv", 3, config.channels, config.pool_channels, _rectified())
        specs |= _dense(f"{name}.pool", POOLED * config.pool_channels, inner, 0.6, bias=False)
    return specs | _conv(
        f"{name}.conv2", 3, inner, config.channels, _rectified() / math.sqrt(config.blocks)
    )


def _policy(config: NetConfig) -> dict[str, ParameterSpec]:
    """Two outputs everywhere: the policy, and the opponent's reply for training."""
    pooled, channels = POOLED * config.channels, config.policy_channels
    return (
        _conv("policy.conv", 1, config.channels, channels, _rectified())
        | _dense("policy.pool", pooled, channels, 0.6, bias=False)
        | _conv("policy.points", 1, channels, 2, _LOGIT_SCALE, bias=False)
        | _dense("policy.pass_hidden", pooled, channels, _rectified())
        | _dense("policy.pass_out", channels, 2, _LOGIT_SCALE)
    )


def _value(config: NetConfig) -> dict[str, ParameterSpec]:
    channels, hidden = config.value_channels, config.value_hidden
    return (
        _conv("value.conv", 1, config.channels, channels, _rectified())
        | _dense("value.hidden", POOLED * channels, hidden, _rectified())
        | _dense("value.outcome", hidden, 3, _LOGIT_SCALE)
        | _dense("value.score", hidden, 1, _LOGIT_SCALE)
        | _conv("value.ownership", 1, channels, 1, _LOGIT_SCALE)
    )
