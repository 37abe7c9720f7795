"""A window with a fake engine, told what it knows; for the tests of the analysis."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gogame.board.variant import standard
from gui.analysis.choices import AnalysisChoices, choices_from
from gui.files.settings import Settings
from gui.game.engines import EngineChoice, Protocol
from gui.game.reports import NOBODY, Candidate, PositionReport, keys_of
from gui.game.state import HUMAN, GameSetup
from gui.main_window import MainWindow
from gui.session import Session

WAIT_MS = 30_000
SETUP = GameSetup(standard(9, "chinese"), white=HUMAN)
ENGINE = EngineChoice("kind", "Fake", Protocol.ANALYSIS)
POINTS = (40, 20, 60, 24)
SCORES = (0.0, -1.0, 6.0, 6.0, 12.0)


def window_maker(make_bench, open_window):
    """Returns a function from moves and settings to a window."""

    def make(*points: int, **settings: object) -> MainWindow:
        kept = Settings(**settings)  # type: ignore[arg-type]
        return open_window(make_bench(analysis=ENGINE), SETUP, kept, *(points or POINTS))

    return make


def tell(session: Session, scores: Sequence[float] = SCORES) -> None:
    """Has the window know all positions of the game, by scores for Black."""
    state = session.state
    assert session.analyst is not None
    reports: dict[int, PositionReport] = {}
    keys = keys_of(state.tree, state.tree.end_of_line(state.cursor))
    for number, (key, score) in enumerate(zip(keys, scores, strict=True)):
        candidates = (
            Candidate(70 + number, 600, 0.6, score, 0.3, (70 + number, 0, 1, 2), 0.55),
            Candidate(50, 90, 0.5, score - 1.5, 0.02, (50, 51)),
            Candidate(51, 3, 0.4, score - 4, 0.01, (51,)),
        )
        owners = bytes([NOBODY + 60 + number] * 41 + [NOBODY - 80] * 40)
        policy = (0.3, 0.06, 0.02, *([0.0] * 78), 0.001)
        reports[key] = PositionReport(20_000, 0.6, score, candidates, owners, policy=policy)
    session.analyst.take(reports)
    if not state.analysis.is_on:
        session.analyse(is_on=True)


def press(window: MainWindow, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    modifier = Qt.KeyboardModifier.NoModifier
    for one in modifiers:
        modifier |= one
    QTest.keyClick(window, key, modifier)


SHIFT = Qt.KeyboardModifier.ShiftModifier


def chosen(window: MainWindow) -> AnalysisChoices:
    return choices_from(window.preferences.now.analysis)
