from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame.board.coords import Color
from gogame.clock import Clock, TimeSettings, TimeSystem
from gui.game.clocks import Clocks, PlayerClock

SETTINGS = [
    TimeSettings(),
    TimeSettings(TimeSystem.ABSOLUTE, 60),
    TimeSettings(TimeSystem.BYO_YOMI, 20, 10, 3),
    TimeSettings(TimeSystem.BYO_YOMI, 0, 10, 1),
    TimeSettings(TimeSystem.CANADIAN, 15, 30, 4),
    TimeSettings(TimeSystem.CANADIAN, 0, 30, 4),
    TimeSettings(TimeSystem.FISCHER, 20, 5),
]


@given(st.sampled_from(SETTINGS), st.lists(st.integers(0, 25), max_size=12))
def test_over_whole_moves_it_agrees_with_the_engine_s_clock(settings, moves):
    ours, theirs = PlayerClock.start(settings), Clock(settings)
    for seconds in moves:
        ours = ours.spent(seconds)
        ours = ours if ours.expired else ours.moved()
        theirs.spend(seconds)
        assert (ours.expired, ours.count) == (theirs.is_flagged, theirs.count)
        if not ours.expired:
            assert ours.left_s == pytest.approx(theirs.left_s)
            assert ours.overtime == theirs.in_overtime


@pytest.mark.parametrize("settings", SETTINGS[1:])
@given(st.lists(st.integers(1, 8), max_size=8))
def test_a_clock_does_not_care_how_often_it_is_looked_at(settings, pieces):
    in_pieces = whole = PlayerClock.start(settings)
    for seconds in pieces:
        in_pieces = in_pieces.spent(seconds)
    whole = whole.spent(sum(pieces)) if pieces else whole
    assert in_pieces == whole


def test_byo_yomi_goes_through_its_periods():
    clock = PlayerClock.start(TimeSettings(TimeSystem.BYO_YOMI, 5, 10, 2))
    assert not clock.overtime
    clock = clock.spent(7)
    assert (clock.left_s, clock.count, clock.overtime) == (8, 2, True)
    assert clock.moved().left_s == 10
    clock = clock.spent(9)
    assert (clock.left_s, clock.count, clock.expired) == (9, 1, False)
    assert clock.spent(9).expired


def test_both_clocks():
    assert Clocks.start(TimeSettings()) is None
    clocks = Clocks.start(TimeSettings(TimeSystem.ABSOLUTE, 60))
    assert clocks is not None
    clocks = clocks.with_clock(Color.WHITE, clocks.white.spent(10))
    assert clocks.of(Color.BLACK).left_s == 60
    assert clocks.of(Color.WHITE).left_s == 50
