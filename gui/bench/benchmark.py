"""`Benchmark`: measures the window while a 19x19 game of 250 moves is analysed (``--benchmark``).

First the start: when the first picture of the board was on the screen, and when a click had put a
stone on it. Then the thread of the window: how late its timer is (what a click would wait), how
long a new state of the analysis takes until all views know it, and how long the board takes to
paint with everything on. The engine is the one that the person has chosen.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QObject, Qt, QTimer

from gogame.board.variant import standard
from gui.analysis.choices import AnalysisChoices, Dots
from gui.analysis.labels import Label
from gui.bench.figures import Spread, peak_memory_mib, random_game
from gui.bench.first_move import FirstMove
from gui.game.state import HUMAN, GameSetup, GameState

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_MOVES = 250
_TICK_MS = 2
_REPAINTS = 100
_LONGEST_S = 120.0
_LABELS = (Label.SCORE, Label.WINRATE, Label.VISITS)


class Benchmark(QObject):
    """Analyses a game in the window, measures, prints and closes the window."""

    def __init__(self, window: MainWindow, output: TextIO) -> None:
        """Belong to a window that has just been shown.

        Args:
            window: The window.
            output: Where the figures are written.
        """
        super().__init__(window)
        self._window = window
        self._output = output
        self._first = FirstMove(window.board)
        self._first.played.connect(self._begin_analysis)
        self._began = 0.0
        self._lateness: list[float] = []
        self._states: list[float] = []
        self._state_work: list[float] = []
        self._steps = 0
        self._last = 0.0
        self._tick = QTimer(self)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._note_lateness)
        self._walk = QTimer(self)
        self._walk.setInterval(700)
        self._walk.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Plays the first stone; after that the analysis begins."""
        self._window.board.update()

    def _begin_analysis(self) -> None:
        """Sets the game up, switches everything on and begins to measure."""
        window, session = self._window, self._window.session
        session.new_game(GameSetup(standard(19, "chinese"), white=HUMAN))
        session.change(lambda state: random_game(state, _MOVES))
        choices = AnalysisChoices(labels=_LABELS, dots=Dots.ALL, both_curves=True)
        window.preferences.change(
            analysis=choices.to_json(), ownership=True, move_numbers=True, coordinates=True
        )
        if session.analyst is not None:
            session.analyst.changed.disconnect(session.take_analysis)
            session.analyst.changed.connect(self._time_state)
        session.analyse(is_on=True)
        session.review()
        self._began = time.monotonic()
        self._last = time.perf_counter()
        self._tick.start()
        self._walk.start()

    def _time_state(self) -> None:
        """Hands a new state of the analysis on, and notes how long the views took."""
        began, worked = time.perf_counter(), time.thread_time()
        self._window.session.take_analysis()
        self._states.append(1000 * (time.perf_counter() - began))
        self._state_work.append(1000 * (time.thread_time() - worked))

    def _note_lateness(self) -> None:
        now = time.perf_counter()
        self._lateness.append(max(0.0, 1000 * (now - self._last) - _TICK_MS))
        self._last = now

    def _go_on(self) -> None:
        """Looks at other moves now and then; ends when the game is analysed."""
        session = self._window.session
        state = session.state
        is_begun = bool(state.analysis.reports.by_key)
        is_done = is_begun and state.analysis.review is None
        if is_done or time.monotonic() - self._began > _LONGEST_S:
            self._finish(state)
            return
        self._steps += 1
        session.go_to_move(_MOVES - self._steps * 7 % 200)

    def _finish(self, state: GameState) -> None:
        self._tick.stop()
        self._walk.stop()
        seconds = time.monotonic() - self._began
        lines = [
            f"{len(state.analysis.reports.by_key)} positions analysed in {seconds:.1f} s",
            Spread.of(self._lateness).line("event loop, later than due"),
            Spread.of(self._states).line("state of the analysis to all views"),
            Spread.of(self._state_work).line("  by the processor's clock"),
            self._paint().line("paint, by the processor's clock"),
        ]
        lines += self._first.lines()
        memory = peak_memory_mib()
        if memory is not None:
            lines.append(f"{'most memory of the window':<36} {memory:.0f} MiB")
        self._output.write("\n".join(lines) + "\n")
        self._output.flush()
        self._window.close()

    def _paint(self) -> Spread:
        """Returns how long the board takes to paint, by the clock of the processor."""
        times: list[float] = []
        for _ in range(_REPAINTS):
            began = time.thread_time()
            self._window.board.repaint()
            times.append(1000 * (time.thread_time() - began))
        return Spread.of(times)
