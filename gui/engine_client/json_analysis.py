"""`JsonAnalysisClient`: KataGo's analysis protocol, which our own engine speaks too.

Many positions are in flight at a time, under the numbers of their queries. A cancelled query is
terminated, and what still comes of it is dropped.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer

from gui.engine_client.gtp import COMPILING
from gui.engine_client.interface import AnalysisEvents, AnalysisQuery
from gui.engine_client.json_wire import Reply, ReplyError, format_query, parse_reply, report_of
from gui.engine_client.process import ChildProcess, Due, EngineProgram, Mark
from gui.engine_client.words import foreign_text, unknown_game_text
from gui.engine_sync import UnknownGame

_HELLO = "hello"
_HELLO_LINE = json.dumps({"id": _HELLO, "action": "query_version"})
_FAREWELL = json.dumps({"id": "bye", "action": "terminate_all"})
_MAX_LINE = 1 << 22  # an analysis of a 19x19 board with everything in it stays far below
_MOST_STRAY_LINES = 200  # before the first reply


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

    def __init__(self, program: EngineProgram, parent: QObject | None = None) -> None:
        """Keep how to start it."""
        super().__init__(parent)
        self._program = program
        self._events = AnalysisEvents(self)
        self._child = ChildProcess(program, self._due, self)
        self._child.received.connect(self._read)
        self._child.said.connect(self._take_word)
        self._child.died.connect(self._lost)
        self._next_number = 0
        self._flights: dict[int, _Flight] = {}
        self._rest = b""
        self._is_ready = False
        self._num_stray = 0

    @property
    def events(self) -> AnalysisEvents:
        """What it says."""
        return self._events

    @property
    def process_id(self) -> int:
        """Its process id, 0 if none runs."""
        return self._child.process_id

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
        self._rest = b""
        self._is_ready = False
        self._num_stray = 0

    def _due(self) -> Due | None:
        if not self._is_ready:
            return Due("query_version", self._program.start_s)
        return Due("an analysis", self._program.silence_s) if self._flights else None

    # Asking

    def ask(self, query: AnalysisQuery) -> int:
        """Returns the number of a new query; it may wait until the engine is ready."""
        self._next_number += 1
        number = self._next_number
        try:
            line = format_query(query, number)
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
            words = {"id": f"stop-{number}", "action": "terminate", "terminateId": str(number)}
            self._send(json.dumps(words))

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
        for line in lines:
            text = line.decode("utf-8", "replace").strip()
            if text:
                self._take(text)

    def _take(self, line: str) -> None:
        self._events.traffic.emit(Mark.RECEIVED, line)
        try:
            self._take_reply(line, parse_reply(line))
        except ReplyError as error:
            self._take_stray(line, str(error))

    def _take_reply(self, line: str, reply: Reply) -> None:
        number = int(reply.id) if reply.id.isdecimal() else -1
        flight = self._flights.get(number)
        if reply.id == _HELLO and not reply.version:  # an echo of what was asked
            self._child.end(foreign_text(line))
        elif reply.id == _HELLO:
            self._is_ready = True
            self._events.became_ready.emit(reply.version)
        elif flight is None:
            if reply.error:
                self._child.note(reply.error)
        elif reply.error:
            del self._flights[number]
            self._events.refused.emit(number, reply.error)
        elif reply.turn in flight.left:
            self._take_answer(number, flight, reply)

    def _take_answer(self, number: int, flight: _Flight, reply: Reply) -> None:
        report = report_of(reply, flight.query.board)
        if reply.is_last:
            flight.left.discard(reply.turn)
            if not flight.left:
                del self._flights[number]
        if report is not None:
            self._events.reported.emit(number, reply.turn, report)
        elif reply.is_last:
            self._flights.pop(number, None)
            self._events.refused.emit(number, self.tr("it gave a query up"))

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
