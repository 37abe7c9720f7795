"""What dialogs with fields are made of."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QGroupBox,
    QScrollArea,
    QSpinBox,
    QWidget,
)

_FRAME = 60  # what a system puts around a dialog and beside its windows


def make_form(group: QGroupBox) -> QFormLayout:
    """Returns the form of a group of fields: words at the left, fields as wide as there is room."""
    form = QFormLayout(group)
    form.setContentsMargins(12, 10, 12, 10)
    form.setVerticalSpacing(8)
    form.setHorizontalSpacing(14)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return form


def make_spin(low: int, high: int) -> QSpinBox:
    """Returns a field for a whole number."""
    spin = QSpinBox()
    spin.setRange(low, high)
    return spin


def choose(box: QComboBox, value: object) -> None:
    """Chooses the entry with some data, or the first one."""
    index = next((i for i in range(box.count()) if box.itemData(i) == value), 0)
    box.setCurrentIndex(index)


class WholeArea(QScrollArea):
    """Shows all that stands in it, however that grows; scrolls where the screen has no room.

    Lines that break by their width tell no least height, so a dialog alone would cut them.
    """

    def __init__(self, content: QWidget) -> None:
        """Show a widget that has a layout."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
        content.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """Returns the size at which nothing has to be scrolled, as far as there is room."""
        wanted = self.widget().sizeHint()
        return wanted.boundedTo(QSize(wanted.width(), self._room())).expandedTo(self.minimumSize())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Breaks lines anew."""
        super().resizeEvent(event)
        self._make_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows what is shown, hidden or changed."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return super().eventFilter(watched, event)

    def _make_room(self) -> None:
        layout = self.widget().layout()
        assert layout is not None
        least = layout.totalMinimumSize()
        height = max(least.height(), layout.totalHeightForWidth(max(self.width(), least.width())))
        room = self._room()
        bar = self.verticalScrollBar().sizeHint().width() if height > room else 0
        self.setMinimumSize(least.width() + bar, min(height, room))

    def _room(self) -> int:
        """Returns how high it may be beside the other parts of its dialog."""
        layout = self.window().layout()
        beside = 0 if layout is None else layout.totalMinimumSize().height() - self.minimumHeight()
        return self.screen().availableGeometry().height() - beside - _FRAME
