"""`Analyst`: what the analysing engine is asked for, and what becomes of its answers.

The session tells it every new state. While the analysis is on it asks for the position shown, and
for all positions of the line when the whole game is wanted. Answers are kept by position, so one
that comes late is still right; only a query that nobody needs any more is cancelled. While the
engine that plays thinks about its move, nothing is analysed, so that it is not slowed down.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from gui.analysis import AnalysisState, PositionReport, Progress, Reports, key_of
from gui.analysis_queries import query_at, stretches
from gui.engine_client import AnalysisClient, AnalysisQuery
from gui.engines import (
    OUR_ANALYSIS,
    PROGRAM,
    EngineChoice,
    EngineState,
    EngineStatus,
    Protocol,
)
from gui.state import GameState

LIVE_VISITS = 10_000  # after these the search of the position shown ends; the result stays
REVIEW_VISITS = 100
_REPORT_S = 0.1
_SETTLE_MS = 120  # a position is analysed when it has been shown for so long
_THROTTLE_MS = 100
_LIVE_PRIORITY = 10
_TEACHER_PRIORITY = 20
_REVIEW_PRIORITY = 0

Maker = Callable[[EngineChoice], AnalysisClient]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query that is under way.

    Attributes:
        keys: The position's key by turn.
        is_review: Whether it belongs to the analysis of the whole game.
        is_lesson: Whether the teacher has asked.
    """

    keys: dict[int, int]
    is_review: bool = False
    is_lesson: bool = False


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
        self._make = make
        self._state = AnalysisState(choice=choice)
        self._client: AnalysisClient | None = None
        self._retired: list[AnalysisClient] = []  # killed; they stay until their processes are gone
        self._shown: GameState | None = None
        self._game = -1
        self._asked: dict[int, _Asked] = {}
        self._fresh: dict[int, PositionReport] = {}
        self._live = (-1, 0)  # the number of the query for the position shown, and its key
        self._wants_review = False
        self._throttle = _single_shot(self, _THROTTLE_MS, self._publish)
        self._settle = _single_shot(self, _SETTLE_MS, self._go_on)

    @property
    def state(self) -> AnalysisState:
        """The present state."""
        return self._state

    @property
    def process_id(self) -> int:
        """The engine's process id, 0 if none runs."""
        return 0 if self._client is None else self._client.process_id

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

    def review(self) -> None:
        """Begins the analysis of all positions of the line shown, or ends it if it runs."""
        self._state = replace(self._state, is_quiet=False)
        if self._state.review is not None or self._wants_review:
            self._cancel_review()
        else:
            self._wants_review = True
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
        for number, asked in list(self._asked.items()):
            if asked.is_lesson and not wanted.keys() & set(asked.keys.values()):
                self._cancel(number)
        under_way = {k for a in self._asked.values() if a.is_lesson for k in a.keys.values()}
        missing = [key for key in wanted if key not in under_way and not self._knows(key, visits)]
        if not missing or self._state.is_dead:
            return
        if self._client is None:
            self._begin_client()
        assert self._client is not None
        for key in missing:
            query = query_at(state, wanted[key], visits, priority=_TEACHER_PRIORITY)
            self._asked[self._client.ask(query)] = _Asked({query.turns[0]: key}, is_lesson=True)

    def _knows(self, key: int, visits: int) -> bool:
        known = self._report_of(key)
        return key in self._state.unanswered or (known is not None and known.visits >= visits)

    def choose(self, choice: EngineChoice) -> None:
        """Lets another engine analyse; what the former has said of this game is forgotten."""
        if choice == self._state.choice:
            return
        self._leave()
        self._fresh.clear()
        self._state = replace(
            self._state, choice=choice, engine=None, reports=Reports(), unanswered=frozenset()
        )
        self._go_on()
        self._publish()

    def restart(self) -> None:
        """Starts the engine anew, whatever the present one does."""
        if self._client is None:
            return
        self._wants_review = self._wants_review or self._state.review is not None
        self._client.abandon()
        self._asked.clear()
        self._live = (-1, 0)
        self._state = replace(self._state, engine=EngineState())
        self._client.start()
        self._go_on()
        self._publish()

    def type_line(self, line: str) -> None:
        """Sends a line that a person has typed."""
        if self._client is not None:
            self._client.type_line(line)

    def stop(self) -> None:
        """Ends the engine."""
        self._settle.stop()
        self._throttle.stop()
        for client in (*self._retired, self._client):
            if client is not None:
                client.stop()

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
            elif self._state.is_on or self._wants_review:
                self._settle.start()
        if self._state is not known:
            self._publish()

    # Asking

    def _is_busy_elsewhere(self, state: GameState) -> bool:
        is_thinking = state.engine.status is not EngineStatus.DEAD
        return state.is_ai_turn and is_thinking

    def _pause(self) -> None:
        self._wants_review = self._wants_review or self._state.review is not None
        self._cancel_asked()

    def _go_on(self) -> None:
        """Sees to it that everything wanted is asked for."""
        state = self._shown
        is_wanted = self._state.is_on or self._wants_review
        if state is None or not is_wanted or self._state.is_paused or self._state.is_dead:
            return
        if self._client is None:
            self._begin_client()
        if self._state.is_on:
            self._ask_live(state)
        if self._wants_review:
            self._wants_review = False
            self._ask_review(state)

    def _begin_client(self) -> None:
        client = self._client = self._make(self._state.choice)
        events = client.events
        events.became_ready.connect(self._became_ready)
        events.compiling.connect(lambda: self._set_engine(status=EngineStatus.COMPILING))
        events.reported.connect(self._reported)
        events.refused.connect(self._refuse)
        events.died.connect(self._lost)
        events.traffic.connect(self.traffic)
        self._state = replace(self._state, engine=EngineState())
        client.start()
        self._publish()

    def _ask_live(self, state: GameState) -> None:
        key = key_of(state.tree, state.cursor)
        number, asked = self._live
        if number in self._asked and asked == key:
            return
        self._cancel_live()
        known = self._report_of(key)
        is_enough = known is not None and known.visits >= LIVE_VISITS
        if is_enough or state.position.is_over or self._client is None:
            return
        query = query_at(
            state, state.cursor, LIVE_VISITS, report_s=_REPORT_S, priority=_LIVE_PRIORITY
        )
        number = self._client.ask(query)
        self._asked[number] = _Asked({query.turns[0]: key})
        self._live = (number, key)

    def _ask_review(self, state: GameState) -> None:
        assert self._client is not None
        end = state.tree.end_of_line(state.cursor)
        total = 0
        for game, keys in stretches(state, end):
            turns = {turn: key for turn, key in keys.items() if not self._is_reviewed(key)}
            total += len(turns)
            if not turns:
                continue
            last = state.tree.position(end).to_play.letter
            board = (state.variant.height, state.variant.width)
            query = AnalysisQuery(
                game, board, tuple(turns), last, REVIEW_VISITS, priority=_REVIEW_PRIORITY
            )
            number = self._client.ask(query)
            self._asked[number] = _Asked(turns, is_review=True)
        done = 0 if self._state.review is None else self._state.review.done
        review = Progress(done, done + total) if total else None
        self._state = replace(self._state, review=review)

    def _is_reviewed(self, key: int) -> bool:
        known = self._report_of(key)
        return known is not None and known.visits >= REVIEW_VISITS

    def _report_of(self, key: int) -> PositionReport | None:
        return self._fresh.get(key) or self._state.reports.of(key)

    # Losing interest

    def _cancel(self, number: int) -> None:
        if self._asked.pop(number, None) is not None and self._client is not None:
            self._client.cancel(number)

    def _cancel_live(self) -> None:
        self._cancel(self._live[0])
        self._live = (-1, 0)

    def _cancel_review(self) -> None:
        self._wants_review = False
        for number in [n for n, asked in self._asked.items() if asked.is_review]:
            self._cancel(number)
        self._state = replace(self._state, review=None)

    def _cancel_asked(self) -> None:
        for number in list(self._asked):
            self._cancel(number)
        self._live = (-1, 0)

    def _leave(self) -> None:
        """Kills the engine; nothing is asked any more."""
        client, self._client = self._client, None
        self._asked.clear()
        self._live = (-1, 0)
        self._wants_review = False
        self._state = replace(self._state, review=None)
        if client is not None:
            client.abandon()
            self._retired.append(client)

    # Answers

    def _set_engine(self, **changes: object) -> None:
        engine = self._state.engine or EngineState()
        self._state = replace(self._state, engine=replace(engine, **changes))  # type: ignore[arg-type]
        self._publish()

    def _became_ready(self, name: str) -> None:
        choice = self._state.choice
        if choice.protocol is Protocol.ANALYSIS:  # which knows versions, and no names
            name = f"{choice.name or PROGRAM} {name}"
        self._set_engine(status=EngineStatus.READY, name=name, reason="")

    def _reported(self, number: int, turn: int, report: PositionReport) -> None:
        asked = self._asked.get(number)
        key = None if asked is None else asked.keys.get(turn)
        if asked is None or key is None:
            return
        self._fresh[key] = report
        if report.is_final:
            del asked.keys[turn]
            if not asked.keys:
                del self._asked[number]
            if asked.is_review:
                self._count()
        if not self._throttle.isActive():
            self._throttle.start()

    def _count(self) -> None:
        progress = self._state.review
        if progress is None:
            return
        done = Progress(progress.done + 1, progress.total)
        self._state = replace(self._state, review=done if done.done < done.total else None)

    def _refuse(self, number: int, reason: str) -> None:
        asked = self._asked.pop(number, None)
        if asked is None:
            return
        if asked.is_review:
            self._cancel_review()
        if asked.is_lesson:
            refused = self._state.unanswered | set(asked.keys.values())
            self._state = replace(self._state, unanswered=refused)
        self.refused.emit(reason)
        self._publish()

    def _lost(self, reason: str) -> None:
        self._asked.clear()
        self._live = (-1, 0)
        self._state = replace(self._state, review=None)
        self._set_engine(status=EngineStatus.DEAD, reason=reason)
        self.died.emit(reason)

    def _publish(self) -> None:
        """Puts what has come into the state and shows it."""
        self._throttle.stop()
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
