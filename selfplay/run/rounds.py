"""`RoundLearner`: the learner's side of a run, one round after the other.

A round reads what the lake has gained, makes the steps that are due on the newest window, and
publishes a network. All that a round depends on is written into its row of `checkpoints`: the
lake's version, each worker's newest batch, the window's size, the steps, the rate's progress. So
a learner that starts again has the same window in the same order, and `reproduce` can make the
same network anew. The order is: games by the round that first saw them, then as the lake has them.
"""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

import numpy as np

from gogame.errors import CheckpointError
from gogame.net.checkpoint import Checkpoint, Metadata, save_checkpoint
from gogame.net.openvino_calibration import calibrate
from gogame.rng import generator
from selfplay.decode import TrainingBatch
from selfplay.lake import GameTail, GameWindow, Lake, append_rows, games_of_run
from selfplay.lake.tables import now_us, sql_text
from selfplay.replay import Replay
from selfplay.run.config import RunConfig
from selfplay.run.directory import RunDirectory
from selfplay.run.insist import Stopped, insist
from selfplay.run.messages import RoundOrder
from selfplay.run.resume import RESTARTED, Totals, metrics_of, network_of, resume
from selfplay.run.window import newest_batches, note_seen, policy_entropy, seen_games
from selfplay.settings import to_table
from selfplay.train.learner import Learner
from selfplay.train.loss import Losses

_log = logging.getLogger(__name__)
_Made = TypeVar("_Made")
_CALIBRATION_ROWS = 512


class RoundPlan(NamedTuple):
    """What a round is made from; with the lake it determines the network.

    Attributes:
        number: Of the round, from 1.
        games_version: Version of the lake's games.
        window_positions: Newest positions that are drawn from.
        steps: Steps made.
        progress: Share of the run that was over, see `LearnerConfig.rate_at`.
    """

    number: int
    games_version: int
    window_positions: int
    steps: int
    progress: float


class RoundLearner:
    """Learns round by round.

    Attributes:
        totals: What it has seen and done.
        own_games: Games seen that the run itself has played.
        newest: The newest row of `checkpoints`, None before the first round.
    """

    def __init__(
        self,
        directory: RunDirectory,
        config: RunConfig,
        lake: Lake,
        report: Callable[[str], None] = _log.warning,
        must_stop: Callable[[], bool] = bool,
    ) -> None:
        """Start from what is left of the run, see `resume`, or from its first network.

        Args:
            directory: The run.
            config: Its configuration.
            lake: Its lake.
            report: Gets lines for people.
            must_stop: Asked before each step, and while the disk is full.

        Raises:
            CheckpointError: There is no network and no state to go on from.
            LakeError: The lake cannot be read.
            Stopped: `must_stop` said so.
        """
        self._directory, self._config, self._lake = directory, config, lake
        self._report, self._must_stop = report, must_stop
        self._run_id = directory.run_id
        resumed = resume(directory, config, lake, report)
        self._learner, self.totals, self.newest = resumed.learner, resumed.totals, resumed.row
        self._is_restart = resumed.is_restart
        self.own_games = 0
        self._replay = Replay(config.replay)
        if self.totals.seen:
            samples, lost = seen_games(lake, resumed.seen, resumed.games_version, config)
            self._replay.add(samples)
            self.own_games = games_of_run(lake, self._run_id, [self.totals.seen])[0]
            if lost:
                report(lost)
        self._tail = GameTail(lake, newest=newest_batches(self.totals.seen))
        self._newest: GameWindow | None = None
        if self.newest is not None:
            self._mend(self.newest)

    def _mend(self, row: Mapping[str, Any]) -> None:
        """Sees to it that the newest network can play, and that the lake has its row."""
        try:
            network_of(self._directory, row)
        except CheckpointError as error:
            self._report(f"{error}; it is written again")
            metrics = metrics_of(row)
            made = self._made(
                metrics["round"], row["window_positions"], metrics["samples"], metrics["elapsed_s"]
            )
            digest, _ = self._insist(lambda: self._write(made, metrics["round"]))
            if digest != row["checkpoint"]:
                raise CheckpointError(
                    f"network {row['uri']} cannot be written as it was: take another network for"
                    f" {self._directory.root / 'networks'}, or start another run with --from"
                ) from error
        self._insist(lambda: self._commit(row))  # if it died before it could

    @property
    def owed(self) -> float:
        """Positions seen that have not been learnt from as often as the ratio says."""
        totals = self.totals
        return totals.positions - totals.owed_from - totals.samples / self._config.learner.ratio

    @property
    def due(self) -> int:
        """Steps that are due on those."""
        config = self._config.learner
        return max(0, int(self.owed * config.ratio / config.batch_size))

    def poll(self) -> int:
        """Takes in what the lake has gained; returns its positions.

        Raises:
            LakeError: The lake cannot be read.
        """
        window = self._tail.poll()
        self._newest = window
        if window is None:
            return 0
        self._replay.add(window.samples())
        note_seen(self.totals.seen, window)
        self.totals.positions += window.num_positions
        self.totals.games += window.num_games
        self.own_games += window.run_ids.count(self._run_id)
        return window.num_positions

    def forgive(self, positions: int) -> None:
        """Makes so many of the positions seen so far count as learnt already."""
        self.totals.owed_from = positions

    def learn(self, order: RoundOrder) -> bool:
        """Makes one round; returns False if there is nothing to learn, or if it had to stop.

        A round that is stopped leaves nothing behind; this object is of no use after it. A full
        disk is waited for.

        Args:
            order: What the run says.

        Raises:
            LakeError: The lake cannot be read.
            CheckpointError: A weight is not finite.
        """
        began = time.monotonic()
        self.poll()
        steps = min(self.due, self._config.rounds.most_steps)
        if steps == 0 or self._replay.num_positions == 0:
            return False
        totals, config = self.totals, self._config
        plan = RoundPlan(
            totals.round + 1,
            self._tail.version,
            config.window.positions(totals.positions),
            steps,
            order.progress,
        )
        losses = make_steps(self._learner, self._replay, config, plan, self._must_stop)
        if losses is None:
            return False
        learnt = time.monotonic()
        totals.round = plan.number
        totals.samples += steps * config.learner.batch_size
        try:
            self._publish(plan, self._metrics(plan, order, losses, learnt - began))
        except Stopped:
            return False
        return True

    def _metrics(
        self, plan: RoundPlan, order: RoundOrder, losses: Mapping[str, float], seconds: float
    ) -> dict[str, Any]:
        totals, config = self.totals, self._config
        rate = config.learner.rate_at(self._learner.step, plan.progress)
        samples = plan.steps * config.learner.batch_size
        return {
            "round": plan.number,
            "elapsed_s": round(order.elapsed_s + seconds, 3),
            "games": totals.games,
            "positions": totals.positions,
            "evaluations": order.evaluations,
            "samples": totals.samples,
            "steps": plan.steps,
            "rate": rate,
            "progress": plan.progress,
            "losses": dict(losses),
            "seconds": {"play": order.play_s, "learn": seconds},
            "throughput": {**order.throughput, "samples_per_s": samples / max(seconds, 1e-9)},
            "play": {**order.play, "policy_entropy": policy_entropy(self._newest)},
            "seen": dict(totals.seen),
            "window_positions": plan.window_positions,
            "net": config.net,
            "owed_from": totals.owed_from,
            **({RESTARTED: True} if self._is_restart else {}),
        }

    def _publish(self, plan: RoundPlan, metrics: dict[str, Any]) -> None:
        """Writes the network, then the state, then the row: any of them alone does no harm."""
        made = self._made(
            plan.number, plan.window_positions, self.totals.samples, metrics["elapsed_s"]
        )
        digest, uri = self._insist(lambda: self._write(made, plan.number))
        row: dict[str, Any] = {
            "checkpoint": digest,
            "run_id": self._run_id,
            "step": self._learner.step,
            "parent": None if self.newest is None else self.newest["checkpoint"],
            "architecture": self._config.net_config.to_json(),
            "configuration": json.dumps(to_table(self._config), sort_keys=True),
            "metrics": json.dumps(metrics),
            "uri": uri,
            "games_version": plan.games_version,
            "window_positions": plan.window_positions,
            "seed": self._config.seed,
            "created_at": now_us(),
        }
        totals = {name: getattr(self.totals, name) for name in Totals.__slots__}
        kept = {"totals": totals, "row": row}
        self._insist(lambda: self._learner.save(self._directory.states, kept))
        self._insist(lambda: self._commit(row))
        self.newest, self._is_restart = row, False

    def _made(self, number: int, window_positions: int, samples: int, seconds: float) -> Checkpoint:
        """Returns a round's network; for OpenVINO ready for int8, by positions of the window."""
        meta = Metadata(
            trained_on=trained_on(self._config),
            run_id=self._run_id,
            positions=samples,
            extra={"round": number, "elapsed_s": seconds},
        )
        made = Checkpoint(self._config.net_config, self._learner.weights(), meta)
        if self._config.machine.runtime == "jax" or self._replay.num_positions == 0:
            return made
        rng = generator(self._config.seed, "calibration", number)
        batch = self._replay.batch(rng, _CALIBRATION_ROWS, window_positions)
        return calibrate(made, batch.planes, batch.globals_)

    def _write(self, made: Checkpoint, number: int) -> tuple[str, str]:
        """Writes a network; returns its digest and its name below the run's folder."""
        new = self._directory.networks / f".round-{number}.safetensors"
        save_checkpoint(new, made.parameters, made.config, made.metadata)
        digest = hashlib.sha256(new.read_bytes()).hexdigest()
        target = self._directory.network_file(number, digest)
        new.replace(target)
        new.with_suffix(".json").replace(target.with_suffix(".json"))
        return digest, str(target.relative_to(self._directory.root))

    def _insist(self, write: Callable[[], _Made]) -> _Made:
        return insist(write, self._report, self._must_stop)

    def _commit(self, row: Mapping[str, Any]) -> None:
        """Puts a row into the lake, once; only one process at a time is a run's learner."""
        where = f"run_id = {sql_text(self._run_id)} AND checkpoint = {sql_text(row['checkpoint'])}"
        if not self._lake.scan("checkpoints", ["checkpoint"], where)["checkpoint"]:
            append_rows(self._lake, "checkpoints", [row])


def trained_on(config: RunConfig) -> str:
    """Returns what a network learns from, for people."""
    return ", ".join(
        f"{choice.width}x{choice.height} {choice.rules} komi {choice.komi:g}"
        for choice in config.actor.games.variants
        if choice.share > 0
    )


# Steps


def make_steps(
    learner: Learner,
    replay: Replay,
    config: RunConfig,
    plan: RoundPlan,
    must_stop: Callable[[], bool] = bool,
) -> dict[str, float] | None:
    """Makes a round's steps; returns the mean losses, None if it had to stop before the end.

    Raises:
        ConfigError: The window holds nothing to learn from.
    """
    parts: list[Losses] = []
    for batch in _batches(replay, config, plan):
        if must_stop():
            return None
        parts.append(learner.train(batch, plan.progress))
    names = parts[0]._fields
    return {n: float(np.mean([np.asarray(getattr(p, n)) for p in parts])) for n in names}


def _batches(replay: Replay, config: RunConfig, plan: RoundPlan) -> Iterator[TrainingBatch]:
    """Yields a round's batches; the next one is made while a step runs."""
    rng = generator(config.seed, "learner", plan.number)
    size, newest = config.learner.batch_size, plan.window_positions
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(replay.batch, rng, size, newest)
        for _ in range(plan.steps - 1):
            batch = waiting.result()
            waiting = thread.submit(replay.batch, rng, size, newest)
            yield batch
        yield waiting.result()
