"""`TrainingState`: all that a learner must keep, and its files.

A state is written by Orbax into a folder of its own, which gets its name only when it is whole: a
crash leaves the states before it. Reading takes the newest state that can be read.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, cast

import jax
import jax.numpy as jnp
import numpy as np
import optax
import orbax.checkpoint as ocp

from gogame.errors import CheckpointError
from gogame.net.parameters import Parameters
from selfplay.train.config import LearnerConfig

_LOG = logging.getLogger(__name__)
_PREFIX = "step-"
_UNFINISHED = ".orbax-checkpoint-tmp"


class TrainingState(NamedTuple):
    """Where learning stands; parameters by name as in `gogame.net.parameters`.

    Attributes:
        step: Steps done, int32.
        parameters: The weights that are trained.
        ema: Their moving average, which plays.
        optimizer: The optimiser's state, see `optimizer`.
    """

    step: jax.Array
    parameters: dict[str, jax.Array]
    ema: dict[str, jax.Array]
    optimizer: Any


def optimizer(config: LearnerConfig) -> optax.GradientTransformation:
    """Returns AdamW with clipping, but for the learning rate, which a step multiplies by."""
    return optax.chain(
        optax.clip_by_global_norm(config.clip),
        optax.scale_by_adam(b1=config.beta1, b2=config.beta2),
        optax.add_decayed_weights(config.weight_decay, mask=_decays),
    )


def new_state(parameters: Parameters, config: LearnerConfig) -> TrainingState:
    """Returns the state before the first step from these weights."""
    weights = {name: jnp.array(value) for name, value in parameters.items()}
    average = {name: jnp.array(value) for name, value in parameters.items()}
    return TrainingState(jnp.int32(0), weights, average, optimizer(config).init(weights))


def updated(
    state: TrainingState, gradient: dict[str, jax.Array], rate: jax.Array, config: LearnerConfig
) -> TrainingState:
    """Returns the state after a step along a gradient; to be compiled by the caller."""
    steps, moments = optimizer(config).update(gradient, state.optimizer, state.parameters)
    directions = cast("dict[str, jax.Array]", steps)
    weights = {name: w - rate * directions[name] for name, w in state.parameters.items()}
    keep = jnp.minimum(config.ema, 1.0 - 1.0 / (state.step.astype(jnp.float32) + 2.0))
    average = {name: keep * old + (1.0 - keep) * weights[name] for name, old in state.ema.items()}
    return TrainingState(state.step + 1, weights, average, moments)


def save_state(folder: Path, state: TrainingState, extra: Mapping[str, Any], *, keep: int) -> Path:
    """Writes a state whole or not at all and drops all but the newest.

    Args:
        folder: Where states of this learner lie; made if need be.
        state: What to write.
        extra: JSON values to keep with it, for example what it was trained on.
        keep: States to keep.

    Returns:
        The state's own folder.

    Raises:
        CheckpointError: It cannot be written.
    """
    target = folder.resolve() / f"{_PREFIX}{int(state.step):09d}"
    items = ocp.args.Composite(
        state=ocp.args.StandardSave(_arrays(state)),
        extra=ocp.args.JsonSave(dict(extra)),
    )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for unfinished in target.parent.glob(f"{_PREFIX}*{_UNFINISHED}*"):
            shutil.rmtree(unfinished)
        with _checkpointer() as checkpointer:
            checkpointer.save(target, args=items, force=True)
        for old in _states(folder)[keep:]:
            shutil.rmtree(old)
    except (OSError, ValueError) as error:
        raise CheckpointError(f"cannot write training state {target}: {error}") from error
    return target


def load_state(
    folder: Path, like: TrainingState, before: int | None = None
) -> tuple[TrainingState, dict[str, Any]] | None:
    """Returns the newest readable state and its `extra`, None if there is no state.

    Args:
        folder: As given to `save_state`.
        like: A state of the same shapes, for example `new_state` of the network.
        before: Only states of fewer steps.

    Raises:
        CheckpointError: There are states, but none can be read.
    """
    found = [p for p in _states(folder) if before is None or _step_of(p) < before]
    for path in found:
        try:
            return _load(path, like)
        except Exception as error:  # noqa: BLE001 - a damaged file fails in many ways
            _LOG.warning("training state %s cannot be read: %s", path, error)
    if found:
        raise CheckpointError(
            f"no training state in {folder} can be read, {len(found)} tried: the network or the"
            " optimiser is another, or the files are damaged"
        )
    return None


def _checkpointer() -> Any:  # noqa: ANN401 - Orbax leaves its context manager untyped
    return ocp.Checkpointer(ocp.CompositeCheckpointHandler())


def _load(path: Path, like: TrainingState) -> tuple[TrainingState, dict[str, Any]]:
    wanted = _arrays(like)
    items = ocp.args.Composite(state=ocp.args.StandardRestore(wanted), extra=ocp.args.JsonRestore())
    with _checkpointer() as checkpointer:
        loaded = checkpointer.restore(path.resolve(), args=items)
    values = cast("dict[str, Any]", loaded.state)
    shapes = jax.tree.map(np.shape, (wanted, values))  # Orbax lets a wrong shape pass
    if shapes[0] != shapes[1]:
        raise CheckpointError("the state is of another network")
    return TrainingState(**values), loaded.extra


def _arrays(state: TrainingState) -> Any:  # noqa: ANN401 - a tree, as Orbax takes it
    """Returns the state as a dictionary of NumPy arrays."""
    to_numpy: Any = np.asarray
    return jax.tree.map(to_numpy, state._asdict())


def _states(folder: Path) -> list[Path]:
    """Returns whole states, the newest first; an unfinished one bears another name."""
    found = [p for p in folder.glob(f"{_PREFIX}*") if p.name.removeprefix(_PREFIX).isdigit()]
    return sorted(found, reverse=True)


def _step_of(path: Path) -> int:
    return int(path.name.removeprefix(_PREFIX))


def _decays(parameters: optax.Params) -> dict[str, bool]:
    names = cast("dict[str, jax.Array]", parameters)
    return {name: not name.endswith(".bias") for name in names}
