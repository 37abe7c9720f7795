"""`GameRecord`: one played game as data: what was played, by whom, how it ended.

It is one line of moves. Variations, comments and markup live in a `gogame.sgf.GameTree`, and
`gogame.sgf` turns each into the other and keeps them in files.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gogame.board.coords import BLACK, WHITE, Color
from gogame.board.position import Move, Position
from gogame.board.variant import VariantSpec
from gogame.errors import IllegalMove, VariantError


class ResultKind(enum.StrEnum):
    """How a game ended."""

    SCORE = "score"
    RESIGN = "resign"
    TIME = "time"
    FORFEIT = "forfeit"
    WIN = "win"  # no one knows by how much
    DRAW = "draw"
    VOID = "void"
    UNKNOWN = "unknown"


_ENDINGS = {
    "": ResultKind.WIN,
    "r": ResultKind.RESIGN,
    "resign": ResultKind.RESIGN,
    "t": ResultKind.TIME,
    "time": ResultKind.TIME,
    "f": ResultKind.FORFEIT,
    "forfeit": ResultKind.FORFEIT,
}
_LETTERS = {
    ResultKind.RESIGN: "R",
    ResultKind.TIME: "T",
    ResultKind.FORFEIT: "F",
    ResultKind.WIN: "",
}
_WORDS = {
    "0": ResultKind.DRAW,
    "draw": ResultKind.DRAW,
    "jigo": ResultKind.DRAW,
    "void": ResultKind.VOID,
    "?": ResultKind.UNKNOWN,
    "": ResultKind.UNKNOWN,
}
_WIN = re.compile(r"(b|black|w|white)\+(.*)", re.DOTALL)
_POINTS = re.compile(r"\d{1,4}(?:\.\d{0,4})?", re.ASCII)
# Results as Chinese, Japanese and Korean files write them; only resignation is plain enough.
_ASIAN = re.compile(r"(?P<black>[黑黒흑])|[白백]")
_ASIAN_RESIGN = re.compile(r"中[盘盤押]|불계")


@dataclass(frozen=True, slots=True)
class Result:
    """The end of a game.

    Attributes:
        kind: How it ended.
        winner: Who won, None for a draw, a void game or an unknown end.
        points: By how many, when `kind` is SCORE.
        text: The words of the file, when `kind` is UNKNOWN.
    """

    kind: ResultKind = ResultKind.UNKNOWN
    winner: Color | None = None
    points: float | None = None
    text: str = ""

    @classmethod
    def parse(cls, text: str) -> Result:
        """Returns what a text such as ``B+3.5``, ``W+R`` or ``Draw`` says; UNKNOWN if unclear."""
        word = text.strip().lower().replace(" ", "").replace(",", ".")
        if word in _WORDS:
            return cls(_WORDS[word])
        match = _WIN.fullmatch(word)
        if match is None:
            return cls._parse_asian(text.strip())
        winner = Color.parse(match[1])
        if match[2] in _ENDINGS:
            return cls(_ENDINGS[match[2]], winner)
        if _POINTS.fullmatch(match[2]):
            points = float(match[2])
            return cls(ResultKind.SCORE, winner, points) if points else cls(ResultKind.DRAW)
        return cls(text=text.strip())

    @classmethod
    def _parse_asian(cls, text: str) -> Result:
        winner = _ASIAN.search(text)
        if winner is None or not _ASIAN_RESIGN.search(text):
            return cls(text=text)
        return cls(ResultKind.RESIGN, Color.BLACK if winner["black"] else Color.WHITE)

    @classmethod
    def by_score(cls, lead_black: float) -> Result:
        """Returns the result of a count, Black minus White in points."""
        if lead_black == 0:
            return cls(ResultKind.DRAW)
        winner = Color.BLACK if lead_black > 0 else Color.WHITE
        return cls(ResultKind.SCORE, winner, abs(lead_black))

    def __str__(self) -> str:
        """Write the result as SGF and GTP do; the empty text if nothing is known."""
        if self.kind is ResultKind.DRAW:
            return "0"
        if self.kind is ResultKind.VOID:
            return "Void"
        if self.kind is ResultKind.UNKNOWN or self.winner is None:
            return self.text
        if self.kind is ResultKind.SCORE and self.points is not None:
            return f"{self.winner.letter}+{self.points:g}"
        return f"{self.winner.letter}+{_LETTERS.get(self.kind, '')}"


@dataclass(frozen=True, slots=True)
class Player:
    """Who played: a name, a rank such as ``5k`` or ``9p``, a team; empty if unknown."""

    name: str = ""
    rank: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class GameRecord:
    """One game from its first position to its last move.

    Attributes:
        variant: Board, rules, komi and win condition.
        moves: The moves in order; one colour may move twice in a row.
        handicap: Points of Black's handicap stones.
        black_stones: Further black stones on the board before the first move.
        white_stones: White stones on the board before the first move.
        first: Who is to play first; None for the custom (White if there is a handicap).
        black: The player of the black stones.
        white: The player of the white stones.
        result: How the game ended.
        rules_name: What the file calls its rules, the empty text if nothing.
        date: The day or days it was played, ISO form ``2026-11-22``.
        event: Tournament or occasion.
        round_name: Round of the event.
        place: Where it was played.
        game_name: A name for the game.
        comment: What is said about the game as a whole.
        main_time_s: Main time of each player in seconds, None if untimed or unknown.
        overtime: What follows the main time, as text.

    Raises:
        VariantError: On construction: a point or an action that the board has not, or stones put
            on one point twice.
    """

    variant: VariantSpec
    moves: tuple[Move, ...] = ()
    handicap: tuple[int, ...] = ()
    black_stones: tuple[int, ...] = ()
    white_stones: tuple[int, ...] = ()
    first: Color | None = None
    black: Player = Player()
    white: Player = Player()
    result: Result = Result()
    rules_name: str = ""
    date: str = ""
    event: str = ""
    round_name: str = ""
    place: str = ""
    game_name: str = ""
    comment: str = ""
    main_time_s: float | None = None
    overtime: str = ""

    def __post_init__(self) -> None:
        """Check points and actions, so that no later step meets an impossible one."""
        stones = self.handicap + self.black_stones + self.white_stones
        for point in stones:
            if not 0 <= point < self.variant.num_points:
                limit = self.variant.num_points - 1
                raise VariantError(f"record: stone on point {point}: expected 0 to {limit}")
        if len(set(stones)) != len(stones):
            raise VariantError("record: two stones set up on one point")
        for number, move in enumerate(self.moves, start=1):
            if not 0 <= move.action < self.variant.num_actions:
                raise VariantError(
                    f"record move {number}: action {move.action}: "
                    f"expected 0 to {self.variant.pass_action}"
                )

    @classmethod
    def played_from(cls, start: Position, moves: tuple[Move, ...]) -> GameRecord:
        """Returns the record of moves played from a position, which becomes its set-up."""
        grid = start.grid.ravel()
        black, white = (tuple(int(p) for p in np.flatnonzero(grid == c)) for c in (BLACK, WHITE))
        is_handicap = start.handicap > 0 and len(black) == start.handicap
        customary = Color.WHITE if is_handicap else Color.BLACK
        return cls(
            variant=start.variant,
            moves=moves,
            handicap=black if is_handicap else (),
            black_stones=() if is_handicap else black,
            white_stones=white,
            first=None if start.to_play is customary else start.to_play,
        )

    def start(self) -> Position:
        """Returns the position before the first move.

        Raises:
            VariantError: The stones leave a chain without liberties.
        """
        if self.handicap and not (self.black_stones or self.white_stones):
            start = Position.start(self.variant).with_handicap(self.handicap)
        else:
            black = self.handicap + self.black_stones
            setup = Position.from_setup(self.variant, black, self.white_stones)
            start = Position(
                self.variant, setup.board, setup.history, handicap=len(self.handicap)
            ).with_to_play(Color.WHITE if self.handicap else Color.BLACK)
        return start if self.first is None else start.with_to_play(self.first)

    def replay(self) -> Iterator[Position]:
        """Yield the first position and the one after each move; play may go on after two passes.

        Raises:
            IllegalMove: Naming the number of the move and why.
            VariantError: As `start`.
        """
        position = self.start()
        yield position
        for number, move in enumerate(self.moves, start=1):
            try:
                position = position.resumed().play(move.action, move.color)
            except IllegalMove as error:
                raise IllegalMove(f"move {number}: {error}", error.reason) from error
            yield position

    def positions(self) -> list[Position]:
        """Returns all positions of `replay`."""
        return list(self.replay())
