"""`Pipeline`: a run from its start to its end.

Actors play until enough positions are owed to the learner; it learns and publishes a network;
actors play on with it. The run itself only tells its children what to do and shows what they say:
games, states and networks are written by them, so that it can be killed at any moment.
"""

from __future__ import annotations

import math
import os
import queue
import time
from pathlib import Path
from typing import Any

from gogame.run_status import STATUS_NAME, Limits, Rates, RunState, RunStatus, WorkerState
from selfplay.cores import num_cores
from selfplay.report.status import StatusError, read_status, write_status
from selfplay.run.config import RunConfig
from selfplay.run.counters import ActorCounts, Counts
from selfplay.run.directory import RunDirectory
from selfplay.run.ladder_child import LadderChild
from selfplay.run.live import write_live
from selfplay.run.messages import RoundOrder
from selfplay.run.pipes import Message
from selfplay.run.processes import Child, Inbox
from selfplay.run.view import View

_TICK_S = 0.5
_LEARNER = "learner"


def share_done(limits: Limits, elapsed_s: float, games: float) -> float:
    """Returns the share of a run that is over, 0 if it has no end."""
    by_time = elapsed_s / (3600 * limits.hours) if limits.hours else 0.0
    by_games = games / limits.games if limits.games else 0.0
    return min(1.0, max(by_time, by_games))


class Pipeline:
    """Runs actors and the learner in turn."""

    def __init__(
        self, directory: RunDirectory, config: RunConfig, limits: Limits, view: View
    ) -> None:
        """Take up where the run stands; `run` starts its processes."""
        self._directory, self._config, self._limits, self._view = directory, config, limits, view
        self._inbox: Inbox = queue.SimpleQueue()
        self._counts = ActorCounts()
        self._actors: dict[str, Child] = {}
        self._learner: Child | None = None
        self._phase = "starting"
        self._stopping = False
        self._message = ""
        self._said = ""
        self._started_at = time.time()
        self._began = time.monotonic()
        self._elapsed_before = _elapsed_before(directory)
        self._round: Message = {}  # the newest row's metrics, uri and checkpoint
        self._owed = 0.0  # positions that the learner knew and had not learnt, when it last spoke
        self._at_round = Counts()
        self._play_s, self._playing_since = 0.0, 0.0
        self._games_before, self._network_games = 0, 0
        self._evaluations_before = 0
        self._ladder = LadderChild(directory, config)
        self._live: list[Message] = []  # the games that live.json shows

    # What others ask

    def stop(self) -> None:
        """Ends the run soon; may be called from a signal's handler."""
        self._stopping = True

    @property
    def elapsed_s(self) -> float:
        """Active seconds of the run, all starts together."""
        return self._elapsed_before + time.monotonic() - self._began

    # The run

    def run(self) -> None:
        """Runs until a limit is reached or `stop` is called.

        Raises:
            EngineError: A child died again and again.
        """
        try:
            self._start()
            while not self._stopping and not self._is_over():
                self._hear(_TICK_S)
                self._ladder_if_due()
                self._show()
            self._end()
        except BaseException as error:
            self._phase, self._message = "failed", str(error)
            self._kill()
            self._show()
            raise

    def _start(self) -> None:
        cores = num_cores()
        count = self._config.machine.actors or cores
        root, logs = str(self._directory.root), self._directory.logs
        arguments = ["learner", root, str(cores)]
        self._learner = Child(_LEARNER, arguments, logs / "learner.log", self._inbox)
        for i in range(count):
            name, core = f"actor-{i}", i if count <= cores else -1
            arguments = ["actor", root, name, str(core)]
            self._actors[name] = Child(name, arguments, logs / f"{name}.log", self._inbox)
        self._show()

    def _is_over(self) -> bool:
        return share_done(self._limits, self.elapsed_s, self._games) >= 1.0

    def _hear(self, seconds: float) -> None:
        """Handles what children say, for some time at most."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                name, message = self._inbox.get(timeout=left)
            except queue.Empty:
                return
            if message is None:
                self._died(name)
            elif name == _LEARNER:
                self._hear_learner(message)
            else:
                self._hear_actor(name, message)
            if self._stopping:
                return

    def _died(self, name: str) -> None:
        child = self._actors.get(name) or self._learner
        assert child is not None
        self._counts.forget(name)
        self._view.line(child.died() + "; started again")

    def _hear_actor(self, name: str, message: Message) -> None:
        child = self._actors[name]
        event = message["event"]
        if event == "ready":
            child.state = "ready"
            if self._phase == "playing":
                child.tell(self._play_order())
            elif self._phase == "pausing":
                self._learn_if_paused()
            return
        trouble, before = message["trouble"], child.last.get("trouble", "")
        if trouble and trouble != before:
            self._view.line(f"{name}: {trouble}; its games wait and it tries again")
        elif before and not trouble:
            self._view.line(f"{name}: its games are written")
        child.last = message
        self._counts.note(name, message)
        if event == "paused":
            child.state = "paused"
            self._learn_if_paused()
        elif self._phase == "playing" and self._positions_owed >= self._needed:
            self._pause()

    def _hear_learner(self, message: Message) -> None:
        assert self._learner is not None
        event = message["event"]
        if event == "trouble":
            self._view.line(f"learner: {message['message']}")
            return
        self._learner.state = "ready"
        self._owed = message["owed"]
        self._network_games = message["network_games"]
        self._at_round = self._counts.total()
        metrics = message.get("metrics")
        if event == "ready" and self._phase == "starting":
            self._games_before = message["games"]
            if metrics:
                self._evaluations_before = metrics["evaluations"]
                self._elapsed_before = max(self._elapsed_before, metrics["elapsed_s"])
        if metrics:
            self._round = message
        if event == "round":
            self._view.round_done(message["metrics"])
            every = self._config.machine.compact_rounds
            if message["metrics"]["round"] % every == 0:
                self._learner.tell({"do": "compact"})
        if event != "nothing" and self._owed >= self._needed:
            if event == "ready":
                self._announce_steps(message["due"])
            self._phase = "learning"
            self._order_round()
        else:
            self._play()

    def _announce_steps(self, steps: int) -> None:
        """Says what is due before anything is played, if that takes more than a round."""
        if steps > self._config.rounds.most_steps:
            self._view.line(f"first learns from games that it does not know yet: {steps:,} steps")

    # Turns

    @property
    def _games(self) -> float:
        """Games that the run itself has played."""
        return self._games_before + self._counts.total().games

    @property
    def _positions_owed(self) -> float:
        return self._owed + self._counts.total().since(self._at_round).moves

    @property
    def _needed(self) -> int:
        rounds = self._config.rounds
        is_cold = self._network() is None
        return max(rounds.cold_positions, rounds.positions) if is_cold else rounds.positions

    def _network(self) -> Path | None:
        """Returns the network that plays, None in the cold start."""
        if self._round:
            return self._directory.root / self._round["uri"]
        first = self._directory.start_network
        return first if first.exists() else None

    def _komi_spread(self) -> float:
        rounds, late = self._config.rounds, self._config.actor.games.komi_spread
        positions = self._round["metrics"]["positions"] if self._round else 0
        share = min(1.0, positions / rounds.komi_positions)
        return rounds.komi_spread + (late - rounds.komi_spread) * share

    def _play_order(self) -> Message:
        network = self._network()
        return {
            "do": "play",
            "network": None if network is None else str(network),
            "checkpoint": self._round.get("checkpoint", "start"),
            "komi_spread": self._komi_spread(),
        }

    def _play(self) -> None:
        self._set_phase("playing")
        for child in self._actors.values():
            if child.state != "starting":
                child.tell(self._play_order())

    def _pause(self) -> None:
        if not self._config.rounds.interleaved:
            self._set_phase("learning")
            self._order_round()
            return
        self._set_phase("pausing")
        for child in self._actors.values():
            if child.state == "play":
                child.tell({"do": "pause"})

    def _learn_if_paused(self) -> None:
        states = {child.state for child in self._actors.values()}
        if self._phase == "pausing" and not states & {"play", "pause"}:
            self._set_phase("learning")
            self._order_round()

    def _set_phase(self, phase: str) -> None:
        was_playing, now = self._phase in ("playing", "pausing"), time.monotonic()
        plays = phase in ("playing", "pausing") or not self._config.rounds.interleaved
        if was_playing:
            self._play_s += now - self._playing_since
        if plays or was_playing:
            self._playing_since = now
        self._phase = phase

    def _order_round(self) -> None:
        assert self._learner is not None
        done = self._counts.total().since(self._at_round)
        total = self._counts.total()
        order = RoundOrder(
            progress=share_done(self._limits, self.elapsed_s, self._games),
            elapsed_s=self.elapsed_s,
            evaluations=int(self._evaluations_before + total.evaluations),
            play_s=self._play_s,
            throughput=done.rates(self._play_s),
            play=done.play(),
        )
        self._play_s = 0.0
        self._learner.tell(order.message())

    # Ladder, status, end

    def _ladder_if_due(self) -> None:
        if self._round and (line := self._ladder.tick(self.elapsed_s)):
            self._view.line(line)

    def _show(self) -> None:
        status = self._status()
        try:
            write_status(self._directory.root, status)
            self._show_games()
        except (StatusError, OSError) as error:  # a full disk: the run goes on, and says so
            self._say_once(str(error))
        else:
            self._said = ""
        self._view.show(status)

    def _show_games(self) -> None:
        """Writes how a game of each actor stands, if that is news."""
        games = [child.last["live"] for child in self._actors.values() if child.last.get("live")]
        if games and games != self._live:
            write_live(self._directory.root, games)
            self._live = games

    def _say_once(self, line: str) -> None:
        if line != self._said:
            self._view.line(line)
        self._said = line

    def _status(self) -> RunStatus:
        total = self._counts.total()
        since = total.since(self._at_round)
        playing = self._phase in ("playing", "pausing")
        seconds = self._play_s + (time.monotonic() - self._playing_since if playing else 0.0)
        metrics: dict[str, Any] = self._round.get("metrics", {})
        rates = since.rates(seconds) if seconds > 1 else metrics.get("throughput", {})
        missing = max(0.0, self._needed - self._positions_owed)
        pace = since.moves / seconds if seconds > 1 and since.moves > 0 else 0.0
        network = self._network()
        return RunStatus(
            run_id=self._directory.run_id,
            pid=os.getpid(),
            state=self._state(),
            message=self._message,
            updated_at=time.time(),
            started_at=self._started_at,
            elapsed_s=self.elapsed_s,
            limits=self._limits,
            round=metrics.get("round", 0),
            step=self._round.get("step", 0),
            games=int(self._games),
            positions=int(metrics.get("positions", 0) + since.moves),
            evaluations=int(self._evaluations_before + total.evaluations),
            rates=Rates(**{name: rates[name] for name in Rates.__slots__ if name in rates}),
            losses=metrics.get("losses", {}),
            checkpoint=self._round.get("checkpoint", ""),
            network="" if network is None else network.name,
            network_games=self._network_games,
            next_checkpoint_s=missing / pace if pace else None,
            window_positions=metrics.get("window_positions", 0),
            workers=tuple(_worker(child) for child in self._children()),
            ladder=self._ladder.rows,
        )

    def _state(self) -> RunState:
        if self._phase == "playing" and self._network() is None:
            return RunState.COLD_START
        return RunState("playing" if self._phase == "pausing" else self._phase)

    def _children(self) -> list[Child]:
        return [*self._actors.values(), *([self._learner] if self._learner else [])]

    def _end(self) -> None:
        """Lets everybody finish what would be lost otherwise."""
        self._phase = "stopping"
        self._show()
        self._ladder.stop()
        for child in self._children():
            child.stop()
        for child in self._children():
            if not child.wait():
                self._view.line(f"{child.name} did not stop and was ended")
        self._phase = "stopped"
        self._show()

    def _kill(self) -> None:
        self._ladder.stop()
        for child in self._children():
            child.kill()


def _worker(child: Child) -> WorkerState:
    total_s = child.last.get("total_s", 0.0)
    rate = child.last["positions"] / total_s if total_s > 0 else 0.0
    return WorkerState(child.name, child.pid, child.state, rate)


def _elapsed_before(directory: RunDirectory) -> float:
    """Returns the active seconds of the starts before, 0 if there was none or it is not known."""
    if not (directory.root / STATUS_NAME).exists():
        return 0.0
    try:
        elapsed = read_status(directory.root).elapsed_s
        return elapsed if 0 <= elapsed < math.inf else 0.0
    except StatusError:  # the newest checkpoint knows it nearly as well
        return 0.0
