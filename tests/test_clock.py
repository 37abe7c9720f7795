"""Clocks: every time system as a table of moves."""

from __future__ import annotations

import pytest

from gogame.clock import Clock, TimeSettings, TimeSystem, expected_moves_left
from gogame.errors import ConfigError

NONE = TimeSettings()
ABSOLUTE = TimeSettings(TimeSystem.ABSOLUTE, 60)
BYO_YOMI = TimeSettings(TimeSystem.BYO_YOMI, 60, 30, 3)
ONLY_PERIODS = TimeSettings(TimeSystem.BYO_YOMI, 0, 10, 2)
CANADIAN = TimeSettings(TimeSystem.CANADIAN, 60, 100, 4)
FISCHER = TimeSettings(TimeSystem.FISCHER, 60, 5)

FLAGGED = (0.0, 0, True)


@pytest.mark.parametrize(
    ("settings", "moves", "left", "count", "in_overtime"),
    [
        (NONE, [1000.0, 1000.0], 0, 0, False),
        (ABSOLUTE, [], 60, 0, False),
        (ABSOLUTE, [20, 39.5], 0.5, 0, False),
        (BYO_YOMI, [59], 1, 3, False),
        (BYO_YOMI, [61], 30, 3, True),
        (BYO_YOMI, [59, 30], 30, 3, True),
        (BYO_YOMI, [59, 31.5], 30, 2, True),
        (BYO_YOMI, [61, 29, 29, 29], 30, 3, True),
        (BYO_YOMI, [61, 30], 30, 2, True),
        (BYO_YOMI, [61, 31, 31], 30, 1, True),
        (BYO_YOMI, [61, 61], 30, 1, True),
        (BYO_YOMI, [149], 30, 1, True),
        (ONLY_PERIODS, [], 10, 2, True),
        (ONLY_PERIODS, [9.9, 9.9], 10, 2, True),
        (CANADIAN, [59], 1, 4, False),
        (CANADIAN, [59, 11], 90, 3, True),
        (CANADIAN, [59, 11, 40], 50, 2, True),
        (CANADIAN, [59, 11, 40, 10, 20], 100, 4, True),
        (CANADIAN, [60], 100, 3, True),
        (FISCHER, [10], 55, 0, False),
        (FISCHER, [10, 1, 1], 63, 0, False),
        (FISCHER, [59.5], 5.5, 0, False),
    ],
)
def test_time_left_after_moves(
    settings: TimeSettings, moves: list[float], left: float, count: int, in_overtime: bool
) -> None:
    clock = Clock(settings)
    for seconds in moves:
        clock.spend(seconds)
    assert clock.left_s == pytest.approx(left)
    assert (clock.count, clock.in_overtime, clock.is_flagged) == (count, in_overtime, False)


@pytest.mark.parametrize(
    ("settings", "moves"),
    [
        (ABSOLUTE, [60]),
        (ABSOLUTE, [30, 31]),
        (BYO_YOMI, [150]),
        (BYO_YOMI, [61, 31, 31, 31]),
        (ONLY_PERIODS, [10, 10]),
        (CANADIAN, [160]),
        (CANADIAN, [61, 100]),
        (FISCHER, [60]),
        (FISCHER, [59, 7]),
    ],
)
def test_the_flag_falls_and_stays_down(settings: TimeSettings, moves: list[float]) -> None:
    clock = Clock(settings)
    for seconds in moves[:-1]:
        clock.spend(seconds)
        assert not clock.is_flagged
    clock.spend(moves[-1])
    assert (clock.left_s, clock.count, clock.is_flagged) == FLAGGED
    clock.spend(0.1)
    assert clock.is_flagged


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((300, 0, 0), TimeSettings(TimeSystem.ABSOLUTE, 300)),
        ((300, 30, 5), TimeSettings(TimeSystem.CANADIAN, 300, 30, 5)),
        ((0, 30, 5), TimeSettings(TimeSystem.CANADIAN, 0, 30, 5)),
        ((300, 30, 0), NONE),
        ((0, 1, 0), NONE),
    ],
)
def test_gtp_time_settings(numbers: tuple[int, int, int], expected: TimeSettings) -> None:
    assert TimeSettings.from_gtp(*numbers) == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((TimeSystem.ABSOLUTE, 0), "absolute time of 0 s"),
        ((TimeSystem.FISCHER, 0, 5), "fischer time of 0 s"),
        ((TimeSystem.ABSOLUTE, -1), "main time -1 s"),
        ((TimeSystem.ABSOLUTE, 1e9), "main time"),
        ((TimeSystem.ABSOLUTE, float("nan")), "main time nan"),
        ((TimeSystem.BYO_YOMI, 60, 30, 0), "byo-yomi of 0 x 30 s"),
        ((TimeSystem.BYO_YOMI, 60, 0, 3), "byo-yomi of 3 x 0 s"),
        ((TimeSystem.CANADIAN, 60, 30, 5000), "canadian of 5000 x 30 s"),
        ((TimeSystem.ABSOLUTE, 60, 0, 3), "absolute with 3 periods"),
    ],
)
def test_impossible_settings(arguments: tuple[TimeSystem, float], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        TimeSettings(*arguments)


def test_gtp_refuses_negative_times() -> None:
    for numbers in ((-1, 0, 0), (10, -5, 2), (10, 5, -2)):
        with pytest.raises(ConfigError):
            TimeSettings.from_gtp(*numbers)


@pytest.mark.parametrize(
    ("settings", "seconds", "stones", "left", "count", "in_overtime"),
    [
        (ABSOLUTE, 12.0, 0, 12.0, 0, False),
        (CANADIAN, 12.0, 0, 12.0, 4, False),
        (CANADIAN, 80.0, 3, 80.0, 3, True),
        (BYO_YOMI, 17.0, 2, 17.0, 2, True),
        (ABSOLUTE, -3.0, 0, 0.0, 0, False),
    ],
)
def test_a_referee_sets_the_clock(
    settings: TimeSettings, seconds: float, stones: int, left: float, count: int, in_overtime: bool
) -> None:
    clock = Clock(settings)
    clock.spend(1e6)
    clock.set_left(seconds, stones)
    assert (clock.left_s, clock.count, clock.in_overtime) == (left, count, in_overtime)
    assert not clock.is_flagged


@pytest.mark.parametrize(
    ("settings", "moves_left", "low", "high"),
    [
        (ABSOLUTE, 20, 2, 3),
        (ABSOLUTE, 1, 50, 60),
        (ABSOLUTE, 0, 50, 60),
        (FISCHER, 20, 7, 8),
        (BYO_YOMI, 20, 32, 33),
        (ONLY_PERIODS, 20, 9, 10),
        (CANADIAN, 20, 27, 28),
    ],
)
def test_seconds_for_the_first_move(
    settings: TimeSettings, moves_left: float, low: float, high: float
) -> None:
    seconds = Clock(settings).seconds_for_move(moves_left)
    assert seconds is not None
    assert low <= seconds <= high


def test_there_is_no_limit_without_a_clock() -> None:
    assert Clock(NONE).seconds_for_move(20) is None


def test_canadian_periods_are_shared_by_their_stones() -> None:
    clock = Clock(CANADIAN)
    clock.set_left(90, 3)
    assert clock.seconds_for_move(20) == pytest.approx(29.75)


@pytest.mark.parametrize(
    "settings", [ABSOLUTE, BYO_YOMI, ONLY_PERIODS, CANADIAN, FISCHER], ids=lambda s: s.system
)
def test_who_follows_the_advice_never_loses_on_time(settings: TimeSettings) -> None:
    clock = Clock(settings)
    for ply in range(0, 300, 2):
        seconds = clock.seconds_for_move(expected_moves_left(81, ply))
        assert seconds is not None
        clock.spend(seconds)
        assert not clock.is_flagged
        if settings.system is not TimeSystem.ABSOLUTE:
            assert clock.left_s > 0.5


@pytest.mark.parametrize(
    ("points", "ply", "expected"),
    [(81, 0, 30.375), (81, 30, 15.375), (81, 81, 8.1), (361, 0, 135.375), (4, 500, 1.0)],
)
def test_expected_moves_left(points: int, ply: int, expected: float) -> None:
    assert expected_moves_left(points, ply) == pytest.approx(expected)
