"""``python -m gui.screens [FOLDER] [LANGUAGE ...]`` makes the pictures of docs/screens.md again.

It needs no screen: the window is drawn without one. Our own engine analyses the game that is
shown. Wood makes PNG files of half a megabyte; as JPEG they are small.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from gui.desk.preferences import theme_of
from gui.engine_client import EngineClient
from gui.engines.programs import program_of
from gui.files.autosave import Autosave
from gui.files.settings import Folders, Settings
from gui.game.engines import OUR_ENGINE, EngineStatus
from gui.game.state import HUMAN, GameSetup
from gui.i18n.translator import LANGUAGES, Translator
from gui.looks.theme import apply_theme
from gui.main_window import MainWindow
from gui.session import Session
from gui.session.engine_room import make_analyst, make_team
from gui.start.garbage import Collector

_FOLDER = Path("docs/images/screens")
_WAIT_S = 120.0
_QUALITY = 82
_SIZE = QSize(1120, 780)
_GAME = (
    "(;GM[1]FF[4]CA[UTF-8]SZ[9]KM[7]RU[Chinese]PB[Black]PW[White]"
    ";B[ee];W[ce];B[cd];W[de];B[dd];W[ed](;B[fd];W[ec];B[fc];W[ef];B[fe];W[ff];B[ge];W[gf]"
    "C[White builds the lower side.];B[hf];W[hg];B[he];W[eb];B[fb];W[cc];B[bd];W[db];B[aa];W[be])"
    "(;B[ec];W[fd];B[fe];W[gd]))"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Makes all pictures; returns the exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    folder = Path(words[0]) if words else _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication(sys.argv[:1])
    Collector(application)
    for language in words[1:] or LANGUAGES:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            Photographer(application, language, folder, Path(home)).take_all()
    return 0


class Photographer:
    """Shows the window in one language and takes its pictures."""

    def __init__(self, application: QApplication, language: str, folder: Path, home: Path) -> None:
        """Open the window with the game.

        Args:
            application: The program.
            language: A code of `LANGUAGES`.
            folder: Where the pictures go.
            home: A folder for the files of the window.
        """
        self._application, self._language, self._folder = application, language, folder
        settings = Settings(language=language, appearance="light", tree="on", comments="on")
        apply_theme(application, theme_of(settings))
        self._translator = Translator(application)
        self._translator.use(language)
        self._client = EngineClient(program_of(OUR_ENGINE), application)
        team, analyst = make_team(self._client), make_analyst("")
        self._session = Session(team, Autosave(home / "data"), analyst=analyst)
        team.setParent(self._session)
        analyst.setParent(self._session)
        folders = Folders(home / "config", home / "data")
        self._window = MainWindow(
            self._session, self._translator, folders, settings, theme_of(settings)
        )
        self._record = home / "game.sgf"
        self._record.write_text(_GAME, encoding="utf-8")
        self._session.begin(GameSetup(white=HUMAN))
        self._client.start()
        team.start()
        self._window.resize(_SIZE)
        self._window.show()

    def take_all(self) -> None:
        """Takes every picture, closes the window and leaves the program in English."""
        window, session = self._window, self._session
        session.open_file(self._record)
        self._wait(lambda: session.state.path is not None)
        session.go_to_move(14)
        self._wait(lambda: session.state.engine.status is EngineStatus.READY)
        self._take("record", window)
        session.analyse(is_on=True)
        session.review()
        self._wait(self._is_analysed)
        window.preferences.change(ownership=True, tree="off", comments="off")
        self._take("analysis", window)
        window.preferences.change(ownership=False)
        for name, command in (
            ("palette", "help.palette"),
            ("shortcuts", "help.shortcuts"),
            ("preferences", "edit.preferences"),
            ("new-game", "game.new"),
            ("engines", "game.engines"),
        ):
            self._take_dialog(name, command)
        session.analyse(is_on=False)
        window.preferences.change(
            appearance="dark", board="slate", stones="glossy", judgement="color-blind"
        )
        self._take("dark", window)
        window.preferences.change(
            appearance="light", board="", stones="", judgement="", tree="", comments=""
        )
        self._take_practice()
        session.new_game(GameSetup())
        for point in (40, 30):
            session.click(point)
            self._wait(lambda: session.state.is_human_turn)
        self._take("play", window)
        window.close()
        self._translator.use("en")
        self._client.stop()

    def _take_practice(self) -> None:
        """Solves the first exercise, at the second try."""
        session = self._session
        self._window.commands["game.drill-endgame"].trigger()
        self._wait(lambda: session.state.drill is not None)
        task = session.state.drill
        if task is not None and task.played is not None:
            session.click(task.played)
            session.click(task.answers[0])
        self._take("practice", self._window)

    def _is_analysed(self) -> bool:
        analysis = self._session.state.analysis
        is_dead = analysis.engine is not None and analysis.engine.status is EngineStatus.DEAD
        return is_dead or (analysis.review is None and len(analysis.reports.by_key) > 10)

    def _wait(self, until: Callable[[], bool]) -> None:
        """Lets the window live until something is so, or for two minutes."""
        end = time.monotonic() + _WAIT_S
        while not until() and time.monotonic() < end:
            self._application.processEvents()
            time.sleep(0.01)

    def _settle(self) -> None:
        end = time.monotonic() + 0.4
        self._wait(lambda: time.monotonic() > end)

    def _take_dialog(self, name: str, command: str) -> None:
        """Opens a dialog, takes its picture and closes it."""

        def when_open() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                QTimer.singleShot(50, when_open)
                return
            self._take(name, dialog)
            dialog.close()

        QTimer.singleShot(0, when_open)
        self._window.commands[command].trigger()

    def _take(self, name: str, widget: QWidget) -> None:
        self._settle()
        image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        image.save(str(self._folder / f"{name}-{self._language}.jpg"), quality=_QUALITY)


if __name__ == "__main__":
    sys.exit(main())
