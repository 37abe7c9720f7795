"""Moves put into a record: an engine's line as a variation, a missing move before the rest.

Pure functions from one `GameState` to the next, undone like every other edit. No Qt here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gogame.board.position import Move
from gogame.errors import IllegalMove
from gui.game.editing import Tool
from gui.game.move_tree import MoveNode, MoveTree
from gui.game.state import GameState, Message, MessageKind
from gui.records import edits
from gui.records.edits import edited


def with_line(state: GameState, actions: Sequence[int]) -> GameState:
    """Returns the state with a line of moves after the position shown, which stays shown.

    Moves that are in the record already are followed; at one that is not legal the line ends.

    Args:
        state: The state before.
        actions: The moves, from whoever is to play on.
    """
    tree, at = state.tree, state.cursor
    position = state.position.resumed()
    before = tree[at].onward
    for action in actions:
        move = Move(position.to_play, action)
        try:
            position = position.play(action)
        except IllegalMove:
            break
        known = tree.child_with(at, move)
        if known is None:
            tree, known = tree.added(at, MoveNode(at, move, position), main=False)
        at = known
        if position.is_over:
            break
    if tree is state.tree:
        return state
    if before >= 0 or state.tree[state.cursor].children:
        kept = replace(tree[state.cursor], onward=before)
        tree = tree.changed(state.cursor, kept)
    return edited(state, tree, state.cursor)


@dataclass(frozen=True, slots=True, eq=False)
class Inserted:
    """What became of a record.

    Attributes:
        state: The state, at the move that was put in.
        left_out: Moves of the rest that are not legal after it.
    """

    state: GameState
    left_out: int


def with_move(state: GameState, action: int) -> Inserted:
    """Returns the state with a move put in after the position shown, and the rest replayed.

    The line with the move stands beside the one without it.

    Raises:
        IllegalMove: The rules forbid the move.
    """
    rest = _rest_of_line(state.tree, state.cursor)
    before = state.position.resumed()
    position = before.play(action)
    node = MoveNode(state.cursor, Move(before.to_play, action), position)
    tree, first = state.tree.added(state.cursor, node, main=False)
    at, left_out = first, 0
    for index in rest:
        source = state.tree[index]
        if source.move is not None and not source.is_setup:
            try:
                position = position.resumed().play(source.move.action, source.move.color)
            except IllegalMove:
                left_out += 1
                continue
        copied = replace(source, position=None, children=(), onward=-1)
        tree, at = tree.added(at, copied, main=False)
        if source.is_setup:
            position = tree.position(at)
    return Inserted(edited(state, tree, first), left_out)


def clicked(state: GameState, point: int) -> GameState:
    """Returns the state after a click while the record is edited.

    Raises:
        IllegalMove: A move that the rules forbid.
    """
    if state.editing.tool is not Tool.INSERT:
        return edits.clicked(state, point)
    inserted = with_move(state, point)
    if not inserted.left_out:
        return inserted.state
    message = Message(MessageKind.LEFT_OUT, (str(inserted.left_out),))
    return replace(inserted.state, message=message)


def _rest_of_line(tree: MoveTree, cursor: int) -> list[int]:
    rest: list[int] = []
    at = cursor
    while (following := tree.onward(at)) is not None:
        rest.append(following)
        at = following
    return rest
