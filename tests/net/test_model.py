from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest
from flax import nnx

from gogame.net.model import GoNet, NetOutput
from gogame.net.parameters import OFF_BOARD_LOGIT
from tests.net.samples import TINY, lively_checkpoint, random_inputs

SIZES = [(5, 5), (7, 9), (2, 6)]


def make_net():
    checkpoint = lively_checkpoint(TINY)
    return GoNet(checkpoint.config, checkpoint.parameters)


@pytest.fixture(scope="module")
def net():
    """The network, compiled once for each shape."""
    definition, state = nnx.split(make_net())

    @jax.jit
    def apply(planes, globals_):
        return nnx.merge(definition, state)(planes, globals_)

    return apply


def padded(planes, height, width):
    return np.pad(
        planes, [(0, 0), (0, 0), (0, height - planes.shape[2]), (0, width - planes.shape[3])]
    )


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_padding_changes_no_answer(net, height, width):
    planes, globals_ = random_inputs(TINY, 3, height, width)
    alone = net(planes, globals_)
    inside = net(padded(planes, 10, 11), globals_)
    for name in ("outcome", "score"):
        np.testing.assert_allclose(getattr(inside, name), getattr(alone, name), atol=2e-5)
    for name in ("policy", "reply"):
        whole = np.asarray(getattr(inside, name))
        board = whole[:, :-1].reshape(3, 10, 11)
        expected = np.asarray(getattr(alone, name))
        np.testing.assert_allclose(
            board[:, :height, :width].reshape(3, -1), expected[:, :-1], atol=2e-5
        )
        np.testing.assert_allclose(whole[:, -1], expected[:, -1], atol=2e-5)
        assert (board[:, height:] == OFF_BOARD_LOGIT).all()
        assert (board[:, :, width:] == OFF_BOARD_LOGIT).all()
    ownership = np.asarray(inside.ownership).reshape(3, 10, 11)
    np.testing.assert_allclose(
        ownership[:, :height, :width].reshape(3, -1), np.asarray(alone.ownership), atol=2e-5
    )
    assert (ownership[:, height:] == 0).all()
    assert (ownership[:, :, width:] == 0).all()


def test_a_probability_off_the_board_is_exactly_zero(net):
    planes, globals_ = random_inputs(TINY, 3, 5, 5)
    policy = jax.nn.softmax(net(padded(planes, 10, 11), globals_).policy)[0]
    assert (policy[:-1].reshape(10, 11)[5:] == 0).all()
    assert float(policy.sum()) == pytest.approx(1)


def test_every_input_reaches_every_head(net):
    planes, globals_ = random_inputs(TINY, 3, 10, 11)
    before = net(planes, globals_)
    corner = planes.copy()
    corner[0, 1:, 0, 0] ^= 1
    louder = globals_ + 1
    for after in (net(corner, globals_), net(planes, louder)):
        for name, old, new in zip(NetOutput._fields, before, after, strict=True):
            assert not np.allclose(old, new, atol=1e-6), name
    # Pooling carries a stone in one corner to the point in the opposite one.
    assert abs(net(corner, globals_).ownership[0, -1] - before.ownership[0, -1]) > 1e-6


@pytest.mark.slow
def test_bfloat16_is_near_float32():
    net = nnx.jit(GoNet.__call__, static_argnames="dtype")
    inputs = random_inputs(TINY, 8, 9, 9)
    exact = net(make_net(), *inputs)
    rounded = net(make_net(), *inputs, dtype=jnp.bfloat16)
    for name, one, other in zip(NetOutput._fields, exact, rounded, strict=True):
        assert other.dtype == jnp.float32
        difference = float(abs(one - other).max())
        assert 0 < difference < 0.1 * max(1.0, float(one.std())), name


def mixed_batch():
    """Two board sizes in one padded batch, with a target for every head."""
    small, small_globals = random_inputs(TINY, 4, 4, 5)
    large, large_globals = random_inputs(TINY, 4, 6, 6)
    planes = np.concatenate((padded(small, 6, 6), large))
    mask = planes[:, 0].reshape(8, -1)
    rng = np.random.default_rng(1)
    on_board = [np.flatnonzero(row) for row in mask]
    targets = {
        "policy": np.array([rng.choice(points) for points in on_board]),
        "reply": np.array([rng.choice(points) for points in on_board]),
        "outcome": rng.integers(0, 3, 8),
        "score": rng.normal(0, 6, 8).astype(np.float32),
        "ownership": np.sign(rng.normal(size=mask.shape)).astype(np.float32),
    }
    return planes, np.concatenate((small_globals, large_globals)), mask, targets


def losses(output, mask, targets):
    cross_entropy = optax.softmax_cross_entropy_with_integer_labels
    error = mask * (jnp.tanh(output.ownership) - targets["ownership"]) ** 2
    return {
        "policy": cross_entropy(output.policy, targets["policy"]).mean(),
        "reply": cross_entropy(output.reply, targets["reply"]).mean(),
        "outcome": cross_entropy(output.outcome, targets["outcome"]).mean(),
        "score": optax.huber_loss(output.score, targets["score"]).mean(),
        "ownership": error.sum() / mask.sum(),
    }


@pytest.mark.slow
def test_training_steps_lower_the_loss_of_every_head():
    planes, globals_, mask, targets = mixed_batch()
    definition, state = nnx.split(make_net())
    optimizer = optax.adam(1e-2)

    def loss(state):
        parts = losses(nnx.merge(definition, state)(planes, globals_), mask, targets)
        return sum(parts.values()), parts

    @jax.jit
    def step(state, memory):
        (_, parts), gradient = jax.value_and_grad(loss, has_aux=True)(state)
        updates, memory = optimizer.update(gradient, memory)
        return optax.apply_updates(state, updates), memory, parts, gradient

    memory = optimizer.init(state)
    history = []
    gradient = state
    for _ in range(60):
        state, memory, parts, gradient = step(state, memory)
        history.append({name: float(value) for name, value in parts.items()})
        for path, leaf in nnx.to_flat_state(gradient):
            values = np.asarray(leaf[...])
            assert np.isfinite(values).all()
            assert (values != 0).any(), f"no gradient reaches {path}"
    for name, first in history[0].items():
        assert history[-1][name] < 0.9 * first, name
