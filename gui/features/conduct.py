"""`Conducting`: pausing, asking the engine for a move, watching engines play, playing out."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer

from gogame.board.coords import Color
from gui.desk.commands import Section
from gui.desk.feature import Desk, Feature
from gui.game import conducting
from gui.game.conduct import PACES_S
from gui.game.state import DEFAULT_AI, GameState, Phase
from gui.lessons import teaching


class Conducting(Feature):
    """Sees to it that moves come when they should."""

    def __init__(self, desk: Desk) -> None:
        """Add the commands."""
        super().__init__(desk)
        self._pace = _single_shot(self)
        self._pace.timeout.connect(self._move_on)
        self._end = _single_shot(self)
        self._end.timeout.connect(self._end_play_out)
        self._moving = (-1, -1)  # game and node of the move that the pace has asked for
        self._since = 0.0
        self._add_commands()
        pace_s = desk.preferences.now.pace_s
        desk.session.change(lambda state: conducting.paced(state, pace_s))
        ponders = desk.preferences.now.ponders
        desk.session.change(lambda state: conducting.pondering(state, is_on=ponders))

    def _add_commands(self) -> None:
        commands = self.desk.commands
        commands.separate(Section.GAME)
        commands.switch(
            "game.pause", lambda: self.tr("Pause"), self._switch_pause, ["Shift+P", "Pause"]
        )
        ask = commands.add(
            "game.ask", lambda: self.tr("Engine move"), self.ask, ["Return", "Enter"]
        )
        study = commands.switch(
            "game.study",
            lambda: self.tr("Analysis mode: engines wait to be asked"),
            self._switch_study,
            "Tab",
        )
        for action in (ask, study):
            # Elsewhere these keys end a line and go on to the next field, as everywhere.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.desk.board.addAction(action)
        commands.add("game.watch", lambda: self.tr("Engine against engine"), self.watch, "F5")
        commands.choices(
            "game.pace",
            lambda: self.tr("Pace of engines"),
            {f"{seconds:g}": (lambda s=seconds: self._pace_words(s)) for seconds in PACES_S},
            f"{self.desk.preferences.now.pace_s:g}",
            self._choose_pace,
        )
        commands.switch(
            "game.brief",
            lambda: self.tr("Engines think briefly"),
            lambda is_on: self.desk.session.change(
                lambda state: conducting.brief(state, is_on=is_on)
            ),
            "Ctrl+Shift+F",
        )
        commands.switch(
            "game.ponder", lambda: self.tr("Engine thinks on your time"), self._switch_pondering
        )
        commands.switch(
            "game.play-out", lambda: self.tr("Play out to the end"), self._switch_play_out, "L"
        )

    def _pace_words(self, seconds: float) -> str:
        if seconds == 0:
            return self.tr("As fast as they play")
        return self.tr("At least {0} s a move").format(f"{seconds:g}")

    # What the person wants

    def _switch_pause(self, is_on: bool) -> None:  # noqa: FBT001 - what a switch tells
        self.desk.session.change(lambda state: conducting.paused(state, is_paused=is_on))

    def ask(self) -> None:
        """Has the engine move now; where the teacher asks about a move, that move is kept."""
        self.desk.session.change(
            lambda state: teaching.kept(state) if state.is_teacher_turn else conducting.asked(state)
        )

    def _switch_study(self, is_on: bool) -> None:  # noqa: FBT001 - what a switch tells
        self.desk.session.change(lambda state: conducting.on_request(state, is_on=is_on))
        self.desk.session.analyse(is_on=is_on)

    def watch(self) -> None:
        """Lets engines play both colours from here."""
        session = self.desk.session
        setup = session.state.setup
        ours = next((p for p in (setup.black, setup.white) if p.is_ai), DEFAULT_AI)
        for color in Color:
            if not setup.player(color).is_ai:
                session.set_player(color, ours)

    def _choose_pace(self, code: str) -> None:
        pace_s = float(code)
        self.desk.preferences.change(pace_s=pace_s)
        self.desk.session.change(lambda state: conducting.paced(state, pace_s))

    def _switch_pondering(self, is_on: bool) -> None:  # noqa: FBT001 - what a switch tells
        self.desk.preferences.change(ponders=is_on)
        self.desk.session.change(lambda state: conducting.pondering(state, is_on=is_on))

    def _switch_play_out(self, is_on: bool) -> None:  # noqa: FBT001 - what a switch tells
        transition = conducting.play_out if is_on else conducting.played_out
        self.desk.session.change(transition)
        self._show_switches(self.desk.session.state)

    # What follows from a state

    def show_state(self, state: GameState) -> None:
        """Asks for the next move when it is due, and ends what has come to its end."""
        self._show_switches(state)
        if conducting.ends_play_out(state):
            self._end.start(0)
        is_due = conducting.is_due(state)
        if not is_due:
            self._pace.stop()
        elif not self._pace.isActive():
            thought_s = time.monotonic() - self._since if self._since else 0.0
            is_next = self._moving[0] == state.game and self._moving[1] != state.cursor
            left_s = state.conduct.pace_s - thought_s if is_next and self._since else 0.0
            self._pace.start(max(0, round(1000 * left_s)))

    def _show_switches(self, state: GameState) -> None:
        commands, conduct = self.desk.commands, state.conduct
        is_playing = state.phase is Phase.PLAYING
        commands["game.pause"].setChecked(conduct.is_paused)
        commands["game.pause"].setEnabled(conduct.is_paused or is_playing)
        commands["game.study"].setChecked(conduct.on_request)
        commands["game.brief"].setChecked(conduct.is_brief)
        commands["game.ponder"].setChecked(conduct.ponders)
        commands["game.ask"].setEnabled(conducting.can_ask(state))
        has_human = not (state.setup.black.is_ai and state.setup.white.is_ai)
        commands["game.watch"].setEnabled(is_playing and has_human)
        is_played_out = conduct.play_out is not None
        commands["game.play-out"].setChecked(is_played_out)
        commands["game.play-out"].setEnabled(is_played_out or conducting.can_play_out(state))

    def _move_on(self) -> None:
        state = self.desk.session.state
        if conducting.is_due(state):
            self._moving = (state.game, state.cursor)
            self._since = time.monotonic()
            self.desk.session.change(conducting.asked)

    def _end_play_out(self) -> None:
        if conducting.ends_play_out(self.desk.session.state):
            self.desk.session.change(conducting.played_out)

    def close(self) -> None:
        """Stops what is due later."""
        self._pace.stop()
        self._end.stop()


def _single_shot(parent: Conducting) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    return timer
