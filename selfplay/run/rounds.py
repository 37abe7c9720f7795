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
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from gogame.errors import CheckpointError
from gogame.net.checkpoint import (
    Checkpoint,
    Metadata,
    load_checkpoint,
    new_checkpoint,
    save_checkpoint,
)
from gogame.net.openvino_calibration import calibrate
from gogame.rng import generator
from selfplay.decode import TrainingBatch
from selfplay.lake import GameTail, GameWindow, Lake, LakeError, append_rows, load_window
from selfplay.lake.tables import BatchKey, now_us, sql_text
from selfplay.replay import Replay
from selfplay.run.config import RunConfig
from selfplay.run.directory import RunDirectory
from selfplay.run.messages import RoundOrder
from selfplay.sample import GameSample
from selfplay.settings import to_table
from selfplay.train.learner import Learner
from selfplay.train.loss import Losses

_CALIBRATION_ROWS = 512
_MARGIN = 50_000  # positions loaded beyond the window, so that its oldest game is whole


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


@dataclass(slots=True)
class Totals:
    """What a run's learner has seen and done, all starts together.

    Attributes:
        round: Rounds done.
        positions: Positions seen in the lake.
        games: Games likewise.
        samples: Positions trained, repeats counted.
        owed_from: Positions that no samples are owed for, since the first network knew them.
        seen: Newest batch of each "run/worker".
    """

    round: int = 0
    positions: int = 0
    games: int = 0
    samples: int = 0
    owed_from: int = 0
    seen: dict[str, int] = field(default_factory=dict[str, int])


class RoundLearner:
    """Learns round by round.

    Attributes:
        totals: What it has seen and done.
        newest: The newest row of `checkpoints`, None before the first round.
    """

    def __init__(self, directory: RunDirectory, config: RunConfig, lake: Lake) -> None:
        """Start from the newest training state, or from the run's first network.

        Raises:
            CheckpointError: Neither can be read.
            LakeError: The lake cannot be read.
        """
        self._directory, self._config, self._lake = directory, config, lake
        self._run_id = directory.run_id
        self._learner = new_learner(directory, config)
        self.totals = Totals()
        self.newest: dict[str, Any] | None = None
        kept = self._learner.restore(directory.states)
        if kept is not None:
            self._take_up(kept)
        self._replay = Replay(config.replay)
        if self.totals.seen:
            version = _version_of(kept)
            add_window(self._replay, self._lake, rounds_seen(lake, self._run_id), version, config)
        self._tail = GameTail(lake, _version_of(kept) if self.totals.seen else None)
        self._newest: GameWindow | None = None

    def _take_up(self, kept: Mapping[str, Any]) -> None:
        """Goes on after the round that a training state was saved in."""
        self.totals = Totals(**kept["totals"])
        self.newest = kept["row"]
        self._commit(kept["row"])  # if it died before it could

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
        return window.num_positions

    def forgive(self) -> None:
        """Makes the positions seen so far count as learnt already, by the first network."""
        self.totals.owed_from = self.totals.positions

    def learn(self, order: RoundOrder, must_stop: Callable[[], bool] = bool) -> bool:
        """Makes one round; returns False if there is nothing to learn, or if it had to stop.

        A round that is stopped leaves nothing behind; this object is of no use after it.

        Args:
            order: What the run says.
            must_stop: Asked before each step.

        Raises:
            LakeError: The lake cannot be read or written.
            CheckpointError: The network or the state cannot be written.
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
        losses = make_steps(self._learner, self._replay, config, plan, must_stop)
        if losses is None:
            return False
        learnt = time.monotonic()
        totals.round = plan.number
        totals.samples += steps * config.learner.batch_size
        self._publish(plan, self._metrics(plan, order, losses, learnt - began))
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
        }

    def _publish(self, plan: RoundPlan, metrics: dict[str, Any]) -> None:
        """Writes the network, then the state, then the row: any of them alone does no harm."""
        new = self._directory.networks / f".round-{plan.number}.safetensors"
        meta = Metadata(
            trained_on=trained_on(self._config),
            run_id=self._run_id,
            positions=self.totals.samples,
            extra={"round": plan.number, "elapsed_s": metrics["elapsed_s"]},
        )
        made = Checkpoint(self._config.net_config, self._learner.weights(), meta)
        if self._config.machine.runtime != "jax":
            made = self._with_int8_ranges(made, plan)
        save_checkpoint(new, made.parameters, made.config, made.metadata)
        digest = hashlib.sha256(new.read_bytes()).hexdigest()
        target = self._directory.network_file(plan.number, digest)
        new.replace(target)
        new.with_suffix(".json").replace(target.with_suffix(".json"))
        row: dict[str, Any] = {
            "checkpoint": digest,
            "run_id": self._run_id,
            "step": self._learner.step,
            "parent": None if self.newest is None else self.newest["checkpoint"],
            "architecture": self._config.net_config.to_json(),
            "configuration": json.dumps(to_table(self._config), sort_keys=True),
            "metrics": json.dumps(metrics),
            "uri": str(target.relative_to(self._directory.root)),
            "games_version": plan.games_version,
            "window_positions": plan.window_positions,
            "seed": self._config.seed,
            "created_at": now_us(),
        }
        totals = {name: getattr(self.totals, name) for name in Totals.__slots__}
        self._learner.save(self._directory.states, {"totals": totals, "row": row})
        self._commit(row)
        self.newest = row

    def _with_int8_ranges(self, made: Checkpoint, plan: RoundPlan) -> Checkpoint:
        """Returns the network ready for int8, by positions of the window."""
        rng = generator(self._config.seed, "calibration", plan.number)
        batch = self._replay.batch(rng, _CALIBRATION_ROWS, plan.window_positions)
        return calibrate(made, batch.planes, batch.globals_)

    def _commit(self, row: Mapping[str, Any]) -> None:
        number = int(json.loads(row["metrics"])["round"])
        append_rows(self._lake, "checkpoints", [row], BatchKey(f"{self._run_id}/learner", number))


def _version_of(kept: Mapping[str, Any] | None) -> int:
    return int(kept["row"]["games_version"]) if kept is not None else -1


def trained_on(config: RunConfig) -> str:
    """Returns what a network learns from, for people."""
    return ", ".join(
        f"{choice.width}x{choice.height} {choice.rules} komi {choice.komi:g}"
        for choice in config.actor.games.variants
        if choice.share > 0
    )


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


# The window


def note_seen(seen: dict[str, int], window: GameWindow) -> None:
    """Notes each worker's newest batch."""
    triples = zip(window.run_ids, window.workers, window.sequences.tolist(), strict=True)
    for run, worker, sequence in triples:
        key = f"{run}/{worker}"
        seen[key] = max(sequence, seen.get(key, -1))


def rounds_seen(lake: Lake, run_id: str) -> list[dict[str, int]]:
    """Returns what each round of a run had seen, the first round first."""
    rows = lake.scan("checkpoints", ["metrics"], f"run_id = {sql_text(run_id)}")
    metrics = sorted((json.loads(text) for text in rows["metrics"]), key=lambda m: m["round"])
    return [m["seen"] for m in metrics]


def in_order_of_rounds(
    samples: Sequence[GameSample], seen: Sequence[Mapping[str, int]]
) -> list[GameSample]:
    """Returns games in the order in which a run's rounds met them."""

    def first_round(sample: GameSample) -> int:
        key = f"{sample.run_id}/{sample.worker}"
        low, high = 0, len(seen)
        while low < high:
            middle = (low + high) // 2
            if seen[middle].get(key, -1) >= sample.sequence:
                high = middle
            else:
                low = middle + 1
        return low

    return sorted(samples, key=first_round)


def add_window(
    replay: Replay,
    lake: Lake,
    seen: Sequence[Mapping[str, int]],
    version: int,
    config: RunConfig,
) -> None:
    """Fills a replay with the newest games of a version, in the order of the rounds.

    Raises:
        LakeError: The lake cannot be read, or lost the version.
    """
    window = load_window(lake, config.window.largest + _MARGIN, version=version)
    if window.damaged:
        raise LakeError(
            f"{len(window.damaged)} games of the lake are damaged: run gogame-selfplay lake repair"
        )
    replay.add(in_order_of_rounds(window.samples(), seen))


def policy_entropy(window: GameWindow | None) -> float | None:
    """Returns the mean entropy of the policy targets in nats, None without any."""
    if window is None or not window.recorded.any():
        return None
    starts = window.policy_offsets[:-1][window.recorded]
    share = window.policy_weights / 65535.0
    terms = -share * np.log(share)
    return float(np.add.reduceat(terms, starts).mean())
