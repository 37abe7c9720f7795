"""The kernels against XLA's convolution of the same rounded numbers."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from gogame.net.config import named_config
from gogame.net.model import GoNet, xla_convolution
from gogame.net.parameters import initial_parameters
from selfplay.train.convolution import fast_convolution, fits, use_fast_convolutions
from selfplay.train.kernels import is_supported, tiles
from tests.net.samples import random_inputs

needs_kernels = pytest.mark.xfail(
    not is_supported(), reason="this processor has no AVX-512 bfloat16", run=False
)


def _rounded(x):
    return x.astype(jnp.bfloat16).astype(jnp.float32)


@needs_kernels
@pytest.mark.parametrize(
    ("batch", "height", "width", "inputs", "outputs"),
    [(4, 7, 7, 32, 32), (2, 5, 8, 22, 16), (2, 3, 4, 5, 8), (2, 9, 9, 16, 96), (2, 1, 19, 3, 33)],
)
def test_map_and_both_gradients_are_xlas(batch, height, width, inputs, outputs):
    rng = np.random.default_rng(batch + inputs)
    shapes = (
        (batch, height, width, inputs),
        (3, 3, inputs, outputs),
        (batch, height, width, outputs),
    )
    x, kernel, slope = (jnp.asarray(rng.standard_normal(s), jnp.float32) for s in shapes)
    found, back = jax.vjp(fast_convolution, x, kernel)
    expected, expected_back = jax.vjp(xla_convolution, _rounded(x), _rounded(kernel))
    pairs = zip((found, *back(slope)), (expected, *expected_back(_rounded(slope))), strict=True)
    for one, other in pairs:
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=2e-5 * float(jnp.abs(other).max()))


@needs_kernels
def test_a_network_computes_the_same_by_kernels():
    config = named_config("b2c16")
    parameters = initial_parameters(config, 0)
    planes, globals_ = random_inputs(config, 2, 5, 5)
    planes[1, :, 4] = 0
    network = GoNet(config, parameters)
    plain = network(planes, globals_)
    use_fast_convolutions(network)
    for one, other in zip(network(planes, globals_), plain, strict=True):
        np.testing.assert_allclose(one, other, rtol=0.02, atol=0.02)


def test_a_single_board_is_left_to_xla():
    assert not fits(1, 9, 9, 32)
    assert not fits(64, 19, 19, 1024)
    x, kernel = jnp.ones((1, 3, 3, 2)), jnp.full((3, 3, 2, 1), 1.001)
    np.testing.assert_array_equal(fast_convolution(x, kernel), xla_convolution(x, kernel))


def test_tiles_cover_everything_evenly():
    assert [len(t) for t in tiles(49, 14)] == [12, 12, 12, 13]
    assert [i for t in tiles(81, 14) for i in t] == list(range(81))
