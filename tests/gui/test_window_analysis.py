"""The analysis, the engines and the console in the whole window, by key and by mouse."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from gogame.board.coords import Color
from gogame.board.variant import standard
from gui.analysis.choices import LIVE_VISITS
from gui.analysis.game_line import report_shown
from gui.dialogs.engines import EnginesDialog
from gui.files.settings import Settings, load_settings
from gui.game.engines import EngineChoice, EngineStatus, Protocol, choice_from_json
from gui.game.reports import Metric, PositionReport, Reports, keys_of, ownership_bytes
from gui.game.state import HUMAN, GameSetup, PlayerKind
from gui.i18n.translator import Translator
from gui.looks.theme import DARK
from gui.main_window import MainWindow

WAIT_MS = 30_000
SETUP = GameSetup(standard(9, "chinese"), white=HUMAN)
ENGINE = EngineChoice("kind", "Fake", Protocol.ANALYSIS)


@pytest.fixture
def make_window(make_bench, open_window):
    def make(*points: int, analysis: EngineChoice = ENGINE, **settings: object) -> MainWindow:
        bench = make_bench(analysis=analysis)
        kept = Settings(**settings)  # type: ignore[arg-type]
        window = open_window(bench, SETUP, kept, *points)
        bench.team.start()
        return window

    return make


def wait_for_report(window: MainWindow, qtbot, visits: int = LIVE_VISITS) -> None:
    def is_there() -> bool:
        report = report_shown(window.session.state)
        return report is not None and report.visits >= visits

    qtbot.waitUntil(is_there, timeout=WAIT_MS)


def test_a_key_switches_analysis_on_and_off(make_window, qtbot):
    window = make_window(40)
    assert window.analysis.panel.isHidden()
    assert window.analysis.graph.isHidden()
    QTest.keyClick(window, Qt.Key.Key_A)
    assert window.session.state.analysis.is_on
    wait_for_report(window, qtbot)
    assert window.commands["analysis.live"].isChecked()
    assert window.analysis.panel.isVisible()
    assert window.analysis.graph.isVisible()
    assert window.board.scene.candidates[0].title == "-1.0"
    QTest.keyClick(window, Qt.Key.Key_A)
    assert not window.commands["analysis.live"].isChecked()
    assert window.board.scene.candidates == ()
    assert window.analysis.graph.isVisible(), "what was found stays"


def test_the_toolbar_has_the_same_actions(make_window):
    window = make_window()
    actions = [a for a in window.commands.toolbar.actions() if not a.isSeparator()]
    assert window.commands["analysis.live"] in actions
    button = window.commands.toolbar.widgetForAction(window.commands["analysis.live"])
    assert button.isVisible()
    button.click()
    assert window.session.state.analysis.is_on


def test_every_action_can_be_reached_by_key(make_window):
    commands = make_window().commands
    for name in (
        "analysis.live",
        "analysis.review",
        "analysis.next-line",
        "analysis.hide-line",
        "analysis.play-best",
        "analysis.ownership",
        "analysis.winrate",
        "game.engines",
        "view.console",
    ):
        assert not commands[name].shortcut().isEmpty(), name
    keys = [key.toString() for command in commands.all for key in command.action.shortcuts()]
    assert len(keys) == len(set(keys)), "no key twice"


def test_the_whole_game_and_the_way_through_it_on_the_graph(make_window, qtbot):
    window = make_window(40, 41, 42, 43)
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    wait_for_report(window, qtbot, 100)
    qtbot.waitUntil(lambda: window.session.state.analysis.review is None, timeout=WAIT_MS)
    graph = window.analysis.graph
    qtbot.waitUntil(lambda: all(r.score_black is not None for r in graph.line.readings))
    x = round(graph.x_of(2))
    QTest.mouseClick(graph, Qt.MouseButton.LeftButton, pos=QPoint(x, 60))
    assert window.session.state.move_number == 2
    assert graph.line.cursor == 2
    assert window.analysis.panel.lead.text() == "Black +2.0 · 52 %"


def test_metric_and_ownership_are_switched_and_remembered(make_window, qtbot, tmp_path):
    window = make_window(40)
    QTest.keyClick(window, Qt.Key.Key_A)
    wait_for_report(window, qtbot)
    assert window.board.scene.influence is None
    QTest.keyClick(window, Qt.Key.Key_T)
    assert window.board.scene.influence is not None
    QTest.keyClick(window, Qt.Key.Key_W)
    assert window.analysis.graph.shown_metric is Metric.WINRATE
    assert window.board.scene.candidates[0].title == "50%"
    window.close()
    kept = load_settings(tmp_path / "config")
    assert (kept.ownership, kept.metric) == (True, "winrate")
    again = make_window(ownership=True, metric="winrate")
    assert again.commands["analysis.ownership"].isChecked()
    assert again.commands["analysis.winrate"].isChecked()


def test_lines_and_the_best_move_by_key(make_window, qtbot):
    window = make_window(40)
    QTest.keyClick(window, Qt.Key.Key_A)
    wait_for_report(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_Period)
    assert window.board.line_shown() == window.board.scene.candidates[0]
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.board.line_shown() is None
    QTest.keyClick(window, Qt.Key.Key_Comma)
    assert window.session.state.move_number == 2
    assert window.session.state.position.last_move.action == 72


def test_a_dead_analysis_engine_is_a_sentence_and_a_button(make_window, qtbot):
    window = make_window(40, analysis=EngineChoice("crash", "Fake", Protocol.ANALYSIS))
    window.commands["analysis.live"].trigger()
    panel = window.analysis.panel
    qtbot.waitUntil(panel.restart_button.isVisible, timeout=WAIT_MS)
    assert "no memory for a tree" in panel.reason.text()
    assert "analysis engine stopped" in window.messages.label.text()
    assert window.messages.label.property("severity") == "error"
    panel.restart_button.click()
    assert window.session.state.analysis.engine.status is EngineStatus.STARTING
    qtbot.waitUntil(panel.restart_button.isVisible, timeout=WAIT_MS)


def test_engines_are_chosen_and_kept(make_window, qtbot, monkeypatch, tmp_path):
    window = make_window(40)

    def choose(dialog: EnginesDialog) -> int:
        white = dialog.players[Color.WHITE]
        white.show_choice(EngineChoice("plain", "Plain"))
        dialog.analysis.show_choice(EngineChoice("kata", "Kata"))
        return 1

    monkeypatch.setattr(EnginesDialog, "exec", choose)
    monkeypatch.setattr("gui.features.play.is_program", lambda _word: True)
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert window.session.state.setup.white.engine == "plain"
    assert window.session.state.analysis.choice.command == "kata"
    qtbot.waitUntil(lambda: window.session.state.move_number == 2, timeout=WAIT_MS)
    kept = load_settings(tmp_path / "config")
    assert choice_from_json(kept.analysis_engine, ENGINE).command == "kata"
    assert '"engine": "plain"' in kept.new_game
    assert window.session.state.setup.white.kind is PlayerKind.AI


def test_the_console_opens_types_and_saves(make_window, qtbot, monkeypatch, tmp_path):
    window = make_window(40)
    qtbot.waitUntil(
        lambda: window.session.state.engine.status is EngineStatus.READY, timeout=WAIT_MS
    )
    assert window.console.dock.isHidden()
    QTest.keyClick(window, Qt.Key.Key_F12)
    assert window.console.dock.isVisible()
    panel = window.console.panel
    assert "> list_commands" in panel.text()
    QTest.keyClicks(panel.command, "final_status_list dead")
    QTest.keyClick(panel.command, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "> final_status_list dead" in panel.text(), timeout=WAIT_MS)
    assert window.session.state.move_number == 1
    path = tmp_path / "engine.log"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    panel.save_button.click()
    assert path.read_text().startswith("> list_commands\n")
    assert "Saved engine.log" in window.messages.label.text()
    window.console.save(path / "below a file")
    assert window.messages.label.property("severity") == "error"
    window.console.dock.close()
    assert not window.commands["view.console"].isChecked()


def test_colours_can_be_dark_at_once(make_window, qapp, tmp_path):
    window = make_window(40)
    window.commands["view.appearance.dark"].trigger()
    image = window.grab().toImage()
    assert image.pixelColor(2, 200).lightness() < 60
    assert DARK.table in qapp.styleSheet()
    window.close()
    assert load_settings(tmp_path / "config").appearance == "dark"


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("size", [(720, 560), (1080, 800)])
def test_no_word_of_the_analysis_is_cut(make_window, qapp, qtbot, language, size):
    translator = Translator(qapp)
    window = make_window(40)
    try:
        translator.use(language)
        window.resize(*size)
        window.commands["analysis.live"].trigger()
        wait_for_report(window, qtbot)
        QApplication.processEvents()
        toolbar = window.commands.toolbar
        for action in toolbar.actions():
            button = toolbar.widgetForAction(action)
            assert button.isVisible(), action.text()
        button = window.analysis.panel.review_button
        words = button.fontMetrics().horizontalAdvance(button.text())
        assert words + 10 <= button.width(), button.text()
    finally:
        translator.use("en")


def test_a_state_is_shown_within_a_frame(make_window):
    """A game of 300 moves on 19x19, everything analysed: a report must not freeze the window."""
    window = make_window()
    session = window.session
    session.begin(GameSetup(standard(19, "chinese"), white=HUMAN))
    for point in range(0, 361, 2):
        if session.state.position.legal()[point]:
            session.click(point)
    state = session.state
    report = PositionReport(1000, 0.6, 3.5, (), ownership_bytes((0.5,) * 361))
    keys = keys_of(state.tree, state.cursor)
    reports = Reports().with_reports(dict.fromkeys(keys, report))
    analysis = window.session.analyst
    analysis._state = type(state.analysis)(is_on=True, reports=reports)
    analysis.changed.emit()
    durations = []
    for _ in range(20):
        started = time.process_time()
        analysis.changed.emit()
        durations.append(time.process_time() - started)
    assert sorted(durations)[len(durations) // 2] < 0.016
