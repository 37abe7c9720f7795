from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from gogame.errors import EngineError
from gogame.net import openvino_evaluator
from gogame.net.batches import evaluate_padded, split_rows
from gogame.net.checkpoint import Checkpoint
from gogame.net.jax_evaluator import JaxEvaluator
from gogame.net.openvino_evaluator import OpenVinoEvaluator
from tests.net.samples import (
    TINY,
    batch_of,
    copied,
    largest_difference,
    lively_checkpoint,
    random_inputs,
)

BUCKETS = (1, 2, 4, 8, 16, 32, 64)


@pytest.fixture(scope="module")
def evaluators():
    checkpoint = lively_checkpoint(TINY)
    return {
        "openvino": OpenVinoEvaluator(checkpoint, precision="f32"),
        "jax": JaxEvaluator(checkpoint, precision="f32"),
    }


@pytest.mark.parametrize(
    ("rows", "sizes"),
    [
        (0, []),
        (1, [1]),
        (3, [4]),
        (5, [4, 1]),
        (40, [32, 8]),
        (47, [32, 16]),
        (48, [64]),
        (64, [64]),
        (150, [64, 64, 16, 8]),
    ],
)
def test_rows_are_cut_into_buckets(rows, sizes):
    assert [chunk.bucket for chunk in split_rows(rows, BUCKETS, 0.75)] == sizes


@given(
    st.integers(0, 3000),
    st.sets(st.integers(2, 300), max_size=5),
    st.floats(0, 1),
)
def test_chunks_cover_every_row_once(rows, sizes, least_full):
    chunks = split_rows(rows, [1, *sorted(sizes)], least_full)
    assert [chunk.start for chunk in chunks] == [0, *(chunk.stop for chunk in chunks)][:-1]
    assert (chunks[-1].stop if chunks else 0) == rows
    for chunk in chunks:
        assert least_full * chunk.bucket <= chunk.stop - chunk.start <= chunk.bucket


@pytest.mark.parametrize("runtime", ["openvino", "jax"])
def test_a_row_answers_alike_in_every_batch(evaluators, runtime):
    evaluator = evaluators[runtime]
    planes, globals_ = random_inputs(TINY, 70, 5, 6)
    whole = copied(evaluator.evaluate_planes(planes, globals_))
    for part in (slice(0, 1), slice(69, 70), slice(3, 8), slice(11, 14), slice(6, 70)):
        answer = evaluator.evaluate_planes(planes[part], globals_[part])
        expected = type(whole)(*(head[part] for head in whole))
        assert largest_difference(expected, answer) < 2e-5


def test_rows_that_are_no_block_of_memory(evaluators):
    planes, globals_ = random_inputs(TINY, 8, 5, 6)
    for evaluator in evaluators.values():
        block = copied(evaluator.evaluate_planes(planes[::2].copy(), globals_[::2].copy()))
        assert largest_difference(evaluator.evaluate_planes(planes[::2], globals_[::2]), block) == 0


def test_an_empty_batch(evaluators):
    planes, globals_ = random_inputs(TINY, 0, 5, 6)
    for evaluator in evaluators.values():
        assert [len(head) for head in evaluator.evaluate_planes(planes, globals_)] == [0] * 4
        assert evaluate_padded(evaluator, []) == []


@pytest.mark.parametrize(
    ("planes", "globals_", "sentence"),
    [
        (np.zeros((2, 3, 5, 5), np.uint8), None, r"planes uint8\[2, 3, 5, 5\]: network tiny reads"),
        (np.zeros((2, TINY.num_planes, 5, 5), np.float32), None, "planes float32"),
        (np.zeros((2, TINY.num_planes, 25), np.uint8), None, "reads uint8"),
        (np.zeros((2, TINY.num_planes, 0, 5), np.uint8), None, "reads uint8"),
        (None, np.zeros((3, TINY.num_globals), np.float32), r"reads float32\[2, "),
        (None, np.zeros((2, TINY.num_globals), np.float64), "globals float64"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(evaluators, planes, globals_, sentence):
    good_planes, good_globals = random_inputs(TINY, 2, 5, 5)
    planes = good_planes if planes is None else planes
    globals_ = good_globals if globals_ is None else globals_
    for evaluator in evaluators.values():
        with pytest.raises(EngineError, match=sentence):
            evaluator.evaluate_planes(planes, globals_)


def test_a_padded_batch_is_checked_before_it_is_filled(evaluators):
    good = batch_of(*random_inputs(TINY, 2, 5, 5))
    bad = good._replace(planes=good.planes[:, :4])
    with pytest.raises(EngineError, match="network tiny reads"):
        evaluate_padded(evaluators["openvino"], [good, bad])


def test_compiled_graphs_are_kept_and_the_oldest_forgotten(monkeypatch):
    monkeypatch.setattr(openvino_evaluator, "MAX_COMPILED", 2)
    built = []

    def counted(checkpoint: Checkpoint, shape, **options):
        built.append(shape)
        return build(checkpoint, shape, **options)

    build = openvino_evaluator.build_model
    monkeypatch.setattr(openvino_evaluator, "build_model", counted)
    evaluator = OpenVinoEvaluator(lively_checkpoint(TINY), precision="f32")
    for side in (3, 4, 3, 5, 3, 4):
        evaluator.evaluate_planes(*random_inputs(TINY, 1, side, side))
    assert built == [(1, 3, 3), (1, 4, 4), (1, 5, 5), (1, 4, 4)]


def test_large_boards_come_in_smaller_batches(monkeypatch):
    shapes = []

    def counted(checkpoint: Checkpoint, shape, **options):
        shapes.append(shape[0])
        return build(checkpoint, shape, **options)

    build = openvino_evaluator.build_model
    monkeypatch.setattr(openvino_evaluator, "build_model", counted)
    evaluator = OpenVinoEvaluator(lively_checkpoint(TINY), precision="f32")
    evaluator.evaluate_planes(*random_inputs(TINY, 64, 9, 9))
    evaluator.evaluate_planes(*random_inputs(TINY, 64, 19, 19))
    assert shapes == [64, 16]
