"""JAX, float32 OpenVINO and bfloat16 OpenVINO give the same answers, to stated bounds."""

from __future__ import annotations

import numpy as np
import pytest

from gogame.errors import EngineError
from gogame.evaluation import Evaluation
from gogame.net.batches import evaluate_padded
from gogame.net.checkpoint import Checkpoint
from gogame.net.config import CONFIGS
from gogame.net.jax_evaluator import JaxEvaluator
from gogame.net.openvino_evaluator import OpenVinoEvaluator, pick_precision
from tests.net.samples import (
    batch_of,
    copied,
    largest_difference,
    lively_checkpoint,
    random_inputs,
)

SMALL, FULL = CONFIGS["b2c16"], CONFIGS["b6c96"]
SIZES = [(5, 5), (7, 9), (9, 9), (13, 13), (19, 19)]
F32_BOUND = 1e-4
HAS_BF16 = pick_precision() == "bf16"
needs_bf16 = pytest.mark.xfail(
    not HAS_BF16, reason="this CPU has no bfloat16 instructions", run=False
)


@pytest.fixture(scope="module")
def by_jax():
    return {config: JaxEvaluator(lively_checkpoint(config)) for config in (SMALL, FULL)}


@pytest.fixture(scope="module")
def by_openvino():
    return {
        config: OpenVinoEvaluator(lively_checkpoint(config), precision="f32")
        for config in (SMALL, FULL)
    }


@pytest.fixture(scope="module")
def by_bfloat16():
    return {
        config: OpenVinoEvaluator(lively_checkpoint(config), precision="bf16")
        for config in (SMALL, FULL)
    }


def assert_near_in_bfloat16(rounded: Evaluation, exact: Evaluation):
    """The bounds of bfloat16: a share of what each head says at its largest."""
    on_board = exact.logits > -100
    difference = Evaluation(*(np.abs(a - b) for a, b in zip(rounded, exact, strict=True)))
    assert difference.logits[on_board].max() < 0.05 * max(1.0, np.abs(exact.logits[on_board]).max())
    assert difference.outcome.max() < 0.05
    assert difference.score.max() < 0.3 + 0.03 * np.abs(exact.score).max()
    assert difference.ownership.max() < 0.1
    np.testing.assert_allclose(rounded.outcome.sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_float32_on_every_size(by_jax, by_openvino, height, width):
    inputs = random_inputs(SMALL, 8, height, width)
    one = copied(by_jax[SMALL].evaluate_planes(*inputs))
    other = by_openvino[SMALL].evaluate_planes(*inputs)
    assert largest_difference(one, other) < F32_BOUND
    assert one.logits.shape == (8, height * width + 1)
    assert one.ownership.shape == (8, height * width)
    assert one.outcome.shape == (8, 3)
    assert one.score.shape == (8,)
    for head in one:
        assert head.dtype == np.float32
        assert head.std() > 0.05
    np.testing.assert_allclose(one.outcome.sum(axis=1), 1, atol=1e-5)
    assert np.abs(one.ownership).max() <= 1


@pytest.mark.parametrize(("height", "width"), [(5, 8)])
def test_float32_with_the_network_of_full_depth(by_jax, by_openvino, height, width):
    inputs = random_inputs(FULL, 8, height, width)
    one = copied(by_jax[FULL].evaluate_planes(*inputs))
    assert largest_difference(one, by_openvino[FULL].evaluate_planes(*inputs)) < F32_BOUND


@needs_bf16
@pytest.mark.parametrize("config", [SMALL, FULL], ids=lambda config: config.name)
@pytest.mark.parametrize(("height", "width"), SIZES)
def test_bfloat16_on_every_size(by_openvino, by_bfloat16, config, height, width):
    inputs = random_inputs(config, 16, height, width)
    exact = copied(by_openvino[config].evaluate_planes(*inputs))
    rounded = by_bfloat16[config].evaluate_planes(*inputs)
    assert largest_difference(exact, rounded) > 0
    assert_near_in_bfloat16(rounded, exact)


def test_a_cpu_gives_bfloat16_or_says_that_it_has_none():
    if HAS_BF16:
        assert OpenVinoEvaluator(lively_checkpoint(SMALL)).precision == "bf16"
    else:
        assert OpenVinoEvaluator(lively_checkpoint(SMALL)).precision == "f32"
        with pytest.raises(EngineError, match="this CPU has no bfloat16: choose precision f32"):
            OpenVinoEvaluator(lively_checkpoint(SMALL), precision="bf16")


def test_parameters_in_bfloat16_keep_the_bounds_on_any_cpu(by_openvino):
    exact = lively_checkpoint(SMALL)
    parameters = {name: in_bfloat16(values) for name, values in exact.parameters.items()}
    rounded = OpenVinoEvaluator(Checkpoint(SMALL, parameters), precision="f32")
    inputs = random_inputs(SMALL, 16, 9, 9)
    answer = copied(rounded.evaluate_planes(*inputs))
    expected = by_openvino[SMALL].evaluate_planes(*inputs)
    assert largest_difference(answer, expected) > 0
    assert_near_in_bfloat16(answer, expected)


def in_bfloat16(values):
    """Returns float32 numbers rounded to the eight bits of a bfloat16's fraction."""
    bits = values.view(np.uint32).astype(np.uint64)
    rounded = (bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000
    return rounded.astype(np.uint32).view(np.float32)


def mixed_batches(config):
    return [
        batch_of(*random_inputs(config, rows, height, width))
        for rows, height, width in ((1, 5, 5), (3, 7, 9), (2, 9, 4), (2, 9, 9))
    ]


@pytest.mark.parametrize("runtime", ["jax", "openvino"])
def test_a_batch_of_mixed_sizes_answers_as_each_board_alone(by_jax, by_openvino, runtime):
    evaluator = (by_jax if runtime == "jax" else by_openvino)[SMALL]
    batches = mixed_batches(SMALL)
    together = [copied(evaluation) for evaluation in evaluate_padded(evaluator, batches)]
    for batch, inside in zip(batches, together, strict=True):
        alone = by_openvino[SMALL].evaluate(batch)
        assert [head.shape for head in inside] == [head.shape for head in alone]
        assert largest_difference(inside, alone) < F32_BOUND


@needs_bf16
def test_a_batch_of_mixed_sizes_in_bfloat16(by_openvino, by_bfloat16):
    batches = mixed_batches(FULL)
    for batch, inside in zip(batches, evaluate_padded(by_bfloat16[FULL], batches), strict=True):
        assert_near_in_bfloat16(inside, by_openvino[FULL].evaluate(batch))


def test_padded_rows_say_what_lies_off_the_board(by_jax, by_openvino):
    planes, globals_ = random_inputs(SMALL, 2, 9, 9)
    planes[1, :, 6:] = 0
    planes[1, :, :, 7:] = 0
    for evaluator in (by_jax[SMALL], by_openvino[SMALL]):
        answer = evaluator.evaluate_planes(planes, globals_, masked=True)
        logits = answer.logits[:, :-1].reshape(2, 9, 9)
        ownership = answer.ownership.reshape(2, 9, 9)
        assert (np.abs(logits[0]) < 100).all()
        assert (np.abs(logits[1, :6, :7]) < 100).all()
        for off_board in ((1, slice(6, 9)), (1, slice(0, 9), slice(7, 9))):
            assert (logits[off_board] <= -9999).all()
            assert (ownership[off_board] == 0).all()


@pytest.mark.slow
def test_jax_in_bfloat16(by_jax):
    evaluator = JaxEvaluator(lively_checkpoint(SMALL), precision="bf16")
    inputs = random_inputs(SMALL, 8, 7, 9)
    assert_near_in_bfloat16(
        evaluator.evaluate_planes(*inputs), by_jax[SMALL].evaluate_planes(*inputs)
    )
    assert evaluator.name.endswith(" bf16")
