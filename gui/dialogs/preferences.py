"""`PreferencesDialog`: the pages of the settings; whatever is changed is seen at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.views.parts import make_button, make_label, resize_in_lines

_WIDTH_LINES = 46
_HEIGHT_LINES = 40
_LIST_SPACE = 44  # pixels beside the words of the list

Pages = Sequence[tuple[str, QWidget]]


class PreferencesDialog(QDialog):
    """A list of pages and the page that is chosen."""

    def __init__(self, make_pages: Callable[[], Pages], parent: QWidget | None = None) -> None:
        """Show the first page.

        Args:
            make_pages: Returns the titles and the pages in the present language; another language
                makes them anew.
            parent: The window that it belongs to.
        """
        super().__init__(parent)
        self._make_pages = make_pages
        self.list = QListWidget()
        self.list.setObjectName("pages")
        self.stack = QStackedWidget()
        self._title = make_label("heading")
        self._close = make_button("primary")
        self._close.clicked.connect(self.accept)
        self._arrange()
        self.list.currentRowChanged.connect(self._choose)
        self._fill(0)
        resize_in_lines(self, _WIDTH_LINES, _HEIGHT_LINES)

    def _arrange(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self._title)
        right.addWidget(self.stack, 1)
        row = QHBoxLayout()
        row.addWidget(self.list)
        row.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.addLayout(row, 1)
        column.addLayout(foot)

    def _fill(self, row: int) -> None:
        self.setWindowTitle(self.tr("Preferences"))
        self._close.setText(self.tr("Close"))
        self.list.setAccessibleName(self.tr("Pages"))
        self.list.clear()
        while (old := self.stack.widget(0)) is not None:
            self.stack.removeWidget(old)
            old.deleteLater()
        for title, page in self._make_pages():
            self.list.addItem(title)
            area = QScrollArea(widgetResizable=True)
            area.setFrameShape(QScrollArea.Shape.NoFrame)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setWidget(page)
            page.setMinimumWidth(page.minimumSizeHint().width())
            area.setMinimumWidth(page.minimumSizeHint().width() + 24)
            self.stack.addWidget(area)
        self.list.setFixedWidth(self.list.sizeHintForColumn(0) + _LIST_SPACE)
        self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))

    def _choose(self, row: int) -> None:
        item = self.list.item(row) if row >= 0 else None
        if item is not None:
            self.stack.setCurrentIndex(row)
            self._title.setText(item.text())

    def page(self, title: str) -> QWidget | None:
        """Returns the page of a title and shows it, None if there is none."""
        for row in range(self.list.count()):
            if self.list.item(row).text() == title:
                self.list.setCurrentRow(row)
                area = self.stack.widget(row)
                return area.widget() if isinstance(area, QScrollArea) else None
        return None

    def changeEvent(self, event: QEvent) -> None:
        """Makes the pages anew in another language, once the page has told all of the change."""
        if event.type() == QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, lambda: self._fill(self.list.currentRow()))
        super().changeEvent(event)
