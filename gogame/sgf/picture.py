"""Boards drawn with letters, as people paste them: a position to begin a record with.

One row of points a line: ``X``, ``#`` or ``@`` black, ``O`` white, ``.``, ``,`` or ``+`` empty.
Frames, coordinates, brackets around the last move and the ``$$`` of Go wikis are left out.
"""

from __future__ import annotations

import re

from gogame.board.coords import action_to_sgf
from gogame.errors import SgfError
from gogame.sgf.tree import GameTree, Node

_FRAME = re.compile(r"\$\$\w*|[|()\[\]]|\b\d{1,2}\b")
_ROW = re.compile(r"[XO#@.,+*xo]{2,19}")
_BLACK, _WHITE = frozenset("Xx#@"), frozenset("Oo")


def _rows(text: str) -> list[str]:
    rows = ["".join(_FRAME.sub(" ", line).split()) for line in text.splitlines()[:60]]
    return [row for row in rows if _ROW.fullmatch(row)]


def is_picture(text: str) -> bool:
    """Returns whether a text looks like a drawn board."""
    rows = _rows(text)
    return len(rows) >= 2 and len({len(row) for row in rows}) == 1


def parse_picture(text: str) -> GameTree:
    """Returns a record that begins with the board drawn.

    Raises:
        SgfError: The rows are no board.
    """
    rows = _rows(text)
    height, width = len(rows), len(rows[0]) if rows else 0
    if not 2 <= height <= 19 or any(len(row) != width for row in rows):
        raise SgfError(f"drawn board of {height} rows: expected 2 to 19 of the same length")
    root = Node({"SZ": [str(width) if width == height else f"{width}:{height}"]})
    for ident, signs in (("AB", _BLACK), ("AW", _WHITE)):
        points = [
            action_to_sgf(row * width + column, height, width)
            for row, line in enumerate(rows)
            for column, sign in enumerate(line)
            if sign in signs
        ]
        root.set_values(ident, points)
    root.set_values("PL", ["B"])
    return GameTree(root)
