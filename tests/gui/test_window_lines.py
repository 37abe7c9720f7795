"""Lines put into the record, analyses in files, two engines: in the whole window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest

from gui.analysis.choices import AnalysisChoices
from gui.dialogs.engines import EnginesDialog
from gui.game.editing import Tool
from gui.game.engines import EngineChoice, Protocol, choice_from_json
from gui.game.reports import key_of
from tests.gui.analysis_window import (
    ENGINE,
    SCORES,
    SETUP,
    SHIFT,
    WAIT_MS,
    chosen,
    press,
    tell,
    window_maker,
)
from tests.gui.hands import place


@pytest.fixture
def make_window(make_bench, open_window):
    return window_maker(make_bench, open_window)


def test_the_line_is_walked_through_by_wheel_and_keys_and_put_into_the_record(make_window, qtbot):
    window = make_window()
    tell(window.session)
    board = window.board
    best = board.scene.candidates[0]
    QTest.mouseMove(board, place(window, best.point))
    assert board.line_length == 4
    spot = QPointF(place(window, best.point))
    for delta, length in ((-120, 1), (-120, 2), (-120, 3), (120, 2)):
        wheel = QWheelEvent(
            spot,
            board.mapToGlobal(spot),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        board.wheelEvent(wheel)
        assert board.line_length == length
    press(window, Qt.Key.Key_BracketRight)
    assert board.line_length == 3
    before = window.session.state
    QTest.mouseClick(board, Qt.MouseButton.MiddleButton, pos=place(window, best.point))
    after = window.session.state
    assert after.cursor == before.cursor
    assert len(after.tree.nodes) == len(before.tree.nodes) + 4
    window.session.step(-1)
    press(window, Qt.Key.Key_V)
    assert len(window.session.state.tree.nodes) > len(after.tree.nodes)


def test_i_inserts_a_missing_move(make_window):
    window = make_window()
    window.session.step(-3)
    press(window, Qt.Key.Key_I)
    assert window.session.state.editing.tool is Tool.INSERT
    window.session.click(0)
    state = window.session.state
    line = state.tree.path(state.tree.end_of_line(state.cursor))
    moves = [state.tree[node].move for node in line]
    assert [move.action for move in moves if move] == [40, 0, 20, 60, 24]
    window.session.click(20)
    assert "left out" in window.messages.label.text()


def test_analyses_are_kept_in_the_file_and_come_back(make_window, qtbot, tmp_path):
    window = make_window()
    tell(window.session)
    path = tmp_path / "game.sgf"
    window.session.save_file(path)
    qtbot.waitUntil(lambda: window.session.state.path == path, timeout=WAIT_MS)
    assert "SBKV[60.00]" in path.read_text(encoding="utf-8")
    window.session.analyse(is_on=False)
    window.session.new_game(SETUP)
    assert window.analysis.graph.isHidden()
    window.session.open_file(path)
    qtbot.waitUntil(lambda: window.session.state.move_number == 4, timeout=WAIT_MS)
    assert window.analysis.graph.isVisible()
    readings = window.analysis.graph.line.readings
    assert [reading.score_black for reading in readings] == list(SCORES)
    state = window.session.state
    report = state.analysis.reports.of(key_of(state.tree, state.cursor))
    assert report is not None
    assert report.ownership is not None


def test_analyses_stay_out_of_the_file_where_nobody_wants_them(make_window, qtbot, tmp_path):
    window = make_window(analysis=AnalysisChoices(keeps=False).to_json())
    tell(window.session)
    path = tmp_path / "game.sgf"
    window.session.save_file(path)
    qtbot.waitUntil(lambda: window.session.state.path == path, timeout=WAIT_MS)
    assert "SBKV" not in path.read_text(encoding="utf-8")


def test_a_game_is_analysed_as_soon_as_it_is_opened_where_that_is_wanted(
    make_window, qtbot, tmp_path
):
    path = tmp_path / "game.sgf"
    path.write_text("(;SZ[9];B[ee];W[cc];B[gg])", encoding="utf-8")
    window = make_window(analysis=AnalysisChoices(on_load=True).to_json())
    window.session.open_file(path)
    qtbot.waitUntil(
        lambda: (
            all(r.score_black is not None for r in window.analysis.graph.line.readings)
            and window.analysis.graph.line.length == 3
        ),
        timeout=WAIT_MS,
    )
    assert not window.session.state.analysis.is_on


def test_both_curves_are_drawn(make_window):
    window = make_window()
    tell(window.session)
    before = window.analysis.graph.grab().toImage()
    press(window, Qt.Key.Key_W, SHIFT)
    assert chosen(window).both_curves
    assert window.analysis.graph.grab().toImage() != before


def test_a_second_engine_analyses_beside_the_first(make_window, qtbot, monkeypatch):
    window = make_window()
    session = window.session
    plain = window.analysis.graph.grab().toImage()
    tell(session)
    assert session.state.rival.is_on is False
    assert window.board.scene.rivals == ()
    second = EngineChoice("kind second", "Second", Protocol.ANALYSIS)

    def choose(dialog: EnginesDialog) -> bool:
        assert dialog.chosen_second() is None
        dialog.second.show_choice(second)
        monkeypatch.setattr(dialog, "chosen_second", lambda: second)
        monkeypatch.setattr(dialog, "chosen_analysis", lambda: ENGINE)
        return True

    monkeypatch.setattr(EnginesDialog, "exec", choose)
    window.commands["game.engines"].trigger()
    qtbot.waitUntil(lambda: bool(window.board.scene.rivals), timeout=WAIT_MS)
    assert window.board.scene.candidates, "the first engine's stay"
    assert choice_from_json(window.preferences.now.second_engine, ENGINE) == second
    assert "Second" in window.analysis.panel.second.text()
    assert "they differ by 8.0 points" in window.analysis.panel.second.text()
    session.review()
    qtbot.waitUntil(lambda: len(session.state.rival.reports.by_key) == 5, timeout=WAIT_MS)
    assert window.analysis.graph.grab().toImage() != plain
    before = window.board.grab().toImage()
    session.compare(None)
    assert window.board.scene.rivals == ()
    assert window.analysis.panel.second.isHidden()
    assert window.board.grab().toImage() != before
