"""Gumbel search against mctx on the same fake network."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.board.variant import VariantSpec
from gogame.errors import ConfigError
from gogame.features import encode_positions
from gogame.search.config import Limits, Method, SearchConfig
from gogame.search.gumbel import considered_visits
from gogame.search.lockstep import LockstepSearch
from gogame.search.mcts import Search
from tests.search.fakes import HashEvaluator
from tests.search.reference import enclosed

VARIANT = VariantSpec(3, 3, komi=1.5)
ACTIONS = VARIANT.num_actions
GUMBEL = SearchConfig(method=Method.GUMBEL, score_utility=0.0, gumbel_actions=6)
LONGEST = 64


@pytest.mark.parametrize(
    ("actions", "playouts", "counts"),
    [
        (1, 4, [0, 1, 2, 3]),
        (2, 5, [0, 0, 1, 1, 2]),
        (4, 8, [0, 0, 0, 0, 1, 1, 2, 2]),
        (8, 16, [0] * 8 + [1] * 4 + [2, 2, 3, 3]),
        (16, 8, [0] * 8),
    ],
)
def test_sequential_halving_shares_the_playouts_out(
    actions: int, playouts: int, counts: list[int]
) -> None:
    assert considered_visits(actions, playouts).tolist() == counts


def random_positions(count: int, seed: int) -> list[Position]:
    """Returns running positions some random moves into the game."""
    rng = np.random.default_rng(seed)
    found: list[Position] = []
    while len(found) < count:
        position = Position.start(VARIANT)
        for _ in range(rng.integers(0, 8)):
            if not position.is_over:
                position = position.play(int(rng.choice(np.flatnonzero(position.legal()))))
        if not position.is_over:
            found.append(position)
    return found


class Network:
    """The fake evaluator as mctx wants it: states are lists of moves, played on the host."""

    def __init__(self, positions: list[Position]) -> None:
        self.positions = positions
        self.evaluator = HashEvaluator()

    def judge(self, position: Position) -> tuple[NDArray[np.float32], float]:
        """Returns logits and value for the player to play."""
        logits, outcome, _, _ = self.evaluator.evaluate(encode_positions([position]))
        masked = np.where(position.legal(), logits[0], np.float32(-1e9))
        return masked, float(outcome[0, 0] - outcome[0, 2])

    def step(
        self, actions: NDArray[np.int32], moves: NDArray[np.int32]
    ) -> tuple[NDArray[np.generic], ...]:
        """Returns logits, value, reward, discount and the moves after each action."""
        rows = len(self.positions)
        logits = np.zeros((rows, ACTIONS), dtype=np.float32)
        value, reward = np.zeros(rows, dtype=np.float32), np.zeros(rows, dtype=np.float32)
        discount = np.zeros(rows, dtype=np.float32)
        moves = np.array(moves)
        for row, start in enumerate(self.positions):
            position, length = start, int((moves[row] >= 0).sum())
            for action in moves[row, :length]:
                if not position.is_over:
                    position = position.play(int(action))
            was_over = position.is_over
            moves[row, length] = actions[row]
            if was_over:
                continue
            mover = position.to_play
            position = position.play(int(actions[row]))
            if position.is_over:
                lead = position.score(enclosed(position)).lead_black
                reward[row] = np.sign(lead) * (1 if mover is Color.BLACK else -1)
            else:
                discount[row] = -1
                logits[row], value[row] = self.judge(position)
        return logits, value, reward, discount, moves


def mctx_policy(network: Network, config: SearchConfig, simulations: int, seed: int):
    """Runs mctx; returns its output."""
    mctx = pytest.importorskip("mctx", reason="mctx is not installed (dependency group bench)")
    jax = pytest.importorskip("jax")
    jnp = jax.numpy
    rows = len(network.positions)
    judged = [network.judge(position) for position in network.positions]
    root = mctx.RootFnOutput(
        prior_logits=jnp.array([logits for logits, _ in judged]),
        value=jnp.array([value for _, value in judged], dtype=jnp.float32),
        embedding=jnp.full((rows, LONGEST), -1, dtype=jnp.int32),
    )
    row_shape = jax.ShapeDtypeStruct((rows,), jnp.float32)
    shapes = (
        jax.ShapeDtypeStruct((rows, ACTIONS), jnp.float32),
        row_shape,
        row_shape,
        row_shape,
        jax.ShapeDtypeStruct((rows, LONGEST), jnp.int32),
    )

    def recurrent(_params: object, _key: object, action: object, moves: object):
        logits, value, reward, discount, after = jax.pure_callback(
            network.step, shapes, action, moves
        )
        return (
            mctx.RecurrentFnOutput(
                reward=reward, discount=discount, prior_logits=logits, value=value
            ),
            after,
        )

    def transform(tree: object, node: object):
        return mctx.qtransform_completed_by_mix_value(
            tree,
            node,
            value_scale=config.value_scale,
            maxvisit_init=config.visit_offset,
            rescale_values=config.rescale_q,
        )

    return mctx.gumbel_muzero_policy(
        (),
        jax.random.PRNGKey(seed),
        root,
        recurrent,
        simulations,
        invalid_actions=jnp.array([~p.legal() for p in network.positions]),
        qtransform=transform,
        max_num_considered_actions=config.gumbel_actions,
        gumbel_scale=config.gumbel_scale,
    )


class FixedNoise:
    """Stands in for the generator: gives the noise that mctx drew."""

    def __init__(self, noise: NDArray[np.float32]) -> None:
        self.noise = noise

    def gumbel(self, size: tuple[int, ...]) -> NDArray[np.float32]:
        assert size == self.noise.shape
        return self.noise


@pytest.mark.parametrize(
    ("simulations", "config"),
    [
        (16, GUMBEL),
        (50, replace(GUMBEL, value_scale=0.1, rescale_q=True)),
        (33, replace(GUMBEL, value_scale=1.0, visit_offset=20.0, gumbel_actions=3)),
    ],
)
def test_visits_and_targets_equal_mctx(simulations: int, config: SearchConfig) -> None:
    positions = random_positions(12, seed=simulations)
    expected = mctx_policy(Network(positions), config, simulations, seed=simulations)
    noise = np.asarray(expected.search_tree.extra_data.root_gumbel)

    search = LockstepSearch(
        HashEvaluator(), VARIANT, len(positions), config, max_simulations=simulations
    )
    for tree, position in enumerate(positions):
        search.set_position(tree, position)
    search._rng = FixedNoise(noise)  # pyright: ignore[reportAttributeAccessIssue]
    result = search.run(simulations)

    visits = np.asarray(expected.search_tree.summary().visit_counts)
    assert result.visits.tolist() == visits.tolist()
    assert result.visits.sum(axis=1).tolist() == [simulations] * len(positions)
    np.testing.assert_allclose(result.policy, expected.action_weights, atol=2e-5)
    assert result.actions.tolist() == np.asarray(expected.action).tolist()
    node_values = np.asarray(expected.search_tree.node_values)[:, 0]
    np.testing.assert_allclose(result.value, node_values, atol=1e-5)


def test_a_gumbel_search_of_one_tree_plays_its_own_choice() -> None:
    search = Search(HashEvaluator(), GUMBEL, seed=3)
    position = random_positions(1, seed=5)[0]
    search.set_position(position)
    analysis = search.run(Limits(visits=33))
    assert analysis.visits == 33
    most = max(move.visits for move in analysis.moves)
    assert search.choose_action() in {m.action for m in analysis.moves if m.visits == most}
    assert search.run(Limits(visits=20)).visits == 20  # a new plan begins a new tree
    with pytest.raises(ConfigError, match="limit of visits"):
        search.run(Limits(seconds=1))
