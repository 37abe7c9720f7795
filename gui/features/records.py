"""`Records`: game records as files, and the way through the moves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QMessageBox

from gui.commands import Section
from gui.feature import Desk, Feature
from gui.state import GameState, Phase

_MANY_MOVES = 1_000_000


def _nothing() -> None:
    """Does nothing."""


class Records(Feature):
    """Opens and saves games, and steps through their moves.

    Attributes:
        before_saving: Called before a game is written: what is being typed belongs to it.
    """

    def __init__(self, desk: Desk) -> None:
        """Add the commands."""
        super().__init__(desk)
        self.before_saving: Callable[[], object] = _nothing
        add = desk.commands.add
        key = QKeySequence.StandardKey
        add("file.open", lambda: self.tr("Open…"), self.ask_open, key.Open)
        add("file.save", lambda: self.tr("Save"), self.save, key.Save)
        add("file.save-as", lambda: self.tr("Save as…"), self.ask_save_as, "Ctrl+Shift+S")
        desk.commands.separate(Section.FILE)
        step = desk.session.step
        add("view.first", lambda: self.tr("First position"), lambda: step(-_MANY_MOVES), "Home")
        add("view.back", lambda: self.tr("Previous move"), lambda: step(-1), "Left")
        add("view.forward", lambda: self.tr("Next move"), lambda: step(1), "Right")
        add("view.last", lambda: self.tr("Last move"), lambda: step(_MANY_MOVES), "End")
        desk.commands.separate(Section.VIEW)
        desk.board.stepped.connect(step)

    def may_leave(self) -> bool:
        """Asks before a game is given up that is neither finished nor saved."""
        self.before_saving()
        state = self.desk.session.state
        if not _is_missed(state):
            return True
        box = QMessageBox(self.desk.frame)
        box.setIcon(QMessageBox.Icon.Question)
        is_edited = state.is_record or bool(state.editing.past)
        edited, unfinished = (
            self.tr("The record was changed."),
            self.tr("The present game is not finished."),
        )
        box.setText(edited if is_edited else unfinished)
        box.setInformativeText(self.tr("Do you want to save it before you leave it?"))
        save = box.addButton(self.tr("Save…"), QMessageBox.ButtonRole.AcceptRole)
        leave = box.addButton(self.tr("Don't save"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.exec()
        if box.clickedButton() is save:
            return self.save()
        return box.clickedButton() is leave

    def ask_open(self) -> None:
        """Lets the player choose an SGF file and opens it."""
        dialog = self._file_dialog(self.tr("Open game"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        path = self._chosen_file(dialog)
        if path is not None and self.may_leave():
            self.desk.session.open_file(path)

    def save(self) -> bool:
        """Saves to the game's file, or to one that the player chooses; False if none is."""
        path = self.desk.session.state.path
        if path is None:
            return self.ask_save_as()
        self.save_to(path)
        return True

    def save_to(self, path: Path) -> None:
        """Saves the game with the words typed last."""
        self.before_saving()
        self.desk.session.save_file(path)

    def ask_save_as(self) -> bool:
        """Lets the player choose a file and saves to it; False if none is chosen."""
        path = self.desk.session.state.path
        dialog = self._file_dialog(self.tr("Save game"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("sgf")
        dialog.selectFile(self.tr("game.sgf") if path is None else str(path))
        chosen = self._chosen_file(dialog)
        if chosen is None:
            return False
        self.save_to(chosen)
        return True

    def _file_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self.desk.frame, title, self.desk.preferences.now.folder)
        records, others = self.tr("Game records"), self.tr("All files")
        dialog.setNameFilters([f"{records} (*.sgf *.SGF)", f"{others} (*)"])
        return dialog

    def _chosen_file(self, dialog: QFileDialog) -> Path | None:
        is_chosen = bool(dialog.exec()) and bool(dialog.selectedFiles())
        path = Path(dialog.selectedFiles()[0]) if is_chosen else None
        if path is not None:
            self.desk.preferences.change(folder=str(path.parent))
        dialog.deleteLater()
        return path

    def show_state(self, state: GameState) -> None:
        """Names the file in the window's title."""
        name = "GoGame" if state.path is None else f"{state.path.name}[*] – GoGame"
        self.desk.frame.setWindowTitle(name)
        self.desk.frame.setWindowModified(state.unsaved and state.path is not None)


def _is_missed(state: GameState) -> bool:
    """Returns whether a person would miss the game if it were given up."""
    if state.is_record or state.editing.past:
        return state.unsaved
    return state.phase is not Phase.OVER and state.unsaved and state.move_number > 0
