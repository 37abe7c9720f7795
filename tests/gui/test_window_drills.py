"""Practising mistakes in the whole window, by key and by mouse."""

from __future__ import annotations

import datetime
import threading
import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from gogame.board.variant import standard
from gui.board.scene import SpotKind
from gui.files.settings import Folders, Settings
from gui.game.drill import DrillStage
from gui.game.engines import EngineChoice, Protocol
from gui.game.state import HUMAN, GameSetup
from gui.i18n.translator import Translator
from gui.lessons import drills
from gui.looks.theme import LIGHT, apply_colors
from gui.main_window import MainWindow
from gui.records import exercises
from gui.views import texts

WAIT_MS = 30_000
TODAY = datetime.date(2026, 3, 1)
KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
A1, B1, J9 = 72, 73, 8


@pytest.fixture
def make_window(make_bench, qtbot, qapp, tmp_path):
    def make() -> MainWindow:
        """Returns a window whose engine holds every move of Black's but four for 4 points worse."""
        bench = make_bench(analysis=EngineChoice("severe", "Fake", Protocol.ANALYSIS))
        folders = Folders(tmp_path / "config", tmp_path / "data")
        window = MainWindow(bench.session, Translator(qapp), folders, Settings())
        qtbot.addWidget(window)
        window.drilling.today = lambda: TODAY
        bench.session.begin(GameSetup(standard(9, "chinese"), HUMAN, HUMAN))
        bench.team.start()
        window.show()
        return window

    yield make
    apply_colors(qapp, LIGHT)


def click_point(window: MainWindow, point: int) -> None:
    x, y = window.board.geometry_of_board().center(point)
    QTest.mouseClick(window.board, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))


def said(window: MainWindow) -> str:
    message = window.session.state.message
    return "" if message is None else texts.message_text(message)


def stage(window: MainWindow) -> DrillStage | None:
    task = window.session.state.drill
    return None if task is None else task.stage


def wait_for(window: MainWindow, qtbot, wanted: DrillStage) -> None:
    qtbot.waitUntil(lambda: stage(window) is wanted, timeout=WAIT_MS)


def test_mistakes_are_kept_practised_and_come_back_another_day(make_window, qtbot, monkeypatch):
    window = make_window()
    session, feature, panel = window.session, window.drilling, window.drilling.panel
    assert not window.commands["game.drill-keep"].isEnabled()
    window.commands["game.drill"].trigger()
    assert said(window).startswith("No mistakes are kept")
    for point in (40, 41, 49, 50):
        session.click(point)
    session.review()
    qtbot.waitUntil(window.commands["game.drill-keep"].isEnabled, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: session.state.analysis.review is None, timeout=WAIT_MS)
    window.commands["game.drill-keep"].trigger()
    assert said(window) == "Mistakes kept for practice: 2 new, 2 in all."
    assert [drill.played for drill in feature.drills] == ["E5", "E4"]
    monkeypatch.setattr(feature, "_may_leave", lambda: False)
    QTest.keyClick(window.board, Qt.Key.Key_J, KEYS)
    assert stage(window) is None, "the present game is not given up"
    monkeypatch.setattr(feature, "_may_leave", lambda: True)
    QTest.keyClick(window.board, Qt.Key.Key_J, KEYS)
    assert panel.isVisible()
    assert panel.head.text() == "Practise mistakes · 2 due"
    words = "Black to play: find a move that loses no more than 1 points."
    assert panel.question.text() == words
    assert window.analysis.graph.isHidden()
    assert panel.source.isHidden()
    first = session.state.drill
    assert first is not None
    click_point(window, J9)
    wait_for(window, qtbot, DrillStage.WRONG)
    assert panel.question.text() == "J9 loses 4.0 points. Try another move."
    session.pass_move()
    click_point(window, B1)
    wait_for(window, qtbot, DrillStage.SOLVED)
    assert panel.question.text().startswith("B1 is good: it loses 1.0 points. In the game")
    assert panel.source.isVisible()
    qtbot.waitUntil(lambda: panel.head.text() == "Practise mistakes · 2 due", timeout=WAIT_MS)
    QTest.mouseClick(panel.next_button, Qt.MouseButton.LeftButton)
    second = session.state.drill
    assert second is not None
    assert second.key != first.key
    click_point(window, A1)
    wait_for(window, qtbot, DrillStage.SOLVED)
    by_key = lambda: {drill.key: drill for drill in feature.drills}  # noqa: E731
    qtbot.waitUntil(lambda: by_key()[second.key].streak == 1, timeout=WAIT_MS)
    assert by_key()[first.key].streak == 0, "it took two tries"
    QTest.mouseClick(panel.next_button, Qt.MouseButton.LeftButton)
    assert panel.isHidden()
    assert said(window) == "No mistake is due to be practised before 2026-03-02."
    feature.close()  # the file is written beside the window
    again = make_window()
    assert again.drilling.drills == feature.drills


def test_an_answer_is_shown_and_a_position_dropped_for_good(make_window, qtbot, tmp_path):
    kept = tuple(
        drills.Drill(key, f"(;SZ[9];B[{at}])", "E5", 5.0, "game, 2", TODAY)
        for key, at in (("one", "aa"), ("two", "bb"))
    )
    file = tmp_path / "data" / "drills.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(drills.to_text(kept), encoding="utf-8")
    window = make_window()
    panel = window.drilling.panel
    window.commands["game.drill"].trigger()
    assert panel.question.text().startswith("White to play")
    QTest.mouseClick(panel.answer_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: panel.question.text() == "A1 is best. In the game E5 lost 5 points.",
        timeout=WAIT_MS,
    )
    assert panel.answer_button.isHidden()
    assert window.board.scene.spots == ((A1, SpotKind.GOOD),)
    QTest.mouseClick(panel.next_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(panel.next_button, Qt.MouseButton.LeftButton)  # later
    assert panel.isHidden(), "what was put off comes back in another practice"
    window.commands["game.drill"].trigger()
    assert panel.head.text() == "Practise mistakes · 1 due"
    QTest.mouseClick(panel.drop_button, Qt.MouseButton.LeftButton)
    assert panel.isHidden()
    window.drilling.close()  # the file is written beside the window
    left = drills.from_text(file.read_text(encoding="utf-8"))
    assert [drill.key for drill in left if drill.due == drills.NEVER] == ["two"]
    assert [drill.key for drill in left if TODAY < drill.due < drills.NEVER] == ["one"]


def test_a_damaged_file_is_put_aside_and_one_bad_position_left_out(make_window, tmp_path):
    file = tmp_path / "data" / "drills.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("no drills", encoding="utf-8")
    window = make_window()
    assert window.drilling.drills == ()
    assert (tmp_path / "data" / "drills.damaged").read_text(encoding="utf-8") == "no drills"
    bad = drills.Drill("bad", "(;SZ[9]", "Z99", 5.0, "", TODAY)
    window.drilling.drills = (bad,)
    window.commands["game.drill"].trigger()
    assert window.drilling.drills == ()
    assert said(window).startswith("Positions to practise cannot be kept or read")


def test_exercises_come_along_and_are_solved_without_waiting(make_window, qtbot):
    window = make_window()
    panel = window.drilling.panel
    window.commands["game.drill-endgame"].trigger()
    qtbot.waitUntil(panel.isVisible, timeout=WAIT_MS)
    number = len(drills.of_kind(window.drilling.drills, drills.Kind.ENDGAME))
    assert panel.head.text() == f"Practise endgames · {number} due"
    assert panel.question.text().endswith("to play: find the best move.")
    task = window.session.state.drill
    assert task is not None
    assert task.played is not None
    assert not window.commands["game.pass"].isEnabled()
    assert not window.commands["game.resign"].isEnabled()
    click_point(window, task.played)
    assert stage(window) is DrillStage.WRONG
    assert panel.question.text().endswith("points. Try another move.")
    click_point(window, task.answers[0])
    assert stage(window) is DrillStage.SOLVED
    assert " The tempting " in panel.question.text()
    qtbot.waitUntil(
        lambda: panel.head.text() == f"Practise endgames · {number} due", timeout=WAIT_MS
    )
    window.commands["game.drill"].trigger()
    assert panel.isHidden(), "the person's own mistakes are another matter"
    assert said(window).startswith("No mistakes are kept")


def test_positions_of_a_file_are_practised(make_window, qtbot, tmp_path, monkeypatch):
    file = tmp_path / "problems.sgf"
    records = "(;SZ[9]AB[ee]AW[cc]PL[W])(;SZ[9];B[ee](;W[cc]TE[1])(;W[aa]BM[1]))(;SZ[99])"
    file.write_text(records)
    window = make_window()
    panel = window.drilling.panel
    chosen = lambda *_: (str(file), "")  # noqa: E731
    monkeypatch.setattr("gui.features.drilling.QFileDialog.getOpenFileName", chosen)
    window.commands["game.drill-file"].trigger()
    qtbot.waitUntil(panel.isVisible, timeout=WAIT_MS)
    assert panel.head.text() == "Positions to practise · 2 due"
    told = "Positions to practise from problems.sgf: 2 new. Records left out: 1."
    qtbot.waitUntil(lambda: said(window) == told, timeout=WAIT_MS)
    texts_seen = {panel.question.text()}
    QTest.mouseClick(panel.next_button, Qt.MouseButton.LeftButton)
    texts_seen.add(panel.question.text())
    assert texts_seen == {
        "White to play: find the best move.",
        "White to play: find a move that loses no more than 1 points.",
    }
    QTest.mouseClick(panel.drop_button, Qt.MouseButton.LeftButton)
    assert panel.isHidden()
    assert said(window) == "What you put off comes up when you practise again."
    file.write_text("no record")
    window.commands["game.drill-file"].trigger()
    qtbot.waitUntil(lambda: "problems.sgf" in said(window), timeout=WAIT_MS)
    assert said(window).startswith("Positions to practise cannot be kept or read: ")


def test_a_bad_position_gives_way_to_the_next(make_window):
    window = make_window()
    bad = drills.Drill("bad", "(;SZ[9]", "Z99", 5.0, "", TODAY)
    good = drills.Drill("good", "(;SZ[9];B[aa])", "E5", 4.0, "game, 2", TODAY)
    window.drilling.drills = (bad, good)
    window.commands["game.drill"].trigger()
    assert window.drilling.drills == (good,)
    assert stage(window) is DrillStage.OPEN


def test_what_is_read_when_the_window_has_closed_begins_nothing(make_window, qtbot):
    window = make_window()
    feature = window.drilling
    with qtbot.waitSignal(feature.found, timeout=WAIT_MS):
        window.commands["game.drill-middle"].trigger()
        feature.close()
    assert stage(window) is None
    assert feature.drills == ()


def test_closing_waits_for_what_is_being_read(make_window, monkeypatch):
    """Else the window hangs while it is deleted, its thread waiting for Python's lock."""
    window = make_window()
    is_read = threading.Event()

    def load(*_: object) -> exercises.Found:
        time.sleep(0.3)
        is_read.set()
        return exercises.Found(())

    monkeypatch.setattr(exercises, "load", load)
    window.drilling.begin(drills.Kind.OPENING)
    assert not is_read.is_set()
    window.close()
    assert is_read.is_set()


def test_a_file_that_cannot_be_written_is_told(make_window, qtbot, tmp_path):
    window = make_window()
    (tmp_path / "data" / "drills.json").mkdir(parents=True)
    window.commands["game.drill-middle"].trigger()
    qtbot.waitUntil(lambda: "drills.json" in said(window), timeout=WAIT_MS)
    assert stage(window) is DrillStage.OPEN
