"""The engine that plays thinks on the person's time, where that is wanted."""

from __future__ import annotations

import pytest

from gogame.board.variant import standard
from gui.game import conducting, transitions
from gui.game.engines import EngineStatus
from gui.game.state import DEFAULT_AI, GameSetup, GameState, Player, PlayerKind

WAIT_MS = 30_000
SETUP = GameSetup(standard(9), white=DEFAULT_AI)
ON, OFF = (f"kata-set-param ponderingEnabled {word}" for word in ("true", "false"))


def said(session, channel: str = "") -> list[str]:
    """Returns what was said of pondering, and the moves asked for."""
    lines = [line.text for line in session.traffic.lines(channel) if line.mark == ">"]
    return [line for line in lines if "pondering" in line or "genmove" in line]


def pondering(is_on: bool):
    return lambda state: conducting.pondering(state, is_on=is_on)


def test_it_is_told_to_think_on_and_to_stop_in_a_pause_and_at_the_end(make_bench, qtbot):
    bench = make_bench()
    session = bench.session
    session.begin(SETUP)
    bench.team.start()
    qtbot.waitUntil(lambda: bench.partner.engine.status is EngineStatus.READY, timeout=WAIT_MS)
    assert said(session) == []
    session.change(pondering(True))
    session.click(40)
    qtbot.waitUntil(lambda: session.state.move_number == 2, timeout=WAIT_MS)
    assert said(session) == [ON, "genmove W"]
    session.change(lambda state: conducting.paused(state, is_paused=True))
    assert said(session)[2:] == [OFF]
    session.change(lambda state: conducting.paused(state, is_paused=False))
    assert said(session)[3:] == [ON]
    session.click(41)
    qtbot.waitUntil(lambda: session.state.move_number == 4, timeout=WAIT_MS)
    session.change(pondering(False))
    assert said(session)[4:] == ["genmove W", OFF]
    session.change(pondering(True))
    session.resign()
    assert said(session)[6:] == [ON, OFF]


def test_other_engines_keep_to_their_own_settings(make_bench, qtbot):
    bench = make_bench()
    session = bench.session
    session.begin(GameSetup(standard(9), white=Player(PlayerKind.AI, seconds=1.0, engine="kata")))
    bench.team.start()
    session.change(pondering(True))
    session.click(40)
    qtbot.waitUntil(lambda: session.state.move_number == 2, timeout=WAIT_MS)
    assert said(session, "kata") == ["genmove W"]


@pytest.mark.parametrize(
    "change",
    [
        lambda state: conducting.paused(state, is_paused=True),
        lambda state: conducting.on_request(state, is_on=True),
        conducting.play_out,
    ],
)
def test_it_does_not_think_while_nobody_plays(change):
    state: GameState = conducting.pondering(transitions.new_game(SETUP, 1), is_on=True)
    assert state.may_ponder
    assert not change(state).may_ponder


def test_one_engine_plays_both_colours_at_two_levels(make_bench, qtbot):
    bench = make_bench()
    black, white = (Player(PlayerKind.AI, level=number) for number in (9, 3))
    bench.session.begin(GameSetup(standard(9), black, white))
    bench.team.start()
    qtbot.waitUntil(lambda: bench.session.state.move_number >= 4, timeout=WAIT_MS)
    lines = [line.text for line in bench.session.traffic.lines("") if line.mark == ">"]
    asked = [line for line in lines if line.startswith(("genmove", "kata-set-param level"))]
    first = ["kata-set-param level 9", "genmove B"]
    assert asked[:6] == [*first, "kata-set-param level 3", "genmove W", *first]
