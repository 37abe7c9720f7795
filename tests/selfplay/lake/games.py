"""Games that look like self-play: the parts fit together; the moves need not be legal."""

from __future__ import annotations

from typing import Any

import numpy as np

from gogame.board.variant import VariantSpec
from selfplay.sample import GameSample, policy_weights

SMALL = VariantSpec(5, 5)


def make_game(
    number: int = 0,
    *,
    run: str = "first",
    worker: str = "actor-0",
    sequence: int = 0,
    variant: VariantSpec = SMALL,
    handicap: tuple[int, ...] = (),
    num_moves: int | None = None,
) -> GameSample:
    rng = np.random.default_rng([number, sequence])
    n = int(rng.integers(3, 2 * variant.num_points)) if num_moves is None else num_moves
    recorded = rng.random(n) < 0.6
    actions: list[Any] = [np.zeros(0, np.uint16)]
    weights: list[Any] = [np.zeros(0, np.uint16)]
    sizes = np.zeros(n, np.int64)
    for ply in np.flatnonzero(recorded):
        visits = rng.multinomial(32, rng.dirichlet(np.full(variant.num_actions, 0.2)))
        action, weight = policy_weights(visits.astype(np.float32))
        actions.append(action)
        weights.append(weight)
        sizes[ply] = len(action)
    return GameSample(
        game_id=f"{run}-{worker}-{number:08d}",
        run_id=run,
        worker=worker,
        sequence=sequence,
        checkpoint="rollouts-x8",
        seed=11,
        started_at=1.8e9 + number,
        variant=variant,
        handicap=handicap,
        komi=variant.komi + len(handicap),
        moves=rng.integers(0, variant.num_actions, n).astype(np.uint16),
        recorded=recorded,
        policy_offsets=np.concatenate(([0], np.cumsum(sizes))).astype(np.uint32),
        policy_actions=np.concatenate(actions),
        policy_weights=np.concatenate(weights),
        root_value=rng.integers(-127, 128, n).astype(np.int8),
        visits=rng.integers(0, 700, n).astype(np.uint16),
        outcome_black=int(rng.integers(-1, 2)),
        score_black=float(rng.integers(-20, 20)) + 0.5,
        ownership_black=rng.integers(-1, 2, variant.num_points).astype(np.int8),
        end="passes",
    )


def make_batch(sequence: int, num_games: int = 3, **names: Any) -> list[GameSample]:
    first = sequence * num_games
    numbers = range(first, first + num_games)
    return [make_game(number, sequence=sequence, **names) for number in numbers]


def assert_same(left: GameSample, right: GameSample) -> None:
    for name in GameSample.__slots__:
        one, other = getattr(left, name), getattr(right, name)
        if isinstance(one, np.ndarray):
            assert one.dtype == other.dtype, name
            np.testing.assert_array_equal(one, other, name)
        else:
            assert one == other, name
