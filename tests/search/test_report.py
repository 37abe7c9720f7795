"""What an `Analysis` tells beyond the means, against sums over the tree made the slow way."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.board.variant import VariantSpec
from gogame.features import encode_positions
from gogame.search.config import Limits, SearchConfig
from gogame.search.mcts import Search
from gogame.search.report import analysis_of
from gogame.search.result import Detail, Request
from gogame.search.tree import CLOSED, COUNT, SCORE, STATE, Nodes
from tests.search.fakes import HashEvaluator
from tests.search.test_tree import forest_of
from tests.search.walking import children

SMALL = Position.start(VariantSpec(3, 2, komi=0.5))
EVERYTHING = Detail.OWNERSHIP | Detail.STDEV | Detail.MOVES_OWNERSHIP


def searched(
    position: Position = SMALL, visits: int = 400, *, keep_ownership: bool = True
) -> Search:
    search = Search(HashEvaluator(), SearchConfig(keep_ownership=keep_ownership))
    search.set_position(position)
    search.run(Limits(visits=visits))
    return search


def samples(nodes: Nodes, node: int) -> list[tuple[int, float, NDArray[np.float64]]]:
    """Returns how often playouts ended at each node of a subtree, its score and its ownership."""
    count = int(nodes.info[node, COUNT])
    found: list[tuple[int, float, NDArray[np.float64]]] = []
    below = children(nodes, node)
    count -= sum(int(nodes.info[child, COUNT]) for child in below)
    own = nodes.ownership[node].astype(np.float64) / 127
    found.append((count, float(nodes.raw[node, SCORE]), own))
    return found + [one for child in below for one in samples(nodes, child)]


def moments(of: list[tuple[int, float, NDArray[np.float64]]]) -> tuple[float, ...]:
    weights = [count for count, _, _ in of]
    scores = np.array([score for _, score, _ in of])
    return np.average(scores, weights=weights), np.sqrt(
        np.average((scores - np.average(scores, weights=weights)) ** 2, weights=weights)
    )


def owned(of: list[tuple[int, float, NDArray[np.float64]]]) -> tuple[NDArray[np.float64], ...]:
    weights = [count for count, _, _ in of]
    owners = np.stack([owner for _, _, owner in of])
    mean = np.average(owners, axis=0, weights=weights)
    return mean, np.sqrt(np.average((owners - mean) ** 2, axis=0, weights=weights))


@pytest.mark.parametrize("position", [SMALL, SMALL.play(2)], ids=["black", "white"])
def test_spreads_are_those_of_the_playouts(position: Position) -> None:
    search = searched(position)
    forest = forest_of(search)
    nodes = forest.nodes
    analysis = analysis_of(forest, detail=EVERYTHING)
    assert (nodes.info[: search.num_nodes, STATE] == CLOSED).any()
    every = samples(nodes, 0)
    mean, stdev = moments(every)
    assert analysis.score_black == pytest.approx(mean, abs=1e-4)
    assert analysis.score_stdev == pytest.approx(stdev, abs=1e-4)
    assert analysis.score_stdev > 1
    assert analysis.ownership_black is not None
    assert analysis.ownership_stdev is not None
    np.testing.assert_allclose(analysis.ownership_black.ravel(), owned(every)[0], atol=1e-4)
    np.testing.assert_allclose(analysis.ownership_stdev.ravel(), owned(every)[1], atol=1e-4)
    for move in analysis.moves:
        below = samples(nodes, int(nodes.child[0, move.action]))
        mean, stdev = moments(below)
        assert move.score_black == pytest.approx(mean, abs=1e-4)
        assert move.score_stdev == pytest.approx(stdev, abs=1e-4)
        assert move.ownership_black is not None
        assert move.ownership_stdev is not None
        assert move.ownership_black.shape == (3, 2)
        np.testing.assert_allclose(move.ownership_black.ravel(), owned(below)[0], atol=1e-4)
        np.testing.assert_allclose(move.ownership_stdev.ravel(), owned(below)[1], atol=1e-4)


def test_a_line_comes_with_its_visits() -> None:
    search = searched()
    nodes = forest_of(search).nodes
    for move in search.analysis().moves:
        node, visits = 0, list[int]()
        for action in move.pv:
            visits.append(int(nodes.visits[node, action]))
            node = int(nodes.child[node, action])
        assert move.pv_visits == tuple(visits)
        assert move.pv_visits[0] == move.visits
        assert list(move.pv_visits) == sorted(visits, reverse=True)


def test_what_is_not_asked_for_is_left_out() -> None:
    plain = searched().analysis()
    assert plain.ownership_black is not None
    assert plain.ownership_stdev is None
    assert all(m.ownership_black is None and m.ownership_stdev is None for m in plain.moves)
    forest = forest_of(searched())
    assert analysis_of(forest, detail=Detail.NONE).ownership_black is None
    only = analysis_of(forest, detail=Detail.MOVES_OWNERSHIP)
    assert only.ownership_black is None
    assert only.moves[0].ownership_black is not None
    assert only.moves[0].ownership_stdev is None
    bare = analysis_of(forest_of(searched(keep_ownership=False)), detail=EVERYTHING)
    assert bare.ownership_black is None
    assert bare.ownership_stdev is None
    assert bare.moves[0].ownership_black is None
    assert bare.score_stdev > 1


def test_unvisited_moves_fill_up_by_their_prior() -> None:
    forest = forest_of(searched(visits=3))
    few = analysis_of(forest)
    assert 0 < len(few.moves) <= 2
    filled = analysis_of(forest, least_moves=5)
    assert len(filled.moves) == 5
    assert filled.moves[: len(few.moves)] == few.moves
    rest = filled.moves[len(few.moves) :]
    assert [move.prior for move in rest] == sorted((m.prior for m in rest), reverse=True)
    assert all(move.visits == 0 and move.pv == (move.action,) for move in rest)
    assert [move.order for move in filled.moves] == list(range(5))
    everything = analysis_of(forest, detail=EVERYTHING, least_moves=100)
    assert {move.action for move in everything.moves} == set(range(7))


def test_the_evaluators_own_opinion_is_told_too() -> None:
    position = SMALL.play(2)
    analysis = searched(position).analysis()
    own = HashEvaluator().evaluate(encode_positions([position]))
    assert analysis.to_play is Color.WHITE
    assert analysis.raw is not None
    assert analysis.raw.value == pytest.approx(own.outcome[0, 0] - own.outcome[0, 2])
    assert analysis.raw.score_black == pytest.approx(-own.score[0])
    policy, legal = analysis.raw.policy, position.legal()
    assert (policy[~legal] == -1).all()
    assert policy[legal].sum() == pytest.approx(1)
    likely = np.argsort(-np.where(legal, own.logits[0], -np.inf))[: legal.sum()]
    assert (np.diff(policy[likely]) <= 0).all()


def test_a_search_ends_when_it_is_told_to() -> None:
    search = searched(visits=1)
    asked: list[int] = []

    def enough() -> bool:
        asked.append(search.num_nodes)
        return len(asked) == 3

    found = list(search.analyze(request=Request(1e9, least_moves=7, until=enough)))
    assert len(asked) == 3
    assert asked == sorted(set(asked))
    assert [analysis.is_final for analysis in found] == [True]
    assert len(found[0].moves) == 7
