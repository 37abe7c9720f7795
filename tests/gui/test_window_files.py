"""Records come by file, clipboard and mouse; files of several games."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox, QTreeWidgetItem

import gui.files.game_files as game_files
from gogame import sgf
from gui.dialogs.export import ExportDialog
from gui.dialogs.games import GamesDialog
from gui.game.state import MessageKind
from gui.main_window import MainWindow
from tests.gui.hands import in_dialog

WAIT_MS = 15_000
GAMES = "(;SZ[9]PB[A]PW[x];B[aa])(;SZ[13]PB[C]PW[y];B[cc];W[dd])(;SZ[9]PB[E];B[bb])"


@pytest.fixture
def window(make_bench, open_window):
    return open_window(make_bench())


def test_a_record_goes_over_the_clipboard_and_back(window, qtbot):
    window.session.click(40)
    press = QTest.keySequence
    press(window.board, "Ctrl+C")
    text = QGuiApplication.clipboard().text()
    assert ";B[ee]" in text
    window.session.undo()
    press(window.board, "Ctrl+V")
    qtbot.waitUntil(lambda: window.session.state.move_number == 1, timeout=WAIT_MS)
    assert window.session.state.is_record
    assert window.session.state.path is None
    assert "clipboard" in window.messages.label.text()


def test_what_is_no_record_leaves_the_game_alone(window, qtbot):
    QGuiApplication.clipboard().setText("good morning")
    window.commands["edit.paste-game"].trigger()
    qtbot.waitUntil(
        lambda: (
            (message := window.session.state.message) is not None
            and message.kind is MessageKind.OPEN_FAILED
        ),
        timeout=WAIT_MS,
    )
    assert window.session.state.game == 1


def test_a_file_is_dropped_on_the_window(window, qtbot, tmp_path):
    path = tmp_path / "이창호.gib"
    path.write_text("\\HS\n\\[GAMEBLACKNAME=한 (9D)\\]\n\\HE\n\\GS\nSTO 0 2 1 15 3\n\\GE\n")
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, content, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPoint(5, 5), copy, content, left, none))
    qtbot.waitUntil(lambda: window.session.state.path == path, timeout=WAIT_MS)
    assert window.session.state.setup.black.name == "한 9d"
    assert window.preferences.now.recent == str(path)


def test_a_record_of_a_server_is_saved_as_sgf(window, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "game.gib"
    path.write_text("\\HS\n\\HE\n\\GS\nSTO 0 2 1 15 3\n\\GE\n")
    window.records.open(path)
    qtbot.waitUntil(lambda: window.session.state.path == path, timeout=WAIT_MS)
    asked: list[list[str]] = []

    def choose(dialog: QFileDialog) -> int:
        asked.append(dialog.selectedFiles())
        return 0

    monkeypatch.setattr(QFileDialog, "exec", choose)
    assert not window.records.save()
    assert asked == [[str(tmp_path / "game.sgf")]]


def test_recent_records_stand_in_the_menu(window, qtbot, tmp_path):
    menu = next(one for one in window.findChildren(QMenu) if one.title() == "Recent records")
    assert not menu.isEnabled()
    paths = [tmp_path / f"{name}.sgf" for name in "ab"]
    for path in paths:
        path.write_text("(;SZ[9];B[aa])")
        window.records.open(path)
        qtbot.waitUntil(lambda path=path: window.session.state.path == path, timeout=WAIT_MS)
    actions = [window.commands[f"file.recent.{place}"] for place in range(3)]
    assert [action.isVisible() for action in actions] == [True, True, False]
    assert actions[0].text().startswith("b.sgf")
    assert menu.isEnabled()
    actions[1].trigger()
    qtbot.waitUntil(lambda: window.session.state.path == paths[0], timeout=WAIT_MS)
    assert window.preferences.now.recent.split("\n")[0] == str(paths[0])


def item(dialog: GamesDialog, place: int) -> QTreeWidgetItem:
    found = dialog.list.topLevelItem(place)
    assert found is not None
    return found


def open_games(window: MainWindow, qtbot, tmp_path: Path, act) -> Path:
    path = tmp_path / "games.sgf"
    path.write_text(GAMES)
    in_dialog(GamesDialog, act)
    window.records.open(path)
    qtbot.waitUntil(lambda: window.session.state.path == path, timeout=WAIT_MS)
    return path


def test_a_file_of_several_games_asks_which(window, qtbot, tmp_path):
    def choose(dialog: GamesDialog) -> None:
        assert dialog.list.topLevelItemCount() == 3
        dialog.filter.setText("C y")
        hidden = [item(dialog, place).isHidden() for place in range(3)]
        assert hidden == [True, False, True]
        dialog.list.setCurrentItem(item(dialog, 1))
        dialog.accept()

    open_games(window, qtbot, tmp_path, choose)
    qtbot.waitUntil(lambda: window.session.state.variant.width == 13, timeout=WAIT_MS)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT_MS)
    QTest.keySequence(window.board, "Ctrl+PgDown")
    assert window.session.state.setup.black.name == "E"
    assert not window.commands["file.game-next"].isEnabled()
    QTest.keySequence(window.board, "Ctrl+PgUp")
    assert window.session.state.setup.black.name == "C"


def test_games_are_reordered_removed_and_saved(window, qtbot, tmp_path, monkeypatch):
    other = tmp_path / "more.sgf"
    other.write_text("(;SZ[9]PB[F])")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args, **_more: ([str(other)], ""))

    def change(dialog: GamesDialog) -> None:
        assert not dialog.remove.isEnabled()
        dialog.list.setCurrentItem(item(dialog, 2))
        dialog.up.click()
        dialog.list.setCurrentItem(item(dialog, 2))
        dialog.remove.click()
        dialog.add.click()
        dialog.list.setCurrentItem(item(dialog, 0))
        dialog.accept()

    path = open_games(window, qtbot, tmp_path, change)
    qtbot.waitUntil(lambda: window.session.state.unsaved, timeout=WAIT_MS)
    window.records.save()
    qtbot.waitUntil(lambda: not window.session.state.unsaved, timeout=WAIT_MS)
    text = path.read_text(encoding="utf-8")
    assert [text.index(f"PB[{name}]") for name in "AEF"] == sorted(
        text.index(f"PB[{name}]") for name in "AEF"
    )
    assert "PB[C]" not in text


def test_an_edited_record_is_not_left_without_a_question(window, monkeypatch):
    window.session.change(lambda state: state)
    assert window.records.may_leave()
    window.variations.comments.text.setPlainText("words")
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    assert not window.records.may_leave()
    assert asked == ["The record was changed."]


def test_pictures_and_texts_of_the_board_go_to_the_clipboard(window):
    window.session.click(40)
    QTest.keySequence(window.board, "Ctrl+Alt+C")
    image = QGuiApplication.clipboard().image()
    assert image.size() == window.board.picture().size()
    QTest.keySequence(window.board, "Ctrl+Alt+T")
    assert "(X)" in QGuiApplication.clipboard().text()


def test_a_diagram_is_exported_as_picture_and_text(window, tmp_path, monkeypatch):
    for point in (40, 41, 42):
        window.session.click(point)

    def save_as(name: str) -> Path:
        path = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(path), ""))
        return path

    def export(dialog: ExportDialog) -> None:
        before = dialog.preview.pixmap().toImage()
        dialog.first.setValue(2)
        dialog.last.setValue(3)
        assert dialog.preview.pixmap().toImage() != before
        dialog.side.setValue(500)
        for code, name in (("png", "a.png"), ("svg", "a.svg"), ("text", "a.txt")):
            save_as(name)
            dialog.wanted.emit(code)
        dialog.wanted.emit("copy-picture")
        assert QGuiApplication.clipboard().image().width() == 500
        dialog.wanted.emit("copy-text")
        assert "X" in QGuiApplication.clipboard().text()
        dialog.reject()

    in_dialog(ExportDialog, export)
    window.exporting.ask_export()
    assert QImage(str(tmp_path / "a.png")).width() == 500
    drawn = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    assert "[*]" not in drawn, "Qt's mark of what is not saved"
    assert "Black" in (tmp_path / "a.txt").read_text(encoding="utf-8")
    path = save_as("board.png")
    window.commands["file.screenshot"].trigger()
    assert QImage(str(path)).size() == window.board.picture().size()
    save_as("no/such/folder/x.png")
    window.commands["file.screenshot"].trigger()
    assert window.session.state.message.is_error


def test_the_record_is_turned_and_its_colours_exchanged(window):
    window.session.click(0)
    QTest.keySequence(window.board, "Ctrl+Alt+R")
    assert window.board.scene.stones[8] == 1
    QTest.keySequence(window.board, "Ctrl+Alt+X")
    assert window.board.scene.stones[8] == 2
    window.commands["edit.turn.mirror-up-down"].trigger()
    assert window.board.scene.stones[80] == 2
    window.commands["edit.undo"].trigger()
    assert window.board.scene.stones[8] == 2


def test_no_two_commands_have_the_same_key(window):
    keys = [
        (key.toString(), command.name)
        for command in window.commands.all
        for key in command.action.shortcuts()
    ]
    names: dict[str, list[str]] = {}
    for key, name in keys:
        names.setdefault(key, []).append(name)
    assert {key: several for key, several in names.items() if len(several) > 1} == {}


def test_the_keys_that_the_document_names_do_something(window):
    text = (Path(__file__).parents[2] / "docs" / "records.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:(?:Ctrl|Alt|Shift)\+)+\w+|[A-Z]|Up|Down|Left|Right|Home|End)`", text)
    assert len(named) > 40
    known = {
        key.toString() for command in window.commands.all for key in command.action.shortcuts()
    }
    assert {QKeySequence(key).toString() for key in named} - known == set()


def test_what_takes_long_to_be_read_is_named_until_it_is_there(
    window, qtbot, tmp_path, monkeypatch
):
    slow, next_one = tmp_path / "slow.sgf", tmp_path / "next.sgf"
    for path in (slow, next_one):
        path.write_text("(;SZ[9];B[ee])")
    goes_on, read = threading.Event(), game_files.load_any

    def load(path: Path) -> list[sgf.GameTree]:
        if path == slow:
            goes_on.wait(60)
        return read(path)

    monkeypatch.setattr(game_files, "load_any", load)
    label, session = window.messages.label, window.session
    window.records.open(slow)
    qtbot.waitUntil(lambda: label.text() == "Reading slow.sgf…", timeout=WAIT_MS)
    session.step(-1)
    session.say(MessageKind.NOT_YOUR_TURN)
    window.records.open(next_one)
    qtbot.waitUntil(lambda: label.text() == "Reading slow.sgf…", timeout=WAIT_MS)
    goes_on.set()
    qtbot.waitUntil(lambda: session.state.path == next_one, timeout=WAIT_MS)
    assert label.text().startswith("Opened next.sgf.")


def test_the_name_goes_when_the_record_is_no_longer_wanted(window, qtbot, tmp_path, monkeypatch):
    goes_on, read = threading.Event(), game_files.load_any

    def load(path: Path) -> list[sgf.GameTree]:
        goes_on.wait(60)
        return read(path)

    path = tmp_path / "slow.sgf"
    path.write_text("(;SZ[9];B[ee])")
    monkeypatch.setattr(game_files, "load_any", load)
    window.records.open(path)
    window.session.new_game(window.session.state.setup)
    qtbot.waitUntil(lambda: window.messages.label.text() == "Reading slow.sgf…", timeout=WAIT_MS)
    goes_on.set()
    qtbot.waitUntil(lambda: window.session.state.message is None, timeout=WAIT_MS)
    assert window.session.state.path is None


def test_closing_gives_up_what_cannot_be_read_but_saves(window, tmp_path, monkeypatch):
    goes_on, read = threading.Event(), game_files.load_any

    def load(path: Path) -> list[sgf.GameTree]:
        goes_on.wait(60)
        return read(path)

    monkeypatch.setattr(game_files, "load_any", load)
    slow, saved = tmp_path / "slow.sgf", tmp_path / "saved.sgf"
    slow.write_text("(;SZ[9])")
    window.records.open(slow)
    window.session.save_file(saved)
    begun = time.monotonic()
    window.close()
    assert time.monotonic() - begun < 30
    assert saved.exists()
    goes_on.set()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_is_refused_at_once(window, qtbot, tmp_path):
    path = tmp_path / "p.sgf"
    os.mkfifo(path)
    label = window.messages.label
    window.records.open(path)
    qtbot.waitUntil(lambda: "it is a pipe or a device" in label.text(), timeout=WAIT_MS)
    window.drilling.begin_file(path)
    qtbot.waitUntil(lambda: label.text().startswith("Positions to practise"), timeout=WAIT_MS)
    assert "it is a pipe or a device" in label.text()
    window.records.open(tmp_path)
    qtbot.waitUntil(lambda: "it is a folder" in label.text(), timeout=WAIT_MS)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_the_program_ends_while_a_file_is_read_that_never_comes(tmp_path):
    path = tmp_path / "p.sgf"
    os.mkfifo(path)
    home = {name: str(tmp_path) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    ended = subprocess.run(
        [sys.executable, "-m", "tests.gui.stalled_window", str(path)],
        cwd=Path(__file__).parents[2],
        env=os.environ | home | {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        timeout=60,
        encoding="utf-8",
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (0, "Reading p.sgf…\n"), ended.stderr
    assert "Traceback" not in ended.stderr
