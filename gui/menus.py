"""`Menus`: every action of the window, with its key and its words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from gui.analysis import Metric
from gui.engines import EngineStatus
from gui.settings import Settings
from gui.state import GameState, Phase
from gui.translator import LANGUAGES

APPEARANCES = ("", "light", "dark")


class Menus(QObject):
    """The menu bar of a window; the window connects the actions."""

    def __init__(self, window: QMainWindow, settings: Settings) -> None:
        """Fill the window's menu bar."""
        super().__init__(window)
        self._is_reviewing = False
        bar = window.menuBar()
        self._game = QMenu(window)
        self._view = QMenu(window)
        self._analysis = QMenu(window)
        self._appearance = QMenu(window)
        self._language = QMenu(window)
        self._help = QMenu(window)
        for menu in (self._game, self._view, self._analysis, self._language, self._help):
            bar.addMenu(menu)
        self.toolbar = QToolBar(window)
        self.toolbar.setObjectName("toolbar")
        self.toolbar.setMovable(False)
        self.toolbar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        window.addToolBar(self.toolbar)
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
        self.engines = self._action(self._game, "Ctrl+E")
        self.restart = self._action(self._game, None)
        self._game.addSeparator()
        self.quit = self._action(self._game, "Ctrl+Q")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.first = self._action(self._view, "Home")
        self.back = self._action(self._view, "Left")
        self.forward = self._action(self._view, "Right")
        self.last = self._action(self._view, "End")
        self._view.addSeparator()
        self.coordinates = self._switch(self._view, "K", is_on=settings.coordinates)
        self.numbers = self._switch(self._view, "M", is_on=settings.move_numbers)
        self._view.addSeparator()
        self.console = self._switch(self._view, "F12", is_on=False)
        self._view.addMenu(self._appearance)
        self.appearances = self._choices(
            self._appearance, dict.fromkeys(APPEARANCES, ""), settings.appearance
        )
        self._fill_analysis(settings)
        self.languages = self._choices(self._language, {"": "", **LANGUAGES}, settings.language)
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

    def _fill_analysis(self, settings: Settings) -> None:
        menu = self._analysis
        self.analyse = self._switch(menu, "A", is_on=False)
        self.review = self._action(menu, "Ctrl+B")
        menu.addSeparator()
        self.next_line = self._action(menu, ".")
        self.hide_line = self._action(menu, "Esc")
        self.play_best = self._action(menu, ",")
        menu.addSeparator()
        self.ownership = self._switch(menu, "T", is_on=settings.ownership)
        self.winrate = self._switch(menu, "W", is_on=settings.metric == Metric.WINRATE)
        menu.addSeparator()
        self.restart_analysis = self._action(menu, None)
        for action in (self.analyse, self.review, None, self.ownership, self.winrate, None):
            if action is None:
                self.toolbar.addSeparator()
            else:
                self.toolbar.addAction(action)
        self.toolbar.addAction(self.engines)

    def _switch(self, menu: QMenu, key: str, *, is_on: bool) -> QAction:
        action = self._action(menu, key)
        action.setCheckable(True)
        action.setChecked(is_on)
        return action

    def _choices(self, menu: QMenu, names: dict[str, str], chosen: str) -> dict[str, QAction]:
        """Returns actions of which one is checked, by their codes."""
        group = QActionGroup(self)
        actions: dict[str, QAction] = {}
        for code, name in names.items():
            action = self._action(menu, None)
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
        analysis = state.analysis
        self.analyse.setChecked(analysis.is_on)
        self._is_reviewing = analysis.review is not None
        self.review.setText(self._review_text())
        self.restart_analysis.setEnabled(analysis.engine is not None)
        for action in (self.next_line, self.hide_line, self.play_best):
            action.setEnabled(analysis.is_on)

    def _review_text(self) -> str:
        if self._is_reviewing:
            return self.tr("Stop analysing the game")
        return self.tr("Analyse whole game")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows another language, which Qt tells only to widgets."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        return super().eventFilter(watched, event)

    def _retranslate(self) -> None:
        self._game.setTitle(self.tr("&Game"))
        self._view.setTitle(self.tr("&View"))
        self._analysis.setTitle(self.tr("&Analysis"))
        self._appearance.setTitle(self.tr("Appearance"))
        self.toolbar.setWindowTitle(self.tr("Tools"))
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
        self.console.setText(self.tr("Engine console"))
        self.engines.setText(self.tr("Engines…"))
        self.analyse.setText(self.tr("Analyse"))
        self.review.setText(self._review_text())
        self.next_line.setText(self.tr("Show next line"))
        self.hide_line.setText(self.tr("Hide line"))
        self.play_best.setText(self.tr("Play best move"))
        self.ownership.setText(self.tr("Ownership"))
        self.winrate.setText(self.tr("Winrate instead of score"))
        self.restart_analysis.setText(self.tr("Restart analysis engine"))
        self.appearances[""].setText(self.tr("As the system"))
        self.appearances["light"].setText(self.tr("Light"))
        self.appearances["dark"].setText(self.tr("Dark"))
        self.languages[""].setText(self.tr("System language"))
        self.about.setText(self.tr("About GoGame"))
