"""The kernels against XLA's convolution: of the same numbers, or of the same rounded numbers."""

from __future__ import annotations

import functools

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import selfplay.train.assembly as assembly
import selfplay.train.convolution as convolution
import selfplay.train.kernels_bf16 as kernels_bf16
import selfplay.train.kernels_f32 as kernels_f32
from gogame.net.config import named_config
from gogame.net.model import GoNet, xla_convolution
from gogame.net.parameters import initial_parameters
from selfplay.train.convolution import (
    Products,
    fast_convolution,
    fits,
    products_for,
    use_fast_convolutions,
)
from selfplay.train.kernels_f32 import Processor
from tests.net.samples import random_inputs

needs_bf16 = pytest.mark.xfail(
    not kernels_bf16.is_supported(), reason="this processor has no AVX-512 bfloat16", run=False
)
needs_f32 = pytest.mark.xfail(
    kernels_f32.processor() is None, reason="the kernels do not run on this processor", run=False
)
SHAPES = [
    (4, 7, 7, 32, 32),
    (2, 5, 8, 22, 16),
    (2, 3, 4, 5, 8),
    (2, 9, 9, 16, 96),
    (2, 1, 19, 3, 33),
]


def _rounded(x):
    return x.astype(jnp.bfloat16).astype(jnp.float32)


def _check(products, shape, rounded):
    batch, height, width, inputs, outputs = shape
    rng = np.random.default_rng(batch + inputs)
    shapes = (
        (batch, height, width, inputs),
        (3, 3, inputs, outputs),
        (batch, height, width, outputs),
    )
    x, kernel, slope = (jnp.asarray(rng.standard_normal(s), jnp.float32) for s in shapes)
    convolve = functools.partial(fast_convolution, products=products)
    found, back = jax.vjp(convolve, x, kernel)
    expected, expected_back = jax.vjp(xla_convolution, rounded(x), rounded(kernel))
    pairs = zip((found, *back(slope)), (expected, *expected_back(rounded(slope))), strict=True)
    for one, other in pairs:
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=2e-5 * float(jnp.abs(other).max()))


@needs_bf16
@pytest.mark.parametrize("shape", SHAPES)
def test_bf16_map_and_both_gradients_are_xlas(shape):
    _check(Products.BF16, shape, _rounded)


@needs_f32
@pytest.mark.parametrize("shape", [*SHAPES, (13, 2, 2, 7, 24), (1, 9, 9, 4, 64)])
@pytest.mark.parametrize("target", [None, Processor(4, 32), Processor(8, 16), Processor(16, 32)])
def test_f32_map_and_both_gradients_are_xlas(shape, target, monkeypatch):
    """LLVM splits vectors that are too wide for this processor; so all widths run anywhere."""
    if target is not None:
        monkeypatch.setattr(kernels_f32, "processor", lambda: target)
    _check(Products.F32, shape, lambda x: x)


@pytest.mark.parametrize(
    ("products", "tolerance"),
    [
        pytest.param(Products.BF16, 0.02, marks=needs_bf16),
        pytest.param(Products.F32, 1e-4, marks=needs_f32),
    ],
)
def test_a_network_computes_the_same_by_kernels(products, tolerance):
    config = named_config("b2c16")
    parameters = initial_parameters(config, 0)
    planes, globals_ = random_inputs(config, 2, 5, 5)
    planes[1, :, 4] = 0
    network = GoNet(config, parameters)
    plain = network(planes, globals_)
    use_fast_convolutions(network, products)
    for one, other in zip(network(planes, globals_), plain, strict=True):
        np.testing.assert_allclose(one, other, rtol=tolerance, atol=tolerance)


def test_what_the_kernels_do_not_take_is_left_to_xla(monkeypatch):
    assert not fits(Products.BF16, 1, 9, 9, 32)
    assert not fits(Products.BF16, 64, 19, 19, 1024)
    monkeypatch.setattr(assembly, "host_features", frozenset)
    monkeypatch.setattr(kernels_bf16, "host_features", frozenset)
    monkeypatch.setattr(kernels_f32, "host_features", frozenset)
    x, kernel = jnp.ones((2, 3, 3, 2)), jnp.full((3, 3, 2, 1), 1.001)
    for products in Products:
        assert not fits(products, 2, 3, 3, 2)
        found = fast_convolution(x, kernel, products)
        np.testing.assert_array_equal(found, xla_convolution(x, kernel))


@pytest.mark.parametrize(
    ("features", "precision", "expected"),
    [
        ("avx2 fma avx512f avx512bf16", "auto", Products.BF16),
        ("avx2 fma avx512f avx512bf16", "bf16", Products.BF16),
        ("avx2 fma avx512f avx512bf16", "f32", Products.F32),
        ("avx2 fma", "auto", Products.F32),
        ("avx2 fma", "f32", Products.F32),
        ("avx2 fma", "bf16", None),
        ("avx2", "auto", None),
        ("", "f32", None),
    ],
)
def test_a_precision_gets_the_best_kernels(features, precision, expected, monkeypatch):
    for module in (kernels_bf16, kernels_f32):
        monkeypatch.setattr(module, "host_features", lambda: frozenset(features.split()))
    assert products_for(precision) is expected


def test_tiles_are_cut_for_the_processor(monkeypatch):
    monkeypatch.setattr(kernels_f32, "host_features", lambda: frozenset({"avx512f"}))
    assert kernels_f32.processor() == Processor(16, 32)
    assert Processor(8, 16).tile(32) == (2, 6)
    assert Processor(8, 16).tile(24) == (3, 4)
    assert Processor(16, 32).tile(32) == (2, 14)


def test_nothing_is_known_of_systems_where_the_kernels_were_never_tried(monkeypatch):
    assembly.host_features.cache_clear()
    monkeypatch.setattr("sys.platform", "win32")
    assert assembly.host_features() == frozenset()
    assembly.host_features.cache_clear()


def test_tiles_cover_everything_evenly():
    assert [len(t) for t in kernels_bf16.tiles(49, 14)] == [12, 12, 12, 13]
    assert [i for t in kernels_bf16.tiles(81, 14) for i in t] == list(range(81))
    assert kernels_f32.runs(64, 6) == [(0, 6, 9), (54, 5, 2)]
    assert kernels_f32.runs(12, 6) == [(0, 6, 2)]
    assert kernels_f32.runs(5, 6) == [(0, 5, 1)]


def test_every_kernel_is_compiled_once():
    shape = kernels_f32.Shape(2, 3, 3, 4, 8)
    if kernels_f32.processor() is None:
        assert products_for("f32") is None
        return
    names = {convolution._foreign("gradient", Products.F32, shape) for _ in range(2)}
    assert len(names) == 1
