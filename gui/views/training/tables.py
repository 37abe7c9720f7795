"""`RowsTable`: a table of texts that keeps what is chosen when its rows change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole
_LOWEST_ROW = 26


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        key: What tells it from others.
        cells: Its texts.
        is_marked: Whether it is set in bold.
    """

    key: str
    cells: tuple[str, ...]
    is_marked: bool = False


class RowsModel(QAbstractTableModel):
    """Texts in rows, below headings."""

    def __init__(self, headings: Callable[[], tuple[str, ...]], parent: QWidget) -> None:
        """Begin empty; `headings` returns the headings in the present language."""
        super().__init__(parent)
        self._headings = headings
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Takes other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Returns the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Returns the number of columns."""
        return 0 if parent.isValid() else len(self._headings())

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> object:
        """Returns a cell's text or look."""
        row = self.rows[index.row()]
        if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return row.cells[index.column()]
        if role == _ROLE.FontRole and row.is_marked:
            table = self.parent()
            assert isinstance(table, QWidget)
            font = table.font()
            font.setBold(True)
            return font
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        """Returns a heading."""
        if role == _ROLE.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._headings()[section]
        if role == _ROLE.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


class RowsTable(QTableView):
    """The table.

    Signals:
        row_chosen: The key of the row that a person has gone to.
        row_entered: The key of the row that was double-clicked or entered by key.
    """

    row_chosen = Signal(str)
    row_entered = Signal(str)

    def __init__(
        self, headings: Callable[[], tuple[str, ...]], wide: int, parent: QWidget | None = None
    ) -> None:
        """Begin empty.

        Args:
            headings: Returns the headings in the present language.
            wide: The column that takes the room that is left.
            parent: The owner.
        """
        super().__init__(parent)
        self.rows_model = RowsModel(headings, self)
        self.setModel(self.rows_model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self._suit_rows()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setResizeContentsPrecision(30)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        self.activated.connect(self._enter)
        self.selectionModel().currentRowChanged.connect(self._follow)

    def _suit_rows(self) -> None:
        """Gives rows the height that their words need."""
        self.verticalHeader().setDefaultSectionSize(
            max(_LOWEST_ROW, self.fontMetrics().height() + 8)
        )

    def changeEvent(self, event: QEvent) -> None:
        """Follows another size of words."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._suit_rows()
        super().changeEvent(event)

    @property
    def chosen(self) -> str:
        """The key of the row that is chosen, empty for none."""
        return self._key(self.currentIndex().row())

    def _key(self, row: int) -> str:
        return self.rows_model.rows[row].key if 0 <= row < len(self.rows_model.rows) else ""

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Takes other rows; the same one stays chosen, if it is still there."""
        if tuple(rows) == self.rows_model.rows:
            return
        key = self.chosen
        place = self.verticalScrollBar().value()
        is_loud = self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.rows_model.show_rows(tuple(rows))
        self.choose(key)
        self.verticalScrollBar().setValue(place)
        self.blockSignals(is_loud)

    def choose(self, key: str) -> None:
        """Chooses a row by its key; nothing if there is none."""
        for number, row in enumerate(self.rows_model.rows):
            if row.key == key:
                self.selectRow(number)
                self.setCurrentIndex(self.rows_model.index(number, 0))
                return

    def _enter(self, index: QModelIndex) -> None:
        self.row_entered.emit(self._key(index.row()))

    def _follow(self) -> None:
        if self.chosen:
            self.row_chosen.emit(self.chosen)

    def retranslate(self) -> None:
        """Takes the headings in the present language."""
        last = self.rows_model.columnCount() - 1
        self.rows_model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
