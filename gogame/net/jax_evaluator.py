"""`JaxEvaluator`: networks by JAX, on whatever device JAX runs on.

JAX compiles a network for each batch size and board size, which takes about a second; therefore
few batch sizes are used and batches are filled up to them. Networks of one shape share what was
compiled: self-play takes a new one every few seconds.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeAlias, cast

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from gogame.errors import EngineError
from gogame.evaluation import Evaluation, EvaluationBatch
from gogame.net.batches import check_inputs, check_precision, new_evaluation, split_rows
from gogame.net.checkpoint import Checkpoint
from gogame.net.config import NetConfig
from gogame.net.model import GoNet
from gogame.net.parameters import Parameters

_Weights: TypeAlias = dict[str, jax.Array]
_Apply: TypeAlias = Callable[
    [_Weights, NDArray[np.uint8], NDArray[np.float32]], tuple[jax.Array, ...]
]

CPU_BUCKETS = (1, 8, 64)
ACCELERATOR_BUCKETS = (1, 16, 64, 256, 1024)
LEAST_FULL = 0.5


def accelerator() -> str | None:
    """Returns the kind of accelerator that JAX found, such as ``"gpu"``; None on a plain CPU."""
    try:
        backend = jax.default_backend()
    except RuntimeError:  # a plugin is installed, but its device does not start
        return None
    return None if backend == "cpu" else backend


class JaxEvaluator:
    """A `batches.NetworkEvaluator` by JAX.

    Attributes:
        name: Network, runtime, device and precision, for example ``"b6c96 jax gpu bf16"``.
        reads_planes: True.
        config: The network's shape.
        precision: ``"f32"`` or ``"bf16"``, the type of the convolutions.
    """

    reads_planes = True

    def __init__(self, checkpoint: Checkpoint, *, precision: str = "auto") -> None:
        """Put the network on JAX's first device.

        Args:
            checkpoint: The network.
            precision: ``"auto"`` is bfloat16 on an accelerator and float32 on a CPU, where JAX
                is slow with bfloat16.

        Raises:
            EngineError: The precision is unknown, or JAX has no device.
        """
        check_precision(precision)
        try:
            device = jax.default_backend()
        except RuntimeError as error:
            raise EngineError(f"JAX finds no device to run on: {error}") from error
        on_cpu = device == "cpu"
        self.precision = ("f32" if on_cpu else "bf16") if precision == "auto" else precision
        self.config = checkpoint.config
        self.name = f"{self.config.name} jax {device} {self.precision}"
        self._buckets = CPU_BUCKETS if on_cpu else ACCELERATOR_BUCKETS
        self._weights = {name: jnp.asarray(value) for name, value in checkpoint.parameters.items()}
        self._apply = _compiled(checkpoint.config, self.precision)

    def evaluate(self, batch: EvaluationBatch) -> Evaluation:
        """Returns the evaluation of every row; the arrays may be reused by the next call.

        Raises:
            EngineError: The batch does not fit the network, or JAX failed.
        """
        return self.evaluate_planes(batch.planes, batch.globals_)

    def evaluate_planes(
        self, planes: NDArray[np.uint8], globals_: NDArray[np.float32], *, masked: bool = False
    ) -> Evaluation:
        """Returns the evaluation of features, see `batches.NetworkEvaluator`.

        The model masks anyway; `masked` changes nothing.
        """
        del masked
        check_inputs(self.config, planes, globals_)
        rows, _, height, width = planes.shape
        whole = new_evaluation(rows, height * width)
        for chunk in split_rows(rows, self._buckets, LEAST_FULL):
            part = slice(chunk.start, chunk.stop)
            count = chunk.stop - chunk.start
            chunk_planes = np.ones((chunk.bucket, *planes.shape[1:]), dtype=np.uint8)
            chunk_globals = np.zeros((chunk.bucket, self.config.num_globals), dtype=np.float32)
            chunk_planes[:count] = planes[part]
            chunk_globals[:count] = globals_[part]
            try:
                answer = self._apply(self._weights, chunk_planes, chunk_globals)
            except RuntimeError as error:
                raise EngineError(f"JAX failed to run {self.name}: {error}") from error
            for target, source in zip(whole, answer, strict=True):
                target[part] = np.asarray(source)[:count]
        return whole


@functools.cache
def _compiled(config: NetConfig, precision: str) -> _Apply:
    dtype = jnp.float32 if precision == "f32" else jnp.bfloat16

    def apply(weights: _Weights, planes: jax.Array, globals_: jax.Array) -> tuple[jax.Array, ...]:
        net = GoNet(config, cast("Parameters", weights))
        output = net(planes, globals_, dtype=dtype)
        outcome = jax.nn.softmax(output.outcome)
        return output.policy, outcome, output.score, jnp.tanh(output.ownership)

    return jax.jit(apply)
