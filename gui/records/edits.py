"""What a person changes in a record: pure functions from one `GameState` to the next. No Qt here.

Every edit can be undone. An edit that changes nothing returns the state itself. Begin with
`edited`, through which they all go.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from gogame import sgf
from gogame.board.coords import BLACK, EMPTY, WHITE, Color
from gogame.board.position import Move
from gogame.diagram import Mark
from gogame.errors import SgfError
from gogame.record import Result
from gogame.sgf.markup import IDENTS, Markup, markup_of, markup_values
from gui.files.game_files import branch_text
from gui.game import conducting, transitions
from gui.game.editing import PULLED_TOOLS, STONE_TOOLS, Moment, Tool
from gui.game.move_tree import ROOT, MoveNode, MoveTree
from gui.game.state import GameSetup, GameState, Phase
from gui.records import tree_edits

_SHAPE_OF = {
    Tool.CROSS: Mark.CROSS,
    Tool.TRIANGLE: Mark.TRIANGLE,
    Tool.SQUARE: Mark.SQUARE,
    Tool.CIRCLE: Mark.CIRCLE,
}
_OF_ROOTS = (  # what SGF says of a file or a game, nowhere but at a root
    *("AP", "CA", "FF", "GM", "ST", "SZ"),
    *("AN", "BR", "BT", "CP", "DT", "EV", "GC", "GN", "HA", "KM", "ON", "OT", "PB", "PC", "PW"),
    *("RE", "RO", "RU", "SO", "TM", "US", "WR", "WT"),
)
_STONE_OF = {Tool.BLACK: BLACK, Tool.WHITE: WHITE, Tool.ERASE: EMPTY}


@dataclass(frozen=True, slots=True)
class _Rest:
    """What a `Moment` keeps beside the tree."""

    setup: GameSetup
    phase: Phase
    result: Result | None


def _moment(state: GameState) -> Moment:
    return Moment(state.tree, state.cursor, _Rest(state.setup, state.phase, state.result))


def edited(
    state: GameState,
    tree: MoveTree,
    cursor: int | None = None,
    *,
    kind: tuple[str, int] | None = None,
) -> GameState:
    """Returns the state with another tree, as an edit that can be undone.

    A count goes on where the same stones are still to be counted.

    Args:
        state: The state before.
        tree: The tree after.
        cursor: The node shown then, None if that stays.
        kind: Edits of the same kind in a row are undone together.
    """
    if tree is state.tree or state.phase is Phase.PLACING:
        return state  # before the handicap stones lie there is no record yet
    at = state.cursor if cursor is None else cursor
    seen = tree.seen(at)
    calm = conducting.settled(state)
    is_counting = calm.phase is Phase.SCORING
    made = replace(
        calm,
        tree=seen,
        cursor=at,
        position=seen.position(at),
        phase=Phase.PLAYING if is_counting else calm.phase,
        score=None if is_counting else calm.score,
        message=None,
        unsaved=True,
        editing=calm.editing.after(_moment(calm), seen, kind),
    )
    return transitions.ended(made) if is_counting else made


# Undo and redo


def can_undo(state: GameState) -> bool:
    """Returns whether there is an edit to undo."""
    return bool(state.editing.past) and state.editing.links is state.tree.links


def can_redo(state: GameState) -> bool:
    """Returns whether there is an undone edit to do again."""
    return bool(state.editing.future) and state.editing.links is state.tree.links


def undo(state: GameState) -> GameState:
    """Returns the state before the last edit."""
    if not can_undo(state):
        return state
    editing, moment = state.editing, state.editing.past[-1]
    after = replace(
        editing,
        past=editing.past[:-1],
        future=(*editing.future, _moment(state)),
        links=moment.tree.links,
        last=None,
    )
    return replace(_restored(state, moment), editing=after)


def redo(state: GameState) -> GameState:
    """Returns the state after the edit that was undone last."""
    if not can_redo(state):
        return state
    editing, moment = state.editing, state.editing.future[-1]
    after = replace(
        editing,
        past=(*editing.past, _moment(state)),
        future=editing.future[:-1],
        links=moment.tree.links,
        last=None,
    )
    return replace(_restored(state, moment), editing=after)


def _restored(state: GameState, moment: Moment) -> GameState:
    rest = moment.rest
    assert isinstance(rest, _Rest)
    was_counting = rest.phase is Phase.SCORING
    phase = Phase.PLAYING if was_counting else rest.phase
    made = replace(
        conducting.forgetful(state),
        tree=moment.tree,
        cursor=moment.cursor,
        position=moment.tree.position(moment.cursor),
        setup=rest.setup,
        phase=phase,
        result=rest.result,
        score=state.score if phase is state.phase else None,
        message=None,
        unsaved=True,
    )
    return transitions.ended(made) if was_counting else made


# The tool in hand


def with_tool(state: GameState, tool: Tool | None) -> GameState:
    """Returns the state with a tool in hand; with None clicks play again."""
    if state.phase is Phase.PLACING or state.editing.tool is tool:
        return state
    calm = conducting.settled(state)
    return replace(calm, editing=replace(calm.editing, tool=tool), message=None)


def clicked(state: GameState, point: int, *, is_other: bool = False) -> GameState:
    """Returns the state after a click on a point with the tool in hand.

    Args:
        state: The state before.
        point: Where.
        is_other: Whether the other button was pressed: the other colour, or marks are erased.

    Raises:
        IllegalMove: A move that the rules forbid.
    """
    tool = state.editing.tool
    if tool is None or tool in PULLED_TOOLS:
        return state
    if tool is Tool.PLAY:
        return state if is_other else play_variation(state, point)
    if tool in STONE_TOOLS:
        return _put_stone(state, point, tool, is_other=is_other)
    marks = markup_at(state)
    if is_other:
        return with_markup(state, marks.without(point))
    return with_markup(state, _marked(marks, point, tool))


def _marked(marks: Markup, point: int, tool: Tool) -> Markup:
    if tool is Tool.DIM:
        return marks.toggled_dim(point)
    if tool in _SHAPE_OF:
        return marks.toggled(point, _SHAPE_OF[tool])
    old = dict(marks.labels).get(point, "")
    new = marks.next_number() if tool is Tool.NUMBER else marks.next_letter()
    is_same_kind = bool(old) and old.isdigit() is (tool is Tool.NUMBER)
    return marks.with_label(point, "" if is_same_kind else new)


def pulled(state: GameState, start: int, end: int) -> GameState:
    """Returns the state after the mouse was pulled from one point to another with a tool."""
    marks = markup_at(state)
    if start == end:
        return state
    if state.editing.tool is Tool.ARROW:
        return with_markup(state, marks.toggled_arrow(start, end))
    if state.editing.tool is Tool.LINE:
        return with_markup(state, marks.toggled_line(start, end))
    return state


def _put_stone(state: GameState, point: int, tool: Tool, *, is_other: bool) -> GameState:
    color = _STONE_OF[tool]
    if is_other and color != EMPTY:
        color = WHITE if color == BLACK else BLACK
    standing = state.position.color_at(point)
    wanted = EMPTY if standing == color else color
    return set_up(state, {point: wanted}) if wanted != standing else state


def set_up(state: GameState, stones: dict[int, int], *, to_play: Color | None = None) -> GameState:
    """Returns the state with stones set up in the position shown, and who is to play."""
    tree, cursor = tree_edits.set_up(state.tree, state.cursor, stones, to_play)
    return edited(state, tree, cursor)


def play_variation(state: GameState, action: int) -> GameState:
    """Returns the state with a move played, whoever's turn it is; the result stays.

    Raises:
        IllegalMove: The rules forbid it.
    """
    position = state.position.resumed()
    move = Move(position.to_play, action)
    known = state.tree.child_with(state.cursor, move)
    if known is not None:
        seen = state.tree.seen(known)
        return replace(state, tree=seen, cursor=known, position=seen.position(known), message=None)
    node = MoveNode(state.cursor, move, position.play(action))
    tree, cursor = state.tree.added(state.cursor, node, main=False)
    return edited(state, tree, cursor)


# Markup, words


def markup_at(state: GameState) -> Markup:
    """Returns the markup of the node shown."""
    values = dict(state.tree[state.cursor].properties)
    return markup_of(values, state.variant.height, state.variant.width)


def with_markup(state: GameState, markup: Markup) -> GameState:
    """Returns the state with other markup at the node shown."""
    if markup == markup_at(state):
        return state
    values = markup_values(markup, state.variant.height, state.variant.width)
    return with_values(state, state.cursor, values)


def with_values(
    state: GameState,
    node: int,
    values: dict[str, tuple[str, ...]],
    *,
    kind: tuple[str, int] | None = None,
) -> GameState:
    """Returns the state with other properties at a node; they must not change the board."""
    old = state.tree[node]
    if all(old.values(ident) == raw for ident, raw in values.items()):
        return state
    return edited(state, state.tree.changed(node, old.with_values(values)), kind=kind)


def with_text(state: GameState, node: int, ident: str, text: str) -> GameState:
    """Returns the state with a text at a node, such as its comment (C) or its name (N)."""
    if state.tree[node].text(ident) == text:
        return state
    values = {ident: (sgf.raw_text(text),) if text else ()}
    return with_values(state, node, values, kind=(ident, node))


def without_markup(state: GameState) -> GameState:
    """Returns the state without any markup in the whole record."""
    changes = {
        node: state.tree[node].with_values(dict.fromkeys(IDENTS, ()))
        for node in state.tree.subtree(ROOT)
        if any(ident in IDENTS for ident, _ in state.tree[node].properties)
    }
    return edited(state, state.tree.changed_all(changes))


def without_comments(state: GameState) -> GameState:
    """Returns the state without any comment in the whole record."""
    changes = {
        node: state.tree[node].with_values({"C": ()})
        for node in state.tree.subtree(ROOT)
        if state.tree[node].values("C")
    }
    return edited(state, state.tree.changed_all(changes))


# Variations


def promoted(state: GameState, node: int, steps: int = 1) -> GameState:
    """Returns the state with the variation of a node moved up among the others, or down."""
    fork = tree_edits.fork_before(state.tree, node)
    return edited(state, tree_edits.promoted(state.tree, fork, steps))


def demoted(state: GameState, node: int) -> GameState:
    """Returns the state with the variation of a node one place further down."""
    return promoted(state, node, -1)


def made_main(state: GameState, node: int) -> GameState:
    """Returns the state with the line that leads to a node as the main line."""
    return edited(state, tree_edits.made_main(state.tree, node))


def deleted(state: GameState, node: int) -> GameState:
    """Returns the state without a node and what follows it; the root stays."""
    parent = state.tree[node].parent
    if parent < 0:
        return state
    is_inside = node in state.tree.path(state.cursor)
    return edited(state, state.tree.without(node), parent if is_inside else None)


def without_others(state: GameState, node: int) -> GameState:
    """Returns the state with nothing but the line that leads to a node and what follows it."""
    tree = tree_edits.without_others(state.tree, node)
    kept = set(tree.subtree(ROOT))
    return edited(state, tree, state.cursor if state.cursor in kept else node)


def flattened(state: GameState, node: int) -> GameState:
    """Returns the state that begins with the position of a node."""
    if node == ROOT:
        return state
    tree = tree_edits.flattened(state.tree, node, state.tree.position(node))
    return edited(state, tree, ROOT)


def pasted(state: GameState, node: int, text: str) -> GameState:
    """Returns the state with the lines of an SGF text as variations after a node.

    Raises:
        SgfError: The text is no SGF, or for another board.
    """
    top = sgf.read(text)[0].root
    is_game = "SZ" in top or "GM" in top
    variant = state.variant
    if is_game:
        height, width = _size_of(top)
        if (height, width) != (variant.height, variant.width):
            raise SgfError(
                f"variation for a board of {width}x{height}: "
                f"expected {variant.width}x{variant.height}"
            )
        for ident in _OF_ROOTS:
            top.remove(ident)
    is_empty = is_game and not sgf.moves_of(top, variant)[0] and not sgf.has_setup(top)
    starts = list(top.children) if is_empty else [top]
    tree, first = state.tree, None
    for start in starts:
        tree, grafted = tree_edits.grafted(tree, node, tree_edits.branch_of(start, variant))
        first = grafted if first is None else first
    return edited(state, tree, first)


def _size_of(root: sgf.Node) -> tuple[int, int]:
    variant = sgf.header_of(root).variant
    return variant.height, variant.width


def copied(state: GameState, node: int) -> str:
    """Returns a node with all that follows it as SGF text, for `pasted`."""
    return branch_text(state, node)
