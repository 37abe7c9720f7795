"""`ConsolePanel`: what is said between the program and its engines, and a line to say more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from gui.engines.traffic import MOST_LINES, Line
from gui.views import texts
from gui.views.parts import make_button

_MOST_TYPED = 100


class CommandLine(QLineEdit):
    """A line that remembers what was typed: up and down bring it back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a memory."""
        super().__init__(parent)
        self._typed: list[str] = []
        self._at = 0

    def take(self) -> str:
        """Returns what stands in the line and empties it."""
        text = self.text().strip()
        self.clear()
        if text and self._typed[-1:] != [text]:
            self._typed = [*self._typed, text][-_MOST_TYPED:]
        self._at = len(self._typed)
        return text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes through what was typed."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        self._at = max(0, min(len(self._typed), self._at + step))
        self.setText(self._typed[self._at] if self._at < len(self._typed) else "")


class ConsolePanel(QWidget):
    """The log of one engine at a time.

    Signals:
        command_typed: A channel and the command that was typed for it.
        channel_chosen: The channel to be shown.
        save_clicked: The log shall be saved.
    """

    command_typed = Signal(str, str)
    channel_chosen = Signal(str)
    save_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty console."""
        super().__init__(parent)
        self.channels = QComboBox()
        self.channels.setMinimumWidth(220)
        self.log = QPlainTextEdit(readOnly=True)
        self.log.setMaximumBlockCount(MOST_LINES)
        self.log.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.log.setObjectName("fixed")
        self.command = CommandLine()
        self.command.setObjectName("fixed")
        self.copy_button = make_button()
        self.save_button = make_button()
        head = QHBoxLayout()
        head.addWidget(self.channels)
        head.addStretch(1)
        head.addWidget(self.copy_button)
        head.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.log, 1)
        column.addWidget(self.command)
        self.channels.currentIndexChanged.connect(self._choose)
        self.command.returnPressed.connect(self._send)
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(self.save_clicked)
        self._retranslate()

    @property
    def channel(self) -> str:
        """The channel shown, empty while there is none or for our own engine."""
        return str(self.channels.currentData() or "")

    def add_channel(self, channel: str) -> None:
        """Offers another channel."""
        if self.channels.findData(channel) < 0:
            self.channels.addItem(texts.channel_name(channel), channel)

    def show_all(self, lines: tuple[Line, ...]) -> None:
        """Shows these lines and no others."""
        self.log.setPlainText("\n".join(_shown(line) for line in lines))
        self.log.moveCursor(QTextCursor.MoveOperation.End)

    def add_lines(self, channel: str, lines: tuple[Line, ...]) -> None:
        """Shows more lines if their channel is the one shown; stays where the reader has gone."""
        if channel != self.channel:
            return
        bar = self.log.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 2
        self.log.appendPlainText("\n".join(_shown(line) for line in lines))
        if at_end:
            bar.setValue(bar.maximum())

    def text(self) -> str:
        """Returns the log shown."""
        return self.log.toPlainText()

    def _choose(self) -> None:
        self.channel_chosen.emit(self.channel)

    def _send(self) -> None:
        text = self.command.take()
        if text:
            self.command_typed.emit(self.channel, text)

    def _copy(self) -> None:
        selected = self.log.textCursor().selectedText().replace("\u2029", "\n")
        QGuiApplication.clipboard().setText(selected or self.text())

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.copy_button.setText(self.tr("Copy"))
        self.save_button.setText(self.tr("Save…"))
        self.command.setPlaceholderText(self.tr("Type a command for this engine"))
        self.command.setAccessibleName(self.command.placeholderText())
        self.log.setAccessibleName(self.tr("What was sent and received"))
        self.channels.setAccessibleName(self.tr("Engine"))
        for index in range(self.channels.count()):
            name = texts.channel_name(str(self.channels.itemData(index)))
            self.channels.setItemText(index, name)


def _shown(line: Line) -> str:
    return f"{line.mark} {line.text}"
