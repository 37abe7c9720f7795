"""`EnginePartner`: what the engine is asked for, and what becomes of its answers.

The session tells it every new state. It finds out what that state needs of the engine (a move,
the dead stones, nothing), brings the engine's board to the state's and asks. When the state moves
on before the answer, the answer is stale: it is dropped, and an engine that keeps searching for
it is started again.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from gogame.board.coords import EMPTY, Color, action_from_gtp
from gogame.errors import CoordinateError, GtpError
from gogame.gtp.wire import Response, format_command, parse_analysis
from gui.engine_client import EngineClient, Mark, engine_sync
from gui.engine_client.words import refusal_text, unknown_game_text
from gui.game.clocks import Clocks
from gui.game.engines import EngineState, EngineStatus
from gui.game.state import GameState, Phase, Player

_PATIENCE_MS = 1200  # how long a search whose answer is stale may go on
_GENMOVE = "genmove"
_STATUS_LIST = "final_status_list"
_GENMOVE_LIVE = "kata-genmove_analyze"
_LIVE_CENTISECONDS = 20
_JUDGE = "gogame-evaluator"


class _Errand(enum.Enum):
    MOVE = enum.auto()
    DEAD_STONES = enum.auto()


class _Task(NamedTuple):
    """What is asked, and for which turn of which game."""

    errand: _Errand
    game: int
    cursor: int


class EnginePartner(QObject):
    """Plays the engine's part in a game.

    Signals:
        moved: The engine's move as an action, None if it resigns.
        judged_dead: The points of the stones that it holds for dead.
        changed: The new `EngineState`.
        died: Why the engine is gone, one sentence.
    """

    moved = Signal(object)
    judged_dead = Signal(object)
    changed = Signal(object)
    died = Signal(str)

    def __init__(
        self, client: EngineClient, parent: QObject | None = None, *, engine: str = ""
    ) -> None:
        """Listen to a client; `start` starts its process.

        Args:
            client: The engine's process.
            parent: The owner.
            engine: Command line of the engine as players name it, empty for our own. Ours alone
                is asked for dead stones.
        """
        super().__init__(parent)
        self._client = client
        self._command = engine
        self._typed: list[str] = []
        self._engine = EngineState()
        self._state: GameState | None = None
        self._clocks: Callable[[], Clocks | None] = lambda: None
        self._task: _Task | None = None
        self._judged: _Task | None = None
        self._request = -1
        self._stale = -1
        self._sent: dict[int, str] = {}
        self._known: engine_sync.EngineGame | None = None
        self._judge_of = ""  # the variant whose judge was asked for
        self._strength: Player | None = None
        self._has_clock = False
        self._ponders = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._lose_patience)
        client.became_ready.connect(self._became_ready)
        client.compiling.connect(lambda: self._set(status=EngineStatus.COMPILING))
        client.replied.connect(self._replied)
        client.analysed.connect(self._analysed)
        client.died.connect(self._client_died)

    @property
    def engine(self) -> EngineState:
        """How the engine is."""
        return self._engine

    @property
    def client(self) -> EngineClient:
        """The engine's process."""
        return self._client

    @property
    def process_id(self) -> int:
        """The process id, 0 if none runs."""
        return self._client.process_id

    def start(self) -> None:
        """Starts the process, or takes over one that has been started already."""
        if not self._client.is_running:
            self._forget()
            self._set(status=EngineStatus.STARTING, reason="", visits=0, judge="")
            self._client.start()
        elif self._client.name:
            self._became_ready(self._client.name)
        elif self._client.is_compiling:
            self._set(status=EngineStatus.COMPILING)

    def restart(self) -> None:
        """Starts the process anew, whatever the present one does."""
        self._client.abandon()
        self.start()

    def stop(self) -> None:
        """Ends the process."""
        self._patience.stop()
        self._client.stop()

    def retire(self) -> None:
        """Kills the process without a word: nobody plays with this engine any more."""
        self._forget()
        self._state = None
        self._client.abandon()

    @property
    def is_gone(self) -> bool:
        """Whether nothing runs any more, not even a process that was killed."""
        return self._client.is_gone

    def give_up(self, reason: str) -> None:
        """Kills an engine that cannot be trusted."""
        self._client.abandon()
        self._client_died(reason)

    def follow(self, state: GameState, clocks: Callable[[], Clocks | None]) -> None:
        """Asks the engine for what a state needs."""
        self._state = state
        self._clocks = clocks
        needed = self._needed(state)
        if self._task is not None and self._task != needed:
            self._drop_task()
        if self._task is None and self._is_ready:
            if needed is not None:
                self._ask(needed, state)
            elif state.setup.black.is_ai or state.setup.white.is_ai:
                self._learn_judge(state)
                self._set_pondering(state)

    @property
    def _is_ready(self) -> bool:
        return self._engine.status not in (
            EngineStatus.STARTING,
            EngineStatus.COMPILING,
            EngineStatus.DEAD,
        )

    def _needed(self, state: GameState) -> _Task | None:
        if state.is_ai_turn and state.engine_player.engine == self._command:
            return _Task(_Errand.MOVE, state.game, state.cursor)
        judging = _Task(_Errand.DEAD_STONES, state.game, state.cursor)
        if self._command:
            return None
        is_known = state.proposed is not None or bool(state.dead or state.corrections)
        if state.phase is Phase.SCORING and judging != self._judged and not is_known:
            return judging
        return None

    def _set(self, **changes: object) -> None:
        engine = replace(self._engine, **changes)  # type: ignore[arg-type]
        if engine != self._engine:
            self._engine = engine
            self.changed.emit(engine)

    def _forget(self) -> None:
        self._patience.stop()
        self._task = None
        self._judged = None
        self._request = self._stale = -1
        self._sent.clear()
        self._typed.clear()
        self._known = None
        self._judge_of = ""
        self._strength = None
        self._has_clock = False
        self._ponders = False

    # Asking

    def _ask(self, task: _Task, state: GameState) -> None:
        self._task = task
        self._learn_judge(state)
        if not self._bring_up_to_date(state):
            return
        if task.errand is _Errand.MOVE:
            self._set_strength(state.engine_player)
            self._set_pondering(state)
            self._send_clock(state)
            self._request = self._client.send(self._genmove(state.to_play))
            self._set(status=EngineStatus.THINKING, visits=0)
        else:
            self._request = self._client.send(format_command(_STATUS_LIST, "dead"))
            self._set(status=EngineStatus.JUDGING, visits=0)

    def _genmove(self, color: Color) -> str:
        if self._client.knows(_GENMOVE_LIVE):
            return format_command(
                _GENMOVE_LIVE, color.letter, _LIVE_CENTISECONDS, "rootInfo", "true"
            )
        return format_command(_GENMOVE, color.letter)

    def _bring_up_to_date(self, state: GameState) -> bool:
        """Sends what its board lacks; False if it cannot be told this game."""
        wanted = engine_sync.game_at(state.tree, state.cursor)
        try:
            needed = engine_sync.commands(self._known, wanted, self._client.knows)
        except engine_sync.UnknownGame as error:
            self.give_up(unknown_game_text(error))
            return False
        for command in needed:
            self._send(command)
        self._known = wanted
        return True

    def _learn_judge(self, state: GameState) -> None:
        """Asks what judges a game, which may depend on its board and rules, once for each."""
        variant = state.variant.to_json()
        if variant != self._judge_of and self._client.knows(_JUDGE):
            self._judge_of = variant
            self._bring_up_to_date(state)
            self._send(_JUDGE)

    def _set_strength(self, player: Player) -> None:
        if player != self._strength:
            self._strength = player
            for command in engine_sync.strength_commands(player, self._client.knows):
                self._send(command)

    def _set_pondering(self, state: GameState) -> None:
        """Says whether to think on the person's time; other engines have settings of their own."""
        if state.may_ponder != self._ponders and not self._command:
            self._ponders = state.may_ponder
            self._send(engine_sync.pondering_command(is_on=self._ponders))

    def _send_clock(self, state: GameState) -> None:
        if not self._client.knows("kata-time_settings"):
            return
        clocks = None if state.conduct.play_out is not None else self._clocks()
        if clocks is not None:
            for command in engine_sync.clock_commands(state.to_play, clocks.of(state.to_play)):
                self._send(command)
        elif self._has_clock:
            self._send("kata-time_settings none")
        self._has_clock = clocks is not None

    def _send(self, command: str) -> None:
        self._sent[self._client.send(command)] = command

    def _drop_task(self) -> None:
        """Loses interest in the answer that is due; its board is no longer known either."""
        if self._client.is_waiting(self._request):
            self._client.drop(self._request)
            self._stale = self._request
            self._patience.start()
        self._task = None
        self._request = -1
        self._known = None
        if self._is_ready:
            self._set(status=EngineStatus.READY, visits=0)

    def _lose_patience(self) -> None:
        if self._client.is_waiting(self._stale):
            self.restart()

    # Answers

    def _became_ready(self, name: str) -> None:
        self._set(status=EngineStatus.READY, name=name, reason="", visits=0)
        self._go_on()

    def _go_on(self) -> None:
        if self._state is not None:
            self.follow(self._state, self._clocks)

    def _replied(self, number: int, response: Response) -> None:
        command = self._sent.pop(number, None)
        if command is not None and not response.ok:
            if not engine_sync.is_optional(command):
                self._refused(command, response)
        elif command == _JUDGE:
            self._set(judge=response.text)
        elif number == self._request and self._task is not None:
            task, self._task, self._request = self._task, None, -1
            self._send_typed()
            if not response.ok:
                self._refused(_GENMOVE if task.errand is _Errand.MOVE else _STATUS_LIST, response)
            elif task.errand is _Errand.MOVE:
                self._take_move(response.text)
            else:
                self._take_dead(task, response.text)

    def type_line(self, line: str) -> None:
        """Sends a command that a person has typed, at once or after the answer that is due.

        Its answer is only traffic. The game is sent anew afterwards, whatever the command did.
        """
        if not self._client.is_running:
            self._client.traffic.emit(Mark.BESIDE, self.tr("the engine does not run"))
            return
        self._typed.append(line)
        if self._task is None or not self._is_ready:
            self._send_typed()

    def _send_typed(self) -> None:
        typed, self._typed = self._typed, []
        for line in typed:
            self._known = None
            self._strength = None
            self._ponders = False
            self._judge_of = ""
            self._client.drop(self._client.send(line))

    def _refused(self, command: str, response: Response) -> None:
        self.give_up(refusal_text(command, response.text))

    def _take_move(self, text: str) -> None:
        assert self._state is not None
        state = self._state
        words = text.split()
        answer = words[-1] if words else ""
        self._set(status=EngineStatus.READY)
        if answer.lower() == "resign":
            self.moved.emit(None)
            return
        try:
            action = action_from_gtp(answer, state.variant.height, state.variant.width)
        except CoordinateError as error:
            self.give_up(self.tr("its move makes no sense: {0}").format(error))
            return
        if self._known is not None:
            move = (state.to_play.letter, answer.upper() if answer.lower() != "pass" else "pass")
            self._known = replace(self._known, moves=(*self._known.moves, move))
        self.moved.emit(action)

    def _take_dead(self, task: _Task, text: str) -> None:
        assert self._state is not None
        position = self._state.position
        height, width = position.variant.height, position.variant.width
        self._judged = task
        self._set(status=EngineStatus.READY)
        try:
            points = [action_from_gtp(vertex, height, width) for vertex in text.split()]
        except CoordinateError as error:
            self.give_up(self.tr("its list of dead stones makes no sense: {0}").format(error))
            return
        stones = [p for p in points if p < height * width and position.color_at(p) != EMPTY]
        self.judged_dead.emit(frozenset(stones))

    def _analysed(self, number: int, line: str) -> None:
        if number != self._request:
            return
        try:
            report = parse_analysis(line)
        except GtpError:
            return  # a broken line of progress is no reason to stop
        visits = report.root.visits if report.root else sum(m.visits for m in report.moves)
        self._set(visits=visits)

    def _client_died(self, reason: str) -> None:
        self._forget()
        self._set(status=EngineStatus.DEAD, reason=reason, visits=0)
        self.died.emit(reason)
