"""A sample says what is wrong with it; a policy survives its rounding."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame.board.coords import Color
from gogame.board.variant import VariantSpec
from gogame.errors import ConfigError
from selfplay.sample import WEIGHT_SUM, GameSample, SampleError, policy_weights

GOOD = GameSample(
    game_id="run-0-00000007",
    run_id="run",
    worker="0",
    sequence=3,
    checkpoint="rollouts-x8",
    seed=11,
    started_at=1.7e9,
    variant=VariantSpec(3, 3, komi=2.5),
    handicap=(),
    komi=2.5,
    moves=np.array([4, 0, 9, 9], dtype=np.uint16),
    recorded=np.array([True, False, True, False]),
    policy_offsets=np.array([0, 2, 2, 3, 3], dtype=np.uint32),
    policy_actions=np.array([4, 1, 9], dtype=np.uint16),
    policy_weights=np.array([65000, 535, WEIGHT_SUM], dtype=np.uint16),
    root_value=np.array([127, -127, 20, 0], dtype=np.int8),
    visits=np.array([32, 8, 32, 8], dtype=np.uint16),
    outcome_black=1,
    score_black=6.5,
    ownership_black=np.ones(9, dtype=np.int8),
    end="passes",
)


def test_a_good_sample_passes() -> None:
    GOOD.check()
    assert GOOD.num_moves == 4
    assert GOOD.first_to_play is Color.BLACK
    assert replace(GOOD, handicap=(8,)).first_to_play is Color.WHITE


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"worker": ""}, "worker is empty"),
        ({"sequence": -1}, "sequence -1"),
        ({"end": "resigned"}, "end 'resigned'.*passes"),
        ({"outcome_black": 2}, "outcome_black 2"),
        ({"score_black": float("nan")}, "score_black nan"),
        ({"komi": float("inf")}, "komi inf"),
        ({"handicap": (2, 2)}, "twice"),
        ({"handicap": (9,)}, "off the board"),
        ({"moves": np.array([], dtype=np.uint16)}, "no moves"),
        ({"moves": np.array([4, 0, 9, 10], dtype=np.uint16)}, "moves 10: expected 0 to 9"),
        ({"moves": np.array([4, 0, 9, 9], dtype=np.int64)}, r"moves int64\[4\]"),
        ({"visits": np.zeros(3, dtype=np.uint16)}, r"visits uint16\[3\]: expected uint16\[4\]"),
        ({"ownership_black": np.full(9, 2, dtype=np.int8)}, "ownership_black"),
        ({"root_value": np.full(4, -128, dtype=np.int8)}, "root_value -128"),
        ({"recorded": np.array([True, True, True, False])}, "move 1 has 0 weights"),
        ({"recorded": np.array([False, False, True, False])}, "move 0 has 2 weights"),
        ({"policy_offsets": np.array([0, 2, 1, 3, 3], dtype=np.uint32)}, "policy_offsets"),
        ({"policy_offsets": np.array([0, 1, 1, 2, 2], dtype=np.uint32)}, "policy_offsets"),
        ({"policy_weights": np.array([WEIGHT_SUM, 0, 65535], dtype=np.uint16)}, "weight is 0"),
        (
            {"policy_weights": np.array([65000, 536, 65535], dtype=np.uint16)},
            "move 0 add up to 65536",
        ),
        ({"policy_actions": np.array([4, 4, 9], dtype=np.uint16)}, "an action twice"),
    ],
)
def test_what_is_wrong_is_named(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(SampleError, match=words) as caught:
        replace(GOOD, **changes).check()
    assert isinstance(caught.value, ConfigError)
    assert "'run-0-00000007'" in str(caught.value)


@given(
    st.integers(0, 2**32 - 1),
    st.integers(1, 362),
    st.floats(0, 1),
    st.sampled_from([15, 255, WEIGHT_SUM]),
)
def test_policies_are_rounded_to_the_same_sum(
    seed: int, actions: int, empty: float, steps: int
) -> None:
    rng = np.random.default_rng(seed)
    policy = rng.dirichlet(np.full(actions, 0.1)).astype(np.float32)
    policy[rng.random(actions) < empty] = 0
    policy[rng.integers(actions)] += np.float32(0.01)
    named, weights = policy_weights(policy, steps)
    assert (weights % (WEIGHT_SUM // steps) == 0).all()
    assert int(weights.sum(dtype=np.int64)) == WEIGHT_SUM
    assert (weights > 0).all()
    assert (np.diff(named.astype(int)) > 0).all()
    back = np.zeros(actions)
    back[named] = weights / WEIGHT_SUM
    assert np.abs(back - policy / policy.sum(dtype=np.float64)).max() <= 1.01 / steps
