"""`AnalysisEngine`: the process of the engine that analyses, whichever is chosen at the time.

It is started when the first query needs it. A former engine is killed and kept until its process
is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from gui.engine_client import AnalysisClient, AnalysisQuery
from gui.game.engines import PROGRAM, EngineChoice, EngineState, EngineStatus, Protocol

Maker = Callable[[EngineChoice], AnalysisClient]


class AnalysisEngine(QObject):
    """An engine that analyses, and how it is.

    Signals:
        changed: `state` is another one.
        reported: A query's number, a turn, and the turn's `PositionReport`.
        refused: A query's number, and why it gets no answer, one sentence.
        died: Why the engine is gone, one sentence.
        traffic: A `Mark` and a line, for the console.
    """

    changed = Signal()
    reported = Signal(int, int, object)
    refused = Signal(int, str)
    died = Signal(str)
    traffic = Signal(str, str)

    def __init__(self, make: Maker, choice: EngineChoice, parent: QObject | None = None) -> None:
        """Keep how to make a client; none is made before it is needed."""
        super().__init__(parent)
        self._make = make
        self.choice = choice
        self.state: EngineState | None = None
        self._client: AnalysisClient | None = None
        self._retired: list[AnalysisClient] = []  # killed; they stay until their processes are gone

    @property
    def process_id(self) -> int:
        """The engine's process id, 0 if none runs."""
        return 0 if self._client is None else self._client.process_id

    @property
    def is_made(self) -> bool:
        """Whether an engine has been needed."""
        return self._client is not None

    def ask(self, query: AnalysisQuery) -> int:
        """Returns the number of a new query; the engine is started if it is not there yet."""
        if self._client is None:
            self._client = self._begun()
        return self._client.ask(query)

    def _begun(self) -> AnalysisClient:
        client = self._make(self.choice)
        events = client.events
        events.became_ready.connect(self._became_ready)
        events.compiling.connect(lambda: self._set(status=EngineStatus.COMPILING))
        events.reported.connect(self.reported)
        events.refused.connect(self.refused)
        events.died.connect(self._lost)
        events.traffic.connect(self.traffic)
        self.state = EngineState()
        client.start()
        self.changed.emit()
        return client

    def cancel(self, number: int) -> None:
        """Makes the answers to a query stale."""
        if self._client is not None:
            self._client.cancel(number)

    def type_line(self, line: str) -> None:
        """Sends a line that a person has typed."""
        if self._client is not None:
            self._client.type_line(line)

    def choose(self, choice: EngineChoice) -> None:
        """Kills the engine; the next query starts another one."""
        client, self._client = self._client, None
        for gone in [c for c in self._retired if c.is_gone]:
            self._retired.remove(gone)
            gone.deleteLater()
        if client is not None:
            client.abandon()
            self._retired.append(client)
        self.choice = choice
        self.state = None

    def use(self, make: Maker) -> None:
        """Makes clients otherwise from the next query on."""
        self._make = make
        self.choose(self.choice)

    def restart(self) -> None:
        """Starts the process anew, whatever the present one does."""
        if self._client is not None:
            self._client.abandon()
            self.state = EngineState()
            self._client.start()

    def stop(self) -> None:
        """Ends the engine."""
        for client in (*self._retired, self._client):
            if client is not None:
                client.stop()

    def _set(self, **changes: object) -> None:
        self.state = replace(self.state or EngineState(), **changes)  # type: ignore[arg-type]
        self.changed.emit()

    def _became_ready(self, name: str) -> None:
        shown = name
        if self.choice.protocol is Protocol.ANALYSIS:  # which knows versions, and no names
            shown = f"{self.choice.name or PROGRAM} {name}"
        self._set(status=EngineStatus.READY, name=shown, reason="")

    def _lost(self, reason: str) -> None:
        self._set(status=EngineStatus.DEAD, reason=reason)
        self.died.emit(reason)
