"""`MainWindow`: puts the views together and joins them to the session; it decides nothing.

Every state goes to every view; every wish of a view goes to the session.
"""

from __future__ import annotations

import base64
import functools
import json
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gogame.board.coords import Color
from gogame.errors import ConfigError
from gogame.programs import split_command
from gui.analysis_mode import AnalysisMode
from gui.board_scene import scene_of
from gui.console_dock import ConsoleDock
from gui.dialogs.engines import EnginesDialog, Machine
from gui.dialogs.new_game import NewGameDialog
from gui.engines import choice_to_json
from gui.menus import Menus
from gui.programs import is_program, presets
from gui.session import Session
from gui.settings import Folders, Settings, save_settings
from gui.snapshot import setup_from_json, setup_to_json
from gui.state import GameSetup, GameState, Phase
from gui.theme import LIGHT, Theme, apply_colors, theme_named
from gui.translator import Translator
from gui.views import texts
from gui.views.board import BoardView
from gui.views.controls import Controls
from gui.views.engine_panel import EnginePanel
from gui.views.message_bar import MessageBar
from gui.views.parts import make_label
from gui.views.players import PlayersPanel
from gui.views.score_panel import ScorePanel

_SIDE_WIDTH = 316
_MANY_MOVES = 1_000_000


class MainWindow(QMainWindow):
    """The window of the program."""

    def __init__(
        self,
        session: Session,
        translator: Translator,
        folders: Folders,
        settings: Settings,
        theme: Theme = LIGHT,
    ) -> None:
        """Make all views and join them to the session."""
        super().__init__()
        self._session = session
        self._translator = translator
        self._folders = folders
        self._settings = settings
        self.board = BoardView(theme=theme)
        self.players = PlayersPanel(theme)
        self.engine = EnginePanel(theme)
        self.score = ScorePanel()
        self.controls = Controls(theme)
        self.messages = MessageBar()
        self._title = make_label("faint", wraps=True)
        self.menus = Menus(self, settings)
        self.analysis = AnalysisMode(session, self.menus, self.board, theme)
        self.console = ConsoleDock(self, session, self.menus.console)
        self._arrange()
        self._join()
        self.resize(1080, 800)
        if settings.geometry:
            self.restoreGeometry(QByteArray(base64.b64decode(settings.geometry)))
        self.board.setFocus()
        self._show(session.state)

    @property
    def session(self) -> Session:
        """What holds the state shown."""
        return self._session

    def _arrange(self) -> None:
        table = QWidget()
        table.setObjectName("table")
        below = QVBoxLayout(table)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.board, 1)
        below.addWidget(self.messages)
        below.addWidget(self.analysis.graph)
        side = QWidget()
        side.setObjectName("side")
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        for part in (self._title, self.players, self.engine, self.analysis.panel, self.score):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self.controls)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(side)
        scroll.setFixedWidth(_SIDE_WIDTH)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(table, 1)
        row.addWidget(scroll)
        self.setCentralWidget(middle)
        self.setMinimumSize(720, 560)

    def _join(self) -> None:
        session, menus = self._session, self.menus
        session.changed.connect(self._show)
        session.clocks_changed.connect(self.players.show_clocks)
        self.board.point_clicked.connect(session.click)
        self.board.stepped.connect(session.step)
        self.players.player_chosen.connect(session.set_player)
        self.engine.restart_clicked.connect(session.restart_engine)
        self.score.accepted.connect(session.accept_score)
        self.score.resumed.connect(session.resume)
        controls = self.controls
        controls.pass_clicked.connect(session.pass_move)
        controls.undo_clicked.connect(session.undo)
        controls.resign_clicked.connect(self.ask_resign)
        controls.new_clicked.connect(self.ask_new_game)
        controls.stepped.connect(session.step)
        menus.new_game.triggered.connect(self.ask_new_game)
        menus.open.triggered.connect(self.ask_open)
        menus.save.triggered.connect(self.save)
        menus.save_as.triggered.connect(self.ask_save_as)
        menus.quit.triggered.connect(self.close)
        menus.pass_move.triggered.connect(session.pass_move)
        menus.undo.triggered.connect(session.undo)
        menus.resign.triggered.connect(self.ask_resign)
        menus.restart.triggered.connect(session.restart_engine)
        for action, moves in (
            (menus.first, -_MANY_MOVES),
            (menus.back, -1),
            (menus.forward, 1),
            (menus.last, _MANY_MOVES),
        ):
            action.triggered.connect(functools.partial(self._step, moves))
        for switch in (menus.coordinates, menus.numbers, menus.ownership, menus.winrate):
            switch.toggled.connect(self._follow_menus)
        menus.engines.triggered.connect(self.ask_engines)
        self.players.engines_wanted.connect(self.ask_engines)
        for name, action in menus.appearances.items():
            action.triggered.connect(functools.partial(self.use_appearance, name))
        menus.about.triggered.connect(self.show_about)
        for code, action in menus.languages.items():
            action.triggered.connect(functools.partial(self.use_language, code))

    # Showing

    def _show(self, state: GameState) -> None:
        self.board.set_scene(scene_of(state, self.analysis.choices(self._settings)))
        self.analysis.show_state(state)
        self.players.show_state(state)
        self.engine.show_engine(state.engine)
        self.score.show_state(state)
        self.controls.show_state(state)
        self.menus.show_state(state)
        self.messages.show_message(state.message)
        variant = state.variant
        title = texts.game_title(
            variant, state.setup.preset, state.position.komi, state.position.handicap
        )
        if state.setup.time.main_s or state.setup.time.period_s:
            title += f" · {texts.time_text(state.setup.time)}"
        self._title.setText(title)
        name = "GoGame" if state.path is None else f"{state.path.name}[*] – GoGame"
        self.setWindowTitle(name)
        self.setWindowModified(state.unsaved and state.path is not None)

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._show(self._session.state)
        super().changeEvent(event)

    def _follow_menus(self) -> None:
        self._settings = replace(
            self._settings,
            coordinates=self.menus.coordinates.isChecked(),
            move_numbers=self.menus.numbers.isChecked(),
            ownership=self.menus.ownership.isChecked(),
            metric=self.analysis.metric.value,
        )
        self._show(self._session.state)

    def _step(self, moves: int) -> None:
        self._session.step(moves)

    def use_language(self, language: str) -> None:
        """Switches the language: a code, or empty for the system's."""
        self._translator.use(language)
        self._settings = replace(self._settings, language=language)

    def use_appearance(self, name: str) -> None:
        """Takes other colours: ``light``, ``dark``, or empty for the system's."""
        self._settings = replace(self._settings, appearance=name)
        theme = theme_named(name)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_colors(application, theme)
        for view in (self.board, self.players, self.engine, self.controls, self.analysis.graph):
            view.set_theme(theme)

    # Dialogs

    def ask_engines(self) -> None:
        """Lets the player choose who plays and which engine analyses."""
        session = self._session
        setup = session.state.setup
        players = {color: setup.player(color) for color in Color}
        machine = Machine(presets(), split_command, is_program)
        dialog = EnginesDialog(players, session.state.analysis.choice, machine, self)
        if dialog.exec():
            chosen = dialog.chosen_players()
            for color in Color:
                if chosen[color] != players[color]:
                    session.set_player(color, chosen[color])
            analysis = dialog.chosen_analysis()
            last = replace(self._last_setup(), black=chosen[Color.BLACK], white=chosen[Color.WHITE])
            self._settings = replace(
                self._settings,
                analysis_engine=choice_to_json(analysis),
                new_game=json.dumps(setup_to_json(last)),
            )
            self._keep_settings()
            session.choose_analysis(analysis)
        dialog.deleteLater()

    def ask_new_game(self) -> None:
        """Lets the player choose a game and begins it."""
        dialog = NewGameDialog(self._last_setup(), self)
        if dialog.exec() and self._may_leave():
            setup = dialog.setup()
            self._settings = replace(self._settings, new_game=json.dumps(setup_to_json(setup)))
            self._keep_settings()
            self._session.new_game(setup)

    def _last_setup(self) -> GameSetup:
        try:
            return setup_from_json(json.loads(self._settings.new_game or "{}"))
        except (ConfigError, ValueError, RecursionError):
            return GameSetup()

    def _may_leave(self) -> bool:
        """Asks before a game is given up that is neither finished nor saved."""
        state = self._session.state
        if state.phase is Phase.OVER or not (state.unsaved and state.move_number):
            return True
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("The present game is not finished."))
        box.setInformativeText(self.tr("Do you want to save it before you leave it?"))
        save = box.addButton(self.tr("Save…"), QMessageBox.ButtonRole.AcceptRole)
        leave = box.addButton(self.tr("Don't save"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.exec()
        if box.clickedButton() is save:
            return self.save()
        return box.clickedButton() is leave

    def ask_open(self) -> None:
        """Lets the player choose an SGF file and opens it."""
        dialog = self._file_dialog(self.tr("Open game"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        path = self._chosen_file(dialog)
        if path is not None and self._may_leave():
            self._session.open_file(path)

    def save(self) -> bool:
        """Saves to the game's file, or to one that the player chooses; False if none is."""
        path = self._session.state.path
        if path is None:
            return self.ask_save_as()
        self._session.save_file(path)
        return True

    def ask_save_as(self) -> bool:
        """Lets the player choose a file and saves to it; False if none is chosen."""
        path = self._session.state.path
        dialog = self._file_dialog(self.tr("Save game"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("sgf")
        dialog.selectFile(self.tr("game.sgf") if path is None else str(path))
        chosen = self._chosen_file(dialog)
        if chosen is None:
            return False
        self._session.save_file(chosen)
        return True

    def _file_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self, title, self._settings.folder)
        records, others = self.tr("Game records"), self.tr("All files")
        dialog.setNameFilters([f"{records} (*.sgf *.SGF)", f"{others} (*)"])
        return dialog

    def _chosen_file(self, dialog: QFileDialog) -> Path | None:
        is_chosen = bool(dialog.exec()) and bool(dialog.selectedFiles())
        path = Path(dialog.selectedFiles()[0]) if is_chosen else None
        if path is not None:
            self._settings = replace(self._settings, folder=str(path.parent))
        dialog.deleteLater()
        return path

    def ask_resign(self) -> None:
        """Gives up after a question."""
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("Do you want to resign?"))
        resign = box.addButton(self.tr("Resign"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Play on"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is resign:
            self._session.resign()

    def show_about(self) -> None:
        """Says what this program is."""
        text = self.tr("Play, analyse and train Go. Free software under the MIT licence.")
        QMessageBox.about(self, self.tr("About GoGame"), f"<b>GoGame</b><p>{text}</p>")

    # The end

    def _keep_settings(self) -> None:
        shape = base64.b64encode(bytes(self.saveGeometry().data())).decode("ascii")
        self._settings = replace(self._settings, geometry=shape)
        save_settings(self._folders.config, self._settings)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps the settings and the unfinished game."""
        self._keep_settings()
        self._session.close()
        super().closeEvent(event)
