"""Boards drawn as text, shared by the tables of moves and counts."""

from __future__ import annotations

from dataclasses import replace

from gogame.board.coords import Color, action_from_gtp
from gogame.board.diagram import position_from_diagram
from gogame.board.position import Position
from gogame.board.rules import Ko, Rules
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from tests.board.games import set_up

SIMPLE = Rules(Ko.SIMPLE)


def picture(
    text: str,
    rules: Rules = SIMPLE,
    *,
    to_play: Color = Color.BLACK,
    komi: float = 0.0,
    shape: Shape = Shape.PLANE,
) -> Position:
    """Returns the position drawn, rows parted by ``/`` or line ends."""
    rows = [row for row in text.replace("/", "\n").split("\n") if row.strip()]
    width = len(rows[0].replace(" ", ""))
    variant = VariantSpec(len(rows), width, shape, rules, komi)
    return position_from_diagram("\n".join(rows), variant, to_play)


def with_win(position: Position, **changes: object) -> Position:
    """Returns the same stones under another win condition."""
    variant = replace(position.variant, **changes)  # type: ignore[arg-type]
    return set_up(variant, position.grid.ravel().tolist(), position.to_play)


def drawn(position: Position) -> str:
    """Returns the stones as ``picture`` takes them, one line a row, no spaces."""
    return "\n".join("".join(".XO"[c] for c in row) for row in position.grid)


def rows(text: str) -> str:
    """Returns a picture in the form of `drawn`."""
    return "\n".join(
        row.replace(" ", "") for row in text.replace("/", "\n").split("\n") if row.strip()
    )


def point(position: Position, vertex: str) -> int:
    """Returns the action that a GTP vertex names on the position's board."""
    return action_from_gtp(vertex, position.variant.height, position.variant.width)


def play(position: Position, vertices: str) -> Position:
    """Plays vertices parted by spaces, colours in turn."""
    after = position
    for vertex in vertices.split():
        after = after.play(point(after, vertex))
    return after
