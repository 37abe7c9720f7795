"""`Overlays`: what of an analysis lies over the board, and where the engine is to look."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from gogame.board.coords import EMPTY
from gui.analysis.choices import AnalysisChoices, Dots, Territory, choices_from
from gui.analysis.game_line import report_shown
from gui.desk.commands import Section
from gui.desk.feature import Desk, Feature
from gui.game.focus import NO_FOCUS, Focus, rectangle
from gui.game.state import GameState

_SWEEP_VISITS = 12
_EQUAL_MOVES = 10
_ALTERNATIVE_VISITS = 300


class Overlays(Feature):
    """Policy, territory, dots; the region of interest; moves that are looked at by themselves."""

    def __init__(self, desk: Desk) -> None:
        """Add the commands."""
        super().__init__(desk)
        self._game = desk.session.state.game
        self._add_views()
        self._add_focus()
        desk.board.region_pulled.connect(self._take_region)
        desk.board.other_clicked.connect(self._offer)

    @property
    def choices(self) -> AnalysisChoices:
        """How positions are analysed and shown."""
        return choices_from(self.desk.preferences.now.analysis)

    def _set(self, **fields: object) -> None:
        chosen = replace(self.choices, **fields)  # type: ignore[arg-type]
        self.desk.preferences.change(analysis=chosen.to_json())

    def _add_views(self) -> None:
        commands, chosen = self.desk.commands, self.choices
        commands.separate(Section.ANALYSIS)
        commands.switch(
            "analysis.policy",
            lambda: self.tr("First idea of the engine (policy)"),
            lambda is_on: self._set(policy=is_on),
            "R",
            is_on=chosen.policy,
        )
        commands.add(
            "analysis.next-territory",
            lambda: self.tr("Next view of the territory"),
            self._next_territory,
            "Shift+T",
        )
        territories = {
            Territory.OWNERSHIP.value: lambda: self.tr("Ownership"),
            Territory.CHANGE.value: lambda: self.tr("What the last move changed"),
            Territory.ESTIMATE.value: lambda: self.tr("Expected territory"),
        }
        self._territories = commands.choices(
            "analysis.territory",
            lambda: self.tr("Territory"),
            territories,
            chosen.territory.value,
            self._show_territory,
        )
        dots = {
            Dots.NONE.value: lambda: self.tr("Nowhere"),
            Dots.LAST.value: lambda: self.tr("On the last three moves"),
            Dots.ALL.value: lambda: self.tr("On all stones"),
        }
        self._dots = commands.choices(
            "analysis.dots",
            lambda: self.tr("Dots of mistakes"),
            dots,
            chosen.dots.value,
            lambda code: self._set(dots=Dots(code)),
        )
        commands.add(
            "analysis.next-dots",
            lambda: self.tr("Dots of other mistakes"),
            self._next_dots,
            "Shift+D",
        )
        commands.switch(
            "analysis.both-curves",
            lambda: self.tr("Score and winrate in the graph"),
            lambda is_on: self._set(both_curves=is_on),
            "Shift+W",
            is_on=chosen.both_curves,
        )

    def _add_focus(self) -> None:
        commands = self.desk.commands
        commands.separate(Section.ANALYSIS)
        commands.switch(
            "analysis.region", lambda: self.tr("Choose a region of interest"), self._aim, "G"
        )
        commands.add(
            "analysis.whole-board",
            lambda: self.tr("Look at the whole board again"),
            lambda: self._focus(NO_FOCUS),
            "Shift+G",
        )
        commands.add(
            "analysis.alternatives",
            lambda: self.tr("Look for other moves"),
            self._look_for_others,
            "F",
        )
        commands.add(
            "analysis.equalise",
            lambda: self.tr("Search the candidates equally"),
            self._equalise,
            "S",
        )
        commands.add(
            "analysis.sweep",
            lambda: self.tr("Look at every move for a moment"),
            self._sweep,
            "D",
        )

    def show_state(self, state: GameState) -> None:
        """Enables what needs an analysis; a focus holds for one game."""
        if state.game != self._game:
            self._game = state.game
            if self.desk.session.analyst is not None:
                self.desk.session.analyst.focus(NO_FOCUS)
        is_on = state.analysis.is_on
        commands = self.desk.commands
        for name in ("region", "alternatives", "equalise", "sweep"):
            commands[f"analysis.{name}"].setEnabled(is_on)
        commands["analysis.whole-board"].setEnabled(is_on and state.analysis.focus.is_on)
        commands["analysis.region"].setChecked(state.analysis.focus.is_aiming)
        self._territories[self.choices.territory.value].setChecked(True)
        self._dots[self.choices.dots.value].setChecked(True)

    # Views

    def _show_territory(self, code: str) -> None:
        self._set(territory=Territory(code))
        self.desk.preferences.change(ownership=True)
        self.desk.commands["analysis.ownership"].setChecked(True)

    def _next_territory(self) -> None:
        views = list(Territory)
        following = (views.index(self.choices.territory) + 1) % len(views)
        self._show_territory(views[following].value)

    def _next_dots(self) -> None:
        kinds = list(Dots)
        self._set(dots=kinds[(kinds.index(self.choices.dots) + 1) % len(kinds)])

    # Where to look

    @property
    def _present(self) -> Focus:
        return self.desk.session.state.analysis.focus

    def _focus(self, focus: Focus) -> None:
        if self.desk.session.analyst is not None:
            self.desk.session.analyst.focus(focus)

    def _aim(self, is_on: bool) -> None:  # noqa: FBT001 - what a switch tells
        self._focus(replace(self._present, is_aiming=is_on))

    def _take_region(self, start: int, end: int) -> None:
        """Looks at a rectangle; a single point is the whole board again."""
        width = self.desk.session.state.variant.width
        region = rectangle(width, start, end) if start != end else frozenset[int]()
        self._focus(replace(self._present, region=region, is_aiming=False))

    def _offer(self, point: int) -> None:
        """Offers to leave a move out, or to look at nothing else."""
        menu = self.menu_at(point)
        if menu is not None:
            menu.popup(QCursor.pos())

    def menu_at(self, point: int) -> QMenu | None:
        """Returns the menu of a free point while positions are analysed, else None."""
        state = self.desk.session.state
        is_free = state.position.color_at(point) == EMPTY
        if not state.analysis.is_on or state.is_editing or not is_free:
            return None
        menu = QMenu(self.desk.board)
        menu.aboutToHide.connect(menu.deleteLater)
        avoid = menu.addAction(self.tr("Leave this move out"))
        avoid.setCheckable(True)
        avoid.setChecked(point in self._present.avoided)
        avoid.triggered.connect(lambda: self._focus(self._present.toggled_avoided(point)))
        allow = menu.addAction(self.tr("Look only at this move and others chosen so"))
        allow.setCheckable(True)
        allow.setChecked(point in self._present.allowed)
        allow.triggered.connect(lambda: self._focus(self._present.toggled_allowed(point)))
        menu.addSeparator()
        whole = self.desk.commands["analysis.whole-board"]
        menu.addAction(whole)
        return menu

    # Moves by themselves

    def _look_for_others(self) -> None:
        report = report_shown(self.desk.session.state)
        if report is not None and self.desk.session.analyst is not None:
            known = tuple(candidate.action for candidate in report.candidates)
            self.desk.session.analyst.look_at(known, _ALTERNATIVE_VISITS, others=True)

    def _equalise(self) -> None:
        report = report_shown(self.desk.session.state)
        if report is None or report.best is None or self.desk.session.analyst is None:
            return
        chief = report.candidates[:_EQUAL_MOVES]
        most = max(candidate.visits for candidate in chief)
        behind = tuple(c.action for c in chief if c.visits < most)
        self.desk.session.analyst.look_at(behind, most)

    def _sweep(self) -> None:
        state = self.desk.session.state
        report = report_shown(state)
        if report is None or self.desk.session.analyst is None:
            return
        known = {candidate.action for candidate in report.candidates}
        legal = state.position.legal()[:-1]
        moves = tuple(p for p, may in enumerate(legal) if may and p not in known)
        self.desk.session.analyst.look_at(moves, _SWEEP_VISITS)
