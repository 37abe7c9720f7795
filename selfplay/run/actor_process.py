"""An actor as a process of its own: plays when told to, and puts finished games into the lake.

Commands: `play` with a network or none, `pause`, `stop`. Events: `ready`, `progress` (about once a
second, with one game as it stands), `paused` and `stopped` (all finished games are in the lake),
`failed`.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from gogame.evaluation import Evaluator
from gogame.net.runtime import load_evaluator
from gogame.rollout import RolloutEvaluator
from selfplay.actor import Actor, ActorStats, Identity
from selfplay.cores import pin_to_core
from selfplay.lake import GameWriter, Lake, LakeError
from selfplay.lake.tables import sql_text
from selfplay.run.config import RunConfig
from selfplay.run.directory import Lock, RunDirectory
from selfplay.run.live import live_game
from selfplay.run.pipes import ChildEnd, Message
from selfplay.run.precision import choose_precision, precision_for
from selfplay.sample import GameSample

_REPORT_S = 1.0
_LOCK_WAIT_S = 60.0
_MOST_WAITING = 5000
"""Games that wait in memory for a full disk; then play waits, too."""
_PATIENCE_S = 0.1


def cold_start_name(config: RunConfig) -> str:
    """Returns what games of the cold start say has played them."""
    return f"rollouts-x{config.rounds.cold_rollouts}"


class ActorWorker:
    """Plays, commits and reports."""

    def __init__(self, directory: RunDirectory, worker: str, end: ChildEnd) -> None:
        """Open the lake; no game is begun before the first `play`."""
        self._config = directory.config()
        self._directory, self._end, self._worker = directory, end, worker
        self._run_id = directory.run_id
        self._lake = directory.lake(self._config)
        self._writer = GameWriter(self._lake, self._run_id, worker, directory.spool())
        self._actor: Actor | None = None
        self._waiting: list[GameSample] = []
        self._committed_games, self._committed_positions = 0, 0
        self._trouble = ""
        self._write([])  # what a process before this one has left
        chosen = self._config.machine.precision
        self._precision = None if chosen == "auto" else chosen
        self._evaluator_name = cold_start_name(self._config)

    def run(self) -> None:
        """Obeys until told to stop."""
        self._end.say("ready")
        playing = False
        committed_at = reported_at = time.monotonic()
        while True:
            command = self._end.command(wait=not playing)
            if command is not None:
                if command["do"] == "stop":
                    self._commit()
                    self._report("stopped")
                    return
                playing = command["do"] == "play"
                if playing:
                    self._take(command)
                else:
                    self._commit()
                    self._report("paused")
            if playing and self._actor is not None:
                if len(self._waiting) < _MOST_WAITING:
                    self._waiting += self._actor.step()
                else:
                    time.sleep(_PATIENCE_S)
                now = time.monotonic()
                if now - committed_at >= self._config.machine.commit_s:
                    self._commit()
                    committed_at = time.monotonic()
                if now - reported_at >= _REPORT_S:
                    self._report("progress")
                    reported_at = now

    def _take(self, command: Message) -> None:
        """Plays on with the network of a command."""
        evaluator, name = self._evaluator(command)
        if self._actor is None:
            waiting = self._writer.names_waiting()
            first = next_game(self._lake, self._run_id, self._worker, waiting)
            seed = self._config.seed * 1000 + int(self._worker.rpartition("-")[2])
            identity = Identity(self._run_id, self._worker, seed, first)
            config = self._config.actor
            games = replace(config.games, komi_spread=command["komi_spread"])
            self._actor = Actor(evaluator, name, replace(config, games=games), identity)
            self._actor.sequence = self._writer.next_sequence
        else:
            self._actor.use(evaluator, name)
        self._actor.komi_spread = command["komi_spread"]

    def _evaluator(self, command: Message) -> tuple[Evaluator, str]:
        if command["network"] is None:
            rollouts = self._config.rounds.cold_rollouts
            return RolloutEvaluator(rollouts, os.getpid()), cold_start_name(self._config)
        machine, network = self._config.machine, Path(command["network"])
        if self._precision is None:
            size = max(choice.width for choice in self._config.actor.games.variants)
            self._precision = choose_precision(network, machine.runtime, size)
        precision = precision_for(network, self._precision)
        evaluator = load_evaluator(network, machine.runtime, precision, threads=1)
        self._evaluator_name = evaluator.name
        return evaluator, command["checkpoint"]

    def _commit(self) -> None:
        """Puts finished games into the lake; what cannot be written is kept and tried again."""
        if self._actor is None:
            return
        sequence = self._actor.sequence
        batch = [replace(sample, sequence=sequence) for sample in self._waiting]
        self._write(batch)
        if batch and self._writer.next_sequence > sequence:  # in the lake or in the spool
            self._actor.sequence += 1
            self._waiting = []

    def _write(self, batch: list[GameSample]) -> None:
        self._trouble = ""
        try:
            result = self._writer.append(batch)
            self._committed_games += result.num_games
            self._committed_positions += result.num_positions
        except LakeError as error:
            self._trouble = str(error)

    def _report(self, event: str) -> None:
        stats = self._actor.stats if self._actor is not None else ActorStats()
        self._end.say(
            event,
            **_numbers(stats),
            live=None if self._actor is None else live_game(self._actor),
            trouble=self._trouble,
            evaluator=self._evaluator_name,
            committed_games=self._committed_games,
            committed_positions=self._committed_positions,
        )


def _numbers(stats: ActorStats) -> dict[str, Any]:
    names = (
        "games",
        "positions",
        "recorded",
        "evaluations",
        "evaluating_s",
        "total_s",
        "black_wins",
        "moves",
    )
    return {**{name: getattr(stats, name) for name in names}, "ends": dict(stats.ends)}


def next_game(lake: Lake, run_id: str, worker: str, waiting: Sequence[str] = ()) -> int:
    """Returns the number after all of a worker's games, in the lake or waiting for it."""
    where = f"run_id = {sql_text(run_id)} AND worker = {sql_text(worker)}"
    names = [*waiting, *lake.scan("games", ["game_id"], where)["game_id"]]
    names += lake.scan("quarantine", ["game_id"], where)["game_id"]
    numbers = [int(found[1]) for name in names if (found := re.search(r"-(\d+)$", name))]
    return max(numbers, default=-1) + 1


def main(root: str, worker: str, core: str) -> None:
    """Runs an actor; see the module."""
    directory = RunDirectory(Path(root))
    end = ChildEnd()
    lock = Lock(directory.logs / f"{worker}.lock", _LOCK_WAIT_S)
    if int(core) >= 0:
        pin_to_core(int(core))
    ActorWorker(directory, worker, end).run()
    lock.release()
