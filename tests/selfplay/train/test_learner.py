"""Learning, its files, and its devices."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

import selfplay.train.kernels_bf16 as kernels_bf16
import selfplay.train.kernels_f32 as kernels_f32
from gogame.errors import CheckpointError, ConfigError
from gogame.net.checkpoint import Metadata, load_checkpoint
from gogame.net.config import named_config
from gogame.net.model import GoNet
from gogame.net.parameters import initial_parameters
from selfplay.train.batches import random_training_batch
from selfplay.train.config import LearnerConfig
from selfplay.train.convolution import products_for
from selfplay.train.learner import Learner, training_flops
from tests.net.samples import TINY

CONFIG = LearnerConfig(batch_size=8, rate=1e-2, warmup_steps=2, precision="f32")


def new_learner(config=CONFIG):
    return Learner(TINY, initial_parameters(TINY, 1), config)


def batch(seed=0):
    return random_training_batch(TINY, 8, 5, 5, np.random.default_rng(seed))


def test_a_batch_is_learnt_by_every_head():
    learner = new_learner()
    first, *_, last = [learner.train(batch()) for _ in range(61)]
    assert learner.step == int(learner.state.step) == 61
    for name, before, after in zip(first._fields, first, last, strict=True):
        assert float(after) < 0.9 * float(before), name


def test_one_step_is_adamw_with_clipping_and_an_average():
    config = LearnerConfig(8, rate=0.1, warmup_steps=0, weight_decay=0.5, clip=1e6, ema=0.9)
    learner = new_learner(config)
    old = {name: np.array(value) for name, value in learner.state.parameters.items()}
    learner.train(batch())
    new = learner.state.parameters
    # Adam's first step is the sign of the gradient.
    bias = np.asarray(new["value.outcome.bias"])
    np.testing.assert_allclose(np.abs(bias), 0.1, rtol=1e-3)
    name = "value.outcome.kernel"
    moved = np.asarray(new[name]) - old[name] * (1 - 0.1 * 0.5)
    active = np.abs(moved) > 1e-6
    np.testing.assert_allclose(np.abs(moved[active]), 0.1, rtol=1e-2)
    np.testing.assert_allclose(
        learner.weights()[name], 0.5 * old[name] + 0.5 * np.asarray(new[name]), rtol=1e-5
    )


def test_the_export_is_the_average_that_the_engine_loads(tmp_path):
    learner = new_learner()
    for _ in range(3):
        learner.train(batch())
    learner.export(tmp_path / "net", Metadata(run_id="r", positions=24))
    loaded = load_checkpoint(tmp_path / "net")
    assert loaded.config == TINY
    assert loaded.metadata.positions == 24
    inputs = batch().planes, batch().globals_
    expected = GoNet(TINY, learner.weights())(*inputs).policy
    np.testing.assert_array_equal(GoNet(TINY, loaded.parameters)(*inputs).policy, expected)


def test_a_restored_learner_makes_the_same_steps(tmp_path):
    learner = new_learner()
    assert learner.restore(tmp_path / "states") is None
    learner.train(batch(0))
    learner.save(tmp_path / "states", {"lake_version": 7})
    learner.train(batch(1))
    other = Learner(TINY, initial_parameters(TINY, 9), CONFIG)
    assert other.restore(tmp_path / "states") == {"lake_version": 7}
    assert other.step == 1
    other.train(batch(1))
    for name, value in learner.weights().items():
        np.testing.assert_array_equal(other.weights()[name], value)


def test_old_states_go_and_a_damaged_one_falls_back(tmp_path, caplog):
    learner = new_learner()
    saved: list[Path] = []
    for _ in range(3):
        learner.train(batch())
        saved.append(learner.save(tmp_path, {"step": learner.step}))
    newest = saved[-1]
    assert len(list(tmp_path.iterdir())) == CONFIG.keep_states
    for file in newest.rglob("*"):
        if file.is_file():
            file.write_bytes(b"damaged")
    other = new_learner()
    assert other.restore(tmp_path) == {"step": 2}
    assert newest.name in caplog.text


def test_states_of_another_network_are_refused(tmp_path):
    new_learner().save(tmp_path, {})
    net = named_config("b2c16")
    other = Learner(net, initial_parameters(net, 0), CONFIG)
    with pytest.raises(CheckpointError, match="no training state"):
        other.restore(tmp_path)


def test_few_steps_are_sent_ahead():
    config = replace(CONFIG, batch_size=128)
    many = random_training_batch(TINY, 128, 9, 9, np.random.default_rng(0))
    learner = new_learner(config)
    learner.train(many).total.block_until_ready()  # compiled
    sent = [learner.train(many) for _ in range(20)]
    waiting = [cast("Any", losses.total) for losses in sent[:-4]]
    assert all(total.is_ready() for total in waiting)


def test_two_devices_make_the_step_of_one():
    script = """
import jax, numpy as np
from selfplay.train.learner import share_cores
share_cores(2)
from tests.selfplay.train.test_learner import CONFIG, TINY, Learner, batch, initial_parameters
assert len(jax.devices()) == 2
learners = [Learner(TINY, initial_parameters(TINY, 1), CONFIG, devices=jax.devices()[:n])
            for n in (1, 2)]
for seed in range(3):
    found = [learner.train(batch(seed)) for learner in learners]
    np.testing.assert_allclose(found[0], found[1], rtol=1e-5)
one, two = (learner.weights() for learner in learners)
for name in one:
    np.testing.assert_allclose(one[name], two[name], rtol=1e-3, atol=1e-5, err_msg=name)
"""
    root = Path(__file__).resolve().parents[3]
    environment = {**os.environ, "JAX_PLATFORMS": "cpu"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _learnt(**changes):
    learner = new_learner(replace(CONFIG, **changes))
    return learner.train(batch()), learner.weights()


def _assert_same(one, other):
    np.testing.assert_allclose(one[0], other[0], rtol=1e-5)
    for name, value in one[1].items():
        np.testing.assert_allclose(value, other[1][name], rtol=1e-3, atol=1e-5, err_msg=name)


@pytest.mark.parametrize(
    "precision",
    [
        pytest.param(
            "f32",
            marks=pytest.mark.xfail(
                kernels_f32.processor() is None, reason="no AVX2 with FMA", run=False
            ),
        ),
        pytest.param(
            "bf16",
            marks=pytest.mark.xfail(
                not kernels_bf16.is_supported(), reason="no AVX-512 bfloat16", run=False
            ),
        ),
    ],
)
def test_pieces_make_the_step_of_the_whole(precision):
    _assert_same(_learnt(precision=precision, map_kib=1), _learnt(precision=precision, map_kib=400))


def test_a_processor_without_kernels_makes_the_same_step(monkeypatch):
    here = _learnt()
    monkeypatch.setattr(kernels_f32, "host_features", frozenset)
    monkeypatch.setattr(kernels_bf16, "host_features", frozenset)
    assert products_for("auto") is None
    _assert_same(here, _learnt(map_kib=1, keep_states=3))  # another configuration is compiled anew


def test_a_batch_that_devices_cannot_share_is_refused():
    import jax

    with pytest.raises(ConfigError, match="multiple of the 2 devices"):
        Learner(TINY, initial_parameters(TINY, 1), LearnerConfig(7), devices=[jax.devices()[0]] * 2)


def test_the_arithmetic_of_a_trunk_is_counted():
    # Eight 3x3 convolutions of 32 channels on 49 points, three passes, and small heads.
    trunk = 3 * 2 * 8 * 9 * 32 * 32 * 49
    assert 0.8 * trunk < training_flops(named_config("b4c32"), 49) < 1.3 * trunk
