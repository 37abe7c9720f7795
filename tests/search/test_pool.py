"""Many positions in one pool: each is searched as asked, together they fill the batches."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.board.rules import JAPANESE, Rules
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec, standard
from gogame.errors import ConfigError, EngineError, GoError, VariantError
from gogame.evaluation import Evaluator
from gogame.features import encode_positions
from gogame.rollout import RolloutEvaluator
from gogame.search.cache import CachedEvaluator
from gogame.search.config import Limits, Method, SearchConfig
from gogame.search.mcts import Search
from gogame.search.pool import DelayedPosition, SearchPool, Ticket, analyze_positions
from gogame.search.result import Analysis, Detail
from tests.search.fakes import BrokenEvaluator, HashEvaluator

PUCT = SearchConfig()


def new_pool(
    evaluator: Evaluator | None = None, *, memory_mib: int | None = None, cache_mib: int = 0
) -> SearchPool:
    judge = evaluator or HashEvaluator(reads_planes=True)
    return SearchPool(lambda _variant: judge, PUCT, memory_mib=memory_mib, cache_mib=cache_mib)


def random_game(size: int, moves: int, seed: int = 0) -> list[Position]:
    """Returns the positions of a game of random moves, the empty board first."""
    dice = np.random.default_rng(seed)
    positions = [Position.start(standard(size))]
    for _ in range(moves):
        points = np.flatnonzero(positions[-1].legal()[:-1])
        positions.append(positions[-1].play(int(dice.choice(points))))
    return positions


def summary(analysis: Analysis) -> tuple[object, ...]:
    moves = [(move.action, move.visits, move.value, move.pv) for move in analysis.moves]
    return analysis.visits, analysis.value, analysis.score_black, moves


def steps(pool: SearchPool) -> Iterator[list[Ticket]]:
    """Yields what each step finishes until the pool is empty; never more than 10,000 steps."""
    for _ in range(10_000):
        if not len(pool):
            return
        yield pool.step()
    pytest.fail("the pool does not come to an end")


def run(pool: SearchPool) -> dict[Ticket, Analysis]:
    return {ticket: pool.analysis(ticket) for done in steps(pool) for ticket in done}


def test_positions_of_a_game_fill_batches_and_all_get_their_visits() -> None:
    evaluator = HashEvaluator(reads_planes=True)
    positions = random_game(5, 30)
    found = dict(analyze_positions(new_pool(evaluator), positions, Limits(visits=100)))
    assert sorted(found) == list(range(31))
    for i, analysis in found.items():
        assert analysis.is_final
        assert analysis.visits == 100
        assert analysis.to_play is positions[i].to_play
        assert sum(move.visits for move in analysis.moves) == 99
    assert np.mean(evaluator.batch_sizes) > 16


def test_one_by_one_a_position_gets_the_tree_that_it_gets_alone() -> None:
    config = SearchConfig(batch_size=1)
    positions = random_game(5, 12)
    evaluator = HashEvaluator()
    pool = SearchPool(lambda _variant: evaluator, config)
    for i, analysis in analyze_positions(pool, positions, Limits(visits=60)):
        search = Search(HashEvaluator(), config)
        search.set_position(positions[i])
        assert summary(analysis) == summary(search.run(Limits(visits=60)))


def test_the_same_calls_give_the_same_results() -> None:
    positions = random_game(5, 20)
    first, second = (
        [(i, summary(a)) for i, a in analyze_positions(new_pool(), positions, Limits(visits=150))]
        for _ in range(2)
    )
    assert first == second


def test_komi_rules_and_length_may_differ_in_a_batch() -> None:
    evaluator = HashEvaluator(reads_planes=True)
    pool = new_pool(evaluator)
    start = Position.start(standard(5))
    positions = [start, start.with_komi(-3.5), start.with_rules(JAPANESE), *random_game(5, 9)[5:]]
    tickets = [pool.submit(position, Limits(visits=40)) for position in positions]
    pool.step()
    assert evaluator.batch_sizes == [len(positions)]
    found = run(pool)
    assert sorted(found) == tickets
    for ticket, position in zip(tickets, positions, strict=True):
        assert found[ticket].to_play is position.to_play


def test_other_boards_and_evaluators_take_turns() -> None:
    seven, five = HashEvaluator(reads_planes=True), HashEvaluator(reads_planes=True)
    pool = SearchPool(lambda variant: seven if variant.width == 7 else five, PUCT)
    variants = [VariantSpec(5, 5), VariantSpec(5, 4), VariantSpec(5, 5, Shape.TORUS),
                VariantSpec(7, 7)]  # fmt: skip
    tickets = [
        pool.submit(Position.start(variant), Limits(visits=50))
        for variant in (*variants, *variants)
    ]
    assert sorted(run(pool)) == tickets
    assert seven.batch_sizes[0] == 2
    assert five.batch_sizes[:3] == [2, 2, 2]


def test_an_evaluator_of_boards_gets_one_set_of_rules_at_a_time() -> None:
    evaluator = HashEvaluator(reads_planes=False)
    pool = new_pool(evaluator)
    start = Position.start(standard(5))
    for rules in (Rules(), JAPANESE, Rules()):
        pool.submit(start.with_rules(rules), Limits(visits=30))
    run(pool)
    assert evaluator.batch_sizes[:2] == [2, 1]


def test_random_games_judge_too() -> None:
    pool = SearchPool(lambda _variant: RolloutEvaluator(1, 0))
    positions = random_game(5, 3)
    found = dict(analyze_positions(pool, positions, Limits(visits=60)))
    assert [found[i].visits for i in range(4)] == [60] * 4


def test_a_finished_game_has_its_result_and_no_moves() -> None:
    position = Position.start(standard(5)).play(25).play(25)
    pool = new_pool()
    ticket = pool.submit(position, Limits(visits=100))
    analysis = run(pool)[ticket]
    assert analysis.moves == ()
    assert analysis.visits == 1
    assert analysis.winrate == 0.0
    assert analysis.raw is None


# Priorities


def test_higher_priorities_go_first_and_lower_ones_do_not_stand_still() -> None:
    pool = new_pool()
    start = Position.start(standard(5))
    low = [pool.submit(start, Limits(visits=400), priority=-1) for _ in range(5)]
    pool.step()
    endless = pool.submit(start, Limits(), priority=1)
    high = pool.submit(start, Limits(visits=400), priority=1)
    order: list[Ticket] = []
    for done in steps(pool):
        order += done
        if len(order) == 6:
            break
    assert order[0] == high
    assert sorted(order[1:]) == low
    assert pool.analysis(endless).visits > 400


def test_equal_priorities_go_in_order_a_few_at_a_time() -> None:
    pool = new_pool()
    start = Position.start(standard(5))
    tickets = [pool.submit(start, Limits(visits=40)) for _ in range(50)]
    pool.step()
    assert pool.running == tickets[:24]
    assert [pool.has_begun(ticket) for ticket in tickets] == [True] * 24 + [False] * 26
    order = [ticket for done in steps(pool) for ticket in done]
    assert order == tickets


def test_more_priorities_than_slots_all_end() -> None:
    pool = new_pool()
    start = Position.start(standard(5))
    count = 0
    for priority in range(100):
        pool.submit(start, Limits(visits=60), priority=priority)
        count += len(pool.step())
    count += sum(len(done) for done in steps(pool))
    assert count == 100


# Limits and ends


def test_a_limit_in_seconds_counts_from_the_beginning_of_the_search() -> None:
    pool = new_pool()
    start = Position.start(standard(5))
    tickets = [pool.submit(start, Limits(seconds=0.05)) for _ in range(20)]
    found = run(pool)
    assert sorted(found) == tickets
    assert all(0.05 <= analysis.seconds < 10 for analysis in found.values())
    assert pool.submit(start, Limits(visits=1, seconds=0)) in run(pool)


def test_what_is_cancelled_leaves_nothing_behind() -> None:
    pool = new_pool()
    start = Position.start(standard(5))
    tickets = [pool.submit(start, Limits()) for _ in range(500)]
    for _ in range(5):
        pool.step()
    for ticket in tickets[3:]:
        pool.cancel(ticket)
    pool.cancel(tickets[-1])
    assert len(pool) == 3
    pool.step()
    assert pool.running == tickets[:3]
    assert len(next(iter(pool._groups.values()))._heap) < 20
    for ticket in tickets[:3]:
        pool.cancel(ticket)
    assert pool.step() == []
    assert not pool._groups
    with pytest.raises(KeyError):
        pool.analysis(tickets[0])


def test_closing_the_iterator_cancels_the_rest() -> None:
    pool = new_pool()
    analyses = analyze_positions(pool, random_game(5, 10), Limits(visits=50))
    next(analyses)
    assert len(pool) == 11
    analyses.close()  # pyright: ignore[reportAttributeAccessIssue]
    assert len(pool) == 0


def test_an_analysis_is_there_until_the_next_step() -> None:
    pool = new_pool()
    ticket = pool.submit(Position.start(standard(5)), Limits(visits=30))
    with pytest.raises(GoError, match="not been searched"):
        pool.analysis(ticket)
    with pytest.raises(GoError, match="not been searched"):
        pool.position(ticket)
    assert pool.step() == []
    early = pool.analysis(ticket)
    assert not early.is_final
    assert pool.position(ticket).ply == 0
    assert ticket in next(done for done in steps(pool) if done)
    assert pool.analysis(ticket).is_final
    pool.step()
    with pytest.raises(KeyError):
        pool.analysis(ticket)


def test_trees_grow_within_the_memory_and_then_end() -> None:
    pool = new_pool(memory_mib=4)
    start = Position.start(standard(5))
    tickets = [pool.submit(start, Limits()) for _ in range(3)]
    found: dict[Ticket, Analysis] = {}
    for done in steps(pool):
        assert sum(group.num_bytes for group in pool._groups.values()) <= 4 << 20
        found |= {ticket: pool.analysis(ticket) for ticket in done}
    assert sorted(found) == tickets
    assert all(analysis.is_full and analysis.visits > 500 for analysis in found.values())
    assert max(analysis.visits for analysis in found.values()) > 1500


def test_a_tree_that_has_grown_is_the_tree_it_would_have_been() -> None:
    config = SearchConfig(batch_size=1)
    start = random_game(5, 4)[-1]
    evaluator = HashEvaluator()
    pool = SearchPool(lambda _variant: evaluator, config)
    tickets = [pool.submit(start, Limits(visits=visits)) for visits in (3000, 10, 2500)]
    found = run(pool)
    for ticket, visits in zip(tickets, (3000, 10, 2500), strict=True):
        search = Search(HashEvaluator(), config)
        search.set_position(start)
        assert summary(found[ticket]) == summary(search.run(Limits(visits=visits)))


# Moves to consider


def test_only_allowed_moves_are_considered() -> None:
    pool = new_pool()
    position = random_game(5, 6)[-1]
    legal = np.flatnonzero(position.legal()).tolist()
    ticket = pool.submit(position, Limits(visits=60), allowed=[*legal[:3], 999])
    assert {move.action for move in run(pool)[ticket].moves} <= set(legal[:3])
    taken = np.flatnonzero(~position.legal()).tolist()
    with pytest.raises(ConfigError, match="none of the moves"):
        pool.submit(position, Limits(visits=60), allowed=taken)
    assert len(pool) == 0


def test_moves_are_avoided_to_their_depth_and_other_trees_are_free() -> None:
    pool = new_pool()
    start = Position.start(standard(5))
    avoid = np.zeros((2, 26), dtype=np.int32)
    avoid[Color.BLACK - 1, :20] = 3
    avoid[Color.WHITE - 1, 5:26] = 2
    ticket = pool.submit(start, Limits(visits=500), avoid=avoid)
    free = pool.submit(start, Limits(visits=500))
    found = run(pool)
    for move in found[ticket].moves:
        assert all(action >= 20 for action in move.pv[0:3:2])
        assert all(action < 5 for action in move.pv[1:2])
    assert any(action < 20 for move in found[ticket].moves for action in move.pv[4:5])
    assert any(move.action < 20 for move in found[free].moves)


def test_where_all_is_forbidden_the_pass_is_left() -> None:
    pool = new_pool()
    avoid = np.zeros((2, 26), dtype=np.int32)
    avoid[Color.WHITE - 1] = 5
    ticket = pool.submit(Position.start(standard(5)), Limits(visits=200), avoid=avoid)
    assert all(set(move.pv[1:4:2]) <= {25} for move in run(pool)[ticket].moves)


def test_settings_of_one_search() -> None:
    pool = new_pool()
    start = Position.start(standard(5))
    usual = pool.submit(start, Limits(visits=100))
    flat = pool.submit(start, Limits(visits=100), config=SearchConfig(root_temperature=50))
    greedy = pool.submit(start, Limits(visits=100), config=SearchConfig(c_puct=0, c_puct_log=0))
    found = run(pool)
    widths = [len(found[ticket].moves) for ticket in (greedy, usual, flat)]
    assert widths == sorted(widths)
    assert widths[0] < widths[2]
    assert found[flat].moves[0].prior == pytest.approx(
        next(m.prior for m in found[usual].moves if m.action == found[flat].moves[0].action)
    )
    with pytest.raises(ConfigError, match="PUCT"):
        SearchPool(lambda _variant: HashEvaluator(), SearchConfig(method=Method.GUMBEL))
    with pytest.raises(ConfigError, match="never done"):
        next(analyze_positions(pool, [start], Limits()))


# Failures


def test_a_failed_evaluation_ends_what_was_under_way_and_no_more() -> None:
    evaluator = BrokenEvaluator(3, EngineError("gone"))
    pool = new_pool(evaluator)
    start = Position.start(standard(5))
    tickets = [pool.submit(start, Limits(visits=100)) for _ in range(30)]
    failed: list[Ticket] = []
    while not failed:
        failed = pool.step()
    assert failed == tickets[:24]
    for ticket in failed:
        with pytest.raises(EngineError, match="gone"):
            pool.analysis(ticket)
    evaluator.good_batches = 10**9
    assert sorted(run(pool)) == tickets[24:]


def test_numbers_that_are_not_finite_are_a_failure() -> None:
    pool = new_pool(BrokenEvaluator(2))
    ticket = pool.submit(Position.start(standard(5)), Limits(visits=100))
    assert [ticket] in list(steps(pool))


def test_a_position_is_made_when_its_search_begins() -> None:
    made: list[int] = []
    variant = standard(5)

    def make(number: int) -> Position:
        made.append(number)
        if number == 3:
            raise VariantError("no such position")
        return Position.start(variant)

    pool = new_pool()
    tickets = [
        pool.submit(DelayedPosition(variant, lambda i=i: make(i)), Limits(visits=30))
        for i in range(40)
    ]
    assert made == []
    done = pool.step()
    assert done == [tickets[3]]
    assert made == list(range(25))
    with pytest.raises(VariantError):
        pool.analysis(tickets[3])
    assert sorted(run(pool)) == [*tickets[:3], *tickets[4:]]


# What evaluators have said


def test_what_one_search_asked_another_need_not_ask() -> None:
    evaluator = HashEvaluator(reads_planes=True)
    pool = new_pool(evaluator, cache_mib=8)
    positions = random_game(5, 3)
    first = dict(analyze_positions(pool, positions, Limits(visits=200)))
    count = sum(evaluator.batch_sizes)
    second = dict(analyze_positions(pool, positions, Limits(visits=200)))
    assert sum(evaluator.batch_sizes) < 1.1 * count  # two positions may want the same place
    assert {i: summary(a) for i, a in first.items()} == {i: summary(a) for i, a in second.items()}
    pool.forget()
    before = sum(evaluator.batch_sizes)
    dict(analyze_positions(pool, positions, Limits(visits=200)))
    assert sum(evaluator.batch_sizes) >= before + count


def test_with_and_without_memory_results_are_the_same() -> None:
    positions = random_game(5, 12)
    with_it, without = (
        {i: summary(a) for i, a in analyze_positions(pool, positions, Limits(visits=200))}
        for pool in (new_pool(cache_mib=8), new_pool(cache_mib=0))
    )
    assert with_it == without


def test_a_small_memory_forgets_and_stays_right() -> None:
    evaluator, fresh = HashEvaluator(reads_planes=True), HashEvaluator(reads_planes=True)
    cached = CachedEvaluator(evaluator, memory_mib=1)
    games = [random_game(size, 4 * size - 8, seed) for seed in range(3) for size in (3, 5, 4)]
    for positions in (game for game in games for _ in range(2)):
        batch = encode_positions(positions)
        answer, expected = cached.evaluate(batch), fresh.evaluate(batch)
        for found, wanted in zip(answer, expected, strict=True):
            np.testing.assert_array_equal(found[: len(positions)], wanted)
    assert len(cached._tables) == 2
    assert cached.num_hits > 0


def test_details_are_found_only_if_asked_for() -> None:
    pool = new_pool()
    ticket = pool.submit(Position.start(standard(5)), Limits(visits=100))
    list(zip(steps(pool), range(10), strict=False))
    bare = pool.analysis(ticket, Detail.NONE)
    assert bare.ownership_black is None
    assert bare.moves[0].ownership_black is None
    full = pool.analysis(ticket, Detail.OWNERSHIP | Detail.STDEV | Detail.MOVES_OWNERSHIP)
    assert full.ownership_black is not None
    assert full.ownership_stdev is not None
    usual = pool.analysis(ticket).ownership_black
    assert usual is not None
    np.testing.assert_allclose(full.ownership_black, usual, atol=1e-5)
    assert all(move.ownership_black is not None for move in full.moves)
