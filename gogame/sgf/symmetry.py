"""A game turned, mirrored, or with its colours exchanged: every node, in every property.

Points move in moves, set-up, markup, territory, views and in the analyses that this program keeps;
texts and what is unknown stay. Doing a mirroring twice, a quarter turn four times or the exchange
of colours twice gives the game back. Begin with `transformed` and `with_colors_swapped`.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence

from gogame.board.coords import action_from_sgf, action_to_sgf
from gogame.board.topology import Shape
from gogame.errors import CoordinateError, SgfError
from gogame.sgf import analysis
from gogame.sgf.header import header_of
from gogame.sgf.tree import GameTree
from gogame.sgf.values import number_of, raw_number

_POINTS = frozenset("B W AB AW AE TR SQ CR MA SL DD VW TB TW".split())
_COMPOSED = frozenset({"AR", "LN"})
_LABELS = frozenset({"LB"})
_PAIRS = (
    ("B", "W"), ("AB", "AW"), ("TB", "TW"), ("BL", "WL"), ("OB", "OW"), ("PB", "PW"),
    ("BR", "WR"), ("BT", "WT"), ("GB", "GW"),
)  # fmt: skip
_PARTNER = {a: b for pair in _PAIRS for a, b in (pair, pair[::-1])}
_LETTERS = str.maketrans("BWbw", "WBwb")


class Symmetry(enum.Enum):
    """A way to lay a board down otherwise."""

    TURN_RIGHT = "turn-right"
    TURN_LEFT = "turn-left"
    TURN_HALF = "turn-half"
    MIRROR_LEFT_RIGHT = "mirror-left-right"
    MIRROR_UP_DOWN = "mirror-up-down"
    TRANSPOSE = "transpose"
    TRANSPOSE_OTHER = "transpose-other"

    @property
    def is_across(self) -> bool:
        """Whether rows become columns."""
        return self in (
            Symmetry.TURN_RIGHT,
            Symmetry.TURN_LEFT,
            Symmetry.TRANSPOSE,
            Symmetry.TRANSPOSE_OTHER,
        )


def point_of(symmetry: Symmetry, point: int, height: int, width: int) -> int:
    """Returns where a point of a board goes; the pass stays the pass."""
    if point == height * width:
        return point
    row, column = divmod(point, width)
    down, right = height - 1 - row, width - 1 - column
    places = {
        Symmetry.TURN_RIGHT: (column, down),
        Symmetry.TURN_LEFT: (right, row),
        Symmetry.TURN_HALF: (down, right),
        Symmetry.MIRROR_LEFT_RIGHT: (row, right),
        Symmetry.MIRROR_UP_DOWN: (down, column),
        Symmetry.TRANSPOSE: (column, row),
        Symmetry.TRANSPOSE_OTHER: (right, down),
    }
    new_row, new_column = places[symmetry]
    return new_row * (height if symmetry.is_across else width) + new_column


def transformed(tree: GameTree, symmetry: Symmetry) -> GameTree:
    """Returns a game turned or mirrored; the one given stays as it is.

    Raises:
        SgfError: It is not Go, or a cylinder that this would lay on its side.
    """
    header = header_of(tree.root)
    variant = header.variant
    height, width = variant.height, variant.width
    if symmetry.is_across and variant.shape is Shape.CYLINDER:
        raise SgfError("a cylinder joins left and right: expected a half turn or a mirroring")
    root = tree.root.copy()
    for node in root.subtree():
        for ident, raw in list(node.properties.items()):
            node.set_values(ident, _moved(ident, raw, symmetry, (height, width)))
    if height != width and symmetry.is_across:
        root.set_values("SZ", [f"{height}:{width}"])
    return GameTree(root, tree.warnings)


def _moved(
    ident: str, values: Sequence[str], symmetry: Symmetry, board: tuple[int, int]
) -> list[str]:
    def point(word: str) -> str:
        return _moved_point(word, symmetry, board)

    if ident in _POINTS or ident in _COMPOSED:
        return [":".join(point(part) for part in raw.split(":")) for raw in values]
    if ident in _LABELS:
        return [point(raw[:2]) + raw[2:] if raw[2:3] == ":" else raw for raw in values]
    if ident == analysis.MOVES:
        return [values[0], *(_moved_line(raw, point) for raw in values[1:])]
    if ident == analysis.OWNERSHIP and len(values[0]) == board[0] * board[1]:
        letters = [""] * len(values[0])
        for at, letter in enumerate(values[0]):
            letters[point_of(symmetry, at, *board)] = letter
        return ["".join(letters)]
    return list(values)


def _moved_point(word: str, symmetry: Symmetry, board: tuple[int, int]) -> str:
    """Returns a raw point moved; what is none stays, also the ways to write a pass."""
    height, width = board
    try:
        action = action_from_sgf(word.strip(), height, width)
    except CoordinateError:
        return word
    if action == height * width:
        return word
    moved = point_of(symmetry, action, height, width)
    return action_to_sgf(moved, *((width, height) if symmetry.is_across else board))


def _moved_line(raw: str, point: Callable[[str], str]) -> str:
    """Returns a value of GGA, whose last word is a line of points."""
    head, _, line = raw.rpartition(" ")
    points = [line[at : at + 2] for at in range(0, len(line), 2)]
    return f"{head} {''.join(one if one == 'tt' else point(one) for one in points)}"


def with_colors_swapped(tree: GameTree) -> GameTree:
    """Returns a game with Black and White exchanged; the one given stays as it is.

    Stones, moves, players, clocks, territory, result and the sign of the komi change sides.
    """
    root = tree.root.copy()
    for node in root.subtree():
        swapped = [
            (_PARTNER.get(ident, ident), _swapped(ident, raw))
            for ident, raw in node.properties.items()
        ]
        for ident in list(node.properties):
            node.remove(ident)
        for ident, raw in swapped:
            node.set_values(ident, raw)
    return GameTree(root, tree.warnings)


def _swapped(ident: str, values: Sequence[str]) -> list[str]:
    first = values[0]
    if ident == "PL":
        return [first.translate(_LETTERS)]
    if ident == "RE" and first[1:2] == "+":
        return [first[:1].translate(_LETTERS) + first[1:]]
    number = number_of(first) if ident in ("KM", analysis.WINRATE, analysis.SCORE) else None
    if number is not None:
        return [raw_number(round(100 - number if ident == analysis.WINRATE else -number, 6))]
    if ident == analysis.OWNERSHIP:
        return [analysis.mirrored_ownership(first)]
    if ident == analysis.MOVES:
        return [
            _swapped_words(first, 3, 4, color=1),
            *(_swapped_words(v, 1, 2) for v in values[1:]),
        ]
    return list(values)


def _swapped_words(raw: str, winrate: int, score: int, *, color: int | None = None) -> str:
    """Returns a value of GGA seen from the other side."""
    words = raw.split(" ")
    if len(words) < 5:
        return raw
    share, points = number_of(words[winrate]), number_of(words[score])
    if share is None or points is None:
        return raw
    words[winrate] = f"{1 - share:.4f}"
    words[score] = f"{0.0 - points:.2f}"
    if color is not None:
        words[color] = words[color].translate(_LETTERS)
    return " ".join(words)
