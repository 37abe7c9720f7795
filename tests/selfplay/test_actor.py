"""Self-play games are legal, counted right, and recorded as they were searched."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.board.rules import WinCondition
from gogame.errors import EngineError
from gogame.evaluation import Evaluator
from gogame.net.runtime import load_evaluator, random_network
from gogame.rollout import RolloutEvaluator
from gogame.search.config import SearchConfig
from selfplay.actor import Actor, Identity, share_out
from selfplay.config import ActorConfig, GamesConfig, PlayConfig, VariantShare
from selfplay.game import pruned_visits
from selfplay.replay import Replay
from selfplay.sample import WEIGHT_SUM, GameSample
from tests.search.fakes import BrokenEvaluator, HashEvaluator
from tests.selfplay.games import position_at

FIVE = VariantShare(height=5, width=5, komi=0.5)


def config_of(
    *variants: VariantShare, games: GamesConfig | None = None, **play: float
) -> ActorConfig:
    settings = {"games": 6, "visits": 8, "fast_visits": 3, "decided_visits": 2, **play}
    return ActorConfig(
        replace(games or GamesConfig(opening=0.1), variants=variants or (FIVE,)),
        PlayConfig(**settings),  # type: ignore[arg-type]
    )


def actor_of(config: ActorConfig, evaluator: Evaluator | None = None, seed: int = 1) -> Actor:
    return Actor(evaluator or HashEvaluator(), "net", config, Identity("run", "w", seed, 100))


def games_of(actor: Actor, count: int) -> list[GameSample]:
    finished: list[GameSample] = []
    while len(finished) < count:
        finished += actor.step()
    return finished


def last_position(sample: GameSample) -> Position:
    return position_at(sample, sample.num_moves)


def check_count(sample: GameSample) -> None:
    """Counts the end of a game by area with the board's Python."""
    last = last_position(sample)
    owner = last.score().owner.ravel().copy()
    alive = last.pass_alive().ravel()
    owner[alive > 0] = alive[alive > 0]
    lead = int((owner == 1).sum()) - int((owner == 2).sum()) - sample.komi
    assert sample.score_black == lead
    assert sample.outcome_black == np.sign(lead)
    assert sample.ownership_black.tolist() == np.array([0, 1, -1])[owner].tolist()
    assert last.is_over == (sample.end == "passes")
    assert (sample.end == "settled") <= bool((alive > 0).all())


@pytest.mark.parametrize("visits", [8, 60])
def test_games_are_legal_and_counted(visits: int) -> None:
    small = VariantShare(1.0, 3, 4, rules="tromp-taylor", komi=1.5)
    small = replace(small, handicap_share=0.5, handicap_most=2)
    config = config_of(FIVE, small, visits=visits, fast_share=0.4)
    actor = actor_of(config)
    samples = games_of(actor, 12)
    replay = Replay()
    replay.add(samples)
    assert len(replay.boards()) == 2
    for sample in samples:
        sample.check()
        check_count(sample)
        assert sample.num_moves <= 2 * sample.variant.num_points
        assert not (sample.recorded & (sample.visits == 0)).any()
    numbers = [int(sample.game_id.removeprefix("run-w-")) for sample in samples]
    assert len(set(numbers)) == len(numbers)
    assert min(numbers) >= 100
    assert max(numbers) < actor.next_game
    stats = actor.stats
    assert stats.games == len(samples) == sum(stats.ends.values())
    assert stats.moves == sum(sample.num_moves for sample in samples) < stats.positions
    assert stats.evaluations > 3 * stats.positions
    assert 0 < stats.evaluating_s < stats.total_s
    assert any(sample.handicap for sample in samples)


def test_the_same_seed_plays_the_same_games() -> None:
    def moves(seed: int) -> list[list[int]]:
        actor = actor_of(config_of(fast_share=0.5, visits=10), seed=seed)
        return [sample.moves.tolist() for sample in games_of(actor, 6)]

    assert moves(3) == moves(3) != moves(4)


def test_how_moves_are_searched_and_recorded() -> None:
    actor = actor_of(config_of(fast_share=0.5, games=GamesConfig(opening=0.0)))
    samples = games_of(actor, 10)
    visits = np.concatenate([sample.visits for sample in samples])
    recorded = np.concatenate([sample.recorded for sample in samples])
    assert set(visits.tolist()) == {8, 3}
    assert ((visits == 8) == recorded).all()
    assert 0.35 < recorded.mean() < 0.65
    assert actor.stats.recorded >= recorded.sum()
    for sample in samples:
        for ply in np.flatnonzero(sample.recorded)[:3].tolist():
            part = slice(int(sample.policy_offsets[ply]), int(sample.policy_offsets[ply + 1]))
            legal = position_at(sample, ply).legal()
            assert legal[sample.policy_actions[part]].all()
            assert (sample.policy_weights[part] % (WEIGHT_SUM // 255) == 0).all()


def test_openings_are_not_searched() -> None:
    samples = games_of(actor_of(config_of(games=GamesConfig(opening=0.3))), 40)
    openings = [int((sample.visits == 0).sum()) for sample in samples]
    assert 3 < np.mean(openings) < 12
    for sample, opening in zip(samples, openings, strict=True):
        assert (sample.visits[:opening] == 0).all()
        assert not sample.recorded[:opening].any()
    none = games_of(actor_of(config_of(games=GamesConfig(opening=0.0))), 5)
    assert all(sample.visits.min() > 0 for sample in none)


def test_decided_games_go_on_with_fewer_visits() -> None:
    config = config_of(decided=0.0, decided_turns=3, games=GamesConfig(opening=0.0))
    for sample in games_of(actor_of(config), 6):
        assert sample.visits.tolist() == [8] * min(3, sample.num_moves) + [2] * (
            sample.num_moves - 3
        )
        assert sample.recorded[:3].all()
    samples = games_of(actor_of(config), 20)
    late = np.concatenate([sample.recorded[3:] for sample in samples])
    assert 0.1 < late.mean() < 0.4


def test_komi_is_drawn_about_the_fair_one() -> None:
    games = GamesConfig(komi_exact=0.5, komi_spread=3.0, opening=0.0)
    actor = actor_of(config_of(VariantShare(height=2, width=3, komi=1.0), games=games, visits=2))
    komi = np.array([sample.komi for sample in games_of(actor, 150)])
    assert 0.4 < (komi == 1.0).mean() < 0.75
    assert abs(komi.mean() - 1.0) < 0.8
    assert 2.0 < komi[komi != 1.0].std() < 4.0
    assert (komi * 2 == np.rint(komi * 2)).all()
    actor.komi_spread = 0.0
    games_of(actor, 60)
    assert {sample.komi for sample in games_of(actor, 20)} == {1.0}


def test_capture_games_end_by_their_own_rule() -> None:
    capture = VariantShare(height=4, width=4, win=WinCondition.CAPTURE, capture_goal=1, komi=0.0)
    for sample in games_of(actor_of(config_of(capture)), 8):
        last = last_position(sample)
        assert sample.outcome_black == last.outcome()
        assert sample.score_black == 0
        assert not sample.ownership_black.any()
        assert sample.end == ("win condition" if sample.outcome_black else "passes")


def test_territory_games_count_prisoners() -> None:
    japanese = replace(FIVE, rules="japanese")
    samples = games_of(actor_of(config_of(japanese), RolloutEvaluator(8, 1)), 5)
    for sample in samples:
        last = last_position(sample)
        taken = last.prisoners(Color.BLACK) - last.prisoners(Color.WHITE)
        dead = {
            p
            for p in range(25)
            if last.color_at(p)
            and sample.ownership_black[p] == (-1 if last.color_at(p) == Color.BLACK else 1)
        }
        lost = sum(1 if last.color_at(p) == Color.WHITE else -1 for p in dead)
        empty = [p for p in range(25) if last.color_at(p) == 0 or p in dead]
        territory = int(sample.ownership_black[empty].sum())
        assert sample.score_black == territory + taken + lost - sample.komi


def test_settled_games_end_early() -> None:
    rollouts = RolloutEvaluator(4, 0)
    config = config_of(VariantShare(height=3, width=3, komi=0.5), visits=16)
    samples = games_of(actor_of(config, rollouts), 20)
    assert {"settled"} <= {sample.end for sample in samples}
    for sample in samples:
        check_count(sample)
        if sample.end == "settled" and sample.num_moves > 1:
            assert (position_at(sample, sample.num_moves - 1).pass_alive() == 0).any()
    on = replace(config, games=replace(config.games, end_when_settled=False))
    assert "settled" not in {sample.end for sample in games_of(actor_of(on, rollouts), 10)}


def test_another_network_takes_over() -> None:
    actor = actor_of(config_of())
    games_of(actor, 3)
    actor.sequence = 7
    actor.use(RolloutEvaluator(1, 0), "rollouts-x1")
    sample = games_of(actor, 1)[0]
    assert (sample.checkpoint, sample.sequence) == ("rollouts-x1", 7)


def test_a_network_plays() -> None:
    evaluator = load_evaluator(random_network("b2c16", seed=1), "openvino", "f32", threads=1)
    actor = actor_of(config_of(games=GamesConfig(longest=1.0)), evaluator)
    samples = games_of(actor, 2)
    Replay().add(samples)
    for sample in samples:
        sample.check()
        check_count(sample)


def test_a_failing_evaluator_is_reported() -> None:
    with pytest.raises(EngineError, match="not finite"):
        games_of(actor_of(config_of(), BrokenEvaluator(30)), 1000)


@given(st.lists(st.floats(0, 10), min_size=1, max_size=6), st.integers(1, 500))
def test_games_are_shared_out(shares: list[float], count: int) -> None:
    if sum(shares) < 1e-3:
        shares = [*shares, 1.0]
    counts = share_out(shares, count)
    positive = sum(share > 0 for share in shares)
    assert sum(counts) == max(count, positive)
    assert all((n > 0) == (share > 0) for n, share in zip(counts, shares, strict=True))
    if count > 50 * positive:
        exact = [count * share / sum(shares) for share in shares]
        assert all(abs(n - x) <= positive for n, x in zip(counts, exact, strict=True))


@given(st.integers(0, 2**32 - 1), st.integers(2, 30))
def test_pruned_visits_are_those_that_plain_puct_explains(seed: int, actions: int) -> None:
    rng = np.random.default_rng(seed)
    config = SearchConfig()
    prior = rng.dirichlet(np.full(actions, 0.4)).astype(np.float32)
    prior[rng.random(actions) < 0.2] = -1
    prior[0] = 0.3
    visits = np.where(prior >= 0, rng.integers(0, 20, actions), 0).astype(np.int32)
    visits[0] += 5
    q = rng.uniform(-1, 1, actions).astype(np.float32)
    kept = pruned_visits(visits, prior, q, config)
    total, best = int(visits.sum()), int(visits.argmax())
    weight = config.c_puct + config.c_puct_log * np.log((total + 500) / 500)

    def score(a: int, n: int) -> float:
        return float(q[a]) + weight * float(prior[a]) * np.sqrt(total + 1) / (1 + n)

    bar = score(best, int(visits[best]))
    for a in range(actions):
        n = int(visits[a])
        while a != best and n > 0 and score(a, n - 1) <= bar:
            n -= 1
        near = abs(score(a, max(0, int(kept[a]))) - bar) < 1e-4
        assert near or kept[a] == (0 if n == 1 and a != best else n)
