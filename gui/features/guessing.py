"""`Guessing`: guess the moves of a game, with a running score."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from gogame.board.coords import Color
from gui.desk.commands import Section
from gui.desk.feature import Desk, Feature
from gui.game.state import GameState
from gui.lessons import guessing
from gui.views.quiz_panel import QuizPanel


class Guessing(Feature):
    """Owns the card of the quiz."""

    def __init__(self, desk: Desk) -> None:
        """Add commands and card."""
        super().__init__(desk)
        session, commands = desk.session, desk.commands
        self.panel = QuizPanel()
        self._has_asked = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._look)
        commands.separate(Section.GAME)
        commands.switch("game.guess", lambda: self.tr("Guess the moves"), self._switch, "Ctrl+J")
        commands.add(
            "game.guess-black",
            lambda: self.tr("Guess Black's moves"),
            lambda: self._begin(Color.BLACK),
        )
        commands.add(
            "game.guess-white",
            lambda: self.tr("Guess White's moves"),
            lambda: self._begin(Color.WHITE),
        )
        commands.add(
            "game.guess-next",
            lambda: self.tr("Next move to guess"),
            lambda: session.change(guessing.advanced),
            "J",
        )
        desk.frame.add_card(self.panel)
        self.panel.next_wanted.connect(lambda: session.change(guessing.advanced))
        self.panel.ended.connect(lambda: session.change(guessing.ended))

    def _begin(self, color: Color | None) -> None:
        self.desk.session.change(lambda state: guessing.started(guessing.ended(state), color))

    def _switch(self, is_on: bool) -> None:  # noqa: FBT001 - what a switch tells
        if is_on:
            self._begin(None)
        else:
            self.desk.session.change(guessing.ended)

    def show_state(self, state: GameState) -> None:
        """Shows the quiz, and has the position of the question looked at."""
        commands = self.desk.commands
        is_on = state.quiz is not None
        self.panel.show_state(state)
        commands["game.guess"].setChecked(is_on)
        can_start = is_on or guessing.can_start(state)
        for name in ("game.guess", "game.guess-black", "game.guess-white"):
            commands[name].setEnabled(can_start)
        commands["game.guess-next"].setEnabled(is_on)
        if is_on or self._has_asked:
            self._soon.start()

    def _look(self) -> None:
        state = self.desk.session.state
        is_open = guessing.mover(state) is not None
        self._has_asked = is_open
        self.desk.session.examine((state.cursor,) if is_open else (), guessing.QUIZ_VISITS)

    def close(self) -> None:
        """Stops looking."""
        self._soon.stop()
