"""`ShortcutsDialog`: all shortcuts on one sheet, to read and to print."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPageSize, QPdfWriter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMessageBox,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from gui.desk.command_search import Entry
from gui.desk.shortcut_sheet import sheet_html
from gui.files.settings import write_bytes_atomically
from gui.views.parts import make_button, resize_in_lines

_WIDTH_LINES = 36
_HEIGHT_LINES = 42


class ShortcutsDialog(QDialog):
    """The sheet."""

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        """Show the shortcuts of the commands.

        Args:
            entries: The commands in the order of the menus.
            parent: The window that it belongs to.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Shortcuts"))
        self.sheet = QTextBrowser()
        self.sheet.setHtml(sheet_html(self.tr("Shortcuts of GoGame"), entries))
        self.sheet.setAccessibleName(self.windowTitle())
        self.print_button = make_button()
        self.print_button.setText(self.tr("Print…"))
        self.print_button.clicked.connect(self._print)
        self.pdf_button = make_button()
        self.pdf_button.setText(self.tr("Save as PDF…"))
        self.pdf_button.clicked.connect(self._ask_pdf)
        close = make_button("primary")
        close.setText(self.tr("Close"))
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(self.print_button)
        row.addWidget(self.pdf_button)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(self.sheet, 1)
        column.addLayout(row)
        resize_in_lines(self, _WIDTH_LINES, _HEIGHT_LINES)

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        if not QPrintDialog(printer, self).exec():
            return
        if printer.outputFileName():  # Qt would say nothing of a file that cannot be written
            self.save_pdf(printer.outputFileName())
        else:
            self.sheet.document().print_(printer)

    def _ask_pdf(self) -> None:
        title, kind = self.tr("Save as PDF"), self.tr("PDF documents")
        name, _kind = QFileDialog.getSaveFileName(self, title, "gogame.pdf", f"{kind} (*.pdf)")
        if name:
            self.save_pdf(name)

    def save_pdf(self, name: str) -> None:
        """Writes the sheet to a PDF file, or says why that cannot be done."""
        content = QBuffer()
        content.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(content)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setTitle(self.windowTitle())
        self.sheet.document().print_(writer)
        try:
            write_bytes_atomically(Path(name), bytes(content.data().data()))
        except OSError as error:
            text = self.tr("Cannot save {0}: {1}").format(name, error.strerror or error)
            QMessageBox.warning(self, self.windowTitle(), text)
