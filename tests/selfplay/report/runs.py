"""Runs that look like real ones, written by the writers that real ones use."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from gogame.board.variant import VariantSpec
from gogame.run_status import RunState, RunStatus
from selfplay.lake.codec import to_row
from selfplay.lake.tables import Lake
from selfplay.lake.writer import GameWriter, append_rows
from selfplay.report.status import write_status
from selfplay.sample import GameSample
from tests.selfplay.games import random_sample

RUN_ID = "first-0a1b"
VARIANT = VariantSpec(7, 7, komi=9.0)
SKILL = {"random": 0.2, "rollouts-200": 1.2, "gnugo-10": 2.6}
CONFIG = 'seed = 7\nnet = "b4c32"\n\n[rounds]\npositions = 8192 # <positions>\n'


def digest_of(number: int) -> str:
    return f"{number:08x}" * 8


def honest_sample(seed: int) -> GameSample:
    """Returns a random game whose searches know a little of its outcome."""
    game = random_sample(VARIANT, seed)
    rng = np.random.default_rng([seed, 1])
    to_play = np.where(np.arange(game.num_moves) % 2 == 0, 1, -1)
    known = np.linspace(0.0, 1.6, game.num_moves) * game.outcome_black * to_play
    value = np.tanh(known + rng.normal(0, 0.5, game.num_moves))
    return replace(
        game,
        game_id=f"{RUN_ID}-actor-0-{seed:08d}",
        run_id=RUN_ID,
        worker="actor-0",
        checkpoint=digest_of(seed // 20),
        started_at=1.79e9 + 60 * seed,
        root_value=np.round(127 * value).astype(np.int8),
    )


def checkpoint_row(number: int) -> dict[str, Any]:
    rng = np.random.default_rng(number)
    fade = math.exp(-number / 15)
    metrics = {
        "round": number,
        "elapsed_s": 130.0 * number,
        "games": 300 * number,
        "positions": 11000 * number,
        "evaluations": 350000 * number,
        "samples": 44000 * number,
        "steps": 86,
        "rate": 0.02 * (1 - number / 60),
        "progress": number / 50,
        "losses": {
            name: low + span * fade + 0.02 * float(rng.normal())
            for name, low, span in (
                ("policy", 1.6, 2.0),
                ("reply", 1.9, 1.8),
                ("outcome", 0.45, 0.6),
                ("score", 0.3, 0.5),
                ("ownership", 0.35, 0.6),
                ("total", 2.6, 3.5),
            )
        },
        "seconds": {"play": 80.0 + 5 * float(rng.normal()), "learn": 42.0, "publish": 1.5},
        "throughput": {
            "positions_per_s": 140 + 9 * float(rng.normal()),
            "evaluations_per_s": 4600 + 200 * float(rng.normal()),
            "games_per_s": 3.8,
            "samples_per_s": 1050 + 20 * float(rng.normal()),
        },
        "play": {
            "black_wins": 0.5 + 0.1 * fade + 0.03 * float(rng.normal()),
            "moves_per_game": 36 + 20 * fade,
            "ends": {"passes": 180 + 2 * number, "settled": 120 - number, "cut": 3},
            "policy_entropy": 0.9 + 2 * fade if number % 7 else None,
        },
        "seen": {f"{RUN_ID}/actor-0": number},
        "window_positions": min(250000, 11000 * number),
        "net": "b4c32",
    }
    return {
        "checkpoint": digest_of(number),
        "run_id": RUN_ID,
        "step": 86 * number,
        "parent": digest_of(number - 1) if number > 1 else None,
        "architecture": "{}",
        "configuration": "{}",
        "metrics": json.dumps(metrics),
        "uri": f"networks/{number:06d}-{digest_of(number)[:8]}.safetensors",
        "games_version": number,
        "window_positions": 11000 * number,
        "seed": 7,
        "created_at": int((1.79e9 + 130 * number) * 1e6),
    }


def match_row(number: int, visits: int, anchor: str, *, swapped: bool = False) -> dict[str, Any]:
    skill = number / 12 + (0.9 if visits > 1 else 0.0)
    chance = 1 / (1 + math.exp(1.5 * (SKILL[anchor] - skill)))
    wins = round(40 * chance)
    players = [(digest_of(number), visits), (anchor, 0)]
    (a, visits_a), (b, visits_b) = reversed(players) if swapped else players
    return {
        "match_id": f"{number}-{visits}-{anchor}",
        "run_id": RUN_ID,
        "player_a": a,
        "player_b": b,
        "visits_a": visits_a,
        "visits_b": visits_b,
        "variant": to_row(honest_sample(0))["variant"],
        "wins_a": 40 - wins if swapped else wins,
        "draws": 0,
        "losses_a": wins if swapped else 40 - wins,
        "faults": "[]",
        "games": "[]",
        "seed": 1,
        "finished_at": int(1.79e15),
    }


def elo_row(number: int, visits: int, at: int = 0) -> dict[str, Any]:
    elo = 40.0 * number + 200 * (visits > 1) + at
    return {
        "checkpoint": digest_of(number),
        "run_id": RUN_ID,
        "measure": "elo",
        "value": elo,
        "low": elo - 90,
        "high": elo + 85,
        "unit": "Elo",
        "conditions": json.dumps({"visits": visits}),
        "measured_at": int(1.79e15) + at,
    }


def write_run(run_dir: Path, *, rounds: int = 30, games: int = 60, ladder: bool = True) -> None:
    """Writes a run of so many rounds and games; every third network has been rated."""
    run_dir.mkdir(exist_ok=True)
    (run_dir / "config.toml").write_text(CONFIG)
    (run_dir / "run_id").write_text(RUN_ID + "\n")
    lake = Lake(str(run_dir / "lake"))
    if games:
        samples = [honest_sample(seed) for seed in range(games)]
        GameWriter(lake, RUN_ID, "actor-0").append(samples)
    append_rows(lake, "checkpoints", [checkpoint_row(n) for n in range(1, rounds + 1)])
    if ladder:
        rated = [(n, visits) for n in range(3, rounds + 1, 3) for visits in (1, 100)]
        matches = [
            match_row(n, visits, anchor, swapped=n % 2 == 0)
            for n, visits in rated
            for anchor in SKILL
        ]
        append_rows(lake, "matches", matches)
        old = [elo_row(n, visits) for n, visits in rated]
        append_rows(lake, "evaluations", old)
    message = "stopped after 30 rounds"
    write_status(run_dir, RunStatus(run_id=RUN_ID, state=RunState.STOPPED, message=message))
