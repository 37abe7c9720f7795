"""`Story`: how a run has gone: its networks with their losses and speed, and its matches.

It is asked for once (``gogame-selfplay curves``); what comes later is added from each status.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from gogame.run_status import RunStatus
from gui.training.reading import Fields, parsed


@dataclass(frozen=True, slots=True)
class Round:
    """One network.

    Attributes:
        number: Of its round.
        checkpoint: sha256 of the network.
        elapsed_s: Active seconds of the run when it was there.
        network: Its file, relative to the run's folder.
        step: Training steps done.
        games: Games that the run had played by then, none that it took from another run; None if
            that is not known.
        losses: Means of its steps by the loss's part.
        positions_per_s: Speed of play before it.
        evaluations_per_s: Likewise.
    """

    number: int
    checkpoint: str
    elapsed_s: float
    network: str
    step: int = 0
    games: int | None = None
    losses: Mapping[str, float] = field(default_factory=dict[str, float])
    positions_per_s: float = math.nan
    evaluations_per_s: float = math.nan


@dataclass(frozen=True, slots=True)
class Strength:
    """All games of one network at one number of visits against one opponent.

    Attributes:
        round: The network's round.
        elapsed_s: Active seconds of the run when it was there, NaN if not known.
        visits: Its playouts a move.
        opponent: The opponent.
        games: Games played.
        score: Wins and half of the draws, divided by games.
        low: Lower end of its 95 % interval.
        high: Upper end of it.
    """

    round: int
    elapsed_s: float
    visits: int
    opponent: str
    games: int
    score: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Rating:
    """A network's Elo at one number of visits, with its 95 % interval if it has one."""

    round: int
    elapsed_s: float
    visits: int
    elo: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Story:
    """How a run has gone.

    Attributes:
        rounds: Its networks, oldest first.
        strengths: Its matches, oldest networks first.
        ratings: Its ratings, likewise.
    """

    rounds: tuple[Round, ...] = ()
    strengths: tuple[Strength, ...] = ()
    ratings: tuple[Rating, ...] = ()

    @property
    def num_missing(self) -> int:
        """Number of rounds that are not known between those that are."""
        rounds = self.rounds
        return rounds[-1].number - rounds[0].number + 1 - len(rounds) if rounds else 0

    def with_status(self, status: RunStatus) -> Story:
        """Returns the story with what a status adds; the same one if it adds nothing."""
        rounds, strengths = self.rounds, self.strengths
        if status.checkpoint and status.round > (rounds[-1].number if rounds else 0):
            rounds = (*rounds, _newest_round(status))
        known = {(row.round, row.visits, row.opponent): row.games for row in strengths}
        when = {row.number: row.elapsed_s for row in rounds}
        for row in status.ladder:
            place = (row.round, row.visits, row.opponent)
            if row.games <= known.get(place, 0):
                continue
            at = when.get(row.round, math.nan)
            fresh = Strength(
                row.round, at, row.visits, row.opponent, row.games, row.score, row.low, row.high
            )
            others = (s for s in strengths if (s.round, s.visits, s.opponent) != place)
            strengths = tuple(sorted((*others, fresh), key=lambda s: (s.round, s.opponent)))
        if rounds is self.rounds and strengths is self.strengths:
            return self
        return replace(self, rounds=rounds, strengths=strengths)

    def round_of(self, checkpoint: str) -> Round | None:
        """Returns the network of a digest, None if it is not of this run."""
        return next((row for row in self.rounds if row.checkpoint == checkpoint), None)

    def at(self, elapsed_s: float) -> Round | None:
        """Returns the newest network of a moment of the run, the first one if that was before."""
        known = [row for row in self.rounds if row.elapsed_s <= elapsed_s]
        return known[-1] if known else next(iter(self.rounds), None)

    def opponents(self) -> tuple[str, ...]:
        """Returns who has been played, most games first."""
        games: dict[str, int] = {}
        for row in self.strengths:
            games[row.opponent] = games.get(row.opponent, 0) + row.games
        return tuple(sorted(games, key=lambda name: (-games[name], name)))


def _newest_round(status: RunStatus) -> Round:
    return Round(
        status.round,
        status.checkpoint,
        status.elapsed_s,
        f"networks/{status.network}",
        status.step,
        status.network_games,
        status.losses,
        status.rates.positions_per_s,
        status.rates.evaluations_per_s,
    )


def parse_story(text: str, where: str) -> Story:
    """Returns the answer of ``gogame-selfplay curves``.

    Raises:
        TrainingError: It is no such answer.
    """
    return parsed(text, where, _story)


def _story(fields: Fields) -> Story:
    return Story(
        tuple(_round(row) for row in fields.objects("rounds")),
        tuple(_strength(row) for row in fields.objects("strengths")),
        tuple(_rating(row) for row in fields.objects("ratings")),
    )


def _round(row: Fields) -> Round:
    losses = row.object("losses")
    return Round(
        row.whole("round"),
        row.text("checkpoint"),
        row.number("elapsed_s"),
        row.text("network"),
        row.whole("step"),
        None if row.tree.get("own_games") is None else row.whole("own_games"),
        {name: losses.number(name) for name in losses.tree},
        row.number("positions_per_s"),
        row.number("evaluations_per_s"),
    )


def _strength(row: Fields) -> Strength:
    return Strength(
        row.whole("round"),
        row.number("elapsed_s"),
        row.whole("visits"),
        row.text("opponent"),
        row.whole("wins") + row.whole("draws") + row.whole("losses"),
        row.number("score"),
        row.number("low"),
        row.number("high"),
    )


def _rating(row: Fields) -> Rating:
    return Rating(
        row.whole("round"),
        row.number("elapsed_s"),
        row.whole("visits"),
        row.number("elo"),
        row.number("low"),
        row.number("high"),
    )
