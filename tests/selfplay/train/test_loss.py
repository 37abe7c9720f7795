"""Losses against formulas in plain NumPy."""

from __future__ import annotations

import jax.numpy as jnp
import numpy as np
import pytest

from gogame.net.model import NetOutput
from selfplay.train.batches import random_training_batch
from selfplay.train.config import LossConfig
from selfplay.train.loss import losses
from tests.net.samples import TINY


def _log_softmax(x):
    return x - np.log(np.exp(x).sum(1, keepdims=True))


def _sample(rows=6, size=4):
    rng = np.random.default_rng(3)
    batch = random_training_batch(TINY, rows, size, size, rng)
    batch.planes[0, :, :, 3] = 0
    actions = size * size + 1

    def draw(shape):
        return jnp.asarray(rng.standard_normal(shape), jnp.float32)

    output = NetOutput(
        draw((rows, actions)), draw((rows, actions)), draw((rows, 3)), draw(rows), draw((rows, 16))
    )
    return output, batch


def test_losses_are_the_formulas():
    output, batch = _sample()
    found = losses(output, batch, LossConfig(1.0, 0.5, 2.0, 0.25, 3.0, 0.5))
    mask = batch.planes[:, 0].reshape(6, -1)

    def policy(logits, target, weight):
        rows = (target * (np.log(np.maximum(target, 1e-30)) - _log_softmax(logits))).sum(1)
        return (rows * weight).sum() / weight.sum()

    error = np.abs(output.score - batch.score) / np.sqrt(mask.sum(1))
    huber = np.where(error < 0.5, 0.5 * error**2, 0.5 * (error - 0.25))
    chance = 0.5 * (1 + np.tanh(output.ownership))
    wanted = 0.5 * (1 + batch.ownership)
    points = -(wanted * np.log(chance) + (1 - wanted) * np.log(1 - chance)) * mask
    parts = [
        policy(output.policy, batch.policy, batch.policy_weight),
        policy(output.reply, batch.reply, batch.reply_weight),
        -(batch.outcome * _log_softmax(output.outcome)).sum(1).mean(),
        huber.mean(),
        (points.sum(1) / mask.sum(1)).mean(),
    ]
    np.testing.assert_allclose([float(x) for x in found[1:]], parts, rtol=2e-5)
    assert float(found.total) == pytest.approx(np.dot([1, 0.5, 2, 0.25, 3], parts), rel=2e-5)


def test_a_batch_without_policy_targets_has_no_policy_loss():
    output, batch = _sample()
    zeros = np.zeros_like(batch.policy_weight)
    batch = batch._replace(policy=0 * batch.policy, policy_weight=zeros)
    assert float(losses(output, batch, LossConfig()).policy) == 0
