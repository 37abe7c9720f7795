"""`Play`: games against people and engines: who plays, the moves, the end."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMessageBox

from gogame.board.coords import Color
from gogame.errors import ConfigError
from gogame.programs import split_command
from gogame.trained import trained_sizes
from gui.desk.commands import Section
from gui.desk.feature import Desk, Feature
from gui.dialogs.engines import EnginesDialog, Machine
from gui.dialogs.new_game import NewGameDialog
from gui.engines.programs import is_program, presets
from gui.files.settings import network_of
from gui.files.snapshot import setup_from_json, setup_to_json
from gui.game import transitions
from gui.game.engines import EngineStatus, choice_to_json, second_engine_of
from gui.game.state import GameSetup, GameState, Phase
from gui.lessons.even_game import PlayedGame
from gui.looks.theme import Theme
from gui.views import texts
from gui.views.controls import Controls
from gui.views.engine_panel import EnginePanel
from gui.views.parts import make_label
from gui.views.players import PlayersPanel
from gui.views.score_panel import ScorePanel


class Play(Feature):
    """Owns the cards of the players, of the engine that plays and of the count."""

    def __init__(
        self,
        desk: Desk,
        may_leave: Callable[[], bool],
        results: Callable[[], tuple[PlayedGame, ...] | None] = lambda: None,
    ) -> None:
        """Add commands and cards.

        Args:
            desk: Where to work.
            may_leave: Asks the person whether the present game may be given up.
            results: The person's games against our engine; None if levels mean nothing here.
        """
        super().__init__(desk)
        self._may_leave = may_leave
        self._results = results
        self._title = make_label("faint", wraps=True)
        self.players = PlayersPanel(desk.theme)
        self.engine = EnginePanel(desk.theme)
        self.score = ScorePanel()
        self.controls = Controls(desk.theme)
        self._add_commands()
        for card in (self._title, self.players, self.engine, self.score):
            desk.frame.add_card(card)
        desk.frame.add_foot(self.controls)
        self._join()

    def _add_commands(self) -> None:
        session, commands = self.desk.session, self.desk.commands
        add = commands.add
        key = QKeySequence.StandardKey
        add("game.new", lambda: self.tr("New game…"), self.ask_new_game, key.New)
        commands.separate(Section.GAME)
        add("game.pass", lambda: self.tr("Pass"), session.pass_move, "P")
        add("game.undo", lambda: self.tr("Undo"), session.undo, key.Undo)
        add("game.resign", lambda: self.tr("Resign…"), self.ask_resign, "Ctrl+R")
        commands.separate(Section.GAME)
        add("game.engines", lambda: self.tr("Engines…"), self.ask_engines, "Ctrl+E")
        add("game.restart", lambda: self.tr("Restart engine"), session.restart_engine)
        commands.separate(Section.GAME)

    def _join(self) -> None:
        session = self.desk.session
        session.clocks_changed.connect(self.players.show_clocks)
        self.desk.board.point_clicked.connect(session.click)
        self.players.player_chosen.connect(session.set_player)
        self.players.engines_wanted.connect(self.ask_engines)
        self.engine.restart_clicked.connect(session.restart_engine)
        self.score.accepted.connect(session.accept_score)
        self.score.resumed.connect(session.resume)
        self.score.proposal_wanted.connect(lambda: session.change(transitions.propose_again))
        controls = self.controls
        controls.pass_clicked.connect(session.pass_move)
        controls.undo_clicked.connect(session.undo)
        controls.resign_clicked.connect(self.ask_resign)
        controls.new_clicked.connect(self.ask_new_game)
        controls.stepped.connect(session.step)

    def show_state(self, state: GameState) -> None:
        """Shows the players, the engine and the count."""
        self.players.show_state(state)
        self.engine.show_engine(state.engine)
        self.score.show_state(state)
        self.controls.show_state(state)
        self._enable(state)
        variant = state.variant
        title = texts.game_title(
            variant, state.setup.preset, state.position.komi, state.position.handicap
        )
        if state.setup.time.main_s or state.setup.time.period_s:
            title += f" · {texts.time_text(state.setup.time)}"
        self._title.setText(title)

    def _enable(self, state: GameState) -> None:
        commands = self.desk.commands
        is_playing = state.phase is Phase.PLAYING
        has_human = not (state.setup.black.is_ai and state.setup.white.is_ai)
        may_pass = (is_playing or state.is_editing) and not state.is_secret
        commands["game.pass"].setEnabled(state.can_try or (may_pass and state.is_human_turn))
        commands["game.undo"].setEnabled(state.can_undo)
        commands["game.resign"].setEnabled(is_playing and has_human and not state.is_secret)
        commands["game.restart"].setEnabled(state.engine.status is not EngineStatus.STARTING)

    def show_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        for view in (self.players, self.engine, self.controls):
            view.set_theme(theme)

    def ask_engines(self) -> None:
        """Lets the player choose who plays and which engine analyses."""
        session = self.desk.session
        setup = session.state.setup
        players = {color: setup.player(color) for color in Color}
        machine = Machine(presets(), split_command, is_program)
        analysis = session.state.analysis.choice
        second = second_engine_of(self.desk.preferences.now.second_engine)
        dialog = EnginesDialog(players, analysis, machine, self.desk.frame, second=second)
        if dialog.exec():
            chosen = dialog.chosen_players()
            for color in Color:
                if chosen[color] != players[color]:
                    session.set_player(color, chosen[color])
            analysis = dialog.chosen_analysis()
            last = replace(self._last_setup(), black=chosen[Color.BLACK], white=chosen[Color.WHITE])
            second = dialog.chosen_second()
            self.desk.preferences.change(
                analysis_engine=choice_to_json(analysis),
                second_engine="" if second is None else choice_to_json(second),
                new_game=json.dumps(setup_to_json(last)),
            )
            self.desk.preferences.keep()
            session.choose_analysis(analysis)
            session.compare(second)
        dialog.deleteLater()

    def ask_new_game(self) -> None:
        """Lets the player choose a game and begins it."""
        wants_even = self.desk.preferences.now.even_game
        network = network_of(self.desk.preferences.now)
        dialog = NewGameDialog(
            self._last_setup(),
            self.desk.frame,
            results=self._results(),
            wants_even=wants_even,
            learnt=trained_sizes(Path(network) if network else None),
        )
        if dialog.exec() and self._may_leave():
            setup = dialog.setup()
            self.desk.preferences.change(
                new_game=json.dumps(setup_to_json(setup)), even_game=dialog.wants_even
            )
            self.desk.preferences.keep()
            self.desk.session.new_game(setup)
        dialog.deleteLater()

    def _last_setup(self) -> GameSetup:
        try:
            return setup_from_json(json.loads(self.desk.preferences.now.new_game or "{}"))
        except (ConfigError, ValueError, RecursionError):
            return GameSetup()

    def ask_resign(self) -> None:
        """Gives up after a question."""
        box = QMessageBox(self.desk.frame)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("Do you want to resign?"))
        resign = box.addButton(self.tr("Resign"), QMessageBox.ButtonRole.AcceptRole)
        play_on = box.addButton(self.tr("Play on"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(play_on)  # one key too many loses no game
        box.exec()
        if box.clickedButton() is resign:
            self.desk.session.resign()
