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
    QVBoxLayout,
    QWidget,
)

_FRAME = 60  # what a system puts around a dialog and beside its windows
_GAP = 8  # before a scroll bar


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


def column_of(content: QWidget) -> QVBoxLayout:
    """Returns the column of what a `WholeArea` shows."""
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    return column


class WholeArea(QScrollArea):
    """Shows all that stands in it, however that grows; scrolls where the screen has no room.

    Lines that break by their width tell no least height, so a dialog alone would cut them.
    """

    def __init__(self, content: QWidget, width: int = 0) -> None:
        """Show a widget that has a layout.

        Args:
            content: The widget.
            width: Its least width in heights of a line, as far as the screen has room for that.
        """
        super().__init__()
        self._content, self._lines = content, width
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the first field has it
        self.setWidget(content)
        content.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """Returns the size at which nothing has to be scrolled, as far as there is room."""
        width = max(self._content.sizeHint().width(), self._least_width())
        return QSize(width, min(self._wanted_height(width), self._room()))

    def event(self, event: QEvent) -> bool:
        """Measures anew what was shown or hidden before anybody was to see it."""
        if event.type() == QEvent.Type.Polish:
            for inner in self._content.findChildren(QWidget):
                inner.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Breaks lines anew."""
        super().resizeEvent(event)
        self._make_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows what is shown, hidden or changed."""
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return super().eventFilter(watched, event)

    def _make_room(self) -> None:
        least, room = self._least_width(), self._room()
        width = self.width() if self.isVisible() else self.sizeHint().width()
        height = self._wanted_height(max(width, least))
        gap = _GAP if height > room else 0
        bar = self.verticalScrollBar().sizeHint().width() + gap if gap else 0
        self.setViewportMargins(0, 0, gap, 0)
        self.setMinimumSize(least + bar, min(height, room))

    def _least_width(self) -> int:
        room = self.screen().availableGeometry().width() - _FRAME
        wanted = min(self._lines * self.fontMetrics().height(), room)
        return max(self._content.minimumSizeHint().width(), wanted)

    def _wanted_height(self, width: int) -> int:
        """Returns how high it has to be at a width, so that nothing is cut."""
        height = self._content.heightForWidth(width)
        return self._content.minimumSizeHint().height() if height < 0 else height

    def _room(self) -> int:
        """Returns how high it may be beside the other rows of its dialog."""
        rows = self.window().layout()
        beside = _FRAME
        if rows is not None:
            margins = rows.contentsMargins()
            beside += margins.top() + margins.bottom()
            items = (rows.itemAt(number) for number in range(rows.count()))
            for item in items:
                if item is not None and item.widget() is not self and not item.isEmpty():
                    wrapped = item.heightForWidth(self.width()) if item.hasHeightForWidth() else 0
                    beside += max(wrapped, item.minimumSize().height()) + rows.spacing()
        return self.screen().availableGeometry().height() - beside
