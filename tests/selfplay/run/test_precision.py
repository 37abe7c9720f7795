"""In which numbers a run's networks play."""

from __future__ import annotations

import numpy as np
import pytest

from gogame.net.checkpoint import new_checkpoint, save_checkpoint
from gogame.net.config import named_config
from gogame.net.openvino_calibration import calibrate
from selfplay.run.precision import choose_precision, precision_for
from selfplay.train.batches import random_training_batch


@pytest.fixture
def networks(tmp_path):
    """Returns the files of a network without ranges, and of the same with them."""
    made = new_checkpoint(named_config("b2c16"), 1)
    batch = random_training_batch(made.config, 8, 5, 5, np.random.default_rng(0))
    files = []
    for name, one in (("start", made), ("round", calibrate(made, batch.planes, batch.globals_))):
        files.append(tmp_path / f"{name}.safetensors")
        save_checkpoint(files[-1], one.parameters, one.config, one.metadata)
    return files


def test_a_network_without_ranges_is_not_measured_and_does_not_play_in_int8(networks):
    start, of_a_round = networks
    assert choose_precision(start, "openvino", 5) is None, "it is asked again with the next one"
    assert choose_precision(of_a_round, "openvino", 5) in ("auto", "int8")
    assert choose_precision(start, "jax", 5) == "auto"
    assert precision_for(start, "int8") == "auto"
    assert precision_for(of_a_round, "int8") == "int8"
    assert precision_for(start, "f32") == "f32"
    assert precision_for(start, None) == "auto"
