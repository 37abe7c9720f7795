"""`EngineClient`: one GTP engine in a child process; every request is answered or named lost.

Requests carry numbers. A reply is handed on only if its request still waits, so whoever has lost
interest in an answer calls `drop`. The engine may be slow, talk nonsense or die at any time:
that becomes `died` with one sentence, never a wait. All of it is signals; nothing blocks.
"""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from gogame.errors import GtpError
from gogame.gtp.wire import AnalysisLine, Event, Response, ResponseReader

_KEPT_LOG_LINES = 200
_QUIT_MS = 700  # how long a process may take to end by itself
_CHECK_MS = 500
_NOT_RUNNING = QProcess.ProcessState.NotRunning
_COMPILING = "compiling"  # how our engine's word for a long first start begins


@dataclass(frozen=True, slots=True)
class EngineProgram:
    """How to start an engine.

    Attributes:
        program: The executable.
        arguments: Its arguments.
        silence_s: Seconds without a word, while an answer is due, after which it counts as dead.
        start_s: The same while it starts, when kernels may have to be compiled.
    """

    program: str
    arguments: tuple[str, ...]
    silence_s: float = 60.0
    start_s: float = 400.0


class EngineClient(QObject):
    """Starts, asks and watches an engine.

    Signals:
        became_ready: It has answered for the first time; its name.
        compiling: It says that its first start takes a while.
        replied: A request's number and its `Response`.
        analysed: A request's number and one analysis line of its reply.
        died: Why the process is gone or was given up, one sentence.
    """

    became_ready = Signal(str)
    compiling = Signal()
    replied = Signal(int, object)
    analysed = Signal(int, str)
    died = Signal(str)

    def __init__(self, program: EngineProgram, parent: QObject | None = None) -> None:
        """Keep how to start it; `start` does."""
        super().__init__(parent)
        self._program = program
        self._process: QProcess | None = None
        self._reader = ResponseReader()
        self._log: deque[str] = deque(maxlen=_KEPT_LOG_LINES)
        self._log_rest = ""
        self._next_id = 0
        self._waiting: dict[int, str] = {}
        self._dropped: set[int] = set()
        self._hello = -1
        self._commands: frozenset[str] = frozenset()
        self._listing = -1
        self._heard_at = 0.0
        self._name = ""
        self._is_compiling = False
        self._leaving: list[QProcess] = []
        self._watch = QTimer(self)
        self._watch.setInterval(_CHECK_MS)
        self._watch.timeout.connect(self._check_silence)

    # Life

    @property
    def is_running(self) -> bool:
        """Whether there is a process to talk to."""
        return self._process is not None

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
        return tuple(self._log)

    @property
    def process_id(self) -> int:
        """The child's process id, 0 if none runs."""
        return 0 if self._process is None else self._process.processId()

    def knows(self, command: str) -> bool:
        """Returns whether the engine has listed a command; False until it is ready."""
        return command in self._commands

    def start(self) -> None:
        """Starts the process; does nothing if it runs."""
        if self._process is not None:
            return
        self._reader = ResponseReader()
        self._log.clear()
        self._log_rest = ""
        self._waiting.clear()
        self._dropped.clear()
        self._commands = frozenset()
        self._name = ""
        self._is_compiling = False
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONUNBUFFERED", "1")
        environment.insert("PYTHONIOENCODING", "utf-8")
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_log)
        process.errorOccurred.connect(self._failed)
        process.finished.connect(self._finished)
        self._process = process
        self._heard_at = time.monotonic()
        process.start(self._program.program, list(self._program.arguments))
        self._listing = self.send("list_commands")
        self._hello = self.send("name")
        self._watch.start()

    def stop(self) -> None:
        """Ends the process without a word about it; waits only as long as it needs to leave."""
        process = self._forget()
        for killed in self._leaving:
            killed.waitForFinished(_QUIT_MS)
        self._leaving.clear()
        if process is None or process.state() is _NOT_RUNNING:
            return
        process.write(b"quit\n")
        process.closeWriteChannel()
        if not process.waitForFinished(_QUIT_MS):
            process.kill()
            process.waitForFinished(_QUIT_MS)

    def abandon(self) -> None:
        """Kills the process without a word and without waiting: its answer no longer matters."""
        process = self._forget()
        if process is not None:
            self._kill(process)

    def _kill(self, process: QProcess) -> None:
        process.kill()
        self._leaving.append(process)
        for gone in [p for p in self._leaving if p.state() is _NOT_RUNNING]:
            self._leaving.remove(gone)
            gone.deleteLater()

    def _forget(self) -> QProcess | None:
        process = self._process
        self._process = None
        self._watch.stop()
        self._waiting.clear()
        self._dropped.clear()
        if process is not None:
            for signal in (
                process.readyReadStandardOutput,
                process.readyReadStandardError,
                process.errorOccurred,
                process.finished,
            ):
                signal.disconnect()
        return process

    # Requests

    def send(self, command: str) -> int:
        """Sends a command without its line feed; returns its number, -1 if nothing runs."""
        if self._process is None:
            return -1
        self._next_id += 1
        number = self._next_id
        if not self._waiting:
            self._heard_at = time.monotonic()
        self._waiting[number] = command
        self._process.write(f"{number} {command}\n".encode())
        return number

    def drop(self, number: int) -> None:
        """Makes the answer to a request stale: it will not be handed on."""
        if number in self._waiting:
            self._dropped.add(number)

    def is_waiting(self, number: int) -> bool:
        """Returns whether the answer to a request is still due, dropped or not."""
        return number in self._waiting

    # What the process says

    def _read(self) -> None:
        if self._process is None:
            return
        self._heard_at = time.monotonic()
        chunk = bytes(self._process.readAllStandardOutput().data())
        try:
            events = self._reader.feed(chunk)
        except GtpError as error:
            self._end(str(error))
            return
        for event in events:
            self._take(event)

    def _take(self, event: Event) -> None:
        if isinstance(event, AnalysisLine):
            if event.id in self._waiting and event.id not in self._dropped:
                self.analysed.emit(event.id, event.line)
        elif isinstance(event, Response):
            self._take_response(event)
        else:
            self._log.append(event.line)

    def _take_response(self, response: Response) -> None:
        number = response.id
        if number is None or self._waiting.pop(number, None) is None:
            self._log.append(f"unexpected reply: {response.text[:80]}")
        elif number in self._dropped:
            self._dropped.remove(number)
        elif number == self._listing:
            self._commands = frozenset(response.text.split())
        elif number == self._hello:
            self._name = response.text.strip() or "GTP"
            self.became_ready.emit(self._name)
        else:
            self.replied.emit(number, response)

    def _read_log(self) -> None:
        if self._process is None:
            return
        self._heard_at = time.monotonic()
        text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        *lines, self._log_rest = (self._log_rest + text).split("\n")
        for line in lines:
            if line.strip():
                self._log.append(line.strip())
            if line.startswith(_COMPILING):
                self._is_compiling = True
                self.compiling.emit()

    # Ends

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._end(self.tr("{0} could not be started").format(self._program.program))

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if self._process is None:
            return
        self._read_log()
        said = self._last_words()
        if status is QProcess.ExitStatus.CrashExit:
            how = self.tr("its process was killed or crashed")
        else:
            how = self.tr("its process ended with status {0}").format(code)
        self._end(f"{how}: {said}" if said else how)

    def _last_words(self) -> str:
        rest = self._log_rest.strip()
        lines = [*self._log, *([rest] if rest else [])]
        return lines[-1][:200] if lines else ""

    def _check_silence(self) -> None:
        if not self._waiting:
            return
        silent = time.monotonic() - self._heard_at
        starting = self._hello in self._waiting
        allowed = self._program.start_s if starting else self._program.silence_s
        if silent > allowed:
            command = next(iter(self._waiting.values())).split(" ")[0]
            self._end(self.tr("no answer to {0} for {1} s").format(command, round(silent)))

    def _end(self, reason: str) -> None:
        self.abandon()
        self.died.emit(reason)
