"""A record turned, mirrored or with its colours exchanged, as an edit. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from gogame import sgf
from gogame.record import Result, ResultKind
from gogame.sgf.symmetry import Symmetry, transformed, with_colors_swapped
from gui.files.game_files import opened_game, sgf_tree, without_usual_root
from gui.game import conducting, transitions
from gui.game.clocks import Clocks
from gui.game.move_tree import ROOT, MoveTree
from gui.game.state import GameState, Phase
from gui.records import edits


def turned(state: GameState, symmetry: Symmetry) -> GameState:
    """Returns the state with the record turned or mirrored.

    Raises:
        SgfError: The board cannot be laid down that way.
    """
    return _reshaped(state, lambda tree: transformed(tree, symmetry))


def swapped(state: GameState) -> GameState:
    """Returns the state with Black and White exchanged, players and result too."""
    if state.phase is Phase.PLACING:
        return state
    after = _reshaped(state, with_colors_swapped, is_swapped=True)
    setup = replace(after.setup, black=state.setup.white, white=state.setup.black)
    result = conducting.settled(state).result
    if result is not None and result.winner is not None:
        result = replace(result, winner=result.winner.opponent)
    return replace(after, setup=setup, result=result)


def _reshaped(
    state: GameState, change: Callable[[sgf.GameTree], sgf.GameTree], *, is_swapped: bool = False
) -> GameState:
    if state.phase is Phase.PLACING:
        return state  # there is nothing yet that could be reshaped
    order = list(state.tree.subtree(ROOT))
    opened = opened_game(change(sgf_tree(state)))
    tree = _with_clocks(opened.tree, state.tree, order, is_swapped=is_swapped)
    result = opened.result if opened.result.kind is not ResultKind.UNKNOWN else None
    # what was said in a count was said of other points
    made = edits.edited(transitions.uncounted(state), tree, order.index(state.cursor))
    setup = replace(state.setup, variant=opened.setup.variant)
    made = replace(conducting.forgetful(made), setup=setup, result=_kept(made.result, result))
    return made if state.is_record else _without_root(made)


def _kept(old: Result | None, new: Result | None) -> Result | None:
    return None if old is None else new or old


def _without_root(state: GameState) -> GameState:
    """Returns a played game whose root says only what a person has said."""
    cleaned = without_usual_root(state)
    editing = replace(state.editing, links=cleaned.tree.links)
    return replace(cleaned, editing=editing)


def _with_clocks(tree: MoveTree, old: MoveTree, order: list[int], *, is_swapped: bool) -> MoveTree:
    """Returns the tree with the clocks of the nodes from which its own were made."""

    def clocks_of(place: int) -> Clocks | None:
        clocks = old[order[place]].clocks
        if clocks is None or not is_swapped:
            return clocks
        return Clocks(clocks.white, clocks.black)

    changes = {
        place: replace(tree[place], clocks=clocks)
        for place in range(len(order))
        if (clocks := clocks_of(place)) is not None
    }
    return tree.changed_all(changes)
