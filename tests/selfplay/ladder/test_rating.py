"""Ratings and tests against closed forms and simulated matches."""

from __future__ import annotations

import math

import numpy as np
import pytest

from gogame.errors import ConfigError
from selfplay.ladder.rating import Pairing, rate
from selfplay.ladder.sprt import (
    Decision,
    SprtConfig,
    decide,
    expected_share,
    log_likelihood_ratio,
    pair_counts,
)


def elo_of_share(share: float) -> float:
    """Returns the difference in Elo points that a share of points means."""
    return 400 * math.log10(share / (1 - share))


def test_two_players_differ_by_what_their_share_says() -> None:
    strong, weak = rate([Pairing("a", "b", 750, 1000)], anchor="b", prior_games=1e-6)
    assert (strong.player, weak.elo, weak.low, weak.high) == ("a", 0, 0, 0)
    assert strong.elo == pytest.approx(elo_of_share(0.75), abs=0.01)
    error = 1.959964 * 400 / math.log(10) / math.sqrt(1000 * 0.75 * 0.25)
    assert strong.high - strong.elo == pytest.approx(error, rel=1e-3)


def test_a_clean_sweep_stays_finite_and_its_interval_is_wide() -> None:
    best, _ = rate([Pairing("a", "b", 40, 40)], anchor="b")
    assert 300 < best.elo < 2000
    assert best.high - best.low > 300


def test_ratings_add_up_along_a_chain() -> None:
    pairings = [Pairing("a", "b", 6400, 10000), Pairing("b", "c", 6400, 10000)]
    elo = {rating.player: rating.elo for rating in rate(pairings, anchor="c")}
    assert elo["a"] == pytest.approx(2 * elo_of_share(0.64), abs=1)


def test_the_mean_is_zero_without_the_anchor() -> None:
    ratings = rate([Pairing("a", "b", 3, 4)], anchor="nobody")
    assert sum(rating.elo for rating in ratings) == pytest.approx(0, abs=1e-9)
    assert rate([]) == []


def test_intervals_cover_the_truth_about_as_often_as_they_say() -> None:
    rng = np.random.default_rng(1)
    truth = {"a": 0.0, "b": 100.0, "c": 250.0}
    covered = total = 0
    for _ in range(200):
        pairings = [
            Pairing(
                one, other, int(rng.binomial(60, expected_share(truth[one] - truth[other]))), 60
            )
            for one, other in (("b", "a"), ("c", "a"), ("c", "b"))
        ]
        for rating in rate(pairings, anchor="a"):
            if rating.player != "a":
                covered += rating.low <= truth[rating.player] <= rating.high
                total += 1
    assert 0.91 <= covered / total <= 0.985


def test_impossible_results_are_refused() -> None:
    with pytest.raises(ConfigError, match="points between 0 and the games"):
        rate([Pairing("a", "b", 5, 4)])


def test_pairs_are_counted_by_their_points() -> None:
    assert pair_counts([(1, 1), (1, -1), (0, 0), (-1, -1), (0, 1)]) == (1, 0, 2, 1, 1)


def test_the_ratio_favours_the_nearer_hypothesis() -> None:
    config = SprtConfig(0, 50)
    assert log_likelihood_ratio((0, 0, 0, 0, 0), config) == 0
    assert log_likelihood_ratio((10, 10, 60, 30, 40), config) > 0
    assert log_likelihood_ratio((40, 30, 60, 10, 10), config) < 0
    middle = (expected_share(0) + expected_share(50)) / 2
    assert 0.5 < middle < 0.58


@pytest.mark.parametrize(("elo", "wanted"), [(0.0, Decision.REJECT), (60.0, Decision.ACCEPT)])
def test_errors_of_the_test_are_as_rare_as_asked(elo: float, wanted: Decision) -> None:
    config = SprtConfig(0, 60, alpha=0.05, beta=0.05)
    rng = np.random.default_rng(2)
    right = 0
    for _ in range(200):
        counts = [0] * 5
        while decide(counts, config) is Decision.GO_ON:
            wins = rng.random(2) < expected_share(elo)
            counts[2 * int(wins.sum())] += 1
        right += decide(counts, config) is wanted
    assert right >= 0.9 * 200


def test_hypotheses_must_differ() -> None:
    with pytest.raises(ConfigError, match="elo0 < elo1"):
        SprtConfig(10, 10)
