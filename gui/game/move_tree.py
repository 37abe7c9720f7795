"""`MoveTree`: everything that a game record says, immutable like all of the state.

A node is named by its index, which stays the same for as long as the game lives; the root is 0.
Changes return a new tree that shares every untouched node with the old one. Positions are worked
out when they are asked for. What edits a tree is in `tree_edits`. No Qt here.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from gogame import sgf
from gogame.board.position import Move, Position
from gogame.errors import IllegalMove
from gogame.sgf.setup import forced
from gui.game.clocks import Clocks

ROOT = 0
Properties = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, eq=False)
class MoveNode:
    """One node.

    Attributes:
        parent: Index of the node before, -1 for the root.
        move: The move that led here, or None.
        position: The position here, or None if it has not been worked out yet.
        children: Indices of the nodes after this one, the main line first.
        onward: The child that was looked at last, or -1: where "forward" goes.
        properties: What an SGF file says about the node, raw, but for the move itself.
        clocks: The clocks after the move, or None in a game without.
        is_setup: Whether the properties change the board, by stones set up or by two moves at
            once, as at the root, whose position is always known. A node with neither move nor
            set-up only says something; the board stays.
        is_aside: Whether it begins a sketch that "forward" does not lead to by itself.
    """

    parent: int
    move: Move | None
    position: Position | None
    children: tuple[int, ...] = ()
    onward: int = -1
    properties: Properties = ()
    clocks: Clocks | None = None
    is_setup: bool = False
    is_aside: bool = False

    @property
    def has_move(self) -> bool:
        """Whether a move is played here, also one that cannot be shown as a single move."""
        return self.move is not None or any(ident in ("B", "W") for ident, _ in self.properties)

    def values(self, ident: str) -> tuple[str, ...]:
        """Returns the raw values of a property, empty if the node has it not."""
        return next((raw for name, raw in self.properties if name == ident), ())

    def text(self, ident: str) -> str:
        """Returns a property as text, empty if the node has it not."""
        values = self.values(ident)
        return sgf.text_of(values[0]) if values else ""

    def with_values(self, changes: Mapping[str, tuple[str, ...]]) -> MoveNode:
        """Returns the node with other properties; one keeps its place, no values remove it."""
        kept = tuple(
            (ident, changes.get(ident, raw))
            for ident, raw in self.properties
            if changes.get(ident, raw)
        )
        names = {ident for ident, _ in self.properties}
        new = tuple((ident, raw) for ident, raw in changes.items() if raw and ident not in names)
        return replace(self, properties=kept + new)


@dataclass(frozen=True, slots=True, eq=False)
class MoveTree:
    """All nodes of a game.

    Attributes:
        nodes: By index. Nodes that were taken back stay in the tuple, but no node leads to them.
        links: Stands for what follows what: two trees with the same one have the same shape.
    """

    nodes: tuple[MoveNode, ...]
    links: object = field(default_factory=object)

    @classmethod
    def start(cls, position: Position, clocks: Clocks | None = None) -> MoveTree:
        """Returns the tree of a game that has not begun."""
        return cls((MoveNode(-1, None, position, clocks=clocks, is_setup=True),))

    def __getitem__(self, index: int) -> MoveNode:
        """Return a node."""
        return self.nodes[index]

    def path(self, index: int) -> tuple[int, ...]:
        """Returns the nodes from the root to `index`, both included."""
        return _path(self, index)

    def depth(self, index: int) -> int:
        """Returns how many nodes lie before `index`."""
        return len(self.path(index)) - 1

    def onward(self, index: int) -> int | None:
        """Returns the node that "forward" goes to, or None at the end of a line."""
        node = self.nodes[index]
        if node.onward in node.children:
            return node.onward
        return next((child for child in node.children if not self.nodes[child].is_aside), None)

    def end_of_line(self, index: int) -> int:
        """Returns the last node that going forward from `index` reaches."""
        at = index
        while (following := self.onward(at)) is not None:
            at = following
        return at

    def child_with(self, index: int, move: Move) -> int | None:
        """Returns the child that `move` leads to, or None."""
        return next((c for c in self.nodes[index].children if self.nodes[c].move == move), None)

    def position(self, index: int) -> Position:
        """Returns the position of a node, replayed from the nearest one that is known."""
        pending: list[MoveNode] = []
        at = index
        while (known := self.nodes[at].position) is None:
            pending.append(self.nodes[at])
            at = self.nodes[at].parent
        while pending:
            known = after(known, pending.pop())
        return known

    def subtree(self, index: int) -> Iterator[int]:
        """Yields a node and all that follow, each before its children, the main line first."""
        pending = [index]
        while pending:
            at = pending.pop()
            yield at
            pending.extend(reversed(self.nodes[at].children))

    def main_line(self, index: int = ROOT) -> list[int]:
        """Returns a node, its first child and so on to the end."""
        line = [index]
        while children := self.nodes[line[-1]].children:
            line.append(children[0])
        return line

    def added(self, parent: int, node: MoveNode, *, main: bool = True) -> tuple[MoveTree, int]:
        """Returns the tree with a node more, and the node's index.

        Args:
            parent: The node that it follows.
            node: The node; its `parent` is set here.
            main: Whether it becomes the main line, or the last variation.
        """
        index = len(self.nodes)
        before = self.nodes[parent]
        order = (index, *before.children) if main else (*before.children, index)
        nodes = list(self.nodes)
        nodes[parent] = replace(before, children=order, onward=index)
        nodes.append(replace(node, parent=parent))
        return MoveTree(tuple(nodes)), index

    def without(self, index: int) -> MoveTree:
        """Returns the tree without a node and all that follows it."""
        parent = self.nodes[index].parent
        assert parent >= 0, "the root stays"
        before = self.nodes[parent]
        left = tuple(child for child in before.children if child != index)
        return self._with(parent, replace(before, children=left))

    def seen(self, index: int) -> MoveTree:
        """Returns the tree with every step on the way to `index` as the way forward."""
        changes: dict[int, MoveNode] = {}
        child = index
        while (parent := self.nodes[child].parent) >= 0:
            if self.nodes[parent].onward != child:
                changes[parent] = replace(self.nodes[parent], onward=child)
            child = parent
        return self.changed_all(changes)

    def changed(self, index: int, node: MoveNode) -> MoveTree:
        """Returns the tree with another node in place of `index`."""
        return self.changed_all({index: node})

    def changed_all(self, changes: Mapping[int, MoveNode]) -> MoveTree:
        """Returns the tree with other nodes in place of some; links must fit together."""
        if not changes:
            return self
        nodes = list(self.nodes)
        is_same = True
        for index, node in changes.items():
            old = nodes[index]
            is_same = is_same and (old.parent, old.children) == (node.parent, node.children)
            nodes[index] = node
        return MoveTree(tuple(nodes), self.links if is_same else object())

    def _with(self, index: int, node: MoveNode) -> MoveTree:
        return self.changed_all({index: node})


def after(position: Position, node: MoveNode) -> Position:
    """Returns the position after a node, from the one before it."""
    if node.is_setup:
        raw = {ident: list(values) for ident, values in node.properties}
        return sgf.position_after(position, sgf.Node(raw))
    return position if node.move is None else played(position, node.move)


def played(position: Position, move: Move) -> Position:
    """Returns the position after a move of a record, which is played even if it is illegal."""
    try:
        return position.resumed().play(move.action, move.color)
    except IllegalMove:
        return forced(position, move)


@functools.lru_cache(maxsize=16)
def _path(tree: MoveTree, index: int) -> tuple[int, ...]:
    """Does what `MoveTree.path` does; all views ask for the same few ways again and again."""
    found: list[int] = []
    at = index
    while at >= 0:
        found.append(at)
        at = tree[at].parent
    return tuple(reversed(found))
