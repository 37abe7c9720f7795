"""`Analyst`: what the analysing engine is asked for, and what becomes of its answers.

The session tells it every new state. While the analysis is on it asks for the position shown, and
for all positions of the line when the whole game is wanted. Answers are kept by position, so one
that comes late is still right; only a query that nobody needs any more is cancelled. While the
engine that plays thinks about its move, nothing is analysed, so that it is not slowed down.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from gui.analysis.choices import NO_CHOICES, AnalysisChoices
from gui.engines.analysis_engine import AnalysisEngine, Maker
from gui.engines.queries import (
    Purpose,
    ReviewWish,
    extra_queries,
    query_at,
    review_queries,
    with_focus,
)
from gui.engines.questions import Questions
from gui.game.engines import OUR_ANALYSIS, EngineChoice, EngineStatus
from gui.game.focus import Focus
from gui.game.reports import (
    AnalysisState,
    PositionReport,
    Progress,
    Reports,
    better,
    key_of,
    with_extras,
)
from gui.game.state import GameState

_SETTLE_MS = 120  # a position is analysed when it has been shown for so long
_THROTTLE_MS = 100


class Analyst(QObject):
    """Fills the `AnalysisState`.

    Signals:
        changed: There is a new `AnalysisState`, at most ten times a second.
        died: Why the engine is gone, one sentence.
        refused: Why a position cannot be analysed, one sentence.
        traffic: A `Mark` and a line, for the console.
    """

    changed = Signal()
    died = Signal(str)
    refused = Signal(str)
    traffic = Signal(str, str)

    def __init__(
        self, make: Maker, choice: EngineChoice = OUR_ANALYSIS, parent: QObject | None = None
    ) -> None:
        """Keep how to make a client; none is made before it is needed."""
        super().__init__(parent)
        self._state = AnalysisState(choice=choice)
        self._engine = AnalysisEngine(make, choice, self)
        self.choices = NO_CHOICES
        self._shown: GameState | None = None
        self._game = -1
        self._questions = Questions(self._engine)
        self._fresh: dict[int, PositionReport] = {}
        self._live = (-1, 0)  # the number of the query for the position shown, and its key
        self._wish: ReviewWish | None = None  # which is not asked for yet
        self._under_way: ReviewWish | None = None
        self.type_line = self._engine.type_line  # what a person has typed
        self._throttle = _single_shot(self, _THROTTLE_MS, self._publish)
        self._settle = _single_shot(self, _SETTLE_MS, self._go_on)
        engine = self._engine
        engine.changed.connect(self._publish)
        engine.reported.connect(self._reported)
        engine.refused.connect(self._refuse)
        engine.died.connect(self._lost)
        engine.traffic.connect(self.traffic)

    @property
    def state(self) -> AnalysisState:
        """The present state."""
        return self._state

    @property
    def process_id(self) -> int:
        """The engine's process id, 0 if none runs."""
        return self._engine.process_id

    # What the player wants

    def switch(self, *, is_on: bool) -> None:
        """Begins or ends the analysis of the position shown."""
        if is_on == self._state.is_on:
            return
        self._state = replace(self._state, is_on=is_on, is_quiet=False)
        if is_on:
            self._go_on()
        else:
            self._cancel_live()
        self._publish()

    def follow_choices(self, choices: AnalysisChoices) -> None:
        """Analyses as a person wants it from now on."""
        before, self.choices = self.choices, choices
        if (before.live_visits, before.report_s) != (choices.live_visits, choices.report_s):
            self._cancel_live()
            self._go_on()

    def hold(self, *, is_held: bool) -> None:
        """Lets the search of the position shown rest, or go on; what was found stays."""
        if is_held != self._state.is_held:
            self._state = replace(self._state, is_held=is_held)
            if is_held:
                self._cancel_live()
            else:
                self._go_on()
            self._publish()

    def focus(self, focus: Focus) -> None:
        """Looks at other moves of the position shown."""
        if focus != self._state.focus:
            self._state = replace(self._state, focus=focus)
            self._go_on()
            self._publish()

    def look_at(self, moves: tuple[int, ...], visits: int, *, others: bool = False) -> None:
        """Looks at moves of the position shown by themselves, each with so many visits.

        Args:
            moves: The moves.
            visits: Of each search.
            others: Whether one search is to look at all moves but these.
        """
        state = self._shown
        if state is None or state.position.is_over or self._state.is_paused or self._state.is_dead:
            return
        key = self._state.focus.key(key_of(state.tree, state.cursor))
        for query in extra_queries(state, moves, visits, others=others):
            self._questions.ask(query, {query.turns[0]: key}, Purpose.EXTRA)

    def take(self, reports: Mapping[int, PositionReport]) -> None:
        """Takes over what a record says about its positions."""
        if reports:
            merged = self._state.reports.with_reports(reports)
            self._state = replace(self._state, reports=merged, is_quiet=False)
            self._publish()

    def review(self, wish: ReviewWish | None = None) -> None:
        """Begins an analysis of the line shown, or ends the one that runs.

        Args:
            wish: What is wanted of it; None for the usual analysis of the whole game.
        """
        self._state = replace(self._state, is_quiet=False)
        if self._state.review is not None or self._wish is not None:
            self._cancel_review()
        else:
            self._wish = wish or ReviewWish(self.choices.review_visits)
            self._go_on()
        self._publish()

    def examine(self, nodes: tuple[int, ...], visits: int) -> None:
        """Finds out about some positions of the line shown, for the teacher; drops others.

        Args:
            nodes: Nodes on the way to the one shown; none to ask for nothing any more.
            visits: How thoroughly.
        """
        state = self._shown
        if state is None or self._state.is_paused:
            return
        wanted = {key_of(state.tree, node): node for node in nodes}
        for number, keys in self._questions.keys(Purpose.LESSON).items():
            if not wanted.keys() & keys:
                self._questions.cancel(number)
        under_way = set[int]().union(*self._questions.keys(Purpose.LESSON).values())
        missing = [key for key in wanted if key not in under_way and not self._knows(key, visits)]
        if not missing or self._state.is_dead:
            return
        for key in missing:
            query = query_at(state, wanted[key], visits, purpose=Purpose.LESSON)
            self._questions.ask(query, {query.turns[0]: key}, Purpose.LESSON)

    def _knows(self, key: int, visits: int) -> bool:
        return key in self._state.unanswered or self._has(key, visits)

    def choose(self, choice: EngineChoice) -> None:
        """Lets another engine analyse; what the former has said of this game is forgotten."""
        if choice == self._state.choice:
            return
        self._engine.choose(choice)
        self._begin_anew()

    def use(self, make: Maker) -> None:
        """Makes clients otherwise; what the present engine has said of this game is forgotten."""
        self._engine.use(make)
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._questions.forget()
        self._live = (-1, 0)
        self._wish = None
        self._fresh.clear()
        self._state = replace(
            self._state,
            choice=self._engine.choice,
            review=None,
            reports=Reports(),
            unanswered=frozenset(),
        )
        self._go_on()
        self._publish()

    def restart(self) -> None:
        """Starts the engine anew, whatever the present one does."""
        if not self._engine.is_made:
            return
        self._postpone_review()
        self._questions.forget()
        self._live = (-1, 0)
        self._engine.restart()
        self._publish()
        self._go_on()

    def stop(self) -> None:
        """Ends the engine."""
        self._settle.stop()
        self._throttle.stop()
        self._engine.stop()

    def follow(self, state: GameState) -> None:
        """Asks for what a state needs."""
        known = self._state
        if state.game != self._game:
            self._cancel_review()
            self._cancel_asked()
            self._fresh.clear()
            self._state = replace(
                self._state, reports=Reports(), review=None, unanswered=frozenset(), is_quiet=True
            )
            self._game = state.game
        before = self._shown
        self._shown = state
        is_elsewhere = before is None or (before.tree, before.cursor) != (state.tree, state.cursor)
        is_paused = self._is_busy_elsewhere(state)
        if is_paused != self._state.is_paused:
            self._state = replace(self._state, is_paused=is_paused)
            is_elsewhere = True
        if is_elsewhere:
            if is_paused:
                self._pause()
            elif self._state.is_on or self._wish is not None:
                self._settle.start()
        if self._state is not known:
            self._publish()

    # Asking

    def _is_busy_elsewhere(self, state: GameState) -> bool:
        is_thinking = state.engine.status is not EngineStatus.DEAD
        return state.is_ai_turn and is_thinking

    def _pause(self) -> None:
        self._postpone_review()
        self._cancel_asked()

    def _postpone_review(self) -> None:
        if self._state.review is not None:
            self._wish = self._wish or self._under_way

    def _go_on(self) -> None:
        """Sees to it that everything wanted is asked for."""
        state = self._shown
        if state is None or self._state.is_paused or self._state.is_dead:
            return
        if self._state.is_on and not self._state.is_held:
            self._ask_live(state)
        if self._wish is not None:
            wish, self._wish = self._wish, None
            self._ask_review(state, wish)

    def _ask_live(self, state: GameState) -> None:
        key = self._state.focus.key(key_of(state.tree, state.cursor))
        number, asked = self._live
        if number in self._questions and asked == key:
            return
        self._cancel_live()
        visits = self.choices.live_visits
        if self._has(key, visits) or state.position.is_over:
            return
        plain = query_at(state, state.cursor, visits, report_s=self.choices.report_s)
        query = with_focus(plain, state, self._state.focus)
        if query is not None:
            self._live = (self._questions.ask(query, {query.turns[0]: key}, Purpose.LIVE), key)

    def _ask_review(self, state: GameState, wish: ReviewWish) -> None:
        total = 0
        for query, keys in review_queries(state, wish, self._has):
            total += len(keys)
            self._questions.ask(query, keys, Purpose.REVIEW)
        done = 0 if self._state.review is None else self._state.review.done
        review = Progress(done, done + total) if total else None
        self._under_way = wish
        self._state = replace(self._state, review=review)

    def _has(self, key: int, visits: int) -> bool:
        known = self._report_of(key)
        return known is not None and known.visits >= visits

    def _report_of(self, key: int) -> PositionReport | None:
        return self._fresh.get(key) or self._state.reports.of(key)

    # Losing interest

    def _cancel_live(self) -> None:
        self._questions.cancel(self._live[0])
        self._live = (-1, 0)

    def _cancel_review(self) -> None:
        self._wish = None
        self._questions.cancel_all(Purpose.REVIEW)
        self._state = replace(self._state, review=None)

    def _cancel_asked(self) -> None:
        self._questions.cancel_all()
        self._live = (-1, 0)

    # Answers

    def _reported(self, number: int, turn: int, report: PositionReport) -> None:
        asked = self._questions.answered(number, turn, is_final=report.is_final)
        if asked is None:
            return
        key, purpose = asked
        if purpose is Purpose.EXTRA:
            self._take_extras(key, report)
        else:
            self._fresh[key] = better(self._fresh.get(key), report)
        if purpose is Purpose.REVIEW and report.is_final:
            self._count()
        if not self._throttle.isActive():
            self._throttle.start()

    def _take_extras(self, key: int, report: PositionReport) -> None:
        """Puts the candidates of a search of some moves beside those of the whole search."""
        known = self._report_of(key)
        if known is not None:
            extras = (replace(candidate, is_extra=True) for candidate in report.candidates)
            self._fresh[key] = with_extras(known, extras)

    def _count(self) -> None:
        progress = self._state.review
        if progress is None:
            return
        done = Progress(progress.done + 1, progress.total)
        self._state = replace(self._state, review=done if done.done < done.total else None)

    def _refuse(self, number: int, reason: str) -> None:
        asked = self._questions.refused(number)
        if asked is None:
            return
        if asked.purpose is Purpose.REVIEW:
            self._cancel_review()
        elif asked.purpose is Purpose.EXTRA:
            self._questions.cancel_all(Purpose.EXTRA)
        elif asked.purpose is Purpose.LESSON:
            refused = self._state.unanswered | set(asked.keys.values())
            self._state = replace(self._state, unanswered=refused)
        self.refused.emit(reason)
        self._publish()

    def _lost(self, reason: str) -> None:
        self._questions.forget()
        self._live = (-1, 0)
        self._state = replace(self._state, review=None)
        self._publish()
        self.died.emit(reason)

    def _publish(self) -> None:
        """Puts what has come into the state and shows it."""
        self._throttle.stop()
        self._state = replace(self._state, engine=self._engine.state)
        if self._fresh:
            fresh, self._fresh = self._fresh, {}
            reports = self._state.reports.with_reports(fresh)
            self._state = replace(self._state, reports=reports)
        self.changed.emit()


def _single_shot(parent: QObject, milliseconds: int, call: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(call)
    return timer
