"""The SGF grammar: text to trees and back, by loops over tokens, never by recursion.

Faults that real programs leave behind are read all the same and named in `GameTree.warnings`:
text before, between and after games; what is missing at the end of a cut-off file; identifiers
with small letters (``GaMe``) or twice in a node; nodes without their semicolon; empty variations;
nodes behind variations. Anything else wrong is an `SgfError` that says where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from gogame.errors import SgfError
from gogame.sgf.tree import GameTree, Node

MAX_CHARACTERS = 50_000_000
MAX_NODES = 1_000_000
MAX_VALUES = 4_000_000
MAX_WARNINGS = 20
_LINE_LENGTH = 80

_START = re.compile(r"\([\s\x00]*+(?:;|[A-Z]{1,2}\s*+\[)")
# One token: an identifier with its first value; a further value; one of ;(); a fault; the end.
_TOKEN = re.compile(
    r"""
    [\s\x00\ufeff]*+
    (?: ([A-Za-z][A-Za-z0-9]*+) [\s\x00]*+ \[ ((?:[^\\\]]++|\\.)*+) \]
      | \[ ((?:[^\\\]]++|\\.)*+) \]
      | ([;()])
      | (.)
      | \Z
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_FIRST, _FURTHER, _DELIMITER, _FAULT = 2, 3, 4, 5
_CUT_OFF = re.compile(r"([A-Za-z][A-Za-z0-9]*+)?+[\s\x00]*+\[((?:[^\\]++|\\.)*+)", re.DOTALL)
_WORD = re.compile(r"[A-Za-z0-9]+")
_SMALL = re.compile(r"[a-z]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BLANK = "\ufeff\x00 \t\r\n"


def parse(text: str) -> list[GameTree]:
    """Returns the games of an SGF collection, at least one.

    Raises:
        SgfError: No game in it, a fault that leaves its meaning open, or too large.
    """
    if len(text) > MAX_CHARACTERS:
        raise SgfError(
            f"SGF text of {len(text):,} characters: expected at most {MAX_CHARACTERS:,}", 0
        )
    clean = _SURROGATE.sub("\ufffd", text)
    source = _Source(clean)
    trees: list[GameTree] = []
    at = 0
    while start := _START.search(clean, at):
        reader = _Reader(source)
        if clean[at : start.start()].strip(_BLANK + ")"):
            reader.warn("text before the game was ignored", at)
        at = reader.read(start.start())
        assert reader.root is not None
        trees.append(GameTree(reader.root, reader.warnings))
    if not trees:
        raise SgfError("no SGF game found: expected a text that begins with '(;'", 0)
    if clean[at:].strip(_BLANK + ")"):
        trees[-1].warnings.append(source.placed("text after the game was ignored", at))
    return trees


def render(trees: Iterable[GameTree], application: str) -> str:
    """Returns games as SGF FF[4] text that declares UTF-8 and names the application.

    All properties are written as the nodes have them but CA, FF and AP of the roots.
    """
    parts: list[str] = []
    for tree in trees:
        _render(tree.root, application, parts)
    return _SURROGATE.sub("\ufffd", "".join(parts))


class _Source:
    """The text of a collection, and what it may still use, so that no file fills the memory."""

    __slots__ = ("_line", "_offset", "nodes", "text", "values")

    def __init__(self, text: str) -> None:
        self.text = text
        self.nodes = MAX_NODES
        self.values = MAX_VALUES
        self._offset = 0
        self._line = 1

    def placed(self, message: str, offset: int) -> str:
        """Returns the message with its line and offset in front."""
        if offset < self._offset:
            self._offset, self._line = 0, 1
        self._line += self.text.count("\n", self._offset, offset)
        self._offset = offset
        return f"SGF line {self._line}, offset {offset}: {message}"


class _Reader:
    """Reads one game.

    Invariant: `properties` is the dict of `current` while properties may follow, and None behind
    a bracket, where only a delimiter may; `values` is the list that a further value joins.
    """

    def __init__(self, source: _Source) -> None:
        self.text = source.text
        self.source = source
        self.warnings: list[str] = []
        self.root: Node | None = None
        self.current: Node | None = None
        self.branches: list[Node | None] = []
        self.properties: dict[str, list[str]] | None = None
        self.values: list[str] | None = None
        self.last_sign = ""

    def warn(self, message: str, offset: int) -> None:
        """Note a fault that was read over; only the first ones are told one by one."""
        if len(self.warnings) < MAX_WARNINGS:
            self.warnings.append(self.source.placed(message, offset))
        elif len(self.warnings) == MAX_WARNINGS:
            self.warnings.append("SGF: further faults are not listed")

    def fail(self, message: str, offset: int) -> SgfError:
        """Returns the error that ends the reading."""
        return SgfError(self.source.placed(message, offset), offset)

    def read(self, start: int) -> int:
        """Read the game whose opening bracket is at `start`; returns the offset behind it."""
        for token in _TOKEN.finditer(self.text, start):
            kind = token.lastindex
            if kind == _FIRST:
                self.property(token[1], token[_FIRST], token.start(1))
            elif kind == _DELIMITER:
                self.delimiter(token[_DELIMITER], token.end() - 1)
                if not self.branches:
                    return token.end()
            elif kind == _FURTHER:
                self.further_value(token[_FURTHER], token.start(_FURTHER) - 1)
            elif kind == _FAULT:
                self.fault(token.end() - 1)
                break
        num_missing = len(self.branches)
        self.warn(f"the text ends before {num_missing} closing ')'", len(self.text))
        return len(self.text)

    def delimiter(self, sign: str, offset: int) -> None:
        """Take one of ``;()``."""
        self.values = None
        if sign == ";":
            if self.last_sign == ")":
                self.warn("node behind a variation: read as one more variation", offset)
            self.open_node(offset)
        else:
            self.properties = None
            if sign == "(":
                self.branches.append(self.current)
            else:
                if self.last_sign == "(":
                    self.warn("empty variation left out", offset)
                self.current = self.branches.pop()
        self.last_sign = sign

    def open_node(self, offset: int) -> dict[str, list[str]]:
        """Begin a node behind the current one; returns its properties."""
        self.source.nodes -= 1
        if self.source.nodes < 0:
            raise self.fail(f"expected at most {MAX_NODES:,} nodes", offset)
        properties: dict[str, list[str]] = {}
        self.current = Node(properties, self.current)
        self.properties = properties
        if self.root is None:
            self.root = self.current
        return properties

    def property(self, name: str, raw: str, offset: int) -> None:
        """Take a property with its first value."""
        properties = self.properties
        if properties is None:
            self.warn("node without its ';'", offset)
            properties = self.open_node(offset)
            self.last_sign = ";"
        ident = name
        if not name.isupper():
            ident = _SMALL.sub("", name)
            if not ident[:1].isalpha():
                ident = name.upper()
            self.warn(f"property {name[:20]} read as {ident[:20]}", offset)
        values = properties.get(ident)
        if values is None:
            values = properties[ident] = []
        else:
            self.warn(f"property {ident[:20]} twice in one node: values joined", offset)
        self.values = values
        self.further_value(raw, offset)

    def further_value(self, raw: str, offset: int) -> None:
        """Take one more value of the property at hand."""
        if self.values is None:
            raise self.fail("value without a property: expected one such as C[...]", offset)
        self.source.values -= 1
        if self.source.values < 0:
            raise self.fail(f"expected at most {MAX_VALUES:,} property values", offset)
        self.values.append(raw)

    def fault(self, offset: int) -> None:
        """Take the value that the end of the text cuts off, or fail."""
        cut_off = _CUT_OFF.match(self.text, offset)
        if cut_off is not None:
            if cut_off[1] is not None:
                self.property(cut_off[1], cut_off[2], offset)
            else:
                self.further_value(cut_off[2], offset)
            self.warn("value without its closing ']': read to the end of the text", offset)
            return
        word = _WORD.match(self.text, offset)
        if word is not None and word[0][0].isalpha():
            raise self.fail(f"property {word[0][:20]} without a value: expected '['", offset)
        found = self.text[offset]
        raise self.fail(f"unexpected {found!r}: expected ';', '(', ')' or a property", offset)


def render_branch(top: Node) -> str:
    """Returns a node with all that follows it as text between brackets; nothing is added to it."""
    parts = [f"(;{_properties_text(top.properties)}"]
    _render_below(top, parts)
    return _SURROGATE.sub("\ufffd", "".join(parts))


def _render(root: Node, application: str, parts: list[str]) -> None:
    """Append one game's text to `parts`."""
    head = {"GM": ["1"], "FF": ["4"], "CA": ["UTF-8"], "AP": [application]}
    head |= {ident: list(raw) for ident, raw in root.properties.items() if ident not in head}
    if "GM" in root:
        head["GM"] = list(root.values("GM"))
    parts.append(f"(;{_properties_text(head)}\n")
    _render_below(root, parts)


def _render_below(top: Node, parts: list[str]) -> None:
    """Append what follows a node, and the bracket that closes it."""
    pending: list[Node | str] = [")\n"]
    _branch(top, pending)
    length = 0
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            parts.append(item)
            length = 0
            continue
        text = f";{_properties_text(item.properties)}"
        length += len(text)
        if length > _LINE_LENGTH and parts[-1][-1] != "(":
            parts.append("\n")
            length = len(text)
        parts.append(text)
        _branch(item, pending)


def _branch(node: Node, pending: list[Node | str]) -> None:
    """Push what follows a node, the first child on top."""
    children = node.children
    if len(children) == 1:
        pending.append(children[0])
        return
    for child in reversed(children):
        pending += [")", child, "\n("]


def _properties_text(properties: Mapping[str, Sequence[str]]) -> str:
    return "".join([f"{ident}[{']['.join(raw)}]" for ident, raw in properties.items()])
