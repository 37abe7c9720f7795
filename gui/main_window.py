"""`MainWindow`: makes the features of the window and shows them every state; it decides nothing."""

from __future__ import annotations

import base64
import functools

from PySide6.QtCore import QByteArray, QEvent
from PySide6.QtGui import QAction, QCloseEvent

from gui.board.scene import SceneChoices, scene_of
from gui.desk.commands import Commands
from gui.desk.feature import Desk, Feature
from gui.desk.frame import Frame
from gui.desk.preferences import Preferences
from gui.features.analysis import Analysis
from gui.features.conduct import Conducting
from gui.features.console import Console
from gui.features.drilling import Drilling
from gui.features.editing import Editing
from gui.features.even_games import EvenGames
from gui.features.exporting import Exporting
from gui.features.finder import Finder
from gui.features.finding import Finding
from gui.features.games import Games
from gui.features.guessing import Guessing
from gui.features.keyboard import Keyboard
from gui.features.layout import Layout
from gui.features.lines import Lines
from gui.features.looks import Looks
from gui.features.mistakes import Mistakes
from gui.features.overlays import Overlays
from gui.features.play import Play
from gui.features.records import Records
from gui.features.sounds import Sounds
from gui.features.support import Support
from gui.features.teaching import Teaching
from gui.features.training import Training
from gui.features.tutorial import Tutorial
from gui.features.variations import Variations
from gui.files.settings import Folders, Settings
from gui.game.state import GameState, MessageKind
from gui.i18n.translator import Translator
from gui.looks.theme import LIGHT, Theme
from gui.session import Session
from gui.views.board import BoardView
from gui.views.message_bar import MessageBar
from gui.views.parts import resize_in_room

_SIZE = (1080, 800)


class MainWindow(Frame):
    """The window of the program."""

    features: tuple[Feature, ...] = ()  # a change of the language may come before they are made

    def __init__(
        self,
        session: Session,
        translator: Translator,
        folders: Folders,
        settings: Settings,
        theme: Theme = LIGHT,
    ) -> None:
        """Make all features and join them to the session."""
        super().__init__()
        self._session = session
        self._theme = theme
        self.preferences = Preferences(settings, folders, self)
        self.commands = Commands(self)
        self.board = BoardView(theme=theme)
        self.messages = MessageBar()
        self.put_on_table(self.board, 1)
        self.put_on_table(self.messages)
        desk = Desk(session, self, self.board, self.commands, self.preferences, theme)
        self.records = Records(desk)
        self.games = Games(desk)
        self.exporting = Exporting(desk)
        self.editing = Editing(desk)
        self.finding = Finding(desk, self.records.may_leave)
        self.variations = Variations(desk)
        self.records.before_saving = self.variations.comments.flush
        self.even_games = EvenGames(desk)
        self.play = Play(desk, self.records.may_leave, self.even_games.results)
        self.conducting = Conducting(desk)
        self.teaching = Teaching(desk)
        self.guessing = Guessing(desk)
        self.drilling = Drilling(desk, self.records.may_leave)
        self.tutorial = Tutorial(desk)
        self.analysis = Analysis(desk)
        self.overlays = Overlays(desk)
        self.mistakes = Mistakes(desk)
        self.lines = Lines(desk)
        self.commands.put_on_toolbar("game.engines")
        self.training = Training(desk, self.records.may_leave)
        self.looks = Looks(desk, translator)
        self.console = Console(desk)
        self.finder = Finder(desk)
        self.sounds = Sounds(desk)
        self.keyboard = Keyboard(desk)
        self.support = Support(desk)
        self.layout_of_window = Layout(desk)
        self.features = (
            self.records,
            self.games,
            self.exporting,
            self.editing,
            self.finding,
            self.variations,
            self.play,
            self.even_games,
            self.conducting,
            self.teaching,
            self.guessing,
            self.drilling,
            self.tutorial,
            self.analysis,
            self.overlays,
            self.mistakes,
            self.lines,
            self.training,
            self.looks,
            self.console,
            self.finder,
            self.sounds,
            self.keyboard,
            self.support,
            self.layout_of_window,
        )
        self.commands.add("file.quit", lambda: self.tr("Quit"), self.close, "Ctrl+Q").setMenuRole(
            QAction.MenuRole.QuitRole
        )
        self.commands.retranslate()
        resize_in_room(self, *_SIZE)
        if settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))
        self.layout_of_window.restore()
        self.board.setFocus()
        session.changed.connect(self._show)
        self.preferences.changed.connect(self._follow_preferences)
        self.preferences.failed.connect(functools.partial(session.say, MessageKind.SETTINGS_FAILED))
        self._show(session.state)

    @property
    def session(self) -> Session:
        """What holds the state shown."""
        return self._session

    def _show(self, state: GameState) -> None:
        choices = SceneChoices()
        for feature in self.features:
            choices = feature.choose(choices)
        self.board.set_scene(scene_of(state, choices))
        self.messages.show_message(state.message)
        for feature in self.features:
            feature.show_state(state)

    def _follow_preferences(self) -> None:
        theme = self.preferences.theme
        if theme != self._theme:
            self._theme = theme
            self.board.set_theme(theme)
            for feature in self.features:
                feature.show_theme(theme)
        self._show(self._session.state)

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.commands.retranslate()
            self._show(self._session.state)
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps the settings and the unfinished game."""
        shape = base64.b64encode(bytes(self.saveGeometry().data())).decode("ascii")
        self.preferences.change(geometry=shape)
        for feature in self.features:
            feature.close()
        self.preferences.keep()
        self._session.close()
        super().closeEvent(event)
