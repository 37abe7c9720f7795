"""`Questions`: the queries that an engine which analyses has not answered yet. No Qt here.

A query is dropped when it is cancelled or refused, or when all of its turns have their final
report; what comes of a dropped one is nobody's news.
"""

from __future__ import annotations

from typing import Protocol

from gui.engine_client import AnalysisQuery
from gui.engines.queries import Asked, Purpose


class Asks(Protocol):
    """What answers queries."""

    def ask(self, query: AnalysisQuery) -> int:
        """Returns the number of a new query."""
        ...

    def cancel(self, number: int) -> None:
        """Makes the answers to a query stale."""
        ...


class Questions:
    """The queries under way."""

    def __init__(self, engine: Asks) -> None:
        """Begin with none."""
        self._engine = engine
        self._asked: dict[int, Asked] = {}

    def __contains__(self, number: int) -> bool:
        """Return whether a query is under way."""
        return number in self._asked

    def ask(self, query: AnalysisQuery, keys: dict[int, int], purpose: Purpose) -> int:
        """Returns the number of a new query.

        Args:
            query: The query.
            keys: The position's key by turn.
            purpose: What it is for.
        """
        number = self._engine.ask(query)
        self._asked[number] = Asked(keys, purpose)
        return number

    def keys(self, purpose: Purpose) -> dict[int, set[int]]:
        """Returns the positions that are asked about, by query."""
        return {
            number: set(asked.keys.values())
            for number, asked in self._asked.items()
            if asked.purpose is purpose
        }

    def answered(self, number: int, turn: int, *, is_final: bool) -> tuple[int, Purpose] | None:
        """Returns which position an answer is about, and what it was asked for; None if stale."""
        asked = self._asked.get(number)
        key = None if asked is None else asked.keys.get(turn)
        if asked is None or key is None:
            return None
        if is_final:
            del asked.keys[turn]
            if not asked.keys:
                del self._asked[number]
        return key, asked.purpose

    def refused(self, number: int) -> Asked | None:
        """Drops a query that gets no answer; returns it, None if it is stale."""
        return self._asked.pop(number, None)

    def cancel(self, number: int) -> None:
        """Drops a query; the engine stops working on it."""
        if self._asked.pop(number, None) is not None:
            self._engine.cancel(number)

    def cancel_all(self, purpose: Purpose | None = None) -> None:
        """Drops all queries, or those of one purpose."""
        chosen = [n for n, asked in self._asked.items() if purpose in (None, asked.purpose)]
        for number in chosen:
            self.cancel(number)

    def forget(self) -> None:
        """Drops all queries of an engine that is gone."""
        self._asked.clear()
