"""`reproduce`: trains a checkpoint of a run again, from the lake as it was.

The newest training state before the checkpoint that is still kept is taken up, else the run's
first network; from there every round is made again from the versions that its row names. On the
same machine the weights come out equal, or nearly so where sums are made in another order.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from gogame.errors import ConfigError
from gogame.net.checkpoint import load_checkpoint
from selfplay.lake import GameTail, Lake
from selfplay.lake.tables import sql_text
from selfplay.replay import Replay
from selfplay.run.config import RunConfig
from selfplay.run.directory import RunDirectory
from selfplay.run.rounds import RoundPlan, add_window, make_steps, new_learner
from selfplay.settings import to_table
from selfplay.train.learner import Learner

TOLERANCE = 1e-3
"""Largest difference of a weight, as a share of its tensor's largest, that counts as equal."""


@dataclass(frozen=True, slots=True)
class Reproduction:
    """What came of training again.

    Attributes:
        checkpoint: The checkpoint.
        rounds: Rounds made again.
        steps: Their steps.
        difference: Largest difference of a weight, as a share of its tensor's largest.
    """

    checkpoint: str
    rounds: int
    steps: int
    difference: float

    @property
    def is_equal(self) -> bool:
        """Whether the difference is within `TOLERANCE`."""
        return self.difference <= TOLERANCE


def reproduce(
    directory: RunDirectory, checkpoint: str, report: Callable[[str], None]
) -> Reproduction:
    """Trains a checkpoint again and compares.

    Args:
        directory: The run.
        checkpoint: The beginning of its sha256, or the number of its round.
        report: Gets a line for each round.

    Raises:
        ConfigError: The run has no such checkpoint, or its configuration has changed since.
        LakeError: The lake lost a version that the checkpoint cites.
        CheckpointError: The stored network cannot be read.
    """
    config = directory.config()
    lake = directory.lake(config)
    rows = _rows(lake, directory.run_id)
    target = _find(rows, checkpoint)
    _check_configuration(rows[: target + 1], config)
    stored = load_checkpoint(directory.root / rows[target]["uri"])
    learner = new_learner(directory, config)
    kept = learner.restore(directory.states, before=rows[target]["step"])
    first = 0 if kept is None else int(kept["totals"]["round"])
    steps = _make_rounds(learner, lake, rows[: target + 1], first, config, report)
    made = learner.weights()
    difference = max(
        float(np.abs(made[name] - value).max() / max(float(np.abs(value).max()), 1e-9))
        for name, value in stored.parameters.items()
    )
    return Reproduction(rows[target]["checkpoint"], target + 1 - first, steps, difference)


def _rows(lake: Lake, run_id: str) -> list[dict[str, Any]]:
    """Returns a run's checkpoints, the first round first."""
    names = ["checkpoint", "step", "metrics", "uri", "games_version", "configuration"]
    columns = lake.scan("checkpoints", names, f"run_id = {sql_text(run_id)}")
    rows = [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    for row in rows:
        row["metrics"] = json.loads(row["metrics"])
    return sorted(rows, key=lambda row: row["metrics"]["round"])


def _find(rows: list[dict[str, Any]], name: str) -> int:
    for i, row in enumerate(rows):
        if row["checkpoint"].startswith(name) or str(row["metrics"]["round"]) == name:
            return i
    known = f"rounds 1 to {len(rows)}" if rows else "none yet"
    raise ConfigError(f"checkpoint {name!r}: the run has {known}")


def _check_configuration(rows: list[dict[str, Any]], config: RunConfig) -> None:
    now = to_table(config)
    for row in rows:
        then = json.loads(row["configuration"])
        for part in ("seed", "net", "replay", "window", "learner", "loss"):
            if then[part] != now[part]:
                raise ConfigError(
                    f"round {row['metrics']['round']} was made with another {part} than"
                    " config.toml has now: put it back to train it again"
                )


def _make_rounds(
    learner: Learner,
    lake: Lake,
    rows: list[dict[str, Any]],
    first: int,
    config: RunConfig,
    report: Callable[[str], None],
) -> int:
    """Makes the rounds from number `first` on again; returns their steps."""
    replay = Replay(config.replay)
    tail = GameTail(lake)
    if first > 0:
        seen = [row["metrics"]["seen"] for row in rows[:first]]
        version = rows[first - 1]["games_version"]
        add_window(replay, lake, seen, version, config)
        tail = GameTail(lake, version)
    total = 0
    for row in rows[first:]:
        metrics = row["metrics"]
        window = tail.poll(row["games_version"])
        if window is not None:
            replay.add(window.samples())
        plan = RoundPlan(
            metrics["round"],
            row["games_version"],
            metrics["window_positions"],
            metrics["steps"],
            metrics["progress"],
        )
        losses = make_steps(learner, replay, config, plan)
        assert losses is not None  # nobody asked it to stop
        total += plan.steps
        report(f"round {plan.number}: {plan.steps} steps, loss {losses['total']:.4f}")
    return total
