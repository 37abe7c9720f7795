"""Puts the program together: Qt, settings, the engine's process, the session and the window."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from gogame.board.variant import standard
from gogame.errors import GoError
from gui.analysis.game_line import report_shown
from gui.desk.preferences import theme_of
from gui.engine_client import EngineClient
from gui.engines.programs import program_of
from gui.files.autosave import Autosave
from gui.files.settings import Folders, Settings, load_settings, network_of, set_aside_damaged
from gui.game.engines import OUR_ENGINE, EngineStatus, second_engine_of
from gui.game.state import GameSetup, GameState, MessageKind
from gui.i18n.translator import Translator
from gui.looks.theme import apply_colors, apply_theme
from gui.main_window import MainWindow
from gui.session import Session
from gui.session.engine_room import make_analyst, make_team
from gui.start.garbage import Collector
from gui.start.options import Options, complain
from gui.views.icons import window_icon

_SCREENSHOT_MS = 250
_SCREENSHOT_TRIES = 240


@dataclass(slots=True)
class _Parts:
    """What lives as long as the program."""

    client: EngineClient
    session: Session | None = None
    window: MainWindow | None = None
    damaged_settings: Path | None = None


def run(options: Options) -> int:
    """Opens the window and stays until it is closed; returns the exit status."""
    qInstallMessageHandler(_LastWords())
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the game is on disk already
    application = QApplication(sys.argv[:1])
    application.setApplicationName("GoGame")
    application.setApplicationDisplayName("GoGame")
    application.setDesktopFileName("gogame")
    application.setWindowIcon(window_icon())
    Collector(application)
    folders = Folders.of_user()
    damaged = set_aside_damaged(folders.config)
    settings = load_settings(folders.config)
    translator = dress(application, settings, options.language or settings.language)
    client = EngineClient(program_of(OUR_ENGINE, network_of(settings)), application)
    parts = _Parts(client, damaged_settings=damaged)
    _catch_exceptions(parts)
    parts.client.start()
    with _folders_for(options, folders) as places:
        _open(parts, options, (places, settings, translator))
        status = application.exec()
    parts.client.stop()
    return status


def dress(application: QApplication, settings: Settings, language: str) -> Translator:
    """Gives the program its looks, its language and the size of its words."""
    theme = theme_of(settings)
    apply_theme(application, theme)
    translator = Translator(application, settings.font_percent)
    translator.use(language)
    apply_colors(application, theme)  # in which some words have sizes that follow the usual one
    return translator


@contextlib.contextmanager
def _folders_for(options: Options, of_user: Folders) -> Generator[Folders]:
    """Yields where the window keeps its files; a benchmark's folders are temporary."""
    if not options.benchmark:
        yield of_user
        return
    with tempfile.TemporaryDirectory(prefix="gogame-", ignore_cleanup_errors=True) as folder:
        yield Folders(Path(folder, "config"), Path(folder, "data"))


def _open(parts: _Parts, options: Options, choices: tuple[Folders, Settings, Translator]) -> None:
    """Opens the main window."""
    folders, settings, translator = choices
    team = make_team(parts.client)
    analyst = make_analyst(settings.analysis_engine, network_of(settings))
    is_fresh = options.game or options.sgf is not None
    rival = make_analyst("", network_of(settings))
    autosave = Autosave(folders.data, is_fresh=is_fresh)
    session = Session(team, autosave, analyst=analyst, rival=rival)
    team.setParent(session)
    analyst.setParent(session)
    rival.setParent(session)
    theme = theme_of(settings)
    window = MainWindow(session, translator, folders, settings, theme)
    parts.session, parts.window = session, window
    session.compare(second_engine_of(settings.second_engine))
    _begin(session, options)
    _check_settings(window, parts.damaged_settings)
    team.start()
    window.show()
    if options.screenshot is not None:
        _take_screenshot(parts, options, _SCREENSHOT_TRIES)
    if options.benchmark:
        from gui.bench.benchmark import Benchmark

        Benchmark(window, sys.stdout).begin()


def _check_settings(window: MainWindow, damaged: Path | None) -> None:
    """Says what is wrong with the person's settings, unless there is worse news already."""
    message = window.session.state.message
    if message is not None and message.is_error:
        return
    if damaged is not None:
        window.session.say(MessageKind.SETTINGS_DAMAGED, str(damaged))
    window.preferences.keep()


def _begin(session: Session, options: Options) -> None:

    setup = None
    try:
        if options.game:
            setup = GameSetup(standard(options.size, options.rules), rules_name=options.rules)
    except GoError as error:
        session.say(MessageKind.UNEXPECTED, str(error))
    session.begin(setup)
    if options.analyse:
        _analyse(session)
    if options.sgf is not None:
        session.open_file(options.sgf)


def _analyse(session: Session) -> None:
    """Switches analysis on, and has the whole game analysed once a file has been opened."""

    def begin_review(state: GameState) -> None:
        if state.message is not None and state.message.kind is MessageKind.OPENED:
            session.changed.disconnect(begin_review)
            session.review()

    session.changed.connect(begin_review)
    session.analyse(is_on=True)


def _take_screenshot(parts: _Parts, options: Options, tries: int) -> None:
    """Saves a picture as soon as the engine is ready and has nothing to do."""
    assert parts.session is not None
    assert parts.window is not None
    state = parts.session.state
    is_settled = state.engine.status in (EngineStatus.READY, EngineStatus.DEAD)
    if options.analyse:
        is_settled = is_settled and _is_analysed(state)
    if (is_settled or tries == 0) and tries < _SCREENSHOT_TRIES - 1:
        parts.window.grab().save(str(options.screenshot))
        parts.window.close()
        return
    QTimer.singleShot(_SCREENSHOT_MS, lambda: _take_screenshot(parts, options, tries - 1))


def _is_analysed(state: GameState) -> bool:
    """Returns whether the analysis has come to an end, or to nothing."""
    engine = state.analysis.engine
    if engine is not None and engine.status is EngineStatus.DEAD:
        return True
    report = report_shown(state)
    is_reviewed = state.path is None or len(state.analysis.reports.by_key) > 1
    return state.analysis.review is None and is_reviewed and report is not None and report.is_final


def _catch_exceptions(parts: _Parts) -> None:
    """Makes an unexpected exception a message in the window; the program goes on."""

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if sys.stderr is not None:
            traceback.print_exception(kind, error, trace)
        if parts.session is not None:
            parts.session.say(MessageKind.UNEXPECTED, f"{kind.__name__}: {error}"[:200])

    sys.excepthook = caught


class _LastWords:
    """Turns what Qt says before it aborts, such as a missing display, into one line."""

    def __init__(self) -> None:
        self._complaints: list[str] = []

    def __call__(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        """Takes one message of Qt's log."""
        if kind is QtMsgType.QtFatalMsg:
            complain(f"no window can be opened: {[*self._complaints, text][0].splitlines()[0]}.")
            os._exit(1)
        if str(context.category).startswith("qt.qpa"):
            self._complaints.append(text)
        elif kind is not QtMsgType.QtDebugMsg and sys.stderr is not None:
            sys.stderr.write(f"{text}\n")
