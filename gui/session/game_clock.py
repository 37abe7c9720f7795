"""`GameClock`: counts the seconds of whoever is to move, and says when they are used up."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

from gogame.board.coords import Color
from gogame.clock import TimeSettings
from gui.game.clocks import Clocks
from gui.game.engines import EngineStatus
from gui.game.state import GameState, Phase

_TICK_MS = 100


class GameClock(QObject):
    """Runs while a game with clocks is played; an engine's clock only while it thinks.

    Looking back at earlier moves does not stop it.

    Signals:
        ticked: The `Clocks` of now.
        expired: The `Color` whose time is up.
    """

    ticked = Signal(object)
    expired = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without a game."""
        super().__init__(parent)
        self._turn: tuple[int, int, TimeSettings] | None = None
        self._clocks: Clocks | None = None
        self._color = Color.BLACK
        self._spent_s = 0.0
        self._since: float | None = None
        self._was_over = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    def follow(self, state: GameState) -> None:
        """Takes the turn and the clocks of a state; the same turn goes on counting.

        Nothing is counted while a variation is played out or the game is paused. Whoever has lost
        on time gets a renewed clock when play is resumed.
        """
        if state.conduct.play_out is not None:
            self._run(runs=False)
            return
        end = state.tree.end_of_line(state.cursor)
        turn = (state.game, end, state.setup.time)
        if turn != self._turn:
            self._turn = turn
            self._spent_s = 0.0
            self._since = None
            self._clocks = state.tree[end].clocks if end != state.cursor else state.clocks
            self._color = state.tree.position(end).to_play
        if self._was_over and state.phase is Phase.PLAYING:
            self._renew()
        self._was_over = state.phase is Phase.OVER
        if self._clocks is None:
            self._timer.stop()
            return
        is_ai = state.setup.player(self._color).is_ai
        is_played = state.phase is Phase.PLAYING and not state.conduct.is_paused
        runs = is_played and (not is_ai or state.engine.status is EngineStatus.THINKING)
        self._run(runs=runs)
        self.ticked.emit(self.now())

    def _renew(self) -> None:
        now = self.now()
        if now is not None and now.of(self._color).expired:
            self._clocks = now.with_clock(self._color, now.of(self._color).renewed())
            self._spent_s = 0.0
            self._since = None

    def _run(self, *, runs: bool) -> None:
        if runs and self._since is None:
            self._since = time.monotonic()
            self._timer.start()
        elif not runs:
            self._spent_s = self._seconds()
            self._since = None
            self._timer.stop()

    def _seconds(self) -> float:
        running = 0.0 if self._since is None else time.monotonic() - self._since
        return self._spent_s + running

    def now(self) -> Clocks | None:
        """Returns both clocks as they are, or None in a game without."""
        if self._clocks is None:
            return None
        spent = self._clocks.of(self._color).spent(self._seconds())
        return self._clocks.with_clock(self._color, spent)

    def after_move(self) -> Clocks | None:
        """Returns both clocks as they are once whoever is to move has moved."""
        now = self.now()
        return None if now is None else now.with_clock(self._color, now.of(self._color).moved())

    def stop(self) -> None:
        """Stops counting."""
        self._run(runs=False)

    def _tick(self) -> None:
        now = self.now()
        if now is None:
            return
        self.ticked.emit(now)
        if now.of(self._color).expired:
            self._run(runs=False)
            self.expired.emit(self._color)
