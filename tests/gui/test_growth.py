"""The memory of a window that is used for long: what is over is let go."""

from __future__ import annotations

import gc
from collections import Counter

from gogame.board.variant import standard
from gui.bench.figures import random_game
from gui.files.settings import Folders, Settings
from gui.game.reports import PositionReport, Reports, keys_of, ownership_bytes
from gui.game.state import HUMAN, GameSetup
from gui.i18n.translator import Translator
from gui.main_window import MainWindow

KINDS = ("MoveTree", "MoveNode", "Position", "PositionReport", "GameState", "QPixmap", "QIcon")
MOVES = 60
MOST_GAMES = 6  # whose parts may still be held, by what is shown and by what was looked up last


def test_games_that_are_over_leave_nothing_behind(make_bench, qtbot, qapp, tmp_path):
    bench = make_bench()
    folders = Folders(tmp_path / "config", tmp_path / "data")
    window = MainWindow(bench.session, Translator(qapp), folders, Settings())
    qtbot.addWidget(window)
    window.show()
    session = bench.session
    report = PositionReport(100, 0.6, 3.5, (), ownership_bytes((0.5,) * 81))
    kept: list[Counter[str]] = []
    for game in range(30):
        session.new_game(GameSetup(standard(9, "chinese"), white=HUMAN))
        session.change(lambda state: random_game(state, MOVES))
        keys = keys_of(session.state.tree, session.state.cursor)
        session.analyst.take(Reports().with_reports(dict.fromkeys(keys, report)).by_key)
        for number in range(0, MOVES, 7):
            session.go_to_move(number)
        qapp.processEvents()
        if game in (9, 29):
            kept.append(_alive())
    early, late = kept
    assert min(early[kind] for kind in KINDS[:5]) > 0, early
    for kind in KINDS:
        assert late[kind] <= early[kind] + 12, (kind, early[kind], late[kind])
    assert late["Position"] < MOST_GAMES * MOVES, late


def _alive() -> Counter[str]:
    gc.collect()
    return Counter(type(each).__name__ for each in gc.get_objects())
