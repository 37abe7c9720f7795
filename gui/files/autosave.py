"""`Autosave`: keeps the unfinished game on disk, so that a crash or a power cut loses nothing.

Each running program has a slot of its own, held by a lock that a dead program gives up. Writing
happens on a thread of its own, in order, the newest text winning.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal

from gui.files.settings import write_atomically
from gui.files.side_thread import SideThread

_NUM_SLOTS = 16


class Autosave(QObject):
    """The file of one unfinished game.

    Signals:
        failed: Why the game could not be kept, one sentence.
    """

    failed = Signal(str)

    def __init__(
        self, folder: Path, parent: QObject | None = None, *, is_fresh: bool = False
    ) -> None:
        """Take a free slot: one with an unfinished game first, or last if `is_fresh`."""
        super().__init__(parent)
        self._thread = SideThread()
        self._newest = 0
        self._has_failed = False
        self._folder = folder
        self._lock, self._path = _take_slot(folder, is_fresh=is_fresh)

    @property
    def path(self) -> Path | None:
        """The file, or None where nothing can be written."""
        return self._path

    @property
    def folder(self) -> Path:
        """Where the files of all slots are."""
        return self._folder

    def read(self) -> str | None:
        """Returns the unfinished game's text, or None if there is none.

        Raises:
            OSError: There is one, but it cannot be read.
        """
        if self._path is None or not self._path.exists():
            return None
        return self._path.read_bytes().decode("utf-8", "replace")

    def set_aside(self) -> Path | None:
        """Renames a file that makes no sense, so that a person can still look into it."""
        if self._path is None:
            return None
        aside = self._path.with_suffix(".damaged.json")
        with contextlib.suppress(OSError):
            self._path.replace(aside)
            return aside
        return None

    def keep(self, make_text: Callable[[], str]) -> None:
        """Keeps a game in place of the one before; the text is made on the writing thread."""
        self._submit(make_text)

    def clear(self) -> None:
        """Forgets the game: it is finished or empty."""
        self._submit(None)

    def _submit(self, make_text: Callable[[], str] | None) -> None:
        self._newest += 1
        number = self._newest
        self._thread.start(lambda: self._write(number, make_text))

    def close(self) -> None:
        """Waits until everything is written and gives the slot back."""
        self._thread.wait()
        if self._lock is not None:
            self._lock.unlock()

    def _write(self, number: int, make_text: Callable[[], str] | None) -> None:
        """Runs on the writing thread."""
        if number != self._newest or self._path is None:
            return  # a newer one waits
        try:
            if make_text is not None:
                write_atomically(self._path, make_text())
            else:
                self._path.unlink(missing_ok=True)
            self._has_failed = False
        except OSError as error:
            if not self._has_failed:
                self._has_failed = True
                self.failed.emit(f"{self._path}: {error.strerror or error}")


def _take_slot(folder: Path, *, is_fresh: bool) -> tuple[QLockFile | None, Path | None]:
    """Returns the lock and the file of a slot that no running program holds."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None, None
    files = [folder / f"unfinished-{slot}.json" for slot in range(1, _NUM_SLOTS + 1)]
    for path in sorted(files, key=lambda file: file.exists() is is_fresh):
        lock = QLockFile(str(path.with_suffix(".lock")))
        lock.setStaleLockTime(0)
        if lock.tryLock(0):
            return lock, path
    return None, None
