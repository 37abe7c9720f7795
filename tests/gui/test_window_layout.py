"""What of the window is shown, and that it is laid out as it was when it was closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget

from gogame.board.coords import Color
from gogame.board.variant import standard
from gui.files.settings import Settings, load_settings
from gui.game.state import HUMAN, GameSetup
from gui.looks.theme import LIGHT, apply_colors
from gui.main_window import MainWindow


@pytest.fixture
def make_window(make_bench, open_window):
    def make(settings: Settings | None = None) -> MainWindow:
        return open_window(make_bench(), GameSetup(standard(19, "chinese"), white=HUMAN), settings)

    return make


def test_the_side_and_the_toolbar_can_be_folded_away_and_stay_so(make_window, tmp_path, qtbot):
    window = make_window()
    wide = window.board.width()
    QTest.keySequence(window, QKeySequence("Ctrl+Alt+B"))
    QTest.keySequence(window, QKeySequence("Ctrl+Alt+U"))
    assert window.side.isHidden()
    assert window.commands.toolbar.isHidden()
    qtbot.waitUntil(lambda: window.board.width() > wide)
    window.close()
    again = make_window(load_settings(tmp_path / "config"))
    assert again.side.isHidden()
    assert again.commands.toolbar.isHidden()
    QTest.keySequence(again, QKeySequence("Ctrl+Alt+B"))
    assert again.side.isVisible()


def test_the_board_alone_and_back(make_window):
    window = make_window()
    window.commands["view.console"].trigger()
    assert window.console.dock.isVisible()
    window.commands["view.zen"].trigger()
    assert window.side.isHidden()
    assert window.console.dock.isHidden()
    assert window.commands.toolbar.isHidden()
    window.session.click(40)
    assert window.side.isHidden()
    window.board.setFocus()
    QTest.keyClick(window, Qt.Key.Key_QuoteLeft)
    assert window.side.isVisible()
    assert window.console.dock.isVisible()
    assert window.commands.toolbar.isVisible()


def test_keys_work_while_the_board_alone_fills_the_screen(make_window, qtbot):
    window = make_window()
    window.commands["view.zen"].trigger()
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    assert window.menuBar().isHidden()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_P)
    assert window.session.state.position.passes == 1
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()
    assert window.menuBar().isVisible()


def test_docks_and_the_width_of_the_side_are_kept(make_window, tmp_path, qtbot):
    window = make_window()
    window.resize(780, 700)
    window.use_side_width(390)
    window.addDockWidget(Qt.DockWidgetArea.TopDockWidgetArea, window.console.dock)
    window.commands["view.console"].trigger()
    width = window.side_width
    assert width == pytest.approx(390, abs=3)
    window.close()
    again = make_window(load_settings(tmp_path / "config"))
    assert again.dockWidgetArea(again.console.dock) == Qt.DockWidgetArea.TopDockWidgetArea
    assert again.console.dock.isVisible()
    qtbot.waitUntil(lambda: abs(again.side_width - width) <= 3)


def test_closing_the_board_alone_keeps_the_ordinary_window(make_window, tmp_path):
    window = make_window()
    window.commands["view.zen"].trigger()
    window.close()
    again = make_window(load_settings(tmp_path / "config"))
    assert again.side.isVisible()
    assert again.commands.toolbar.isVisible()


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_at_the_side_is_cut(make_window, qtbot, language, percent):
    window = make_window(Settings(language=language, font_percent=percent))
    window.session.analyse(is_on=True)
    window.resize(720, 560)
    QTest.qWait(50)
    scroll = window.side.findChild(QScrollArea)
    content = scroll.widget()
    assert content.width() >= content.minimumSizeHint().width()
    assert content.width() <= scroll.viewport().width()
    cut = []
    for widget in window.side.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, (QPushButton, QLabel)):
            continue
        is_cut = widget.width() < widget.minimumSizeHint().width()
        if isinstance(widget, QLabel) and not widget.wordWrap():
            is_cut = widget.width() < widget.sizeHint().width()
        if is_cut:
            cut.append(widget.text())
    assert cut == []
    window.session.analyse(is_on=False)


def test_the_line_of_messages_grows_with_the_words(make_window, qtbot, qapp):
    apply_colors(qapp, LIGHT)  # the style sheet decides when a widget hears of its font
    window = make_window()
    before = window.messages.height()
    window.preferences.change(font_percent=200)
    qtbot.waitUntil(lambda: window.messages.height() > before)
    lines = 2 * window.messages.label.fontMetrics().lineSpacing()
    assert window.messages.height() >= lines + 26


def test_all_words_of_the_players_follow_another_size_at_once(make_window, qapp):
    apply_colors(qapp, LIGHT)
    window = make_window()
    card = window.play.players.cards[Color.BLACK]
    labels = card.findChildren(QWidget, "clock") + card.findChildren(QWidget, "title")
    before = [label.font().pointSizeF() for label in labels]
    for percent in (200, 80, 130):
        window.preferences.change(font_percent=percent)
        sizes = [label.font().pointSizeF() for label in labels]
        assert sizes == pytest.approx([percent / 100 * size for size in before], abs=0.1)
    assert before == pytest.approx([12.5, 10.0])
