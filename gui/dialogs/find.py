"""`FindDialog`: words or positions are looked for in the record or in a folder of records."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.files.finding import Hit, Region
from gui.views.parts import make_button, make_label

_HIT = Qt.ItemDataRole.UserRole


class FindDialog(QDialog):
    """A window of its own that stays open; the board can be used meanwhile.

    Signals:
        search_wanted: Something is to be looked for, as the fields say.
        stop_wanted: The search is to end.
        hit_chosen: A `Hit` is to be shown.
    """

    search_wanted = Signal()
    stop_wanted = Signal()
    hit_chosen = Signal(object)

    def __init__(self, folder: str, parent: QWidget | None = None) -> None:
        """Begin without a result.

        Args:
            folder: The folder of records to begin with.
            parent: The window.
        """
        super().__init__(parent)
        self.folder = Path(folder) if folder else Path.home()
        self.by_words = QRadioButton()
        self.by_position = QRadioButton()
        self.words = QLineEdit()
        self.region = QComboBox()
        for region in Region:
            self.region.addItem("", region)
        self.turned = QCheckBox()
        self.swapped = QCheckBox()
        for part in (self.by_words, self.turned, self.swapped):
            part.setChecked(True)
        self.where = QComboBox()
        self.where.addItems(["", ""])
        self.choose = make_button()
        self.search = make_button("primary")
        self.stop = make_button()
        self.progress = QProgressBar(textVisible=False)
        self.progress.setFixedHeight(6)
        self.summary = make_label("faint")
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self._arrange()
        self._join()
        self._retranslate()
        self._enable()
        self.show_ended()
        self.resize(640, 480)

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.addWidget(self.by_words, 0, 0)
        grid.addWidget(self.words, 0, 1, 1, 3)
        grid.addWidget(self.by_position, 1, 0)
        grid.addWidget(self.region, 1, 1)
        grid.addWidget(self.turned, 1, 2)
        grid.addWidget(self.swapped, 1, 3)
        self._where_label = QLabel()
        grid.addWidget(self._where_label, 2, 0)
        grid.addWidget(self.where, 2, 1, 1, 2)
        grid.addWidget(self.choose, 2, 3)
        row = QHBoxLayout()
        row.addWidget(self.summary, 1)
        row.addWidget(self.stop)
        row.addWidget(self.search)
        column = QVBoxLayout(self)
        column.addLayout(grid)
        column.addLayout(row)
        column.addWidget(self.progress)
        column.addWidget(self.list, 1)

    def _join(self) -> None:
        self.search.clicked.connect(self.search_wanted)
        self.search.setDefault(True)
        self.stop.clicked.connect(self.stop_wanted)
        self.choose.clicked.connect(self.ask_folder)
        self.list.itemActivated.connect(self._choose_hit)
        self.list.itemClicked.connect(self._choose_hit)
        self.words.textEdited.connect(lambda: self.by_words.setChecked(True))
        self.region.activated.connect(lambda: self.by_position.setChecked(True))
        for part in (self.by_words, self.by_position):
            part.toggled.connect(self._enable)

    @property
    def chosen_region(self) -> Region:
        """The part of the board by which a position is looked for."""
        return Region(self.region.currentData())

    @property
    def is_in_folder(self) -> bool:
        """Whether a folder is searched and not the record."""
        return self.where.currentIndex() == 1

    def ask_folder(self) -> None:
        """Lets the person choose the folder."""
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("Folder of records"), str(self.folder)
        )
        if chosen:
            self.folder = Path(chosen)
            self.where.setItemText(1, self._folder_words())
            self.where.setCurrentIndex(1)

    def _enable(self) -> None:
        is_position = self.by_position.isChecked()
        for part in (self.turned, self.swapped):
            part.setEnabled(is_position)

    def _choose_hit(self, item: QTreeWidgetItem) -> None:
        self.hit_chosen.emit(item.data(0, _HIT))

    def hit_at(self, place: int) -> Hit:
        """Returns a result by its place in the list."""
        item = self.list.topLevelItem(place)
        assert item is not None
        return item.data(0, _HIT)

    # What the search says

    def show_begun(self) -> None:
        """Forgets the results of the search before."""
        self.list.clear()
        self.summary.setText("")
        self.progress.setRange(0, 0)
        self.progress.setVisible(True)
        self.stop.setEnabled(True)

    def add_hits(self, hits: tuple[Hit, ...]) -> None:
        """Shows more results."""
        items: list[QTreeWidgetItem] = []
        for hit in hits:
            name = "" if hit.path is None else hit.path.name
            item = QTreeWidgetItem([name, hit.players, str(hit.move), hit.words])
            item.setData(0, _HIT, hit)
            items.append(item)
        self.list.addTopLevelItems(items)

    def show_progress(self, done: int, total: int, bad: int) -> None:
        """Shows how far the search is."""
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)
        count = self.list.topLevelItemCount()
        text = self.tr("{0} found in {1} of {2} records").format(count, done, total)
        if bad:
            text += self.tr("; {0} cannot be read").format(bad)
        self.summary.setText(text)

    def show_ended(self) -> None:
        """Shows that the search has come to its end."""
        self.progress.setVisible(False)
        self.stop.setEnabled(False)
        for column in range(3):
            self.list.resizeColumnToContents(column)

    def _folder_words(self) -> str:
        return self.tr("in the folder {0}").format(self.folder.name or str(self.folder))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Find"))
        self.by_words.setText(self.tr("Words"))
        self.by_position.setText(self.tr("The position shown"))
        self.words.setPlaceholderText(self.tr("In comments, names and information"))
        self.words.setAccessibleName(self.tr("Words"))
        names = {
            Region.WHOLE: self.tr("whole board"),
            Region.UPPER_LEFT: self.tr("upper left quarter"),
            Region.UPPER_RIGHT: self.tr("upper right quarter"),
            Region.LOWER_LEFT: self.tr("lower left quarter"),
            Region.LOWER_RIGHT: self.tr("lower right quarter"),
            Region.MARKED: self.tr("between the marks"),
        }
        for place, region in enumerate(Region):
            self.region.setItemText(place, names[region])
        self.region.setAccessibleName(self.tr("Part of the board"))
        self.turned.setText(self.tr("also turned"))
        self.swapped.setText(self.tr("also with other colours"))
        self._where_label.setText(self.tr("Where"))
        self.where.setItemText(0, self.tr("in this record"))
        self.where.setItemText(1, self._folder_words())
        self.where.setAccessibleName(self.tr("Where"))
        self.choose.setText(self.tr("Choose folder…"))
        self.search.setText(self.tr("Search"))
        self.stop.setText(self.tr("Stop"))
        self.list.setHeaderLabels(
            [self.tr("File"), self.tr("Players"), self.tr("Move"), self.tr("Words")]
        )
