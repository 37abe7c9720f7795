"""`Layout`: what of the window is shown, how it is laid out, and that both are kept."""

from __future__ import annotations

import base64

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QToolBar, QWidget

from gui.desk.commands import Section
from gui.desk.feature import Desk, Feature
from gui.game.state import GameState

_VERSION = 1  # of what Qt writes; raise it when docks change so much that old places are wrong


class Layout(Feature):
    """Shows and hides parts of the window; it is made last, when all of them are there."""

    def __init__(self, desk: Desk) -> None:
        """Add the commands."""
        super().__init__(desk)
        commands, now = desk.commands, desk.preferences.now
        commands.separate(Section.VIEW)
        self._side = commands.switch(
            "view.side",
            lambda: self.tr("Cards at the side"),
            lambda is_on: desk.preferences.change(side=is_on),
            "Ctrl+Alt+B",
            is_on=now.side,
        )
        self._toolbar = commands.switch(
            "view.toolbar",
            lambda: self.tr("Toolbar"),
            lambda is_on: desk.preferences.change(toolbar=is_on),
            "Ctrl+Alt+U",
            is_on=now.toolbar,
        )
        self._zen = commands.switch(
            "view.zen", lambda: self.tr("Board alone"), self._switch_zen, ("`", "~")
        )
        self._full = commands.switch(
            "view.full-screen", lambda: self.tr("Full screen"), self._switch_full, "F11"
        )
        self._hidden: list[QWidget] = []
        desk.preferences.changed.connect(self._follow)

    @property
    def is_zen(self) -> bool:
        """Whether the board is alone."""
        return self._zen.isChecked()

    def restore(self) -> None:
        """Lays the window out as it was when it was closed."""
        frame, now = self.desk.frame, self.desk.preferences.now
        if now.layout:
            frame.restoreState(QByteArray.fromBase64(now.layout.encode()), _VERSION)
        if now.side_width:
            QTimer.singleShot(0, frame, lambda: frame.use_side_width(now.side_width))
        self._follow()

    def _follow(self) -> None:
        now = self.desk.preferences.now
        self._side.setChecked(now.side)
        self._toolbar.setChecked(now.toolbar)
        if not self.is_zen:
            self.desk.frame.side.setVisible(now.side)
            self.desk.commands.toolbar.setVisible(now.toolbar)

    def _switch_zen(self, is_on: bool) -> None:  # noqa: FBT001 - what a switch tells
        frame = self.desk.frame
        if is_on:
            for command in self.desk.commands.all:
                frame.addAction(command.action)  # its keys work also while its menu is hidden
            docks, bars = frame.findChildren(QDockWidget), frame.findChildren(QToolBar)
            self._hidden = [part for part in (*docks, *bars) if not part.isHidden()]
            for part in (*self._hidden, frame.side):
                part.hide()
        else:
            for part in self._hidden:
                part.show()
            self._hidden = []
            self._follow()
        self._show_menu()

    def _switch_full(self, is_on: bool) -> None:  # noqa: FBT001 - what a switch tells
        frame = self.desk.frame
        state = frame.windowState()
        full = Qt.WindowState.WindowFullScreen
        frame.setWindowState(state | full if is_on else state & ~full)
        self._show_menu()

    def _show_menu(self) -> None:
        """Hides the menus only where the board alone fills the screen."""
        self.desk.frame.menuBar().setVisible(not (self.is_zen and self._full.isChecked()))

    def show_state(self, state: GameState) -> None:
        """Keeps other parts hidden while the board is alone."""
        if self.is_zen:
            for part in (*self.desk.frame.findChildren(QDockWidget), self.desk.frame.side):
                if not part.isHidden():
                    self._hidden += [part] if part is not self.desk.frame.side else []
                    part.hide()

    def close(self) -> None:
        """Keeps how the window is laid out."""
        if self.is_zen:
            self._zen.trigger()
        frame = self.desk.frame
        shape = base64.b64encode(bytes(frame.saveState(_VERSION).data())).decode("ascii")
        self.desk.preferences.change(layout=shape, side_width=frame.side_width)
