"""How a record is being edited: the tool in hand, and what can be undone. No Qt here."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from gui.game.move_tree import MoveTree

LONGEST_PAST = 500  # edits that can be undone


class Tool(enum.StrEnum):
    """What a click on the board does while a record is edited."""

    PLAY = "play"
    INSERT = "insert"
    BLACK = "black"
    WHITE = "white"
    ERASE = "erase"
    CROSS = "cross"
    TRIANGLE = "triangle"
    SQUARE = "square"
    CIRCLE = "circle"
    LINE = "line"
    ARROW = "arrow"
    LETTER = "letter"
    NUMBER = "number"
    DIM = "dim"


STONE_TOOLS = frozenset({Tool.BLACK, Tool.WHITE, Tool.ERASE})
PLAYING_TOOLS = frozenset({Tool.PLAY, Tool.INSERT})
PULLED_TOOLS = frozenset({Tool.LINE, Tool.ARROW})


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """What an edit changes, as it was.

    Attributes:
        tree: The record.
        cursor: The node that was shown.
        rest: The setup, phase and result of the state; `edits` knows them.
    """

    tree: MoveTree
    cursor: int
    rest: object


@dataclass(frozen=True, slots=True, eq=False)
class Editing:
    """The editing of a record.

    Attributes:
        tool: The tool in hand, or None while the record is not edited.
        past: What can be undone, the last edit last.
        future: What was undone, the next to be done again last.
        links: `MoveTree.links` of the tree that the last edit left. Once the game was played on
            the edits before are settled.
        last: Kind and node of the last edit, so that typing a comment is one edit.
    """

    tool: Tool | None = None
    past: tuple[Moment, ...] = ()
    future: tuple[Moment, ...] = ()
    links: object = None
    last: tuple[str, int] | None = None

    def after(self, before: Moment, tree: MoveTree, kind: tuple[str, int] | None) -> Editing:
        """Returns the history with one edit more.

        Args:
            before: What was before.
            tree: What the edit made of the tree.
            kind: Edits of the same kind in a row are undone together; None for one by itself.
        """
        settled = self.links is not before.tree.links
        past = () if settled else self.past
        if kind is None or settled or self.last != kind or not past or self.future:
            past = (*past, before)[-LONGEST_PAST:]
        return replace(self, past=past, future=(), links=tree.links, last=kind)


NOT_EDITING = Editing()
