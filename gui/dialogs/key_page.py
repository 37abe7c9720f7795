"""`KeyPage`: the page of the preferences where a command gets another key."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.desk.command_search import Entry, find
from gui.desk.commands import keys_text
from gui.views.parts import make_button, make_label

translate = QCoreApplication.translate
_NAME = Qt.ItemDataRole.UserRole


class KeyPage(QWidget):
    """All commands with their keys; a key that another command has is refused.

    Signals:
        key_chosen: A command and its new key, empty for none.
        reset_clicked: All commands shall have their usual keys again.
    """

    key_chosen = Signal(str, str)
    reset_clicked = Signal()

    def __init__(
        self,
        entries: Sequence[Entry],
        keys: Callable[[str], tuple[str, ...]],
        owner: Callable[[str], str | None],
        parent: QWidget | None = None,
    ) -> None:
        """Show the commands.

        Args:
            entries: The commands.
            keys: Returns a command's keys as they are now.
            owner: Returns the command that a key does, or None.
            parent: The owner.
        """
        super().__init__(parent)
        self._entries = {entry.name: entry for entry in entries}
        self._keys, self._owner = keys, owner
        self.query = QLineEdit(clearButtonEnabled=True)
        self.query.setPlaceholderText(self.tr("Find a command"))
        self.query.setAccessibleName(self.query.placeholderText())
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        self.key = QKeySequenceEdit()
        self.key.setMaximumSequenceLength(1)
        self.key.setAccessibleName(self.tr("New key"))
        # Qt shows these words in the field, which our translation makes speak as the window does.
        self.key.setToolTip(translate("QKeySequenceEdit", "Press shortcut"))
        self.set_button, self.clear_button, self.reset_button = (make_button() for _ in range(3))
        self.set_button.setText(self.tr("Use key"))
        self.clear_button.setText(self.tr("No key"))
        self.reset_button.setText(self.tr("Usual keys"))
        self.note = make_label("bad", wraps=True)
        self._arrange()
        self.query.textChanged.connect(self.refresh)
        self.set_button.clicked.connect(self._use)
        self.clear_button.clicked.connect(lambda: self._tell(""))
        self.reset_button.clicked.connect(self.reset_clicked)
        self.refresh()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.key, 1)
        for button in (self.set_button, self.clear_button, self.reset_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.query)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        column.addWidget(self.note)

    @property
    def current(self) -> str | None:
        """The name of the command that is chosen."""
        items = self.list.selectedItems()
        return str(items[0].data(0, _NAME)) if items else None

    def choose(self, name: str) -> None:
        """Chooses a command of the list."""
        for i in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(i)
            if item is not None and item.data(0, _NAME) == name:
                self.list.setCurrentItem(item)

    def refresh(self) -> None:
        """Shows the keys as they are now."""
        name = self.current
        self.list.clear()
        for entry in find(tuple(self._entries.values()), self.query.text()):
            keys = keys_text([QKeySequence(key) for key in self._keys(entry.name)])
            words = f"{entry.menu}: {entry.words}" if " · " in entry.menu else entry.words
            item = QTreeWidgetItem([words, keys])
            item.setData(0, _NAME, entry.name)
            self.list.addTopLevelItem(item)
        self.list.resizeColumnToContents(1)
        if name is not None:
            self.choose(name)

    def _use(self) -> None:
        key = self.key.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if key:
            self._tell(key)

    def _tell(self, key: str) -> None:
        name = self.current
        if name is None:
            self.note.setText(self.tr("Choose a command first."))
            return
        owner = self._owner(key) if key else None
        if owner not in (None, name):
            words = self._entries[owner].words if owner in self._entries else str(owner)
            self.note.setText(self.tr("{0} is the key of: {1}.").format(key, words))
            return
        self.note.setText("")
        self.key.clear()
        self.key_chosen.emit(name, key)
