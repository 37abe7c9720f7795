"""`PaletteDialog`: all commands in one list that a few letters make short."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.desk.command_search import Entry, find
from gui.views.parts import resize_in_lines

_NAME = Qt.ItemDataRole.UserRole
_WIDTH_LINES = 40
_HEIGHT_LINES = 27
_MENU_SHARE, _KEYS_SHARE = 0.25, 0.3  # of the width, at most
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_PageDown: 10,
}


class PaletteDialog(QDialog):
    """The list; a command that cannot be done now is grey, and choosing it does nothing.

    Signals:
        chosen: The name of the command that the person wants, once the dialog is closed.
    """

    chosen = Signal(str)

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        """Show all commands.

        Args:
            entries: The commands, in the order in which they are shown to begin with.
            parent: The window that it belongs to.
        """
        super().__init__(parent)
        self._entries = tuple(entries)
        self.setWindowTitle(self.tr("Find a command"))
        self.query = QLineEdit(clearButtonEnabled=True)
        self.query.setPlaceholderText(self.tr("What do you want to do?"))
        self.query.setAccessibleName(self.windowTitle())
        self.query.installEventFilter(self)
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setHeaderHidden(True)
        self.list.setColumnCount(3)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setAccessibleName(self.tr("Commands"))
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.query)
        column.addWidget(self.list, 1)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        resize_in_lines(self, _WIDTH_LINES, _HEIGHT_LINES)
        self.query.textChanged.connect(self._fill)
        self.query.returnPressed.connect(self._take)
        self.list.itemClicked.connect(self._take)
        self.list.ensurePolished()  # rows are as high as the style sheet says from the start
        self._fill("")

    @property
    def shown(self) -> tuple[str, ...]:
        """The names of the commands in the list, from the top."""
        items = (self.list.topLevelItem(i) for i in range(self.list.topLevelItemCount()))
        return tuple(item.data(0, _NAME) for item in items if item is not None)

    def _fill(self, query: str) -> None:
        self.list.clear()
        for entry in find(self._entries, query):
            item = QTreeWidgetItem([entry.words, entry.menu, entry.keys])
            item.setData(0, _NAME, entry.name)
            item.setToolTip(0, " · ".join(filter(None, (entry.words, *entry.also))))
            item.setToolTip(1, entry.menu)
            item.setToolTip(2, entry.keys)
            item.setDisabled(not entry.is_possible)
            self.list.addTopLevelItem(item)
        self._share_width()
        self._go_to(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the width anew."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """Gives the words most of the width; the menu and the keys may be cut for them."""
        room = self.list.viewport().width()
        for column, share in ((1, _MENU_SHARE), (2, _KEYS_SHARE)):
            wanted = self.list.sizeHintForColumn(column)
            self.list.setColumnWidth(column, min(wanted, round(share * room)))

    def _take(self) -> None:
        items = self.list.selectedItems()
        if not items or items[0].isDisabled():
            return
        item = items[0]
        name = str(item.data(0, _NAME))
        self.accept()
        self.chosen.emit(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Moves through the list while the line has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                row = self.list.currentIndex().row()
                self._go_to(max(0, min(self.list.topLevelItemCount() - 1, row + step)))
                return True
        return super().eventFilter(watched, event)

    def _go_to(self, row: int) -> None:
        item = self.list.topLevelItem(row)
        if item is not None:
            self.list.setCurrentItem(item)
            item.setSelected(True)
