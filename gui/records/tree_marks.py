"""What the drawn tree says about its nodes: words, mistakes, ways around. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator

from gogame.sgf.markup import IDENTS
from gui.game.move_tree import ROOT, MoveTree
from gui.game.reports import Reports, loss_of, next_key, tone_of


def keys_by_node(tree: MoveTree) -> dict[int, int]:
    """Returns the key of every node's position, as `analysis.keys_of` names them."""
    keys: dict[int, int] = {}
    for node in tree.subtree(ROOT):
        keys[node] = next_key(tree, keys.get(tree[node].parent, 0), node)
    return keys


def tones_of(tree: MoveTree, keys: dict[int, int], reports: Reports) -> dict[int, int]:
    """Returns the class of what each move lost, where that is known and not nothing."""
    if not reports.by_key:
        return {}
    tones: dict[int, int] = {}
    for node, key in keys.items():
        entry = tree[node]
        after = reports.of(key) if entry.move is not None else None
        before = reports.of(keys[entry.parent]) if after is not None else None
        if entry.move is not None and before is not None:
            tone = tone_of(loss_of(before, after, entry.move.color))
            if tone:
                tones[node] = tone
    return tones


def has_comment(tree: MoveTree, node: int) -> bool:
    """Returns whether a node has words."""
    return any(ident in ("C", "N") for ident, _ in tree[node].properties)


def has_markup(tree: MoveTree, node: int) -> bool:
    """Returns whether a node draws something on the board."""
    return any(ident in IDENTS for ident, _ in tree[node].properties)


# Ways around


def sibling(tree: MoveTree, node: int, steps: int) -> int:
    """Returns the node beside this one among the variations, the node itself if there is none."""
    parent = tree[node].parent
    if parent < 0:
        return node
    others = tree[parent].children
    place = others.index(node) + steps
    return others[place] if 0 <= place < len(others) else node


def variation_beside(tree: MoveTree, node: int, steps: int) -> int:
    """Returns the same depth in the variation beside the line shown, as far as it goes.

    Where the node itself has no siblings, the nearest fork before it decides.
    """
    depth = 0
    at = node
    while at != ROOT and sibling(tree, at, steps) == at:
        at = tree[at].parent
        depth += 1
    if at == ROOT:
        return node
    found = sibling(tree, at, steps)
    for _ in range(depth):
        following = tree.onward(found)
        if following is None:
            break
        found = following
    return found


def fork_behind(tree: MoveTree, node: int) -> int:
    """Returns the last node before this one that has variations, or the root."""
    at = tree[node].parent
    while at > ROOT and len(tree[at].children) < 2:
        at = tree[at].parent
    return max(at, ROOT)


def fork_ahead(tree: MoveTree, node: int) -> int:
    """Returns the next node of the line that has variations, or its last node."""
    at = tree.onward(node)
    if at is None:
        return node
    while len(tree[at].children) == 1:
        at = tree[at].children[0]
    return at


def on_main_line(tree: MoveTree, node: int) -> int:
    """Returns the last node of the main line on the way to a node."""
    at = ROOT
    for step in tree.path(node)[1:]:
        if tree[at].children[0] != step:
            break
        at = step
    return at


def _in_order(tree: MoveTree, node: int, *, is_forward: bool) -> Iterator[int]:
    order = list(tree.subtree(ROOT))
    place = order.index(node)
    yield from order[place + 1 :] if is_forward else reversed(order[:place])


def comment_beside(tree: MoveTree, node: int, *, is_forward: bool) -> int:
    """Returns the next node with words in the order of the file, or the one before."""
    found = (at for at in _in_order(tree, node, is_forward=is_forward) if has_comment(tree, at))
    return next(found, node)


def numbered(tree: MoveTree, node: int, number: int) -> int:
    """Returns the node of a move number on the line shown; its ends if there is no such move."""
    line = tree.path(tree.end_of_line(node))
    return line[max(0, min(number, len(line) - 1))]
