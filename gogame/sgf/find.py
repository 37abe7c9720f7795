"""Finding in game trees: nodes by their words, and positions by what stands in a region.

Nodes are named by their number in `GameTree.nodes`. A position is found where it comes up, not at
every node as long as it lasts. Begin with `nodes_with_words` and `nodes_with_pattern`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gogame.board.coords import BLACK, EMPTY, WHITE
from gogame.board.position import Position
from gogame.errors import SgfError
from gogame.sgf.game import GamePositions, position_after
from gogame.sgf.symmetry import Symmetry, point_of
from gogame.sgf.tree import GameTree, Node

_WORDS = ("C", "N", "GC", "GN", "EV", "PB", "PW", "PC")
_OTHER = {EMPTY: EMPTY, BLACK: WHITE, WHITE: BLACK}


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """What is looked for: K ways in which M points of a board may look.

    Attributes:
        height: Rows of the board.
        width: Columns of the board.
        points: `[K, M]` the points of each way.
        colors: `[K, M]` int8 what stands there, EMPTY, BLACK or WHITE.
    """

    height: int
    width: int
    points: NDArray[np.int64]
    colors: NDArray[np.int8]

    def fits(self, position: Position) -> bool:
        """Returns whether a position looks like it, in one of the ways."""
        grid = position.grid.reshape(-1)
        return bool((grid[self.points] == self.colors).all(axis=1).any())


def pattern_of(
    position: Position,
    region: Collection[int] | None = None,
    *,
    is_turned: bool = True,
    is_swapped: bool = True,
) -> Pattern:
    """Returns the pattern of a position.

    Args:
        position: Where the pattern is read.
        region: Its points, None for the whole board.
        is_turned: Whether it may be turned and mirrored, as far as the board's form allows.
        is_swapped: Whether Black and White may be exchanged.

    Raises:
        SgfError: There is no stone in it.
    """
    variant = position.variant
    height, width = variant.height, variant.width
    points = sorted(set(range(height * width) if region is None else region))
    colors = [position.color_at(point) for point in points]
    if not any(color != EMPTY for color in colors):
        raise SgfError("pattern without a stone: expected at least one")
    ways = [points]
    if is_turned:
        ways += [
            [point_of(symmetry, point, height, width) for point in points]
            for symmetry in Symmetry
            if height == width or not symmetry.is_across
        ]
    looks = [colors, [_OTHER[color] for color in colors]] if is_swapped else [colors]
    found = {
        tuple(sorted(zip(way, look, strict=True))): None for way in ways for look in looks
    }  # equal ways of a symmetric pattern once
    return Pattern(
        height,
        width,
        np.array([[point for point, _ in way] for way in found], dtype=np.int64),
        np.array([[color for _, color in way] for way in found], dtype=np.int8),
    )


def nodes_with_pattern(tree: GameTree, pattern: Pattern) -> Iterator[int]:
    """Yield the nodes at which a pattern comes up.

    Raises:
        SgfError: Not Go, or a board that this program does not play.
    """
    positions = GamePositions(tree)
    variant = positions.variant
    if (variant.height, variant.width) != (pattern.height, pattern.width):
        return
    start = positions.position(tree.root)
    pending: list[tuple[Node, Position, bool]] = [(tree.root, start, False)]
    number = 0
    while pending:
        node, before, was_there = pending.pop()
        position = before if node is tree.root else position_after(before, node)
        is_there = pattern.fits(position)
        if is_there and not was_there:
            yield number
        number += 1
        pending += [(child, position, is_there) for child in reversed(node.children)]


def nodes_with_words(tree: GameTree, words: str) -> Iterator[int]:
    """Yield the nodes whose comment, name or information holds words, small or capital."""
    wanted = words.casefold()
    for number, node in enumerate(tree.nodes()):
        if any(wanted in text_with(node, ident).casefold() for ident in _WORDS):
            yield number


def text_with(node: Node, ident: str) -> str:
    """Returns a property as text, empty if the node has it not."""
    return node.text(ident) or ""


def excerpt(node: Node, words: str = "", length: int = 80) -> str:
    """Returns the words of a node in one line, cut around `words` where they stand."""
    wanted = words.casefold()
    texts = [" ".join(text_with(node, ident).split()) for ident in _WORDS]
    text = next((text for text in texts if wanted and wanted in text.casefold()), texts[0])
    at = max(0, text.casefold().find(wanted) - length // 3) if wanted else 0
    cut = text[at : at + length]
    return f"{'…' if at else ''}{cut}{'…' if at + length < len(text) else ''}"
