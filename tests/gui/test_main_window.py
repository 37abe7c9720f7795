from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from gui.dialogs.new_game import NewGameDialog
from gui.files.game_files import game_text
from gui.files.settings import Settings, load_settings
from gui.game.engines import EngineStatus
from gui.game.state import HUMAN, GameSetup, MessageKind, Phase
from gui.i18n.translator import Translator
from gui.main_window import MainWindow
from tests.gui.hands import click

WAIT_MS = 15_000
BOTH_HUMAN = GameSetup(white=HUMAN)


@pytest.fixture
def make_window(make_bench, open_window):
    def make(*mood: str, settings: Settings | None = None) -> MainWindow:
        bench = make_bench(*mood)
        window = open_window(bench, None if mood else BOTH_HUMAN, settings)
        if mood:
            bench.partner.start()
        return window

    return make


def choose_file(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Makes every file dialog end with this file."""
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: 1)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: [str(path)])


def answer(text: str) -> None:
    """Presses a button of the message box that is about to open; without a text, the default."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, press)
            return
        wanted = (button for button in box.buttons() if button.text() == text)
        (next(wanted) if text else box.defaultButton()).click()

    QTimer.singleShot(0, press)


def test_a_game_with_the_mouse_from_the_first_move_to_the_result(make_window, qtbot):
    window = make_window("passes", "")
    session = window.session
    assert window.messages.label.text() == "Black to play: click a point of the board."
    click(window, 40)
    qtbot.waitUntil(lambda: session.state.move_number == 2, timeout=WAIT_MS)
    assert window.board.scene.stones[40] == 1
    assert "White passes" in window.messages.label.text()
    window.play.controls.pass_button.click()
    qtbot.waitUntil(lambda: session.state.engine.status is EngineStatus.READY, timeout=WAIT_MS)
    assert window.play.score.isVisible()
    click(window, 40)
    assert session.state.dead == {40}
    click(window, 40)
    window.play.score.accept_button.click()
    assert session.state.phase is Phase.OVER
    assert window.play.score.title.text() == "Black wins by 73.5 points"


def test_an_empty_region_is_given_to_others_with_the_mouse(make_window, qtbot):
    window = make_window("passes", "")
    session, panel = window.session, window.play.score
    click(window, 40)
    qtbot.waitUntil(lambda: session.state.move_number == 2, timeout=WAIT_MS)
    window.play.controls.pass_button.click()
    qtbot.waitUntil(lambda: session.state.proposed is not None, timeout=WAIT_MS)
    assert panel.title.text() == "Black wins by 73.5 points"
    click(window, 0)
    assert window.board.scene.owner == bytes(40) + b"\1" + bytes(40)
    assert panel.title.text() == "White wins by 6.5 points"
    assert panel.by_hand.text() == "Given by hand: nobody 80."
    click(window, 80)
    assert panel.by_hand.text() == "Given by hand: White 80."
    panel.proposal_button.click()
    assert panel.title.text() == "Black wins by 73.5 points"
    assert panel.by_hand.isHidden()
    click(window, 1)
    panel.accept_button.click()
    assert panel.title.text() == "White wins by 6.5 points"
    assert "RE[W+6.5]" in game_text(session.state)


def test_undo_and_the_way_through_the_moves_by_key(make_window):
    window = make_window()
    for point in (40, 41, 42):
        click(window, point)
    QTest.keyClick(window, Qt.Key.Key_Left)
    assert window.session.state.move_number == 2
    QTest.keyClick(window, Qt.Key.Key_Home)
    assert window.session.state.move_number == 0
    QTest.keyClick(window, Qt.Key.Key_End)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.state.move_number == 2
    QTest.keyClick(window, Qt.Key.Key_P)
    assert window.session.state.position.passes == 1


def test_resigning_asks_first(make_window):
    window = make_window()
    click(window, 40)
    for no in ("Play on", ""):
        answer(no)
        window.play.controls.resign_button.click()
        assert window.session.state.phase is Phase.PLAYING
    answer("Resign")
    window.play.controls.resign_button.click()
    assert str(window.session.state.result) == "B+R"


def test_a_dead_engine_is_seen_and_restarted_with_a_click(make_window, qtbot, tmp_path):
    window = make_window("crash-once", str(tmp_path / "crashed"))
    click(window, 40)
    qtbot.waitUntil(window.play.engine.restart_button.isVisible, timeout=WAIT_MS)
    assert "out of memory" in window.play.engine.reason
    assert "nothing is lost" in window.messages.label.text()
    window.play.engine.restart_button.click()
    qtbot.waitUntil(lambda: window.session.state.move_number == 2, timeout=WAIT_MS)
    assert not window.play.engine.restart_button.isVisible()


def test_a_new_game_from_the_dialog_is_remembered(make_window, monkeypatch, tmp_path):
    window = make_window()

    def choose(dialog: NewGameDialog) -> int:
        dialog.board.size_buttons.button(13).click()
        return 1

    monkeypatch.setattr(NewGameDialog, "exec", choose)
    window.play.controls.new_button.click()
    assert window.session.state.variant.height == 13
    settings = load_settings(tmp_path / "config")
    again = make_window(settings=settings)
    seen: list[int] = []
    monkeypatch.setattr(
        NewGameDialog,
        "exec",
        lambda dialog: seen.append(dialog.board.size_buttons.checkedId()) or 0,
    )
    again.play.controls.new_button.click()
    assert seen == [13]
    assert again.session.state.variant.height == 9


def test_an_unfinished_game_is_not_thrown_away_without_asking(make_window, monkeypatch):
    window = make_window()
    click(window, 40)
    monkeypatch.setattr(NewGameDialog, "exec", lambda _dialog: 1)
    answer("Cancel")
    window.play.ask_new_game()
    assert window.session.state.move_number == 1
    answer("Don't save")
    window.play.ask_new_game()
    assert window.session.state.move_number == 0


def test_save_and_open(make_window, monkeypatch, qtbot, tmp_path):
    window = make_window()
    click(window, 40)
    path = tmp_path / "game.sgf"
    choose_file(monkeypatch, path)
    assert window.records.save()
    saved = path
    qtbot.waitUntil(lambda: window.session.state.path == saved, timeout=WAIT_MS)
    assert window.windowTitle().startswith("game.sgf")
    assert not window.isWindowModified()
    click(window, 41)
    assert window.isWindowModified()
    assert window.records.save()
    qtbot.waitUntil(lambda: not window.isWindowModified(), timeout=WAIT_MS)
    window.session.new_game(BOTH_HUMAN)
    window.records.ask_open()
    qtbot.waitUntil(lambda: window.session.state.move_number == 2, timeout=WAIT_MS)


def test_no_file_chosen_changes_nothing(make_window, monkeypatch):
    window = make_window()
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: 0)
    assert not window.records.save()
    window.records.ask_open()
    assert window.session.state.move_number == 0


def test_a_broken_file_is_one_line_in_the_window(make_window, qtbot, tmp_path):
    window = make_window()
    path = tmp_path / "bad.sgf"
    path.write_text("(;SZ[77])")
    window.session.open_file(path)
    qtbot.waitUntil(
        lambda: window.session.state.message.kind is MessageKind.OPEN_FAILED, timeout=WAIT_MS
    )
    assert window.messages.label.property("severity") == "error"
    assert "bad.sgf" in window.messages.label.text()
    assert "77" in window.messages.label.text()


def test_coordinates_and_move_numbers_can_be_switched(make_window, tmp_path):
    window = make_window()
    click(window, 40)
    window.commands["view.numbers"].trigger()
    window.commands["view.coordinates"].trigger()
    assert window.board.scene.numbers == ((40, 1),)
    assert not window.board.scene.coordinates
    window.close()
    settings = load_settings(tmp_path / "config")
    assert (settings.coordinates, settings.move_numbers) == (False, True)


def test_the_language_menu(make_window):
    window = make_window()
    try:
        window.commands["view.language.ko"].trigger()
        QApplication.processEvents()
        assert window.play.controls.new_button.text() == "새 대국"
        assert window.commands["game.undo"].text() == "무르기"
        assert "흑 차례" in window.messages.label.text()
    finally:
        window.commands["view.language.en"].trigger()
        QApplication.processEvents()
    assert window.play.controls.new_button.text() == "New game"


def test_closing_keeps_the_game_and_ends_the_engine(make_window, qtbot, tmp_path):
    window = make_window("kind")
    click(window, 40)
    qtbot.waitUntil(lambda: window.session.state.move_number == 2, timeout=WAIT_MS)
    window.close()
    assert window.session.engine_process_id == 0
    assert len(list(Path(tmp_path / "data").glob("unfinished-*.json"))) == 1


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("size", [(720, 560), (1080, 800)])
def test_no_button_s_words_are_cut(make_window, qapp, language, size):
    translator = Translator(qapp)
    window = make_window()
    try:
        translator.use(language)
        window.resize(*size)
        QApplication.processEvents()
        controls = window.play.controls
        for button in (controls.pass_button, controls.undo_button, controls.resign_button):
            words = button.fontMetrics().horizontalAdvance(button.text())
            assert words + 10 <= button.width(), button.text()
    finally:
        translator.use("en")
