"""`CommentEditor`: the name and the comment of the node shown, to be read and written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.game.state import GameState, Phase

_PAUSE_MS = 400  # of typing, after which words are taken over
LONGEST = 200_000


class CommentEditor(QWidget):
    """The words of a node.

    Signals:
        written: Number of the game, the node, ``C`` for its comment or ``N`` for its name, the
            new words.
    """

    written = Signal(int, int, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with no node."""
        super().__init__(parent)
        self._at: tuple[int, int] = (-1, -1)  # game and node
        self._shown: tuple[str, str] = ("", "")  # name and comment as the record has them
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        self.formatted = QToolButton()
        self.formatted.setCheckable(True)
        self.formatted.toggled.connect(self._choose_page)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.reading = QTextBrowser(openExternalLinks=False, openLinks=False)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.text)
        self.pages.addWidget(self.reading)
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.formatted)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.pages, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.text.textChanged.connect(self._pause.start)
        self.name.textEdited.connect(self._pause.start)
        self._retranslate()

    def show_state(self, state: GameState) -> None:
        """Shows the words of the node shown; what was typed for another one is taken over."""
        for field in (self.text, self.name):
            field.setReadOnly(state.phase is Phase.PLACING)  # there is no record yet
        at = (state.game, state.cursor)
        node = state.tree[state.cursor]
        words = (node.text("N"), node.text("C"))
        if at == self._at and words == self._shown:
            return
        if at == self._at and self._pause.isActive():
            self._shown = words  # an answer to older words; what is being typed is newer
            return
        for emit in self._taken_over():  # once this state has been shown everywhere
            QTimer.singleShot(0, self, emit)
        self._at, self._shown = at, words
        if self.name.text() != words[0]:
            self.name.setText(words[0])
        if self.text.toPlainText() != words[1]:
            with QSignalBlocker(self.text):
                self.text.setPlainText(words[1])
        self._show_formatted()

    def flush(self) -> None:
        """Hands over what was typed, at once."""
        for emit in self._taken_over():
            emit()
        self._show_formatted()

    def _taken_over(self) -> list[Callable[[], None]]:
        """Takes what differs from the record for the record's; returns what tells of it."""
        self._pause.stop()
        if not self._differs():
            return []
        game, node = self._at
        name, comment = self.name.text(), self.text.toPlainText()[:LONGEST]
        old_name, old_comment = self._shown
        self._shown = (name, comment)
        tells: list[Callable[[], None]] = []
        if comment != old_comment:
            tells.append(lambda: self.written.emit(game, node, "C", comment))
        if name != old_name:
            tells.append(lambda: self.written.emit(game, node, "N", name))
        return tells

    def _differs(self) -> bool:
        return self._at[0] >= 0 and (self.name.text(), self.text.toPlainText()) != self._shown

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hands over what was typed."""
        self.flush()
        super().focusOutEvent(event)

    def _choose_page(self) -> None:
        self._show_formatted()
        self.pages.setCurrentWidget(self.reading if self.formatted.isChecked() else self.text)

    def _show_formatted(self) -> None:
        if self.formatted.isChecked():
            self.reading.setMarkdown(self.text.toPlainText())

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.name.setPlaceholderText(self.tr("Name of this position"))
        self.name.setAccessibleName(self.tr("Name of this position"))
        self.text.setPlaceholderText(self.tr("Comment"))
        self.text.setAccessibleName(self.tr("Comment"))
        self.reading.setAccessibleName(self.tr("Comment"))
        self.formatted.setText(self.tr("Formatted"))
        self.formatted.setToolTip(self.tr("Show headings, lists and bold words of the comment"))
