"""The clock that runs: every system to the end, pauses."""

from __future__ import annotations

from dataclasses import replace

import pytest

import gui.files.snapshot as snapshot
import gui.game.conducting as conducting
import gui.game.transitions as transitions
import gui.session.game_clock as game_clock
from gogame.board.coords import Color
from gogame.board.variant import standard
from gogame.clock import TimeSettings, TimeSystem
from gui.game.state import HUMAN, GameSetup, GameState
from gui.session.game_clock import GameClock
from gui.views import texts


class Watch:
    """A game's clock over a time of day that the test sets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, settings: TimeSettings) -> None:
        self.now = 1000.0
        monkeypatch.setattr(game_clock.time, "monotonic", lambda: self.now)
        self.clock = GameClock()
        self.expired: list[Color] = []
        self.clock.expired.connect(self.expired.append)
        setup = GameSetup(standard(9, "chinese"), white=HUMAN, time=settings)
        self.state = transitions.new_game(setup, 1)
        self.follow(self.state)

    def follow(self, state: GameState) -> None:
        self.state = state
        self.clock.follow(state)

    def pass_time(self, seconds: float) -> None:
        """Lets time go by in tenths, as the timer looks at it."""
        for _ in range(round(seconds * 10)):
            self.now += 0.1
            self.clock._tick()

    def move(self, action: int) -> None:
        self.follow(transitions.play(self.state, action, self.clock.after_move()))

    def shown(self, color: Color) -> str:
        clocks = self.clock.now()
        assert clocks is not None
        return texts.clock_text(clocks.of(color))


@pytest.fixture
def watch(qapp, monkeypatch):
    watches: list[Watch] = []

    def make(*settings: object) -> Watch:
        watches.append(Watch(monkeypatch, TimeSettings(*settings)))  # type: ignore[arg-type]
        return watches[-1]

    yield make
    for one in watches:
        one.clock.stop()


@pytest.mark.parametrize(
    ("settings", "shown", "after"),
    [
        ((TimeSystem.ABSOLUTE, 100.0), ["1:29", "0:34"], "0:34"),
        ((TimeSystem.FISCHER, 100.0, 20.0), ["1:29", "0:34"], "0:54"),
        ((TimeSystem.BYO_YOMI, 20.0, 30.0, 3), ["0:09.5", "0:14 (2 periods)"], "0:30 (2 periods)"),
        ((TimeSystem.CANADIAN, 20.0, 60.0, 5), ["0:09.5", "0:14 (5 stones)"], "0:14 (4 stones)"),
    ],
)
def test_every_system_is_counted_and_shown(watch, settings, shown, after):
    timed = watch(*settings)
    timed.pass_time(10.5)
    seen = [timed.shown(Color.BLACK)]
    timed.pass_time(55.0)
    seen.append(timed.shown(Color.BLACK))
    assert seen == shown
    timed.move(40)
    assert timed.shown(Color.BLACK) == after
    timed.pass_time(3.0)
    assert timed.shown(Color.BLACK) == after, "only one clock runs"
    assert timed.shown(Color.WHITE) != shown[0]


@pytest.mark.parametrize(
    ("settings", "seconds"),
    [
        ((TimeSystem.ABSOLUTE, 30.0), 30.5),
        ((TimeSystem.FISCHER, 30.0, 10.0), 30.5),
        ((TimeSystem.BYO_YOMI, 10.0, 20.0, 2), 50.5),
        ((TimeSystem.CANADIAN, 10.0, 20.0, 3), 30.5),
    ],
)
def test_time_that_is_used_up_is_told_once(watch, settings, seconds):
    timed = watch(*settings)
    timed.pass_time(seconds - 1)
    assert timed.expired == []
    timed.pass_time(1.0)
    assert timed.expired[0] is Color.BLACK
    timed.follow(transitions.time_out(timed.state, Color.BLACK))
    assert str(timed.state.result) == "W+T"


def test_a_pause_and_a_sketch_cost_nothing(watch):
    timed = watch(TimeSystem.ABSOLUTE, 100.0)
    timed.pass_time(9.5)
    left = timed.shown(Color.BLACK)
    timed.follow(conducting.paused(timed.state, is_paused=True))
    timed.now += 50
    assert timed.shown(Color.BLACK) == left
    timed.follow(conducting.paused(timed.state, is_paused=False))
    timed.pass_time(5.0)
    assert timed.shown(Color.BLACK) == "1:25"
    sketch = conducting.play_out(timed.state)
    timed.follow(sketch)
    for action in (0, 1, 2):
        timed.now += 20
        sketch = transitions.play(sketch, action)
        timed.follow(sketch)
    timed.follow(conducting.played_out(sketch))
    assert timed.shown(Color.BLACK) == "1:25"
    timed.pass_time(5.0)
    assert timed.shown(Color.BLACK) == "1:20"


def test_a_game_with_other_clocks_under_the_same_number_begins_anew(watch):
    timed = watch(TimeSystem.ABSOLUTE, 100.0)
    timed.pass_time(10.0)
    setup = replace(timed.state.setup, time=TimeSettings(TimeSystem.ABSOLUTE, 60.0))
    timed.follow(transitions.new_game(setup, 1))
    assert timed.shown(Color.BLACK) == "1:00"


# Resumed after a loss on time


def lost_and_resumed(timed: Watch, seconds: float) -> None:
    timed.pass_time(seconds)
    assert timed.expired.pop(0) is Color.BLACK
    timed.expired.clear()
    timed.follow(transitions.time_out(timed.state, Color.BLACK))
    timed.now += 60
    timed.follow(transitions.resume(timed.state))


@pytest.mark.parametrize(
    ("settings", "seconds", "fresh"),
    [
        ((TimeSystem.BYO_YOMI, 0.0, 5.0, 1), 5.5, "0:05.0 (1 period)"),
        ((TimeSystem.BYO_YOMI, 0.0, 5.0, 2), 10.5, "0:05.0 (1 period)"),
        ((TimeSystem.BYO_YOMI, 10.0, 5.0, 2), 20.5, "0:05.0 (1 period)"),
        ((TimeSystem.CANADIAN, 10.0, 20.0, 3), 30.5, "0:20 (3 stones)"),
    ],
)
def test_after_a_loss_on_time_play_goes_on_with_a_full_period(watch, settings, seconds, fresh):
    timed = watch(*settings)
    for _ in range(2):
        lost_and_resumed(timed, seconds)
        assert timed.shown(Color.BLACK) == fresh
        timed.pass_time(4.5)
        assert timed.expired == []
        seconds = 20.5
    timed.move(40)
    timed.move(41)
    timed.pass_time(3.0)
    assert timed.expired == []


@pytest.mark.parametrize("settings", [(TimeSystem.ABSOLUTE, 10.0), (TimeSystem.FISCHER, 10.0, 5.0)])
def test_without_overtime_a_resumed_clock_stays_at_nothing(watch, settings):
    timed = watch(*settings)
    lost_and_resumed(timed, 10.5)
    timed.pass_time(30.0)
    timed.move(40)
    timed.pass_time(2.0)
    timed.move(41)
    timed.pass_time(30.0)
    assert timed.shown(Color.BLACK) == "0:00.0"
    assert timed.expired == []
    again = snapshot.from_text(snapshot.to_text(replace(timed.state, clocks=timed.clock.now())), 2)
    timed.follow(again)
    timed.pass_time(5.0)
    assert timed.shown(Color.BLACK) == "0:00.0"
    assert timed.expired == []


def test_resuming_after_resignation_gives_no_time_back(watch):
    timed = watch(TimeSystem.ABSOLUTE, 100.0)
    timed.pass_time(9.5)
    timed.follow(transitions.resign(timed.state, Color.BLACK))
    timed.follow(transitions.resume(timed.state))
    assert timed.shown(Color.BLACK) == "1:30"
