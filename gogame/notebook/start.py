"""Where an analysis begins: moves, SGF files, pictures, sizes and rules as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypedDict, Unpack

from gogame.board.coords import Color, action_from_gtp
from gogame.board.diagram import position_from_diagram
from gogame.board.position import Position
from gogame.board.rules import rules_from_name
from gogame.board.variant import standard
from gogame.errors import ConfigError, IllegalMove
from gogame.sgf import GamePositions, load, moves_of, read

Moves = str | Iterable[str | tuple[str, str]]
"""Vertices in turn, as one text or many, or pairs of a colour and a vertex."""

_SIZE = re.compile(r"(\d{1,3})(?:x(\d{1,3}))?", re.ASCII)


class GameOptions(TypedDict, total=False):
    """Where moves begin, by keyword; nothing for an empty 9x9 board under Chinese rules.

    Attributes:
        sgf: An SGF file, or its text; the end of its main line.
        move_number: The position after so many moves of the file instead.
        position: A position, or a picture with one line a row of ``X``, ``O`` and ``.``.
        size: Of an empty board: 9, or ``"13x9"`` (width first).
        rules: The name of the rules, such as ``"japanese"``.
        komi: White's points; by default those of the rules, or the file's.
        to_play: Whose turn it is, ``"black"`` or ``"white"``, before the moves.
    """

    sgf: str | Path
    move_number: int
    position: Position | str
    size: int | str
    rules: str
    komi: float
    to_play: str


def position_of(moves: Moves = (), **game: Unpack[GameOptions]) -> Position:
    """Returns the position after moves.

    Args:
        moves: Vertices; players alternate unless pairs name them.
        **game: Where they begin.

    Raises:
        GoError: A move, a file, a size or a rule that cannot be; in one sentence.
    """
    unknown = sorted(set(game) - set(GameOptions.__annotations__))
    if unknown:
        known = ", ".join(GameOptions.__annotations__)
        raise ConfigError(
            f"unknown option {unknown[0]!r}: expected moves, visits, seconds, {known}"
        )
    position = _start(game)
    if "to_play" in game:
        position = position.with_to_play(Color.parse(game["to_play"]))
    listed = moves.replace(",", " ").split() if isinstance(moves, str) else moves
    variant = position.variant
    for number, move in enumerate(listed, start=1):
        color, vertex = (None, move) if isinstance(move, str) else (Color.parse(move[0]), move[1])
        action = action_from_gtp(vertex, variant.height, variant.width)
        try:
            position = position.resumed().play(action, color)
        except IllegalMove as error:
            raise IllegalMove(f"move {number}: {error}", error.reason) from error
    return position


def _start(game: GameOptions) -> Position:
    given = [name for name in ("sgf", "position", "size") if name in game]
    if len(given) > 1:
        raise ConfigError(f"{given[0]} and {given[1]} both say where the game begins: give one")
    if "move_number" in game and "sgf" not in game:
        raise ConfigError("move_number counts the moves of a file: give sgf, too")
    if "sgf" in game:
        return _changed(_from_sgf(game["sgf"], game.get("move_number")), game)
    if "position" in game:
        at = game["position"]
        if isinstance(at, Position):
            return _changed(at, game)
        drawn = position_from_diagram(at).variant
        width, height = drawn.width, drawn.height
    else:
        at, (width, height) = "", _size(game.get("size", 9))
    plain = standard(9, game.get("rules", "chinese"), game.get("komi"))
    variant = replace(plain, width=width, height=height)
    return position_from_diagram(at, variant) if at else Position.start(variant)


def _size(size: int | str) -> tuple[int, int]:
    """Returns width and height."""
    match = _SIZE.fullmatch(str(size).lower())
    if match is None:
        raise ConfigError(f"size {size!r}: expected a number such as 9, or two such as '9x7'")
    return int(match[1]), int(match[2] or match[1])


def _changed(position: Position, game: GameOptions) -> Position:
    """Returns the position under the rules and the komi that were asked for."""
    changed = position
    if "rules" in game:
        changed = changed.with_rules(rules_from_name(game["rules"]))
    return changed.with_komi(game["komi"]) if "komi" in game else changed


def _from_sgf(sgf: str | Path, move_number: int | None) -> Position:
    is_text = isinstance(sgf, str) and sgf.lstrip().startswith("(")
    tree = (read(str(sgf)) if is_text else load(sgf))[0]
    game = GamePositions(tree)
    nodes = tree.main_line()
    if move_number is None:
        return game.position(nodes[-1])
    played = 0
    for node in nodes:
        played += len(moves_of(node, game.variant)[0])
        if played >= move_number:
            return game.position(node) if move_number > 0 else game.start
    raise ConfigError(f"move_number {move_number}: the file has {played} moves")
