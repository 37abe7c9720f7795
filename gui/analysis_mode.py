"""`AnalysisMode`: the views of the analysis, joined to the menus and the session."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.analysis import Metric
from gui.board_scene import SceneChoices
from gui.game_line import line_of
from gui.menus import Menus
from gui.session import Session
from gui.settings import Settings
from gui.state import GameState
from gui.theme import Theme
from gui.views.analysis_panel import AnalysisPanel
from gui.views.board import BoardView
from gui.views.graph import GraphView


class AnalysisMode(QObject):
    """Owns the graph and the card of the analysis; the window puts them where they belong."""

    def __init__(self, session: Session, menus: Menus, board: BoardView, theme: Theme) -> None:
        """Make the views and join them."""
        super().__init__(menus)
        self._menus = menus
        self._session = session
        self.graph = GraphView(theme)
        self.panel = AnalysisPanel()
        self.graph.move_chosen.connect(session.go_to_move)
        self.panel.review_clicked.connect(session.review)
        self.panel.restart_clicked.connect(session.restart_analysis)
        menus.analyse.triggered.connect(self._switch)
        menus.review.triggered.connect(session.review)
        menus.restart_analysis.triggered.connect(session.restart_analysis)
        menus.next_line.triggered.connect(board.show_next_line)
        menus.hide_line.triggered.connect(board.hide_line)
        menus.play_best.triggered.connect(session.play_best)

    def _switch(self) -> None:
        self._session.analyse(is_on=self._menus.analyse.isChecked())

    @property
    def metric(self) -> Metric:
        """What candidates are labelled with and the graph shows."""
        return Metric.WINRATE if self._menus.winrate.isChecked() else Metric.SCORE

    def choices(self, settings: Settings) -> SceneChoices:
        """Returns what the player wants to see on the board."""
        return SceneChoices(
            settings.coordinates,
            settings.move_numbers,
            self._menus.ownership.isChecked(),
            self.metric,
        )

    def show_state(self, state: GameState) -> None:
        """Shows the analysis of a state."""
        self.panel.show_state(state)
        self.graph.setVisible(state.analysis.is_shown)
        if state.analysis.is_shown:
            self.graph.show_line(line_of(state), self.metric)
