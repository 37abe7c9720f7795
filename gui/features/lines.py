"""`Lines`: an engine's line put into the record as a variation."""

from __future__ import annotations

from collections.abc import Sequence

from gui.analysis.game_line import report_shown
from gui.desk.commands import Section
from gui.desk.feature import Desk, Feature
from gui.game.state import GameState, Phase
from gui.records import insertion


class Lines(Feature):
    """Inserts the line on the board."""

    def __init__(self, desk: Desk) -> None:
        """Add the command."""
        super().__init__(desk)
        commands = desk.commands
        commands.separate(Section.ANALYSIS)
        commands.add(
            "analysis.insert-line",
            lambda: self.tr("Put the line into the record"),
            self._insert_shown,
            "V",
        )
        desk.board.line_wanted.connect(self._insert)

    def _insert_shown(self) -> None:
        """Inserts the line on the board, or that of the best move."""
        line = self.desk.board.line_shown()
        report = report_shown(self.desk.session.state)
        if line is not None and line.actions:
            self._insert(line.actions)
        elif report is not None and report.best is not None:
            self._insert(report.best.pv)

    def _insert(self, actions: Sequence[int]) -> None:
        self.desk.session.change(lambda state: insertion.with_line(state, actions))

    def show_state(self, state: GameState) -> None:
        """Enables what can be done."""
        commands = self.desk.commands
        commands["analysis.insert-line"].setEnabled(
            state.analysis.is_on and state.phase is not Phase.PLACING
        )
