"""What the window shows and does with an analysis: overlays, focus, mistakes, reports, lines."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gogame.board.coords import Color
from gogame.record import Result, ResultKind
from gui.analysis.choices import AnalysisChoices, Dots, Territory
from gui.analysis.labels import Label
from gui.analysis.performance import judged_moves, performance_of
from gui.dialogs.analysis_choices import AnalysisDialog
from gui.dialogs.performance import PerformanceDialog
from gui.game.focus import Focus
from gui.game.reports import NOBODY
from gui.game.state import Player, PlayerKind
from gui.i18n.translator import Translator
from tests.gui.analysis_window import (
    POINTS,
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


def test_r_shows_the_policy_in_place_of_candidates(make_window):
    window = make_window()
    tell(window.session)
    assert window.board.scene.candidates
    before = window.board.grab().toImage()
    press(window, Qt.Key.Key_R)
    scene = window.board.scene
    assert scene.candidates == ()
    assert [(mark.point, mark.tone, mark.text) for mark in scene.policy] == [
        (0, 0, "30"),
        (1, 1, "6.0"),
        (2, 2, "2.0"),
    ]
    assert window.board.grab().toImage() != before
    assert chosen(window).policy
    press(window, Qt.Key.Key_R)
    assert window.board.scene.policy == ()


def test_t_and_shift_t_show_territory_in_three_views(make_window):
    window = make_window()
    tell(window.session)
    press(window, Qt.Key.Key_T)
    assert window.board.scene.influence is not None
    pictures = [window.board.grab().toImage()]
    press(window, Qt.Key.Key_T, SHIFT)
    assert chosen(window).territory is Territory.CHANGE
    scene = window.board.scene
    assert scene.influence is None
    assert scene.shift is not None
    assert scene.shift[0] == NOBODY + 1, "by one more than before the last move"
    press(window, Qt.Key.Key_T, SHIFT)
    assert chosen(window).territory is Territory.ESTIMATE
    owner = window.board.scene.owner
    assert owner is not None
    assert (owner[0], owner[80]) == (1, 2)
    assert window.analysis.panel.estimate.text() == "Estimate: Black 41 · White 47.5"
    pictures.append(window.board.grab().toImage())
    press(window, Qt.Key.Key_T)
    assert window.board.scene.owner is None
    switch = window.commands["analysis.ownership"]
    window.commands["analysis.territory.estimate"].trigger()
    assert switch.isChecked(), "the button tells what is shown"
    switch.trigger()
    assert window.board.scene.owner is None
    pictures.append(window.board.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]


def test_dots_are_shown_on_the_last_moves_on_all_or_nowhere(make_window):
    window = make_window(40, 20, 60, 24, 22)
    tell(window.session, (0.0, -1.0, 6.0, 6.0, 12.0, 4.0))
    assert dict(window.board.scene.losses) == {24: 4, 22: 4}
    press(window, Qt.Key.Key_D, SHIFT)
    assert chosen(window).dots is Dots.ALL
    assert dict(window.board.scene.losses) == {40: 1, 20: 4, 24: 4, 22: 4}
    press(window, Qt.Key.Key_D, SHIFT)
    assert window.board.scene.losses == ()


def test_labels_and_filters_are_chosen_in_a_dialog_and_kept(make_window, monkeypatch, qtbot):
    window = make_window()
    tell(window.session)
    assert [mark.title for mark in window.board.scene.candidates] == ["+12.0", "+10.5", ""]

    def choose(dialog: AnalysisDialog) -> bool:
        for box, label in zip(
            dialog.lines, (Label.SCORE_LOSS, Label.PRIOR, Label.LCB), strict=True
        ):
            box.setCurrentIndex(box.findData(label))
        dialog.least_visits.setValue(50)
        dialog.live_visits.setValue(500)
        dialog.mistake.setValue(6.5)
        return True

    monkeypatch.setattr(AnalysisDialog, "exec", choose)
    window.commands["analysis.settings"].trigger()
    marks = window.board.scene.candidates
    assert [mark.lines for mark in marks] == [("0.0", "30%", "55%"), ("-1.5", "2%", "–")]
    assert window.session.analyst.choices.live_visits == 500
    assert chosen(window).mistake == 6.5
    assert window.mistakes.panel.rows.count() == 1
    again = AnalysisDialog(chosen(window))
    qtbot.addWidget(again)
    assert again.choices() == chosen(window)


def test_space_stops_the_search_and_keeps_the_result(make_window, qtbot, monkeypatch, tmp_path):
    log = tmp_path / "log"
    monkeypatch.setenv("FAKE_ANALYSIS_LOG", str(log))
    window = make_window()
    press(window, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: bool(window.board.scene.candidates), timeout=WAIT_MS)
    press(window, Qt.Key.Key_Space)
    assert window.session.state.analysis.is_held
    assert window.board.scene.candidates
    window.session.step(-1)
    qtbot.wait(400)
    asked = log.read_text().count("maxVisits")
    assert window.board.scene.candidates == (), "nothing was asked about this position"
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(window.board.scene.candidates), timeout=WAIT_MS)
    assert log.read_text().count("maxVisits") == asked + 1


def test_a_region_is_pulled_and_asked_about(make_window, qtbot, monkeypatch, tmp_path):
    log = tmp_path / "log"
    monkeypatch.setenv("FAKE_ANALYSIS_LOG", str(log))
    window = make_window()
    press(window, Qt.Key.Key_A)
    press(window, Qt.Key.Key_G)
    assert window.commands["analysis.region"].isChecked()
    before = window.session.state.move_number
    QTest.mousePress(window.board, Qt.MouseButton.LeftButton, pos=place(window, 0))
    QTest.mouseMove(window.board, place(window, 10))
    QTest.mouseRelease(window.board, Qt.MouseButton.LeftButton, pos=place(window, 10))
    focus = window.session.state.analysis.focus
    assert focus == Focus(region=frozenset({0, 1, 9, 10}))
    assert window.session.state.move_number == before, "no stone was played"
    limit = '"allowMoves":[{"moves":["A9","B9","A8","B8"],"player":"B","untilDepth":1}]'
    qtbot.waitUntil(lambda: limit in _compact(log), timeout=WAIT_MS)
    press(window, Qt.Key.Key_G, SHIFT)
    assert not window.session.state.analysis.focus.is_on


def test_moves_are_left_out_and_allowed_by_a_menu(make_window):
    window = make_window()
    assert window.overlays.menu_at(3) is None, "nothing is analysed"
    tell(window.session)
    assert window.overlays.menu_at(40) is None, "a stone"
    menu = window.overlays.menu_at(3)
    assert menu is not None
    avoid, allow = menu.actions()[:2]
    avoid.trigger()
    assert window.session.state.analysis.focus.avoided == frozenset({3})
    assert window.board.scene.focus.avoided == frozenset({3})
    assert window.board.scene.candidates == (), "nothing is known without that move"
    allow.trigger()
    assert window.session.state.analysis.focus == Focus(allowed=frozenset({3}))
    window.commands["analysis.whole-board"].trigger()
    assert window.board.scene.candidates


@pytest.mark.parametrize(
    ("key", "words", "queries"),
    [
        (Qt.Key.Key_F, '"avoidMoves"', 1),
        (Qt.Key.Key_S, '"allowMoves"', 2),
        (Qt.Key.Key_D, '"allowMoves"', 74),
    ],
)
def test_other_moves_are_looked_at_by_themselves(
    make_window, qtbot, monkeypatch, tmp_path, key, words, queries
):
    log = tmp_path / "log"
    monkeypatch.setenv("FAKE_ANALYSIS_LOG", str(log))
    window = make_window()
    tell(window.session)
    before = len(window.board.scene.candidates)
    press(window, key)
    qtbot.waitUntil(lambda: log.exists() and log.read_text().count(words) >= queries)
    assert log.read_text().count(words) in range(queries, queries + 2)
    qtbot.waitUntil(lambda: len(window.board.scene.candidates) > before, timeout=WAIT_MS)
    assert window.board.scene.candidates[0].is_best


def test_mistakes_are_listed_and_walked_through(make_window):
    window = make_window()
    tell(window.session)
    panel = window.mistakes.panel
    assert panel.isVisible()
    rows = [panel.rows.item(row) for row in range(panel.rows.count())]
    assert [row.text() for row in rows] == ["2 · C7 −7.0 → J2", "4 · G7 −6.0 → B1"]
    spoken = "2 · White C7 · −7.0 · better J2"
    assert rows[0].data(Qt.ItemDataRole.AccessibleTextRole) == rows[0].toolTip() == spoken
    panel.rows.itemClicked.emit(panel.rows.item(0))
    assert window.session.state.move_number == 2
    press(window, Qt.Key.Key_N)
    assert window.session.state.move_number == 4
    press(window, Qt.Key.Key_N, SHIFT)
    assert window.session.state.move_number == 2
    press(window, Qt.Key.Key_N, SHIFT)
    assert window.session.state.move_number == 2, "there is none before"


def test_f2_asks_for_more_about_all_positions_or_the_mistakes(
    make_window, qtbot, monkeypatch, tmp_path
):
    log = tmp_path / "log"
    monkeypatch.setenv("FAKE_ANALYSIS_LOG", str(log))
    kept = AnalysisChoices(deep_visits=30_000).to_json()
    window = make_window(analysis=kept)
    tell(window.session)
    press(window, Qt.Key.Key_F2, SHIFT)
    qtbot.waitUntil(lambda: log.exists() and '"maxVisits":30000' in _compact(log))
    assert '"analyzeTurns":[1,2,3,4]' in _compact(log), "around moves 2 and 4"
    qtbot.waitUntil(lambda: window.session.state.analysis.review is None, timeout=WAIT_MS)
    press(window, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: '"analyzeTurns":[0]' in _compact(log))


def _compact(log: Path) -> str:
    return log.read_text().replace(" ", "") if log.exists() else ""


def test_f3_shows_the_report_and_it_can_be_kept(make_window, tmp_path, qtbot):
    window = make_window()
    tell(window.session)
    press(window, Qt.Key.Key_F3)
    dialog = window.mistakes.dialog
    assert dialog is not None
    assert dialog.isVisible()
    shown = dialog.view.toPlainText()
    assert "4 of 4 moves judged" in shown
    assert "Accuracy" in shown
    dialog.save_html(tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Blunder" in page
    assert "data:image/png;base64," in page
    dialog.save_pdf(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert dialog.error == ""
    dialog.save_pdf(tmp_path / "nowhere" / "report.pdf")
    assert "nowhere" in dialog.error
    dialog.save_html(tmp_path / "report.html" / "no folder")
    assert "no folder" in dialog.error
    dialog.accept()


def test_the_printed_report_keeps_the_whole_graph(make_window, tmp_path):
    window = make_window()
    tell(window.session)
    press(window, Qt.Key.Key_F3)
    dialog = window.mistakes.dialog
    dialog.save_pdf(tmp_path / "report.pdf")
    # The graph and all tables fit one sheet, unless the page is narrower than they are.
    assert b"/Count 1\n" in (tmp_path / "report.pdf").read_bytes()
    dialog.accept()


def test_the_report_is_korean_where_the_window_is(make_window, qapp):
    window = make_window(81, 20, 60, 24)  # Black passes first
    tell(window.session, (0.0, -9.0, -9.0, -9.0, -9.0))
    ai = Player(PlayerKind.AI, level=5)
    state = window.session.state
    state = replace(
        state,
        setup=replace(state.setup, black=ai),
        result=Result(ResultKind.SCORE, Color.WHITE, 3.5),
    )
    moves = judged_moves(state)
    translator = Translator(qapp)
    translator.use("ko")
    try:
        dialog = PerformanceDialog(performance_of(state, moves), moves, state, 1.5)
    finally:
        translator.use("en")
    shown = dialog.view.toPlainText()
    assert "1 · 흑 패스 · −9.0" in shown
    assert "흑 · 컴퓨터 · 5단계" in shown
    assert "백 3집반 승" in shown
    assert set(re.findall(r"[A-Za-z]{2,}", shown)) <= {"AI", "Fake"}


def test_choices_survive_as_text():
    odd = replace(
        AnalysisChoices(),
        labels=(Label.LCB,),
        most=7,
        dots=Dots.ALL,
        territory=Territory.CHANGE,
        on_load=True,
        mistake=1.5,
    )
    assert AnalysisChoices.from_json(odd.to_json()) == odd
    for nonsense in ("", "[]", "{", '{"dots": "x", "most": -3, "policy": 1, "labels": 5}'):
        assert AnalysisChoices.from_json(nonsense) == AnalysisChoices()


def test_the_space_bar_still_presses_a_button(make_window):
    window = make_window()
    tell(window.session)
    button = window.play.controls.pass_button
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert not window.session.state.analysis.is_held
    assert window.session.state.move_number == len(POINTS) + 1
