from __future__ import annotations

import random
import time

from gogame.board.position import Position
from gogame.board.variant import standard
from gui.files.game_files import parse_game
from gui.game.move_tree import ROOT, MoveNode, MoveTree
from gui.records.tree_layout import layout_of

TEXT = "(;SZ[9];B[aa];W[bb](;B[cc];W[dd](;B[ee])(;B[ff]))(;B[gg];W[hh];B[ii])(;B[ab]))"


def grown(num_nodes: int, seed: int) -> MoveTree:
    """Returns a tree of long lines with forks here and there."""
    rng = random.Random(seed)
    children: list[list[int]] = [[] for _ in range(num_nodes)]
    parents = [-1]
    for node in range(1, num_nodes):
        parent = node - 1 if rng.random() < 0.9 else rng.randrange(node)
        parents.append(parent)
        children[parent].append(node)
    start = Position.start(standard(19))
    return MoveTree(
        tuple(
            MoveNode(parents[i], None, start if i == 0 else None, children=tuple(children[i]))
            for i in range(num_nodes)
        )
    )


def test_lines_lie_beside_one_another():
    layout = layout_of(parse_game(TEXT).tree)
    assert [layout.places[n] for n in range(11)] == [
        (0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (5, 1), (3, 2), (4, 2), (5, 2), (3, 3),
    ]  # fmt: skip
    assert (layout.num_columns, layout.num_lanes) == (6, 4)
    assert layout.node_at(5, 1) == 6
    assert layout.node_at(4, 1) is None
    assert sorted(layout.within((3, 4), (2, 9))) == [7, 8, 10]


def test_what_is_folded_is_counted():
    tree = parse_game(TEXT).tree
    layout = layout_of(tree, frozenset({2}))
    assert layout.hidden == {2: 4}
    assert 7 not in layout.places
    assert layout.num_lanes == 2


def test_no_line_crosses_another_and_all_nodes_have_places():
    for seed in range(20):
        tree = grown(400, seed)
        layout = layout_of(tree)
        assert len(set(layout.places.values())) == 400
        taken = set(layout.places.values())
        for node, (depth, lane) in layout.places.items():
            parent = tree[node].parent
            if parent >= 0:
                above = layout.places[parent]
                assert depth == above[0] + 1
                between = {(above[0], at) for at in range(above[1] + 1, lane)}
                assert not between & taken


def test_five_thousand_nodes_are_laid_out_at_once():
    tree = grown(5000, 1)
    start = time.process_time()
    layout = layout_of(tree)
    assert time.process_time() - start < 0.5
    assert len(layout.places) == 5000
    assert layout.places[ROOT] == (0, 0)
