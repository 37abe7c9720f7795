"""`Learner`: batches in, better networks out.

A step runs on all given devices, each with its share of the batch (`jax.shard_map`); gradients
are summed before the update, so that any number of devices makes the same step.
"""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias, cast

import jax
import jax.numpy as jnp
import numpy as np
from jax.sharding import Mesh, NamedSharding, PartitionSpec
from numpy.typing import NDArray

from gogame.errors import ConfigError
from gogame.net.checkpoint import Metadata, save_checkpoint
from gogame.net.config import NetConfig
from gogame.net.model import GoNet
from gogame.net.parameters import Parameters, parameter_specs
from selfplay.decode import TrainingBatch
from selfplay.train.config import LearnerConfig, LossConfig
from selfplay.train.convolution import Products, fits, products_for, use_fast_convolutions
from selfplay.train.loss import Losses, Rows, losses, rows_of
from selfplay.train.state import TrainingState, load_state, new_state, save_state, updated

_AXIS = "batch"
# Steps sent out ahead. JAX keeps 32 a device at most, and on CPU its threads wait for one another
# for ever if that limit holds back one device while another is in the sum of the gradients.
_MOST_RUNNING = 4
_Gradient: TypeAlias = tuple[dict[str, jax.Array], Losses]
_Step: TypeAlias = Callable[
    [TrainingState, TrainingBatch, np.float32], tuple[TrainingState, Losses]
]


class Learner:
    """Trains one network.

    Attributes:
        net: The network's shape.
        config: How it learns.
        state: Where it stands; replaced by every step.
        step: Steps done.
    """

    def __init__(
        self,
        net: NetConfig,
        parameters: Parameters,
        config: LearnerConfig | None = None,
        loss: LossConfig | None = None,
        devices: Sequence[Any] | None = None,
    ) -> None:
        """Start from a network's weights, with a new optimiser.

        Args:
            net: The network's shape.
            parameters: Its weights.
            config: How it learns.
            loss: What counts.
            devices: Devices that share every batch; all of JAX's by default.

        Raises:
            ConfigError: The batch cannot be shared evenly.
        """
        self.net = net
        self.config = config or LearnerConfig()
        chosen: list[Any] = list(cast("Any", devices or jax.devices()))
        if self.config.batch_size % len(chosen):
            raise ConfigError(
                f"learner batch_size {self.config.batch_size}:"
                f" expected a multiple of the {len(chosen)} devices"
            )
        self._mesh = Mesh(np.array(chosen), (_AXIS,))
        self._step = _compiled_step(self._mesh, net, self.config, loss or LossConfig())
        self.state = self._placed(new_state(parameters, self.config))
        self.step = 0
        self._running: deque[Losses] = deque()

    def train(self, batch: TrainingBatch, progress: float = 0.0) -> Losses:
        """Makes one step and returns the losses before it, without waiting for them.

        It waits for an earlier step while too many are under way.

        Args:
            batch: `batch_size` positions; every new board size is compiled once, which takes
                seconds.
            progress: Share of the run that is over, see `LearnerConfig.rate_at`.
        """
        rate = np.float32(self.config.rate_at(self.step, progress))
        split = NamedSharding(self._mesh, PartitionSpec(_AXIS))
        self.state, result = self._step(self.state, jax.device_put(batch, split), rate)
        self.step += 1
        self._running.append(result)
        if len(self._running) > _MOST_RUNNING:
            jax.block_until_ready(self._running.popleft())
        return result

    def weights(self) -> dict[str, NDArray[np.float32]]:
        """Returns a copy of the averaged weights, those that play."""
        return {name: np.array(value) for name, value in self.state.ema.items()}

    def export(self, path: Path, metadata: Metadata | None = None) -> None:
        """Writes the averaged weights as a network that the engine plays.

        Raises:
            CheckpointError: A weight is not finite, or the files cannot be written.
        """
        save_checkpoint(path, self.weights(), self.net, metadata)

    def save(self, folder: Path, extra: Mapping[str, Any]) -> Path:
        """Writes the training state, see `state.save_state`."""
        return save_state(folder, self.state, extra, keep=self.config.keep_states)

    def restore(self, folder: Path, before: int | None = None) -> dict[str, Any] | None:
        """Goes on from the newest state and returns its `extra`; None if there is none.

        Args:
            folder: As given to `save`.
            before: Only from a state of fewer steps.

        Raises:
            CheckpointError: There are states, but none can be read.
        """
        found = load_state(folder, self.state, before)
        if found is None:
            return None
        self.state = self._placed(found[0])
        self.step = int(self.state.step)
        return found[1]

    def count_from(self, step: int) -> None:
        """Counts steps from here on, as if the weights had been trained so far."""
        self.state = self._placed(self.state._replace(step=jnp.int32(step)))
        self.step = step

    def _placed(self, state: TrainingState) -> TrainingState:
        return jax.device_put(state, NamedSharding(self._mesh, PartitionSpec()))


def share_cores(count: int) -> None:
    """Makes each core a JAX device, so that a learner keeps all of them busy.

    To be called by a program before JAX makes its first array; without effect on accelerators.
    """
    jax.config.update("jax_num_cpu_devices", count)


def training_flops(net: NetConfig, points: int) -> int:
    """Returns the multiplications and additions of training on one position: three forwards."""
    total = 0
    for name, spec in parameter_specs(net).items():
        if name.endswith(".kernel"):
            total += 2 * int(np.prod(spec.shape)) * (points if len(spec.shape) == 4 else 1)
    return 3 * total


@functools.cache
def _compiled_step(mesh: Mesh, net: NetConfig, config: LearnerConfig, loss: LossConfig) -> _Step:
    on_cpu = mesh.devices.flat[0].platform == "cpu"
    auto_low = config.precision == "auto" and not on_cpu
    other = jnp.bfloat16 if config.precision == "bf16" or auto_low else jnp.float32
    products = products_for(config.precision) if on_cpu else None

    def total(
        weights: dict[str, jax.Array], batch: TrainingBatch, rows: Rows
    ) -> tuple[jax.Array, Losses]:
        network = GoNet(net, cast("Parameters", weights))
        dtype = other
        if products is not None and _fits(products, net, batch):
            use_fast_convolutions(network, products)
            dtype = jnp.float32
        output = network(batch.planes, batch.globals_, dtype=dtype)
        parts = losses(output, batch, loss, rows)
        return parts.total, parts

    def gradient(weights: dict[str, jax.Array], batch: TrainingBatch, rows: Rows) -> _Gradient:
        (_, parts), slope = jax.value_and_grad(total, has_aux=True)(weights, batch, rows)
        return slope, parts

    def in_pieces(weights: dict[str, jax.Array], batch: TrainingBatch, rows: Rows) -> _Gradient:
        """Sums the gradients of pieces whose maps stay in the processor's cache."""
        count = len(batch.planes)
        # Within a loop XLA's own convolutions run many times slower.
        piece = count
        if products is not None and _fits(products, net, batch):
            board = 4 * net.channels * batch.planes.shape[2] * batch.planes.shape[3]
            piece = _piece(count, 1024 * config.map_kib // board)
        if piece == count:
            sums = gradient(weights, batch, rows)
        else:
            pieces = _each(batch, lambda x: x.reshape(-1, piece, *x.shape[1:]))
            sums = _summed(lambda part: gradient(weights, part, rows), weights, pieces)
        return cast("_Gradient", jax.lax.psum(sums, _AXIS))

    shared = jax.shard_map(
        in_pieces,
        mesh=mesh,
        in_specs=(PartitionSpec(), PartitionSpec(_AXIS), PartitionSpec()),
        out_specs=PartitionSpec(),
        check_vma=False,
    )

    def step(
        state: TrainingState, batch: TrainingBatch, rate: jax.Array
    ) -> tuple[TrainingState, Losses]:
        slope, parts = shared(state.parameters, batch, rows_of(batch))
        return updated(state, slope, rate, config), parts

    return cast("_Step", jax.jit(step, donate_argnums=0))


def _piece(rows: int, largest: int) -> int:
    """Returns the largest divisor of `rows` up to a limit; even, at least 2, if `rows` is."""
    step = 2 - rows % 2
    return max(n for n in range(step, max(min(rows, largest), step) + 1, step) if rows % n == 0)


def _fits(products: Products, net: NetConfig, batch: TrainingBatch) -> bool:
    rows, _, height, width = batch.planes.shape
    return fits(products, rows, height, width, max(net.channels, net.num_planes))


def _summed(
    gradient: Callable[[TrainingBatch], _Gradient],
    weights: dict[str, jax.Array],
    pieces: TrainingBatch,
) -> _Gradient:
    """Adds gradients up in a loop whose body is compiled once."""

    def add(sums: Any, part: TrainingBatch) -> tuple[_Gradient, None]:  # noqa: ANN401 - a tree
        return jax.tree.map(jnp.add, sums, gradient(part)), None

    zeros = Losses(*(jnp.float32(0) for _ in Losses._fields))
    start = {name: jnp.zeros_like(value) for name, value in weights.items()}, zeros
    return jax.lax.scan(add, start, pieces)[0]


def _each(batch: TrainingBatch, change: Callable[[Any], Any]) -> TrainingBatch:
    return cast("TrainingBatch", jax.tree.map(change, batch))
