"""Edits of a `MoveTree`: order of variations, cutting, pasting, stones set up. No Qt here.

Each returns a new tree. Nodes keep their index; what is cut off stays in the tuple, unreachable,
so that an undone edit finds it again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gogame import sgf
from gogame.board.coords import BLACK, WHITE, Color
from gogame.board.position import Position
from gogame.board.variant import VariantSpec
from gogame.sgf.setup import edited
from gui.files.game_files import node_from
from gui.game.move_tree import ROOT, MoveNode, MoveTree

_SETUP = ("AB", "AW", "AE", "PL")


@dataclass(frozen=True, slots=True)
class Branch:
    """Nodes that hang together but on no tree: `nodes[0]` comes first, links are places here."""

    nodes: tuple[MoveNode, ...]


def moved(tree: MoveTree, index: int, place: int) -> MoveTree:
    """Returns the tree with a node at another place among its siblings."""
    parent = tree[index].parent
    if parent < 0:
        return tree
    others = [child for child in tree[parent].children if child != index]
    others.insert(max(0, min(place, len(others))), index)
    if tuple(others) == tree[parent].children:
        return tree
    return tree.changed(parent, replace(tree[parent], children=tuple(others)))


def promoted(tree: MoveTree, index: int, steps: int = 1) -> MoveTree:
    """Returns the tree with a variation so many places nearer to the main line (or further)."""
    parent = tree[index].parent
    if parent < 0:
        return tree
    return moved(tree, index, tree[parent].children.index(index) - steps)


def fork_before(tree: MoveTree, index: int) -> int:
    """Returns the first node after the last fork on the way to a node; the root if there is none.

    It is the node by which the line shown differs from the others: the one to promote.
    """
    at = index
    while (parent := tree[at].parent) >= 0 and len(tree[parent].children) < 2:
        at = parent
    return at if parent >= 0 else ROOT


def made_main(tree: MoveTree, index: int) -> MoveTree:
    """Returns the tree with the line that leads to a node as the main line."""
    changes: dict[int, MoveNode] = {}
    child = index
    while (parent := tree[child].parent) >= 0:
        before = tree[parent]
        if before.children[0] != child:
            order = (child, *(other for other in before.children if other != child))
            changes[parent] = replace(before, children=order)
        child = parent
    return tree.changed_all(changes)


def without_others(tree: MoveTree, index: int) -> MoveTree:
    """Returns the tree with nothing but the line that leads to a node and what follows it."""
    changes: dict[int, MoveNode] = {}
    child = index
    while (parent := tree[child].parent) >= 0:
        if tree[parent].children != (child,):
            changes[parent] = replace(tree[parent], children=(child,))
        child = parent
    return tree.changed_all(changes)


def flattened(tree: MoveTree, index: int, position: Position) -> MoveTree:
    """Returns the tree that begins with the position of a node; what follows it stays."""
    node = tree[index]
    values = {**_setup_values(position, position.variant), "B": (), "W": ()}
    root = tree[ROOT].with_values(values)
    begun = replace(root, position=position, children=node.children, onward=node.onward)
    changes = {child: replace(tree[child], parent=ROOT) for child in node.children}
    return tree.changed_all({**changes, ROOT: begun})


def branch_of(top: sgf.Node, variant: VariantSpec) -> Branch:
    """Returns a node of an SGF tree with all that follows it."""
    order = list(top.subtree())
    place = {node: i for i, node in enumerate(order)}
    return Branch(
        tuple(
            replace(
                node_from(node, variant, is_root=False),
                parent=-1 if node is top or node.parent is None else place[node.parent],
                children=tuple(place[child] for child in node.children),
            )
            for node in order
        )
    )


def grafted(tree: MoveTree, parent: int, branch: Branch) -> tuple[MoveTree, int]:
    """Returns the tree with a branch as the last variation after a node, and its first node."""
    shift = len(tree.nodes)
    added = [
        replace(
            node,
            parent=parent if i == 0 else node.parent + shift,
            children=tuple(child + shift for child in node.children),
            onward=-1,
            position=None,
        )
        for i, node in enumerate(branch.nodes)
    ]
    before = tree[parent]
    nodes = list(tree.nodes)
    nodes[parent] = replace(before, children=(*before.children, shift), onward=shift)
    return MoveTree((*nodes, *added)), shift


def forgotten_below(tree: MoveTree, index: int) -> MoveTree:
    """Returns the tree without the positions that were worked out for what follows a node."""
    changes = {
        below: replace(tree[below], position=None)
        for below in tree.subtree(index)
        if below not in (index, ROOT) and tree[below].position is not None
    }
    return tree.changed_all(changes)


def set_up(
    tree: MoveTree, index: int, stones: Mapping[int, int], to_play: Color | None = None
) -> tuple[MoveTree, int]:
    """Returns the tree with points set to EMPTY, BLACK or WHITE, and the node where they are.

    That is the node itself, or a new one after it if a move is played there, since a node of a
    record either moves or sets up.

    Args:
        tree: The tree before.
        index: The node shown.
        stones: Points to what stands on them.
        to_play: Who is to play then, None if that stays.
    """
    at, grown = index, tree
    if tree[index].has_move:
        grown, at = grafted(tree, index, Branch((MoveNode(-1, None, None, is_setup=True),)))
    wanted, _lost = edited(grown.position(at), stones) if stones else (grown.position(at), [])
    if to_play is not None and to_play is not wanted.to_play:
        fresh, _ = edited(wanted, {})
        wanted = fresh.with_to_play(to_play)
    if at == ROOT:
        node = grown[ROOT].with_values(_setup_values(wanted, wanted.variant))
    else:
        before = grown.position(grown[at].parent)
        node = grown[at].with_values(_changed_points(before, wanted))
    node = replace(node, position=wanted, is_setup=True)
    return forgotten_below(grown.changed(at, node), at), at


def _setup_values(position: Position, variant: VariantSpec) -> dict[str, tuple[str, ...]]:
    """Returns the set-up properties of a root with these stones."""
    colors: list[int] = position.grid.reshape(-1).tolist()
    stones = {p: color for p, color in enumerate(colors) if color in (BLACK, WHITE)}
    return _raw_setup(stones, position.to_play, variant)


def _changed_points(before: Position, wanted: Position) -> dict[str, tuple[str, ...]]:
    """Returns the set-up properties that lead from one position to another."""
    old: list[int] = before.grid.reshape(-1).tolist()
    new: list[int] = wanted.grid.reshape(-1).tolist()
    stones = {p: b for p, (a, b) in enumerate(zip(old, new, strict=True)) if a != b}
    return _raw_setup(stones, wanted.to_play, wanted.variant)


def _raw_setup(
    stones: Mapping[int, int], to_play: Color, variant: VariantSpec
) -> dict[str, tuple[str, ...]]:
    node = sgf.Node()
    sgf.put_setup(node, dict(stones), to_play, variant)
    return {ident: tuple(node.values(ident)) for ident in _SETUP}


def neighbours(tree: MoveTree, index: int) -> Sequence[int]:
    """Returns the nodes that follow the same one, this one among them."""
    parent = tree[index].parent
    return (index,) if parent < 0 else tree[parent].children
