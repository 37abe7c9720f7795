"""`GamesDialog`: the games of a file: one is chosen to be shown, others are moved or removed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.dialogs.button_row import button_row
from gui.game.shelf import Shelf
from gui.views import texts
from gui.views.parts import make_button

_PLACE = Qt.ItemDataRole.UserRole


class GamesDialog(QDialog):
    """Shows a shelf; `shelf` and `chosen` are what the person made of it.

    Signals:
        file_wanted: Games of another file are to be added.
    """

    file_wanted = Signal()

    def __init__(self, shelf: Shelf, parent: QWidget | None = None) -> None:
        """Show the games, the one that is shown in the window chosen."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Games of this file"))
        self.shelf = shelf
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Show games with these words"))
        self.filter.setAccessibleName(self.tr("Show games with these words"))
        self.filter.textChanged.connect(self._filter)
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAlternatingRowColors(True)
        self.list.setHeaderLabels(
            [
                "",
                self.tr("Black"),
                self.tr("White"),
                self.tr("Result"),
                self.tr("Moves"),
                self.tr("Date"),
                self.tr("Event"),
            ]
        )
        self.list.itemDoubleClicked.connect(self.accept)
        self.list.itemSelectionChanged.connect(self._enable)
        self.up = self._button(self.tr("Up"), lambda: self._move(-1))
        self.down = self._button(self.tr("Down"), lambda: self._move(1))
        self.remove = self._button(self.tr("Remove"), self._remove)
        self.add = self._button(self.tr("Add games of a file…"), self.file_wanted.emit)
        row = QHBoxLayout()
        for button in (self.up, self.down, self.remove, self.add):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        for part in (self.filter, self.list):
            column.addWidget(part)
        column.addLayout(row)
        column.addLayout(button_row(self, self.tr("Cancel"), self.tr("Show game")))
        self.resize(760, 460)
        self._fill(shelf.at)

    @staticmethod
    def _button(text: str, run: object) -> QPushButton:
        button = make_button()
        button.setText(text)
        button.clicked.connect(run)
        return button

    @property
    def chosen(self) -> int:
        """The place of the game that is chosen."""
        chosen = self.list.selectedItems()
        return int(chosen[0].data(0, _PLACE)) if chosen else self.shelf.at

    def show_shelf(self, shelf: Shelf) -> None:
        """Shows other games, the same one chosen."""
        chosen = self.chosen
        self.shelf = shelf
        self._fill(chosen)

    def _fill(self, chosen: int) -> None:
        self.list.clear()
        items: list[QTreeWidgetItem] = []
        for place, entry in enumerate(self.shelf.entries):
            item = QTreeWidgetItem(
                [
                    f"{place + 1}{' ●' if place == self.shelf.at else ''}",
                    entry.black,
                    entry.white,
                    texts.short_result_text(entry.result),
                    str(entry.num_moves),
                    entry.date,
                    entry.event,
                ]
            )
            item.setData(0, _PLACE, place)
            items.append(item)
        self.list.addTopLevelItems(items)
        self.list.setCurrentItem(items[min(chosen, len(items) - 1)])
        for column in range(7):
            self.list.resizeColumnToContents(column)
        self._filter()
        self._enable()

    def _filter(self) -> None:
        words = self.filter.text().casefold().split()
        for place in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(place)
            if item is not None:
                text = " ".join(item.text(column) for column in range(7)).casefold()
                item.setHidden(not all(word in text for word in words))

    def _enable(self) -> None:
        chosen = self.chosen
        self.up.setEnabled(chosen > 0)
        self.down.setEnabled(chosen < len(self.shelf.entries) - 1)
        self.remove.setEnabled(chosen != self.shelf.at)

    def _move(self, steps: int) -> None:
        chosen = self.chosen
        self.shelf = self.shelf.moved(chosen, chosen + steps)
        self._fill(chosen + steps)

    def _remove(self) -> None:
        chosen = self.chosen
        self.shelf = self.shelf.without(chosen)
        self._fill(chosen)
