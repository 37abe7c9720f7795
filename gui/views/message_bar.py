"""`MessageBar`: one line for the player, below the board; it keeps its place when empty."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from gui.game.state import Message
from gui.views import texts
from gui.views.parts import make_label, set_look

_MARGIN = 16
_LEAST_HEIGHT = 56
_AROUND = 26  # above and below two lines: the style sheet's padding, the border, the free foot
_PADDING = 30  # of the style sheet, on both sides, and the border


class MessageBar(QWidget):
    """Shows the message of the state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a message."""
        super().__init__(parent)
        self._message: Message | None = None
        self.label = make_label("message")
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 10)
        row.addWidget(self.label, 1, Qt.AlignmentFlag.AlignCenter)
        self.show_message(None)

    def show_message(self, message: Message | None) -> None:
        """Shows a message, or none."""
        self._message = message
        self.label.setVisible(message is not None)
        if message is None:
            self._follow_width()
            return
        severity = "error" if message.is_error else "note"
        set_look(self.label, "severity", severity)
        text = texts.message_text(message)
        self.label.setText(text)
        self._follow_width()

    def _follow_width(self) -> None:
        """Gives the label the text's width, or breaks its lines where there is no room."""
        room = self.width() - 2 * _MARGIN
        metrics = QFontMetrics(QApplication.font())  # the label's own may come later
        self.setFixedHeight(max(_LEAST_HEIGHT, 2 * metrics.lineSpacing() + _AROUND))
        text = self.label.text()
        needed = metrics.horizontalAdvance(text) + _PADDING + metrics.averageCharWidth()
        self.label.setWordWrap(needed > room)
        self.label.setFixedWidth(max(1, min(needed, room)))
        is_long = needed > room * 1.9
        self.label.setToolTip(text if is_long else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Breaks lines anew."""
        self._follow_width()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language or size of words."""
        if event.type() == QEvent.Type.LanguageChange:
            self.show_message(self._message)
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._follow_width()
        super().changeEvent(event)
