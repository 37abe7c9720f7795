"""Pausing, asking, watching engines and playing out in the whole window."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gogame.board.coords import Color
from gogame.board.rules import WinCondition
from gogame.board.variant import VariantSpec, standard
from gogame.clock import TimeSettings, TimeSystem
from gui.files.settings import Settings
from gui.game.engines import EngineChoice, Protocol
from gui.game.reports import Metric
from gui.game.state import DEFAULT_AI, HUMAN, GameSetup, MessageKind
from gui.main_window import MainWindow
from tests.gui.hands import click

WAIT_MS = 30_000
SETUP = GameSetup(standard(9, "chinese"), white=DEFAULT_AI)
TIMED = replace(SETUP, time=TimeSettings(TimeSystem.ABSOLUTE, 600.0))
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def make_window(make_bench, open_window):
    def make(setup: GameSetup = SETUP, *words: str, **settings: object) -> MainWindow:
        bench = make_bench(*words, analysis=EngineChoice("kind", "Fake", Protocol.ANALYSIS))
        window = open_window(bench, setup, Settings(**settings))  # type: ignore[arg-type]
        bench.team.start()
        return window

    return make


def wait_moves(window: MainWindow, qtbot, number: int) -> None:
    qtbot.waitUntil(lambda: window.session.state.move_number == number, timeout=WAIT_MS)


def black_left(window: MainWindow) -> str:
    return window.play.players.cards[Color.BLACK].clock


def test_in_a_pause_the_clocks_stand_and_nothing_is_played(make_window, qtbot):
    window = make_window(TIMED)
    qtbot.waitUntil(lambda: black_left(window).startswith("9:5"), timeout=WAIT_MS)
    QTest.keyClick(window.board, Qt.Key.Key_P, SHIFT)
    assert window.board.scene.is_covered
    assert window.commands["game.pause"].isChecked()
    shown = black_left(window)
    QTest.qWait(1200)
    assert black_left(window) == shown
    click(window, 12)
    assert window.session.state.move_number == 0
    QTest.keyClick(window.board, Qt.Key.Key_P, SHIFT)
    assert not window.board.scene.is_covered
    qtbot.waitUntil(lambda: black_left(window) != shown, timeout=WAIT_MS)
    click(window, 12)
    wait_moves(window, qtbot, 2)


def test_the_mode_of_study_has_engines_wait_and_analyses(make_window, qtbot):
    window = make_window()
    QTest.keyClick(window.board, Qt.Key.Key_Tab)
    state = window.session.state
    assert state.conduct.on_request
    assert state.analysis.is_on
    assert state.message is not None
    assert state.message.kind is MessageKind.STUDYING
    click(window, 12)
    QTest.qWait(300)
    assert window.session.state.move_number == 1, "it waits to be asked"
    QTest.keyClick(window.board, Qt.Key.Key_Return)
    wait_moves(window, qtbot, 2)
    click(window, 7)
    click(window, 8)
    assert window.session.state.move_number == 4, "a person plays both colours"
    QTest.keyClick(window.board, Qt.Key.Key_Tab)
    state = window.session.state
    assert (state.conduct.on_request, state.analysis.is_on) == (False, False)


def test_tab_still_leads_from_field_to_field_elsewhere(make_window):
    window = make_window()
    window.play.controls.pass_button.setFocus()
    QTest.keyClick(window.play.controls.pass_button, Qt.Key.Key_Tab)
    assert not window.session.state.conduct.on_request
    assert not window.play.controls.pass_button.hasFocus()


def test_engines_play_each_other_at_a_pace_and_can_be_stopped(make_window, qtbot):
    window = make_window(pace_s=0.5)
    begun = time.monotonic()
    QTest.keyClick(window.board, Qt.Key.Key_F5)
    wait_moves(window, qtbot, 4)
    assert time.monotonic() - begun >= 1.4, "three waits of half a second"
    QTest.keyClick(window.board, Qt.Key.Key_P, SHIFT)
    number = window.session.state.move_number
    QTest.qWait(1200)
    assert window.session.state.move_number <= number
    stopped = window.session.state.move_number
    QTest.keyClick(window.board, Qt.Key.Key_Return)
    wait_moves(window, qtbot, stopped + 1)
    QTest.qWait(800)
    assert window.session.state.move_number == stopped + 1, "one step"
    window.commands["game.pace.0"].trigger()
    assert window.preferences.now.pace_s == 0.0
    QTest.keyClick(window.board, Qt.Key.Key_P, SHIFT)
    qtbot.waitUntil(lambda: window.session.state.move_number > stopped + 4, timeout=WAIT_MS)


def test_playing_out_comes_back_with_a_variation(make_window, qtbot):
    window = make_window(replace(SETUP, white=HUMAN), "passes")
    click(window, 12)
    click(window, 11)
    window.session.go_to_move(1)
    QTest.keyClick(window.board, Qt.Key.Key_L)
    kinds = lambda: window.session.state.message  # noqa: E731
    qtbot.waitUntil(
        lambda: kinds() is not None and kinds().kind is MessageKind.PLAYED_OUT, timeout=WAIT_MS
    )
    state = window.session.state
    assert state.move_number == 1
    assert state.conduct.play_out is None
    assert len(state.tree[state.cursor].children) == 2
    window.session.step(1)
    assert window.session.state.position.color_at(11) == Color.WHITE


def test_playing_out_is_stopped_by_the_same_key(make_window, qtbot):
    window = make_window(SETUP, "slow", "0.2")
    QTest.keyClick(window.board, Qt.Key.Key_L)
    assert window.commands["game.play-out"].isChecked()
    QTest.keyClick(window.board, Qt.Key.Key_L)
    state = window.session.state
    assert state.conduct.play_out is None
    assert not window.commands["game.play-out"].isChecked()
    assert state.is_human_turn


def test_where_points_decide_nothing_the_graph_shows_chances(make_window):
    window = make_window()
    assert window.analysis.metric is Metric.SCORE
    aim = VariantSpec(9, 9, win=WinCondition.CAPTURE, capture_goal=1, komi=0)
    window.session.new_game(GameSetup(aim, white=HUMAN))
    assert window.analysis.metric is Metric.WINRATE
    window.session.new_game(SETUP)
    assert window.analysis.metric is Metric.SCORE


def test_thinking_briefly_is_switched_by_key(make_window):
    window = make_window()
    QTest.keyClick(window.board, Qt.Key.Key_F, SHIFT | Qt.KeyboardModifier.ControlModifier)
    assert window.session.state.conduct.is_brief
    assert window.commands["game.brief"].isChecked()
    assert window.session.state.engine_player.seconds == 0.25


def test_thinking_on_the_person_s_time_is_kept_and_holds_for_the_next_game(make_window):
    window = make_window()
    assert not window.commands["game.ponder"].isChecked()
    window.commands["game.ponder"].trigger()
    assert window.session.state.may_ponder
    assert window.preferences.now.ponders
    window.session.new_game(SETUP)
    assert window.session.state.may_ponder
    assert window.commands["game.ponder"].isChecked()
    window.commands["game.ponder"].trigger()
    assert not window.preferences.now.ponders


def test_it_is_as_it_was_at_the_next_start(make_window):
    window = make_window(ponders=True)
    assert window.commands["game.ponder"].isChecked()
    assert window.session.state.may_ponder
