"""What other programs read of a run, as JSON: its curves, and its stored games.

`curves` and `stored_games` return JSON values; a number that is none is null. `VERSION` is raised
when a key changes its meaning; new keys may come at any time.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from gogame.bench.interval import wilson
from selfplay.lake.errors import LakeError
from selfplay.lake.export import record_of
from selfplay.lake.reader import games_of_run, read_games
from selfplay.lake.tables import Lake, sql_text
from selfplay.report.source import (
    Rating,
    Round,
    Strength,
    of_run,
    open_run,
    read_ratings,
    read_rounds,
    read_strengths,
)
from selfplay.sample import VALUE_SCALE, GameSample

VERSION = 1
_RATES = ("games_per_s", "positions_per_s", "evaluations_per_s")


def curves(run_dir: Path) -> dict[str, Any]:
    """Returns how a run has gone: its rounds, its matches against anchors, its ratings.

    Each has the seconds of active time at which its network was there, and the network's digest.

    Raises:
        ConfigError: The directory holds no run.
        LakeError: A table cannot be read.
    """
    run = open_run(run_dir)
    rounds = () if run.lake is None else read_rounds(run.lake, run.run_id)
    notes = list(run.notes)
    own_games = _own_games(run.lake, run.run_id, rounds, notes)
    by_digest = {found.checkpoint: found for found in rounds}
    strengths = () if run.lake is None else read_strengths(run.lake, by_digest)
    ratings = () if run.lake is None else read_ratings(run.lake, by_digest)
    return {
        "version": VERSION,
        "run_id": run.run_id,
        "rounds": [_round(*one) for one in zip(rounds, own_games, strict=True)],
        "strengths": [_strength(found) for found in strengths],
        "ratings": [_rating(found) for found in ratings],
        "notes": notes,
    }


def _own_games(
    lake: Lake | None, run_id: str, rounds: Sequence[Round], notes: list[str]
) -> Sequence[int | None]:
    """Returns how many games the run itself had played when each of its networks came.

    Where the games cannot be read, a note says so: the curves do without them.
    """
    if lake is None or not lake.exists("games"):
        return [0] * len(rounds)
    seen = [
        {
            name.removeprefix("seen."): int(newest)
            for name, newest in found.metrics.items()
            if name.startswith("seen.")
        }
        for found in rounds
    ]
    try:
        return games_of_run(lake, run_id, seen)
    except LakeError as error:
        notes.append(str(error))
        return [None] * len(rounds)


def _round(found: Round, own_games: int | None) -> dict[str, Any]:
    losses = {
        name.removeprefix("losses."): _number(value)
        for name, value in found.metrics.items()
        if name.startswith("losses.")
    }
    rates = {name: _number(found.metrics.get(f"throughput.{name}")) for name in _RATES}
    counts = {name: int(found.metrics.get(name, 0)) for name in ("games", "positions")}
    return {
        **_place(found),
        "step": found.step,
        "network": found.uri,
        "created_at": found.created_at,
        **counts,
        "own_games": own_games,
        **rates,
        "losses": losses,
    }


def _place(found: Round) -> dict[str, Any]:
    elapsed_s = _number(found.hours * 3600)
    return {"checkpoint": found.checkpoint, "round": found.number, "elapsed_s": elapsed_s}


def _strength(found: Strength) -> dict[str, Any]:
    low, high = wilson(found.wins + found.draws / 2, found.games)
    return {
        **_place(found.round),
        "visits": found.visits,
        "opponent": found.opponent,
        "variant": found.variant,
        "wins": found.wins,
        "draws": found.draws,
        "losses": found.losses,
        "score": found.score,
        "low": low,
        "high": high,
    }


def _rating(found: Rating) -> dict[str, Any]:
    return {
        **_place(found.round),
        "visits": found.visits,
        "elo": _number(found.elo),
        "low": _number(found.low),
        "high": _number(found.high),
    }


def _number(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def stored_games(
    run_dir: Path, limit: int, *, skip: int = 0, checkpoint: str = ""
) -> dict[str, Any]:
    """Returns stored games of a run, the newest first.

    Args:
        run_dir: The run's directory.
        limit: So many at most.
        skip: So many of the newest are left out before.
        checkpoint: Only games that this network has played; all if it is empty.

    Raises:
        ConfigError: The directory holds no run.
        LakeError: A table cannot be read.
    """
    run = open_run(run_dir)
    found: dict[str, Any] = {"version": VERSION, "run_id": run.run_id, "total": 0, "skip": skip}
    if run.lake is None or not run.lake.exists("games"):
        return {**found, "games": [], "damaged": []}
    conditions = [
        condition
        for condition in (
            of_run(run.run_id),
            f"checkpoint = {sql_text(checkpoint)}" if checkpoint else None,
        )
        if condition is not None
    ]
    total, samples, damaged = _page(run.lake, conditions, skip, limit)
    games = [_game(sample) for sample in samples]
    return {**found, "total": total, "games": games, "damaged": damaged}


def _page(
    lake: Lake, conditions: Iterable[str], skip: int, limit: int
) -> tuple[int, list[GameSample], list[str]]:
    """Returns how many games there are, some of them, and the names of those with damage."""
    version = lake.version("games")
    where = " AND ".join(conditions) or None
    heads = lake.scan("games", ["committed_at", "game_id"], where, version)
    order = sorted(zip(heads["committed_at"], heads["game_id"], strict=True), reverse=True)
    page = order[skip : skip + limit]
    if not page:
        return len(order), [], []
    span = (
        f"committed_at >= to_timestamp_micros({page[-1][0]}) AND "
        f"committed_at <= to_timestamp_micros({page[0][0]})"
    )
    window = read_games(lake, f"{where} AND {span}" if where else span, version=version)
    place = {name: number for number, name in enumerate(window.game_ids)}
    samples = [window.sample(place[name]) for _, name in page if name in place]
    names = {name for _, name in page}
    return len(order), samples, [name for name in window.damaged if name in names]


def _game(sample: GameSample) -> dict[str, Any]:
    return {
        "game_id": sample.game_id,
        "checkpoint": sample.checkpoint,
        "started_at": sample.started_at,
        "variant": json.loads(sample.variant.to_json()),
        "handicap": list(sample.handicap),
        "moves": sample.moves.tolist(),
        "values": [round(value / VALUE_SCALE, 3) for value in sample.root_value.tolist()],
        "visits": sample.visits.tolist(),
        "result": str(record_of(sample).result),
        "outcome_black": sample.outcome_black,
        "score_black": sample.score_black,
        "end": sample.end,
    }
