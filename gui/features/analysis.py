"""`Analysis`: what an engine thinks of positions: on the board, in a card, as a graph."""

from __future__ import annotations

from dataclasses import replace

from gogame.board.rules import WinCondition
from gui.analysis import Metric
from gui.board_scene import SceneChoices
from gui.commands import Section
from gui.feature import Desk, Feature
from gui.game_line import line_of
from gui.state import GameState
from gui.theme import Theme
from gui.views.analysis_panel import AnalysisPanel
from gui.views.graph import GraphView


class Analysis(Feature):
    """Owns the graph and the card of the analysis."""

    def __init__(self, desk: Desk) -> None:
        """Add commands, graph and card."""
        super().__init__(desk)
        session = desk.session
        self.graph = GraphView(desk.theme)
        self.panel = AnalysisPanel()
        self._is_reviewing = False
        self._add_commands()
        desk.frame.put_on_table(self.graph)
        desk.frame.add_card(self.panel)
        self.graph.move_chosen.connect(session.go_to_move)
        self.panel.review_clicked.connect(session.review)
        self.panel.restart_clicked.connect(session.restart_analysis)

    def _add_commands(self) -> None:
        session, commands, board = self.desk.session, self.desk.commands, self.desk.board
        preferences = self.desk.preferences
        commands.switch(
            "analysis.live",
            lambda: self.tr("Analyse"),
            lambda is_on: session.analyse(is_on=is_on),
            "A",
        )
        commands.add("analysis.review", self._review_text, session.review, "Ctrl+B")
        commands.separate(Section.ANALYSIS)
        commands.add(
            "analysis.next-line", lambda: self.tr("Show next line"), board.show_next_line, "."
        )
        commands.add("analysis.hide-line", lambda: self.tr("Hide line"), board.hide_line, "Esc")
        commands.add(
            "analysis.play-best", lambda: self.tr("Play best move"), session.play_best, ","
        )
        commands.separate(Section.ANALYSIS)
        commands.switch(
            "analysis.ownership",
            lambda: self.tr("Ownership"),
            lambda is_on: preferences.change(ownership=is_on),
            "T",
            is_on=preferences.now.ownership,
        )
        commands.switch(
            "analysis.winrate",
            lambda: self.tr("Winrate instead of score"),
            self._choose_metric,
            "W",
            is_on=preferences.now.metric == Metric.WINRATE,
        )
        commands.separate(Section.ANALYSIS)
        commands.add(
            "analysis.restart",
            lambda: self.tr("Restart analysis engine"),
            session.restart_analysis,
        )
        commands.put_on_toolbar("analysis.live", "analysis.review")
        commands.put_on_toolbar("analysis.ownership", "analysis.winrate")

    def _review_text(self) -> str:
        if self._is_reviewing:
            return self.tr("Stop analysing the game")
        return self.tr("Analyse whole game")

    def _choose_metric(self, is_winrate: bool) -> None:  # noqa: FBT001 - what a switch tells
        metric = Metric.WINRATE if is_winrate else Metric.SCORE
        self.desk.preferences.change(metric=metric.value)

    @property
    def metric(self) -> Metric:
        """What labels and the graph show; always chances to win where points decide nothing."""
        is_wanted = self.desk.preferences.now.metric == Metric.WINRATE
        is_scored = self.desk.session.state.variant.win is WinCondition.SCORE
        return Metric.WINRATE if is_wanted or not is_scored else Metric.SCORE

    def choose(self, choices: SceneChoices) -> SceneChoices:
        """Shows ownership, and labels in what the person likes."""
        return replace(choices, ownership=self.desk.preferences.now.ownership, metric=self.metric)

    def show_state(self, state: GameState) -> None:
        """Shows the analysis of a state."""
        analysis, commands = state.analysis, self.desk.commands
        is_shown = analysis.is_shown and state.quiz is None  # it knows what comes
        self.panel.show_state(state)
        self.panel.setVisible(is_shown)
        self.graph.setVisible(is_shown)
        if is_shown:
            self.graph.show_line(line_of(state), self.metric)
        commands["analysis.live"].setChecked(analysis.is_on)
        self._is_reviewing = analysis.review is not None
        commands["analysis.review"].setText(self._review_text())
        commands["analysis.restart"].setEnabled(analysis.engine is not None)
        for name in ("analysis.next-line", "analysis.hide-line", "analysis.play-best"):
            commands[name].setEnabled(analysis.is_on)

    def show_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        self.graph.set_theme(theme)
