"""Boards as text: for terminals, GTP's showboard and readable tests."""

from __future__ import annotations

from collections.abc import Mapping

from gogame.board.coords import GTP_COLUMNS, Color
from gogame.board.handicap import star_points
from gogame.board.position import Position
from gogame.board.variant import VariantSpec
from gogame.errors import VariantError


def diagram(position: Position, marks: Mapping[int, str] | None = None) -> str:
    """Returns the board with coordinates: X Black, O White, ``.`` empty, ``+`` star point.

    The last move stands in round brackets.

    Args:
        position: What to draw.
        marks: One character by point, drawn in place of an empty point or a stone.
    """
    height, width = position.variant.height, position.variant.width
    stars = set(star_points(height, width))
    last = position.last_move
    columns = "    " + " ".join(GTP_COLUMNS[:width])
    lines = [columns]
    for row in range(height):
        text = ""
        for column in range(width):
            point = row * width + column
            stone = ".XO"[position.color_at(point)]
            symbol = "+" if stone == "." and point in stars else stone
            symbol = (marks or {}).get(point, symbol)
            before = "(" if last is not None and last.action == point else " "
            after_last = last is not None and column > 0 and last.action == point - 1
            text += (")" if after_last else before) + symbol
        end = ")" if last is not None and last.action == row * width + width - 1 else " "
        lines.append(f"{height - row:2d} {text}{end}{height - row:2d}")
    lines.append(columns)
    taken = [position.prisoners(color) for color in (Color.BLACK, Color.WHITE)]
    turn = "over" if position.is_over else f"{position.to_play.name.capitalize()} to play"
    lines.append(f"Prisoners: Black {taken[0]}, White {taken[1]}. Komi {position.komi:g}. {turn}.")
    return "\n".join(lines)


def position_from_diagram(
    text: str, variant: VariantSpec | None = None, to_play: Color = Color.BLACK
) -> Position:
    """Returns the position that a plain picture shows.

    Args:
        text: One line a row, ``X``, ``O``, and ``.`` or ``+`` for empty; spaces are ignored.
        variant: The game; by default area rules on a plane of the picture's size.
        to_play: Whose turn it is.

    Raises:
        VariantError: Another character, or a picture of another size than the variant.
    """
    rows = [line.replace(" ", "") for line in text.strip().splitlines() if line.strip()]
    height, width = len(rows), len(rows[0]) if rows else 0
    spec = variant or VariantSpec(height, width)
    if (height, width) != (spec.height, spec.width) or any(len(row) != width for row in rows):
        raise VariantError(f"diagram: expected {spec.height} rows of {spec.width} points")
    joined = "".join(rows)
    strange = set(joined) - set("XO.+")
    if strange:
        raise VariantError(f"diagram: unknown characters {''.join(sorted(strange))!r}")
    black = [p for p, symbol in enumerate(joined) if symbol == "X"]
    white = [p for p, symbol in enumerate(joined) if symbol == "O"]
    return Position.from_setup(spec, black, white, to_play)
