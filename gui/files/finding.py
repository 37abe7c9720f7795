"""Searching records: what is looked for, where, and what was found. No Qt here."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gogame import sgf
from gogame.board.position import Position
from gogame.errors import SgfError
from gogame.sgf.find import Pattern, excerpt, nodes_with_pattern, nodes_with_words
from gogame.sgf.formats import SUFFIXES, load_any
from gogame.sgf.markup import Markup

MOST_HITS = 2000


class Region(enum.StrEnum):
    """Which part of the board a position is looked for by."""

    WHOLE = "whole"
    UPPER_LEFT = "upper-left"
    UPPER_RIGHT = "upper-right"
    LOWER_LEFT = "lower-left"
    LOWER_RIGHT = "lower-right"
    MARKED = "marked"


def points_of(region: Region, position: Position, markup: Markup) -> list[int] | None:
    """Returns the points of a region, None for the whole board.

    Raises:
        SgfError: The marked part is wanted, but nothing is marked.
    """
    height, width = position.variant.height, position.variant.width
    if region is Region.WHOLE:
        return None
    rows, columns = (0, (height - 1) // 2), (0, (width - 1) // 2)
    if region in (Region.LOWER_LEFT, Region.LOWER_RIGHT):
        rows = (height // 2, height - 1)
    if region in (Region.UPPER_RIGHT, Region.LOWER_RIGHT):
        columns = (width // 2, width - 1)
    if region is Region.MARKED:
        marked = {point for point, _ in (*markup.shapes, *markup.labels)}
        if not marked:
            raise SgfError("no point is marked: expected marks around the stones to be found")
        rows = (min(marked) // width, max(marked) // width)
        columns = (min(p % width for p in marked), max(p % width for p in marked))
    return [
        row * width + column
        for row in range(rows[0], rows[1] + 1)
        for column in range(columns[0], columns[1] + 1)
    ]


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """What is looked for: words, or a pattern.

    Attributes:
        words: Words in comments, names and information; empty for a pattern.
        pattern: The pattern, or None.
    """

    words: str = ""
    pattern: Pattern | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where something was found.

    Attributes:
        path: The file, None for the record that is open.
        game: Place of the game in the file.
        node: Number of the node, counted as in the file.
        move: How many moves lead there.
        players: Who played.
        words: What stands there.
    """

    path: Path | None
    game: int
    node: int
    move: int
    players: str
    words: str


def hits_of(games: list[sgf.GameTree], query: Query, path: Path | None) -> Iterator[Hit]:
    """Yields where games hold what is looked for; games that cannot be played are left out."""
    for place, game in enumerate(games):
        try:
            numbers = _numbers(game, query)
        except SgfError:
            continue  # of chess, or on a board that is none of ours
        if not numbers:
            continue
        wanted = set(numbers)
        names = (game.root.simple_text("PB") or "?", game.root.simple_text("PW") or "?")
        for number, node in enumerate(game.nodes()):
            if number in wanted:
                move = len(node.path()) - 1
                words = excerpt(node, query.words)
                yield Hit(path, place, number, move, " – ".join(names), words)


def _numbers(game: sgf.GameTree, query: Query) -> list[int]:
    if query.pattern is not None:
        return list(nodes_with_pattern(game, query.pattern))
    return list(nodes_with_words(game, query.words)) if query.words.strip() else []


def records_in(folder: Path) -> list[Path]:
    """Returns the records of a folder and the folders in it, in order."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower().lstrip(".") in SUFFIXES and path.is_file()
    )


def hits_in_file(path: Path, query: Query) -> list[Hit]:
    """Returns what was found in a file.

    Raises:
        SgfError: It cannot be read.
    """
    return list(hits_of(load_any(path), query, path))
