"""`Menus`: every action of the window, with its key and its words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from gui.settings import Settings
from gui.state import EngineStatus, GameState, Phase
from gui.translator import LANGUAGES


class Menus(QObject):
    """The menu bar of a window; the window connects the actions."""

    def __init__(self, window: QMainWindow, settings: Settings) -> None:
        """Fill the window's menu bar."""
        super().__init__(window)
        bar = window.menuBar()
        self._game = QMenu(window)
        self._view = QMenu(window)
        self._language = QMenu(window)
        self._help = QMenu(window)
        for menu in (self._game, self._view, self._language, self._help):
            bar.addMenu(menu)
        key = QKeySequence.StandardKey
        self.new_game = self._action(self._game, key.New)
        self.open = self._action(self._game, key.Open)
        self.save = self._action(self._game, key.Save)
        self.save_as = self._action(self._game, "Ctrl+Shift+S")
        self._game.addSeparator()
        self.pass_move = self._action(self._game, "P")
        self.undo = self._action(self._game, key.Undo)
        self.resign = self._action(self._game, "Ctrl+R")
        self._game.addSeparator()
        self.restart = self._action(self._game, None)
        self._game.addSeparator()
        self.quit = self._action(self._game, "Ctrl+Q")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.first = self._action(self._view, "Home")
        self.back = self._action(self._view, "Left")
        self.forward = self._action(self._view, "Right")
        self.last = self._action(self._view, "End")
        self._view.addSeparator()
        self.coordinates = self._switch("K", is_on=settings.coordinates)
        self.numbers = self._switch("M", is_on=settings.move_numbers)
        self.languages = self._language_actions(settings.language)
        self.about = self._action(self._help, None)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        window.installEventFilter(self)
        self._retranslate()

    def _action(self, menu: QMenu, key: QKeySequence.StandardKey | str | None) -> QAction:
        action = QAction(self)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        menu.addAction(action)
        return action

    def _switch(self, key: str, *, is_on: bool) -> QAction:
        action = self._action(self._view, key)
        action.setCheckable(True)
        action.setChecked(is_on)
        return action

    def _language_actions(self, chosen: str) -> dict[str, QAction]:
        group = QActionGroup(self)
        actions: dict[str, QAction] = {}
        for code, name in {"": "", **LANGUAGES}.items():
            action = self._action(self._language, None)
            action.setText(name)
            action.setCheckable(True)
            action.setChecked(code == chosen)
            group.addAction(action)
            actions[code] = action
        return actions

    def show_state(self, state: GameState) -> None:
        """Enables what can be done."""
        is_playing = state.phase is Phase.PLAYING
        has_human = not (state.setup.black.is_ai and state.setup.white.is_ai)
        self.pass_move.setEnabled(is_playing and state.is_human_turn)
        self.undo.setEnabled(state.can_undo)
        self.resign.setEnabled(is_playing and has_human)
        self.restart.setEnabled(state.engine.status is not EngineStatus.STARTING)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows another language, which Qt tells only to widgets."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        return super().eventFilter(watched, event)

    def _retranslate(self) -> None:
        self._game.setTitle(self.tr("&Game"))
        self._view.setTitle(self.tr("&View"))
        self._language.setTitle(self.tr("&Language"))
        self._help.setTitle(self.tr("&Help"))
        self.new_game.setText(self.tr("New game…"))
        self.open.setText(self.tr("Open…"))
        self.save.setText(self.tr("Save"))
        self.save_as.setText(self.tr("Save as…"))
        self.pass_move.setText(self.tr("Pass"))
        self.undo.setText(self.tr("Undo"))
        self.resign.setText(self.tr("Resign…"))
        self.restart.setText(self.tr("Restart engine"))
        self.quit.setText(self.tr("Quit"))
        self.first.setText(self.tr("First position"))
        self.back.setText(self.tr("Previous move"))
        self.forward.setText(self.tr("Next move"))
        self.last.setText(self.tr("Last move"))
        self.coordinates.setText(self.tr("Coordinates"))
        self.numbers.setText(self.tr("Move numbers"))
        self.languages[""].setText(self.tr("System language"))
        self.about.setText(self.tr("About GoGame"))
