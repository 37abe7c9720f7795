"""Qt without a screen, folders of the test's own, and no Qt warning unnoticed."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

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
from gui.files.settings import Folders, Settings
from gui.game.engines import OUR_ANALYSIS, EngineChoice, Protocol
from gui.game.state import HUMAN, GameSetup
from gui.i18n.translator import Translator
from gui.looks.theme import LIGHT, apply_colors
from gui.main_window import MainWindow
from gui.session import Session

ACTIVE_MS = 30_000
BOTH_HUMAN = GameSetup(white=HUMAN)
UNABLE = "does not support (propagateSizeHints|raise)"  # a window without a screen
FAKE_ENGINE = Path(__file__).parent / "fake_engine.py"
FAKE_ANALYSIS = Path(__file__).parent / "fake_analysis.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests of this folder; a Qt warning fails them."""
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.gui)
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(UNABLE, extend=True))


@pytest.fixture(autouse=True)
def garbage_when_qt_rests() -> Iterator[None]:
    """Looks for cyclic garbage after a test only, and for all of it; see `Collector`.

    The windows of one test are gone before the next one, and before anyone else looks for garbage.
    """
    gc.disable()
    gc.freeze()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.unfreeze()
    gc.enable()


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps settings and unfinished games of the person who runs the tests out of it."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


@pytest.fixture(autouse=True)
def leaves_english_behind() -> Iterator[None]:
    """Fails a test that leaves the program in another language to those after it."""
    yield
    assert QCoreApplication.translate("Controls", "Pass") == "Pass"


def fake_program(*words: str, silence_s: float = 20.0, start_s: float = 20.0) -> EngineProgram:
    """Returns how to start the fake engine in one of its moods."""
    return EngineProgram(sys.executable, (str(FAKE_ENGINE), *words), silence_s, start_s)


def fake_analysis(*words: str, silence_s: float = 20.0, start_s: float = 20.0) -> EngineProgram:
    """Returns how to start the fake engine of the analysis protocol in one of its moods."""
    return EngineProgram(sys.executable, (str(FAKE_ANALYSIS), *words), silence_s, start_s)


def make_analysis_client(choice: EngineChoice) -> AnalysisClient:
    """Returns a client of a fake engine; the command of the choice is its mood."""
    words = choice.command.split()
    if choice.protocol is Protocol.GTP:
        return GtpAnalysisClient(fake_program(*words))
    return JsonAnalysisClient(fake_analysis(*words))


class Bench:
    """A session with an engine, as the program puts them together, but without a window."""

    def __init__(
        self, folder: Path, program: EngineProgram, analysis: EngineChoice = OUR_ANALYSIS
    ) -> None:
        self.client = EngineClient(program)
        self.partner = EnginePartner(self.client)
        self.team = EngineTeam(self._make)
        self.autosave = Autosave(folder)
        self.analyst = Analyst(make_analysis_client, analysis)
        self.rival = Analyst(make_analysis_client, analysis)
        self.session = Session(self.team, self.autosave, analyst=self.analyst, rival=self.rival)
        self.folder = folder

    def _make(self, command: str) -> EnginePartner:
        """Returns the partner of an engine; a command line is the fake engine's mood."""
        if not command:
            return self.partner
        return EnginePartner(EngineClient(fake_program(*command.split())), engine=command)

    def begin(self) -> None:
        """Does what the program does after it has shown its window."""
        self.session.begin()
        self.partner.start()


@pytest.fixture
def make_bench(qapp: object, tmp_path: Path) -> Iterator[object]:
    """Yields a function from the fake engine's mood to a `Bench`; all are closed at the end."""
    benches: list[Bench] = []

    def make(
        *words: str,
        folder: Path | None = None,
        analysis: EngineChoice = OUR_ANALYSIS,
        **times: float,
    ) -> Bench:
        bench = Bench(folder or tmp_path / "data", fake_program(*words, **times), analysis)
        benches.append(bench)
        return bench

    yield make
    for bench in benches:
        bench.session.close()


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[object]:
    """Yields a function from a `Bench` to its window; at the end looks and words are as before."""
    translator = Translator(qapp)

    def make(
        bench: Bench,
        setup: GameSetup | None = BOTH_HUMAN,
        settings: Settings | None = None,
        *points: int,
    ) -> MainWindow:
        """Returns a window with the keys; `points` are played first, None is the kept game."""
        chosen = settings or Settings()
        translator.use(chosen.language or "en")
        translator.scale_font(chosen.font_percent)
        folders = Folders(tmp_path / "config", tmp_path / "data")
        window = MainWindow(bench.session, translator, folders, chosen)
        qtbot.addWidget(window)
        bench.session.begin(setup)
        for point in points:
            bench.session.click(point)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=ACTIVE_MS)
        window.board.setFocus()
        return window

    yield make
    apply_colors(qapp, LIGHT)
    translator.scale_font(100)
    translator.use("en")
