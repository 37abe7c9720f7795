"""`AnalysisClient`: what the window asks of an engine that analyses, whatever protocol it speaks.

A query names a game and some of its turns; each turn is answered by reports, the last of which is
final. An answer that was cancelled is never handed on. Values are Black's.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from gogame.board.coords import action_from_gtp
from gui.engine_client.engine_sync import EngineGame


@dataclass(frozen=True, slots=True)
class AnalysisQuery:
    """What is to be analysed.

    Attributes:
        game: The game with all its moves.
        board: Rows and columns.
        turns: After how many of its moves.
        to_play: ``"B"`` or ``"W"``: whose turn it is after all moves.
        max_visits: Visits after which a report is final.
        report_s: Seconds between the reports of a turn before its final one, 0 for none.
        priority: Turns of a higher one come first.
        allowed: Vertices of the only moves to consider; empty for all.
        avoided: Vertices of moves not to consider; not together with `allowed`.
    """

    game: EngineGame
    board: tuple[int, int]
    turns: tuple[int, ...]
    to_play: str
    max_visits: int
    report_s: float = 0.0
    priority: int = 0
    allowed: tuple[str, ...] = ()
    avoided: tuple[str, ...] = ()

    def color_at(self, turn: int) -> str:
        """Returns whose turn it is at a turn."""
        moves = self.game.moves
        return moves[turn][0] if turn < len(moves) else self.to_play


class AnalysisEvents(QObject):
    """What an analysing engine says.

    Signals:
        became_ready: It has answered for the first time; its name.
        compiling: It says that its first start takes a while.
        reported: A query's number, a turn, and the turn's `PositionReport`.
        refused: A query's number, and why it gets no answer, one sentence.
        died: Why the process is gone or was given up, one sentence.
        traffic: A `Mark` and a line that was sent or received, for the console.
    """

    became_ready = Signal(str)
    compiling = Signal()
    reported = Signal(int, int, object)
    refused = Signal(int, str)
    died = Signal(str)
    traffic = Signal(str, str)


class AnalysisClient(Protocol):
    """An engine that analyses, in a process of its own."""

    @property
    def events(self) -> AnalysisEvents:
        """What it says."""
        ...

    @property
    def process_id(self) -> int:
        """Its process id, 0 if none runs."""
        ...

    @property
    def is_gone(self) -> bool:
        """Whether nothing runs any more, not even a process that was killed."""
        ...

    def start(self) -> None:
        """Starts the process; does nothing if it runs."""
        ...

    def stop(self) -> None:
        """Ends the process without a word about it."""
        ...

    def abandon(self) -> None:
        """Kills the process without a word and without waiting."""
        ...

    def ask(self, query: AnalysisQuery) -> int:
        """Returns the number of a new query; it may wait until the engine is ready."""
        ...

    def cancel(self, number: int) -> None:
        """Makes the answers to a query stale and the engine stop working on it."""
        ...

    def type_line(self, line: str) -> None:
        """Sends a line that a person has typed; its answer is only traffic."""
        ...

    def deleteLater(self) -> None:
        """Lets it and all that belongs to it be freed."""
        ...


@functools.lru_cache(maxsize=4096)
def action_of(vertex: str, board: tuple[int, int]) -> int:
    """Returns the action of a GTP vertex on a board of so many rows and columns.

    Raises:
        CoordinateError: It is none of this board.
    """
    return action_from_gtp(vertex, *board)
