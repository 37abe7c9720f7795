"""`Frame`: the window with its places: board, below the board, cards at the side, docks.

It knows no game; features put their widgets where they belong.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

_SIDE_WIDTH = 316
_LEAST_SIZE = QSize(720, 560)


class Frame(QMainWindow):
    """An empty window with places."""

    def __init__(self) -> None:
        """Make the places."""
        super().__init__()
        self._table = QWidget()
        self._table.setObjectName("table")
        self._below = QVBoxLayout(self._table)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(0)
        self.side = QWidget()
        self._scroll = QScrollArea(widgetResizable=True)
        self._cards = QVBoxLayout()
        self._feet = QVBoxLayout()
        self._make_side()
        self._middle = QSplitter(Qt.Orientation.Horizontal)
        self._middle.setHandleWidth(1)
        self._middle.setChildrenCollapsible(False)
        self._middle.addWidget(self._table)
        self._middle.addWidget(self.side)
        self._middle.setStretchFactor(0, 1)
        self._middle.setStretchFactor(1, 0)
        self.setCentralWidget(self._middle)
        self.setMinimumSize(_LEAST_SIZE)

    def _make_side(self) -> None:
        """Cards scroll where there is no room for them; what stands at the foot is always seen."""
        cards = QWidget()
        cards.setObjectName("side")
        self._cards.setContentsMargins(16, 14, 16, 12)
        self._feet.setContentsMargins(16, 4, 16, 16)
        for part in (self._cards, self._feet):
            part.setSpacing(12)
        inner = QVBoxLayout(cards)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(self._cards)
        inner.addStretch(1)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(cards)
        self.side.setObjectName("side")
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addLayout(self._feet)
        self.side.setMinimumWidth(_SIDE_WIDTH)
        cards.installEventFilter(self)

    def event(self, event: QEvent) -> bool:
        """Keeps the window so wide that no place in it is cut, as far as the screen has room."""
        if event.type() == QEvent.Type.LayoutRequest:
            layout, room = self.layout(), self.screen().availableGeometry().width()
            needed = 0 if layout is None else layout.minimumSize().width()
            self.setMinimumWidth(max(_LEAST_SIZE.width(), min(needed, room)))
        return super().event(event)

    @property
    def side_width(self) -> int:
        """How wide the side is."""
        return self.side.width()

    def use_side_width(self, width: int) -> None:
        """Gives the side a width in pixels, the board what is left."""
        total = sum(self._middle.sizes()) or self.width()
        self._middle.setSizes([max(1, total - width), width])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps the side so wide that nothing in it is cut, also beside a scroll bar."""
        if event.type() == QEvent.Type.LayoutRequest and isinstance(watched, QWidget):
            bar = self._scroll.verticalScrollBar().sizeHint().width()
            cards = watched.minimumSizeHint().width() + bar
            self.side.setMinimumWidth(max(_SIDE_WIDTH, cards, self._feet.minimumSize().width()))
        return super().eventFilter(watched, event)

    def put_on_table(self, widget: QWidget, stretch: int = 0) -> None:
        """Puts a widget below what stands in the middle; the board is the first."""
        self._below.addWidget(widget, stretch)

    def add_card(self, widget: QWidget) -> None:
        """Puts a widget below the cards at the side."""
        self._cards.addWidget(widget)

    def add_foot(self, widget: QWidget) -> None:
        """Puts a widget at the foot of the side."""
        self._feet.addWidget(widget)

    def add_dock(self, dock: QDockWidget, area: Qt.DockWidgetArea, size: int) -> None:
        """Puts a hidden dock at an edge; whoever owns it shows it.

        Args:
            dock: It has an object name, by which its place is kept.
            area: The edge.
            size: Height at the foot, width at a side, in pixels.
        """
        self.addDockWidget(area, dock)
        is_foot = area in (
            Qt.DockWidgetArea.BottomDockWidgetArea,
            Qt.DockWidgetArea.TopDockWidgetArea,
        )
        orientation = Qt.Orientation.Vertical if is_foot else Qt.Orientation.Horizontal
        self.resizeDocks([dock], [size], orientation)
        dock.hide()
