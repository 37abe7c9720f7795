"""`read_run`: a run's story from its lake and its directory, for the report.

A run may have no network, no match and even no game yet; what there is not is empty.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from gogame.errors import ConfigError
from gogame.run_status import RunStatus
from selfplay.lake.codec import variant_from_json
from selfplay.lake.errors import LakeError
from selfplay.lake.reader import GameWindow, load_window
from selfplay.lake.tables import Lake, sql_text
from selfplay.lake_commands import open_lake
from selfplay.report.status import StatusError, read_status
from selfplay.sample import VALUE_SCALE

NEWEST_POSITIONS = 100_000
"""Positions of the newest games that calibration, lengths and ends are taken from."""


@dataclass(frozen=True, slots=True)
class Round:
    """One network and the numbers of its round.

    Attributes:
        checkpoint: sha256 of the network.
        number: Of the round.
        hours: Active time of the run up to here.
        step: Training steps done.
        uri: The network's file.
        window_positions: Positions in the window.
        created_at: Seconds since 1970.
        metrics: All numbers, nested names joined by dots: ``losses.policy``, ``play.ends.passes``.
    """

    checkpoint: str
    number: int
    hours: float
    step: int
    uri: str
    window_positions: int
    created_at: float
    metrics: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Strength:
    """All games of one network at one number of visits against one anchor on one variant.

    Attributes:
        round: The network.
        visits: Its playouts a move.
        opponent: The anchor.
        variant: The game in words.
        wins: Games won.
        draws: Games drawn.
        losses: Games lost.
    """

    round: Round
    visits: int
    opponent: str
    variant: str
    wins: int
    draws: int
    losses: int

    @property
    def games(self) -> int:
        """All games."""
        return self.wins + self.draws + self.losses

    @property
    def score(self) -> float:
        """Wins and half of the draws, divided by games, 0 to 1."""
        return (self.wins + self.draws / 2) / self.games


@dataclass(frozen=True, slots=True)
class Rating:
    """A network's Elo at one number of visits, with its 95 % interval if it has one."""

    round: Round
    visits: int
    elo: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """What searches thought and what came of it, in bins of the value from -1 to +1.

    Attributes:
        value: `[B]` mean value for the player to play.
        outcome: `[B]` mean outcome for the same player.
        error: `[B]` standard error of the outcome, each game of a bin counted once.
        counts: `[B]` positions.
    """

    value: NDArray[np.float64]
    outcome: NDArray[np.float64]
    error: NDArray[np.float64]
    counts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class RunStory:
    """All that a report tells.

    Attributes:
        run_id: The run.
        configuration: Its configuration as TOML, empty if there is none.
        status: What it says of itself, None if it says nothing.
        rounds: Its networks, oldest first.
        strengths: Its matches against anchors, by network.
        ratings: Its networks' Elo.
        games: Its newest games, None if there are none.
        notes: What could not be read, in sentences.
    """

    run_id: str
    configuration: str
    status: RunStatus | None
    rounds: tuple[Round, ...]
    strengths: tuple[Strength, ...]
    ratings: tuple[Rating, ...]
    games: GameWindow | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run's directory and its lake.

    Attributes:
        run_id: The run's name in the lake, empty if it is not known.
        configuration: Its configuration as TOML, empty if there is none.
        status: What it says of itself, None if it says nothing.
        lake: Its lake, None while no game has been committed.
        notes: What could not be read, in sentences.
    """

    run_id: str
    configuration: str
    status: RunStatus | None
    lake: Lake | None
    notes: tuple[str, ...]


def open_run(run_dir: Path) -> OpenRun:
    """Returns what there is of a run; no table is read.

    Raises:
        ConfigError: The directory holds no run.
    """
    notes: list[str] = []
    try:
        status = read_status(run_dir)
    except StatusError as error:
        status = None
        notes.append(str(error))
    configuration = _text(run_dir / "config.toml")
    if status is None and not configuration and not (run_dir / "lake").is_dir():
        raise ConfigError(
            f"{run_dir} holds no run: expected config.toml, status.json or lake in it"
        )
    run_id = _text(run_dir / "run_id").strip() or (status.run_id if status else "")
    lake: Lake | None = None
    try:
        lake = open_lake(str(run_dir))
    except ConfigError as error:
        if (run_dir / "config.toml").exists():
            notes.append(str(error))
        if (run_dir / "lake" / "games" / "_delta_log").is_dir():
            lake = Lake(str(run_dir / "lake"))
    return OpenRun(run_id, configuration, status, lake, tuple(notes))


def read_run(run_dir: Path) -> RunStory:
    """Returns a run's story.

    Raises:
        ConfigError: The directory holds no run.
        LakeError: A table cannot be read.
    """
    run = open_run(run_dir)
    run_id, lake, notes = run.run_id, run.lake, [*run.notes]
    if lake is None:
        story = (run_id or run_dir.name, run.configuration, run.status)
        return RunStory(*story, (), (), (), None, run.notes)
    rounds = read_rounds(lake, run_id)
    by_digest = {found.checkpoint: found for found in rounds}
    games = _games(lake, run_id)
    if games is not None and games.damaged:
        notes.append(f"{len(games.damaged)} games are left out: their checksum is wrong")
    return RunStory(
        run_id=run_id or run_dir.name,
        configuration=run.configuration,
        status=run.status,
        rounds=rounds,
        strengths=read_strengths(lake, by_digest),
        ratings=read_ratings(lake, by_digest),
        games=games,
        notes=tuple(notes),
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def of_run(run_id: str) -> str | None:
    """Returns the condition on a table for one run's rows, None if its name is not known."""
    return f"run_id = {sql_text(run_id)}" if run_id else None


def _games(lake: Lake, run_id: str) -> GameWindow | None:
    if not lake.exists("games"):
        return None
    window = load_window(lake, NEWEST_POSITIONS, run_ids=[run_id] if run_id else None)
    return window if window.num_games else None


def read_rounds(lake: Lake, run_id: str) -> tuple[Round, ...]:
    """Returns the networks of a run, oldest first.

    Raises:
        LakeError: The table cannot be read.
    """
    if not lake.exists("checkpoints"):
        return ()
    rows = lake.scan("checkpoints", where=of_run(run_id))
    found: list[Round] = []
    for place, digest in enumerate(rows["checkpoint"]):
        metrics = flat(_json(rows["metrics"][place]))
        found.append(
            Round(
                checkpoint=digest,
                number=int(metrics.get("round", place + 1)),
                hours=metrics.get("elapsed_s", math.nan) / 3600,
                step=rows["step"][place],
                uri=rows["uri"][place],
                window_positions=rows["window_positions"][place],
                created_at=rows["created_at"][place] / 1e6,
                metrics=metrics,
            )
        )
    return tuple(sorted(found, key=lambda row: (row.number, row.created_at)))


def _json(text: str) -> dict[str, Any]:
    try:
        tree: object = json.loads(text)
    except ValueError as error:
        raise LakeError(f"metrics or conditions {text[:40]!r} in the lake: {error}") from error
    return cast("dict[str, Any]", tree) if isinstance(tree, dict) else {}


def flat(tree: Mapping[str, Any], before: str = "") -> dict[str, float]:
    """Returns the numbers of a nested dictionary, their names joined by dots."""
    found: dict[str, float] = {}
    for key, value in tree.items():
        if isinstance(value, dict):
            found |= flat(cast("dict[str, Any]", value), f"{before}{key}.")
        elif isinstance(value, int | float):
            found[before + key] = float(value)
    return found


def read_strengths(lake: Lake, rounds: Mapping[str, Round]) -> tuple[Strength, ...]:
    """Returns the matches of networks, by their digests, against anchors.

    Raises:
        LakeError: The table cannot be read.
    """
    if not lake.exists("matches"):
        return ()
    rows = lake.scan("matches")
    totals: dict[tuple[str, int, str, str], list[int]] = {}
    for place, first in enumerate(rows["player_a"]):
        second = rows["player_b"][place]
        result = [rows["wins_a"][place], rows["draws"][place], rows["losses_a"][place]]
        visits = rows["visits_a"][place]
        if second in rounds:
            first, second, visits = second, first, rows["visits_b"][place]  # noqa: PLW2901
            result.reverse()
        if first not in rounds or second in rounds:
            continue  # of another run, or between two networks
        key = (first, visits, second, rows["variant"][place])
        totals[key] = [a + b for a, b in zip(totals.get(key, [0, 0, 0]), result, strict=True)]
    found = [
        Strength(rounds[digest], visits, opponent, variant_name(variant), *counts)
        for (digest, visits, opponent, variant), counts in totals.items()
        if sum(counts)
    ]
    return tuple(sorted(found, key=lambda row: (row.round.number, row.opponent, row.visits)))


def variant_name(text: str) -> str:
    """Returns a stored variant in words."""
    variant = variant_from_json(text)
    return f"{variant.width}x{variant.height} komi {variant.komi:g}"


def read_ratings(lake: Lake, rounds: Mapping[str, Round]) -> tuple[Rating, ...]:
    """Returns the newest Elo of each network at each number of visits.

    Raises:
        LakeError: The table cannot be read.
    """
    if not lake.exists("evaluations"):
        return ()
    rows = lake.scan("evaluations", where="measure = 'elo'")
    newest: dict[tuple[str, int], tuple[int, Rating]] = {}
    for place, digest in enumerate(rows["checkpoint"]):
        if digest not in rounds:
            continue
        visits = int(_json(rows["conditions"][place]).get("visits", 0))
        low, high = rows["low"][place], rows["high"][place]
        rating = Rating(
            rounds[digest],
            visits,
            rows["value"][place],
            math.nan if low is None else low,
            math.nan if high is None else high,
        )
        at = rows["measured_at"][place]
        if at >= newest.get((digest, visits), (-1, rating))[0]:
            newest[digest, visits] = (at, rating)
    found = [rating for _, rating in newest.values()]
    return tuple(sorted(found, key=lambda row: (row.round.number, row.visits)))


def calibration(games: GameWindow, bins: int = 10) -> Calibration:
    """Returns the searched positions of games by their value; empty bins are left out."""
    lengths = np.diff(games.move_offsets)
    game = np.repeat(np.arange(games.num_games), lengths)
    ply = np.arange(games.num_positions) - np.repeat(games.move_offsets[:-1], lengths)
    is_white = (ply + (np.diff(games.handicap_offsets)[game] > 0)) % 2 == 1
    outcome = np.where(is_white, -1, 1) * games.outcome_black[game].astype(np.float64)
    searched = games.visits > 0
    value = games.root_value / VALUE_SCALE
    place = np.clip(((value + 1) / 2 * bins).astype(np.int64), 0, bins - 1)
    rows: list[tuple[float, float, float, int]] = []
    for number in range(bins):
        inside = searched & (place == number)
        if not inside.any():
            continue
        num_games = len(np.unique(game[inside]))
        error = float(outcome[inside].std()) / math.sqrt(num_games)
        rows.append(
            (
                float(value[inside].mean()),
                float(outcome[inside].mean()),
                error,
                int(inside.sum()),
            )
        )
    columns = list(zip(*rows, strict=True)) if rows else [(), (), (), ()]
    value_of, outcome_of, error_of = (np.array(c, np.float64) for c in columns[:3])
    return Calibration(value_of, outcome_of, error_of, np.array(columns[3], np.int64))
