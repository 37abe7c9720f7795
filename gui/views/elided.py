"""`ElidedLabel`: one line that never asks for more room than there is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget


class ElidedLabel(QFrame):
    """Shows text that may be cut with an ellipsis; the whole of it is then in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty label."""
        super().__init__(parent)
        self._text = ""
        self._is_whole = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def keep_whole(self, *, is_whole: bool) -> None:
        """Asks for the room of the whole text from now on, or for an ellipsis only."""
        if is_whole is not self._is_whole:
            self._is_whole = is_whole
            across = QSizePolicy.Policy.Preferred if is_whole else QSizePolicy.Policy.Ignored
            self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Returns the whole text."""
        return self._text

    def setText(self, text: str) -> None:
        """Shows another text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self._follow_width()
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Returns the room for the whole text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Returns the room for an ellipsis, or for the whole text if it is kept whole."""
        if self._is_whole:
            return self.sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance("…"), self.sizeHint().height())

    def _follow_width(self) -> None:
        is_cut = self.fontMetrics().horizontalAdvance(self._text) > self.width()
        self.setToolTip(self._text if is_cut else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Finds out whether the text is cut."""
        self._follow_width()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws as much of the text as there is room for."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), flags, shown)
        painter.end()
