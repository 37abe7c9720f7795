"""`Games`: files that hold several games: one is chosen, others are moved, added, removed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from gogame.errors import SgfError
from gogame.sgf.formats import load_any
from gui.desk.commands import Section
from gui.desk.feature import Desk, Feature
from gui.dialogs.games import GamesDialog
from gui.files import game_files
from gui.game.shelf import Shelf, entry_of_text
from gui.game.state import GameState, Message, MessageKind


class Games(Feature):
    """Opens the chooser of games."""

    def __init__(self, desk: Desk) -> None:
        """Add the commands."""
        super().__init__(desk)
        self._shown = 0  # number of the game that was shown last
        add = desk.commands.add
        add("file.games", lambda: self.tr("Games of this file…"), self.ask_game, "Ctrl+Shift+M")
        add("file.game-next", lambda: self.tr("Next game"), lambda: self._step(1), "Ctrl+PgDown")
        add(
            "file.game-previous",
            lambda: self.tr("Previous game"),
            lambda: self._step(-1),
            "Ctrl+PgUp",
        )
        desk.commands.separate(Section.FILE)

    def show_state(self, state: GameState) -> None:
        """Asks which game to show when a file of several was opened."""
        commands, shelf = self.desk.commands, state.shelf
        at, last = (0, 0) if shelf is None else (shelf.at, len(shelf.entries) - 1)
        commands["file.game-next"].setEnabled(at < last)
        commands["file.game-previous"].setEnabled(at > 0)
        told = Message(MessageKind.WELCOME) if state.message is None else state.message
        is_asked_for = told.kind is MessageKind.OPENED and told.args[2] != "1"
        if state.game != self._shown and is_asked_for and shelf is not None:
            QTimer.singleShot(0, self, self.ask_game)
        self._shown = state.game

    def _step(self, steps: int) -> None:
        shelf = self.desk.session.state.shelf
        if shelf is not None and 0 <= shelf.at + steps < len(shelf.entries):
            self.take(shelf.at + steps)

    def take(self, place: int) -> None:
        """Shows another game of the file."""
        session = self.desk.session
        state = session.state
        try:
            taken = game_files.game_taken(state, place, 0)
        except SgfError as error:
            session.say(MessageKind.UNEXPECTED, str(error))
            return
        session.start(lambda game: replace(taken, game=game))

    def ask_game(self) -> None:
        """Lets the person choose a game, and change which there are."""
        state = self.desk.session.state
        text = game_files.game_text(state)
        before = (
            Shelf((entry_of_text(text),)) if state.shelf is None else state.shelf.with_text(text)
        )
        dialog = GamesDialog(before, self.desk.frame)
        dialog.file_wanted.connect(lambda: self._add_file(dialog))
        if dialog.exec():
            after, chosen = dialog.shelf, dialog.chosen
            if after != before:
                self.desk.session.change(
                    lambda state: replace(state, shelf=after, unsaved=True, message=None)
                )
            if chosen != after.at:
                self.take(chosen)
        dialog.deleteLater()

    def _add_file(self, dialog: GamesDialog) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            dialog, self.tr("Add games of a file"), self.desk.preferences.now.folder
        )
        for name in names:
            try:
                games = load_any(name)
            except SgfError as error:
                self.desk.session.say(MessageKind.OPEN_FAILED, Path(name).name, str(error))
            else:
                dialog.show_shelf(dialog.shelf.with_more(games))
