"""Games to measure with, where no run has any, and how fast they become batches."""

from __future__ import annotations

from dataclasses import replace

from gogame.bench.table import rate
from gogame.evaluation import Evaluator
from gogame.rng import generator
from selfplay.actor import Actor, Identity
from selfplay.config import ActorConfig, VariantShare
from selfplay.replay import Replay, ReplayConfig
from selfplay.sample import GameSample

_VISITS = 8
_GAMES = 128
_WINDOW = 200_000
_ROWS = 512


def play_games(evaluator: Evaluator, size: int, num_positions: int) -> list[GameSample]:
    """Returns finished games of self-play in few visits, with at least so many positions.

    Raises:
        ConfigError: There is no board of that size.
        EngineError: The evaluator failed.
    """
    base = ActorConfig()
    shares = (VariantShare(height=size, width=size),)
    play = replace(base.play, games=_GAMES, visits=_VISITS)
    config = replace(base, games=replace(base.games, variants=shares), play=play)
    actor = Actor(evaluator, "bench", config, Identity("bench", "bench"))
    samples: list[GameSample] = []
    while sum(sample.num_moves for sample in samples) < num_positions:
        samples += actor.step()
    return samples


def decoded_per_s(
    samples: list[GameSample], seconds: float, *, num_positions: int = _WINDOW
) -> float:
    """Returns the positions a second that one core draws and decodes, in batches of 512.

    Args:
        samples: Games on boards of one size; repeated, they fill the window, so that it does
            not fit into the processor's cache.
        seconds: Time to spend.
        num_positions: Positions in the window, at least.
    """
    replay = Replay(ReplayConfig(capacity=max(num_positions, 1) * 2))
    while replay.num_positions < num_positions:
        replay.add(samples)
    rng = generator(0, "decode bench")
    return rate(lambda: len(replay.batch(rng, _ROWS).score), seconds)
