"""Child processes of the training window: a run that outlives it, and questions with one answer."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal

from gui.training.plan import program_words, shown_command
from gui.training.state import Launch
from gui.training.trouble import TrainingError, TroubleKind

_QUIT_MS = 2000


def start_run(words: tuple[str, ...], log: Path) -> Launch:
    """Starts a run as a process of its own, which goes on when the window is closed.

    Args:
        words: What follows ``gogame-selfplay``.
        log: Gets what it says; replaced.

    Raises:
        TrainingError: It cannot be started.
    """
    words_run = program_words(words)
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    files = (
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, str(log), flags, 0o644),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    )
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        pid = os.posix_spawn(
            words_run[0], words_run, environment, file_actions=files, setsid=True
        )  # Qt would end it with the window, or not tell its number
    except OSError as error:
        raise TrainingError(TroubleKind.NOT_STARTED, str(error)) from error
    return Launch(pid, shown_command(words), log)


def tell(words: tuple[str, ...]) -> None:
    """Starts a command that goes on by itself; nobody waits for its end."""
    program, *arguments = program_words(words)
    QProcess.startDetached(program, arguments)


class Question(QObject):
    """One command of ``gogame-selfplay`` whose output is waited for, without waiting.

    Signals:
        answered: What it wrote, after it has ended well.
        failed: The last line that it said beside, after it has ended otherwise.
    """

    answered = Signal(str)
    failed = Signal(str)

    def __init__(self, words: tuple[str, ...], parent: QObject | None = None) -> None:
        """Start it."""
        super().__init__(parent)
        program, *arguments = program_words(words)
        self._process = QProcess(self)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._failed)
        self._process.setStandardInputFile(QProcess.nullDevice())
        self._process.start(program, arguments)

    def drop(self) -> None:
        """Ends it; its answer no longer matters."""
        self._process.finished.disconnect()
        self._process.errorOccurred.disconnect()
        self._process.kill()
        self._process.waitForFinished(_QUIT_MS)

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if status is QProcess.ExitStatus.NormalExit and code == 0:
            self.answered.emit(bytes(self._process.readAllStandardOutput().data()).decode("utf-8"))
            return
        said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        reason = lines[-1].removeprefix("gogame-selfplay: ") if lines else f"status {code}"
        self.failed.emit(reason[:300])

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.failed.emit(self._process.errorString())
