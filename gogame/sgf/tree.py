"""`GameTree` and `Node`: the tree of an SGF game, kept exactly as the file had it.

Nothing here recurses, so a line of 100,000 nodes is as good as one of ten. Nodes know their
parent; every change goes through the methods, which keep `parent` and `children` in step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from gogame.errors import SgfError
from gogame.sgf.values import is_raw_value, raw_text, simple_text_of, text_of

_IDENT = re.compile(r"[A-Z][A-Z0-9]*")


class Node:
    """One node: properties in the order of the file, a parent, children.

    A property has one or more raw values (`values.text_of` resolves their escapes). Of the
    children the first is the main line, the others are variations.
    """

    __slots__ = ("_children", "_parent", "_properties")

    def __init__(
        self,
        properties: dict[str, list[str]] | None = None,
        parent: Node | None = None,
    ) -> None:
        """Make a node; for the parser, which owns `properties` and links children itself."""
        self._properties: dict[str, list[str]] = {} if properties is None else properties
        self._children: list[Node] = []
        self._parent = parent
        if parent is not None:
            parent._children.append(self)

    def __repr__(self) -> str:
        """Show the node's properties in brief, not its children."""
        return f"Node({', '.join(list(self._properties)[:8])}; {len(self._children)} children)"

    # Properties

    @property
    def properties(self) -> Mapping[str, Sequence[str]]:
        """All properties with their raw values, in order; change them by the methods."""
        return self._properties

    def __contains__(self, ident: str) -> bool:
        """Tell whether the node has the property."""
        return ident in self._properties

    def values(self, ident: str) -> Sequence[str]:
        """Returns the raw values of a property, empty if the node has it not."""
        return self._properties.get(ident, ())

    def raw(self, ident: str) -> str | None:
        """Returns the first raw value of a property, or None."""
        values = self._properties.get(ident)
        return values[0] if values else None

    def text(self, ident: str) -> str | None:
        """Returns a property's first value as Text, or None."""
        raw = self.raw(ident)
        return None if raw is None else text_of(raw)

    def simple_text(self, ident: str) -> str | None:
        """Returns a property's first value as SimpleText, or None."""
        raw = self.raw(ident)
        return None if raw is None else simple_text_of(raw)

    def set_values(self, ident: str, values: Sequence[str]) -> None:
        """Set a property's raw values; it keeps its place among the others. Empty removes it.

        Raises:
            SgfError: The identifier or a value could not be written.
        """
        if not _IDENT.fullmatch(ident):
            raise SgfError(f"SGF property {ident[:20]!r}: expected capital letters")
        for raw in values:
            if not is_raw_value(raw):
                raise SgfError(f"SGF value {raw[:20]!r} of {ident}: expected \\ before ] and \\")
        if values:
            self._properties[ident] = list(values)
        else:
            self._properties.pop(ident, None)

    def set_text(self, ident: str, text: str | None) -> None:
        """Set a property to one text, escaped as needed; None or the empty text removes it."""
        self.set_values(ident, [raw_text(text)] if text else [])

    def remove(self, ident: str) -> None:
        """Remove a property if the node has it."""
        self._properties.pop(ident, None)

    # The tree

    @property
    def parent(self) -> Node | None:
        """The node before this one, None for a root."""
        return self._parent

    @property
    def children(self) -> Sequence[Node]:
        """The nodes after this one, the main line first; change them by the methods."""
        return self._children

    @property
    def index(self) -> int:
        """This node's place among its parent's children, 0 for a root."""
        return 0 if self._parent is None else self._parent._children.index(self)

    def add_child(self, index: int | None = None) -> Node:
        """Returns a new empty child, the last one or at `index`."""
        child = Node(parent=self)
        if index is not None:
            child.move_to(index)
        return child

    def insert(self, child: Node, index: int | None = None) -> None:
        """Make a detached node, with all that follows it, a child: the last, or at `index`.

        Raises:
            SgfError: It has a parent already, or this node follows it.
        """
        if child._parent is not None:
            raise SgfError("SGF node is in a tree already: delete it there first")
        if child._children and any(node is child for node in self._ancestors()):
            raise SgfError("SGF node cannot become its own descendant")
        child._parent = self
        at = len(self._children) if index is None else index
        self._children.insert(at, child)

    def delete(self) -> int:
        """Cut this node, with all that follows it, off its parent; returns its former place.

        Raises:
            SgfError: This is a root.
        """
        if self._parent is None:
            raise SgfError("the first node of an SGF game cannot be deleted")
        index = self.index
        del self._parent._children[index]
        self._parent = None
        return index

    def move_to(self, index: int) -> None:
        """Move this node to another place among its parent's children."""
        parent = self._parent
        if parent is not None:
            parent._children.remove(self)
            parent._children.insert(index, self)

    def promote(self) -> None:
        """Move this node one place towards the main line among its parent's children."""
        self.move_to(max(0, self.index - 1))

    def make_main(self) -> None:
        """Make the line that leads here the main line of its tree."""
        for node in self._ancestors():
            node.move_to(0)

    def copy(self) -> Node:
        """Returns a detached copy of this node and of all that follows it."""
        top = Node()
        pending: list[tuple[Node, Node]] = [(self, top)]
        while pending:
            source, target = pending.pop()
            target._properties = {key: list(raw) for key, raw in source._properties.items()}
            pending += [(child, Node(parent=target)) for child in source._children]
        return top

    # Walking

    def _ancestors(self) -> Iterator[Node]:
        node: Node | None = self
        while node is not None:
            yield node
            node = node._parent

    def path(self) -> list[Node]:
        """Returns the nodes from the root to this one, both included."""
        return list(self._ancestors())[::-1]

    def subtree(self) -> Iterator[Node]:
        """Yield this node and all that follow, each before its children, main line first."""
        pending: list[Node] = [self]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(reversed(node._children))

    def main_line(self) -> Iterator[Node]:
        """Yield this node and its first child, grandchild and so on."""
        node: Node = self
        yield node
        while node._children:
            node = node._children[0]
            yield node


class GameTree:
    """One game of a collection.

    Attributes:
        root: The first node, which also holds what is known about the game.
        warnings: What was wrong with the file and how it was read all the same.
    """

    __slots__ = ("root", "warnings")

    def __init__(self, root: Node | None = None, warnings: Sequence[str] = ()) -> None:
        """Make a tree of one root."""
        self.root = Node() if root is None else root
        self.warnings: list[str] = list(warnings)

    def nodes(self) -> Iterator[Node]:
        """Yield every node, each before its children, main line first."""
        return self.root.subtree()

    def main_line(self) -> list[Node]:
        """Returns the nodes of the main line, the root first."""
        return list(self.root.main_line())

    @property
    def leaf(self) -> Node:
        """The last node of the main line."""
        return self.main_line()[-1]
