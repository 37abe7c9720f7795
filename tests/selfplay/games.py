"""Random games as samples, for the tests of the replay window and of those who read samples."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gogame.board.position import Position
from gogame.board.rules import WinCondition
from gogame.board.variant import VariantSpec
from selfplay.sample import VALUE_SCALE, GameSample, policy_weights


def random_sample(
    variant: VariantSpec,
    seed: int,
    max_moves: int = 60,
    handicap: tuple[int, ...] = (),
    recorded: float = 0.5,
) -> GameSample:
    """Returns a game of random legal moves with random opinions."""
    rng = np.random.default_rng(seed)
    position = start_of(variant, handicap)
    moves: list[int] = []
    policies: list[tuple[NDArray[np.uint16], NDArray[np.uint16]]] = []
    while not position.is_over and len(moves) < max_moves:
        legal = np.flatnonzero(position.legal())
        action = int(rng.choice(legal[:-1] if len(legal) > 1 and rng.random() < 0.9 else legal))
        policy = np.zeros(variant.num_actions, dtype=np.float32)
        policy[legal] = rng.dirichlet(np.full(len(legal), 0.3)) + 1e-6
        moves.append(action)
        empty = np.zeros(0, dtype=np.uint16)
        policies.append(policy_weights(policy) if rng.random() < recorded else (empty, empty))
        position = position.play(action)
    counted = variant.win is WinCondition.SCORE
    owner = position.score().owner.ravel()
    sizes = [len(actions) for actions, _ in policies]
    return GameSample(
        game_id=f"test-0-{seed:08d}",
        run_id="test",
        worker="0",
        sequence=0,
        checkpoint="random",
        seed=seed,
        started_at=0.0,
        variant=variant,
        handicap=handicap,
        komi=position.komi,
        moves=np.array(moves, dtype=np.uint16),
        recorded=np.array([size > 0 for size in sizes]),
        policy_offsets=np.concatenate(([0], np.cumsum(sizes))).astype(np.uint32),
        policy_actions=np.concatenate([actions for actions, _ in policies]),
        policy_weights=np.concatenate([weights for _, weights in policies]),
        root_value=rng.integers(-VALUE_SCALE, VALUE_SCALE + 1, len(moves)).astype(np.int8),
        visits=rng.integers(0, 3, len(moves)).astype(np.uint16) * 16,
        outcome_black=int(position.outcome()),
        score_black=position.score().lead_black if counted else 0.0,
        ownership_black=np.array([0, 1, -1])[owner].astype(np.int8) * counted,
        end="passes" if position.is_over and counted else "cut",
    )


def start_of(variant: VariantSpec, handicap: tuple[int, ...]) -> Position:
    start = Position.start(variant)
    return start.with_handicap(handicap) if handicap else start


def position_at(sample: GameSample, ply: int) -> Position:
    """Returns the position before a move, by the board's own Python."""
    position = start_of(sample.variant, sample.handicap)
    for action in sample.moves[:ply].tolist():
        position = position.play(action)
    return position
