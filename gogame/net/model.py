"""`GoNet`: the policy-value network in JAX, the form that is trained.

A residual trunk of rectified 3x3 convolutions; some blocks pool over the whole board. No layer
depends on the size of the board, none normalises. Boards smaller than the arrays are *masked*:
every map is zero off the board, which is just what a convolution meets beyond the edge of a board
that fills its array, so that padding changes no answer. Pooling happens after a rectifier; hence
the zeros off the board never win a maximum and add nothing to a sum. (Masks are always computed:
they cost less than timings vary.)

Arrays are `[B, H, W, C]` inside. Measured on two Zen 5 cores with jax 0.10 (b4c32 trunk, 9x9,
batch 64; positions/s forward, with gradient): channels last 12,600, 4,100; channels first 11,300,
3,800; b6c96 1,070, 346 against 1,030, 346. A convolution written as one matrix product or as nine
was slower in both directions.

Source: Wu, "Accelerating Self-Play Learning in Go", sections 3.3 (global pooling), 4 (heads),
https://arxiv.org/abs/1902.10565.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, cast

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx
from jax.typing import DTypeLike
from numpy.typing import NDArray

from gogame.net.config import NetConfig
from gogame.net.parameters import OFF_BOARD_LOGIT, Parameters


class NetOutput(NamedTuple):
    """What the network says of B positions, each for its player to play; all float32.

    Attributes:
        policy: `[B, A]` logits, the pass last.
        reply: `[B, A]` logits of the opponent's next move; read by training only.
        outcome: `[B, 3]` logits of win, draw, loss.
        score: `[B]` points lead of the player to play.
        ownership: `[B, P]` hyperbolic arctangents of ownership; 0 off the board.
    """

    policy: jax.Array
    reply: jax.Array
    outcome: jax.Array
    score: jax.Array
    ownership: jax.Array


class _Board(NamedTuple):
    """The boards' parts of the arrays: float32 masks `[B, H, W, 1]` and areas `[B, 1]`."""

    mask: jax.Array
    area: jax.Array

    def clip(self, x: jax.Array) -> jax.Array:
        return x * self.mask.astype(x.dtype)

    def pool(self, x: jax.Array) -> jax.Array:
        """Returns `[B, 3C]` of a map that is nowhere negative and zero off the board."""
        mean = jnp.sum(x, (1, 2), dtype=jnp.float32) / self.area
        scaled = mean * ((jnp.sqrt(self.area) - 14.0) / 10.0)
        top = jnp.max(x, (1, 2)).astype(jnp.float32)
        return jnp.concatenate((mean, scaled, top), 1)


def xla_convolution(x: jax.Array, kernel: jax.Array) -> jax.Array:
    """Returns the convolution `[B, H, W, in] -> [B, H, W, out]` as XLA computes it."""
    return jax.lax.conv_general_dilated(
        x,
        kernel,
        window_strides=(1, 1),
        padding="SAME",
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
    )


class Conv(nnx.Module):
    """A convolution `[B, H, W, in] -> [B, H, W, out]` that keeps the size.

    Attributes:
        convolve: How map and kernel make the next map; training may choose another way.
    """

    def __init__(self, parameters: Parameters, name: str) -> None:
        """Take ``name.kernel`` and, if there is one, ``name.bias``."""
        self.convolve = xla_convolution
        self.kernel = nnx.Param(jnp.asarray(parameters[f"{name}.kernel"]))
        bias = parameters.get(f"{name}.bias")
        self.bias = None if bias is None else nnx.Param(jnp.asarray(bias))

    def __call__(self, x: jax.Array) -> jax.Array:
        """Returns the map, computed in the type of `x`."""
        y = self.convolve(x, self.kernel[...].astype(x.dtype))
        return y if self.bias is None else y + self.bias[...].astype(x.dtype)


class Dense(nnx.Module):
    """A dense layer `[B, in] -> [B, out]`."""

    def __init__(self, parameters: Parameters, name: str) -> None:
        """Take ``name.kernel`` and, if there is one, ``name.bias``."""
        self.kernel = nnx.Param(jnp.asarray(parameters[f"{name}.kernel"]))
        bias = parameters.get(f"{name}.bias")
        self.bias = None if bias is None else nnx.Param(jnp.asarray(bias))

    def __call__(self, x: jax.Array) -> jax.Array:
        """Returns the layer's output in the type of `x`."""
        y = x @ self.kernel[...].astype(x.dtype)
        return y if self.bias is None else y + self.bias[...].astype(x.dtype)


def _as_bias(x: jax.Array, like: jax.Array) -> jax.Array:
    return x[:, None, None, :].astype(like.dtype)


class Stem(nnx.Module):
    """Planes and globals into the trunk; globals enter as one bias for each channel."""

    def __init__(self, parameters: Parameters) -> None:
        """Take the parameters under ``stem``."""
        self.conv = Conv(parameters, "stem.conv")
        self.globals = Dense(parameters, "stem.globals")

    def __call__(self, planes: jax.Array, globals_: jax.Array, board: _Board) -> jax.Array:
        """Returns the first map of the trunk."""
        x = self.conv(planes)
        return board.clip(nnx.relu(x + _as_bias(self.globals(globals_), x)))


class Block(nnx.Module):
    """A residual block; one that pools lets part of its channels speak to all of the board."""

    def __init__(self, parameters: Parameters, name: str, *, pools: bool) -> None:
        """Take the parameters under `name`."""
        self.conv1 = Conv(parameters, f"{name}.conv1")
        self.pool_conv = Conv(parameters, f"{name}.pool_conv") if pools else None
        self.pool = Dense(parameters, f"{name}.pool") if pools else None
        self.conv2 = Conv(parameters, f"{name}.conv2")

    def __call__(self, x: jax.Array, board: _Board) -> jax.Array:
        """Returns the next map of the trunk."""
        y = self.conv1(x)
        if self.pool_conv is not None and self.pool is not None:
            pooled = board.pool(board.clip(nnx.relu(self.pool_conv(x))))
            y += _as_bias(self.pool(pooled), y)
        y = board.clip(nnx.relu(y))
        return board.clip(nnx.relu(x + self.conv2(y)))


class PolicyHead(nnx.Module):
    """Logits of points by a 1x1 convolution, of the pass from pooled maps."""

    def __init__(self, parameters: Parameters) -> None:
        """Take the parameters under ``policy``."""
        self.conv = Conv(parameters, "policy.conv")
        self.pool = Dense(parameters, "policy.pool")
        self.points = Conv(parameters, "policy.points")
        self.pass_hidden = Dense(parameters, "policy.pass_hidden")
        self.pass_out = Dense(parameters, "policy.pass_out")

    def __call__(self, x: jax.Array, board: _Board) -> tuple[jax.Array, jax.Array]:
        """Returns the logits of the policy and of the reply, `[B, A]` each."""
        pooled = board.pool(x)
        y = self.conv(x)
        y = nnx.relu(y + _as_bias(self.pool(pooled), y))
        points = self.points(y).astype(jnp.float32)
        points = jnp.where(board.mask > 0, points, OFF_BOARD_LOGIT)
        passes = self.pass_out(nnx.relu(self.pass_hidden(pooled)))
        logits = jnp.concatenate((points.reshape(x.shape[0], -1, 2), passes[:, None, :]), 1)
        return logits[..., 0], logits[..., 1]


class ValueHead(nnx.Module):
    """Outcome, score and ownership from one narrow map."""

    def __init__(self, parameters: Parameters) -> None:
        """Take the parameters under ``value``."""
        self.conv = Conv(parameters, "value.conv")
        self.hidden = Dense(parameters, "value.hidden")
        self.outcome = Dense(parameters, "value.outcome")
        self.score = Dense(parameters, "value.score")
        self.ownership = Conv(parameters, "value.ownership")

    def __call__(self, x: jax.Array, board: _Board) -> tuple[jax.Array, jax.Array, jax.Array]:
        """Returns outcome logits, score in points, ownership before its hyperbolic tangent."""
        y = board.clip(nnx.relu(self.conv(x)))
        hidden = nnx.relu(self.hidden(board.pool(y)))
        ownership = board.clip(self.ownership(y).astype(jnp.float32))
        score = self.score(hidden) * jnp.sqrt(board.area)
        return self.outcome(hidden), score[:, 0], ownership.reshape(x.shape[0], -1)


class GoNet(nnx.Module):
    """The network; see the module's text. The score is learnt in units of the board's width."""

    def __init__(self, config: NetConfig, parameters: Parameters) -> None:
        """Take values for the parameters, `parameters.initial_parameters` for a new network."""
        self.config = config
        self.stem = Stem(parameters)
        self.blocks = nnx.List(
            [
                Block(parameters, f"blocks.{index}", pools=index in config.pool_blocks)
                for index in range(config.blocks)
            ]
        )
        self.policy = PolicyHead(parameters)
        self.value = ValueHead(parameters)

    def __call__(
        self,
        planes: jax.Array | NDArray[np.uint8],
        globals_: jax.Array | NDArray[np.float32],
        *,
        dtype: DTypeLike = jnp.float32,
    ) -> NetOutput:
        """Returns the network's output.

        Args:
            planes: `[B, C, H, W]` uint8; plane 0 is 1 on the board, and off it all are 0.
            globals_: `[B, G]` float32.
            dtype: Type of the convolutions, float32 or bfloat16; dense layers stay float32.
        """
        x = jnp.asarray(planes).transpose(0, 2, 3, 1)
        mask = x[..., :1].astype(jnp.float32)
        board = _Board(mask, jnp.sum(mask, (1, 2)))
        x = self.stem(x.astype(dtype), jnp.asarray(globals_), board)
        for block in self.blocks:
            x = block(x, board)
        policy, reply = self.policy(x, board)
        return NetOutput(policy, reply, *self.value(x, board))

    def parameters(self) -> dict[str, NDArray[np.float32]]:
        """Returns a copy of the parameters by name, as checkpoints store them."""
        leaves = cast(
            "Iterable[tuple[tuple[str | int, ...], nnx.Param[jax.Array]]]",
            nnx.to_flat_state(nnx.state(self, nnx.Param)),
        )
        return {".".join(map(str, path)): np.array(leaf[...]) for path, leaf in leaves}
