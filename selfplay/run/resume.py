"""`resume`: where a run's learner goes on, from whatever is left of its files.

That is its newest training state. If that is lost, learning goes on from the newest network, with
a new optimiser: nothing that was learnt is lost, and rounds and steps are counted on. The next row
of `checkpoints` is marked, so that `reproduce` does the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from gogame.errors import CheckpointError
from gogame.net.checkpoint import Checkpoint, load_checkpoint, new_checkpoint
from selfplay.lake import Lake
from selfplay.lake.tables import sql_text
from selfplay.run.config import RunConfig
from selfplay.run.directory import RunDirectory
from selfplay.train.learner import Learner

RESTARTED = "restarted"
"""Name in the metrics of a round that began from its parent's network, with a new optimiser."""

Row = dict[str, Any]


@dataclass(slots=True)
class Totals:
    """What a run's learner has seen and done, all starts together.

    Attributes:
        round: Rounds done.
        positions: Positions seen in the lake.
        games: Games likewise.
        samples: Positions trained, repeats counted.
        owed_from: Positions that no samples are owed for, since the first network knew them; less
            after the ratio of samples to positions was lowered.
        seen: Newest batch of each "run/worker".
    """

    round: int = 0
    positions: int = 0
    games: int = 0
    samples: int = 0
    owed_from: int = 0
    seen: dict[str, int] = field(default_factory=dict[str, int])


class Resumed(NamedTuple):
    """Where a learner goes on.

    Attributes:
        learner: With its weights.
        totals: What has been done.
        row: The row of `checkpoints` that it goes on from, None before the first.
        games_version: Version of games that the newest round was made from, -1 before it.
        seen: What each round had seen, the first first.
        is_restart: Whether its optimiser is new, though the run is not.
    """

    learner: Learner
    totals: Totals
    row: Row | None
    games_version: int
    seen: Sequence[Mapping[str, int]]
    is_restart: bool


def resume(
    directory: RunDirectory, config: RunConfig, lake: Lake, report: Callable[[str], None]
) -> Resumed:
    """Returns where a run's learner goes on; says what is lost.

    Raises:
        CheckpointError: No state and no network can be read, or they are of another shape than the
            configuration says.
        LakeError: The lake cannot be read.
    """
    rows = checkpoint_rows(lake, directory.run_id)
    learner = _beginner(directory, config, report, has_rows=bool(rows))
    kept = restored(learner, directory, report)
    seen = [metrics_of(row)["seen"] for row in rows]
    if kept is not None and (not rows or round_of(kept["row"]) >= round_of(rows[-1])):
        if not rows or round_of(kept["row"]) > round_of(rows[-1]):
            seen.append(metrics_of(kept["row"])["seen"])
        row, version = kept["row"], int(kept["row"]["games_version"])
        totals = _at_ratio(Totals(**kept["totals"]), row, config)
        return Resumed(learner, totals, row, version, seen, is_restart=False)
    if not rows:
        return Resumed(learner, Totals(), None, -1, seen, is_restart=False)
    row, weights = _newest_weights(directory, config, rows, learner, kept)
    report(
        f"the training state of round {round_of(rows[-1])} is lost: learning goes on from the"
        f" network of round {round_of(row)}, with a new optimiser"
    )
    restarted = Learner(config.net_config, weights, config.learner, config.loss)
    restarted.count_from(int(rows[-1]["step"]))
    totals = _at_ratio(totals_after(rows[-1]), rows[-1], config)
    version = int(rows[-1]["games_version"])
    return Resumed(restarted, totals, row, version, seen, is_restart=True)


def _beginner(
    directory: RunDirectory, config: RunConfig, report: Callable[[str], None], *, has_rows: bool
) -> Learner:
    """Returns a learner before its first step, whatever it started from if that is past."""
    try:
        return new_learner(directory, config)
    except CheckpointError as error:
        if not has_rows:
            raise
        report(f"{error}; only the first round needed it")
    first = new_checkpoint(config.net_config, config.seed)
    return Learner(config.net_config, first.parameters, config.learner, config.loss)


def restored(
    learner: Learner,
    directory: RunDirectory,
    report: Callable[[str], None],
    before: int | None = None,
) -> dict[str, Any] | None:
    """Takes up the newest training state; returns what was kept with it, None if none can be read.

    Args:
        learner: Gets the state.
        directory: The run.
        report: Gets a line if there are states and none can be read.
        before: Only a state of fewer steps.
    """
    try:
        return learner.restore(directory.states, before)
    except CheckpointError as error:
        report(str(error))
        return None


def _newest_weights(
    directory: RunDirectory,
    config: RunConfig,
    rows: Sequence[Row],
    learner: Learner,
    kept: Mapping[str, Any] | None,
) -> tuple[Row, Any]:
    """Returns the newest row whose network can be had, and its weights."""
    faults: list[str] = []
    for row in reversed(rows):
        if kept is not None and kept["row"]["checkpoint"] == row["checkpoint"]:
            return row, learner.weights()
        try:
            found = network_of(directory, row)
        except CheckpointError as error:
            faults.append(str(error))
            continue
        if found.config != config.net_config:
            raise CheckpointError(
                f"{directory.root / row['uri']}: it is a {found.config.name}, the configuration"
                f" says {config.net}: set net to the same"
            )
        return row, found.parameters
    raise CheckpointError(
        f"{faults[0]}; no other network and no training state of {directory.root} can be read"
        f" either: start another run with --from {directory.root}, which takes its games"
    )


# Rows of `checkpoints`


def checkpoint_rows(lake: Lake, run_id: str) -> list[Row]:
    """Returns a run's rows of `checkpoints`, the first round first.

    Raises:
        LakeError: The table cannot be read.
    """
    if not lake.exists("checkpoints"):
        return []
    columns = lake.scan("checkpoints", where=f"run_id = {sql_text(run_id)}")
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return sorted(rows, key=round_of)


def metrics_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the numbers of a row."""
    return json.loads(row["metrics"])


def round_of(row: Mapping[str, Any]) -> int:
    """Returns the number of a row's round."""
    return int(metrics_of(row)["round"])


def _at_ratio(totals: Totals, row: Mapping[str, Any], config: RunConfig) -> Totals:
    """Makes a changed ratio hold from now on: what is owed stays as it was when `row` was written.

    Without it a lower ratio would stop learning until self-play has caught up with the past, and a
    higher one would owe thousands of steps at once.
    """
    then, now = _ratio_of(row), config.learner.ratio
    totals.owed_from += round(totals.samples / then - totals.samples / now)
    return totals


def _ratio_of(row: Mapping[str, Any]) -> float:
    return float(json.loads(row["configuration"])["learner"]["ratio"])


def totals_after(row: Mapping[str, Any]) -> Totals:
    """Returns what had been seen and done when a row was written."""
    metrics = metrics_of(row)
    totals = Totals(**{name: metrics[name] for name in ("round", "positions", "games", "samples")})
    totals.seen = dict(metrics["seen"])
    learnt = int(totals.positions - totals.samples / _ratio_of(row))
    totals.owed_from = metrics.get("owed_from", max(0, learnt))
    return totals


# Networks


def network_of(directory: RunDirectory, row: Mapping[str, Any]) -> Checkpoint:
    """Returns a row's network.

    Raises:
        CheckpointError: It is missing, damaged, or another one.
    """
    path = directory.root / row["uri"]
    found = load_checkpoint(path)
    if hashlib.sha256(path.read_bytes()).hexdigest() != row["checkpoint"]:
        raise CheckpointError(f"network file {path}: it is not the one that the lake names")
    return found


def first_network(directory: RunDirectory, config: RunConfig) -> Checkpoint:
    """Returns the network that a run starts from: its own copy, or an untrained one.

    Raises:
        CheckpointError: It cannot be read, or has another shape than the configuration says.
    """
    if not directory.start_network.exists():
        return new_checkpoint(config.net_config, config.seed)
    found = load_checkpoint(directory.start_network)
    if found.config != config.net_config:
        raise CheckpointError(
            f"{directory.start_network}: it is a {found.config.name}, the configuration says"
            f" {config.net}: set net to the same"
        )
    return found


def new_learner(directory: RunDirectory, config: RunConfig) -> Learner:
    """Returns a learner before its first step.

    Raises:
        CheckpointError: As in `first_network`.
    """
    first = first_network(directory, config)
    return Learner(config.net_config, first.parameters, config.learner, config.loss)
