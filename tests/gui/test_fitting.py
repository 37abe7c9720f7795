"""No word of the window and its dialogs is cut: languages, sizes of words, sizes of the window."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gogame.board.coords import Color
from gogame.board.variant import standard
from gogame.programs import split_command
from gui.dialogs.engines import EnginesDialog, Machine
from gui.dialogs.new_game import NewGameDialog
from gui.dialogs.new_run import NewRunDialog
from gui.files.settings import Folders, Settings
from gui.game.engines import OUR_ANALYSIS
from gui.game.state import FIRST_AI, HUMAN, GameSetup
from gui.i18n.translator import Translator
from gui.looks.theme import apply_theme
from gui.main_window import MainWindow
from tests.gui.fitting import misfits

# What asks for a file, leaves the window, or looks at the machine of whoever runs the test.
NO_DIALOG = {
    "file.open", "file.save-as", "file.screenshot", "training.open", "file.quit", "game.drill-file",
}  # fmt: skip
LEAST_DIALOGS = 12


def test_words_that_are_cut_are_found(qtbot):
    outside = QWidget()
    qtbot.addWidget(outside)
    row = QHBoxLayout(outside)
    label, button, box = QLabel("a" * 40), QPushButton("b" * 40), QCheckBox("c" * 40)
    choice = QComboBox()
    choice.addItem("d" * 40)
    for widget in (label, button, box, choice):
        widget.setFixedWidth(60)
        row.addWidget(widget)
    wrapped = QLabel("one two three four five six seven")
    wrapped.setWordWrap(True)
    wrapped.setFixedSize(40, 20)
    row.addWidget(wrapped)
    outside.show()
    found = misfits(outside)
    assert [line.split()[0] for line in found] == [
        "QLabel",
        "QPushButton",
        "QCheckBox",
        "QComboBox",
        "QLabel",
    ]
    label.setToolTip("a" * 40)
    assert len(misfits(outside)) == 4


def test_what_lies_outside_is_found(qtbot):
    outside = QWidget()
    qtbot.addWidget(outside)
    column = QVBoxLayout(outside)
    inner = QWidget()
    inner.setFixedSize(50, 30)
    label = QLabel("words", inner)
    label.setGeometry(20, 0, 60, 30)
    column.addWidget(inner)
    outside.show()
    assert [line for line in misfits(outside) if "outside" in line]


@pytest.fixture
def look(qapp: QApplication) -> Callable[[QWidget], list[str]]:
    def look_at(widget: QWidget) -> list[str]:
        for _ in range(3):
            qapp.processEvents()
        return [f"{type(widget).__name__}: {line}" for line in misfits(widget)]

    return look_at


def dialogs_of(
    window: MainWindow, look: Callable[[QWidget], list[str]]
) -> tuple[list[str], list[str]]:
    """Opens every dialog of the menus; returns what is cut, and the names of the dialogs."""
    cut: list[str] = []
    seen: list[str] = []
    asked: set[str] = set()  # the command whose dialog is waited for

    def when_open(name: str, tries: int = 50) -> None:
        dialog = QApplication.activeModalWidget()
        if name not in asked:
            return
        if dialog is None:
            if tries:
                QTimer.singleShot(10, lambda: when_open(name, tries - 1))
            return
        assert not isinstance(dialog, QFileDialog)
        seen.append(type(dialog).__name__)
        cut.extend(look(dialog))
        dialog.close()

    for command in window.commands.all:
        is_asking = command.action.text().endswith("…") and command.action.isEnabled()
        if not is_asking or command.name in NO_DIALOG:
            continue
        before = {one for one in QApplication.topLevelWidgets() if one.isVisible()}
        asked.add(command.name)
        QTimer.singleShot(0, functools.partial(when_open, command.name))
        command.action.trigger()
        asked.clear()
        for one in QApplication.topLevelWidgets():
            if one.isVisible() and one not in before and one.windowTitle():
                seen.append(type(one).__name__)
                cut.extend(look(one))
                one.close()
    return cut, seen


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    ("percent", "size"), [(100, (720, 560)), (150, (1280, 800)), (200, (720, 560))]
)
def test_no_words_are_cut(make_bench, qtbot, qapp, tmp_path, look, language, percent, size):
    translator = Translator(qapp, percent)
    apply_theme(qapp)
    translator.use(language)
    try:
        cut, seen = _cut_words(make_bench, qtbot, translator, tmp_path, look, size)
    finally:
        translator.scale_font(100)
        translator.use("en")
        qapp.setStyleSheet("")
    assert cut == []
    assert len(set(seen)) >= LEAST_DIALOGS, seen


def _cut_words(
    make_bench: Callable[..., Any],
    qtbot: Any,
    translator: Translator,
    folder: Path,
    look: Callable[[QWidget], list[str]],
    size: tuple[int, int],
) -> tuple[list[str], list[str]]:
    bench = make_bench()
    window = MainWindow(
        bench.session, translator, Folders(folder / "config", folder / "data"), Settings()
    )
    qtbot.addWidget(window)
    window.support.program = (sys.executable, "-c", "pass")
    bench.session.begin(GameSetup(white=HUMAN, variant=standard(9)))
    window.resize(*size)
    window.show()
    cut = look(window)
    bench.session.analyse(is_on=True)
    qtbot.waitUntil(lambda: bool(bench.session.state.analysis.reports.by_key), timeout=20_000)
    cut += look(window)
    bench.session.analyse(is_on=False)
    found, seen = dialogs_of(window, look)
    for _ in range(2):
        window.commands["game.pass"].trigger()
    return cut + found + look(window), seen


@pytest.fixture(params=[("en", 100), ("ko", 100), ("ko", 150)])
def translator(request, qapp):
    language, percent = request.param
    translator = Translator(qapp, percent)
    apply_theme(qapp)
    translator.use(language)
    yield translator
    translator.scale_font(100)
    translator.use("en")
    qapp.setStyleSheet("")


@pytest.mark.usefixtures("translator")
def test_what_grows_in_a_new_game_is_not_cut(qtbot, look):
    dialog = NewGameDialog(GameSetup(black=FIRST_AI))
    qtbot.addWidget(dialog)
    dialog.show()
    assert look(dialog) == []
    dialog.even.setChecked(True)
    for field in dialog.styles.values():
        field.setCurrentIndex(field.count() - 1)
    assert look(dialog) == []
    assert dialog.style_note.text().count("\n") == 0  # both players have the same style
    dialog.styles[Color.WHITE].setCurrentIndex(1)
    assert dialog.style_note.text().count("\n") == 1
    dialog.handicap.setValue(4)
    dialog.rules.setCurrentIndex(dialog.rules.count() - 1)
    assert look(dialog) == []
    assert dialog.height() <= dialog.screen().availableGeometry().height()


@pytest.mark.usefixtures("translator")
def test_what_grows_among_the_engines_is_not_cut(qtbot, look):
    machine = Machine((), split_command, lambda _word: True)
    dialog = EnginesDialog(dict.fromkeys(Color, HUMAN), OUR_ANALYSIS, machine)
    qtbot.addWidget(dialog)
    dialog.show()
    small = dialog.height()
    for field in (*dialog.players.values(), dialog.analysis, dialog.second):
        field.box.setCurrentIndex(field.box.count() - 1)
    dialog.accept()
    assert dialog.error
    assert look(dialog) == []
    assert small < dialog.height() <= dialog.screen().availableGeometry().height()
    dialog.analysis.box.setCurrentIndex(0)
    assert not dialog.error


@pytest.mark.usefixtures("translator")
def test_a_long_command_of_a_run_lies_on_nothing_else(qtbot, look):
    dialog = NewRunDialog("/somewhere", "/runs/first")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.folder.setText("/a/long/way/to/go" * 9)
    dialog.settings.setPlainText("net=b6c64\nactor.play.visits=32")
    assert look(dialog) == []
    above = dialog.settings.mapTo(dialog, dialog.settings.rect().bottomLeft()).y()
    assert dialog.command.mapTo(dialog, dialog.command.rect().topLeft()).y() > above
