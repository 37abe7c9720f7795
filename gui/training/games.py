"""`Game`: a self-play game, stored or in progress, that can be played after."""

from __future__ import annotations

import datetime
import json
import math
from dataclasses import dataclass

from gogame import sgf
from gogame.board.coords import Color
from gogame.board.position import Move, Position
from gogame.board.variant import VariantSpec
from gogame.record import GameRecord, Player, Result
from gui.training.reading import Fields, parsed

_MOST_GAMES = 1000


@dataclass(frozen=True, slots=True)
class Game:
    """One game.

    Attributes:
        game_id: Its name, unique in the run.
        checkpoint: sha256 of the network that played, or the cold start's name.
        variant: Board, rules, komi.
        handicap: Black's set-up points.
        moves: Actions.
        values: The search's value for the player to play, for each move.
        visits: Playouts of each move's search, 0 where there was none.
        result: How it ended, as SGF writes it; empty while it goes on.
        end: Why it ended.
        started_at: Seconds since 1970, NaN if unknown.
    """

    game_id: str
    checkpoint: str
    variant: VariantSpec
    handicap: tuple[int, ...]
    moves: tuple[int, ...]
    values: tuple[float, ...] = ()
    visits: tuple[int, ...] = ()
    result: str = ""
    end: str = ""
    started_at: float = math.nan

    @property
    def first(self) -> Color:
        """Who plays the first move."""
        return Color.WHITE if self.handicap else Color.BLACK

    def position(self, number: int) -> Position:
        """Returns the position after so many moves.

        Raises:
            GoError: A move is illegal.
        """
        position = Position.start(self.variant)
        if self.handicap:
            position = position.with_handicap(self.handicap)
        for action in self.moves[:number]:
            position = position.play(action)
        return position

    def value_black(self, number: int) -> float | None:
        """Returns what Black could hope for when move `number` was searched, -1 to +1.

        None if that move was not searched. Moves count from 1.
        """
        if not 1 <= number <= len(self.values) or not self.visits[number - 1]:
            return None
        mover = self.first if number % 2 else self.first.opponent
        return self.values[number - 1] * (1 if mover is Color.BLACK else -1)


def parse_live(text: str, where: str) -> tuple[Game, ...]:
    """Returns the games of ``live.json``, one of each actor.

    Raises:
        TrainingError: It is torn, or of a later version.
    """
    return parsed(text, where, _games)


@dataclass(frozen=True, slots=True)
class Page:
    """Some stored games.

    Attributes:
        games: The newest first.
        total: How many there are in all.
        skip: How many newer ones come before these.
        damaged: Names of games whose checksum is wrong.
    """

    games: tuple[Game, ...] = ()
    total: int = 0
    skip: int = 0
    damaged: tuple[str, ...] = ()


def parse_page(text: str, where: str) -> Page:
    """Returns the answer of ``gogame-selfplay games``.

    Raises:
        TrainingError: It is no such answer.
    """
    return parsed(text, where, _page)


def _page(fields: Fields) -> Page:
    damaged = tuple(map(str, fields.list("damaged")))
    return Page(_games(fields), fields.whole("total"), fields.whole("skip"), damaged)


def _games(fields: Fields) -> tuple[Game, ...]:
    return tuple(_game(row) for row in fields.objects("games")[:_MOST_GAMES])


def _game(row: Fields) -> Game:
    moves, values, visits = row.wholes("moves"), row.numbers("values"), row.wholes("visits")
    if len(moves) != len(values) or len(moves) != len(visits):
        raise ValueError(f"{len(moves)} moves, {len(values)} values and {len(visits)} visits")
    return Game(
        game_id=row.text("game_id"),
        checkpoint=row.text("checkpoint"),
        variant=VariantSpec.from_json(json.dumps(row.object("variant").tree)),
        handicap=row.wholes("handicap"),
        moves=moves,
        values=values,
        visits=visits,
        result=row.text("result"),
        end=row.text("end"),
        started_at=row.number("started_at"),
    )


def game_sgf(game: Game, player: str) -> str:
    """Returns a game as SGF, with what the search thought beside each move.

    Args:
        game: The game.
        player: What the network is called, which plays both colours.

    Raises:
        GoError: A move is illegal.
    """
    color = game.first
    moves: list[Move] = []
    for action in game.moves:
        moves.append(Move(color, action))
        color = color.opponent
    day = ""
    if math.isfinite(game.started_at):
        moment = datetime.datetime.fromtimestamp(game.started_at, datetime.UTC)
        day = moment.date().isoformat()
    record = GameRecord(
        variant=game.variant,
        moves=tuple(moves),
        handicap=game.handicap,
        black=Player(name=player),
        white=Player(name=player),
        result=Result.parse(game.result),
        date=day,
        game_name=game.game_id,
    )
    tree = sgf.tree_of(record)
    node = tree.root
    for number, visits in enumerate(game.visits, 1):
        node = node.children[0]
        if visits:
            node.set_text("C", f"value {game.values[number - 1]:+.2f}, {visits} visits")
    return sgf.write(tree)
