"""A run's folder with random games, and learners of it without a process around them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from gogame.board.variant import standard
from selfplay.lake.writer import GameWriter
from selfplay.run.config import RunConfig
from selfplay.run.directory import RunDirectory
from selfplay.run.rounds import RoundLearner
from tests.selfplay.games import random_sample

SETTINGS = """
net = "b2c16"
[learner]
batch_size = 16
ratio = 1.0
keep_states = 1
[window]
start = 200
"""
VARIANT = standard(5)


def add_games(directory: RunDirectory, worker: str, sequence: int, seeds: range) -> None:
    """Commits random games as a worker's batch."""
    lake = directory.lake(directory.config())
    samples = [
        replace(
            random_sample(VARIANT, seed, 30),
            run_id=directory.run_id,
            worker=worker,
            sequence=sequence,
            game_id=f"{directory.run_id}-{worker}-{seed:08d}",
        )
        for seed in seeds
    ]
    GameWriter(lake, directory.run_id, worker, directory.spool()).append(samples)


def learner_of(directory: RunDirectory, **more: Any) -> RoundLearner:
    config = directory.config()
    return RoundLearner(directory, config, directory.lake(config), **more)


def rows_of(directory: RunDirectory) -> list[dict[str, Any]]:
    columns = directory.lake(RunConfig()).scan("checkpoints")
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return sorted(rows, key=lambda row: row["step"])
