"""PUCT against the textbook, and the invariants of batches."""

from __future__ import annotations

import numpy as np
import pytest

from gogame.board.position import Position
from gogame.board.rules import Ko, Rules
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from gogame.search.config import Limits, SearchConfig
from gogame.search.mcts import Search
from gogame.search.tree import COUNT, OPEN, PARENT, STATE, TRIED, UTILITY
from tests.search.fakes import HashEvaluator
from tests.search.reference import ReferenceNode
from tests.search.walking import tried

ONE = SearchConfig(batch_size=1)


def started(variant: VariantSpec, moves: list[int]) -> Position:
    position = Position.start(variant)
    for action in moves:
        position = position.play(action)
    return position


@pytest.mark.parametrize(
    ("variant", "moves"),
    [
        (VariantSpec(2, 2, rules=Rules(ko=Ko.POSITIONAL, suicide=True), komi=0.5), []),
        (VariantSpec(3, 3, rules=Rules(ko=Ko.SITUATIONAL), komi=3.0), [4]),
        (VariantSpec(3, 4, Shape.TORUS, rules=Rules(ko=Ko.SIMPLE), komi=-2.5), []),
        (VariantSpec(5, 5, komi=24.0), [12, 11, 7]),
    ],
)
def test_visits_equal_the_textbook(variant: VariantSpec, moves: list[int]) -> None:
    position = started(variant, moves)
    reference = ReferenceNode(position, HashEvaluator(), ONE)
    search = Search(HashEvaluator(), ONE)
    search.set_position(position)
    for visits in (2, 10, 150, 600):
        while reference.visits < visits:
            reference.playout()
        analysis = search.run(Limits(visits=visits))
        found = np.zeros(variant.num_actions, dtype=int)
        for move in analysis.moves:
            found[move.action] = move.visits
        assert found.tolist() == reference.counts()
    utility = {m.action: m.utility for m in analysis.moves}
    for action, child in reference.children.items():
        assert utility[action] == pytest.approx(-child.total / child.visits, abs=1e-5)


def check_tree(search: Search) -> None:
    """Asserts the invariants of `tree.py` on every node."""
    forest = search._forest
    assert forest is not None
    nodes, used = forest.nodes, search.num_nodes
    info = nodes.info[:used]
    assert set(info[1:, PARENT] < np.arange(1, used)) <= {True}
    for v in np.flatnonzero(info[:, STATE] == OPEN).tolist():
        seen = tried(nodes, v)
        children = nodes.child[v][seen]
        assert info[children, COUNT].tolist() == nodes.visits[v][seen].tolist()
        if seen or v == 0:
            assert np.flatnonzero(nodes.child[v] >= 0).tolist() == seen
            assert info[v, TRIED] == nodes.visits[v].sum()
        assert info[v, COUNT] == 1 + info[v, TRIED]
        sign = 1 if info[v, 2] == 1 else -1
        mean = sign * nodes.sums[children, UTILITY] / info[children, COUNT]
        np.testing.assert_allclose(nodes.q[v][seen], mean, atol=1e-6)
        legal = nodes.prior[v] >= 0
        assert legal[seen].all()
        assert nodes.prior[v][legal].sum() == pytest.approx(1, abs=1e-4)
    assert np.isin(info[:, STATE], (2, 3)).all()


@pytest.mark.parametrize("virtual_loss", [0.0, 1.0, 3.0])
@pytest.mark.parametrize("size", [2, 5])
def test_a_batch_leaves_no_virtual_loss_behind(size: int, virtual_loss: float) -> None:
    evaluator = HashEvaluator()
    search = Search(evaluator, SearchConfig(batch_size=16, virtual_loss=virtual_loss))
    search.set_position(Position.start(VariantSpec(size, size, komi=0.5)))
    for visits in (1, 2, 50, 400):
        analysis = search.run(Limits(visits=visits))
        assert analysis.visits == visits == 1 + sum(m.visits for m in analysis.moves)
        check_tree(search)
    if size == 5:
        assert max(evaluator.batch_sizes) == 16
        assert sum(evaluator.batch_sizes) == search.evaluations <= 400


def test_a_batch_of_a_forced_line_shrinks_instead_of_repeating_a_leaf() -> None:
    # A 2x2 board under superko soon has few lines: many playouts meet a node under evaluation.
    evaluator = HashEvaluator(spread=8.0)
    search = Search(evaluator, SearchConfig(batch_size=64, batch_ramp=64, virtual_loss=0.0))
    search.set_position(Position.start(VariantSpec(2, 2, komi=0.5)))
    analysis = search.run(Limits(visits=300))
    assert analysis.visits == 300
    assert min(evaluator.batch_sizes) < 64
    check_tree(search)
