"""Engines and windows killed at random moments: nothing of the game is lost, and play goes on."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

import gui.files.snapshot as snapshot
from gogame.board.coords import Color
from gui.analysis.game_line import report_shown
from gui.engine_client import EngineClient
from gui.engines.programs import program_of
from gui.files.autosave import Autosave
from gui.files.settings import Folders, Settings
from gui.game.engines import OUR_ENGINE, EngineStatus
from gui.game.state import DEFAULT_AI, HUMAN, GameSetup, MessageKind, Phase
from gui.i18n.translator import Translator
from gui.main_window import MainWindow
from gui.session.engine_room import make_analyst, make_team

ROOT = Path(__file__).parents[2]
WAIT_S = 400.0  # kernels may have to be compiled
SLOW = replace(DEFAULT_AI, seconds=60.0)
QUICK = replace(DEFAULT_AI, visits=2, seconds=None)

pytestmark = pytest.mark.slow


class Attacked:
    """A window with our own engines, and a hand that kills them."""

    def __init__(self, window: MainWindow, dice: random.Random) -> None:
        self.window = window
        self.session = window.session
        self.dice = dice

    def until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + WAIT_S
        while not condition():
            assert time.monotonic() < end, (
                f"{self.session.state.engine} {self.session.state.message}"
            )
            QTest.qWait(5)

    def kill(self, process_id: Callable[[], int], within_s: float) -> None:
        """Kills a process at a random moment of the next seconds."""
        QTest.qWait(int(1000 * self.dice.uniform(0, within_s)))
        self.until(lambda: process_id() > 0)
        os.kill(process_id(), signal.SIGKILL)

    def kill_player(self, within_s: float) -> None:
        """Kills the engine that plays, and checks what the window says and still knows."""
        before = self.kept()
        self.kill(lambda: self.session.engine_process_id, within_s)
        self.until(lambda: self.session.state.engine.status is EngineStatus.DEAD)
        self.check_message(MessageKind.ENGINE_DIED, self.session.state.engine.reason)
        assert self.window.play.engine.restart_button.isVisible()
        assert self.kept() == before
        self.session.restart_engine()

    def kept(self) -> dict[str, object]:
        """Returns what is kept of the game, without what the engine may say before it is killed."""
        raw = json.loads(snapshot.to_text(self.session.state))
        return {name: kept for name, kept in raw.items() if name != "proposed"}

    def check_message(self, kind: MessageKind, reason: str) -> None:
        message = self.session.state.message
        assert message is not None
        assert message.kind is kind
        assert "killed" in reason
        assert reason in self.window.messages.label.text()
        assert "\n" not in self.window.messages.label.text()

    def kill_analyst(self, within_s: float) -> None:
        """Kills the engine that analyses, and checks that what it has said stays."""
        before = snapshot.to_text(self.session.state)
        self.kill(lambda: self.session.analysis_process_id, within_s)
        known = len(self.session.state.analysis.reports.by_key)
        self.until(lambda: self.engine_of_analysis() is EngineStatus.DEAD)
        engine = self.session.state.analysis.engine
        assert engine is not None
        self.check_message(MessageKind.ANALYSIS_STOPPED, engine.reason)
        assert self.window.analysis.panel.restart_button.isVisible()
        assert len(self.session.state.analysis.reports.by_key) >= known
        assert snapshot.to_text(self.session.state) == before
        self.session.restart_analysis()

    def engine_of_analysis(self) -> EngineStatus | None:
        engine = self.session.state.analysis.engine
        return None if engine is None else engine.status


@pytest.fixture
def attacked(qtbot, qapp, tmp_path) -> Iterator[Attacked]:
    team = make_team(EngineClient(program_of(OUR_ENGINE)))
    analyst = make_analyst("")
    session = _session(team, analyst, tmp_path)
    folders = Folders(tmp_path / "config", tmp_path / "data")
    window = MainWindow(session, Translator(qapp), folders, Settings())
    qtbot.addWidget(window)
    session.begin(GameSetup(white=SLOW))
    team.start()
    window.show()
    yield Attacked(window, random.Random(7))
    window.close()


def _session(team, analyst, folder: Path):
    from gui.session import Session

    return Session(team, Autosave(folder / "data"), analyst=analyst)


def test_the_engine_that_plays_is_killed_ten_times(attacked):
    session = attacked.session
    for _ in range(3):
        attacked.kill_player(0.6)  # while it starts
    session.click(40)
    for _ in range(4):
        attacked.until(lambda: session.state.engine.status is EngineStatus.THINKING)
        attacked.kill_player(0.3)
    session.set_player(Color.WHITE, QUICK)
    attacked.until(lambda: session.state.move_number == 2)
    session.set_player(Color.WHITE, HUMAN)
    for _ in range(3):
        attacked.until(lambda: session.state.engine.status is EngineStatus.READY)
        session.pass_move()
        session.pass_move()
        assert session.state.phase is Phase.SCORING
        attacked.kill_player(0.05)
        attacked.until(lambda: session.state.engine.status is EngineStatus.READY)
        assert session.state.score is not None
        session.resume()
    assert session.state.position.moves[0].action == 40
    assert session.state.move_number == 2


def test_the_engine_that_analyses_is_killed_ten_times(attacked):
    session = attacked.session
    session.set_player(Color.WHITE, HUMAN)
    for point in (40, 20, 60, 24, 56, 22):
        session.click(point)
    session.analyse(is_on=True)
    for _ in range(3):
        attacked.kill_analyst(0.6)  # while it starts
    for _ in range(4):
        attacked.until(lambda: attacked.engine_of_analysis() is EngineStatus.READY)
        attacked.kill_analyst(0.4)
    attacked.until(lambda: report_shown(session.state) is not None)
    for _ in range(3):
        attacked.until(lambda: attacked.engine_of_analysis() is EngineStatus.READY)
        if session.state.analysis.review is None:
            session.review()
        attacked.kill_analyst(0.4)
    session.review()
    attacked.until(lambda: len(session.state.analysis.reports.by_key) >= 7)


def test_a_window_killed_twenty_times_comes_back_with_its_game(tmp_path):
    words = [sys.executable, "-m", "tests.gui.killed_window", str(tmp_path / "kept"), "20", "3"]
    result = subprocess.run(
        words, cwd=ROOT, check=False, capture_output=True, text=True, timeout=300
    )
    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout)
    assert report["kills"] == 20
    assert max(report["moves"]) >= 10
