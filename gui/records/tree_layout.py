"""Where the nodes of a `MoveTree` lie when the tree is drawn: depth by depth, lane by lane.

The main line has lane 0. A variation takes the first lane in which it touches no other, those of
later moves first, so that lines never cross. Work and memory grow with the number of nodes only.
No Qt here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from gui.game.move_tree import ROOT, MoveTree


@dataclass(frozen=True, slots=True, eq=False)
class TreeLayout:
    """The places of the nodes that are shown.

    Attributes:
        places: Depth and lane of each node.
        columns: By depth, lanes in ascending order and the nodes there.
        num_lanes: How many lanes there are.
        hidden: Nodes that hide what follows them, and how many nodes that is.
    """

    places: dict[int, tuple[int, int]]
    columns: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    num_lanes: int
    hidden: dict[int, int]

    @property
    def num_columns(self) -> int:
        """How many depths there are."""
        return len(self.columns)

    def within(self, depths: tuple[int, int], lanes: tuple[int, int]) -> Iterator[int]:
        """Yields the nodes of a rectangle, its ends included."""
        for column in self.columns[max(0, depths[0]) : depths[1] + 1]:
            first = bisect_left(column[0], lanes[0])
            last = bisect_right(column[0], lanes[1])
            yield from column[1][first:last]

    def node_at(self, depth: int, lane: int) -> int | None:
        """Returns the node at a place, or None."""
        return next(self.within((depth, depth), (lane, lane)), None) if depth >= 0 else None


def layout_of(tree: MoveTree, folded: frozenset[int] = frozenset()) -> TreeLayout:
    """Returns where the nodes lie; what follows a folded node is left out.

    Args:
        tree: The record.
        folded: Nodes whose variations are hidden: all children but the first.
    """
    places: dict[int, tuple[int, int]] = {}
    top: list[int] = []  # by depth, the first lane that is free from there down
    hidden: dict[int, int] = {}
    nodes = tree.nodes
    pending: list[tuple[int, int, int]] = [(ROOT, 0, -1)]
    while pending:
        start, depth, parent_lane = pending.pop()
        line = [start]
        while children := nodes[line[-1]].children:
            line.append(children[0])
        end = depth + len(line)
        if len(top) < end:
            top.extend([0] * (end - len(top)))
        first = max(0, depth - 1)
        free = max(top[first:end])
        lane = max(parent_lane + 1, free)
        for at, node in enumerate(line, depth):
            places[node] = (at, lane)
            children = nodes[node].children
            if len(children) > 1:
                if node in folded:
                    hidden[node] = sum(1 for c in children[1:] for _ in tree.subtree(c))
                else:
                    pending.extend((child, at + 1, lane) for child in reversed(children[1:]))
        top[first:end] = [lane + 1] * (end - first)
    return TreeLayout(places, _columns(places, len(top)), max(top, default=1), hidden)


def _columns(
    places: dict[int, tuple[int, int]], num_columns: int
) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    found: list[list[tuple[int, int]]] = [[] for _ in range(num_columns)]
    for node, (depth, lane) in places.items():
        found[depth].append((lane, node))
    for column in found:
        column.sort()
    return tuple(
        (tuple(lane for lane, _ in column), tuple(node for _, node in column)) for column in found
    )
