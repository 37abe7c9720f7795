"""`StyleField`: what kind of move an engine of ours prefers, with what that means."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from gogame.styles import PlayStyle
from gui.views import style_texts


class StyleField(QComboBox):
    """A choice among all styles, none first."""

    def __init__(self, title: str) -> None:
        """Offer all styles.

        Args:
            title: Whose style it is, for people who do not see.
        """
        super().__init__()
        self.addItem(style_texts.style_name(None), None)
        for liking in PlayStyle:
            self.addItem(style_texts.style_name(liking), liking)
            note = style_texts.style_note(liking, level=None)
            self.setItemData(self.count() - 1, note, Qt.ItemDataRole.ToolTipRole)
        self.setAccessibleName(self.tr("{0}: style").format(title))

    @property
    def liking(self) -> PlayStyle | None:
        """The style chosen, or None."""
        chosen = self.currentData()
        return None if chosen is None else PlayStyle(chosen)

    def show_liking(self, liking: PlayStyle | None) -> None:
        """Shows a style."""
        self.setCurrentIndex(max(0, self.findData(liking)))


def beside(left: QWidget, right: QWidget) -> QWidget:
    """Returns two fields in one row; the left one takes all of it where the other is hidden."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(left, 1)
    layout.addWidget(right, 1)
    return row
