"""`Mistakes`: what moves lost: a list, the way from one to the next, a report of the game."""

from __future__ import annotations

from gui.analysis.choices import AnalysisChoices, choices_from
from gui.analysis.performance import Judge, JudgedMove, next_mistake, performance_of
from gui.desk.commands import Section
from gui.desk.feature import Desk, Feature
from gui.dialogs.performance import PerformanceDialog
from gui.engines.queries import ReviewWish
from gui.game.reports import keys_of
from gui.game.state import GameState
from gui.looks.theme import Theme
from gui.views.mistakes_panel import MistakesPanel


class Mistakes(Feature):
    """Owns the card of mistakes."""

    def __init__(self, desk: Desk) -> None:
        """Add commands and card."""
        super().__init__(desk)
        self._judge = Judge()
        self.panel = MistakesPanel(desk.theme)
        self.dialog: PerformanceDialog | None = None
        self._add_commands()
        desk.frame.add_card(self.panel)
        self.panel.move_chosen.connect(desk.session.go_to_move)

    @property
    def choices(self) -> AnalysisChoices:
        """How positions are analysed and shown."""
        return choices_from(self.desk.preferences.now.analysis)

    def _add_commands(self) -> None:
        commands = self.desk.commands
        commands.separate(Section.ANALYSIS)
        commands.add(
            "analysis.next-mistake",
            lambda: self.tr("Next mistake"),
            lambda: self._go(1),
            "N",
        )
        commands.add(
            "analysis.previous-mistake",
            lambda: self.tr("Previous mistake"),
            lambda: self._go(-1),
            "Shift+N",
        )
        commands.add(
            "analysis.deeper",
            lambda: self.tr("Analyse whole game more deeply"),
            self._deepen_all,
            "F2",
        )
        commands.add(
            "analysis.deeper-mistakes",
            lambda: self.tr("Analyse the mistakes more deeply"),
            self._deepen_mistakes,
            "Shift+F2",
        )
        commands.add(
            "analysis.report", lambda: self.tr("Report of the game…"), self.show_report, "F3"
        )

    def moves(self) -> tuple[JudgedMove, ...]:
        """Returns the judged moves of the line shown."""
        return self._judge.moves(self.desk.session.state)

    def show_state(self, state: GameState) -> None:
        """Shows the mistakes of the line shown."""
        is_shown = state.analysis.is_shown and not state.is_secret  # they tell what comes
        moves = self._judge.moves(state) if is_shown else ()
        self.panel.show_moves(moves, state, self.choices.mistake)
        for name in ("next-mistake", "previous-mistake", "deeper-mistakes", "report"):
            self.desk.commands[f"analysis.{name}"].setEnabled(bool(moves))
        self.desk.commands["analysis.deeper"].setEnabled(state.analysis.review is None)

    def show_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        self.panel.set_theme(theme)

    def _go(self, step: int) -> None:
        session = self.desk.session
        place = session.state.move_number
        found = next_mistake(self.moves(), place, self.choices.mistake, step=step)
        if found is not None:
            session.go_to_move(found.place)

    def _deepen_all(self) -> None:
        if self.desk.session.analyst is not None:
            self.desk.session.analyst.review(ReviewWish(self.choices.deep_visits))

    def _deepen_mistakes(self) -> None:
        """Analyses the positions before and after every mistake again."""
        state = self.desk.session.state
        keys = keys_of(state.tree, state.tree.end_of_line(state.cursor))
        wanted = {
            keys[place]
            for move in self.moves()
            if move.is_mistake(self.choices.mistake)
            for place in (move.place - 1, move.place)
        }
        if wanted and self.desk.session.analyst is not None:
            wish = ReviewWish(self.choices.deep_visits, frozenset(wanted))
            self.desk.session.analyst.review(wish)

    def show_report(self) -> None:
        """Shows how well both players played."""
        state = self.desk.session.state
        moves = self.moves()
        self.dialog = PerformanceDialog(
            performance_of(state, moves), moves, state, self.choices.mistake, self.desk.frame
        )
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()
