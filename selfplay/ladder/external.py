"""`GtpPlayer`: an opponent in child processes that speak GTP, one process a game.

GNU Go is asked which stones are dead when a game has ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gogame.board.coords import action_from_gtp, action_to_gtp
from gogame.board.position import Position
from gogame.board.rules import Scoring, WinCondition
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from gogame.errors import ConfigError, CoordinateError, EngineError, GtpError
from gogame.gtp.wire import format_command
from selfplay.ladder.gtp import EngineTimeout, GtpChild, Patience
from selfplay.ladder.players import Answer, Turn

_START_S = 60.0


@dataclass(slots=True)
class _Seat:
    """A child and what it knows: moves of the present game, None before it begins."""

    child: GtpChild
    known: int | None = None
    seed: int = 0
    has_seed: bool = False


class GtpPlayer:
    """A GTP engine, in as many processes as there are games.

    Attributes:
        name: See `Player`.
        visits: 0.
        is_external: True.
        most_games: As many as anyone wants.
    """

    visits, is_external, most_games = 0, True, 1 << 16

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        move_s: float = 30.0,
        is_judge: bool = False,
    ) -> None:
        """Prepare; processes are started when games begin.

        Args:
            name: Its name in results.
            command: How to start it.
            move_s: Seconds for a move.
            is_judge: Whether to believe which stones it calls dead.
        """
        self.name = name
        self._command, self._move_s, self._is_judge = tuple(command), move_s, is_judge
        self._seats: dict[int, _Seat] = {}
        self._seeds: dict[int, int] = {}

    def prepare(self, variant: VariantSpec, seats: int) -> None:
        """Checks that GTP can say this game.

        Raises:
            ConfigError: It cannot.
        """
        is_plain = variant.shape is Shape.PLANE and variant.height == variant.width
        if not is_plain or variant.win is not WinCondition.SCORE:
            raise ConfigError(
                f"{self.name} cannot play {variant.height}x{variant.width} {variant.shape}, "
                f"{variant.win}: GTP engines play ordinary square boards; choose another opponent"
            )
        if variant.rules.scoring is not Scoring.AREA:
            raise ConfigError(f"{self.name} is matched under area rules only: choose such rules")

    def begin(self, seat: int, seed: int) -> None:
        """See `Player.begin`."""
        self._seeds[seat] = seed
        if seat in self._seats:
            self._seats[seat].known = None

    def answer(self, turns: Sequence[Turn]) -> list[Answer]:
        """Returns the engines' moves, one after the other; may be called by a thread for each seat.

        An engine that fails is ended; the next game of its seat gets another.

        Raises:
            EngineError: An engine cannot be started or refuses the game.
        """
        return [self._answer(turn) for turn in turns]

    def _seat(self, number: int) -> _Seat:
        if number not in self._seats:
            child = GtpChild(self._command)
            try:
                known = child.ask("list_commands", _START_S).split()
            except EngineError:
                child.close()
                raise
            self._seats[number] = _Seat(child, has_seed="set_random_seed" in known)
        return self._seats[number]

    def _news(self, seat: _Seat, turn: Turn) -> list[str]:
        """Returns the moves that the engine has not seen; sets the board up for a new game."""
        position = turn.position
        variant = position.variant
        if seat.known is None:
            lines = [f"boardsize {variant.height}", "clear_board", f"komi {variant.komi:g}"]
            if seat.has_seed:
                lines.append(f"set_random_seed {self._seeds.get(turn.seat, 0) % 2**30}")
            try:
                for line in lines:
                    seat.child.ask(line, _START_S)
            except GtpError as error:
                raise EngineError(
                    f"{self.name} cannot play {variant.height}x{variant.width}: {error}"
                ) from error
            seat.known = 0
        news = [
            format_command("play", color.letter, _vertex(position, action))
            for color, action in position.moves[seat.known :]
        ]
        seat.known = len(position.moves)
        return news

    def _answer(self, turn: Turn) -> Answer:
        """Sends what the engine has not seen yet and returns its move."""
        seat = self._seat(turn.seat)
        lines = self._news(seat, turn)
        lines.append(format_command("genmove", turn.position.to_play.letter))
        answer = self._exchange(seat, turn, lines)
        if answer.fault is not None:
            self._drop(turn.seat)
        return answer

    def _drop(self, number: int) -> None:
        """Ends the engine at a seat, if there still is one."""
        seat = self._seats.pop(number, None)
        if seat is not None:
            seat.child.close()

    def _exchange(self, seat: _Seat, turn: Turn, lines: Sequence[str]) -> Answer:
        patience = Patience(self._move_s, seat.child.starved_s)
        text = ""
        seat.child.send(lines)
        try:
            for line in lines:
                reply = seat.child.receive(patience)
                text = reply.text.strip()
                if not reply.ok:
                    return Answer(None, f"crash: {self.name} refused {line!r}: {text}")
        except EngineTimeout:
            return Answer(None, f"timeout: {self.name} needed more than {self._move_s:g} s")
        except EngineError as error:
            return Answer(None, f"crash: {error}")
        if text.lower() == "resign":
            return Answer(None)
        variant = turn.position.variant
        try:
            action = action_from_gtp(text, variant.height, variant.width)
        except CoordinateError as error:
            return Answer(None, f"illegal move: {self.name}: {error}")
        assert seat.known is not None
        seat.known += 1
        return Answer(action)

    def dead_stones(self, turn: Turn) -> frozenset[int] | None:
        """Returns the stones that the engine calls dead; None if it is not to be asked or fails."""
        seat = self._seats.get(turn.seat)
        if not self._is_judge or seat is None or seat.known is None:
            return None
        variant = turn.position.variant
        try:
            for line in self._news(seat, turn):
                seat.child.ask(line, self._move_s)
            words = seat.child.ask("final_status_list dead", self._move_s).split()
            points = {action_from_gtp(word, variant.height, variant.width) for word in words}
        except (EngineError, GtpError, CoordinateError):
            self._drop(turn.seat)  # the game is over: it has not lost by this
            return None
        return frozenset(points - {variant.pass_action})

    def close(self) -> None:
        """Ends the processes; see `Player.close`."""
        seats = list(self._seats.values())
        self._seats.clear()
        for seat in seats:
            seat.child.say_quit()
        for seat in seats:
            seat.child.close()


def _vertex(position: Position, action: int) -> str:
    return action_to_gtp(action, position.variant.height, position.variant.width)
