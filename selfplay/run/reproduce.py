"""`reproduce`: trains a checkpoint of a run again, from the lake as it was.

The newest training state before the checkpoint that is still kept is taken up, else the network
that its line of descent began from: the run's first, or one that the run went on from when it had
lost its state. From there every round of the line is made again from the versions that its row
names. On the same machine the weights come out equal, or nearly so where sums are made in another
order.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gogame.errors import ConfigError
from gogame.net.checkpoint import load_checkpoint
from selfplay.lake import GameTail, Lake, LakeError
from selfplay.replay import Replay
from selfplay.run.config import RunConfig
from selfplay.run.directory import RunDirectory
from selfplay.run.resume import (
    RESTARTED,
    Row,
    checkpoint_rows,
    metrics_of,
    network_of,
    new_learner,
    restored,
    round_of,
)
from selfplay.run.rounds import RoundPlan, make_steps
from selfplay.run.window import newest_batches, seen_games
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
        LakeError: The lake lost a version that the checkpoint cites, or games of it.
        CheckpointError: The stored network cannot be read.
    """
    config = directory.config()
    lake = directory.lake(config)
    rows = checkpoint_rows(lake, directory.run_id)
    target = _find(rows, checkpoint)
    _check_configuration(rows[: target + 1], config)
    stored = load_checkpoint(directory.root / rows[target]["uri"])
    line = _line(rows, target)
    learner, line = _beginning(directory, config, rows, line, report)
    steps = _make_rounds(learner, lake, rows, line, config, report)
    made = learner.weights()
    difference = max(
        float(np.abs(made[name] - value).max() / max(float(np.abs(value).max()), 1e-9))
        for name, value in stored.parameters.items()
    )
    return Reproduction(rows[target]["checkpoint"], len(line), steps, difference)


def _line(rows: list[Row], target: int) -> list[int]:
    """Returns the places of the rows that a row descends from, itself the last.

    Ends at one that began with a new optimiser.
    """
    places = {row["checkpoint"]: place for place, row in enumerate(rows)}
    line = [target]
    while not metrics_of(rows[line[0]]).get(RESTARTED):
        parent = places.get(rows[line[0]]["parent"])
        if parent is None:
            break
        line.insert(0, parent)
    return line


def _beginning(
    directory: RunDirectory,
    config: RunConfig,
    rows: list[Row],
    line: list[int],
    report: Callable[[str], None],
) -> tuple[Learner, list[int]]:
    """Returns a learner that stands before rounds of a line, and their places."""
    learner = new_learner(directory, config)
    kept = restored(learner, directory, report, before=rows[line[-1]]["step"])
    known = [rows[place]["checkpoint"] for place in line]
    if kept is not None and kept["row"]["checkpoint"] in known:
        return learner, line[known.index(kept["row"]["checkpoint"]) + 1 :]
    first = rows[line[0]]
    if not metrics_of(first).get(RESTARTED):
        return new_learner(directory, config), line
    (parent,) = (row for row in rows if row["checkpoint"] == first["parent"])
    weights = network_of(directory, parent).parameters
    learner = Learner(config.net_config, weights, config.learner, config.loss)
    learner.count_from(rows[line[0] - 1]["step"])
    return learner, line


def _find(rows: list[Row], name: str) -> int:
    numbers = [str(round_of(row)) for row in rows]
    if name in numbers:  # a digest may begin with a round's number
        return numbers.index(name)
    for i, row in enumerate(rows):
        if row["checkpoint"].startswith(name):
            return i
    known = f"rounds 1 to {len(rows)}" if rows else "none yet"
    raise ConfigError(f"checkpoint {name!r}: the run has {known}")


def _check_configuration(rows: list[Row], config: RunConfig) -> None:
    now = to_table(config)
    for row in rows:
        then = json.loads(row["configuration"])
        for part in ("seed", "net", "replay", "window", "learner", "loss"):
            if then[part] != now[part]:
                raise ConfigError(
                    f"round {round_of(row)} was made with another {part} than"
                    " config.toml has now: put it back to train it again"
                )


def _make_rounds(
    learner: Learner,
    lake: Lake,
    rows: list[Row],
    line: list[int],
    config: RunConfig,
    report: Callable[[str], None],
) -> int:
    """Makes the rounds of a line again; returns their steps."""
    replay = Replay(config.replay)
    tail = GameTail(lake)
    if line[0] > 0:
        seen = [metrics_of(row)["seen"] for row in rows[: line[0]]]
        samples, lost = seen_games(lake, seen, rows[line[0] - 1]["games_version"], config)
        if lost:
            raise LakeError(lost)
        replay.add(samples)
        tail = GameTail(lake, newest=newest_batches(seen[-1]))
    total = 0
    for place in range(line[0], line[-1] + 1):
        row, metrics = rows[place], metrics_of(rows[place])
        window = tail.poll(row["games_version"])
        if window is not None:
            replay.add(window.samples())
        if place not in line:  # a round whose state was lost
            continue
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
