"""Games against GNU Go: strength on a scale that everyone can set up.

GNU Go runs as a child process and speaks GTP; it also counts the finished games, because it knows
which stones are dead. Colours alternate.
"""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType

from gogame.bench.interval import wilson
from gogame.board.coords import Color, action_from_gtp, action_to_gtp
from gogame.board.variant import VariantSpec, standard
from gogame.engine import Engine, EngineConfig
from gogame.errors import EngineError, GtpError
from gogame.evaluation import Evaluator
from gogame.gtp.wire import Response, ResponseReader, format_command
from gogame.programs import find_gnugo, gnugo_command
from gogame.search.config import Limits

# A game longer than this many times the points of the board is counted as it stands.
_LONGEST = 4


class GtpProcess:
    """A GTP engine in a child process, asked one command at a time."""

    def __init__(self, command: list[str]) -> None:
        """Start it.

        Raises:
            EngineError: It cannot be started.
        """
        self._reader = ResponseReader()
        try:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
            )
        except OSError as error:
            raise EngineError(f"cannot start {command[0]}: {error.strerror}") from error

    def ask(self, name: str, *args: object) -> str:
        """Returns the text of the reply to one command.

        Raises:
            GtpError: It refused.
            EngineError: It has ended.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        line = format_command(name, *args)
        with contextlib.suppress(OSError):  # reading finds its end and says so
            self._process.stdin.write(line.encode() + b"\n")
        while True:
            chunk = self._process.stdout.read(1 << 16)
            if not chunk:
                raise EngineError(f"the other engine ended at {line!r}")
            for event in self._reader.feed(chunk):
                if isinstance(event, Response):
                    if not event.ok:
                        raise GtpError(f"{line}: {event.text}")
                    return event.text

    def __enter__(self) -> GtpProcess:
        """Returns the engine."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the child, politely if it listens."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(OSError):
            self._process.stdin.write(b"quit\n")
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()


def start_gnugo(level: int, seed: int) -> GtpProcess:
    """Returns GNU Go under Chinese rules with positional superko.

    Raises:
        EngineError: It is not installed.
    """
    path = find_gnugo()
    if path is None:
        raise EngineError("GNU Go is not installed: install the package gnugo")
    return GtpProcess([*gnugo_command(path, "--level", str(level)), "--seed", str(seed)])


@dataclass(frozen=True, slots=True)
class PlayedGame:
    """One game against GNU Go.

    Attributes:
        result: As GNU Go counted it, or ``B+R``, ``W+R``.
        num_moves: Moves played, passes included.
        won: Whether our side won; None for a draw.
    """

    result: str
    num_moves: int
    won: bool | None


def play_game(engine: Engine, gnugo: GtpProcess, ours: Color) -> PlayedGame:
    """Plays one game on the engine's empty board; each side checks every move of the other.

    Raises:
        IllegalMove: GNU Go played what our rules forbid.
        GtpError: GNU Go refused our move.
    """
    variant = engine.variant
    gnugo.ask("boardsize", variant.height)
    gnugo.ask("clear_board")
    gnugo.ask("komi", f"{variant.komi:g}")
    position = engine.position
    while not position.is_over and position.ply < _LONGEST * variant.num_points:
        color = position.to_play
        if color is ours:
            action = engine.genmove().action
            if action is not None:
                vertex = action_to_gtp(action, variant.height, variant.width)
                gnugo.ask("play", color.letter, vertex)
        else:
            vertex = gnugo.ask("genmove", color.letter)
            resigned = vertex.lower() == "resign"
            action = None if resigned else action_from_gtp(vertex, variant.height, variant.width)
            if action is not None:
                engine.play(action, color)
        if action is None:
            return PlayedGame(f"{color.opponent.letter}+R", position.ply, color is not ours)
        position = engine.position
    result = gnugo.ask("final_score")
    winner = {"B": Color.BLACK, "W": Color.WHITE}.get(result[:1])
    return PlayedGame(result, position.ply, None if winner is None else winner is ours)


@dataclass(frozen=True, slots=True)
class MatchOptions:
    """A match.

    Attributes:
        variant: The game.
        games: How many.
        limits: Of our search, for each move.
        level: GNU Go's.
        seed: Of the first game; the others follow it.
    """

    variant: VariantSpec = standard(9)  # noqa: RUF009 - frozen
    games: int = 20
    limits: Limits = Limits(visits=5000)  # noqa: RUF009 - frozen
    level: int = 1
    seed: int = 0


def play_match(evaluator: Evaluator, options: MatchOptions) -> Iterator[str]:
    """Plays the games; yields a line for each and the result with its interval.

    Raises:
        EngineError: GNU Go is not installed, or ended.
    """
    config = EngineConfig(limits=options.limits)
    points = 0.0
    yield (
        f"{evaluator.name}, {options.limits.visits} visits, against GNU Go level {options.level}, "
        f"{options.variant.width}x{options.variant.height}, komi {options.variant.komi:g}"
    )
    for game in range(options.games):
        seed = options.seed + game
        ours = Color.BLACK if game % 2 == 0 else Color.WHITE
        engine = Engine(evaluator, config, variant=options.variant, seed=seed)
        with start_gnugo(options.level, seed + 1) as gnugo:
            played = play_game(engine, gnugo, ours)
        points += 0.5 if played.won is None else float(played.won)
        yield (
            f"  game {game + 1:3}: {ours.name.lower():5} {played.result:>7} "
            f"after {played.num_moves} moves, {points:g} of {game + 1}"
        )
    low, high = wilson(points, options.games)
    yield (
        f"won {points:g} of {options.games}: {points / options.games:.0%} "
        f"(Wilson 95 % {low:.0%} to {high:.0%})"
    )
