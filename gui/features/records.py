"""`Records`: game records as files, and the way through the moves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox

from gogame.sgf.formats import SUFFIXES
from gui.desk.commands import Section
from gui.desk.feature import Desk, Feature
from gui.files import recent
from gui.files.game_files import game_text
from gui.game.state import GameState, Phase

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
        self._add_recent()
        desk.commands.separate(Section.FILE)
        add("edit.copy-game", lambda: self.tr("Copy record"), self.copy, key.Copy)
        add("edit.paste-game", lambda: self.tr("Open from clipboard"), self.paste, key.Paste)
        desk.commands.separate(Section.EDIT)
        desk.frame.setAcceptDrops(True)
        desk.frame.installEventFilter(self)
        step = desk.session.step
        add("view.first", lambda: self.tr("First position"), lambda: step(-_MANY_MOVES), "Home")
        add("view.back", lambda: self.tr("Previous move"), lambda: step(-1), "Left")
        add("view.forward", lambda: self.tr("Next move"), lambda: step(1), "Right")
        add("view.last", lambda: self.tr("Last move"), lambda: step(_MANY_MOVES), "End")
        desk.commands.separate(Section.VIEW)
        desk.board.stepped.connect(step)

    def _add_recent(self) -> None:
        names = {str(place): self._recent_words(place) for place in range(recent.LONGEST)}
        self._recent = self.desk.commands.choices(
            "file.recent", lambda: self.tr("Recent records"), names, "", self._open_recent
        )
        for action in self._recent.values():
            action.setCheckable(False)
        self._path: Path | None = None
        self._recent_shown: str | None = None

    def _recent_words(self, place: int) -> Callable[[], str]:
        def words() -> str:
            paths = recent.paths_of(self.desk.preferences.now.recent)
            return f"{paths[place].name} — {paths[place].parent}" if place < len(paths) else "—"

        return words

    def _open_recent(self, place: str) -> None:
        paths = recent.paths_of(self.desk.preferences.now.recent)
        if int(place) < len(paths):
            self.open(paths[int(place)])

    # Clipboard, drag and drop

    def copy(self) -> None:
        """Copies the record to the clipboard as SGF."""
        self.before_saving()
        QGuiApplication.clipboard().setText(game_text(self.desk.session.state))

    def paste(self) -> None:
        """Opens the record, or the file, of the clipboard."""
        content = QGuiApplication.clipboard().mimeData()
        self.take(content or QMimeData())  # Qt may have None for an empty clipboard

    def take(self, content: QMimeData) -> None:
        """Opens the first file that is named, or the record that is text."""
        files = [url.toLocalFile() for url in content.urls() if url.isLocalFile()]
        if files:
            self.open(Path(files[0]))
        elif self.may_leave():
            self.desk.session.open_text(content.text(), self.tr("the clipboard"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Opens what is dropped on the window."""
        if isinstance(event, QDropEvent) and (
            event.mimeData().hasUrls() or event.mimeData().hasText()
        ):
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                content = QMimeData()
                content.setUrls(event.mimeData().urls())
                content.setText(event.mimeData().text())
                QTimer.singleShot(0, self, lambda: self.take(content))
            return True
        return super().eventFilter(watched, event)

    def open(self, path: Path) -> None:
        """Opens a file, unless the person would rather keep the present game."""
        if self.may_leave():
            self.desk.session.open_file(path)

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
        if path is not None:
            self.open(path)

    def save(self) -> bool:
        """Saves to the game's file, or to one that the player chooses; False if none is."""
        path = self.desk.session.state.path
        if path is None or path.suffix.lower() != ".sgf":  # of a server's format
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
        dialog.selectFile(self.tr("game.sgf") if path is None else str(path.with_suffix(".sgf")))
        chosen = self._chosen_file(dialog)
        if chosen is None:
            return False
        self.save_to(chosen)
        return True

    def _file_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self.desk.frame, title, self.desk.preferences.now.folder)
        records, others = self.tr("Game records"), self.tr("All files")
        names = " ".join(f"*.{suffix} *.{suffix.upper()}" for suffix in SUFFIXES)
        dialog.setNameFilters([f"{records} ({names})", f"{others} (*)"])
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
        is_modified = state.unsaved and state.path is not None
        if is_modified != self.desk.frame.isWindowModified():  # else Qt sets the title once more
            self.desk.frame.setWindowModified(is_modified)
        if state.path is not None and state.path != self._path:
            self._path = state.path
            texts = self.desk.preferences.now.recent
            self.desk.preferences.change(recent=recent.with_path(texts, state.path))
        self._show_recent()

    def _show_recent(self) -> None:
        text = self.desk.preferences.now.recent
        if text == self._recent_shown:
            return
        self._recent_shown = text
        paths = recent.paths_of(text)
        for place, action in self._recent.items():
            action.setVisible(int(place) < len(paths))
            action.setText(self._recent_words(int(place))())
            for menu in action.associatedObjects():
                if isinstance(menu, QMenu):
                    menu.setEnabled(bool(paths))


def _is_missed(state: GameState) -> bool:
    """Returns whether a person would miss the game if it were given up."""
    if state.is_record or state.editing.past:
        return state.unsaved
    return state.phase is not Phase.OVER and state.unsaved and state.move_number > 0
