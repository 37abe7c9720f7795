"""`GameInfoDialog`: what is known about a game, to be read and changed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from gogame.board.rules import PRESETS
from gogame.sgf.header import rules_name_of
from gui.dialogs.button_row import button_row
from gui.dialogs.form_parts import WholeArea
from gui.views import record_texts, texts

_ROWS = (
    ("PB", "BR", "BT"),
    ("PW", "WR", "WT"),
    ("GN", "EV", "RO"),
    ("DT", "PC", "RE"),
    ("KM", "RU", "ON"),
    ("TM", "OT", "SO"),
    ("AN", "US", "CP"),
)

_WIDTH_LINES = 42


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
        content = QWidget()
        fields = QVBoxLayout(content)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.addLayout(grid)
        fields.addWidget(self.about)
        column_box = QVBoxLayout(self)
        column_box.addWidget(WholeArea(content, _WIDTH_LINES), 1)
        column_box.addLayout(button_row(self, self.tr("Cancel"), self.tr("Take over")))

    def _field(self, ident: str, text: str) -> QLineEdit | QComboBox:
        if ident == "RU":
            box = QComboBox()
            box.setEditable(True)
            for name in PRESETS:
                box.addItem(texts.rules_name(name), name.title())
            known = rules_name_of(text)
            box.setCurrentText(text if known is None else texts.rules_name(known))
            self.fields[ident] = box
            return box
        line = QLineEdit(" ".join(text.split("\n")))
        line.setCursorPosition(0)
        self.fields[ident] = line
        return line

    def _rules(self, box: QComboBox) -> str:
        """Returns the rules as a file names them; what was given stays if it means the same."""
        text = box.currentText()
        place = box.findText(text)
        chosen = text if place < 0 else str(box.itemData(place))
        given = self._given.get("RU", "")
        is_same = rules_name_of(chosen) is not None and rules_name_of(chosen) == rules_name_of(
            given
        )
        return given if is_same else chosen

    def info(self) -> dict[str, str]:
        """Returns the fields that were changed."""
        words = {
            ident: field.text() if isinstance(field, QLineEdit) else self._rules(field)
            for ident, field in self.fields.items()
        }
        words["GC"] = self.about.toPlainText()
        return {
            ident: text.strip()
            for ident, text in words.items()
            if text.strip() != " ".join(self._given.get(ident, "").split("\n")).strip()
            and (ident != "GC" or text != self._given.get("GC", ""))
        }
