"""`MoveTree`: the moves of one game with their variations, immutable like all of the state.

A node is named by its index, which stays the same for as long as the game lives; the root is 0.
Changes return a new tree that shares every untouched node with the old one. No Qt here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from gogame.board.position import Move, Position
from gogame.errors import IllegalMove
from gogame.sgf.setup import forced
from gui.clocks import Clocks

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
        is_setup: Whether stones were set up here, as at the root; its position is then known. A
            node with neither move nor set-up only says something; the board stays.
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


@dataclass(frozen=True, slots=True, eq=False)
class MoveTree:
    """All nodes of a game.

    Attributes:
        nodes: By index. Nodes that were taken back stay in the tuple, but no node leads to them.
    """

    nodes: tuple[MoveNode, ...]

    @classmethod
    def start(cls, position: Position, clocks: Clocks | None = None) -> MoveTree:
        """Returns the tree of a game that has not begun."""
        return cls((MoveNode(-1, None, position, clocks=clocks, is_setup=True),))

    def __getitem__(self, index: int) -> MoveNode:
        """Return a node."""
        return self.nodes[index]

    def path(self, index: int) -> tuple[int, ...]:
        """Returns the nodes from the root to `index`, both included."""
        found: list[int] = []
        at = index
        while at >= 0:
            found.append(at)
            at = self.nodes[at].parent
        return tuple(reversed(found))

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
        moves: list[Move] = []
        at = index
        while (known := self.nodes[at].position) is None:
            move = self.nodes[at].move
            if move is not None:
                moves.append(move)
            at = self.nodes[at].parent
        for move in reversed(moves):
            known = played(known, move)
        return known

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
        changed = self._with(parent, replace(before, children=order, onward=index))
        return MoveTree((*changed.nodes, replace(node, parent=parent))), index

    def without(self, index: int) -> MoveTree:
        """Returns the tree without a node and all that follows it."""
        parent = self.nodes[index].parent
        assert parent >= 0, "the root stays"
        before = self.nodes[parent]
        left = tuple(child for child in before.children if child != index)
        return self._with(parent, replace(before, children=left))

    def seen(self, index: int) -> MoveTree:
        """Returns the tree with every step on the way to `index` as the way forward."""
        tree = self
        for parent, child in zip(self.path(index), self.path(index)[1:], strict=False):
            if tree.nodes[parent].onward != child:
                tree = tree._with(parent, replace(tree.nodes[parent], onward=child))
        return tree

    def changed(self, index: int, node: MoveNode) -> MoveTree:
        """Returns the tree with another node in place of `index`; links must be kept."""
        return self._with(index, node)

    def _with(self, index: int, node: MoveNode) -> MoveTree:
        return MoveTree((*self.nodes[:index], node, *self.nodes[index + 1 :]))


def played(position: Position, move: Move) -> Position:
    """Returns the position after a move of a record, which is played even if it is illegal."""
    try:
        return position.resumed().play(move.action, move.color)
    except IllegalMove:
        return forced(position, move)
