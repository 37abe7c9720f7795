"""The tree's arrays: legality in the tree, reuse, memory."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.board.rules import Ko, Rules
from gogame.board.variant import VariantSpec, standard
from gogame.errors import SearchLimit
from gogame.evaluation import UniformEvaluator
from gogame.search.config import Limits, Method, SearchConfig
from gogame.search.forest import Forest
from gogame.search.lockstep import LockstepSearch
from gogame.search.mcts import Search
from gogame.search.tree import (
    CLOSED,
    COUNT,
    OPEN,
    STATE,
    TO_PLAY,
    TRIED,
    Nodes,
    bytes_per_node,
    keep_subtree,
    mean_ownership,
    new_nodes,
)
from tests.board.games import any_variants
from tests.search.fakes import HashEvaluator
from tests.search.test_puct import check_tree
from tests.search.walking import children, tried

SUPERKO = VariantSpec(2, 3, rules=Rules(ko=Ko.SITUATIONAL, suicide=True), komi=0.5)


def forest_of(search: Search) -> Forest:
    """Returns the arrays behind a search."""
    assert search._forest is not None
    return search._forest


def positions_of(search: Search) -> list[tuple[int, Position]]:
    """Returns every node of the tree with its position, replayed from the root."""
    nodes = forest_of(search).nodes
    found = [(0, search.position)]
    for node, position in found:
        for action in tried(nodes, node):
            found.append((int(nodes.child[node, action]), position.play(action)))
    return found


@given(any_variants(2, 4), st.integers(0, 1000))
def test_every_edge_is_legal_where_it_starts(variant: VariantSpec, seed: int) -> None:
    rng = np.random.default_rng(seed)
    position = Position.start(variant)
    for _ in range(int(rng.integers(0, 2 * variant.num_points))):
        if not position.is_over:
            position = position.play(int(rng.choice(np.flatnonzero(position.legal()))))
    search = Search(HashEvaluator(spread=6.0), SearchConfig(batch_size=4))
    search.set_position(position)
    search.run(Limits(visits=60))
    nodes = forest_of(search).nodes
    for node, there in positions_of(search):
        assert nodes.info[node, TO_PLAY] == there.to_play
        assert (nodes.info[node, STATE] == CLOSED) == there.is_over
        if not there.is_over:
            assert (nodes.prior[node] >= 0).tolist() == there.legal().tolist()


def test_superko_follows_the_line_deep_into_the_tree() -> None:
    search = Search(HashEvaluator(spread=1.0), SearchConfig(batch_size=4))
    search.set_position(Position.start(SUPERKO))
    search.run(Limits(visits=3000))
    nodes = forest_of(search).nodes
    banned = deepest = 0
    for node, there in positions_of(search):
        if not there.is_over:
            deepest = max(deepest, there.ply)
            assert (nodes.prior[node] >= 0).tolist() == there.legal().tolist()
            banned += int(((there.grid.ravel() == 0) & ~there.legal()[:-1]).sum())
    assert deepest > 10
    assert banned > 50


def subtree(nodes: Nodes, node: int) -> list[tuple[object, ...]]:
    """Returns what a subtree holds, node by node from the root, without node numbers."""
    found, line = [node], list[tuple[object, ...]]()
    for v in found:
        kept = nodes.info[v, [TO_PLAY, STATE, COUNT, TRIED]].tolist()
        numbers = (*nodes.raw[v].tolist(), *nodes.sums[v].tolist())
        points = nodes.ownership[v].tobytes()
        edges: list[object] = []
        if nodes.info[v, STATE] == OPEN:
            seen = tried(nodes, v)
            edges = [nodes.prior[v].tobytes(), seen]
            edges += [nodes.visits[v][seen].tolist(), nodes.q[v][seen].tolist()]
            found += children(nodes, v)
        line.append((kept, numbers, points, edges))
    return line


def test_moves_played_keep_their_subtree() -> None:
    search = Search(HashEvaluator(), SearchConfig(batch_size=8))
    position = Position.start(VariantSpec(5, 5))
    search.set_position(position)
    first = search.run(Limits(visits=800)).moves[0]
    reply = first.pv[1]
    nodes = forest_of(search).nodes
    child = int(nodes.child[int(nodes.child[0, first.action]), reply])
    before, size = subtree(nodes, child), search.num_nodes

    search.set_position(position.play(first.action).play(reply))
    assert subtree(forest_of(search).nodes, 0) == before
    assert search.num_nodes == len(before) < size
    check_tree(search)
    kept = search.analysis()
    assert kept.visits == before[0][0][COUNT - 2]  # pyright: ignore[reportIndexIssue]
    assert search.run(Limits(visits=kept.visits + 300)).playouts == 300
    check_tree(search)


def test_the_same_position_keeps_its_tree() -> None:
    search = Search(HashEvaluator(), SearchConfig())
    position = Position.start(VariantSpec(4, 4))
    search.set_position(position)
    search.run(Limits(visits=50))
    search.set_position(position)
    assert search.analysis().visits == 50


def test_what_does_not_follow_starts_anew() -> None:
    variant = VariantSpec(4, 4)
    start = Position.start(variant)
    after = start.play(5).play(10)
    both_passed = after.play(variant.pass_action).play(variant.pass_action)
    search = Search(HashEvaluator(), SearchConfig())
    for other in (
        start.play(5),  # takes a move back
        start.play(6).play(10),  # another move
        after.with_komi(3.5),
        after.with_to_play(Color.WHITE),
        after.play(1, Color.WHITE),  # out of turn
        both_passed.resumed(),
        Position.from_setup(variant, black=[5], white=[10]),
    ):
        search.set_position(after)
        search.run(Limits(visits=700))
        search.set_position(other)
        assert search.num_nodes == 1
        assert search.run(Limits(visits=20)).visits == 20
        check_tree(search)


def test_a_finished_game_keeps_its_exact_node() -> None:
    variant = VariantSpec(2, 2, komi=0.5)
    passed = Position.start(variant).play(variant.pass_action)
    search = Search(HashEvaluator(), SearchConfig())
    search.set_position(passed)
    search.run(Limits(visits=300))
    visits = {m.action: m.visits for m in search.analysis().moves}[variant.pass_action]
    search.set_position(passed.play(variant.pass_action))
    assert search.analysis().visits == visits
    assert search.analysis().score_black == -0.5


def dfs_ownership(nodes: Nodes, node: int) -> NDArray[np.float64]:
    """Returns the sum of ownership over the playouts through a node, the slow way."""
    own = nodes.ownership[node].astype(np.float64)
    if nodes.info[node, STATE] == CLOSED:
        return own * nodes.info[node, COUNT]
    return own + sum((dfs_ownership(nodes, c) for c in children(nodes, node)), np.zeros_like(own))


def test_ownership_is_the_mean_over_all_playouts() -> None:
    search = Search(HashEvaluator(), SearchConfig())
    search.set_position(Position.start(VariantSpec(3, 2, komi=0.5)))
    search.run(Limits(visits=500))
    nodes = forest_of(search).nodes
    assert (nodes.info[: search.num_nodes, STATE] == CLOSED).any()
    mean = np.zeros(6, dtype=np.float32)
    mean_ownership(nodes.info, nodes.ownership, 0, search.num_nodes, mean)
    np.testing.assert_allclose(mean, dfs_ownership(nodes, 0) / (127 * 500), atol=1e-5)


def test_trees_are_compacted_within_their_own_rows() -> None:
    search = Search(HashEvaluator(), SearchConfig(batch_size=8))
    search.set_position(Position.start(VariantSpec(3, 3)))
    search.run(Limits(visits=200))
    nodes, used = forest_of(search).nodes, search.num_nodes
    shift = 1000
    moved = new_nodes(shift + used, 9, keep_ownership=True)
    for target, source in zip(moved, nodes, strict=True):
        target[shift:] = source[:used]
    moved.info[shift + 1 :, 0] += shift
    moved.child[shift:] += shift
    action = int(nodes.visits[0].argmax())
    kept = keep_subtree(moved, shift, used, int(moved.child[shift, action]))
    expected = subtree(nodes, int(nodes.child[0, action]))
    assert subtree(moved, shift) == expected
    assert kept == len(expected)


def test_a_node_of_9x9_takes_less_than_one_and_a_half_kilobytes() -> None:
    assert bytes_per_node(81, keep_ownership=True) <= 1500


def test_a_full_tree_is_said_and_goes_on_answering() -> None:
    search = Search(HashEvaluator(), SearchConfig(memory_mib=1, batch_size=32))
    position = Position.start(standard(9))
    search.set_position(position)
    analysis = search.run(Limits(visits=100_000))
    room = (1 << 20) // bytes_per_node(81, keep_ownership=True)
    assert analysis.is_full
    assert search.num_nodes == room
    assert room <= analysis.visits < 2 * room
    check_tree(search)
    assert search.run(Limits(seconds=30)).seconds < 10  # at once, not when the time is over
    after = position.play(search.choose_action())
    search.set_position(after)
    assert not search.run(Limits(visits=search.analysis().visits + 20)).is_full
    check_tree(search)


@pytest.mark.slow
def test_a_tree_of_a_million_nodes() -> None:
    config = SearchConfig(memory_mib=400, batch_size=64, keep_ownership=False)
    search = Search(UniformEvaluator(), config)
    search.set_position(Position.start(VariantSpec(4, 4)))
    analysis = search.run(Limits(visits=4_000_000))
    assert analysis.is_full
    assert search.num_nodes > 1_000_000
    assert sum(move.visits for move in analysis.moves) == analysis.visits - 1
    search.set_position(Position.start(VariantSpec(4, 4)).play(analysis.moves[0].action))
    assert search.analysis().visits == analysis.moves[0].visits


def test_games_that_do_not_fit_are_refused() -> None:
    config = SearchConfig(memory_mib=1)
    with pytest.raises(SearchLimit, match="512 trees of 34 nodes: 1 MiB"):
        LockstepSearch(UniformEvaluator(), standard(9), 512, config, max_simulations=16)


def test_a_playout_ends_at_the_depth_limit() -> None:
    for method in Method:
        config = SearchConfig(method=method, max_depth=2, batch_size=1)
        search = Search(HashEvaluator(), config)
        search.set_position(Position.start(VariantSpec(2, 2, komi=0.5)))
        analysis = search.run(Limits(visits=200))
        assert max(there.ply for _, there in positions_of(search)) == 2
        assert sum(m.visits for m in analysis.moves) == 199
        assert search.evaluations < 30
