"""Other programs to measure beside ours; each function returns None if the program is missing.

None of them is needed to play; they live in the dependency group `bench`.
"""

from __future__ import annotations

import importlib
import random
import statistics
from types import ModuleType
from typing import Any

from gogame.bench.table import rate

_ROLLOUTS_A_LEAF = 20
_SIMULATIONS = 10
_GAMES_FOR_LENGTH = {True: 100, False: 20}  # by whether the board is small
_PGX_GAMES = 64
_PGX_STEPS = 16


def _module(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def openspiel_moves(size: int, seconds: float, seed: int) -> float | None:
    """Returns moves/s of OpenSpiel's C++ Go in random games, on one core.

    Its random games are reached from Python only through its C++ Monte Carlo tree search. With
    `_ROLLOUTS_A_LEAF` games at each of the few leaves the tree costs next to nothing; games a
    second times the mean length of its random games, sampled here, is moves a second.
    """
    pyspiel: Any = _module("pyspiel")
    if pyspiel is None:
        return None
    game = pyspiel.load_game("go", {"board_size": size, "komi": 7.5})
    evaluator = pyspiel.RandomRolloutEvaluator(_ROLLOUTS_A_LEAF, seed)
    bot = pyspiel.MCTSBot(game, evaluator, 1.4, _SIMULATIONS, 100, False, seed, False)  # noqa: FBT003
    start = game.new_initial_state()

    def search() -> int:
        bot.mcts_search(start)
        return _SIMULATIONS * _ROLLOUTS_A_LEAF

    games = rate(search, seconds)
    dice = random.Random(seed)
    lengths: list[int] = []
    for _ in range(_GAMES_FOR_LENGTH[size <= 9]):
        state = game.new_initial_state()
        while not state.is_terminal():
            state.apply_action(dice.choice(state.legal_actions()))
        lengths.append(state.move_number())
    return games * (statistics.mean(lengths) - 1)  # the first move of a playout is the tree's


def pgx_moves(size: int, seconds: float, seed: int) -> float | None:
    """Returns moves/s of pgx's Go in random games: `_PGX_GAMES` at once, all cores of the CPU."""
    pgx: Any = _module("pgx")
    jax: Any = _module("jax")
    if pgx is None or jax is None or size not in (9, 19):
        return None
    environment = pgx.make(f"go_{size}x{size}")
    log_of = jax.numpy.log

    def step(carry: Any, key: Any) -> tuple[Any, None]:  # noqa: ANN401 - traced by JAX
        action = jax.random.categorical(key, log_of(carry.legal_action_mask), axis=-1)
        return jax.vmap(environment.step)(carry, action), None

    @jax.jit
    def play(state: Any, key: Any) -> Any:  # noqa: ANN401 - as above
        return jax.lax.scan(step, state, jax.random.split(key, _PGX_STEPS))[0]

    key = jax.random.PRNGKey(seed)
    state = jax.jit(jax.vmap(environment.init))(jax.random.split(key, _PGX_GAMES))

    def advance() -> int:
        play(state, key).rewards.block_until_ready()
        return _PGX_GAMES * _PGX_STEPS

    return rate(advance, seconds)
