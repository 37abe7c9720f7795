"""The loss of every head.

Policies are learnt by relative entropy, so that a policy's loss is 0 at the best. Rows without a
policy target (`policy_weight` 0) teach the other heads all the same.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from gogame.net.model import NetOutput
from selfplay.decode import TrainingBatch
from selfplay.train.config import LossConfig

_Array: TypeAlias = jax.Array | NDArray[np.floating]


class Losses(NamedTuple):
    """Mean losses of a batch, each before its weight; float32 scalars.

    Attributes:
        total: The weighted sum, which is minimised.
        policy: Relative entropy in nats of the rows with a policy target.
        reply: The same of the opponent's reply.
        outcome: Cross entropy in nats.
        score: Huber loss in board widths.
        ownership: Cross entropy in nats of a point.
    """

    total: jax.Array
    policy: jax.Array
    reply: jax.Array
    outcome: jax.Array
    score: jax.Array
    ownership: jax.Array


class Rows(NamedTuple):
    """How many rows of a batch teach what; float32 scalars.

    Attributes:
        all: The batch.
        policy: Its weight of policy targets, at least 1.
        reply: Likewise.
    """

    all: jax.Array
    policy: jax.Array
    reply: jax.Array


def rows_of(batch: TrainingBatch) -> Rows:
    """Returns what the means of a batch are taken over."""
    sums = jnp.sum(batch.policy_weight), jnp.sum(batch.reply_weight)
    return Rows(jnp.float32(len(batch.planes)), *(jnp.maximum(x, 1.0) for x in sums))


def losses(
    output: NetOutput, batch: TrainingBatch, config: LossConfig, rows: Rows | None = None
) -> Losses:
    """Returns the losses of a batch, or of a part of one.

    Args:
        output: What the network says.
        batch: What it should say.
        config: Weights.
        rows: `rows_of` the whole batch if `batch` is a part of it: the results of all parts then
            add up to those of the whole.
    """
    over = rows or rows_of(batch)
    mask = jnp.asarray(batch.planes[:, 0], jnp.float32)
    mask = mask.reshape(mask.shape[0], -1)
    area = mask.sum(1)
    policy = _relative_entropy(output.policy, batch.policy) * batch.policy_weight
    reply = _relative_entropy(output.reply, batch.reply) * batch.reply_weight
    outcome = -(batch.outcome * jax.nn.log_softmax(output.outcome)).sum(1)
    error = (output.score - batch.score) / jnp.sqrt(area)
    points = _binary(2.0 * output.ownership, 0.5 * (1.0 + batch.ownership)) * mask
    parts = (
        policy.sum() / over.policy,
        reply.sum() / over.reply,
        outcome.sum() / over.all,
        _huber(error, config.score_delta).sum() / over.all,
        (points.sum(1) / area).sum() / over.all,
    )
    weights = (config.policy, config.reply, config.outcome, config.score, config.ownership)
    total = sum((w * part for w, part in zip(weights, parts, strict=True)), jnp.float32(0))
    return Losses(total, *parts)


def _relative_entropy(logits: jax.Array, target: _Array) -> jax.Array:
    """Returns `[B]` nats; a target of 0 adds nothing, whatever its logit."""
    log_target = jnp.log(jnp.where(target > 0, target, 1.0))
    return (target * (log_target - jax.nn.log_softmax(logits))).sum(1)


def _huber(error: jax.Array, delta: float) -> jax.Array:
    inside = jnp.minimum(jnp.abs(error), delta)
    return inside * (jnp.abs(error) - 0.5 * inside)


def _binary(logits: jax.Array, target: _Array) -> jax.Array:
    return jax.nn.softplus(logits) - target * logits
