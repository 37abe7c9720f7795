"""`Analysis`: what an engine thinks of positions: on the board, in a card, as a graph."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer

from gogame.board.rules import WinCondition
from gui.analysis.choices import AnalysisChoices, choices_from
from gui.analysis.game_line import line_of, rival_line_of
from gui.analysis.labels import metric_of
from gui.board.scene import SceneChoices
from gui.desk.commands import Section
from gui.desk.feature import Desk, Feature
from gui.dialogs.analysis_choices import AnalysisDialog
from gui.game.reports import Metric
from gui.game.state import GameState
from gui.looks.theme import Theme
from gui.views.analysis_panel import AnalysisPanel
from gui.views.graph import GraphView


class Analysis(Feature):
    """Owns the graph and the card of the analysis, and its choices."""

    def __init__(self, desk: Desk) -> None:
        """Add commands, graph and card."""
        super().__init__(desk)
        session = desk.session
        self.graph = GraphView(desk.theme)
        self.panel = AnalysisPanel()
        self._is_reviewing = False
        self._game = session.state.game
        self._add_live()
        self._add_line()
        desk.frame.put_on_table(self.graph)
        desk.frame.add_card(self.panel)
        self.graph.move_chosen.connect(session.go_to_move)
        self.panel.review_clicked.connect(session.review)
        self.panel.restart_clicked.connect(session.restart_analysis)
        desk.preferences.changed.connect(self._follow_choices)
        self._follow_choices()

    @property
    def choices(self) -> AnalysisChoices:
        """How positions are analysed and shown."""
        return choices_from(self.desk.preferences.now.analysis)

    def _follow_choices(self) -> None:
        for analyst in (self.desk.session.analyst, self.desk.session.rival):
            if analyst is not None:
                analyst.follow_choices(self.choices)

    def _add_live(self) -> None:
        session, commands = self.desk.session, self.desk.commands
        commands.switch(
            "analysis.live",
            lambda: self.tr("Analyse"),
            lambda is_on: session.analyse(is_on=is_on),
            "A",
        )
        hold = commands.switch(
            "analysis.hold", lambda: self.tr("Stop searching, keep the result"), self._hold, "Space"
        )
        self.desk.board.addAction(hold)  # buttons keep their own use of the space bar
        hold.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        commands.add("analysis.review", self._review_text, session.review, "Ctrl+B")
        commands.add(
            "analysis.settings",
            lambda: self.tr("Analysis settings…"),
            self.ask_choices,
            "Ctrl+Alt+A",
        )
        commands.separate(Section.ANALYSIS)

    def _add_line(self) -> None:
        session, commands, board = self.desk.session, self.desk.commands, self.desk.board
        preferences = self.desk.preferences
        commands.add(
            "analysis.next-line", lambda: self.tr("Show next line"), board.show_next_line, "."
        )
        commands.add("analysis.hide-line", lambda: self.tr("Hide line"), board.hide_line, "Esc")
        commands.add(
            "analysis.longer-line",
            lambda: self.tr("One move more of the line"),
            lambda: board.lengthen_line(1),
            "]",
        )
        commands.add(
            "analysis.shorter-line",
            lambda: self.tr("One move less of the line"),
            lambda: board.lengthen_line(-1),
            "[",
        )
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

    def _hold(self, is_held: bool) -> None:  # noqa: FBT001 - what a switch tells
        if self.desk.session.analyst is not None:
            self.desk.session.analyst.hold(is_held=is_held)

    def _choose_metric(self, is_winrate: bool) -> None:  # noqa: FBT001 - what a switch tells
        metric = Metric.WINRATE if is_winrate else Metric.SCORE
        self.desk.preferences.change(metric=metric.value)

    def ask_choices(self) -> None:
        """Lets the person choose how positions are analysed and shown."""
        dialog = AnalysisDialog(self.choices, self.desk.frame)
        if dialog.exec():
            chosen = dialog.choices()
            metric = metric_of(chosen.labels) or self.metric
            self.desk.preferences.change(analysis=chosen.to_json(), metric=metric.value)
            self.desk.preferences.keep()
        dialog.deleteLater()

    @property
    def metric(self) -> Metric:
        """What labels and the graph show; always chances to win where points decide nothing."""
        is_wanted = self.desk.preferences.now.metric == Metric.WINRATE
        is_scored = self.desk.session.state.variant.win is WinCondition.SCORE
        return Metric.WINRATE if is_wanted or not is_scored else Metric.SCORE

    def choose(self, choices: SceneChoices) -> SceneChoices:
        """Shows ownership, and labels in what the person likes."""
        return replace(
            choices,
            ownership=self.desk.preferences.now.ownership,
            metric=self.metric,
            analysis=self.choices,
        )

    def show_state(self, state: GameState) -> None:
        """Shows the analysis of a state."""
        analysis, commands = state.analysis, self.desk.commands
        self.panel.show_state(state)
        is_shown = analysis.is_shown and not state.is_secret  # it knows what comes
        self.panel.setVisible(is_shown)
        self.graph.setVisible(is_shown)
        if is_shown:
            self.graph.show_line(
                line_of(state),
                self.metric,
                has_both=self.choices.both_curves,
                rival=rival_line_of(state),
            )
        commands["analysis.live"].setChecked(analysis.is_on)
        commands["analysis.winrate"].setChecked(self.metric is Metric.WINRATE)
        commands["analysis.hold"].setChecked(analysis.is_held)
        commands["analysis.hold"].setEnabled(analysis.is_on)
        commands["analysis.restart"].setEnabled(analysis.engine is not None)
        self._is_reviewing = analysis.review is not None
        commands["analysis.review"].setText(self._review_text())
        for name in ("next-line", "hide-line", "longer-line", "shorter-line", "play-best"):
            commands[f"analysis.{name}"].setEnabled(analysis.is_on)
        self._review_when_opened(state)

    def _review_when_opened(self, state: GameState) -> None:
        """Begins the analysis of a game that was opened, where the person wants it."""
        is_new, self._game = state.game != self._game, state.game
        if is_new and state.is_record and self.choices.on_load and state.analysis.review is None:
            QTimer.singleShot(0, self.desk.session.review)

    def show_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        self.graph.set_theme(theme)
