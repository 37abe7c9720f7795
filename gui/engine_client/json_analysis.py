"""`JsonAnalysisClient`: KataGo's analysis protocol, which our own engine speaks too.

Many positions are in flight at a time, under the numbers of their queries. A cancelled query is
terminated, and what still comes of it is dropped.
"""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer

from gogame.analysis.wire import (
    Action,
    ActionReply,
    AnalysisReply,
    Failure,
    QueryError,
    Reply,
    format_action,
    format_query,
    parse_reply,
)
from gogame.errors import CoordinateError
from gui.engine_client.engine_sync import UnknownGame
from gui.engine_client.gtp import COMPILING
from gui.engine_client.interface import AnalysisEvents, AnalysisQuery
from gui.engine_client.json_words import query_of, report_of
from gui.engine_client.process import ChildProcess, Due, EngineProgram, Mark
from gui.engine_client.words import foreign_text, unknown_game_text

_HELLO = "hello"
_HELLO_LINE = format_action(Action(_HELLO, "query_version"))
_FAREWELL = format_action(Action("bye", "terminate_all"))
_MAX_LINE = 1 << 22  # an analysis of a 19x19 board with everything in it stays far below
_MOST_STRAY_LINES = 200  # before the first reply
_SLICE_S = 0.008  # of reading replies at a time, between which the window lives


@dataclass(slots=True)
class _Flight:
    """A query under way.

    Attributes:
        query: What was asked.
        left: Turns whose final report is due.
    """

    query: AnalysisQuery
    left: set[int] = field(default_factory=set[int])


class JsonAnalysisClient(QObject):
    """An engine that analyses over JSON lines; see `AnalysisClient`."""

    def __init__(
        self,
        program: EngineProgram,
        parent: QObject | None = None,
        *,
        knows_variants: bool = False,
    ) -> None:
        """Keep how to start it, and whether it is ours, which knows games that others do not."""
        super().__init__(parent)
        self._program = program
        self._knows_variants = knows_variants
        self._events = AnalysisEvents(self)
        self._child = ChildProcess(program, self._due, self)
        self._child.received.connect(self._read)
        self._child.said.connect(self._take_word)
        self._child.died.connect(self._lost)
        self._next_number = 0
        self._flights: dict[int, _Flight] = {}
        self._rest = b""
        self._lines: deque[str] = deque()
        self._is_ready = False
        self._has_analysed = False
        self._num_stray = 0
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.setInterval(0)
        self._more.timeout.connect(self._work)

    @property
    def events(self) -> AnalysisEvents:
        """What it says."""
        return self._events

    @property
    def process_id(self) -> int:
        """Its process id, 0 if none runs."""
        return self._child.process_id

    @property
    def is_gone(self) -> bool:
        """Whether nothing runs any more, not even a process that was killed."""
        return self._child.is_gone

    @property
    def num_in_flight(self) -> int:
        """Queries that are not answered yet."""
        return len(self._flights)

    def start(self) -> None:
        """Starts the process; does nothing if it runs."""
        if self._child.is_running:
            return
        self._forget()
        self._child.start()
        self._send(_HELLO_LINE)

    def stop(self) -> None:
        """Ends the process without a word about it."""
        self._forget()
        self._child.stop(_FAREWELL)

    def abandon(self) -> None:
        """Kills the process without a word and without waiting."""
        self._forget()
        self._child.abandon()

    def _forget(self) -> None:
        self._flights.clear()
        self._lines.clear()
        self._more.stop()
        self._rest = b""
        self._is_ready = False
        self._has_analysed = False
        self._num_stray = 0

    def _due(self) -> Due | None:
        if not self._is_ready:
            return Due("query_version", self._program.start_s)
        if not self._flights:
            return None
        # An engine may load its network only for its first position.
        is_first = not self._has_analysed
        allowed_s = self._program.start_s if is_first else self._program.silence_s
        return Due("an analysis", allowed_s)

    # Asking

    def ask(self, query: AnalysisQuery) -> int:
        """Returns the number of a new query; it may wait until the engine is ready."""
        self._next_number += 1
        number = self._next_number
        try:
            line = format_query(query_of(query, number, knows_variants=self._knows_variants))
        except UnknownGame as error:
            reason = unknown_game_text(error)
            # Only when the caller knows the number.
            QTimer.singleShot(0, lambda: self._events.refused.emit(number, reason))
            return number
        if not self._flights:
            self._child.hear()
        self._flights[number] = _Flight(query, set(query.turns))
        self._send(line)
        return number

    def cancel(self, number: int) -> None:
        """Makes the answers to a query stale and the engine stop working on it."""
        if self._flights.pop(number, None) is not None:
            action = Action(f"stop-{number}", "terminate", terminate_id=str(number))
            self._send(format_action(action))

    def type_line(self, line: str) -> None:
        """Sends a line that a person has typed; its answer is only traffic."""
        self._send(line)

    def _send(self, line: str) -> None:
        self._events.traffic.emit(Mark.SENT, line)
        self._child.write(line)

    # Answers

    def _read(self, chunk: bytes) -> None:
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        if len(self._rest) > _MAX_LINE:
            self._child.end(self.tr("it wrote a line of more than {0} bytes").format(_MAX_LINE))
            return
        self._lines += (line.decode("utf-8", "replace").strip() for line in lines)
        self._work()

    def _work(self) -> None:
        """Takes lines for a few milliseconds, and the rest when the window has had its turn."""
        until = time.perf_counter() + _SLICE_S
        while self._lines and time.perf_counter() < until:
            line = self._lines.popleft()
            if line:
                self._take(line)
        if self._lines:
            self._more.start()

    def _take(self, line: str) -> None:
        self._events.traffic.emit(Mark.RECEIVED, line)
        try:
            self._take_reply(line, parse_reply(line))
        except QueryError as error:
            number = int(error.id) if error.id is not None and error.id.isdecimal() else -1
            if number in self._flights:
                self._refuse(number, str(error))
            else:
                self._take_stray(line, str(error))

    def _take_reply(self, line: str, reply: Reply) -> None:
        number = int(reply.id) if reply.id is not None and reply.id.isdecimal() else -1
        flight = self._flights.get(number)
        if isinstance(reply, ActionReply):
            if reply.id == _HELLO:
                self._take_hello(line, reply)
        elif isinstance(reply, Failure):
            if flight is None:
                self._child.note(reply.message)
            else:
                self._refuse(number, reply.message)
        elif isinstance(reply, AnalysisReply):
            if flight is not None and reply.turn in flight.left:
                self._take_answer(number, flight, reply)
        else:
            self._child.note(reply.message)

    def _take_hello(self, line: str, reply: ActionReply) -> None:
        version = str(reply.fields.get("version", ""))
        if not version:  # an echo of what was asked
            self._child.end(foreign_text(line))
            return
        self._is_ready = True
        self._events.became_ready.emit(version)

    def _take_answer(self, number: int, flight: _Flight, reply: AnalysisReply) -> None:
        try:
            report = report_of(reply, flight.query)
        except CoordinateError as error:
            self._refuse(number, str(error))
            return
        if not reply.is_during_search:
            flight.left.discard(reply.turn)
            if not flight.left:
                del self._flights[number]
        if report is not None:
            self._has_analysed = True
            self._events.reported.emit(number, reply.turn, report)
        elif not reply.is_during_search:
            self._refuse(number, self.tr("it gave a query up"))

    def _refuse(self, number: int, reason: str) -> None:
        self.cancel(number)
        self._events.refused.emit(number, reason)

    def _take_stray(self, line: str, problem: str) -> None:
        self._child.note(problem)
        self._num_stray += 1
        if not self._is_ready and self._num_stray > _MOST_STRAY_LINES:
            self._child.end(foreign_text(line))

    def _take_word(self, line: str) -> None:
        self._events.traffic.emit(Mark.BESIDE, line)
        if line.startswith(COMPILING):
            self._events.compiling.emit()

    def _lost(self, reason: str) -> None:
        was_ready = self._is_ready
        self._forget()
        self._events.traffic.emit(Mark.BESIDE, reason)
        if not was_ready and self._child.has_ended_well:
            self._events.died.emit(
                self.tr("it ended before it answered: it may not speak the analysis protocol")
            )
        else:
            self._events.died.emit(reason)
