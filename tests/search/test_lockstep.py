"""Many trees in lockstep: each is the tree that it would be alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gogame.board.arrays import META, PLY
from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.board.rules import JAPANESE, TROMP_TAYLOR
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from gogame.errors import ConfigError, EngineError, GoError
from gogame.features import encode_positions
from gogame.search.config import Limits, Method, SearchConfig
from gogame.search.lockstep import LockstepResult, LockstepSearch
from gogame.search.mcts import Search
from gogame.search.measure import measure_lockstep, measure_playouts
from tests.search.fakes import BrokenEvaluator, HashEvaluator

VARIANT = VariantSpec(3, 4, komi=2.5)
PUCT = SearchConfig(batch_size=1)
GUMBEL = SearchConfig(method=Method.GUMBEL, gumbel_actions=4)


def some_positions() -> list[Position]:
    """Returns positions of different length and komi."""
    start = Position.start(VARIANT)
    return [
        start,
        start.play(5),
        start.play(5).play(6).play(1),
        start.with_komi(-7.5),
        start.play(5).play(VARIANT.pass_action),
    ]


def lockstep(
    config: SearchConfig, evaluator: HashEvaluator | None = None, simulations: int = 60
) -> LockstepSearch:
    positions = some_positions()
    search = LockstepSearch(
        evaluator or HashEvaluator(),
        VARIANT,
        len(positions),
        config,
        max_simulations=simulations,
        seed=1,
    )
    for tree, position in enumerate(positions):
        search.set_position(tree, position)
    return search


def alone(
    position: Position, visits: int, *, reads_planes: bool = False
) -> tuple[Search, list[int]]:
    """Returns a search of one position and its root's visits."""
    search = Search(HashEvaluator(reads_planes=reads_planes), PUCT)
    search.set_position(position)
    return search, counts(search, visits)


def counts(search: Search, visits: int) -> list[int]:
    analysis = search.run(Limits(visits=visits))
    seen = {move.action: move.visits for move in analysis.moves}
    return [seen.get(a, 0) for a in range(VARIANT.num_actions)]


def test_every_tree_equals_a_search_alone() -> None:
    evaluator = HashEvaluator()
    search = lockstep(PUCT, evaluator)
    result = search.run(60)
    for tree, position in enumerate(some_positions()):
        single, visits = alone(position, 61)
        assert result.visits[tree].tolist() == visits
        analysis = single.analysis()
        assert result.value[tree] == pytest.approx(analysis.value, abs=1e-6)
        assert result.score_black[tree] == pytest.approx(analysis.score_black, abs=1e-4)
        assert result.actions[tree] == int(np.argmax(visits))
        np.testing.assert_allclose(result.policy[tree], np.array(visits) / 60, atol=1e-6)
    assert len(evaluator.batch_sizes) <= 61
    assert max(evaluator.batch_sizes) == 5
    assert sum(evaluator.batch_sizes) == search.num_evaluations <= 5 * 61


def test_subtrees_are_reused_as_in_a_search_alone() -> None:
    search = lockstep(PUCT)
    first = search.run(60)
    actions = first.actions.copy()
    actions[2] = -1  # stays where it is
    search.advance(actions, reuse=True)
    again = search.run(30)
    for tree, position in enumerate(some_positions()):
        single, _ = alone(position, 61)
        if actions[tree] >= 0:
            single.set_position(position.play(int(actions[tree])))
        kept = single.analysis().visits
        assert again.visits[tree].tolist() == counts(single, kept + 30)


def test_without_reuse_every_turn_begins_anew() -> None:
    search = lockstep(PUCT)
    search.advance(search.run(60).actions)
    again = search.run(30)
    assert again.visits.sum(axis=1).tolist() == [30] * 5
    assert search.boards[:, META, PLY].tolist() == [p.ply + 1 for p in some_positions()]


def test_each_tree_may_have_its_own_number_of_simulations() -> None:
    for config in (PUCT, GUMBEL):
        search = lockstep(config)
        result = search.run(np.array([60, 7, 0, 1, 16], dtype=np.int32))
        assert result.visits.sum(axis=1).tolist() == [60, 7, 0, 1, 16]
        assert result.actions[2] == -1
        assert (result.policy.sum(axis=1) > 0.99).tolist() == [True, True, False, True, True]
        assert result.policy[2].sum() == 0
        with pytest.raises(ConfigError, match="0 to 60"):
            search.run(61)


@pytest.mark.parametrize("config", [PUCT, GUMBEL, replace(PUCT, noise_weight=0.25)])
def test_games_are_played_to_their_end(config: SearchConfig) -> None:
    def play() -> list[LockstepResult]:
        search = lockstep(config, simulations=8)
        results: list[LockstepResult] = []
        doubles = some_positions()
        for _ in range(120):
            results.append(search.run(8, temperature=1.0))
            actions = results[-1].actions
            assert ((actions < 0) == search.is_over).all()
            doubles = [
                double if action < 0 else double.play(int(action))
                for double, action in zip(doubles, actions, strict=True)
            ]
            over = search.advance(actions)
            assert over.tolist() == [double.is_over for double in doubles]
            for tree, double in enumerate(doubles):
                assert (search.boards[tree] == double.board).all()
        assert over.any()  # pyright: ignore[reportPossiblyUnboundVariable]
        last = search.run(8)
        for tree in np.flatnonzero(search.is_over).tolist():
            black = doubles[tree].outcome()
            assert last.value[tree] == black * (1 if doubles[tree].to_play == 1 else -1)
        return results

    one, two = play(), play()
    for left, right in zip(one, two, strict=True):
        assert left.visits.tolist() == right.visits.tolist()
        assert left.policy.tolist() == right.policy.tolist()


def test_steps_can_be_taken_one_by_one_and_two_searches_take_turns() -> None:
    evaluator = HashEvaluator()
    searches = [lockstep(PUCT), lockstep(GUMBEL)]
    for search in searches:
        search.start(20)
    waiting = [search.collect() for search in searches]
    while any(batch is not None for batch in waiting):
        for i, batch in enumerate(waiting):
            if batch is not None:
                searches[i].settle(evaluator.evaluate(batch))
                waiting[i] = searches[i].collect()
    for search, config in zip(searches, (PUCT, GUMBEL), strict=True):
        assert search.result().visits.tolist() == lockstep(config).run(20).visits.tolist()


def test_a_finished_game_can_be_replaced() -> None:
    search = lockstep(PUCT)
    over = Position.start(VARIANT).play(VARIANT.pass_action).play(VARIANT.pass_action)
    search.set_position(0, over)
    assert search.is_over.tolist() == [True, False, False, False, False]
    result = search.run(10)
    assert result.actions[0] == -1
    assert result.value[0] == -1  # Black has nothing and is to play
    assert result.score_black[0] == -2.5
    search.set_position(0, some_positions()[1])
    assert search.run(10).visits[0].sum() == 10


def test_rules_may_differ_if_the_evaluator_reads_features() -> None:
    other = replace(VARIANT, rules=JAPANESE, komi=1.5)
    search = lockstep(PUCT, HashEvaluator(reads_planes=True))
    search.set_position(3, Position.start(other).play(2))
    result = search.run(60)
    _, visits = alone(Position.start(other).play(2), 61, reads_planes=True)
    assert result.visits[3].tolist() == visits
    with pytest.raises(ConfigError, match="rules"):
        lockstep(PUCT).set_position(0, Position.start(replace(VARIANT, rules=TROMP_TAYLOR)))


def test_what_cannot_be_done_is_refused() -> None:
    search = lockstep(PUCT)
    with pytest.raises(ConfigError, match=r"4x3 plane.*3x3 plane"):
        search.set_position(0, Position.start(VariantSpec(3, 3)))
    with pytest.raises(ConfigError, match="torus"):
        search.set_position(0, Position.start(replace(VARIANT, shape=Shape.TORUS)))
    for bad in (5, 99):
        with pytest.raises(GoError, match=f"tree 2 cannot play action {bad}"):
            search.advance(np.array([0, 0, bad, 5, 5], dtype=np.int32))
    assert search.boards[:, META, PLY].tolist() == [p.ply for p in some_positions()]
    with pytest.raises(ConfigError, match="reuse"):
        lockstep(GUMBEL).advance(np.full(5, -1, dtype=np.int32), reuse=True)
    with pytest.raises(ConfigError, match="0 trees"):
        LockstepSearch(HashEvaluator(), VARIANT, 0, PUCT, max_simulations=3)


@pytest.mark.parametrize("error", [None, ValueError("no device")])
def test_a_failing_evaluator_leaves_usable_trees(error: Exception | None) -> None:
    evaluator = BrokenEvaluator(4, error)
    search = lockstep(PUCT, evaluator)
    with pytest.raises((EngineError, ValueError), match=r"not finite|no device"):
        search.run(20)
    evaluator.good_batches = 10**9
    assert search.run(20).visits.tolist() == lockstep(PUCT).run(20).visits.tolist()


def test_speed_is_measured() -> None:
    assert measure_playouts(5, batch=4, seconds=0.01, visits=60) > 0
    assert measure_lockstep(5, trees=3, seconds=0.01, simulations=4) > 0


def test_roots_can_go_without_noise() -> None:
    some = np.array([True, False, True, False, False])
    noisy = replace(PUCT, noise_weight=0.5, root_temperature=2.0)
    for config, quiet in ((noisy, PUCT), (GUMBEL, replace(GUMBEL, gumbel_scale=0.0))):
        mixed, plain = lockstep(config), lockstep(quiet)
        for search, explores in ((mixed, some), (plain, None)):
            search.start(40, explores)
            while (batch := search.collect()) is not None:
                search.settle(HashEvaluator().evaluate(batch))
        same = (mixed.result().visits == plain.result().visits).all(axis=1)
        assert same[~some].all()
        assert not same[some].all()


def test_root_edges_are_those_of_the_search() -> None:
    search = lockstep(replace(PUCT, noise_weight=0.5))
    search.set_position(1, Position.start(VARIANT).play(12).play(12))
    assert (search.root_edges().prior == -1).all()
    result = search.run(30)
    edges = search.root_edges()
    assert edges.visits.tolist() == result.visits.tolist()
    evaluator = HashEvaluator()
    for tree, position in enumerate(some_positions()):
        if tree == 1:
            assert (edges.prior[1] == -1).all()
            continue
        raw = evaluator.evaluate(encode_positions([position]))
        legal = position.legal()
        weights = np.where(legal, np.exp(raw.logits[0].astype(float)), 0)
        expected = np.where(legal, weights / weights.sum(), -1)
        np.testing.assert_allclose(edges.prior[tree], expected, atol=1e-5)
        sign = 1 if position.to_play == Color.BLACK else -1
        np.testing.assert_allclose(edges.ownership[tree], sign * raw.ownership[0], atol=0.005)
        tried = edges.visits[tree] > 0
        assert (np.abs(edges.q[tree][tried]) <= 1).all()
        assert tried.any()
        assert (edges.q[tree][~tried] == 0).all(), "what no playout has written is not shown"
    small = LockstepSearch(
        HashEvaluator(), VARIANT, 1, replace(PUCT, keep_ownership=False), max_simulations=3
    )
    small.run(3)
    assert not small.root_edges().ownership.any()
