"""How fast self-play is, and where its time goes: `measure_actor`."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np

from gogame.evaluation import EvaluationBatch, Evaluator
from gogame.net.measure import random_batch
from selfplay.actor import Actor, Identity
from selfplay.config import ActorConfig, VariantShare

_ROUNDS = 4
_WARM_UP = (1, 2, 4, 8, 16, 24, 32, 48, 64, 96, 128, 192, 256)  # rows, for runtimes that compile
_RAW_SHARE = 0.25


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
    def evaluations_per_sample(self) -> float:
        """Evaluations for each move with a policy target; infinite if there was none."""
        return self.evaluations / self.recorded if self.recorded else float("inf")

    def shares(self) -> dict[str, float]:
        """Returns the share of the time by part; the parts add up to 1."""
        rest = self.seconds - self.evaluating_s - self.searching_s
        return {
            "evaluator": self.evaluating_s / self.seconds,
            "search and features": self.searching_s / self.seconds,
            "games and records": rest / self.seconds,
        }

    def lines(self) -> list[str]:
        """Returns what to print, a figure a line, with units."""
        parts = ", ".join(f"{name} {share:.1%}" for name, share in self.shares().items())
        what = f"{self.evaluator}, {self.size}x{self.size}, {self.visits} visits"
        alone = f"{self.raw_per_s:,.0f} evaluations/s in batches of {self.games}"
        return [
            f"{what}, {self.games} games in one process",
            f"  positions/s           {self.positions_per_s:,.0f}",
            f"  evaluations/s         {self.evaluations_per_s:,.0f}",
            f"  evaluator alone       {alone}",
            f"  share of that         {self.share_of_raw:.1%}",
            f"  evaluations a sample  {self.evaluations_per_sample:.1f}",
            f"  time                  {parts}",
        ]


def measure_actor(
    net: Evaluator,
    size: int,
    visits: int,
    seconds: float,
    *,
    games: int = 256,
    config: ActorConfig | None = None,
) -> ActorSpeed:
    """Returns how fast an actor plays with an evaluator.

    Self-play and the evaluator alone take turns, so that other work on the machine slows both.
    Moves before the measurement, which compile, fill caches and play the openings, do not count.

    Args:
        net: The evaluator, for a fair figure with one thread.
        size: Side of the square board.
        visits: Playouts of a full search.
        seconds: Time to spend, the beginning not included; each turn plays at least one move.
        games: Games side by side.
        config: Other settings; its games, visits and kinds of games are replaced.

    Raises:
        ConfigError: A number is out of range.
        EngineError: The evaluator failed.
    """
    base = config or ActorConfig()
    shares = (VariantShare(height=size, width=size),)
    chosen = replace(
        base,
        games=replace(base.games, variants=shares),
        play=replace(base.play, games=games, visits=visits),
    )
    actor = Actor(net, "bench", chosen, Identity("bench", "bench"))
    batch = random_batch(size, games)
    for rows in (*_WARM_UP, games):
        net.evaluate(_first(batch, min(rows, games)))
    actor.step()
    actor.step()
    before = replace(actor.stats)
    rates: list[float] = []
    for _ in range(_ROUNDS):
        _play(actor, seconds * (1 - _RAW_SHARE) / _ROUNDS)
        rates.append(_raw_rate(net, batch, seconds * _RAW_SHARE / _ROUNDS))
    after = actor.stats
    return ActorSpeed(
        evaluator=net.name,
        size=size,
        visits=visits,
        games=games,
        seconds=after.total_s - before.total_s,
        positions=after.positions - before.positions,
        recorded=after.recorded - before.recorded,
        evaluations=after.evaluations - before.evaluations,
        evaluating_s=after.evaluating_s - before.evaluating_s,
        searching_s=after.searching_s - before.searching_s,
        raw_per_s=float(np.median(rates)),
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


def _raw_rate(net: Evaluator, batch: EvaluationBatch, seconds: float) -> float:
    """Returns evaluations per second of an evaluator alone; one call at least."""
    calls, elapsed, start = 0, 0.0, time.perf_counter()
    while calls == 0 or elapsed < seconds:
        net.evaluate(batch)
        calls += 1
        elapsed = time.perf_counter() - start
    return calls * len(batch.komi) / elapsed
