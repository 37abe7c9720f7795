"""`Exporting`: diagrams and pictures of the board, as files and on the clipboard."""

from __future__ import annotations

import functools
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog

from gogame.sgf.files import write_whole
from gui.board.export import DiagramChoices, diagram_svg, diagram_text
from gui.desk.commands import Section
from gui.desk.feature import Desk, Feature
from gui.dialogs.export import ExportDialog
from gui.game.state import MessageKind

_SUFFIXES = {"png": "png", "svg": "svg", "text": "txt"}


class Exporting(Feature):
    """Owns the commands that take pictures."""

    def __init__(self, desk: Desk) -> None:
        """Add the commands."""
        super().__init__(desk)
        self._choices = DiagramChoices()
        add = desk.commands.add
        add("file.export", lambda: self.tr("Export diagram…"), self.ask_export, "Ctrl+Shift+E")
        add("file.screenshot", lambda: self.tr("Save picture of the board…"), self.ask_picture)
        desk.commands.separate(Section.FILE)
        add(
            "edit.copy-picture",
            lambda: self.tr("Copy picture of the board"),
            self.copy_picture,
            "Ctrl+Alt+C",
        )
        add("edit.copy-text", lambda: self.tr("Copy board as text"), self.copy_text, "Ctrl+Alt+T")

    def copy_picture(self) -> None:
        """Copies the board as it is seen to the clipboard."""
        QGuiApplication.clipboard().setImage(self.desk.board.picture())

    def copy_text(self) -> None:
        """Copies the board drawn with letters to the clipboard."""
        QGuiApplication.clipboard().setText(diagram_text(self.desk.session.state))

    def ask_picture(self) -> None:
        """Lets the person choose a file and saves the board as it is seen to it."""
        self._ask_file("png", _png(self.desk.board.picture()))

    def ask_export(self) -> None:
        """Lets the person choose what a diagram shows and where it goes."""
        state = self.desk.session.state
        title = self.desk.frame.windowTitle().replace("[*]", "")  # where Qt marks what is not saved
        last = self._choices.last or state.move_number
        first = min(self._choices.first, state.move_number)
        begun = DiagramChoices(
            first,
            min(last, state.move_number),
            self._choices.from_one,
            self._choices.coordinates,
            self._choices.markup,
        )
        dialog = ExportDialog(
            lambda choices: diagram_svg(state, choices, title),
            state.move_number,
            begun,
            self.desk.frame,
        )
        dialog.wanted.connect(functools.partial(self._export, dialog))
        dialog.exec()
        self._choices = dialog.choices
        dialog.deleteLater()

    def _export(self, dialog: ExportDialog, code: str) -> None:
        clipboard = QGuiApplication.clipboard()
        text = diagram_text(self.desk.session.state)
        if code == "copy-picture":
            clipboard.setImage(dialog.image)
        elif code == "copy-text":
            clipboard.setText(text)
        elif code == "png":
            self._ask_file(code, _png(dialog.image))
        else:
            content = dialog.svg if code == "svg" else f"{text}\n"
            self._ask_file(code, content.encode("utf-8"))

    def _ask_file(self, code: str, content: bytes) -> None:
        suffix = _SUFFIXES[code]
        state = self.desk.session.state
        stem = "board" if state.path is None else state.path.stem
        folder = Path(self.desk.preferences.now.folder)
        name, _kind = QFileDialog.getSaveFileName(
            self.desk.frame,
            self.tr("Save diagram"),
            str(folder / f"{stem}-{state.move_number}.{suffix}"),
            f"{suffix.upper()} (*.{suffix})",
        )
        if name:
            path = Path(name)
            self.save(path if path.suffix else path.with_suffix(f".{suffix}"), content)

    def save(self, path: Path, content: bytes) -> None:
        """Writes a file whole, or says why that cannot be done."""
        try:
            write_whole(path, content)
        except OSError as error:
            self.desk.session.say(MessageKind.SAVE_FAILED, path.name, error.strerror or str(error))
        else:
            self.desk.session.say(MessageKind.SAVED, path.name)


def _png(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    buffer.close()
    return bytes(content.data())
