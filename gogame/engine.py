"""`Engine`: a game in progress, a search and clocks; what every front end of the program drives.

It starts no thread and reads no input: `think` and `analyze` are generators, and whoever consumes
them stops them between two batches of playouts. Search counts every stone on the board as alive;
the decisions to pass and to resign (see `decider`), and the count of a finished game, are made with
dead stones in mind (see `judge`). Begin with `Engine.think`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace

from gogame import judge, style_play
from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.board.rules import Rules, WinCondition
from gogame.board.score import Score
from gogame.board.variant import VariantSpec, standard
from gogame.clock import Clock, TimeSettings, expected_moves_left
from gogame.decider import Decider
from gogame.end import End
from gogame.engine_config import Decision, EngineConfig
from gogame.errors import EngineError
from gogame.evaluation import Evaluator
from gogame.levels import Style
from gogame.record import GameRecord, Result
from gogame.review import ReviewedMove, review
from gogame.rng import fresh_seed
from gogame.search.config import Limits, Method, suited_config
from gogame.search.mcts import Search
from gogame.search.result import Analysis, Detail, Request

# Visits for a move where nobody says otherwise; a network's are worth more and cost more.
NETWORK_VISITS, ROLLOUT_VISITS = 800, 5000
MOST_PONDERING_S = 60.0
"""How long the opponent's time is used at most, for each time that it is begun."""


class Engine:
    """Holds one game and answers for it.

    Attributes:
        config: How it plays; may be replaced between moves.
    """

    def __init__(
        self,
        evaluator: Evaluator,
        config: EngineConfig | None = None,
        *,
        variant: VariantSpec | None = None,
        seed: int | None = 0,
        evaluator_for: Callable[[VariantSpec], Evaluator] | None = None,
    ) -> None:
        """Begin a game on an empty board, by default 9x9 under Chinese rules.

        Args:
            evaluator: Judges the positions of this game.
            config: How to play.
            variant: The game.
            seed: Of search and draws; None for another one in each game.
            evaluator_for: Judges of other games; None for the same one.
        """
        self.config = config or EngineConfig()
        self._evaluator = evaluator
        self._evaluator_for = evaluator_for
        self._is_repeatable = seed is not None
        self._seed = fresh_seed() if seed is None else seed
        self._positions = [Position.start(variant or standard(9))]
        self._origin = 0
        self._clocks: dict[Color, Clock] = {}
        self._decider = Decider(self._seed)
        self._awaits_answer: Position | None = None
        self._search = self._new_search()

    # The game

    @property
    def seed(self) -> int:
        """What this game is repeated with."""
        return self._seed

    def reseed(self, seed: int | None) -> None:
        """Draws anew, by a seed for this game and all that follow, or another one in each."""
        self._is_repeatable = seed is not None
        self._seed = fresh_seed() if seed is None else seed
        self._decider.reseed(self._seed)
        self.forget()

    @property
    def evaluator(self) -> Evaluator:
        """What judges positions of the present game."""
        return self._evaluator

    @property
    def limits(self) -> Limits:
        """Visits and seconds for a move, clocks and the level aside."""
        suited = NETWORK_VISITS if self._evaluator.reads_planes else ROLLOUT_VISITS
        return self.config.limits or Limits(visits=suited)

    @property
    def position(self) -> Position:
        """The present position."""
        return self._positions[-1]

    @property
    def variant(self) -> VariantSpec:
        """The game being played."""
        return self.position.variant

    def new_game(self, variant: VariantSpec) -> None:
        """Empties the board for a game of `variant`; clocks start anew."""
        self.set_position(Position.start(variant))
        if self._decider.has_drawn and not self._is_repeatable:
            self.reseed(None)
        for color, clock in self._clocks.items():
            self._clocks[color] = Clock(clock.settings)

    def set_position(self, position: Position) -> None:
        """Goes on from a position; moves before it cannot be undone."""
        self.load([position])

    def load(self, positions: Sequence[Position], origin: int = 0) -> None:
        """Goes on from the last position of a game; `undo` returns to the others.

        Args:
            positions: At least one.
            origin: Index of the position from which on there are only moves.
        """
        self._positions = list(positions)
        self._origin = origin
        self._decider.forget_outlook()
        self._follow_variant()

    def _follow_variant(self) -> None:
        """Takes the evaluator for the present game."""
        if self._evaluator_for is None:
            return
        evaluator = self._evaluator_for(self.variant)
        if evaluator is not self._evaluator:
            self._evaluator = evaluator
            self._search = self._new_search()

    def play(self, action: int, color: Color | None = None) -> None:
        """Plays a move, for either player, also after two passes.

        Raises:
            IllegalMove: The rules forbid it.
        """
        position = self.position
        if position.is_over and self.variant.win is WinCondition.SCORE:
            if action == self.variant.pass_action:
                self._positions.append(position)  # a pass too many changes nothing
                return
            position = position.resumed()
        self._positions.append(position.play(action, color))

    def undo(self) -> None:
        """Takes the last move back.

        Raises:
            EngineError: There is none.
        """
        if len(self._positions) == 1:
            raise EngineError("cannot undo: no move has been played")
        self._positions.pop()
        self._decider.forget_outlook()

    def record(self, result: Result | None = None) -> GameRecord:
        """Returns the game so far, from where stones were last set up."""
        start = self._positions[min(self._origin, len(self._positions) - 1)]
        moves = self.position.moves[len(start.moves) :]
        return replace(GameRecord.played_from(start, moves), result=result or Result())

    def set_komi(self, komi: float) -> None:
        """Changes komi in the game under way.

        Raises:
            VariantError: Not a multiple of one half, or absurd.
        """
        self._positions = [position.with_komi(komi) for position in self._positions]
        self._follow_variant()

    def set_rules(self, rules: Rules) -> None:
        """Changes the rules of the game under way."""
        self._positions = [position.with_rules(rules) for position in self._positions]
        self._follow_variant()

    def forget(self) -> None:
        """Drops everything that search has learnt; the game stays."""
        self._search = self._new_search()

    def _new_search(self) -> Search:
        config = self.config.search or suited_config(self._evaluator)
        return Search(self._evaluator, config, self._seed)

    # Time

    def set_time(self, settings: TimeSettings) -> None:
        """Gives both players a fresh clock."""
        self._clocks = {color: Clock(settings) for color in Color}

    def clock(self, color: Color) -> Clock:
        """Returns a player's clock; one without limits if none has been set."""
        return self._clocks.setdefault(color, Clock(TimeSettings()))

    @property
    def _style(self) -> Style | None:
        """How the level plays; None without one."""
        return self.config.style_of_level(reads_planes=self._evaluator.reads_planes)

    def _limits(self, color: Color) -> Limits:
        """Returns how long a player may think now."""
        style = self._style
        limits = self.limits if style is None else Limits(visits=style.visits)
        clock = self._clocks.get(color)
        moves = expected_moves_left(self.variant.num_points, self.position.ply)
        seconds = None if clock is None else clock.seconds_for_move(moves)
        if seconds is None:
            return limits
        return replace(limits, seconds=min(seconds, limits.seconds or seconds))

    # Search

    def genmove(self, color: Color | None = None, *, cleanup: bool = False) -> Decision:
        """Chooses a move, plays it and returns it.

        Args:
            color: Who is to move; the player to play if None.
            cleanup: Do not pass before the opponent's dead stones are captured.
        """
        decision = self.choose(color, cleanup=cleanup)
        self.commit(decision, color)
        return decision

    def commit(self, decision: Decision, color: Color | None = None) -> None:
        """Plays a decision of `think`, unless it is to resign; `ponder` begins here."""
        if decision.action is not None:
            self.play(decision.action, color)
            self._awaits_answer = self.position

    def ponder(self, until: Callable[[], bool]) -> None:
        """Thinks on the opponent's time: about the position after its own move, if that stands.

        The tree is kept, so that what is found about the answer is there for the next move. Only
        play by seconds gains by it: with a number of visits, or a level, strength would no longer
        be what was chosen, so that nothing is done then.

        Args:
            until: Asked between two batches whether to stop.
        """
        position = self.position
        is_timed = self._limits(position.to_play.opponent).seconds is not None
        plans_ahead = self._search.config.method is Method.GUMBEL
        if (
            not self.config.ponders
            or self._style is not None
            or not is_timed
            or plans_ahead
            or position is not self._awaits_answer
            or position.is_over
        ):
            return
        self._search.root_temperature = self._search.config.root_temperature
        self._search.set_position(judge.without_pending_pass(position))
        request = Request(MOST_PONDERING_S, Detail.NONE, until=until)
        for _ in self._search.analyze(Limits(seconds=MOST_PONDERING_S), request):
            pass

    def choose(self, color: Color | None = None, *, cleanup: bool = False) -> Decision:
        """Chooses a move without playing it."""
        thinking = self.think(color, cleanup=cleanup)
        while True:
            try:
                next(thinking)
            except StopIteration as stop:
                return stop.value

    def think(
        self, color: Color | None = None, request: Request | None = None, *, cleanup: bool = False
    ) -> Generator[Analysis, None, Decision]:
        """Searches for a move; yields how it stands from time to time, returns the decision.

        The clock of the player runs meanwhile; the move is not played. Where moves are to be
        avoided, the best of the others is chosen, be the game decided or not.

        Args:
            color: Who is to move; the player to play if None.
            request: How to search, and what to tell.
            cleanup: Do not pass before the opponent's dead stones are captured.

        Raises:
            EngineError: The game is over; at once, not at the first step.
        """
        return self._think(self.running_position(color), request or Request(1.0), cleanup=cleanup)

    def _think(
        self, position: Position, request: Request, *, cleanup: bool
    ) -> Generator[Analysis, None, Decision]:
        started = time.monotonic()
        is_free = request.avoid is None
        if is_free and self._end.passes_at_once(position, cleanup=cleanup):
            self._search.set_position(position)
            decision = Decision(position.variant.pass_action, self._search.analysis())
        else:
            allowed = self._end.cleanup_moves(position) if cleanup else None
            self._search.root_temperature = self._search.config.root_temperature
            if self.config.style is not None:
                self._search.root_temperature *= style_play.WIDER_ROOT
            if self._style is not None:
                self._search.clear()  # what earlier moves have learnt would make it stronger
            self._search.set_position(judge.without_pending_pass(position), allowed, request.avoid)
            yield from self._search.analyze(self._limits(position.to_play), request)
            analysis = self._search.analysis(style_play.detail_for(self.config.style))
            best = self._search.choose_action()
            decision = (
                self._decider.decide(position, analysis, best, self.config, self._end)
                if is_free and not cleanup
                else Decision(best, analysis)
            )
        if position.to_play in self._clocks:
            self._clocks[position.to_play].spend(time.monotonic() - started)
        return decision

    def analyze(
        self, limits: Limits, request: Request | None = None, *, color: Color | None = None
    ) -> Iterator[Analysis]:
        """Searches the present position; yields how it stands from time to time.

        The consumer ends it by not asking for more; the tree is kept for the next call.

        Raises:
            ConfigError: All legal moves are to be avoided.
            EngineError: The game is over; at once, not at the first step.
        """
        asked = request or Request()
        flatter = 1 + 4 * self.config.wide_root_noise
        self._search.root_temperature = flatter * self._search.config.root_temperature
        self._search.set_position(self.running_position(color), avoid=asked.avoid)
        return self._search.analyze(limits, asked)

    def running_position(self, color: Color | None = None) -> Position:
        """Returns the position to search: after two passes play can be resumed.

        Args:
            color: Who is to play there; the player to play if None.

        Raises:
            EngineError: The game is over for good.
        """
        position = self.position
        if position.is_over:
            if self.variant.win is not WinCondition.SCORE:
                raise EngineError("the game is over: start a new one or undo")
            position = position.resumed()
        return position if color is None else position.with_to_play(color)

    # The end

    @property
    def _end(self) -> End:
        return End(self._evaluator, friendly_pass=self.config.friendly_pass)

    def dead_stones(self) -> frozenset[int]:
        """Returns the points of the stones that would be taken off if play stopped now."""
        if self.variant.win is not WinCondition.SCORE:
            return frozenset()
        opinion = judge.expected_ownership(self.position, self._evaluator)
        return judge.dead_stones(self.position, opinion)

    def final_score(self) -> Score:
        """Returns the count with dead stones taken off.

        Raises:
            EngineError: The game is not decided by a count.
        """
        if self.variant.win is not WinCondition.SCORE:
            raise EngineError(f"no count: this game is won by {self.variant.win.value}")
        return self.position.score(self.dead_stones())

    def review(self, record: GameRecord, limits: Limits) -> Iterator[ReviewedMove]:
        """Judges every move of a game; see `review.review`. The game in progress stays.

        Raises:
            IllegalMove: A move of the record is not legal.
        """
        return review(self._new_search(), record, limits)
