"""`Search` as its users see it: analysis, limits, choices, failures."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace

import numpy as np
import pytest

from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.board.rules import WinCondition
from gogame.board.variant import VariantSpec, standard
from gogame.errors import ConfigError, EngineError, GoError
from gogame.features import encode_positions
from gogame.search.config import Limits, Method, SearchConfig
from gogame.search.mcts import Search
from gogame.search.result import Analysis, Request
from tests.search.fakes import BrokenEvaluator, HashEvaluator
from tests.search.test_puct import check_tree

SMALL = Position.start(VariantSpec(4, 5, komi=1.5))


def searched(position: Position = SMALL, visits: int = 300, **settings: float) -> Search:
    search = Search(HashEvaluator(), replace(SearchConfig(), **settings), seed=7)
    search.set_position(position)
    search.run(Limits(visits=visits))
    return search


@pytest.mark.parametrize("position", [SMALL, SMALL.play(7)], ids=["black", "white"])
def test_an_analysis_is_consistent(position: Position) -> None:
    analysis = searched(position).analysis()
    moves = analysis.moves
    sign = 1 if position.to_play is Color.BLACK else -1
    assert analysis.to_play is position.to_play
    assert analysis.visits == 300 == 1 + sum(m.visits for m in moves)
    assert [m.order for m in moves] == list(range(len(moves)))
    assert sorted((m.visits for m in moves[1:]), reverse=True) == [m.visits for m in moves[1:]]
    for move in moves:
        assert position.legal()[move.action]
        assert move.winrate == pytest.approx((1 + move.value) / 2)
        assert 0 <= move.lcb <= move.winrate <= 1
        assert -1 <= move.utility <= 1
        there = position
        for action in move.pv:
            there = there.play(action)  # raises if illegal
        assert move.pv[0] == move.action
    own = HashEvaluator().evaluate(encode_positions([position]))
    value = float(own.outcome[0, 0] - own.outcome[0, 2])
    assert 300 * analysis.value == pytest.approx(
        value + sum(m.visits * m.value for m in moves), abs=1e-3
    )
    score = sign * float(own.score[0])
    assert 300 * analysis.score_black == pytest.approx(
        score + sum(m.visits * m.score_black for m in moves), abs=1e-2
    )
    assert sum(m.prior for m in moves) <= 1.0001
    assert analysis.ownership_black is not None
    assert analysis.ownership_black.shape == (4, 5)
    assert np.abs(analysis.ownership_black).max() <= 1


def test_an_evaluation_for_the_player_to_play_is_turned_for_black() -> None:
    for position in (SMALL, SMALL.play(3)):
        search = searched(position, visits=1)
        analysis = search.analysis()
        nodes = search._forest.nodes  # pyright: ignore[reportOptionalMemberAccess]
        sign = 1 if position.to_play is Color.BLACK else -1
        batch_answer = HashEvaluator().evaluate(encode_positions([position]))
        assert analysis.score_black == pytest.approx(sign * batch_answer.score[0], rel=1e-5)
        value = batch_answer.outcome[0, 0] - batch_answer.outcome[0, 2]
        assert analysis.value == pytest.approx(float(value), abs=1e-6)
        assert analysis.ownership_black is not None
        np.testing.assert_allclose(
            analysis.ownership_black.ravel(), sign * batch_answer.ownership[0], atol=1 / 127
        )
        assert analysis.moves == ()
        legal = nodes.prior[0] >= 0
        assert legal.tolist() == position.legal().tolist()


def test_searches_are_repeatable() -> None:
    for noise in (0.0, 0.25):
        one, two = (searched(noise_weight=noise, batch_size=7) for _ in range(2))
        assert one.analysis().moves == two.analysis().moves
    other = Search(HashEvaluator(), SearchConfig(noise_weight=0.25), seed=8)
    other.set_position(SMALL)
    assert other.run(Limits(visits=300)).moves != searched(noise_weight=0.25).analysis().moves


def test_limits_of_visits_and_seconds() -> None:
    search = Search(HashEvaluator())
    search.set_position(SMALL)
    assert search.run(Limits(visits=77)).visits == 77
    assert search.run(Limits(visits=77)).playouts == 0
    final = search.run(Limits(visits=100, seconds=60))
    assert (final.visits, final.playouts, final.is_final) == (100, 23, True)
    start = time.perf_counter()
    by_time = search.run(Limits(seconds=0.2))
    assert 0.2 <= time.perf_counter() - start < 10
    assert by_time.seconds >= 0.2
    assert by_time.playouts > 0
    assert search.run(Limits(seconds=0)).playouts == 0


def test_analyze_reports_until_its_consumer_has_enough() -> None:
    search = Search(HashEvaluator())
    search.set_position(SMALL)
    reports = list(itertools.islice(search.analyze(request=Request(0.02)), 4))
    assert all(not report.is_final for report in reports)
    visits = [report.visits for report in reports]
    assert visits == sorted(set(visits))
    assert reports[-1].seconds >= 4 * 0.02, "on a busy machine they may come late, never early"
    check_tree(search)
    assert search.analysis().visits >= visits[-1]


def test_analyze_ends_with_a_final_report() -> None:
    search = Search(HashEvaluator())
    search.set_position(SMALL)
    reports = list(search.analyze(Limits(visits=64), Request(0.0)))
    assert [r.is_final for r in reports] == [False] * (len(reports) - 1) + [True]
    assert len(reports) > 3
    assert reports[-1].visits == 64


def test_one_visit_is_the_evaluators_opinion() -> None:
    search = searched(visits=1)
    assert search.analysis().moves == ()
    nodes = search._forest.nodes  # pyright: ignore[reportOptionalMemberAccess]
    assert search.choose_action() == int(nodes.prior[0].argmax())


def test_only_allowed_moves_are_searched() -> None:
    search = Search(HashEvaluator())
    search.set_position(SMALL, allowed=[3, 8, 500, -1])
    analysis = search.run(Limits(visits=80))
    assert {m.action for m in analysis.moves} <= {3, 8}
    assert analysis.visits == 80
    assert search.choose_action(temperature=1.0) in (3, 8)
    search.set_position(SMALL)
    assert len(search.run(Limits(visits=80)).moves) > 2
    with pytest.raises(ConfigError, match="legal"):
        search.set_position(SMALL.play(3), allowed=[3])


@pytest.mark.parametrize("position", [SMALL, SMALL.play(7)], ids=["black", "white"])
@pytest.mark.parametrize("color", Color)
def test_avoided_moves_are_not_played_for_so_many_moves(position: Position, color: Color) -> None:
    plain = searched(position, visits=1500)
    assert {0, 1} < {step[2] for step in edges_of(plain)}
    avoid = np.zeros((2, position.variant.num_actions), dtype=np.int32)
    avoid[int(color) - 1, :10] = 3
    search = Search(HashEvaluator(), SearchConfig(), seed=7)
    search.set_position(position, avoid=avoid)
    search.run(Limits(visits=1500))
    taken = edges_of(search)
    assert not any(who is color and action < 10 and depth < 3 for depth, who, action in taken)
    assert any(who is not color and action < 10 for _, who, action in taken)
    assert any(who is color and action < 10 and depth >= 3 for depth, who, action in taken)
    check_tree(search)
    search.set_position(position)
    search.run(Limits(visits=1500))
    assert edges_of(search) == edges_of(plain)


def edges_of(search: Search) -> set[tuple[int, Color, int]]:
    """Returns depth, player and action of every move in the tree."""
    forest = search._forest
    assert forest is not None
    nodes, depths, found = forest.nodes, {0: 0}, set[tuple[int, Color, int]]()
    for node in range(1, search.num_nodes):
        parent, action, _ = nodes.info[node, :3].tolist()
        depths[node] = depths[parent] + 1
        found.add((depths[parent], Color(int(nodes.info[parent, 2])), action))
    return found


def test_a_move_that_is_all_that_is_left_is_not_avoided() -> None:
    position = Position.start(VariantSpec(2, 2, komi=0.5))
    avoid = np.full((2, 5), 5, dtype=np.int32)
    avoid[0, 0] = 0
    search = Search(HashEvaluator(), SearchConfig())
    search.set_position(position, avoid=avoid)
    search.run(Limits(visits=30))
    taken = edges_of(search)
    assert {action for depth, _, action in taken if depth == 0} == {0}
    assert any(depth == 1 for depth, _, _ in taken)
    avoid[:] = 5
    with pytest.raises(ConfigError, match="none of the moves"):
        search.set_position(position, avoid=avoid)


def test_a_forced_move() -> None:
    # On the last point White's stone would capture: White must pass.
    variant = VariantSpec(2, 2, win=WinCondition.NO_CAPTURE)
    position = Position.start(variant).play(0).play(3).play(1)
    assert position.legal().sum() == 1
    search = searched(position, visits=50)
    assert search.choose_action() == variant.pass_action
    assert search.analysis().moves[0].value == -1  # who must pass has lost


def test_a_finished_game() -> None:
    variant = VariantSpec(3, 3, komi=2.5)
    over = Position.start(variant).play(4).play(9).play(9)
    search = Search(HashEvaluator())
    search.set_position(over)
    for analysis in (search.run(Limits(visits=500)), search.run(Limits(seconds=20))):
        assert (analysis.visits, analysis.moves, analysis.is_final) == (1, (), True)
        assert analysis.score_black == 6.5
        assert analysis.value == -1  # White is to play and has lost
    assert search.evaluations == 0
    with pytest.raises(GoError, match="over"):
        search.choose_action()


def test_a_move_is_drawn_by_its_visits() -> None:
    search = searched(visits=400)
    visits = {m.action: m.visits for m in search.analysis().moves}
    drawn = [search.choose_action(temperature=1.0) for _ in range(600)]
    top = max(visits, key=lambda a: visits[a])
    assert set(drawn) <= set(visits)
    assert drawn.count(top) / 600 == pytest.approx(visits[top] / 399, abs=0.08)
    cold = [search.choose_action(temperature=0.1) for _ in range(100)]
    assert cold.count(top) > drawn[:100].count(top)


def test_a_steady_move_is_preferred_to_a_slightly_more_visited_one() -> None:
    search = searched(visits=500)
    plain = searched(visits=500, lcb_radius=0.0, lcb_min_visits=0.0).analysis()
    best = max(plain.moves, key=lambda m: m.utility)
    assert plain.moves[0] == best
    most = searched(visits=500, lcb_min_visits=1.0).analysis()
    assert most.moves[0].visits == max(m.visits for m in most.moves)
    chosen = search.analysis().moves[0]
    eligible = [m for m in search.analysis().moves if m.visits >= 0.15 * most.moves[0].visits]
    assert chosen.lcb == max(m.lcb for m in eligible)


@pytest.mark.parametrize("good_batches", [0, 3])
def test_a_failing_evaluator_leaves_a_usable_search(good_batches: int) -> None:
    for error, expected, match in (
        (None, EngineError, "not finite"),
        (ValueError("no device"), ValueError, "no device"),
    ):
        evaluator = BrokenEvaluator(good_batches, error)
        search = Search(evaluator, SearchConfig(batch_size=8))
        search.set_position(SMALL)
        with pytest.raises(expected, match=match):
            search.run(Limits(visits=200))
        evaluator.good_batches = 10**9
        assert search.run(Limits(visits=200)).visits == 200
        check_tree(search)


def test_a_search_wants_a_position_and_a_limit() -> None:
    search = Search(HashEvaluator())
    with pytest.raises(GoError, match="set_position"):
        search.run(Limits(visits=1))
    with pytest.raises(GoError, match="set_position"):
        search.analysis()
    search.set_position(SMALL)
    with pytest.raises(ConfigError, match="limits"):
        search.run(Limits())


def test_clear_forgets() -> None:
    search = searched()
    search.clear()
    assert search.num_nodes == 1
    assert search.run(Limits(visits=5)).visits == 5


def test_boards_of_another_size_follow_one_another() -> None:
    search = Search(HashEvaluator())
    analyses: list[Analysis] = []
    for variant in (VariantSpec(3, 3), VariantSpec(7, 2), standard(19), VariantSpec(3, 3)):
        search.set_position(Position.start(variant))
        analyses.append(search.run(Limits(visits=40)))
    assert analyses[0].moves == analyses[3].moves
    assert all(a.visits == 40 for a in analyses)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"batch_size": 0}, "batch_size 0: expected 1 to"),
        ({"noise_weight": 1.5}, "noise_weight"),
        ({"c_puct": float("nan")}, "c_puct nan"),
        ({"root_temperature": 0.0}, "root_temperature"),
    ],
)
def test_settings_out_of_range_are_refused(settings: dict[str, float], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        replace(SearchConfig(), **settings)


def test_limits_out_of_range_are_refused() -> None:
    for arguments in ({"visits": 0}, {"seconds": -1.0}, {"seconds": float("nan")}):
        with pytest.raises(ConfigError):
            Limits(**arguments)  # pyright: ignore[reportArgumentType]


def test_a_gumbel_search_draws_its_noise_from_the_seed() -> None:
    config = SearchConfig(method=Method.GUMBEL, gumbel_actions=4)

    def visited(seed: int) -> list[tuple[int, int]]:
        search = Search(HashEvaluator(), config, seed=seed)
        search.set_position(SMALL)
        return sorted((m.action, m.visits) for m in search.run(Limits(visits=30)).moves)

    assert visited(1) == visited(1) != visited(2)
