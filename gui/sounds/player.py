"""`SoundPlayer`: plays our sounds with a small program of the system, and never waits for it.

Qt's own multimedia would be the largest part of the whole installation, so the player that comes
with the sound system is run: one short-lived process a sound. Where there is none, or none that
works, the program is silent and `SoundPlayer.problem` says why.
"""

from __future__ import annotations

import functools
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QProcess

from gui.files.settings import write_bytes_atomically
from gui.sounds.waves import NUM_STONES, Sound, wav_bytes, wave_of

_MOST_AT_ONCE = 4
_MOST_FAILURES = 3
_END_MS = 200
PROGRAM_NAMES = "pw-play, paplay, aplay"  # what the person may install
# Programs in the order in which they are tried, with what they want before the file's name.
_PROGRAMS = (
    ("pw-play", ()),
    ("paplay", ()),
    ("aplay", ("-q",)),
    ("afplay", ()),
    ("play", ("-q",)),
)
_WINDOWS = "import sys, winsound as w; w.PlaySound(sys.argv[1], w.SND_FILENAME | w.SND_NODEFAULT)"


@dataclass(frozen=True, slots=True)
class PlayCommand:
    """How a file is played.

    Attributes:
        program: The program.
        arguments: What stands before the file's name.
    """

    program: str
    arguments: tuple[str, ...] = ()


def find_player() -> PlayCommand | None:
    """Returns how this machine plays a file, None if it has no program for that."""
    if sys.platform == "win32":
        return PlayCommand(sys.executable, ("-I", "-S", "-c", _WINDOWS))
    for name, arguments in _PROGRAMS:
        found = shutil.which(name)
        if found is not None:
            return PlayCommand(found, arguments)
    return None


def _disconnect(process: QProcess) -> None:
    """Breaks its connections: they keep its parent alive, which must not end while it does."""
    process.finished.disconnect()
    process.errorOccurred.disconnect()


class SoundPlayer(QObject):
    """Plays sounds; what cannot be heard is passed over."""

    def __init__(
        self, folder: Path, command: PlayCommand | None, parent: QObject | None = None
    ) -> None:
        """Be ready; files are made when they are needed.

        Args:
            folder: Where the sounds are kept as files.
            command: How a file is played, None for silence.
            parent: The owner.
        """
        super().__init__(parent)
        self._folder = folder
        self._command = command
        self._running: list[QProcess] = []
        self._num_played = 0
        self._num_failures = 0
        self._problem = ""

    @property
    def problem(self) -> str:
        """Why nothing is heard, in the words of the program that should play; empty if it works."""
        return self._problem if self._num_failures >= _MOST_FAILURES else ""

    @property
    def has_program(self) -> bool:
        """Whether this machine has a program that plays files."""
        return self._command is not None

    @property
    def num_running(self) -> int:
        """How many sounds are being played."""
        return len(self._running)

    def try_again(self) -> None:
        """Forgets that playing has failed."""
        self._num_failures = 0
        self._problem = ""

    def play(self, sound: Sound, percent: int) -> None:
        """Plays a sound, unless that has failed before or too many are being played.

        Args:
            sound: The sound.
            percent: How loud, 0 to 100.
        """
        is_silent = self._command is None or percent <= 0
        if is_silent or self.problem or len(self._running) >= _MOST_AT_ONCE:
            return
        self._num_played += 1
        variant = self._num_played % NUM_STONES if sound is Sound.STONE else 0
        try:
            file = self._file(sound, variant, percent)
        except OSError as error:
            self._fail(str(error))
            return
        self._start(file)

    def _file(self, sound: Sound, variant: int, percent: int) -> Path:
        file = self._folder / f"{sound.value}-{variant}-{percent}.wav"
        if not file.exists():
            write_bytes_atomically(file, wav_bytes(wave_of(sound, variant), percent))
        return file

    def _start(self, file: Path) -> None:
        assert self._command is not None
        process = QProcess(self)
        self._running.append(process)
        process.finished.connect(functools.partial(self._ended, process))
        process.errorOccurred.connect(functools.partial(self._broke, process))
        process.start(self._command.program, [*self._command.arguments, str(file)])
        process.closeWriteChannel()

    def _ended(self, process: QProcess, code: int, _status: QProcess.ExitStatus) -> None:
        words = bytes(process.readAllStandardError().data()).decode("utf-8", "replace")
        self._drop(process)
        if code:
            self._fail(words.strip().splitlines()[-1] if words.strip() else f"exit status {code}")
        else:
            self.try_again()

    def _broke(self, process: QProcess, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._drop(process)
            self._fail(process.errorString())

    def _drop(self, process: QProcess) -> None:
        if process in self._running:
            self._running.remove(process)
            _disconnect(process)
            process.deleteLater()

    def _fail(self, problem: str) -> None:
        self._num_failures += 1
        self._problem = problem

    def close(self) -> None:
        """Stops what is being played."""
        for process in self._running:
            _disconnect(process)
            process.kill()
            process.waitForFinished(_END_MS)
        self._running = []
