"""The network as an OpenVINO graph, built from its parameters: `build_model`.

It says what `model.GoNet` says, layer for layer, without the opponent's reply. Shapes are static.
Where every board fills its arrays no mask is computed, and the pooled mean's two dense rows are
one, since the board's width is then a constant; OpenVINO fuses what is left into convolutions with
bias, sum and rectifier. A block that pools has one first convolution, not two: its narrow part
alone takes as long as two thirds of the whole. The graph is float32, and the precision of its
execution is up to who compiles it; with int8 ranges, the trunk's convolutions read rounded maps and
weights (`quantisation`), which OpenVINO turns into convolutions of bytes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import openvino as ov
from numpy.typing import NDArray
from openvino import opset13 as op

from gogame.net.checkpoint import Checkpoint
from gogame.net.parameters import OFF_BOARD_LOGIT, POOLED
from gogame.net.quantisation import MAP_LEVELS, WEIGHT_STEPS, quantised_maps

OUTPUTS = ("logits", "outcome", "score", "ownership")
"""Names and order of the outputs, those of `Evaluation`."""


def build_model(
    checkpoint: Checkpoint,
    shape: tuple[int, int, int],
    *,
    masked: bool,
    ranges: Mapping[str, float] | None = None,
) -> ov.Model:
    """Returns the graph for a batch of positions of one shape.

    Inputs are ``planes`` `[B, C, H, W]` uint8 and ``globals`` `[B, G]` float32. Outputs are
    ``logits`` `[B, A]`, ``outcome`` `[B, 3]` (probabilities), ``score`` `[B, 1]` (points) and
    ``ownership`` `[B, P]`, all float32.

    Args:
        checkpoint: The network.
        shape: Rows of the batch, rows and columns of the arrays.
        masked: Whether boards may be smaller than the arrays.
        ranges: See `quantisation.ranges_of`; None for a graph without int8.
    """
    builder = _Builder(checkpoint, shape, masked=masked, ranges=ranges)
    return builder.model(OUTPUTS, builder.outputs())


def build_tapped_model(checkpoint: Checkpoint, rows: int, height: int, width: int) -> ov.Model:
    """Returns a float32 graph whose outputs are `quantisation.quantised_maps`, in their order."""
    builder = _Builder(checkpoint, (rows, height, width), masked=False)
    builder.outputs()
    names = quantised_maps(checkpoint.config)
    return builder.model(names, [builder.maps[name] for name in names])


class _Builder:
    """Layers over one checkpoint; each method returns the node of its output.

    Attributes:
        maps: What the trunk's 3x3 convolutions read, by `quantisation.quantised_maps`.
    """

    def __init__(
        self,
        checkpoint: Checkpoint,
        shape: tuple[int, int, int],
        *,
        masked: bool,
        ranges: Mapping[str, float] | None = None,
    ) -> None:
        self.maps: dict[str, ov.Node] = {}
        self._ranges = ranges
        self._config = checkpoint.config
        self._values = checkpoint.parameters
        self._rows, self._height, self._width = shape
        self._planes = op.parameter([shape[0], self._config.num_planes, *shape[1:]], np.uint8)
        self._globals = op.parameter([shape[0], self._config.num_globals], np.float32)
        self._input = op.convert(self._planes, np.float32)
        self._mask: ov.Node | None = None
        if masked:
            self._mask = op.slice(self._input, _ints(0), _ints(1), _ints(1), _ints(1))
            self._share = op.reduce_mean(self._mask, _ints(1, 2, 3), keep_dims=False)
            self._share = op.unsqueeze(self._share, _ints(1))
            self._board_width = op.sqrt(op.multiply(self._share, self._number(self._area)))

    @property
    def _area(self) -> float:
        return float(self._height * self._width)

    def outputs(self) -> Sequence[ov.Node]:
        """Builds the network; returns the nodes of `OUTPUTS`."""
        # Planes are bytes already: in steps of one, nothing is rounded.
        planes = self._rounded_map(self._input, MAP_LEVELS - 1.0)
        x = self._trunk_conv(["stem.conv"], planes)
        x = self._clip(op.relu(op.add(x, _as_bias(self._dense("stem.globals", self._globals)))))
        for index in range(self._config.blocks):
            x = self._block(f"blocks.{index}", x, pools=index in self._config.pool_blocks)
        return (self._logits(x), *self._value(x))

    def model(self, names: Sequence[str], nodes: Sequence[ov.Node]) -> ov.Model:
        """Returns the graph of some nodes that depend on both inputs."""
        results: list[ov.Node] = []
        for name, node in zip(names, nodes, strict=True):
            result = op.result(node)
            result.output(0).set_names({name})
            results.append(result)
        self._planes.output(0).set_names({"planes"})
        self._globals.output(0).set_names({"globals"})
        inputs = [self._planes, self._globals]
        return ov.Model(results, inputs, self._config.name)  # pyright: ignore[reportGeneralTypeIssues]

    def _block(self, name: str, x: ov.Node, *, pools: bool) -> ov.Node:
        rounded = self._read(f"{name}.conv1", x)
        if pools:
            both = self._trunk_conv([f"{name}.conv1", f"{name}.pool_conv"], rounded)
            channels = self._config.channels
            inner = channels - self._config.pool_channels
            y = op.slice(both, _ints(0), _ints(inner), _ints(1), _ints(1))
            pooled = op.slice(both, _ints(inner), _ints(channels), _ints(1), _ints(1))
            pooled = self._clip(op.relu(pooled))
            y = op.add(y, _as_bias(self._dense_of_pool(f"{name}.pool", pooled)))
        else:
            y = self._trunk_conv([f"{name}.conv1"], rounded)
        y = self._read(f"{name}.conv2", self._clip(op.relu(y)))
        return self._clip(op.relu(op.add(x, self._trunk_conv([f"{name}.conv2"], y))))

    def _read(self, name: str, x: ov.Node) -> ov.Node:
        """Returns the map that a convolution of the trunk reads: rounded, if there are ranges."""
        self.maps[name] = x
        return x if self._ranges is None else self._rounded_map(x, self._ranges[name])

    def _rounded_map(self, x: ov.Node, largest: float) -> ov.Node:
        if self._ranges is None:
            return x
        low, high = (_constant(np.full((1, 1, 1, 1), bound)) for bound in (0.0, largest))
        return op.fake_quantize(x, low, high, low, high, MAP_LEVELS)

    def _trunk_conv(self, names: Sequence[str], x: ov.Node) -> ov.Node:
        """Returns 3x3 convolutions of one map, their outputs one behind the other."""
        kernel = np.concatenate([self._values[f"{name}.kernel"] for name in names], axis=3)
        biases = [self._values[f"{name}.bias"] for name in names if f"{name}.bias" in self._values]
        weights = _constant(kernel.transpose(3, 2, 0, 1))
        if self._ranges is not None:
            largest = np.abs(kernel).max(axis=(0, 1, 2))[:, None, None, None]
            # Byte weights are at most 127 steps; these are at most `WEIGHT_STEPS`.
            bound = np.where(largest > 0, largest, 1.0) * (127.0 / WEIGHT_STEPS)
            low, high = _constant(-bound), _constant(bound)
            weights = op.fake_quantize(weights, low, high, low, high, 255)
        y = op.convolution(x, weights, [1, 1], [1, 1], [1, 1], [1, 1])
        return op.add(y, _constant(np.concatenate(biases)[None, :, None, None])) if biases else y

    def _logits(self, x: ov.Node) -> ov.Node:
        y = self._conv("policy.conv", x)
        y = op.relu(op.add(y, _as_bias(self._dense_of_pool("policy.pool", x))))
        points = self._conv("policy.points", y, outputs=1)
        if self._mask is not None:
            off_board = op.subtract(self._mask, self._number(1.0))
            points = op.add(
                self._clip(points), op.multiply(off_board, self._number(-OFF_BOARD_LOGIT))
            )
        hidden = op.relu(self._dense_of_pool("policy.pass_hidden", x))
        passes = self._dense("policy.pass_out", hidden, outputs=1)
        return op.concat([self._flat(points), passes], 1)

    def _value(self, x: ov.Node) -> tuple[ov.Node, ov.Node, ov.Node]:
        y = self._clip(op.relu(self._conv("value.conv", x)))
        hidden = op.relu(self._dense_of_pool("value.hidden", y))
        outcome = op.softmax(self._dense("value.outcome", hidden), 1)
        score = self._dense("value.score", hidden)
        width = self._number(math.sqrt(self._area)) if self._mask is None else self._board_width
        # Flattened first: fused into the convolution, the tangent takes three times as long.
        ownership = op.tanh(self._flat(self._clip(self._conv("value.ownership", y))))
        return outcome, op.multiply(score, width), ownership

    def _conv(self, name: str, x: ov.Node, outputs: int | None = None) -> ov.Node:
        """Returns a 1x1 convolution of a head."""
        kernel = self._values[f"{name}.kernel"][..., :outputs].transpose(3, 2, 0, 1)
        y = op.convolution(x, _constant(kernel), [1, 1], [0, 0], [0, 0], [1, 1])
        bias = self._values.get(f"{name}.bias")
        return y if bias is None else op.add(y, _constant(bias[None, :, None, None]))

    def _dense(self, name: str, x: ov.Node, outputs: int | None = None) -> ov.Node:
        return self._product(name, x, self._values[f"{name}.kernel"], outputs)

    def _dense_of_pool(self, name: str, x: ov.Node) -> ov.Node:
        """Returns the dense layer of the pooled map `x`, which is nowhere negative."""
        kernel = self._values[f"{name}.kernel"]
        mean = op.reduce_mean(x, _ints(2, 3), keep_dims=False)
        top = op.reduce_max(x, _ints(2, 3), keep_dims=False)
        if self._mask is None:
            plain, scaled, rest = np.split(kernel, POOLED)
            scale = np.float32((math.sqrt(self._area) - 14.0) / 10.0)
            merged = np.concatenate((plain + scaled * scale, rest), dtype=np.float32)
            return self._product(name, op.concat([mean, top], 1), merged)
        mean = op.divide(mean, self._share)
        scale = op.multiply(op.subtract(self._board_width, self._number(14.0)), self._number(0.1))
        pooled = op.concat([mean, op.multiply(mean, scale), top], 1)
        return self._product(name, pooled, kernel)

    def _product(
        self, name: str, x: ov.Node, kernel: NDArray[np.float32], outputs: int | None = None
    ) -> ov.Node:
        y = op.matmul(x, _constant(kernel[:, :outputs].T), False, True)  # noqa: FBT003
        bias = self._values.get(f"{name}.bias")
        return y if bias is None else op.add(y, _constant(bias[None, :outputs]))

    def _clip(self, x: ov.Node) -> ov.Node:
        return x if self._mask is None else op.multiply(x, self._mask)

    def _flat(self, x: ov.Node) -> ov.Node:
        shape = _ints(self._rows, self._height * self._width)
        return op.reshape(x, shape, special_zero=False)

    @staticmethod
    def _number(value: float) -> ov.Node:
        return op.constant(np.array([[value]], dtype=np.float32))


def _as_bias(x: ov.Node) -> ov.Node:
    return op.unsqueeze(x, _ints(2, 3))


def _constant(values: NDArray[np.floating]) -> ov.Node:
    return op.constant(np.ascontiguousarray(values, dtype=np.float32))


def _ints(*values: int) -> ov.Node:
    return op.constant(np.array(values, dtype=np.int64))
