"""`ChildProcess`: an engine's process, its bytes and its end; it knows no protocol.

Nothing blocks: what the process writes, and that it is gone or silent, are signals.
"""

from __future__ import annotations

import enum
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from gui.engine_client.remote_words import no_ssh_text, remote_fault
from gui.game.remote import RemoteEngine

_KEPT_LOG_LINES = 200
_QUIT_MS = 700  # how long a process may take to end by itself
_CHECK_MS = 500
_NOT_RUNNING = QProcess.ProcessState.NotRunning


class Mark(enum.StrEnum):
    """Whose a line of the traffic is: to an engine, from it, or said beside the protocol."""

    SENT = ">"
    RECEIVED = "<"
    BESIDE = "#"


@dataclass(frozen=True, slots=True)
class EngineProgram:
    """How to start an engine.

    Attributes:
        program: The executable.
        arguments: Its arguments.
        silence_s: Seconds without a word, while an answer is due, after which it counts as dead.
        start_s: The same while it starts, when kernels may have to be compiled.
        remote: The engine on another machine that it leads to, None for one on this machine.
    """

    program: str
    arguments: tuple[str, ...]
    silence_s: float = 60.0
    start_s: float = 400.0
    remote: RemoteEngine | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """An answer that is waited for.

    Attributes:
        word: What was asked, for the sentence about an engine that does not answer.
        allowed_s: Seconds of silence after which the engine counts as dead.
    """

    word: str
    allowed_s: float


class ChildProcess(QObject):
    """Starts, feeds and watches one process.

    Signals:
        received: Bytes that it wrote.
        said: One line that it wrote beside the protocol.
        died: Why it is gone or was given up, one sentence.
    """

    received = Signal(bytes)
    said = Signal(str)
    died = Signal(str)

    def __init__(
        self,
        program: EngineProgram,
        due: Callable[[], Due | None],
        parent: QObject | None = None,
    ) -> None:
        """Keep how to start it; `due` tells which answer is waited for."""
        super().__init__(parent)
        self._program = program
        self._due = due
        self._process: QProcess | None = None
        self._log: deque[str] = deque(maxlen=_KEPT_LOG_LINES)
        self._log_rest = ""
        self._heard_at = 0.0
        self._has_ended_well = False
        self._leaving: list[QProcess] = []
        self._watch = QTimer(self)
        self._watch.setInterval(_CHECK_MS)
        self._watch.timeout.connect(self._check_silence)

    @property
    def is_running(self) -> bool:
        """Whether there is a process to talk to."""
        return self._process is not None

    @property
    def log(self) -> tuple[str, ...]:
        """The last lines that it wrote beside the protocol."""
        return tuple(self._log)

    @property
    def process_id(self) -> int:
        """The process id, 0 if none runs."""
        return 0 if self._process is None else self._process.processId()

    @property
    def is_gone(self) -> bool:
        """Whether nothing runs any more, not even a process that was killed."""
        return self._process is None and all(p.state() is _NOT_RUNNING for p in self._leaving)

    @property
    def has_ended_well(self) -> bool:
        """Whether the last process ended by itself with status 0."""
        return self._has_ended_well

    def start(self) -> None:
        """Starts the process, which must not run."""
        assert self._process is None
        self._has_ended_well = False
        self._log.clear()
        self._log_rest = ""
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
        self.hear()
        process.start(self._program.program, list(self._program.arguments))
        self._watch.start()

    def use(self, program: EngineProgram) -> None:
        """Starts another program from the next start on."""
        self._program = program

    def write(self, line: str) -> None:
        """Sends a line without its line feed; a process that does not run gets nothing."""
        if self._process is not None:
            self._process.write(f"{line}\n".encode())

    def hear(self) -> None:
        """Counts the silence from now on."""
        self._heard_at = time.monotonic()

    def note(self, line: str) -> None:
        """Puts a line into the log."""
        self._log.append(line)

    def stop(self, farewell: str = "") -> None:
        """Ends the process without a word about it; waits only as long as it needs to leave.

        Args:
            farewell: The last line to send; the end of its input tells it anyway.
        """
        process = self._forget()
        for killed in self._leaving:
            killed.waitForFinished(_QUIT_MS)
        self._leaving.clear()
        if process is None or process.state() is _NOT_RUNNING:
            return
        if farewell:
            process.write(f"{farewell}\n".encode())
        process.closeWriteChannel()
        if not process.waitForFinished(_QUIT_MS):
            process.kill()
            process.waitForFinished(_QUIT_MS)

    def abandon(self) -> None:
        """Kills the process without a word and without waiting: its answer no longer matters."""
        process = self._forget()
        if process is not None:
            self._kill(process)

    def end(self, reason: str) -> None:
        """Kills the process and tells why."""
        self.abandon()
        self.died.emit(reason)

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
        if process is not None:
            for signal in (
                process.readyReadStandardOutput,
                process.readyReadStandardError,
                process.errorOccurred,
                process.finished,
            ):
                signal.disconnect()
        return process

    # What it says

    def _read(self) -> None:
        if self._process is not None:
            self.hear()
            self.received.emit(bytes(self._process.readAllStandardOutput().data()))

    def _read_log(self) -> None:
        if self._process is None:
            return
        self.hear()
        text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        *lines, self._log_rest = (self._log_rest + text).split("\n")
        for line in lines:
            if line.strip():
                self._log.append(line.strip())
                self.said.emit(line.strip())

    # Ends

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is not QProcess.ProcessError.FailedToStart or self._process is None:
            return
        if self._program.remote is not None:
            self.end(no_ssh_text())
        else:
            self.end(self.tr("{0} could not be started").format(self._program.program))

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if self._process is None:
            return
        self._read_log()
        self._has_ended_well = status is QProcess.ExitStatus.NormalExit and code == 0
        if status is QProcess.ExitStatus.CrashExit:
            self.end(self._with_last_words(self.tr("its process was killed or crashed")))
            return
        remote = self._program.remote
        fault = "" if remote is None else remote_fault(remote, code, self._last_lines())
        how = self.tr("its process ended with status {0}").format(code)
        self.end(fault or self._with_last_words(how))

    def _last_lines(self) -> list[str]:
        rest = self._log_rest.strip()
        return [*self._log, *([rest] if rest else [])]

    def _with_last_words(self, how: str) -> str:
        lines = self._last_lines()
        return f"{how}: {lines[-1][:200]}" if lines else how

    def _check_silence(self) -> None:
        due = self._due()
        silent = time.monotonic() - self._heard_at
        if due is not None and silent > due.allowed_s:
            self.end(self.tr("no answer to {0} for {1} s").format(due.word, round(silent)))
