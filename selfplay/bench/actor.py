"""How fast self-play is, and where its time goes: `ActorMeter`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from gogame.evaluation import Evaluation, EvaluationBatch, Evaluator
from gogame.net.measure import random_batch
from selfplay.actor import Actor, Identity
from selfplay.config import ActorConfig, VariantShare

_ROUNDS = 4
_FAST_VISITS = 2
_LENGTHS = 2.0  # moves before the measurement, as a multiple of the board's points
_WARM_UP = (1, 2, 4, 8, 16, 24, 32, 48, 64, 96, 128, 192, 256)  # rows, for runtimes that compile
_RAW_SHARE = 0.2  # of the time, for each way to measure the evaluator alone


@dataclass(frozen=True, slots=True)
class ActorSpeed:
    """What an actor did in some seconds, beside what its evaluator does alone.

    Attributes:
        evaluator: The evaluator's name.
        size: Side of the square board.
        visits: Playouts of a full search.
        games: Games side by side, the largest evaluation batch.
        seconds: Time inside the actor.
        positions: Moves played.
        recorded: Moves with a policy target.
        evaluations: Positions evaluated.
        evaluating_s: Seconds inside the evaluator.
        searching_s: Seconds in `LockstepSearch`: playouts, features, expansion, results.
        raw_per_s: Evaluations per second of the evaluator alone, in batches of `games`, measured
            between the rounds of self-play.
        sized_per_s: The same in batches of the sizes that the actor asks for: some games sit a step
            out, and what a batch lacks is computed in vain.
        processes: Actors that did it, each in a process of its own; times are their mean, all
            else is their sum.
    """

    evaluator: str
    size: int
    visits: int
    games: int
    seconds: float
    positions: int
    recorded: int
    evaluations: int
    evaluating_s: float
    searching_s: float
    raw_per_s: float
    sized_per_s: float
    processes: int = 1

    @property
    def positions_per_s(self) -> float:
        """Moves played per second."""
        return self.positions / self.seconds

    @property
    def evaluations_per_s(self) -> float:
        """Positions evaluated per second."""
        return self.evaluations / self.seconds

    @property
    def share_of_raw(self) -> float:
        """Evaluations per second, as a share of what the evaluator does alone."""
        return self.evaluations_per_s / self.raw_per_s

    @property
    def share_of_sized(self) -> float:
        """Evaluations per second, as a share of what the evaluator does in such batches alone."""
        return self.evaluations_per_s / self.sized_per_s

    @property
    def evaluations_per_sample(self) -> float:
        """Evaluations for each move with a policy target; infinite if there was none."""
        return self.evaluations / self.recorded if self.recorded else float("inf")

    def shares(self) -> dict[str, float]:
        """Returns the share of the time by part; the parts add up to 1."""
        rest = self.seconds - self.evaluating_s - self.searching_s
        return {
            "evaluator": self.evaluating_s / self.seconds,
            "search": self.searching_s / self.seconds,
            "games": rest / self.seconds,
        }

    def row(self) -> list[str]:
        """Returns the figures as cells of a table; the last are shares of the time by part."""
        return [
            self.evaluator,
            str(self.processes),
            f"{self.positions_per_s:,.0f}",
            f"{self.evaluations_per_s:,.0f}",
            f"{self.raw_per_s:,.0f}",
            f"{self.share_of_raw:.1%}",
            f"{self.sized_per_s:,.0f}",
            f"{self.share_of_sized:.1%}",
            f"{self.evaluations_per_sample:.1f}",
            *(f"{share:.1%}" for share in self.shares().values()),
        ]


def together(speeds: Sequence[ActorSpeed]) -> ActorSpeed:
    """Returns what actors of the same kind did at the same time."""

    def total(name: str) -> int:
        return sum(getattr(speed, name) for speed in speeds)

    def mean(name: str) -> float:
        return sum(getattr(speed, name) for speed in speeds) / len(speeds)

    return replace(
        speeds[0],
        seconds=mean("seconds"),
        positions=total("positions"),
        recorded=total("recorded"),
        evaluations=total("evaluations"),
        evaluating_s=mean("evaluating_s"),
        searching_s=mean("searching_s"),
        raw_per_s=sum(speed.raw_per_s for speed in speeds),
        sized_per_s=sum(speed.sized_per_s for speed in speeds),
        processes=len(speeds),
    )


class _Asked:
    """An evaluator that notes how many positions each call asks for.

    Attributes:
        name: The evaluator's.
        reads_planes: Likewise.
        sizes: Rows of each call.
    """

    def __init__(self, evaluator: Evaluator) -> None:
        """Note what `evaluator` is asked for."""
        self.name, self.reads_planes = evaluator.name, evaluator.reads_planes
        self.sizes: list[int] = []
        self._evaluator = evaluator

    def evaluate(self, batch: EvaluationBatch) -> Evaluation:
        """Returns the evaluator's answer."""
        self.sizes.append(len(batch.komi))
        return self._evaluator.evaluate(batch)


class ActorMeter:
    """An actor in the midst of its games, ready to be measured."""

    def __init__(
        self,
        net: Evaluator,
        size: int,
        visits: int,
        *,
        games: int = 256,
        config: ActorConfig | None = None,
    ) -> None:
        """Begin games and play them fast, until they are of all ages.

        Meanwhile kernels and networks are compiled, too.

        Args:
            net: The evaluator, for a fair figure with one thread.
            size: Side of the square board.
            visits: Playouts of a full search.
            games: Games side by side.
            config: Other settings; its games, visits and kinds of games are replaced.

        Raises:
            ConfigError: A number is out of range.
            EngineError: The evaluator failed.
        """
        base = config or ActorConfig()
        shares = (VariantShare(height=size, width=size),)
        play = replace(
            base.play, games=games, visits=visits, fast_share=1.0, fast_visits=_FAST_VISITS
        )
        chosen = replace(base, games=replace(base.games, variants=shares), play=play)
        self._net, self._size, self._visits, self._games = net, size, visits, games
        self._batch = random_batch(size, games)
        for rows in (*_WARM_UP, games):
            net.evaluate(_first(self._batch, min(rows, games)))
        self._asked = _Asked(net)
        self._actor = Actor(self._asked, "bench", chosen, Identity("bench", "bench"))
        for _ in range(int(_LENGTHS * size * size)):
            self._actor.step()
        self._actor.hurry(fast_share=base.play.fast_share)
        self._actor.step()

    def measure(self, seconds: float) -> ActorSpeed:
        """Returns how fast the actor plays on.

        Self-play and the evaluator alone take turns, so that other work on the machine slows both.

        Args:
            seconds: Time to spend; each turn plays at least one move.

        Raises:
            EngineError: The evaluator failed.
        """
        before = replace(self._actor.stats)
        raw_rates, sized_rates = list[float](), list[float]()
        for _ in range(_ROUNDS):
            self._asked.sizes.clear()
            _play(self._actor, seconds * (1 - 2 * _RAW_SHARE) / _ROUNDS)
            sized = [_first(self._batch, rows) for rows in self._asked.sizes]
            share_s = seconds * _RAW_SHARE / _ROUNDS
            raw_rates.append(_raw_rate(self._net, [self._batch], share_s))
            sized_rates.append(_raw_rate(self._net, sized, share_s))
        after = self._actor.stats
        return ActorSpeed(
            evaluator=self._net.name,
            size=self._size,
            visits=self._visits,
            games=self._games,
            seconds=after.total_s - before.total_s,
            positions=after.positions - before.positions,
            recorded=after.recorded - before.recorded,
            evaluations=after.evaluations - before.evaluations,
            evaluating_s=after.evaluating_s - before.evaluating_s,
            searching_s=after.searching_s - before.searching_s,
            raw_per_s=float(np.median(raw_rates)),
            sized_per_s=float(np.median(sized_rates)),
        )


def _first(batch: EvaluationBatch, rows: int) -> EvaluationBatch:
    return EvaluationBatch(
        batch.variant,
        batch.planes[:rows],
        batch.globals_[:rows],
        batch.boards[:rows],
        batch.komi[:rows],
    )


def _play(actor: Actor, seconds: float) -> None:
    start = time.perf_counter()
    actor.step()
    while time.perf_counter() - start < seconds:
        actor.step()


def _raw_rate(net: Evaluator, batches: Sequence[EvaluationBatch], seconds: float) -> float:
    """Returns evaluations per second of an evaluator alone, batch after batch; one at least."""
    calls, rows, elapsed, start = 0, 0, 0.0, time.perf_counter()
    while calls == 0 or elapsed < seconds:
        batch = batches[calls % len(batches)]
        net.evaluate(batch)
        calls += 1
        rows += len(batch.komi)
        elapsed = time.perf_counter() - start
    return rows / elapsed
