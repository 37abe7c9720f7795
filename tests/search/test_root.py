"""Noise, temperature and bounds at the root."""

from __future__ import annotations

import numpy as np
import pytest

from gogame.search.config import SearchConfig
from gogame.search.root import lower_bounds, ranking, root_priors, sample_by_visits

PRIOR = np.array([[0.5, -1.0, 0.3, 0.2], [-1.0, -1.0, 1.0, 0.0]], dtype=np.float32)
CONFIG = SearchConfig()


def rng() -> np.random.Generator:
    return np.random.default_rng(5)


def test_without_noise_the_prior_stays() -> None:
    assert root_priors(PRIOR, None, CONFIG, rng()).tolist() == PRIOR.tolist()


def test_noise_reaches_legal_actions_only() -> None:
    config = SearchConfig(noise_weight=0.25)
    noisy = root_priors(PRIOR, None, config, rng())
    assert ((noisy >= 0) == (PRIOR >= 0)).all()
    assert np.where(noisy >= 0, noisy, 0).sum(axis=1) == pytest.approx([1, 1])
    assert (noisy[0, [0, 2, 3]] >= 0.75 * PRIOR[0, [0, 2, 3]] - 1e-6).all()
    assert not np.allclose(noisy[0], PRIOR[0])
    assert noisy[1, 3] > 0
    assert root_priors(PRIOR, None, config, rng()).tolist() == noisy.tolist()


def test_the_dirichlet_concentration_is_shared_by_the_legal_actions() -> None:
    # A Dirichlet of total a over n actions has variance (n - 1) / (n * n * (a + 1)) each.
    prior = np.full((4000, 5), 0.2, dtype=np.float32)
    prior[:, 0] = -1
    noise = root_priors(prior, None, SearchConfig(noise_weight=1.0, noise_alpha=6.0), rng())
    assert noise[:, 1:].mean(axis=0) == pytest.approx([0.25] * 4, abs=0.02)
    assert noise[:, 1:].var(axis=0) == pytest.approx([3 / 16 / 7] * 4, rel=0.1)


def test_temperature_flattens() -> None:
    tempered = root_priors(PRIOR, None, SearchConfig(root_temperature=2.0), rng())
    weights = np.sqrt([0.5, 0.3, 0.2])
    assert tempered[0, [0, 2, 3]] == pytest.approx(weights / weights.sum(), rel=1e-5)
    assert tempered[0, 1] == -1


def test_allowed_actions_share_the_prior() -> None:
    allowed = np.array([True, True, False, True])
    masked = root_priors(PRIOR[:1], allowed, CONFIG, rng())
    assert masked[0] == pytest.approx([5 / 7, -1, -1, 2 / 7])


def test_visits_are_drawn_in_proportion() -> None:
    visits = np.tile(np.array([[60, 0, 30, 10]], dtype=np.int32), (5000, 1))
    drawn = np.bincount(sample_by_visits(visits, 1.0, rng()), minlength=4) / 5000
    assert drawn == pytest.approx([0.6, 0, 0.3, 0.1], abs=0.03)
    assert set(sample_by_visits(visits, 0.0, rng()).tolist()) == {0}
    temperatures = np.where(np.arange(5000) < 2500, 0.0, 1.0)
    mixed = sample_by_visits(visits, temperatures, rng())
    assert set(mixed[:2500].tolist()) == {0}
    assert set(mixed[2500:].tolist()) == {0, 2, 3}


def test_lower_bounds_close_in_with_visits() -> None:
    visits = np.array([1, 10, 1000])
    utility, square = np.full(3, 0.2), np.full(3, 0.05)
    bounds = lower_bounds(visits, utility, square, CONFIG)
    assert (np.diff(bounds) > 0).all()
    assert (bounds < utility).all()
    # 1000 utilities of variance 0.01: five standard errors are 5 * 0.1 / sqrt(1000).
    assert bounds[2] == pytest.approx(0.2 - 5 * 0.1 / 1000**0.5, abs=0.002)


def test_ranking_puts_the_best_bound_first_among_the_much_visited() -> None:
    visits = np.array([100, 20, 10, 20])
    utility = np.array([0.1, 0.5, 0.9, 0.6])
    lower = np.array([0.0, 0.2, 0.8, 0.1])
    assert ranking(visits, utility, lower, CONFIG).tolist() == [1, 0, 3, 2]
    assert ranking(visits[:1], utility[:1], lower[:1], CONFIG).tolist() == [0]
