"""Playing without a mouse, and what those hear who do not see the board."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QInputDialog, QLineEdit, QWidget

from gogame.board.topology import Shape
from gogame.board.variant import standard
from gui.board.cursor import middle, moved
from gui.game.state import HUMAN, GameSetup, MessageKind
from gui.main_window import MainWindow


@pytest.mark.parametrize(
    ("shape", "point", "across", "down", "target"),
    [
        (Shape.PLANE, 40, 1, 0, 41),
        (Shape.PLANE, 40, 0, -1, 31),
        (Shape.PLANE, 8, 1, 0, 8),
        (Shape.PLANE, 0, 0, -1, 0),
        (Shape.PLANE, 40, -100, 0, 36),
        (Shape.CYLINDER, 8, 1, 0, 0),
        (Shape.CYLINDER, 0, 0, -1, 0),
        (Shape.TORUS, 0, 0, -1, 72),
    ],
)
def test_the_cursor_goes_where_the_board_lets_it(shape, point, across, down, target):
    assert moved((9, 9, shape), point, across, down) == target
    assert middle((9, 9, shape)) == 40


@pytest.fixture
def window(make_bench, open_window):
    return open_window(make_bench(), GameSetup(standard(9, "chinese"), white=HUMAN))


def press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window.board, key)


def test_a_game_with_the_keys_alone(window):
    press(window, Qt.Key.Key_F8)
    assert window.board.cursor_point == 40
    press(window, Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Return)
    state = window.session.state
    assert state.move_number == 2
    assert state.position.color_at(40) == 1
    assert state.position.color_at(30) == 2
    press(window, Qt.Key.Key_Escape)
    assert window.board.cursor_point is None
    assert not window.commands["game.cursor"].isChecked()
    press(window, Qt.Key.Key_Left)
    assert window.session.state.move_number == 1, "the arrows go through the moves again"


def test_the_cursor_is_seen_and_moves_leave_no_trace(window):
    bare = window.board.picture()
    press(window, Qt.Key.Key_F8)
    assert window.board.picture() != bare
    press(window, Qt.Key.Key_Right, Qt.Key.Key_Escape)
    assert window.board.picture() == bare


def test_a_smaller_board_takes_the_cursor_to_its_middle(window):
    press(window, Qt.Key.Key_F8, Qt.Key.Key_PageDown)
    window.session.new_game(GameSetup(standard(5, "chinese"), white=HUMAN))
    assert window.board.cursor_point == 12
    press(window, Qt.Key.Key_Space)
    assert window.session.state.position.color_at(12) == 1


def test_a_point_is_played_by_its_name(window, monkeypatch):
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("d4", True))
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.session.state.position.color_at(5 * 9 + 3) == 1
    window.keyboard.play_at("pass")
    assert window.session.state.position.passes == 1
    window.keyboard.play_at("Z99")
    message = window.session.state.message
    assert message is not None
    assert message.kind is MessageKind.UNEXPECTED
    assert "Z99" in message.args[0]


def test_moves_and_points_are_spoken(window):
    interface = QAccessible.queryAccessibleInterface(window.board)
    window.session.click(40)
    assert window.keyboard.last_words == "Black E5"
    assert interface.text(QAccessible.Text.Description) == "Black E5"
    window.session.pass_move()
    assert window.keyboard.last_words == "White passes"
    press(window, Qt.Key.Key_F8)
    assert window.keyboard.last_words == "E5, Black"
    window.session.click(41)
    press(window, Qt.Key.Key_Right)
    assert interface.text(QAccessible.Text.Description) == "F5, Black, last move"
    press(window, Qt.Key.Key_Up)
    assert interface.text(QAccessible.Text.Description) == "F6, empty"
    window.session.resign()
    assert window.keyboard.last_words == "Black wins by resignation"


def test_the_count_is_corrected_and_spoken_with_the_keys_alone(window, monkeypatch):
    press(window, Qt.Key.Key_F8, Qt.Key.Key_Return)
    for _ in range(2):
        window.session.pass_move()
    press(window, Qt.Key.Key_Up)
    assert window.keyboard.last_words == "E6, empty, Black's point"
    press(window, Qt.Key.Key_Return)
    assert window.keyboard.last_words == "E6, empty, nobody's point, set by hand"
    press(window, Qt.Key.Key_Space)
    assert window.keyboard.last_words == "E6, empty, White's point, set by hand"
    interface = QAccessible.queryAccessibleInterface(window.board)
    assert interface.text(QAccessible.Text.Description) == window.keyboard.last_words
    assert window.session.state.score.white_points == 80 + 7.5
    press(window, Qt.Key.Key_Return)
    assert window.keyboard.last_words == "E6, empty, Black's point"
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert window.keyboard.last_words == "E5, Black, dead, nobody's point"
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("d4", True))
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.keyboard.last_words == "D4, empty, Black's point, set by hand"
    window.session.accept_score()
    assert window.keyboard.last_words == "Black wins by 73.5 points"


def test_captures_are_spoken(window):
    for point in (1, 0):
        window.session.click(point)
    window.session.click(9)
    assert window.keyboard.last_words == "Black A8, 1 captured"


def test_whatever_takes_the_focus_has_a_name(window):
    nameless = []
    for widget in window.findChildren(QWidget):
        is_own = isinstance(widget, (QAbstractButton, QComboBox, QLineEdit))
        is_reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not (is_own and is_reached and widget.isVisible()) or widget.objectName().startswith(
            "qt_"
        ):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name):
            nameless.append((type(widget).__name__, type(widget.parentWidget()).__name__))
    assert nameless == []
    for view in (window.board, window.analysis.graph):
        assert QAccessible.queryAccessibleInterface(view).text(QAccessible.Text.Name)
