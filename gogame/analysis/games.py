"""From a query's moves and rules to positions.

Recorded games are taken as they are, like KataGo does: a move that only ko, superko or the
suicide of several stones forbids is played, and so is one after two passes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gogame.analysis.wire import Placed, Query, QueryError
from gogame.board.coords import Color, action_from_gtp
from gogame.board.position import Position
from gogame.board.rules import HandicapBonus, Ko, Rules, Scoring, rules_from_name
from gogame.board.variant import VariantSpec
from gogame.errors import CoordinateError, GoError, IllegalMove, IllegalReason, VariantError
from gogame.gtp.rules import rules_from_kata

MAX_MOVES = 4000
_KEYS = frozenset(
    "ko scoring score suicide tax hasButton whiteHandicapBonus friendlyPassOk".split()
)
_VARIANT_KEYS = {"shape": "shape", "win": "win", "captureGoal": "capture_goal"}
_BONUS = {"0": HandicapBonus.NONE, "N": HandicapBonus.N, "N-1": HandicapBonus.N_MINUS_ONE}
_ALIASES = {
    "bga": "aga",
    "french": "aga",
    "newzealand": "new-zealand",
    "tromptaylor": "tromp-taylor",
    **dict.fromkeys("chinese-kgs chinese-ogs chinesekgs chineseogs".split(), "chinese"),
}
_COORDINATES = re.compile(r"\(\s*(\d{1,2})\s*,\s*(\d{1,2})\s*\)", re.ASCII)
# What a player may have done in a game all the same, and the rules under which it is legal.
_TOLERATED: dict[IllegalReason, Callable[[Rules], Rules]] = {
    IllegalReason.KO: lambda rules: replace(rules, ko=Ko.NONE),
    IllegalReason.SUPERKO: lambda rules: replace(rules, ko=Ko.NONE),
    IllegalReason.SUICIDE: lambda rules: replace(rules, ko=Ko.NONE, suicide=True),
}


class _Move(NamedTuple):
    color: Color
    action: int


class _Setup(NamedTuple):
    """Where a game begins."""

    black: tuple[int, ...]
    white: tuple[int, ...]
    to_play: Color
    handicap: int

    def position(self, variant: VariantSpec) -> Position:
        start = Position.from_setup(variant, self.black, self.white, self.to_play)
        return replace(start, handicap=self.handicap)


class Game:
    """One query's game; `position` makes the position of a turn.

    Attributes:
        variant: Size, rules and komi.
        num_moves: Moves; the last turn.
        is_won: Whether the last move has decided the game, so that its turn has no analysis.
    """

    def __init__(self, query: Query) -> None:
        """Check everything: afterwards every turn has a position.

        Raises:
            QueryError: Rules, stones or moves cannot be had; ``Illegal move`` begins the message
                of an illegal move.
        """
        self.variant = _variant(query)
        self.num_moves = len(query.moves)
        if self.num_moves > MAX_MOVES:
            message = f"moves: {self.num_moves} of them: expected at most {MAX_MOVES}"
            raise QueryError(message, query.id, "moves")
        moves = [_placed(query, "moves", self.variant, move) for move in query.moves]
        self._setup = _setup(query, self.variant, moves)
        # Long queues keep no position, and moves as bytes.
        self._moves: NDArray[np.int16] = np.array(moves, dtype=np.int16).reshape(-1, 2)
        self._cursor: tuple[int, Position] | None = None
        try:
            self.position(0)
            self.is_won = self.position(self.num_moves).is_over
        except VariantError as error:
            raise QueryError(f"initialStones: {error}", query.id, "initialStones") from error
        except IllegalMove as error:
            turn = 0 if self._cursor is None else self._cursor[0]
            player, vertex = query.moves[turn]
            why = str(error).partition(": ")[2] or str(error)
            message = f"Illegal move {turn}: {player} {vertex[:10]}: {why}"
            raise QueryError(message, query.id, "moves") from error
        self._cursor = None

    def position(self, turn: int) -> Position:
        """Returns the position after `turn` moves; from the turn before it is quickly made.

        A finished game goes on, for an analysis asks what would be played.
        """
        number, position = self._cursor or (0, self._setup.position(self.variant))
        if number > turn:
            number, position = 0, self._setup.position(self.variant)
        self._cursor = (number, position)
        while number < turn:
            color, action = self._moves[number].tolist()
            position = played(position, action, Color(color))
            number += 1
            self._cursor = (number, position)
        return position.resumed()


def played(position: Position, action: int, color: Color) -> Position:
    """Returns the position after a move of a recorded game.

    Raises:
        IllegalMove: The move cannot be played under any rules.
    """
    before = position.resumed()
    try:
        return before.play(action, color)
    except IllegalMove as error:
        if error.reason not in _TOLERATED:
            raise
        rules = position.variant.rules
        after = before.with_rules(_TOLERATED[error.reason](rules)).play(action, color)
        if (after.grid == before.grid).all():
            raise  # the suicide of a single stone
        return after.with_rules(rules)


def _variant(query: Query) -> VariantSpec:
    try:
        rules = _rules(query.rules)
    except GoError as error:
        raise QueryError(f"rules: {str(error)[:200]}", query.id, "rules") from error
    bonus = query.handicap_bonus
    if bonus is not None:
        if bonus not in _BONUS:
            message = f"whiteHandicapBonus {bonus[:20]!r}: expected 0, N or N-1"
            raise QueryError(message, query.id, "whiteHandicapBonus")
        rules = replace(rules, handicap_bonus=_BONUS[bonus])
    komi = query.komi
    if komi is None:
        komi = 6.5 if rules.scoring is Scoring.TERRITORY else 7.5
    ordinary = VariantSpec(query.height, query.width, rules=rules, komi=komi)
    return _out_of_the_ordinary(query, ordinary) if query.variant else ordinary


def _out_of_the_ordinary(query: Query, ordinary: VariantSpec) -> VariantSpec:
    """Returns the game with the shape and the aim that the field `variant` names."""
    raw = dict(query.variant)
    unknown = sorted(set(raw) - set(_VARIANT_KEYS))
    if unknown:
        known = ", ".join(_VARIANT_KEYS)
        message = f"variant: unknown key {unknown[0][:40]!r}: expected {known}"
        raise QueryError(message, query.id, "variant")
    named = {_VARIANT_KEYS[key]: value for key, value in raw.items()}
    size = {"height": ordinary.height, "width": ordinary.width}
    try:
        changed = VariantSpec.from_json(json.dumps({**size, **named}))
    except VariantError as error:
        raise QueryError(str(error), query.id, "variant") from error
    return replace(
        ordinary, shape=changed.shape, win=changed.win, capture_goal=changed.capture_goal
    )


def _rules(rules: str | Mapping[str, Any]) -> Rules:
    if isinstance(rules, str):
        name = "-".join(rules.strip().lower().replace("_", " ").replace("-", " ").split())
        return rules_from_name(_ALIASES.get(name, rules))
    unknown = sorted(set(rules) - _KEYS)
    if unknown:
        raise QueryError(f"unknown rule {unknown[0][:40]!r}")
    raw = dict(rules)
    if "score" in raw:
        raw["scoring"] = raw.pop("score")
    return rules_from_kata(raw)


def action_of(vertex: str, variant: VariantSpec) -> int:
    """Returns the action that a vertex such as ``D4``, ``pass`` or ``(3,15)`` names.

    The two numbers are the column and the row from the top left, from 0.

    Raises:
        CoordinateError: It lies on no point.
    """
    numbers = _COORDINATES.fullmatch(vertex.strip())
    if numbers is None:
        return action_from_gtp(vertex, variant.height, variant.width)
    column, row = int(numbers[1]), int(numbers[2])
    if column >= variant.width or row >= variant.height:
        raise CoordinateError(
            f"vertex {vertex[:20]} lies outside the {variant.width}x{variant.height} board"
        )
    return row * variant.width + column


def _placed(query: Query, field: str, variant: VariantSpec, placed: Placed) -> _Move:
    try:
        return _Move(Color.parse(placed[0]), action_of(placed[1], variant))
    except CoordinateError as error:
        raise QueryError(f"{field}: {error}", query.id, field) from error


def _setup(query: Query, variant: VariantSpec, moves: list[_Move]) -> _Setup:
    stones = [_placed(query, "initialStones", variant, stone) for stone in query.initial_stones]
    black, white = _points(stones, Color.BLACK), _points(stones, Color.WHITE)
    if variant.pass_action in (*black, *white):
        raise QueryError("initialStones: a pass is no stone", query.id, "initialStones")
    if query.initial_player is not None:
        to_play = Color.parse(query.initial_player)
    elif moves:
        to_play = moves[0].color
    else:
        to_play = Color.WHITE if len(black) > 1 and not white else Color.BLACK
    return _Setup(black, white, to_play, _handicap(black, white, moves, variant.pass_action))


def _points(stones: Iterable[_Move], color: Color) -> tuple[int, ...]:
    return tuple(stone.action for stone in stones if stone.color is color)


def _handicap(
    black: tuple[int, ...], white: tuple[int, ...], moves: list[_Move], pass_action: int
) -> int:
    """Returns Black's handicap stones: those set up, and his moves before White's first one."""
    if white:
        return 0
    count = len(black)
    for color, action in moves:
        if color is Color.WHITE:
            break
        count += action != pass_action
    return count if count > 1 else 0
