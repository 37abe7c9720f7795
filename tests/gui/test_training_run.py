"""A real self-play run, begun, watched, stopped and resumed from the window."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from gogame.run_status import RunState
from gui.dialogs.new_run import NewRunDialog
from gui.engine_client import EngineClient
from gui.engines.partner import EnginePartner
from gui.engines.programs import program_of
from gui.engines.team import EngineTeam
from gui.files.autosave import Autosave
from gui.files.settings import Folders, Settings
from gui.game.engines import EngineChoice, EngineStatus
from gui.game.state import HUMAN, GameSetup
from gui.i18n.translator import Translator
from gui.main_window import MainWindow
from gui.session import Session
from gui.training.run_folder import is_process
from gui.training.trouble import TroubleKind
from tests.selfplay.run.whole_run import SETTINGS

pytestmark = pytest.mark.slow
WAIT_MS = 400_000  # on a busy machine a learner compiles for minutes


def end_run(window: Any) -> None:
    """Kills what was started, and keeps the window from asking, also after a test that failed."""
    training = window.training
    training._is_settled = True
    launch = training.room.state.launch
    if launch is not None and is_process(launch.pid):
        os.kill(launch.pid, signal.SIGKILL)
    training.room.close()


@pytest.fixture
def window(qapp: Any, qtbot: Any, tmp_path: Path) -> Iterator[MainWindow]:
    """Yields a window whose engines are the real ones; what runs at the end is killed."""

    def make(command: str) -> EnginePartner:
        return EnginePartner(EngineClient(program_of(EngineChoice(command))), engine=command)

    session = Session(EngineTeam(make), Autosave(tmp_path / "data"))
    folders = Folders(tmp_path / "config", tmp_path / "data")
    made = MainWindow(session, Translator(qapp), folders, Settings())
    qtbot.addWidget(made, before_close_func=end_run)
    session.begin(GameSetup(white=HUMAN))
    made.show()
    yield made
    session.close()


def begin(window: MainWindow, folder: Path, *more: str) -> None:
    """Asks for a run by the dialog, as a person does."""

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, NewRunDialog):
            QTimer.singleShot(20, fill)
            return
        dialog.folder.setText(str(folder))
        dialog.preset.setCurrentIndex(3)
        dialog.settings.setPlainText("\n".join((*SETTINGS, *more)))
        dialog._start.click()

    QTimer.singleShot(0, fill)
    window.training.ask_new_run()


def answer(text: str) -> None:
    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, press)
            return
        next(button for button in box.buttons() if button.text() == text).click()

    QTimer.singleShot(0, press)


def test_a_run_is_begun_watched_played_against_stopped_and_resumed(window, qtbot, tmp_path):
    training: Any = window.training
    room, folder = training.room, tmp_path / "runs" / "tiny"
    begin(window, folder)
    shown = training.window
    assert f"gogame-selfplay run {folder} --preset smoke" in room.state.launch.command
    assert shown.stop.isVisible()
    assert not shown.resume.isVisible()
    qtbot.waitUntil(lambda: len(room.state.story.rounds) >= 2, timeout=WAIT_MS)
    state = room.state
    assert (state.trouble, state.refusal) == (None, None)
    assert state.status.pid == state.launch.pid
    assert shown.overview.tiles["evaluations"].figure.text() != "–"
    assert shown.overview.progress.plot.curves
    qtbot.waitUntil(lambda: room.state.replay is not None, timeout=WAIT_MS)
    assert room.state.replay.is_live
    before = room.state.replay
    qtbot.waitUntil(lambda: room.state.replay.position is not before.position, timeout=WAIT_MS)
    room.ask_games()
    qtbot.waitUntil(lambda: bool(room.state.page.games), timeout=WAIT_MS)

    shown.networks.table.choose("1")
    shown.networks.visits.setValue(4)
    shown.networks.play.click()
    session = window.session
    assert session.state.variant.width == 5
    session.click(12)
    qtbot.waitUntil(lambda: session.state.move_number == 2, timeout=WAIT_MS)
    assert session.state.engine.status is not EngineStatus.DEAD

    shown.stop.click()
    assert not shown.stop.isEnabled()
    qtbot.waitUntil(lambda: not room.state.is_going, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not room.state.asked, timeout=WAIT_MS)
    state = room.state
    assert (state.shown_state, state.trouble, state.refusal) == (RunState.STOPPED, None, None)
    assert shown.resume.isVisible()
    rounds, pid = state.status.round, state.status.pid

    shown.resume.click()
    qtbot.waitUntil(lambda: room.state.status.round > rounds, timeout=WAIT_MS)
    assert room.state.status.pid != pid
    # Rounds that went by between two looks are asked for.
    qtbot.waitUntil(lambda: room.state.story.num_missing == 0, timeout=WAIT_MS)
    numbers = [row.number for row in room.state.story.rounds]
    assert numbers == list(range(1, len(numbers) + 1))

    answer("Let it go on")
    shown.close()
    assert not shown.isVisible()
    assert is_process(room.state.launch.pid)
    training.show_window()
    answer("Stop it")
    training._is_settled = False
    shown.close()
    deadline = time.monotonic() + 60
    while is_process(room.state.launch.pid) and time.monotonic() < deadline:
        qtbot.wait(100)
    assert not is_process(room.state.launch.pid)


def test_a_run_that_cannot_begin_or_is_killed_says_why(window, qtbot, tmp_path):
    training: Any = window.training
    room = training.room
    begin(window, tmp_path / "runs" / "wrong", "learner.speed=9")
    qtbot.waitUntil(lambda: room.state.trouble is not None, timeout=WAIT_MS)
    assert room.state.trouble.kind is TroubleKind.NOT_STARTED
    assert "learner.speed" in training.window.message.text()
    assert not training.window.stop.isVisible()

    folder = tmp_path / "runs" / "killed"
    begin(window, folder)
    qtbot.waitUntil(lambda: room.state.status is not None, timeout=WAIT_MS)
    os.kill(room.state.launch.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: room.state.trouble is not None, timeout=WAIT_MS)
    assert room.state.trouble.kind is TroubleKind.DIED
    assert "resume it to go on" in training.window.message.text()
    assert training.window.resume.isVisible()
