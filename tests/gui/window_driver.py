"""Plays a script in the real program: ``python -m tests.gui.window_driver SCRIPT FOLDER``.

The program is started as always; a timer walks through the script, clicks and types with xdotool
(real events of the X server), and writes what it sees to ``FOLDER/report.json``.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

import gui.application as application
from gogame.board.coords import action_from_gtp
from gui.analysis.game_line import report_shown
from gui.game.engines import EngineStatus
from gui.game.reports import PositionReport
from gui.game.state import GameState, Phase, PlayerKind
from gui.main_window import MainWindow
from gui.start.options import Options

FOLDER = Path(sys.argv[2])
SCREENSHOTS = Path(os.environ.get("GOGAME_SCREENSHOTS") or FOLDER)
REPORT: dict[str, Any] = {}
STARTED = time.monotonic()
COMPILE_S = 400.0
WAIT_S = 60.0
STILL_S = 0.15

Step = tuple[Callable[[], bool], float]


def window() -> MainWindow | None:
    """Returns the main window if it is open."""
    open_windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    return open_windows[0] if open_windows and open_windows[0].isVisible() else None


def main_window() -> MainWindow:
    found = window()
    assert found is not None
    return found


def state() -> GameState:
    return main_window().session.state


def xdotool(*words: str) -> None:
    subprocess.run(["xdotool", *words], check=True)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Clicks with the X server's mouse."""
    place = widget.mapToGlobal(at or widget.rect().center())
    xdotool("mousemove", str(place.x()), str(place.y()), "click", "1")


def press(button: QWidget) -> Iterator[Step]:
    """Clicks a button as soon as it stands still: a card that appears moves those below."""
    place: tuple[object, ...] = ()
    since = 0.0

    def stands() -> bool:
        nonlocal place, since
        now = (button.isVisible(), button.mapToGlobal(QPoint()), button.size())
        if now != place:
            place, since = now, time.monotonic()
        return button.isVisible() and time.monotonic() - since > STILL_S

    yield until(stands)
    click(button)


def click_point(vertex: str) -> None:
    board = main_window().board
    variant = state().variant
    point = action_from_gtp(vertex, variant.height, variant.width)
    x, y = board.geometry_of_board().center(point)
    click(board, QPoint(round(x), round(y)))


def picture(name: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    main_window().grab().save(str(SCREENSHOTS / f"{name}.png"))


def until(condition: Callable[[], bool], seconds: float = WAIT_S) -> Step:
    return condition, seconds


def pause(seconds: float) -> Step:
    end = time.monotonic() + seconds
    return until(lambda: time.monotonic() > end)


def is_ready() -> bool:
    return state().engine.status is EngineStatus.READY


def opened() -> Iterator[Step]:
    yield until(lambda: window() is not None, COMPILE_S)
    REPORT["window_s"] = time.monotonic() - STARTED
    yield until(is_ready, COMPILE_S)
    REPORT["ready_s"] = time.monotonic() - STARTED


def moves(number: int) -> Callable[[], bool]:
    return lambda: state().move_number == number


def game() -> Iterator[Step]:
    """A game from the first click to the result, saved; then the engine is killed."""
    yield from opened()
    picture("opened")
    for turn, vertex in enumerate(("E5", "C3", "G7")):
        asked = time.monotonic()
        click_point(vertex)
        yield until(moves(2 * turn + 2))
        REPORT.setdefault("answers_s", []).append(time.monotonic() - asked)
    picture("playing")
    yield from count_and_save()
    yield from kill_and_restart()


def count_and_save() -> Iterator[Step]:
    cards = list(main_window().play.players.cards.values())
    cards[1].choices()[0].trigger()  # a human takes White over, so that two passes end the game
    yield until(lambda: state().setup.white.kind is PlayerKind.HUMAN)
    for _ in range(2):
        passes = state().position.passes
        yield from press(main_window().play.controls.pass_button)
        yield until(lambda n=passes: state().position.passes == n + 1)
    yield until(lambda: state().phase is Phase.SCORING and is_ready())
    yield from give_corner()
    score = state().score
    assert score is not None
    REPORT["total"] = [score.black_points, score.white_points]
    REPORT["shown"] = [label.text() for label in main_window().play.score.cells[-1]]
    picture("counting")
    yield from press(main_window().play.score.accept_button)
    yield until(lambda: state().phase is Phase.OVER)
    REPORT["result"] = str(state().result)
    QTimer.singleShot(0, main_window().commands["file.save-as"].trigger)
    yield until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    yield until(dialog.isVisible)
    yield pause(0.5)
    xdotool("windowfocus", "--sync", str(int(dialog.winId())))  # no window manager does it
    yield until(dialog.isActiveWindow)
    xdotool("key", "ctrl+a")
    xdotool("type", str(FOLDER / "saved.sgf"))
    xdotool("key", "Return")
    yield until(lambda: state().path == FOLDER / "saved.sgf")
    yield pause(0.5)  # until the X server has taken the dialog away


def give_corner() -> Iterator[Step]:
    """Gives the region of the corner to the two others, first with the mouse, then by key."""
    owners = [main_window().board.scene.owner]
    click_point("A9")
    yield until(lambda: main_window().board.scene.owner != owners[-1])
    owners.append(main_window().board.scene.owner)
    yield focus()
    xdotool("key", "F8", "Home", "Prior", "Return", "Escape")
    yield until(lambda: main_window().board.scene.owner != owners[-1])
    owners.append(main_window().board.scene.owner)
    REPORT["corner"] = [owner[0] for owner in owners if owner is not None]
    REPORT["spoken"] = main_window().keyboard.last_words
    yield until(lambda: main_window().board.cursor_point is None)


def kill_and_restart() -> Iterator[Step]:
    yield from press(main_window().play.score.resume_button)
    yield until(lambda: state().phase is Phase.PLAYING)
    list(main_window().play.players.cards.values())[1].choices()[1].trigger()
    before = state().move_number
    yield until(is_ready)
    os.kill(main_window().session.engine_process_id, signal.SIGKILL)
    yield until(lambda: state().engine.status is EngineStatus.DEAD)
    click_point("A1")
    yield until(moves(before + 1))
    picture("engine-stopped")
    REPORT["reason"] = main_window().play.engine.reason
    yield from press(main_window().play.engine.restart_button)
    yield until(moves(before + 2), COMPILE_S)
    REPORT["moves"] = [move.action for move in state().position.moves]


def wait_to_be_killed() -> Iterator[Step]:
    yield from game()
    finish()
    yield until(lambda: False, COMPILE_S)


def restored() -> Iterator[Step]:
    """The start after the program was killed."""
    yield from opened()
    REPORT["moves"] = [move.action for move in state().position.moves]
    picture("restored")


def focus() -> Step:
    """Gives the window the keyboard, which no window manager does here."""
    xdotool("windowfocus", "--sync", str(int(main_window().winId())))
    return until(main_window().isActiveWindow)


def report_shown_now() -> PositionReport | None:
    return report_shown(state())


def is_analysed(visits: int) -> bool:
    report = report_shown_now()
    return report is not None and report.visits >= visits


def analysis() -> Iterator[Step]:
    """A short game analysed by our engine: live, hovered, as a whole; its process is killed."""
    yield from opened()
    list(main_window().play.players.cards.values())[1].choices()[0].trigger()
    yield until(lambda: state().setup.white.kind is PlayerKind.HUMAN)
    for number, vertex in enumerate(("E5", "C3", "G7", "C7", "G3", "E3"), 1):
        click_point(vertex)
        yield until(moves(number))
    yield focus()
    asked = time.monotonic()
    xdotool("key", "a")
    yield until(lambda: is_analysed(1), COMPILE_S)
    REPORT["first_report_s"] = time.monotonic() - asked
    yield until(lambda: is_analysed(60), COMPILE_S)
    yield from hover()
    yield from review()
    yield from kill_analysis()


def hover() -> Iterator[Step]:
    board = main_window().board
    best = board.scene.candidates[0]
    REPORT["best"] = [best.title, best.detail, best.is_best]
    x, y = board.geometry_of_board().center(best.point)
    place = board.mapToGlobal(QPoint(round(x), round(y)))
    picture("analysis-live")
    xdotool("mousemove", str(place.x()), str(place.y()))
    yield until(lambda: (line := board.line_shown()) is not None and line.point == best.point)
    yield pause(0.3)
    picture("analysis-line")
    xdotool("mousemove", "5", "5")


def review() -> Iterator[Step]:
    graph = main_window().analysis.graph
    xdotool("key", "ctrl+b")
    yield until(lambda: state().analysis.review is not None)
    yield until(lambda: state().analysis.review is None, COMPILE_S)
    yield until(lambda: all(r.score_black is not None for r in graph.line.readings))
    REPORT["scores"] = [reading.score_black for reading in graph.line.readings]
    click(graph, QPoint(round(graph.x_of(3)), graph.height() // 2))
    yield until(moves(3))
    REPORT["known_at_once"] = report_shown_now() is not None
    yield focus()
    xdotool("key", "t")
    yield until(lambda: main_window().board.scene.influence is not None)
    picture("analysis-ownership")


def kill_analysis() -> Iterator[Step]:
    session = main_window().session
    yield until(lambda: session.analysis_process_id > 0)
    os.kill(session.analysis_process_id, signal.SIGKILL)
    panel = main_window().analysis.panel
    yield until(panel.restart_button.isVisible)
    REPORT["reason"] = panel.reason.text()
    picture("analysis-stopped")
    yield from press(panel.restart_button)
    yield until(lambda: session.analysis_process_id > 0)
    click_point("A1")
    yield until(moves(4))
    yield until(lambda: is_analysed(20), COMPILE_S)
    REPORT["again"] = True


def finish(error: str = "") -> None:
    REPORT["error"] = error
    draft = FOLDER / "report.draft"
    draft.write_text(json.dumps(REPORT))
    draft.replace(FOLDER / "report.json")


def line_of(script: Any) -> int:
    """Returns the line at which a script waits, in the innermost of its parts."""
    while getattr(script, "gi_yieldfrom", None) is not None:
        script = script.gi_yieldfrom
    return script.gi_frame.f_lineno


class Driven(QApplication):
    """The program's application, with a hand on its mouse."""

    def exec(self) -> int:  # type: ignore[override]
        self.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        self._script = SCRIPTS[sys.argv[1]]()
        self._condition: Callable[[], bool] = lambda: True
        self._deadline = time.monotonic() + WAIT_S
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(25)
        return QApplication.exec()

    def _go_on(self) -> None:
        try:
            if self._condition():
                self._condition, seconds = next(self._script)
                step = [line_of(self._script), round(time.monotonic() - STARTED, 2)]
                REPORT.setdefault("steps", []).append(step)
                self._deadline = time.monotonic() + seconds
            elif time.monotonic() > self._deadline:
                raise TimeoutError(f"waited too long at line {line_of(self._script)}")
        except StopIteration:
            self._end("")
        except Exception as error:  # noqa: BLE001 - whatever it is, the report says so
            picture("failed")
            self._end(f"{type(error).__name__}: {error}; {state().engine} {state().message}")

    def _end(self, error: str) -> None:
        self._timer.stop()
        finish(error)
        if window() is not None:
            main_window().close()


SCRIPTS = {"game": wait_to_be_killed, "restored": restored, "analysis": analysis}

if __name__ == "__main__":
    application.QApplication = Driven  # type: ignore[misc]
    sys.exit(application.run(Options()))
