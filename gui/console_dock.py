"""`ConsoleDock`: the console as a part of the window that can be moved, and is hidden at first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QFileDialog, QMainWindow

from gui.session import Session
from gui.settings import write_atomically
from gui.state import MessageKind
from gui.traffic import Line
from gui.views.console import ConsolePanel

_HEIGHT = 210


class ConsoleDock(QDockWidget):
    """Joins a `ConsolePanel` to the session; it is filled only while it is seen."""

    def __init__(self, window: QMainWindow, session: Session, action: QAction) -> None:
        """Put a hidden console at the foot of a window; `action` shows it and hides it."""
        super().__init__(window)
        self.setObjectName("console")
        self._session = session
        self._action = action
        self.panel = ConsolePanel()
        self.setWidget(self.panel)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self)
        window.resizeDocks([self], [_HEIGHT], Qt.Orientation.Vertical)
        self.hide()
        action.toggled.connect(self.setVisible)
        self.visibilityChanged.connect(self._follow_visibility)
        traffic = session.traffic
        for channel in traffic.channels:
            self.panel.add_channel(channel)
        traffic.opened.connect(self.panel.add_channel)
        traffic.grew.connect(self._add)
        self.panel.channel_chosen.connect(self._fill)
        self.panel.command_typed.connect(session.type_command)
        self.panel.save_clicked.connect(self.ask_save)
        self._retranslate()

    def _follow_visibility(self) -> None:
        if self.isHidden():
            self._action.setChecked(False)
            return
        self._fill()
        self.panel.command.setFocus()

    def _fill(self) -> None:
        if not self.isHidden():
            self.panel.show_all(self._session.traffic.lines(self.panel.channel))

    def _add(self, channel: str, lines: tuple[Line, ...]) -> None:
        if not self.isHidden():
            self.panel.add_lines(channel, lines)

    def ask_save(self) -> None:
        """Lets the player choose a file and writes the log shown to it."""
        name, _kind = QFileDialog.getSaveFileName(self, self.tr("Save log"), "engine.log")
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Writes the log shown to a file, or says why that cannot be done."""
        try:
            write_atomically(path, f"{self.panel.text()}\n")
        except OSError as error:
            self._session.say(MessageKind.SAVE_FAILED, path.name, str(error))
        else:
            self._session.say(MessageKind.SAVED, path.name)

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Engine console"))
