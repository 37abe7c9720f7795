from __future__ import annotations

import numpy as np
import pytest

from gogame.net.checkpoint import new_checkpoint
from gogame.net.config import CONFIGS
from gogame.net.model import GoNet
from gogame.net.openvino_evaluator import OpenVinoEvaluator
from gogame.net.parameters import initial_parameters, parameter_specs
from tests.net.samples import TINY, random_inputs


@pytest.mark.parametrize("name", CONFIGS)
def test_first_values_have_the_specified_shapes_and_spread(name):
    specs = parameter_specs(CONFIGS[name])
    parameters = initial_parameters(CONFIGS[name], seed=3)
    assert parameters.keys() == specs.keys()
    for key, spec in specs.items():
        values = parameters[key]
        assert values.dtype == np.float32
        assert values.shape == spec.shape
        assert (spec.deviation == 0) == key.endswith(".bias")
        if values.size > 500:
            assert values.std() == pytest.approx(spec.deviation, rel=0.15)


def test_first_values_depend_on_the_seed_alone():
    one, again, other = (initial_parameters(TINY, seed) for seed in (5, 5, 6))
    for name in one:
        np.testing.assert_array_equal(one[name], again[name])
        assert name.endswith(".bias") or (one[name] != other[name]).all()


def test_the_model_holds_exactly_these_parameters():
    parameters = initial_parameters(TINY, seed=1)
    held = GoNet(TINY, parameters).parameters()
    assert held.keys() == parameters.keys()
    for name, values in parameters.items():
        assert held[name].dtype == np.float32
        np.testing.assert_array_equal(held[name], values)


@pytest.mark.parametrize("name", ["b2c16", "b10c128"])
def test_an_untrained_network_is_near_even_at_any_depth(name):
    config = CONFIGS[name]
    evaluator = OpenVinoEvaluator(new_checkpoint(config, seed=0), precision="f32")
    answer = evaluator.evaluate_planes(*random_inputs(config, rows=8, height=9, width=9))
    assert 0.01 < answer.logits.std() < 0.3
    assert np.abs(answer.outcome - 1 / 3).max() < 0.2
    assert np.abs(answer.score).max() < 5
    assert 0.001 < np.abs(answer.ownership).mean() < 0.6
