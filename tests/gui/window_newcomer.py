"""What a newcomer does in the real window: ``python -m tests.gui.window_newcomer SCRIPT FOLDER``.

Two scripts, for two starts of the program; see `window_driver` for how they are played.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QMessageBox,
    QScrollArea,
)

import gui.application as application
from gogame.board.coords import action_from_gtp, action_to_gtp
from gui.game.state import Phase
from gui.start.options import Options
from tests.gui.window_driver import (
    COMPILE_S,
    FOLDER,
    REPORT,
    SCRIPTS,
    Driven,
    Step,
    click,
    click_point,
    finish,
    focus,
    main_window,
    moves,
    opened,
    pause,
    picture,
    report_shown_now,
    state,
    until,
    xdotool,
)

SAVED = FOLDER / "first game.sgf"
_OPENING = ("E5", "A1", "A9", "J1")  # the last three are bad moves, as a beginner plays them


def first_evening() -> Iterator[Step]:
    """Start, play, lose, review, find the worst mistake, try a variation, save, quit."""
    yield from opened()
    picture("newcomer-1-opened")
    REPORT["first_words"] = main_window().messages.label.text()
    yield from play_and_lose()
    yield from review()
    yield from find_worst()
    yield from try_variation()
    yield from save()
    yield focus()
    finish()
    xdotool("key", "ctrl+q")
    yield until(lambda: False, COMPILE_S)  # the program ends, and the script with it


def play_and_lose() -> Iterator[Step]:
    for vertex in _OPENING:
        before = state().move_number
        if state().position.color_at(_point(vertex)):
            continue
        click_point(vertex)
        yield until(lambda n=before: state().move_number == n + 2 and state().is_human_turn)
    picture("newcomer-2-playing")
    QTimer.singleShot(0, main_window().play.controls.resign_button.click)
    yield from press_in_box(0)
    yield until(lambda: state().phase is Phase.OVER)
    REPORT["result"] = str(state().result)
    REPORT["moves"] = state().move_number
    picture("newcomer-3-lost")


def _point(vertex: str) -> int:
    return action_from_gtp(vertex, state().variant.height, state().variant.width)


def press_in_box(index: int) -> Iterator[Step]:
    """Presses a button of the message box that opens, with the mouse."""
    yield until(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    yield pause(0.4)
    button: QAbstractButton = box.buttons()[index]
    click(button)
    yield until(lambda: QApplication.activeModalWidget() is None)
    yield pause(0.3)


def review() -> Iterator[Step]:
    yield focus()
    xdotool("key", "ctrl+b")
    yield until(lambda: state().analysis.review is not None, COMPILE_S)
    yield until(lambda: state().analysis.review is None, COMPILE_S)
    graph = main_window().analysis.graph
    yield until(lambda: all(r.score_black is not None for r in graph.line.readings))
    picture("newcomer-4-reviewed")


def find_worst() -> Iterator[Step]:
    rows = main_window().mistakes.panel.rows
    yield until(rows.isVisible)
    item = rows.item(0)
    REPORT["worst"] = item.text()
    REPORT["num_mistakes"] = rows.count()
    scroll = main_window().side.findChild(QScrollArea)
    assert scroll is not None
    scroll.ensureWidgetVisible(rows)
    yield pause(0.3)
    before = state().cursor
    click(rows.viewport(), rows.visualItemRect(item).center())
    yield until(lambda: state().cursor != before)
    REPORT["worst_move"] = state().move_number
    judged = [move for move in main_window().mistakes.moves() if not move.is_best]
    REPORT["losses"] = {move.place: move.verdict.loss for move in judged}
    picture("newcomer-5-worst")
    yield focus()
    xdotool("key", "Home")
    yield until(moves(0))
    xdotool("key", "n")
    yield until(lambda: state().move_number > 0)
    REPORT["first_mistake"] = state().move_number
    xdotool("key", "shift+n")
    yield pause(0.2)


def try_variation() -> Iterator[Step]:
    """Goes to the position before the worst move and plays what the engine likes better."""
    number = REPORT["worst_move"]
    xdotool("key", "Home")
    yield until(moves(0))
    for at in range(1, number):
        xdotool("key", "Right")
        yield until(moves(at))
    nodes = len(state().tree.nodes)
    yield until(lambda: report_shown_now() is not None)
    report = report_shown_now()
    assert report is not None
    assert report.best is not None
    variant = state().variant
    vertex = action_to_gtp(report.best.action, variant.height, variant.width)
    REPORT["better"] = vertex
    click_point(vertex)
    yield until(lambda: len(state().tree.nodes) > nodes and state().move_number == number)
    yield pause(0.3)
    picture("newcomer-6-variation")
    REPORT["result_after_variation"] = str(state().result)


def save() -> Iterator[Step]:
    xdotool("key", "ctrl+s")
    yield from name_file(str(SAVED))
    yield until(lambda: state().path == SAVED and not state().unsaved)
    REPORT["analysed"] = len(state().analysis.reports.by_key)
    REPORT["saved_words"] = main_window().messages.label.text()
    picture("newcomer-7-saved")


def name_file(name: str) -> Iterator[Step]:
    yield until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    yield until(dialog.isVisible)
    yield pause(0.5)
    xdotool("windowfocus", "--sync", str(int(dialog.winId())))  # no window manager does it
    yield until(dialog.isActiveWindow)
    xdotool("key", "ctrl+a")
    xdotool("type", name)
    xdotool("key", "Return")
    yield until(lambda: QApplication.activeModalWidget() is None)
    yield pause(0.5)


def next_morning() -> Iterator[Step]:
    """Start again, open the game, look at its variation and its analysis."""
    yield from opened()
    yield focus()
    xdotool("key", "ctrl+o")
    yield from name_file(str(SAVED))
    yield until(lambda: state().path == SAVED)
    yield pause(0.5)
    REPORT["result"] = str(state().result)
    REPORT["moves"] = state().line_length
    REPORT["analysed"] = len(state().analysis.reports.by_key)
    tree = state().tree
    REPORT["forks"] = [tree.depth(node) for node in tree.subtree(0) if len(tree[node].children) > 1]
    picture("newcomer-8-resumed")


SCRIPTS["newcomer"] = first_evening
SCRIPTS["newcomer-again"] = next_morning

if __name__ == "__main__":
    application.QApplication = Driven  # type: ignore[misc]
    sys.exit(application.run(Options()))
