"""The network as an OpenVINO graph, built from its parameters: `build_model`.

It says what `model.GoNet` says, layer for layer, without the opponent's reply. Shapes are static.
Where every board fills its arrays no mask is computed, and the pooled mean's two dense rows are
one, since the board's width is then a constant; OpenVINO fuses what is left into convolutions with
bias, sum and rectifier. The graph is float32; the precision of its execution, and quantisation,
are up to who compiles it.
"""

from __future__ import annotations

import math

import numpy as np
import openvino as ov
from numpy.typing import NDArray
from openvino import opset13 as op

from gogame.net.checkpoint import Checkpoint
from gogame.net.parameters import OFF_BOARD_LOGIT, POOLED

OUTPUTS = ("logits", "outcome", "score", "ownership")
"""Names and order of the outputs, those of `Evaluation`."""


def build_model(
    checkpoint: Checkpoint, rows: int, height: int, width: int, *, masked: bool
) -> ov.Model:
    """Returns the graph for `rows` positions on boards within `height` by `width`.

    Inputs are ``planes`` `[B, C, H, W]` uint8 and ``globals`` `[B, G]` float32. Outputs are
    ``logits`` `[B, A]`, ``outcome`` `[B, 3]` (probabilities), ``score`` `[B, 1]` (points) and
    ``ownership`` `[B, P]`, all float32.

    Args:
        checkpoint: The network.
        rows: Batch size.
        height: Rows of the arrays.
        width: Columns of the arrays.
        masked: Whether boards may be smaller than the arrays.
    """
    return _Builder(checkpoint, (rows, height, width), masked=masked).model()


class _Builder:
    """Layers over one checkpoint; each method returns the node of its output."""

    def __init__(
        self, checkpoint: Checkpoint, shape: tuple[int, int, int], *, masked: bool
    ) -> None:
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

    def model(self) -> ov.Model:
        x = self._conv("stem.conv", self._input)
        x = self._clip(op.relu(op.add(x, _as_bias(self._dense("stem.globals", self._globals)))))
        for index in range(self._config.blocks):
            x = self._block(f"blocks.{index}", x, pools=index in self._config.pool_blocks)
        outputs = (self._logits(x), *self._value(x))
        results: list[ov.Node] = []
        for name, node in zip(OUTPUTS, outputs, strict=True):
            result = op.result(node)
            result.output(0).set_names({name})
            results.append(result)
        self._planes.output(0).set_names({"planes"})
        self._globals.output(0).set_names({"globals"})
        inputs = [self._planes, self._globals]
        return ov.Model(results, inputs, self._config.name)  # pyright: ignore[reportGeneralTypeIssues]

    def _block(self, name: str, x: ov.Node, *, pools: bool) -> ov.Node:
        y = self._conv(f"{name}.conv1", x)
        if pools:
            pooled = self._clip(op.relu(self._conv(f"{name}.pool_conv", x)))
            y = op.add(y, _as_bias(self._dense_of_pool(f"{name}.pool", pooled)))
        y = self._clip(op.relu(y))
        return self._clip(op.relu(op.add(x, self._conv(f"{name}.conv2", y))))

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
        ownership = op.tanh(self._clip(self._conv("value.ownership", y)))
        return outcome, op.multiply(score, width), self._flat(ownership)

    def _conv(self, name: str, x: ov.Node, outputs: int | None = None) -> ov.Node:
        kernel = self._values[f"{name}.kernel"][..., :outputs].transpose(3, 2, 0, 1)
        pad = [kernel.shape[2] // 2] * 2
        y = op.convolution(x, _constant(kernel), [1, 1], pad, pad, [1, 1])
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


def _constant(values: NDArray[np.float32]) -> ov.Node:
    return op.constant(np.ascontiguousarray(values, dtype=np.float32))


def _ints(*values: int) -> ov.Node:
    return op.constant(np.array(values, dtype=np.int64))
