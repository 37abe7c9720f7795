"""`World`: a whole window with fake engines and folders of its own, to be opened again and again.

The engines' moods are in two files, so that they change whenever an engine is started anew.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.engine_client import (
    AnalysisClient,
    EngineClient,
    EngineProgram,
    GtpAnalysisClient,
    JsonAnalysisClient,
)
from gui.engines.analyst import Analyst
from gui.engines.partner import EnginePartner
from gui.engines.team import EngineTeam
from gui.files.autosave import Autosave
from gui.files.settings import Folders, load_settings
from gui.game.engines import OUR_ANALYSIS, EngineChoice, Protocol, choice_from_json
from gui.game.state import GameState
from gui.i18n.translator import Translator
from gui.looks.theme import apply_theme, theme_named
from gui.main_window import MainWindow
from gui.session import Session
from gui.training import processes

FAKE_ENGINE = Path(__file__).parents[1] / "fake_engine.py"
FAKE_ANALYSIS = Path(__file__).parents[1] / "fake_analysis.py"
SILENCE_S = 1.5  # of a fake engine, until the window gives it up
START_S = 10.0
_NO_RUN = "raise SystemExit('nothing is trained here')"  # in place of every training program
# What Qt says of the platform without a screen, and not of us.
_HARMLESS = ("propagateSizeHints", "does not support raise", "does not support grabbing")


class World:
    """The window, what is behind it, and what it has complained about."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        """Prepare folders; `open` opens the window."""
        self.application = application
        self.folder = folder
        self.files = folder / "files"
        self.files.mkdir(parents=True, exist_ok=True)
        self.folders = Folders(folder / "config", folder / "data")
        self.weather = {Protocol.GTP: folder / "mood", Protocol.ANALYSIS: folder / "mood-analysis"}
        for path in self.weather.values():
            path.write_text("kind")
        self.complaints: list[str] = []
        self.translator = Translator(application)
        self._found: tuple[MainWindow, Autosave] | None = None
        processes.program_words = lambda words: (sys.executable, "-c", _NO_RUN)
        sys.excepthook = lambda kind, error, trace: self._complain_of(error)
        sys.unraisablehook = lambda hook: self._complain_of(hook.exc_value)
        qInstallMessageHandler(self._hear_qt)

    @property
    def window(self) -> MainWindow:
        """The window that is open."""
        assert self._found is not None
        return self._found[0]

    @property
    def session(self) -> Session:
        """The session of the open window."""
        return self.window.session

    @property
    def state(self) -> GameState:
        """What the window shows."""
        return self.session.state

    @property
    def autosave(self) -> Autosave:
        """What keeps the unfinished game of the open window."""
        assert self._found is not None
        return self._found[1]

    @property
    def autosave_path(self) -> Path:
        """Where the unfinished game is kept."""
        path = self.autosave.path
        assert path is not None
        return path

    def set_mood(self, protocol: Protocol, mood: str) -> None:
        """Changes what engines are like that are started from now on."""
        self.weather[protocol].write_text(mood)

    def open(self) -> None:
        """Opens the window, with the unfinished game if there is one."""
        settings = load_settings(self.folders.config)
        apply_theme(self.application, theme_named(settings.appearance))
        self.translator.use(settings.language)
        team = EngineTeam(self._make_partner)
        choice = choice_from_json(settings.analysis_engine, OUR_ANALYSIS)
        analyst = Analyst(self._make_analysis, choice)
        autosave = Autosave(self.folders.data)
        session = Session(team, autosave, analyst=analyst)
        for part in (team, autosave, analyst):
            part.setParent(session)
        theme = theme_named(settings.appearance)
        window = MainWindow(session, self.translator, self.folders, settings, theme)
        session.setParent(window)
        self._found = (window, autosave)
        session.begin()
        team.start()
        window.show()
        window.activateWindow()

    def close(self) -> None:
        """Closes the window as a person does, and forgets it."""
        window = self.window
        window.close()
        self._found = None
        window.deleteLater()
        del window
        self.application.sendPostedEvents(None, 52)  # deletions that were put off
        self.application.processEvents()
        gc.collect()

    def _make_partner(self, command: str) -> EnginePartner:
        words = (str(FAKE_ENGINE), *(command.split() or [f"@{self.weather[Protocol.GTP]}"]))
        program = EngineProgram(sys.executable, words, SILENCE_S, START_S)
        return EnginePartner(EngineClient(program), engine=command)

    def _make_analysis(self, choice: EngineChoice) -> AnalysisClient:
        words = choice.command.split() or [f"@{self.weather[choice.protocol]}"]
        if choice.protocol is Protocol.GTP:
            arguments = (str(FAKE_ENGINE), *words)
            return GtpAnalysisClient(EngineProgram(sys.executable, arguments, SILENCE_S, START_S))
        arguments = (str(FAKE_ANALYSIS), *words)
        return JsonAnalysisClient(EngineProgram(sys.executable, arguments, SILENCE_S, START_S))

    # Complaints

    def _complain_of(self, error: BaseException | None) -> None:
        import traceback

        self.complaints.append("".join(traceback.format_exception(error)))

    def _hear_qt(self, kind: QtMsgType, _context: object, text: str) -> None:
        if kind is QtMsgType.QtDebugMsg or any(words in text for words in _HARMLESS):
            return
        self.complaints.append(f"Qt: {text}")

    # Time

    def wait(self, milliseconds: int) -> None:
        """Lets the window live for a while."""
        QTest.qWait(milliseconds)

    def wait_until(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Lets the window live until something is so; False if it does not become so."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                return False
            QTest.qWait(5)
        return True
