"""`Session`: the one object that replaces the state.

Views tell it what the player wants; the engine client tells it what the engine says. It works
out the next state with `transitions`, emits `changed`, and asks the engine for what the new state
needs. An answer that no longer fits the state is dropped.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gogame.board.coords import Color, action_to_gtp
from gogame.errors import GoError, IllegalMove
from gui.analysis.game_line import report_shown
from gui.engine_client import AnalysisClient, EngineProgram
from gui.engines.analyst import Analyst
from gui.engines.analysts import Analysts
from gui.engines.team import EngineTeam
from gui.engines.traffic import ANALYSIS, SECOND, Traffic
from gui.files import game_files
from gui.files.autosave import Autosave
from gui.files.file_room import FileRoom
from gui.files.reader import Reader
from gui.game import transitions
from gui.game.engines import EngineChoice, EngineState
from gui.game.state import GameSetup, GameState, Message, MessageKind, Phase, Player
from gui.lessons import guessing, teaching
from gui.records import drilling, edits, insertion
from gui.session.game_clock import GameClock
from gui.session.unfinished import UnfinishedGame


class Session(QObject):
    """Holds the state of the window.

    Signals:
        changed: The new `GameState`.
        clocks_changed: The `Clocks` as they run, several times a second.
    """

    changed = Signal(object)
    clocks_changed = Signal(object)

    def __init__(
        self,
        partner: EngineTeam,
        autosave: Autosave,
        parent: QObject | None = None,
        *,
        analyst: Analyst | None = None,
        rival: Analyst | None = None,
    ) -> None:
        """Begin with an ordinary game; `begin` shows it or the unfinished one.

        Args:
            partner: The engines that play.
            autosave: Where the unfinished game is kept.
            parent: The owner.
            analyst: The engine that analyses, None where positions are never analysed.
            rival: A second one beside it, which `compare` calls.
        """
        super().__init__(parent)
        self._partner = partner
        self._analysts = Analysts(analyst, rival)
        self.traffic = Traffic(self)
        partner.traffic.connect(self.traffic.record)
        self._unfinished = UnfinishedGame(autosave)
        self._files = FileRoom(self)
        self._games = 1
        self._left_for_file = 0  # the game that was there when a file was asked for last
        self._opened = 0  # the game that was opened last: files asked for before may follow it
        self._state = transitions.new_game(GameSetup(), self._games)
        self._clock = GameClock(self)
        self._clock.ticked.connect(self.clocks_changed)
        self._clock.expired.connect(self._time_out)
        self._files.opened.connect(self._show_opened)
        self._files.saved.connect(self._saved)
        self._files.failed.connect(self.say)
        self.tell_reading(self._files.reader)
        partner.moved.connect(self._engine_moved)
        partner.judged_dead.connect(self._engine_judged)
        partner.changed.connect(self._engine_changed)
        partner.died.connect(functools.partial(self.say, MessageKind.ENGINE_DIED))
        for each, channel in ((analyst, ANALYSIS), (rival, SECOND)):
            if each is not None:
                self._listen_to(each, channel)
        autosave.failed.connect(functools.partial(self.say, MessageKind.AUTOSAVE_FAILED))

    def _listen_to(self, analyst: Analyst, channel: str) -> None:
        analyst.changed.connect(self.take_analysis)
        analyst.died.connect(functools.partial(self.say, MessageKind.ANALYSIS_STOPPED))
        analyst.traffic.connect(functools.partial(self.traffic.record, channel))
        analyst.refused.connect(functools.partial(self.say, MessageKind.ANALYSIS_REFUSED))

    @property
    def state(self) -> GameState:
        """The present state."""
        return self._state

    @property
    def analyst(self) -> Analyst | None:
        """The engine that analyses, or None."""
        return self._analysts.first

    @property
    def rival(self) -> Analyst | None:
        """The engine that is compared with it, or None."""
        return self._analysts.rival

    @property
    def engine_process_id(self) -> int:
        """The engine's process id, 0 if none runs."""
        return self._partner.process_id

    @property
    def analysis_process_id(self) -> int:
        """The process id of the engine that analyses, 0 if none runs."""
        return 0 if self.analyst is None else self.analyst.process_id

    def begin(self, setup: GameSetup | None = None) -> None:
        """Shows the unfinished game of last time, or a new one.

        Args:
            setup: A game to begin instead; the unfinished one is then given up.
        """
        found = None if setup is not None else self._unfinished.restored(self._games)
        if isinstance(found, Message):
            self._state = replace(self._state, message=found)
        if not isinstance(found, GameState):
            begun = transitions.new_game(setup or GameSetup(), self._games)
            found = replace(begun, message=self._state.message)
        self._replace(transitions.carried(self._state, found))
        if self._unfinished.fault:
            self.say(MessageKind.AUTOSAVE_FAILED, self._unfinished.fault)

    def _replace(self, state: GameState) -> None:
        """Makes a state the present one; everything that follows from it happens here."""
        before = self._state
        self._state = self._with_engines(state)
        self._clock.follow(self._state)
        self._unfinished.follow(before, state)
        self.changed.emit(self._state)
        self._partner.follow(self._state, self._clock.now)
        self._analysts.follow(self._state)

    def _with_engines(self, state: GameState) -> GameState:
        return replace(self._analysts.shown_in(state), engine=self._partner.engine)

    def change(self, transition: Callable[[GameState], GameState]) -> None:
        """Applies a transition to the state; what is wrong with it becomes a message.

        Args:
            transition: From the present state to the next; returning the same one changes nothing.
                It may raise `GoError`.
        """
        state = self._state
        self._try(lambda: transition(state))

    def start(self, make: Callable[[int], GameState]) -> None:
        """Begins something else in place of the present game.

        Args:
            make: Returns its first state, given the number of the game.
        """
        self._games += 1
        state = make(self._games)
        self._replace(transitions.carried(self._state, state))
        if self.analyst is not None:  # which has begun with nothing
            self.analyst.take(state.analysis.reports.by_key)

    def say(self, kind: MessageKind, *args: str) -> None:
        """Shows a message; the game stays as it is."""
        self._state = self._with_engines(replace(self._state, message=Message(kind, args)))
        self.changed.emit(self._state)

    def tell_reading(self, reader: Reader) -> None:
        """Shows what takes a reader long, as long as it does."""
        reader.slow.connect(functools.partial(self.say, MessageKind.READING))
        reader.ended.connect(self._end_reading)

    def _end_reading(self) -> None:
        message = self._state.message
        if message is not None and message.kind is MessageKind.READING:
            self._state = self._with_engines(replace(self._state, message=None))
            self.changed.emit(self._state)

    # What the player wants

    def new_game(self, setup: GameSetup) -> None:
        """Begins another game."""
        self.start(lambda game: transitions.new_game(setup, game))

    def click(self, point: int) -> None:
        """Plays a stone, puts a handicap stone, guesses a move, or corrects the count.

        In a game that has ended it tries a move; the result stays.
        """
        state = self._state
        if state.quiz is not None:
            self.change(lambda now: guessing.guessed(now, point))
        elif state.drill is not None and state.drill.is_open:
            self._try(lambda: drilling.tried(state, point), point)
        elif teaching.is_showing(state):
            self.change(teaching.hidden)
        elif state.is_editing:
            self._try(lambda: insertion.clicked(state, point), point)
        elif state.can_try:
            self._try(lambda: edits.play_variation(state, point), point)
        elif state.phase is Phase.SCORING:
            self._replace(transitions.click_count(state, point))
        elif state.phase is Phase.PLACING:
            self._try(lambda: transitions.place_handicap(state, point))
        elif state.phase is Phase.PLAYING:
            self._play(point)

    def pass_move(self) -> None:
        """Passes, unless a move is to be found."""
        if self._state.is_editing or self._state.can_try:
            self.change(lambda state: edits.play_variation(state, state.variant.pass_action))
        elif self._state.phase is Phase.PLAYING and not self._state.is_secret:
            self._play(self._state.variant.pass_action)

    def _play(self, action: int) -> None:
        state = self._state
        if not state.is_human_turn:
            self.say(MessageKind.NOT_YOUR_TURN)
            return
        self._try(lambda: transitions.play(state, action, self._clock.after_move()), action)

    def _try(self, change: Callable[[], GameState], action: int | None = None) -> None:
        try:
            state = change()
        except IllegalMove as error:
            variant = self._state.variant
            where = "" if action is None else action_to_gtp(action, variant.height, variant.width)
            self.say(MessageKind.ILLEGAL_MOVE, where, error.reason.value)
        except GoError as error:
            self.say(MessageKind.UNEXPECTED, str(error))
        else:
            if state is not self._state:
                self._replace(state)

    def undo(self) -> None:
        """Takes back the last move, and the engine's reply with it; the last edit in edit mode."""
        if self._state.can_undo:
            undo = edits.undo if self._state.undoes_edit else transitions.undo
            self._replace(undo(self._state))

    def resign(self) -> None:
        """Gives the game up: for the human whose turn it is, or the only human."""
        state = self._state
        humans = [color for color in Color if not state.setup.player(color).is_ai]
        if state.phase is Phase.PLAYING and humans and not state.is_secret:
            self._replace(
                transitions.resign(state, state.to_play if state.to_play in humans else humans[0])
            )

    def accept_score(self) -> None:
        """Ends the game with the count shown."""
        self._replace(transitions.accept_score(self._state))

    def resume(self) -> None:
        """Goes on playing after the end."""
        self._replace(transitions.resume(self._state))

    def step(self, moves: int) -> None:
        """Looks at later or earlier moves."""
        state = transitions.step(self._state, moves)
        if state is not self._state:
            self._replace(state)

    def set_player(self, color: Color, player: Player) -> None:
        """Hands a colour over to a human or an engine."""
        self._replace(transitions.with_player(self._state, color, player))

    def restart_engine(self) -> None:
        """Starts the engine process again; the game is sent to it anew."""
        self.say(MessageKind.ENGINE_RESTARTED)
        self._partner.restart()

    def go_to_move(self, number: int) -> None:
        """Looks at the position after so many moves of the line shown."""
        self.step(number - self._state.move_number)

    # Analysis

    def analyse(self, *, is_on: bool) -> None:
        """Begins or ends the analysis of the position shown."""
        self._analysts.switch(self._state, is_on=is_on)

    def review(self) -> None:
        """Begins the analysis of the whole game, or ends it if it runs."""
        self._analysts.review(self._state)

    def compare(self, choice: EngineChoice | None) -> None:
        """Lets a second engine analyse beside the first one; None for none."""
        self._analysts.compare(self._state, choice)

    def examine(self, nodes: tuple[int, ...], visits: int) -> None:
        """Has positions of the line shown looked at for the teacher; none to stop that."""
        if self.analyst is not None:
            self.analyst.examine(nodes, visits)

    def restart_analysis(self) -> None:
        """Starts the engine that analyses again."""
        if self.analyst is not None:
            self.analyst.restart()

    def choose_analysis(self, choice: EngineChoice) -> None:
        """Lets another engine analyse."""
        if self.analyst is not None:
            self.analyst.choose(choice)

    def use_engines(self, program: EngineProgram, make: Callable[..., AnalysisClient]) -> None:
        """Starts our engines anew, by other programs.

        Args:
            program: How our engine that plays is started.
            make: Makes the client of an engine that analyses.
        """
        self._partner.use(program)
        self._analysts.use(make)

    def play_best(self) -> None:
        """Plays the move that the analysis holds for the best, if it knows one."""
        report = report_shown(self._state)
        if self._state.analysis.is_on and report is not None and report.best is not None:
            self._play(report.best.action)

    def type_command(self, channel: str, line: str) -> None:
        """Sends a command that a person has typed to the engine of a channel of the console."""
        analyst = {ANALYSIS: self.analyst, SECOND: self.rival}.get(channel)
        if analyst is not None:
            analyst.type_line(line)
        elif channel not in (ANALYSIS, SECOND):
            self._partner.type_line(channel, line)

    # Files

    def open_file(self, path: Path, place: game_files.Place | None = None) -> None:
        """Opens a game record at its end or at a place, without keeping the window waiting."""
        self._left_for_file = self._games
        self._files.open(path, place)

    def open_text(self, text: str, name: str) -> None:
        """Opens a game record from a text; `name` says in messages where it is from."""
        self._left_for_file = self._games
        self._files.open_text(text, name)

    def save_file(self, path: Path) -> None:
        """Saves the game as SGF, without keeping the window waiting."""
        keeps = self.analyst is not None and self.analyst.choices.keeps
        self._files.save(path, self._state, keeps_analysis=keeps)

    def _show_opened(
        self, opened: game_files.OpenedGame, path: Path | None, place: game_files.Place | None
    ) -> None:
        is_next = self._opened == self._games and not self._state.unsaved
        if self._left_for_file != self._games and not is_next:
            return  # another game has been begun meanwhile
        warning = opened.warnings[0] if opened.warnings else ""
        name = "" if path is None else path.name
        message = Message(
            MessageKind.OPENED, (name, warning, str(opened.num_games if place is None else 1))
        )
        self.start(lambda game: replace(game_files.state_of(opened, game, path), message=message))
        self._opened = self._games

    def _saved(self, saved: GameState, path: Path) -> None:
        now = self._state
        if saved.game != now.game:
            self.say(MessageKind.SAVED, path.name)
            return
        is_same = (saved.tree, saved.result) == (now.tree, now.result)
        message = Message(MessageKind.SAVED, (path.name,))
        unsaved = now.unsaved and not is_same
        self._replace(replace(now, path=path, unsaved=unsaved, message=message))

    # What the engine says

    def _engine_changed(self, engine: EngineState) -> None:
        self._state = replace(self._state, engine=engine)
        self._clock.follow(self._state)
        self.changed.emit(self._state)
        self._analysts.follow(self._state)

    def take_analysis(self) -> None:
        """Shows what the analysis knows by now."""
        self._state = self._with_engines(self._state)
        self.changed.emit(self._state)

    def _engine_moved(self, action: int | None) -> None:
        """Plays the engine's move, None if it resigns."""
        state = self._state
        if action is None:
            self._replace(transitions.resign(state, state.to_play))
            return
        clocks = None if state.conduct.play_out is not None else self._clock.after_move()
        try:
            self._replace(transitions.play(state, action, clocks))
        except IllegalMove as error:
            self._partner.give_up(self.tr("its move is not legal: {0}").format(error))

    def _engine_judged(self, dead: frozenset[int]) -> None:
        self._replace(transitions.propose_dead(self._state, dead))

    def _time_out(self, color: Color) -> None:
        self._replace(transitions.time_out(self._state, color))

    def close(self) -> None:
        """Ends the engine and writes what is left to write."""
        self._clock.stop()
        self._files.close()
        self._unfinished.close(replace(self._state, clocks=self._clock.now()))
        self._partner.stop()
        self._analysts.stop()
