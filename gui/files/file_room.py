"""`FileRoom`: opens and saves game records on threads of their own, one after another."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gogame.errors import SgfError
from gui.files import game_files
from gui.files.kept_analysis import with_analysis
from gui.files.reader import Reader
from gui.files.side_thread import SideThread
from gui.game.state import GameState, MessageKind


class FileRoom(QObject):
    """Works with files while the window goes on.

    A file is read after what was to be saved before; a read that does not end keeps nothing from
    being saved.

    Signals:
        opened: The `OpenedGame` that was read, the path of its file, or None, and the place that
            was asked for, or None.
        saved: The `GameState` that was written, and the path of its file.
        failed: Kind of the message, name of the file, and what is wrong.

    Attributes:
        reader: What reads; it tells what takes long.
    """

    opened = Signal(object, object, object)
    saved = Signal(object, object)
    failed = Signal(object, str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with nothing to do."""
        super().__init__(parent)
        self.reader = Reader(self)
        self._saving = SideThread()

    def open(self, path: Path, place: game_files.Place | None = None) -> None:
        """Reads a game record; `opened` or `failed` tells how that went.

        Args:
            path: The file.
            place: The game and the node to be shown, None for the end of the first game.
        """

        def work() -> Callable[[], object]:
            self._saving.wait()
            try:
                opened = game_files.open_game(path, place)
            except SgfError as error:
                return functools.partial(
                    self.failed.emit, MessageKind.OPEN_FAILED, path.name, str(error)
                )
            return functools.partial(self.opened.emit, opened, path, place)

        self.reader.read(path.name, work)

    def open_text(self, text: str, name: str) -> None:
        """Reads a game record from a text, for which messages have the name given.

        The path that `opened` then tells is None.
        """

        def work() -> Callable[[], object]:
            try:
                opened = game_files.parse_game(text)
            except SgfError as error:
                return functools.partial(
                    self.failed.emit, MessageKind.OPEN_FAILED, name, str(error)
                )
            return functools.partial(self.opened.emit, opened, None, None)

        self.reader.read(name, work)

    def save(self, path: Path, state: GameState, *, keeps_analysis: bool = False) -> None:
        """Writes a game record; `saved` or `failed` tells how that went.

        Args:
            path: Where.
            state: The game.
            keeps_analysis: Whether what is known of its positions is written too.
        """

        def work() -> None:
            try:
                written = with_analysis(state) if keeps_analysis else state
                game_files.save_game(path, written)
            except SgfError as error:
                self.failed.emit(MessageKind.SAVE_FAILED, path.name, str(error))
            else:
                self.saved.emit(state, path)

        self._saving.start(work)

    def close(self) -> None:
        """Waits until everything is saved; a read that does not end is given up."""
        self._saving.wait()
        self.reader.leave()
