"""Commands as a person meets them: keys, the palette, the sheet, keys of one's own, settings."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from gui.dialogs.key_page import KeyPage
from gui.dialogs.look_page import LookPage
from gui.dialogs.palette import PaletteDialog
from gui.dialogs.preferences import PreferencesDialog
from gui.dialogs.shortcuts import ShortcutsDialog
from gui.files.settings import Settings, load_settings
from gui.i18n.word_pairs import other_words
from gui.main_window import MainWindow

OWN_KEY = "Ctrl+Alt+Shift+F9"  # which no command has


@pytest.fixture
def make_window(make_bench, open_window):
    def make(settings: Settings | None = None) -> MainWindow:
        return open_window(make_bench(), settings=settings)

    return make


def in_dialog(kind: type[QDialog], act) -> list[bool]:
    """Calls `act` with the dialog that is about to open; the list holds whether it was seen."""
    seen: list[bool] = []

    def when_open(tries: int = 200) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind) or not dialog.isActiveWindow():
            if tries:
                QTimer.singleShot(20, lambda: when_open(tries - 1))
            return
        try:
            act(dialog)
            seen.append(True)
        finally:
            dialog.close()

    QTimer.singleShot(0, when_open)
    return seen


def test_no_two_commands_have_the_same_key(make_window):
    commands = make_window().commands
    keys = Counter(key for command in commands.all for key in commands.keys(command.name))
    assert len(keys) > 20
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_command_has_words_in_both_languages(make_window):
    window = make_window()
    endonyms = {"English", "한국어"}
    for command in window.commands.all:
        words = command.words()
        assert words
        if words not in endonyms and any(letter.isalpha() for letter in words):
            assert other_words(words), f"{command.name}: {words}"


def test_the_palette_does_what_is_typed_in_either_language(make_window):
    window = make_window()

    def type_pass(dialog: PaletteDialog) -> None:
        dialog.query.setText("패스")
        assert dialog.shown[0] == "game.pass"
        QTest.keyClick(dialog.query, Qt.Key.Key_Return)

    seen = in_dialog(PaletteDialog, type_pass)
    QTest.keyClick(
        window,
        Qt.Key.Key_P,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert seen == [True]
    assert window.session.state.position.passes == 1


def test_what_cannot_be_done_now_is_grey_and_does_nothing(make_window):
    window = make_window()

    def choose(dialog: PaletteDialog) -> None:
        dialog.query.setText("undo")
        item = dialog.list.topLevelItem(0)
        assert dialog.shown[0] == "game.undo"
        assert item is not None
        assert item.isDisabled()
        assert "Ctrl+Z" in item.text(2)
        QTest.keyClick(dialog.query, Qt.Key.Key_Return)
        assert dialog.isVisible()

    seen = in_dialog(PaletteDialog, choose)
    window.commands["help.palette"].trigger()
    assert seen == [True]


def test_arrows_choose_in_the_palette(make_window):
    window = make_window()

    def go_down(dialog: PaletteDialog) -> None:
        dialog.query.setText("move numbers")
        QTest.keyClick(dialog.query, Qt.Key.Key_Down)
        QTest.keyClick(dialog.query, Qt.Key.Key_PageUp)
        QTest.keyClick(dialog.query, Qt.Key.Key_Return)

    seen = in_dialog(PaletteDialog, go_down)
    window.commands["help.palette"].trigger()
    assert seen == [True]
    assert window.board.scene.numbers == ()
    assert window.preferences.now.move_numbers


def test_the_sheet_shows_keys_and_becomes_a_document(make_window, tmp_path):
    window = make_window()

    def read(dialog: ShortcutsDialog) -> None:
        text = dialog.sheet.toPlainText()
        assert "Pass" in text
        assert "Ctrl+Shift+P" in text
        dialog.save_pdf(str(tmp_path / "keys.pdf"))

    seen = in_dialog(ShortcutsDialog, read)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert seen == [True]
    assert (tmp_path / "keys.pdf").read_bytes().startswith(b"%PDF")


def test_a_key_of_one_s_own_is_used_kept_and_taken_back(make_window, tmp_path, qtbot):
    window = make_window()

    def choose(dialog: PreferencesDialog) -> None:
        page = dialog.page("Shortcuts")
        assert isinstance(page, KeyPage)
        page.choose("game.pass")
        page.key.setKeySequence("Ctrl+Z")
        page.set_button.click()
        assert "Undo" in page.note.text()
        assert window.commands.keys("game.pass") == ("P",)
        page.key.setKeySequence(OWN_KEY)
        page.set_button.click()
        assert window.commands.keys("game.pass") == (OWN_KEY,)

    seen = in_dialog(PreferencesDialog, choose)
    window.commands["edit.preferences"].trigger()
    assert seen == [True]
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_P)
    assert window.session.state.move_number == 0
    QTest.keySequence(window, QKeySequence(OWN_KEY))
    assert window.session.state.move_number == 1
    kept = load_settings(tmp_path / "config")
    again = make_window(kept)
    assert again.commands.keys("game.pass") == (OWN_KEY,)
    again.preferences.change(keys="")
    assert again.commands.keys("game.pass") == ("P",)


@pytest.mark.parametrize("text", ["[1]", "{", '{"game.pass": 3}', '{"no.such": ["X"]}'])
def test_keys_that_make_no_sense_are_as_good_as_none(make_window, text):
    assert make_window(Settings(keys=text)).commands.keys("game.pass") == ("P",)


def test_looks_are_chosen_and_seen_at_once(make_window, qapp):
    window = make_window()
    before = window.board.picture()

    def choose(dialog: PreferencesDialog) -> None:
        page = dialog.page("Looks")
        assert isinstance(page, LookPage)
        small = page.preview.picture()
        page.board.setCurrentIndex(page.board.findData("slate"))
        page.stones.setCurrentIndex(page.stones.findData("flat"))
        assert page.preview.picture() != small
        assert window.board.picture() != before
        page.judgement.setCurrentIndex(page.judgement.findData("color-blind"))
        page.appearance.setCurrentIndex(page.appearance.findData("dark"))
        page.percent.setValue(15)

    seen = in_dialog(PreferencesDialog, choose)
    window.commands["edit.preferences"].trigger()
    assert seen == [True]
    now = window.preferences.now
    assert (now.board, now.stones, now.judgement) == ("slate", "flat", "color-blind")
    assert now.font_percent == 150
    assert window.commands["view.appearance.dark"].isChecked()
    assert qapp.palette().window().color().lightness() < 80
    window.preferences.change(appearance="light")


def test_words_grow_and_shrink_by_key(make_window, qapp):
    window = make_window()
    usual = qapp.font().pointSizeF()
    QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert qapp.font().pointSizeF() == pytest.approx(1.1 * usual)
    for _ in range(5):
        QTest.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert window.preferences.now.font_percent == 80
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert qapp.font().pointSizeF() == pytest.approx(usual)


def test_the_dialog_of_the_settings_follows_another_language(make_window, qtbot):
    window = make_window()

    def choose(dialog: PreferencesDialog) -> None:
        page = dialog.page("Looks")
        assert isinstance(page, LookPage)
        page.language.setCurrentIndex(page.language.findData("ko"))
        qtbot.waitUntil(lambda: dialog.windowTitle() == "환경설정")
        assert dialog.page("단축키") is not None

    seen = in_dialog(PreferencesDialog, choose)
    window.commands["edit.preferences"].trigger()
    assert seen == [True]
