"""`SearchRoom`: searches records on a thread of its own; the window goes on meanwhile."""

from __future__ import annotations

import functools
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gogame import sgf
from gogame.errors import SgfError
from gui.files.finding import MOST_HITS, Hit, Query, hits_in_file, hits_of, records_in
from gui.files.reader import LEFT_AFTER_S
from gui.files.side_thread import SideThread


class SearchRoom(QObject):
    """One search at a time; a new one ends the one before.

    Signals:
        found: Number of the search, and a tuple of `Hit`s.
        went_on: Number of the search, records searched, records in all, records not readable.
        ended: Number of the search.
    """

    found = Signal(int, object)
    went_on = Signal(int, int, int, int)
    ended = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with nothing to do."""
        super().__init__(parent)
        self._thread = SideThread()
        self._newest = 0

    def search_games(self, games: list[sgf.GameTree], query: Query) -> int:
        """Searches games that are open; returns the number of the search."""
        number = self.stop()

        def work() -> None:
            hits = tuple(hits_of(games, query, None))
            self._thread.tell(lambda: self.found.emit(number, hits))
            self._thread.tell(lambda: self.went_on.emit(number, 1, 1, 0))
            self._thread.tell(lambda: self.ended.emit(number))

        self._thread.start(work)
        return number

    def search_folder(self, folder: Path, query: Query) -> int:
        """Searches all records of a folder; returns the number of the search."""
        number = self.stop()
        self._thread.start(lambda: self._work(number, folder, query))
        return number

    def _work(self, number: int, folder: Path, query: Query) -> None:
        """Runs on the searching thread."""
        tell = self._thread.tell
        paths = records_in(folder)
        num_hits, num_bad = 0, 0
        for done, path in enumerate(paths, 1):
            if number != self._newest or num_hits >= MOST_HITS:
                break
            hits: list[Hit] = []
            try:
                hits = hits_in_file(path, query)
            except SgfError:
                num_bad += 1  # counted, and told with the progress
            if hits:
                num_hits += len(hits)
                tell(functools.partial(self.found.emit, number, tuple(hits)))
            tell(functools.partial(self.went_on.emit, number, done, len(paths), num_bad))
        tell(lambda: self.ended.emit(number))

    def stop(self) -> int:
        """Ends the search; returns the number that the next one has."""
        self._newest += 1
        return self._newest

    def close(self) -> None:
        """Ends the search; a file that cannot be read to its end is given up."""
        self.stop()
        self._thread.leave(LEFT_AFTER_S)
