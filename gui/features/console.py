"""`Console`: what is said between the program and its engines, in a dock hidden at first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QFileDialog

from gui.desk.feature import Desk, Feature
from gui.engines.traffic import Line
from gui.files.settings import write_atomically
from gui.game.state import GameState, MessageKind
from gui.views.console import ConsolePanel

_HEIGHT = 210


class Console(Feature):
    """Joins a `ConsolePanel` to the session; it is filled only while it is seen."""

    def __init__(self, desk: Desk) -> None:
        """Put a hidden console at the foot of the window."""
        super().__init__(desk)
        self._session = desk.session
        self._action = desk.commands.switch(
            "view.console",
            lambda: self.tr("Engine console"),
            self._switch,
            "F12",
        )
        self.panel = ConsolePanel()
        self.dock = QDockWidget(desk.frame)
        self.dock.setObjectName("console")
        self.dock.setWidget(self.panel)
        desk.frame.add_dock(self.dock, Qt.DockWidgetArea.BottomDockWidgetArea, _HEIGHT)
        self.dock.visibilityChanged.connect(self._follow_visibility)
        traffic = desk.session.traffic
        for channel in traffic.channels:
            self.panel.add_channel(channel)
        traffic.opened.connect(self.panel.add_channel)
        traffic.grew.connect(self._add)
        self.panel.channel_chosen.connect(self._fill)
        self.panel.command_typed.connect(desk.session.type_command)
        self.panel.save_clicked.connect(self.ask_save)

    def _switch(self, is_on: bool) -> None:  # noqa: FBT001 - what a switch tells
        self.dock.setVisible(is_on)

    def _follow_visibility(self) -> None:
        if self.dock.isHidden():
            self._action.setChecked(False)
            return
        self._action.setChecked(True)
        self._fill()
        self.panel.command.setFocus()

    def _fill(self) -> None:
        if not self.dock.isHidden():
            self.panel.show_all(self._session.traffic.lines(self.panel.channel))

    def _add(self, channel: str, lines: tuple[Line, ...]) -> None:
        if not self.dock.isHidden():
            self.panel.add_lines(channel, lines)

    def ask_save(self) -> None:
        """Lets the player choose a file and writes the log shown to it."""
        name, _kind = QFileDialog.getSaveFileName(
            self.desk.frame, self.tr("Save log"), "engine.log"
        )
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

    def show_state(self, state: GameState) -> None:
        """Takes the title in the language of now."""
        self.dock.setWindowTitle(self.tr("Engine console"))
