"""The learner as a process of its own: a round whenever it is told to.

Commands: `learn` with a `RoundOrder`, `compact`, `stop`. Events: `ready`, `round` or `nothing`,
each with what has been learnt so far and the games that the run itself has played, by now and by
its newest network; `trouble`, `stopped`.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

from gogame.errors import GoError
from selfplay.lake import compact
from selfplay.lake.tables import sql_text
from selfplay.run.directory import Lock, RunDirectory
from selfplay.run.insist import Stopped
from selfplay.run.messages import RoundOrder
from selfplay.run.pipes import ChildEnd, Message
from selfplay.run.rounds import RoundLearner
from selfplay.run.start import has_learnt
from selfplay.train.learner import share_cores

_LOCK_WAIT_S = 60.0


class LearnerWorker:
    """Obeys the run."""

    def __init__(self, directory: RunDirectory, end: ChildEnd) -> None:
        """Load what has been learnt.

        Raises:
            CheckpointError: As `RoundLearner`.
            LakeError: As `RoundLearner`.
        """
        config = directory.config()
        self._lake = directory.lake(config)
        self._end = end
        must_stop = partial(getattr, end, "must_stop")
        self._learner = RoundLearner(directory, config, self._lake, self._trouble, must_stop)
        self._network_games = self._learner.own_games
        self._learner.poll()
        if self._learner.newest is None:
            other = f"run_id <> {sql_text(directory.run_id)}"
            foreign = int(sum(self._lake.scan("games", ["num_moves"], other)["num_moves"]))
            first = directory.start_network
            if not (first.exists() and has_learnt(first)):
                # It learns from the newest of the other run's games: the window's.
                foreign -= config.window.positions(foreign)
            self._learner.forgive(foreign)

    def run(self) -> None:
        """Obeys until told to stop."""
        self._say("ready")
        while (command := self._end.command(wait=True)) is not None and command["do"] != "stop":
            if command["do"] == "learn":
                order = {key: value for key, value in command.items() if key != "do"}
                learnt = self._learner.learn(RoundOrder(**order))
                if learnt:
                    self._network_games = self._learner.own_games
                self._say("round" if learnt else "nothing")
            else:
                self._compact()
        self._end.say("stopped")

    def _say(self, event: str) -> None:
        learner, row = self._learner, self._learner.newest
        newest: Message = {}
        if row is not None:
            newest = {key: row[key] for key in ("checkpoint", "uri", "step")}
            newest["metrics"] = json.loads(row["metrics"])
        totals = learner.totals
        self._end.say(
            event,
            owed=learner.owed,
            due=learner.due,
            games=learner.own_games,
            network_games=self._network_games,
            positions=totals.positions,
            **newest,
        )

    def _trouble(self, line: str) -> None:
        self._end.say("trouble", message=line)

    def _compact(self) -> None:
        """Merges small files; a run goes on without."""
        try:
            for name in ("games", "checkpoints"):
                compact(self._lake, name)
        except GoError as error:
            self._trouble(str(error))


def main(root: str, cores: str) -> None:
    """Runs the learner; see the module."""
    directory = RunDirectory(Path(root))
    end = ChildEnd()
    lock = Lock(directory.logs / "learner.lock", _LOCK_WAIT_S)
    share_cores(int(cores))
    try:
        LearnerWorker(directory, end).run()
    except Stopped:  # while it waited for room
        end.say("stopped")
    lock.release()
