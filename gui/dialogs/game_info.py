"""`GameInfoDialog`: what is known about a game, to be read and changed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from gogame.board.rules import PRESETS
from gui.views import record_texts

_ROWS = (
    ("PB", "BR", "BT"),
    ("PW", "WR", "WT"),
    ("GN", "EV", "RO"),
    ("DT", "PC", "RE"),
    ("KM", "RU", "ON"),
    ("TM", "OT", "SO"),
    ("AN", "US", "CP"),
)


class GameInfoDialog(QDialog):
    """Asks for the fields; `info` returns them as they stand."""

    def __init__(self, info: Mapping[str, str], parent: QWidget | None = None) -> None:
        """Show what is known, by SGF identifier."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Game information"))
        self._given = dict(info)
        self.fields: dict[str, QLineEdit | QComboBox] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        for row, idents in enumerate(_ROWS):
            for column, ident in enumerate(idents):
                label = QLabel(record_texts.field_name(ident))
                field = self._field(ident, info.get(ident, ""))
                field.setAccessibleName(label.text())
                label.setBuddy(field)
                grid.addWidget(label, 2 * row, column)
                grid.addWidget(field, 2 * row + 1, column)
        self.about = QPlainTextEdit(info.get("GC", ""))
        self.about.setPlaceholderText(record_texts.field_name("GC"))
        self.about.setAccessibleName(record_texts.field_name("GC"))
        self.about.setTabChangesFocus(True)
        self.about.setMaximumHeight(110)
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("Take over"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column_box = QVBoxLayout(self)
        column_box.addLayout(grid)
        column_box.addWidget(self.about)
        column_box.addWidget(buttons)
        self.resize(640, self.sizeHint().height())

    def _field(self, ident: str, text: str) -> QLineEdit | QComboBox:
        if ident == "RU":
            box = QComboBox()
            box.setEditable(True)
            box.addItems([name.title() for name in PRESETS])
            box.setCurrentText(text)
            self.fields[ident] = box
            return box
        line = QLineEdit(" ".join(text.split("\n")))
        line.setCursorPosition(0)
        self.fields[ident] = line
        return line

    def info(self) -> dict[str, str]:
        """Returns the fields that were changed."""
        texts = {
            ident: field.text() if isinstance(field, QLineEdit) else field.currentText()
            for ident, field in self.fields.items()
        }
        texts["GC"] = self.about.toPlainText()
        return {
            ident: text.strip()
            for ident, text in texts.items()
            if text.strip() != " ".join(self._given.get(ident, "").split("\n")).strip()
            and (ident != "GC" or text != self._given.get("GC", ""))
        }
