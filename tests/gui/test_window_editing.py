"""Records edited in the window by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QInputDialog, QLineEdit

from gogame.board.coords import EMPTY, WHITE
from gogame.diagram import Mark
from gui.dialogs.game_info import GameInfoDialog
from gui.files.game_files import game_text, parse_game, state_of
from gui.files.snapshot import from_text
from gui.game.editing import Tool
from gui.game.state import Phase
from gui.game.transitions import go_to
from gui.main_window import MainWindow
from tests.gui.hands import click, in_dialog, place

WAIT_MS = 15_000
RICH = """(;FF[4]GM[1]SZ[9]KM[5.5]RU[Japanese]PB[Kim]BR[3d]PW[Lee]C[A game]
;B[ee]C[first]TR[ee];W[ec]
(;B[cc];W[gg];B[])
(;B[gc]C[other](;W[cg])(;W[cc]LB[cc:a])))"""


@pytest.fixture
def window(make_bench, open_window):
    return open_window(make_bench())


def open_record(window: MainWindow, text: str = RICH, node: int = 0) -> None:
    opened = parse_game(text)
    window.session.start(lambda game: go_to(state_of(opened, game, None), node))


def press(window: MainWindow, keys: str) -> None:
    QTest.keySequence(window.board, keys)


def line(dialog: GameInfoDialog, ident: str) -> QLineEdit:
    field = dialog.fields[ident]
    assert isinstance(field, QLineEdit)
    return field


def test_marks_are_drawn_with_keys_and_mouse_and_undone(window):
    open_record(window)
    assert not window.editing.bar.isVisible()
    press(window, "E")
    assert window.editing.bar.isVisible()
    press(window, "Ctrl+3")
    assert window.session.state.editing.tool is Tool.TRIANGLE
    before = window.board.grab().toImage()
    click(window, 30)
    assert window.board.scene.markup.shapes == ((30, Mark.TRIANGLE),)
    assert window.board.grab().toImage() != before
    press(window, "Ctrl+Z")
    assert window.board.scene.markup.shapes == ()
    press(window, "Ctrl+Shift+Z")
    assert window.board.scene.markup.shapes == ((30, Mark.TRIANGLE),)
    click(window, 30, Qt.MouseButton.RightButton)
    assert window.board.scene.markup.shapes == ()
    press(window, "E")
    assert window.session.state.editing.tool is None
    assert not window.editing.bar.isVisible()


def test_an_arrow_is_pulled_with_the_mouse(window):
    open_record(window)
    press(window, "Ctrl+7")
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(window.board, left, pos=place(window, 0))
    QTest.mouseMove(window.board, place(window, 40))
    QTest.mouseRelease(window.board, left, pos=place(window, 40))
    assert window.board.scene.markup.arrows == ((0, 40),)


def test_stones_are_set_up_and_the_other_button_puts_the_other_colour(window):
    open_record(window)
    press(window, "Ctrl+1")
    click(window, 0)
    click(window, 1, Qt.MouseButton.RightButton)
    assert window.board.scene.stones[0] == 1
    assert window.board.scene.stones[1] == WHITE
    press(window, "Ctrl+Alt+2")
    click(window, 0)
    assert window.board.scene.stones[0] == EMPTY
    to_play = window.session.state.to_play
    press(window, "Ctrl+Alt+P")
    assert window.session.state.to_play is to_play.opponent


def test_moves_are_tried_in_a_finished_game_while_it_is_edited(window):
    open_record(window, "(;SZ[9]RE[B+R];B[ee])")
    press(window, "Ctrl+Alt+0")
    click(window, 20)
    state = window.session.state
    assert state.position.color_at(20) != EMPTY
    assert state.phase is Phase.OVER
    press(window, "P")
    assert window.session.state.position.passes == 1


def test_a_click_in_a_finished_game_tries_a_move(window):
    open_record(window, "(;SZ[9]RE[B+R];B[ee];W[cc])", node=1)
    assert window.board.scene.hover is not None
    click(window, 20)  # the move of the game
    assert window.session.state.cursor == 2
    press(window, "Ctrl+Left")
    window.session.step(-1)
    click(window, 21)
    state = window.session.state
    assert len(state.tree[1].children) == 2
    assert state.phase is Phase.OVER
    assert str(state.result) == "B+R"
    press(window, "Ctrl+Z")
    assert len(window.session.state.tree[1].children) == 1
    assert window.session.state.phase is Phase.OVER


def test_the_tree_shows_itself_where_there_are_variations(window, qtbot):
    assert window.variations.tree_dock.isHidden()
    open_record(window)
    tree = window.variations.tree
    qtbot.waitUntil(tree.isVisible, timeout=WAIT_MS)
    node = 6
    spot = tree.place_of(node)
    assert spot is not None
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert window.session.state.cursor == node
    again = tree.place_of(node)
    assert again is not None
    assert tree.node_at(again) == node
    open_record(window, "(;SZ[9];B[ee])")
    assert window.variations.tree_dock.isHidden()
    press(window, "Ctrl+T")
    assert not window.variations.tree_dock.isHidden()
    assert window.preferences.now.tree == "on"
    window.variations.tree_dock.close()
    assert window.preferences.now.tree == "off"


def test_variations_are_folded_and_come_back_when_one_is_shown(window, qtbot):
    open_record(window)
    tree = window.variations.tree
    qtbot.waitUntil(tree.isVisible, timeout=WAIT_MS)
    window.session.change(lambda state: go_to(state, 2))
    press(window, "Ctrl+Alt+F")
    assert tree.folded == {2}
    assert tree.place_of(6) is None
    window.session.change(lambda state: go_to(state, 6))
    assert tree.place_of(6) is not None
    window.commands["view.fold-all"].trigger()
    assert tree.folded == set() or tree.place_of(6) is not None
    window.commands["view.unfold-all"].trigger()
    assert tree.folded == set()


@pytest.mark.parametrize(
    ("start", "keys", "end"),
    [
        (3, "Down", 6),
        (4, "Down", 7),
        (6, "Up", 3),
        (8, "Ctrl+Up", 6),
        (6, "Ctrl+Up", 2),
        (0, "Ctrl+Down", 2),
        (7, "Ctrl+Left", 2),
        (1, "Ctrl+Shift+Down", 6),
        (6, "Ctrl+Shift+Up", 1),
    ],
)
def test_keys_lead_through_the_tree(window, start, keys, end):
    open_record(window, node=start)
    press(window, keys)
    assert window.session.state.cursor == end


def test_a_move_is_gone_to_by_its_number(window):
    open_record(window)

    def type_number(dialog: QInputDialog) -> None:
        dialog.setIntValue(2)
        dialog.accept()

    in_dialog(QInputDialog, type_number)
    press(window, "Ctrl+G")
    assert window.session.state.move_number == 2


def test_a_comment_is_written_and_kept(window, qtbot):
    open_record(window)
    editor = window.variations.comments
    qtbot.waitUntil(editor.isVisible, timeout=WAIT_MS)
    assert editor.text.toPlainText() == "A game"
    editor.text.setFocus()
    editor.text.selectAll()
    QTest.keyClicks(editor.text, "epa **good** game")
    qtbot.waitUntil(lambda: "good" in game_text(window.session.state), timeout=WAIT_MS)
    assert window.session.state.tree[0].text("C") == "epa **good** game"
    assert window.session.state.editing.tool is None
    QTest.keyClicks(editor.text, "!")
    window.session.step(1)
    qtbot.waitUntil(lambda: window.session.state.tree[0].text("C").endswith("!"), timeout=WAIT_MS)
    assert editor.text.toPlainText() == "first"
    editor.name.setFocus()
    QTest.keyClicks(editor.name, "Tengen")
    editor.flush()
    assert window.session.state.tree[1].text("N") == "Tengen"
    window.session.step(-1)
    editor.formatted.click()
    assert "good" in editor.reading.toPlainText()
    assert "**" not in editor.reading.toPlainText()


def test_words_typed_last_are_saved(window, qtbot, tmp_path):
    open_record(window)
    editor = window.variations.comments
    qtbot.waitUntil(editor.isVisible, timeout=WAIT_MS)
    editor.text.setPlainText("last words")
    path = tmp_path / "x.sgf"
    window.session.change(lambda state: state)
    window.records.save_to(path)
    qtbot.waitUntil(lambda: path.exists() and not window.session.state.unsaved, timeout=WAIT_MS)
    assert "last words" in path.read_text(encoding="utf-8")


def test_branches_travel_over_the_clipboard(window):
    open_record(window, node=6)
    press(window, "Ctrl+Shift+X")
    assert window.session.state.cursor == 2
    assert QGuiApplication.clipboard().text().startswith("(;B[gc]")
    window.session.step(-10)
    press(window, "Ctrl+Shift+V")
    assert len(window.session.state.tree[0].children) == 2
    assert window.session.state.tree[window.session.state.cursor].text("C") == "other"
    QGuiApplication.clipboard().setText("no record")
    press(window, "Ctrl+Shift+V")
    assert window.session.state.message.is_error
    press(window, "Ctrl+Alt+M")
    assert window.session.state.tree[0].children[0] == window.session.state.cursor
    press(window, "Ctrl+Del")
    assert window.session.state.cursor == 0
    assert len(window.session.state.tree[0].children) == 1


def test_the_menu_of_a_node_names_what_can_be_done(window):
    open_record(window, node=6)
    menu = window.variations.menu()
    names = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert "Make main line" in names
    assert all(names)


def test_the_information_of_a_game_is_changed(window):
    open_record(window)

    def fill(dialog: GameInfoDialog) -> None:
        assert line(dialog, "PB").text() == "Kim"
        line(dialog, "EV").setText("Club ]evening")
        line(dialog, "PW").setText("Park")
        line(dialog, "KM").setText("6.5")
        line(dialog, "RE").setText("W+2.5")
        dialog.about.setPlainText("Two\nlines")
        rules = dialog.fields["RU"]
        assert isinstance(rules, QComboBox)
        assert rules.currentText() == "Japanese"
        assert "RU" not in dialog.info()
        rules.setCurrentText("Chinese")
        dialog.accept()

    in_dialog(GameInfoDialog, fill)
    press(window, "Ctrl+I")
    assert window.session.state.setup.preset == "chinese"
    assert window.session.state.tree[0].text("RU") == "Chinese"
    state = window.session.state
    assert state.setup.white.name == "Park"
    assert state.position.komi == 6.5
    assert state.phase is Phase.OVER
    again = parse_game(game_text(state)).tree[0]
    assert again.text("EV") == "Club ]evening"
    assert again.text("GC") == "Two\nlines"
    assert (again.text("KM"), again.text("RE")) == ("6.5", "W+2.5")
    window.commands["edit.undo"].trigger()
    assert window.session.state.position.komi == 5.5


def test_a_komi_that_is_none_is_named(window):
    open_record(window)

    def fill(dialog: GameInfoDialog) -> None:
        line(dialog, "KM").setText("6.3")
        dialog.accept()

    in_dialog(GameInfoDialog, fill)
    window.editing.ask_info()
    message = window.session.state.message
    assert message is not None
    assert "expected a number of half points" in message.args[0]


def test_the_window_grows_by_the_tree_and_back(window, qtbot, monkeypatch):
    class Wide:
        def availableGeometry(self) -> QRect:
            return QRect(0, 0, 4000, 2000)

    monkeypatch.setattr(window, "screen", Wide)
    width, cell = window.width(), window.board.geometry_of_board().cell
    open_record(window)
    qtbot.waitUntil(window.variations.tree.isVisible, timeout=WAIT_MS)
    grown = window.width()
    assert width < grown <= width + 270
    qtbot.waitUntil(lambda: abs(window.board.geometry_of_board().cell - cell) <= 2, timeout=WAIT_MS)
    press(window, "Ctrl+Shift+T")
    assert window.width() == grown
    press(window, "Ctrl+T")
    qtbot.waitUntil(window.variations.tree_dock.isHidden, timeout=WAIT_MS)
    assert window.width() == width


def test_the_node_shown_is_in_the_middle_of_the_tree(window, qtbot):
    moves = "".join(f";{'BW'[i % 2]}[{chr(97 + i % 9)}{chr(97 + i // 9)}]" for i in range(80))
    open_record(window, f"(;SZ[9](;B[ii]){moves})", node=40)
    tree = window.variations.tree
    qtbot.waitUntil(tree.isVisible, timeout=WAIT_MS)
    for keys in ("Right", "Left", "Left"):
        press(window, keys)
        spot = tree.place_of(window.session.state.cursor)
        assert spot is not None
        middle = tree.viewport().rect().center()
        away = (spot - middle).y() if tree.is_upright else (spot - middle).x()
        assert abs(away) <= 13


def test_an_edited_record_is_back_after_a_crash(window, qtbot):
    open_record(window, RICH.replace("KM", "RE[B+R]KM"), node=6)
    path = window.session._unfinished._autosave.path
    press(window, "Ctrl+4")
    click(window, 0)
    qtbot.waitUntil(lambda: path.exists() and "SQ[aa]" in path.read_text("utf-8"), timeout=WAIT_MS)
    again = from_text(path.read_text("utf-8"), 9)
    assert again.cursor == 6
    assert again.unsaved
    assert again.phase is Phase.OVER
    assert "SQ[aa]" in game_text(again)
    press(window, "Ctrl+Z")
    qtbot.waitUntil(lambda: "SQ[aa]" not in path.read_text("utf-8"), timeout=WAIT_MS)
