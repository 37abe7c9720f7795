from __future__ import annotations

import pytest

from gogame.clock import TimeSettings, TimeSystem
from gogame.sgf import time_settings_of, time_texts

CASES = [
    (None, "", TimeSettings()),
    (0.0, "", TimeSettings()),
    (600.0, "", TimeSettings(TimeSystem.ABSOLUTE, 600)),
    (600.0, "5x30 byo-yomi", TimeSettings(TimeSystem.BYO_YOMI, 600, 30, 5)),
    (0.0, "3 x 10.5", TimeSettings(TimeSystem.BYO_YOMI, 0, 10.5, 3)),
    (None, "3*60 byo", TimeSettings(TimeSystem.BYO_YOMI, 0, 60, 3)),
    (300.0, "25/600 Canadian", TimeSettings(TimeSystem.CANADIAN, 300, 600, 25)),
    (300.0, "10 fischer", TimeSettings(TimeSystem.FISCHER, 300, 10)),
    (300.0, "Fischer: 10.5 s", TimeSettings(TimeSystem.FISCHER, 300, 10.5)),
]


@pytest.mark.parametrize(("main_s", "text", "settings"), CASES)
def test_forms_that_servers_write(main_s: float | None, text: str, settings: TimeSettings) -> None:
    assert time_settings_of(main_s, text) == settings


@pytest.mark.parametrize("settings", [settings for _, _, settings in CASES])
def test_settings_come_back(settings: TimeSettings) -> None:
    assert time_settings_of(*time_texts(settings)) == settings


@pytest.mark.parametrize(
    ("main_s", "text"),
    [(600.0, "by moon"), (0.0, "10 fischer"), (600.0, "0x30"), (-5.0, ""), (600.0, "fischer")],
)
def test_unclear_settings_are_none(main_s: float, text: str) -> None:
    assert time_settings_of(main_s, text) is None
