"""`GtpAnalysisClient`: analysis with any GTP engine that knows kata-analyze or lz-analyze.

Such an engine looks at one position at a time, so the turns of all queries wait in a queue. The
one under way is ended, by any other command, when its visits are enough or nobody wants it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer

from gogame.errors import CoordinateError, GtpError
from gogame.gtp.wire import (
    AnalysisReport,
    Dialect,
    MoveInfo,
    Response,
    format_command,
    parse_analysis,
)
from gui.engine_client import engine_sync
from gui.engine_client.gtp import EngineClient
from gui.engine_client.interface import AnalysisEvents, AnalysisQuery, action_of
from gui.engine_client.process import EngineProgram, Mark
from gui.engine_client.words import refusal_text, unknown_game_text, unready_text
from gui.game.reports import Candidate, PositionReport, ownership_bytes

_LEAST_INTERVAL_S = 0.1


@dataclass(frozen=True, slots=True)
class _Task:
    """One turn of one query."""

    number: int
    query: AnalysisQuery
    turn: int


class GtpAnalysisClient(QObject):
    """An engine that analyses over GTP; see `AnalysisClient`."""

    def __init__(self, program: EngineProgram, parent: QObject | None = None) -> None:
        """Keep how to start it."""
        super().__init__(parent)
        self.gtp = EngineClient(program, self)
        self._events = AnalysisEvents(self)
        self._next_number = 0
        self._queue: list[_Task] = []
        self._task: _Task | None = None
        self._request = -1
        self._pending: dict[int, tuple[str, _Task | None]] = {}
        self._known: engine_sync.EngineGame | None = None
        self._report: PositionReport | None = None
        gtp, events = self.gtp, self._events
        gtp.became_ready.connect(self._became_ready)
        gtp.compiling.connect(events.compiling)
        gtp.replied.connect(self._replied)
        gtp.analysed.connect(self._analysed)
        gtp.died.connect(self._lost)
        gtp.traffic.connect(events.traffic)

    @property
    def events(self) -> AnalysisEvents:
        """What it says."""
        return self._events

    @property
    def process_id(self) -> int:
        """Its process id, 0 if none runs."""
        return self.gtp.process_id

    @property
    def is_gone(self) -> bool:
        """Whether nothing runs any more, not even a process that was killed."""
        return self.gtp.is_gone

    def start(self) -> None:
        """Starts the process; does nothing if it runs."""
        self.gtp.start()

    def stop(self) -> None:
        """Ends the process without a word about it."""
        self._forget()
        self.gtp.stop()

    def abandon(self) -> None:
        """Kills the process without a word and without waiting."""
        self._forget()
        self.gtp.abandon()

    def _forget(self) -> None:
        self._queue.clear()
        self._task = None
        self._request = -1
        self._pending.clear()
        self._known = None
        self._report = None

    # Asking

    def ask(self, query: AnalysisQuery) -> int:
        """Returns the number of a new query; it may wait until the engine is ready."""
        self._next_number += 1
        self._queue += [_Task(self._next_number, query, turn) for turn in query.turns]
        self._queue.sort(key=lambda task: -task.query.priority)
        if self._task is not None and self._task.query.priority < query.priority:
            self._queue.insert(len(query.turns), self._task)
            self._interrupt()
        self._go_on()
        return self._next_number

    def cancel(self, number: int) -> None:
        """Makes the answers to a query stale and the engine stop working on it."""
        self._queue = [task for task in self._queue if task.number != number]
        if self._task is not None and self._task.number == number:
            self._interrupt()
        self._go_on()

    def type_line(self, line: str) -> None:
        """Sends a line that a person has typed; the position is sent anew after it."""
        if self._task is not None:
            self._queue.insert(0, self._task)
            self._interrupt()
        self._known = None
        self._pending[self.gtp.send(line)] = ("", None)
        self._go_on()

    def _interrupt(self) -> None:
        """Ends the analysis under way: any command does."""
        self.gtp.drop(self._request)
        self._task = None
        self._request = -1
        self._report = None
        command = "stop" if self.gtp.knows("stop") else "name"
        self._pending[self.gtp.send(command)] = ("", None)

    @property
    def _analyze(self) -> str:
        known = (c for c in ("kata-analyze", "lz-analyze") if self.gtp.knows(c))
        return next(known, "")

    def _go_on(self) -> None:
        """Begins the next task if the engine has nothing to do."""
        if self._task is not None or not self._queue or not self.gtp.name:
            return
        task = self._queue.pop(0)
        wanted = engine_sync.at_turn(task.query.game, task.turn)
        try:
            sent = engine_sync.commands(self._known, wanted, self.gtp.knows)
        except engine_sync.UnknownGame as error:
            self._refuse(task.number, unknown_game_text(error))
            return
        self._task = task
        for command in sent:
            self._pending[self.gtp.send(command)] = (command, task)
        self._known = wanted
        self._request = self.gtp.send(self._analysis_command(task))

    def _analysis_command(self, task: _Task) -> str:
        interval = max(task.query.report_s, _LEAST_INTERVAL_S)
        words: list[object] = [task.query.color_at(task.turn), round(100 * interval)]
        if self._analyze == "kata-analyze":
            words += ["ownership", "true", "rootInfo", "true"]
        for word, moves in (("allow", task.query.allowed), ("avoid", task.query.avoided)):
            if moves:
                words += [word, task.query.color_at(task.turn), ",".join(moves), 1]
        return format_command(self._analyze, *words)

    # Answers

    def _became_ready(self, name: str) -> None:
        if not self._analyze:
            self.abandon()
            self._events.died.emit(unready_text())
            return
        self._events.became_ready.emit(name)
        self._go_on()

    def _replied(self, number: int, response: Response) -> None:
        command, task = self._pending.pop(number, ("", None))
        if command and not response.ok and not engine_sync.is_optional(command):
            self._lose_board(task, refusal_text(command, response.text))
        elif number == self._request and self._task is not None:
            if response.ok:
                self._finish(self._task)
            else:
                self._lose_board(self._task, refusal_text(self._analyze, response.text))

    def _lose_board(self, culprit: _Task | None, reason: str) -> None:
        """Gives a refused task up; the one under way stands on a board that nobody knows now."""
        self._known = None
        task = self._task
        if task is not None:
            if task is not culprit:
                self._queue.insert(0, task)
            self._interrupt()
        if culprit is not None and (task is culprit or culprit in self._queue):
            self._refuse(culprit.number, reason)
        else:
            self._go_on()

    def _refuse(self, number: int, reason: str) -> None:
        self._queue = [task for task in self._queue if task.number != number]
        # Only when whoever asks knows the number.
        QTimer.singleShot(0, lambda: self._events.refused.emit(number, reason))
        self._go_on()

    def _finish(self, task: _Task) -> None:
        """Takes the last report of an analysis that ended by itself as the final one."""
        report, self._report = self._report, None
        self._task = None
        self._request = -1
        if report is None:
            self._refuse(task.number, self.tr("it had nothing to say about the position"))
            return
        self._hand_on(task, report, is_final=True)
        self._go_on()

    def _hand_on(self, task: _Task, report: PositionReport, *, is_final: bool) -> None:
        made = replace(report, is_final=is_final)
        self._events.reported.emit(task.number, task.turn, made)

    def _analysed(self, number: int, line: str) -> None:
        task = self._task
        if task is None or number != self._request:
            return
        dialect = Dialect.KATA if self._analyze == "kata-analyze" else Dialect.LZ
        try:
            parsed = parse_analysis(line, dialect)
            report = report_of(parsed, task.query.color_at(task.turn), task.query.board)
        except (GtpError, CoordinateError) as error:
            self._events.traffic.emit(Mark.BESIDE, str(error))
            return  # a broken line of progress is no reason to stop
        self._report = report
        if report.visits >= task.query.max_visits:
            self._interrupt()
            self._hand_on(task, report, is_final=True)
            self._go_on()
        elif task.query.report_s:
            self._hand_on(task, report, is_final=False)

    def _lost(self, reason: str) -> None:
        self._forget()
        self._events.died.emit(reason)


def report_of(parsed: AnalysisReport, to_play: str, board: tuple[int, int]) -> PositionReport:
    """Returns an analysis line as a report; the line is seen by the player to play.

    Raises:
        CoordinateError: It names a point that the board has not.
    """
    sign = 1.0 if to_play == "B" else -1.0
    has_score = any(move.score_lead for move in parsed.moves)
    moves = sorted(parsed.moves, key=lambda move: move.order)
    candidates = tuple(_candidate(move, sign, board) for move in moves)
    visits = sum(move.visits for move in moves)
    best = candidates[0] if candidates else None
    root = parsed.root
    if root is not None:
        winrate, score, visits = root.winrate, root.score_lead, root.visits
        winrate_black, score_black = _black(winrate, sign), sign * score
        has_score = has_score or bool(score)
    else:
        winrate_black = best.winrate_black if best else 0.5
        score_black = best.score_black if best else 0.0
    owners = parsed.ownership
    return PositionReport(
        visits,
        winrate_black,
        score_black,
        candidates,
        ownership_bytes(owners, sign=sign)
        if owners and len(owners) == board[0] * board[1]
        else None,
        has_score,
        is_final=False,
    )


def _black(winrate: float, sign: float) -> float:
    return winrate if sign > 0 else 1.0 - winrate


def _candidate(move: MoveInfo, sign: float, board: tuple[int, int]) -> Candidate:
    return Candidate(
        action_of(move.move, board),
        move.visits,
        _black(move.winrate, sign),
        sign * move.score_lead,
        move.prior,
        tuple(action_of(vertex, board) for vertex in move.pv),
        _black(move.lcb, sign),
    )
