from __future__ import annotations

from gogame.board.coords import Color
from gogame.board.position import Move, Position
from gogame.board.variant import standard
from gui.game.move_tree import ROOT, MoveNode, MoveTree


def grown(*actions: int) -> tuple[MoveTree, list[int]]:
    """Returns a tree of one line and its nodes."""
    position = Position.start(standard(5))
    tree, nodes = MoveTree.start(position), [ROOT]
    for action in actions:
        move = Move(position.to_play, action)
        position = position.play(action)
        tree, node = tree.added(nodes[-1], MoveNode(-1, move, position))
        nodes.append(node)
    return tree, nodes


def test_a_line_and_the_way_along_it():
    tree, nodes = grown(12, 7, 8)
    assert tree.path(nodes[-1]) == tuple(nodes)
    assert tree.depth(nodes[2]) == 2
    assert tree.onward(nodes[1]) == nodes[2]
    assert tree.onward(nodes[-1]) is None
    assert tree.end_of_line(ROOT) == nodes[-1]
    assert tree.child_with(nodes[1], Move(Color.WHITE, 7)) == nodes[2]
    assert tree.child_with(nodes[1], Move(Color.WHITE, 8)) is None


def test_variations_and_which_way_is_forward():
    tree, nodes = grown(12, 7)
    branch = MoveNode(-1, Move(Color.WHITE, 3), None)
    tree, first = tree.added(nodes[1], branch)
    assert tree[nodes[1]].children == (first, nodes[2])
    tree, last = tree.added(nodes[1], branch, main=False)
    assert tree[nodes[1]].children == (first, nodes[2], last)
    assert tree.onward(nodes[1]) == last
    assert tree.seen(nodes[2]).onward(nodes[1]) == nodes[2]


def test_an_old_tree_stays_as_it_was():
    tree, nodes = grown(12, 7)
    shorter = tree.without(nodes[1])
    assert shorter.end_of_line(ROOT) == ROOT
    assert tree.end_of_line(ROOT) == nodes[2]


def test_positions_that_nobody_kept_are_played_out_again():
    tree, nodes = grown(12, 7, 8, 25)
    forgetful = MoveTree(
        tuple(
            node
            if i == ROOT
            else MoveNode(node.parent, node.move, None, node.children, node.onward)
            for i, node in enumerate(tree.nodes)
        )
    )
    for node in nodes:
        assert forgetful.position(node).key == tree.position(node).key


def test_an_illegal_move_of_a_record_is_played_all_the_same():
    tree, nodes = grown(12)
    occupied = MoveNode(-1, Move(Color.WHITE, 12), None)
    tree, node = tree.added(nodes[1], occupied)
    assert tree.position(node).color_at(12) == Color.WHITE


def test_a_node_that_only_says_something_changes_nothing():
    tree, nodes = grown(12)
    tree, node = tree.added(nodes[1], MoveNode(-1, None, None, properties=(("C", ("well",)),)))
    assert tree.position(node).key == tree.position(nodes[1]).key
