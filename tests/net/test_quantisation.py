"""int8: ranges travel with networks, and the answers stay near those of float32."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gogame.errors import CheckpointError, EngineError
from gogame.net.checkpoint import load_checkpoint, save_checkpoint
from gogame.net.config import CONFIGS
from gogame.net.measure import random_batch
from gogame.net.openvino_calibration import calibrate
from gogame.net.openvino_evaluator import OpenVinoEvaluator
from gogame.net.quantisation import (
    RANGES_KEY,
    best_range,
    has_ranges,
    histogram,
    quantised_maps,
    ranges_of,
    with_ranges,
)
from gogame.net.runtime import load_evaluator
from tests.net.samples import copied, largest_difference, lively_checkpoint

SMALL, MIDDLE = CONFIGS["b2c16"], CONFIGS["b4c32"]


@pytest.fixture(scope="module")
def calibrated():
    batch = random_batch(7, 96, seed=3)
    return {
        config: calibrate(lively_checkpoint(config), batch.planes, batch.globals_)
        for config in (SMALL, MIDDLE)
    }


@pytest.mark.parametrize("config", [SMALL, MIDDLE], ids=lambda config: config.name)
@pytest.mark.parametrize("size", [5, 9])
@pytest.mark.parametrize("masked", [False, True])
def test_int8_answers_near_float32(calibrated, config, size, masked):
    batch = random_batch(size, 32, seed=4)
    inputs = (batch.planes, batch.globals_)
    exact = OpenVinoEvaluator(lively_checkpoint(config), precision="f32")
    rounded = load_evaluator(calibrated[config], "openvino", "int8")
    assert rounded.name == f"{config.name} openvino int8"
    expected = copied(exact.evaluate_planes(*inputs, masked=masked))
    found = rounded.evaluate_planes(*inputs, masked=masked)
    error = type(found)(*(np.abs(a - b) for a, b in zip(found, expected, strict=True)))
    assert largest_difference(found, expected) > 1e-3  # it is not float32 that runs
    assert error.logits.max() < 0.1 * max(1.0, np.abs(expected.logits).max())
    assert error.outcome.max() < 0.08
    assert error.score.max() < 0.3 + 0.1 * np.abs(expected.score).max()
    assert error.ownership.max() < 0.15
    np.testing.assert_allclose(found.outcome.sum(axis=1), 1, atol=1e-5)


def test_the_largest_bytes_do_not_overflow():
    network = lively_checkpoint(SMALL)
    parameters = dict(network.parameters)
    # The first block's inner map is 100 everywhere, byte 255; all weights that read it are equal,
    # each the most that a weight can be. Sums that overflowed would lose half of 1.44.
    for name, value in (("conv1.kernel", 0.0), ("conv1.bias", 100.0), ("conv2.kernel", 1e-4)):
        shape = parameters[f"blocks.0.{name}"].shape
        parameters[f"blocks.0.{name}"] = np.full(shape, value, dtype=np.float32)
    network = replace(network, parameters=parameters)
    batch = random_batch(7, 64, seed=1)
    calibrated = calibrate(network, batch.planes, batch.globals_)
    assert ranges_of(calibrated)["blocks.0.conv2"] == pytest.approx(100, rel=0.01)
    expected = copied(OpenVinoEvaluator(network, precision="f32").evaluate(batch))
    found = OpenVinoEvaluator(calibrated, precision="int8").evaluate(batch)
    assert np.abs(found.logits - expected.logits).max() < 0.1
    assert np.abs(found.outcome - expected.outcome).max() < 0.05


def test_ranges_travel_with_the_file(tmp_path, calibrated):
    network = calibrated[SMALL]
    save_checkpoint(tmp_path / "net", network.parameters, SMALL, network.metadata)
    loaded = load_checkpoint(tmp_path / "net")
    assert ranges_of(loaded) == ranges_of(network)
    assert set(ranges_of(loaded)) == set(quantised_maps(SMALL))
    batch = random_batch(5, 8)
    one, other = (OpenVinoEvaluator(net, precision="int8") for net in (network, loaded))
    assert largest_difference(copied(one.evaluate(batch)), other.evaluate(batch)) == 0


def test_calibration_is_deterministic_and_keeps_the_rest(calibrated):
    batch = random_batch(7, 96, seed=3)
    network = replace(
        lively_checkpoint(SMALL),
        metadata=replace(lively_checkpoint(SMALL).metadata, run_id="r", extra={"other": 1}),
    )
    again = calibrate(network, batch.planes, batch.globals_, threads=1)
    assert again.metadata.run_id == "r"
    assert again.metadata.extra["other"] == 1
    for name, value in ranges_of(again).items():
        assert value == pytest.approx(ranges_of(calibrated[SMALL])[name], rel=1e-4)
    assert not has_ranges(network)
    assert has_ranges(again)


def test_what_cannot_be_had_is_said():
    network = lively_checkpoint(SMALL)
    with pytest.raises(EngineError, match=r"b2c16 carries no int8 ranges: calibrate it, or choose"):
        load_evaluator(network, "openvino", "int8")
    with pytest.raises(EngineError, match="precision int8 is OpenVINO's: choose runtime openvino"):
        load_evaluator(network, "jax", "int8")
    batch = random_batch(5, 1)
    with pytest.raises(EngineError, match="no position to calibrate"):
        calibrate(network, batch.planes[:0], batch.globals_[:0])
    with pytest.raises(EngineError, match="expected one for each of 4 maps"):
        with_ranges(network, {"blocks.0.conv1": 1.0})


@pytest.mark.parametrize("damage", [None, 0, -1.0, "2", True, float("nan"), {}])
def test_damaged_ranges_are_refused(calibrated, damage):
    network = calibrated[SMALL]
    stored = {**network.metadata.extra[RANGES_KEY], "blocks.1.conv1": damage}
    damaged = replace(
        network, metadata=replace(network.metadata, extra={RANGES_KEY: stored if damage else 3})
    )
    with pytest.raises(
        CheckpointError, match=r"int8 ranges of network b2c16: .*calibrate it again"
    ):
        ranges_of(damaged)


def test_the_best_range_cuts_outliers_off_and_keeps_even_values():
    rng = np.random.default_rng(0)
    even = rng.random(100_000, dtype=np.float32)
    assert best_range(histogram(even, 1.0), 1.0) > 0.95
    tailed = rng.exponential(0.05, 100_000).astype(np.float32)
    tailed[0] = 1.0
    assert best_range(histogram(tailed, 1.0), 1.0) < 0.9
    assert best_range(histogram(np.zeros(4, dtype=np.float32), 0.0), 0.0) == 1.0
