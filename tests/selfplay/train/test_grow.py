"""Grown networks: they answer as before, and all that is new can learn."""

from __future__ import annotations

from dataclasses import replace

import jax
import numpy as np
import pytest

from gogame.errors import CheckpointError
from gogame.net.checkpoint import Checkpoint
from gogame.net.config import named_config
from gogame.net.model import GoNet
from gogame.net.parameters import initial_parameters
from selfplay.train.batches import random_training_batch
from selfplay.train.config import LearnerConfig
from selfplay.train.grow import can_grow, grown
from selfplay.train.learner import Learner

SMALL, LARGE = named_config("b2c16"), named_config("b6c64")


def lively(config, seed=3):
    """Returns a network in which no number is zero."""
    rng = np.random.default_rng(seed)
    values = {
        name: value + rng.normal(0, 0.05, value.shape).astype(np.float32)
        for name, value in initial_parameters(config, seed).items()
    }
    return Checkpoint(config, values)


def training_batch():
    return random_training_batch(SMALL, 8, 5, 5, np.random.default_rng(0))


def answers(config, parameters, batch):
    return jax.jit(lambda: GoNet(config, parameters)(batch.planes, batch.globals_))()


@pytest.mark.parametrize(("small", "large"), [("b2c16", "b4c32"), ("b4c32", "b6c64")])
def test_a_grown_network_answers_as_before(small, large):
    old, new = lively(named_config(small)), named_config(large)
    batch = training_batch()
    before = answers(old.config, old.parameters, batch)
    after = answers(new, grown(old, new, seed=1), batch)
    for name, was, now in zip(before._fields, before, after, strict=True):
        assert np.abs(was).max() > 0.01, name
        np.testing.assert_allclose(now, was, rtol=1e-4, atol=1e-4, err_msg=name)


def test_what_is_new_learns_too():
    start = grown(lively(SMALL), named_config("b4c32"), seed=1)
    learner = Learner(named_config("b4c32"), start, LearnerConfig(batch_size=8, warmup_steps=0))
    for _ in range(3):
        learner.train(training_batch())
    for name, value in learner.state.parameters.items():
        moved = np.asarray(value) != start[name]
        assert moved.mean() > 0.5, f"{name}: {moved.mean():.0%} of the weights moved"


def test_a_network_grows_by_its_own_seed():
    old = lively(SMALL)
    one, same, other = (grown(old, LARGE, seed)["stem.conv.kernel"] for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, same)
    assert (one != other).any()


@pytest.mark.parametrize(
    "change",
    [
        {"channels": 8, "pool_channels": 4},
        {"blocks": 1, "pool_blocks": (0,)},
        {"pool_blocks": ()},
        {"value_hidden": 8},
        {"num_planes": 5},
        {"pool_channels": 15},  # leaves one channel to the rest
    ],
)
def test_no_network_grows_smaller(change):
    smaller = replace(SMALL, name="other", **change)
    assert can_grow(SMALL, LARGE)
    assert not can_grow(SMALL, smaller)
    with pytest.raises(CheckpointError, match="b2c16 cannot grow to other: expected no part"):
        grown(lively(SMALL), smaller, seed=0)
