"""Points, colours and the one table of coordinate systems.

| system | example (19 x 19) | origin | used by |
|---|---|---|---|
| action | 72, pass = H*W | row-major from the top left corner | everything inside the program |
| row, column | 3, 15 | top left | views, `Position.grid` |
| GTP | Q16, pass | column letter without I, row counted from the bottom | people, GTP, JSON |
| SGF | pd, empty = pass | column letter, row letter, from the top left | SGF files |

A *point* is 0..H*W-1; an *action* is a point or the pass.
"""

from __future__ import annotations

import enum

from gogame.errors import CoordinateError

EMPTY = 0
BLACK = 1
WHITE = 2
BORDER = 3

GTP_COLUMNS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
_SGF_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Color(enum.IntEnum):
    """The two players; the numbers are those of the board arrays."""

    BLACK = BLACK
    WHITE = WHITE

    @property
    def opponent(self) -> Color:
        """The other player."""
        return Color.WHITE if self is Color.BLACK else Color.BLACK

    @property
    def letter(self) -> str:
        """``"B"`` or ``"W"``, as GTP, SGF and JSON write it."""
        return "B" if self is Color.BLACK else "W"

    @classmethod
    def parse(cls, text: str) -> Color:
        """Returns the colour that ``b``, ``black``, ``w`` or ``white`` names, in any case.

        Raises:
            CoordinateError: The text names no colour.
        """
        word = text.strip().lower()
        if word in ("b", "black"):
            return cls.BLACK
        if word in ("w", "white"):
            return cls.WHITE
        raise CoordinateError(f"unknown colour {text[:20]!r}: expected black or white")


def action_to_gtp(action: int, height: int, width: int) -> str:
    """Returns the GTP vertex of an action, ``"pass"`` for the pass."""
    if action == height * width:
        return "pass"
    row, column = divmod(action, width)
    return f"{GTP_COLUMNS[column]}{height - row}"


def action_from_gtp(text: str, height: int, width: int) -> int:
    """Returns the action that a GTP vertex names, in any case.

    Raises:
        CoordinateError: The text is no vertex of an H x W board.
    """
    word = text.strip().upper()
    if word == "PASS":
        return height * width
    column = GTP_COLUMNS.find(word[:1]) if word else -1
    digits = word[1:]
    if column < 0 or not (digits.isascii() and digits.isdigit()) or len(digits) > 2:
        raise CoordinateError(f"invalid vertex {text[:20]!r}: expected a point such as D4, or pass")
    row = height - int(digits)
    if not (0 <= row < height and column < width):
        raise CoordinateError(f"vertex {word} lies outside the {width}x{height} board")
    return row * width + column


def action_to_sgf(action: int, height: int, width: int) -> str:
    """Returns the SGF point of an action, the empty text for the pass."""
    if action == height * width:
        return ""
    row, column = divmod(action, width)
    return _SGF_LETTERS[column] + _SGF_LETTERS[row]


def action_from_sgf(text: str, height: int, width: int) -> int:
    """Returns the action that an SGF point names; empty, and ``tt`` up to 19 x 19, is a pass.

    Raises:
        CoordinateError: The text is no point of an H x W board.
    """
    if text == "" or (text == "tt" and height <= 19 and width <= 19):
        return height * width
    if len(text) == 2:
        column, row = _SGF_LETTERS.find(text[0]), _SGF_LETTERS.find(text[1])
        if 0 <= row < height and 0 <= column < width:
            return row * width + column
    raise CoordinateError(f"SGF point {text[:20]!r} lies outside the {width}x{height} board")
