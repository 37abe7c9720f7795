"""Counting what actors have done: in all, and since the last round."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from selfplay.run.pipes import Message

_NAMES = ("games", "positions", "evaluations", "black_wins", "moves", "recorded")


@dataclass(slots=True)
class Counts:
    """Sums over actors.

    Attributes:
        games: Finished games.
        positions: Moves played, those of games under way included.
        evaluations: Positions evaluated.
        black_wins: Games that Black won, draws half.
        moves: Moves of finished games.
        recorded: Moves with a policy target.
        ends: Finished games by their end.
    """

    games: float = 0
    positions: float = 0
    evaluations: float = 0
    black_wins: float = 0
    moves: float = 0
    recorded: float = 0
    ends: Counter[str] = field(default_factory=Counter[str])

    def add(self, message: Message) -> None:
        """Adds what an actor says of itself."""
        for name in _NAMES:
            setattr(self, name, getattr(self, name) + message[name])
        self.ends.update(message["ends"])

    def since(self, before: Counts) -> Counts:
        """Returns the difference."""
        parts = {name: getattr(self, name) - getattr(before, name) for name in _NAMES}
        return Counts(**parts, ends=self.ends - before.ends)

    def play(self) -> dict[str, Any]:
        """Returns how the games went; nothing without games."""
        if not self.games:
            return {}
        return {
            "black_wins": self.black_wins / self.games,
            "moves_per_game": self.moves / self.games,
            "ends": dict(self.ends),
        }

    def rates(self, seconds: float) -> dict[str, float]:
        """Returns rates a second."""
        time = max(seconds, 1e-9)
        return {
            "games_per_s": self.games / time,
            "positions_per_s": self.positions / time,
            "evaluations_per_s": self.evaluations / time,
        }


class ActorCounts:
    """The newest that each actor said, and what those said that have died."""

    def __init__(self) -> None:
        """Begin at zero."""
        self._newest: dict[str, Message] = {}
        self._gone = Counts()

    def note(self, name: str, message: Message) -> None:
        """Takes an actor's newest numbers, which count from its process's start."""
        self._newest[name] = message

    def forget(self, name: str) -> None:
        """Keeps a dead actor's numbers, for its successor counts from zero."""
        if name in self._newest:
            self._gone.add(self._newest.pop(name))

    def total(self) -> Counts:
        """Returns the sums since this start of the run."""
        total = Counts()
        for name in _NAMES:
            setattr(total, name, getattr(self._gone, name))
        total.ends.update(self._gone.ends)
        for message in self._newest.values():
            total.add(message)
        return total
