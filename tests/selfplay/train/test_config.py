"""The window's growth, the learning rate, and refused values."""

from __future__ import annotations

import pytest

from gogame.errors import ConfigError
from selfplay.train.config import LearnerConfig, LossConfig, WindowConfig


def test_the_window_takes_all_then_grows_ever_more_slowly_up_to_its_limit():
    window = WindowConfig(start=1000, exponent=0.75, slope=0.5, largest=20_000)
    assert window.positions(700) == 700
    sizes = [window.positions(made) for made in (1000, 2000, 4000, 8000)]
    assert sizes[0] == 1000
    assert sizes == sorted(sizes)
    shares = [size / made for size, made in zip(sizes, (1000, 2000, 4000, 8000), strict=True)]
    assert shares == sorted(shares, reverse=True)
    assert window.positions(10**8) == 20_000


def test_the_rate_warms_up_and_falls_with_progress():
    config = LearnerConfig(rate=1e-2, rate_end=1e-3, warmup_steps=9)
    assert config.rate_at(0, 0.0) == pytest.approx(1e-3)
    assert config.rate_at(9, 0.0) == pytest.approx(1e-2)
    assert config.rate_at(1000, 0.5) == pytest.approx(5.5e-3)
    assert config.rate_at(1000, 7.0) == pytest.approx(1e-3)


@pytest.mark.parametrize(
    ("kind", "values", "named"),
    [
        (LearnerConfig, {"rate": -1.0}, "rate"),
        (LearnerConfig, {"rate": 1e-4, "rate_end": 1e-3}, "rate_end"),
        (LearnerConfig, {"precision": "f16"}, "f16"),
        (LearnerConfig, {"ema": 1.0}, "ema"),
        (LossConfig, {"score": float("nan")}, "score"),
        (WindowConfig, {"largest": 5}, "largest"),
    ],
)
def test_impossible_values_are_refused_by_name(kind, values, named):
    with pytest.raises(ConfigError, match=named):
        kind(**values)
