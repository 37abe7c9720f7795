"""`EngineClient`: one GTP engine in a child process; every request is answered or named lost.

Requests carry numbers. A reply is handed on only if its request still waits, so whoever has lost
interest in an answer calls `drop`. The engine may be slow, talk nonsense or die at any time:
that becomes `died` with one sentence, never a wait. All of it is signals; nothing blocks.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gogame.errors import GtpError
from gogame.gtp.wire import AnalysisLine, Event, Response, ResponseReader
from gui.engine_client.process import ChildProcess, Due, EngineProgram, Mark

COMPILING = "compiling"  # how our engine's word for a long first start begins
_MOST_STRAY_LINES = 2_000  # before the first reply; no banner is as long


class EngineClient(QObject):
    """Starts, asks and watches an engine.

    Signals:
        became_ready: It has answered for the first time; its name.
        compiling: It says that its first start takes a while.
        replied: A request's number and its `Response`.
        analysed: A request's number and one analysis line of its reply.
        died: Why the process is gone or was given up, one sentence.
        traffic: A `Mark` and a line that was sent or received, for the console.
    """

    became_ready = Signal(str)
    compiling = Signal()
    replied = Signal(int, object)
    analysed = Signal(int, str)
    died = Signal(str)
    traffic = Signal(str, str)

    def __init__(self, program: EngineProgram, parent: QObject | None = None) -> None:
        """Keep how to start it; `start` does."""
        super().__init__(parent)
        self._program = program
        self._child = ChildProcess(program, self._due, self)
        self._child.received.connect(self._read)
        self._child.said.connect(self._take_word)
        self._child.died.connect(self._lost)
        self._reader = ResponseReader()
        self._next_id = 0
        self._waiting: dict[int, str] = {}
        self._dropped: set[int] = set()
        self._hello = -1
        self._commands: frozenset[str] = frozenset()
        self._listing = -1
        self._name = ""
        self._is_compiling = False
        self._num_stray = 0

    # Life

    @property
    def is_running(self) -> bool:
        """Whether there is a process to talk to."""
        return self._child.is_running

    @property
    def name(self) -> str:
        """What the engine calls itself, empty until it has answered."""
        return self._name

    @property
    def is_compiling(self) -> bool:
        """Whether it has said that its start takes a while, and has not answered since."""
        return self._is_compiling and not self._name

    @property
    def log(self) -> tuple[str, ...]:
        """The last lines that the engine wrote beside the protocol."""
        return self._child.log

    @property
    def process_id(self) -> int:
        """The child's process id, 0 if none runs."""
        return self._child.process_id

    @property
    def is_gone(self) -> bool:
        """Whether nothing runs any more, not even a process that was killed."""
        return self._child.is_gone

    def use(self, program: EngineProgram) -> None:
        """Starts another program from the next start on."""
        self._program = program
        self._child.use(program)

    def knows(self, command: str) -> bool:
        """Returns whether the engine has listed a command; False until it is ready."""
        return command in self._commands

    def start(self) -> None:
        """Starts the process; does nothing if it runs."""
        if self._child.is_running:
            return
        self._reader = ResponseReader()
        self._forget()
        self._commands = frozenset()
        self._name = ""
        self._is_compiling = False
        self._num_stray = 0
        self._child.start()
        self._listing = self.send("list_commands")
        self._hello = self.send("name")

    def stop(self) -> None:
        """Ends the process without a word about it; waits only as long as it needs to leave."""
        self._forget()
        self._child.stop("quit")

    def abandon(self) -> None:
        """Kills the process without a word and without waiting: its answer no longer matters."""
        self._forget()
        self._child.abandon()

    def _forget(self) -> None:
        self._waiting.clear()
        self._dropped.clear()

    # Requests

    def send(self, command: str) -> int:
        """Sends a command without its line feed; returns its number, -1 if nothing runs."""
        if not self._child.is_running:
            return -1
        self._next_id += 1
        number = self._next_id
        if not self._waiting:
            self._child.hear()
        self._waiting[number] = command
        self.traffic.emit(Mark.SENT, command)
        self._child.write(f"{number} {command}")
        return number

    def drop(self, number: int) -> None:
        """Makes the answer to a request stale: it will not be handed on."""
        if number in self._waiting:
            self._dropped.add(number)

    def is_waiting(self, number: int) -> bool:
        """Returns whether the answer to a request is still due, dropped or not."""
        return number in self._waiting

    def _due(self) -> Due | None:
        if not self._waiting:
            return None
        starting = self._hello in self._waiting
        word = next(iter(self._waiting.values())).split(" ")[0]
        return Due(word, self._program.start_s if starting else self._program.silence_s)

    # What the process says

    def _read(self, chunk: bytes) -> None:
        try:
            events = self._reader.feed(chunk)
        except GtpError as error:
            self._child.end(str(error))
            return
        for event in events:
            self._take(event)

    def _take(self, event: Event) -> None:
        if isinstance(event, AnalysisLine):
            self.traffic.emit(Mark.RECEIVED, event.line)
            if event.id in self._waiting and event.id not in self._dropped:
                self.analysed.emit(event.id, event.line)
        elif isinstance(event, Response):
            sign = "=" if event.ok else "?"
            self.traffic.emit(Mark.RECEIVED, f"{sign} {event.text}".strip())
            self._take_response(event)
        else:
            self.traffic.emit(Mark.RECEIVED, event.line)
            self._take_stray(event.line)

    def _take_stray(self, line: str) -> None:
        self._child.note(line)
        self._num_stray += 1
        if self._hello not in self._waiting or not self._child.is_running:
            return
        is_echo = line.strip() == f"{self._listing} list_commands"
        if is_echo or self._num_stray > _MOST_STRAY_LINES:
            said = line.strip()[:80]
            self._child.end(self.tr("it does not speak GTP: it answered “{0}”").format(said))

    def _take_response(self, response: Response) -> None:
        number = response.id
        if number is None or self._waiting.pop(number, None) is None:
            self._child.note(f"unexpected reply: {response.text[:80]}")
        elif number in self._dropped:
            self._dropped.remove(number)
        elif number == self._listing:
            self._commands = frozenset(response.text.split())
        elif number == self._hello:
            self._name = response.text.strip() or "GTP"
            self.became_ready.emit(self._name)
        else:
            self.replied.emit(number, response)

    def _take_word(self, line: str) -> None:
        self.traffic.emit(Mark.BESIDE, line)
        if line.startswith(COMPILING):
            self._is_compiling = True
            self.compiling.emit()

    def _lost(self, reason: str) -> None:
        never_answered = self._hello in self._waiting
        self._forget()
        self.traffic.emit(Mark.BESIDE, reason)
        if never_answered and self._child.has_ended_well:
            reason = self.tr("it ended before it answered: it may not speak GTP")
        self.died.emit(reason)
