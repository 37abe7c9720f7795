"""Words and positions are found while the window goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from gogame import sgf
from gogame.sgf.symmetry import Symmetry, transformed
from gui.dialogs.find import FindDialog
from gui.files.finding import Query, Region, hits_in_file, points_of, records_in
from gui.files.game_files import parse_game, state_of
from gui.files.settings import Settings
from gui.game.transitions import go_to
from gui.main_window import MainWindow

WAIT_MS = 15_000
GAME = "(;SZ[9]PB[Kim]PW[Lee];B[cc];W[gg](;B[cd]C[joseki];W[gf])(;B[gc]C[another joseki];W[cg]))"


@pytest.fixture
def folder(tmp_path) -> Path:
    records = tmp_path / "records"
    (records / "deep").mkdir(parents=True)
    (records / "a.sgf").write_text(GAME)
    turned = sgf.write(transformed(sgf.read(GAME)[0], Symmetry.TURN_LEFT))
    (records / "deep" / "b.sgf").write_text("(;SZ[9]PB[X];B[ee])" + turned)
    (records / "bad.sgf").write_text("no record")
    (records / "notes.txt").write_text("joseki")
    return records


@pytest.fixture
def window(make_bench, open_window, folder):
    return open_window(make_bench(), settings=Settings(folder=str(folder)))


def ask(window: MainWindow) -> FindDialog:
    QTest.keySequence(window.board, "Ctrl+F")
    dialog = window.finding.dialog
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def search(window: MainWindow, qtbot, count: int) -> FindDialog:
    dialog = window.finding.dialog
    assert dialog is not None
    dialog.search.click()
    qtbot.waitUntil(lambda: not dialog.stop.isEnabled(), timeout=WAIT_MS)
    assert dialog.list.topLevelItemCount() == count
    return dialog


def test_words_are_found_in_the_record_and_gone_to(window, qtbot):
    window.session.start(lambda game: state_of(parse_game(GAME), game, None))
    dialog = ask(window)
    QTest.keyClicks(dialog.words, "JOSEKI")
    search(window, qtbot, 2)
    window.commands["edit.find-next"].trigger()
    assert window.session.state.cursor == 3
    window.commands["edit.find-next"].trigger()
    assert window.session.state.cursor == 5
    window.commands["edit.find-previous"].trigger()
    assert window.session.state.cursor == 3
    assert not dialog.isModal()


def test_a_position_is_found_in_a_folder_and_its_file_opened(window, qtbot, folder):
    window.session.start(lambda game: go_to(state_of(parse_game(GAME), game, None), 3))
    dialog = ask(window)
    dialog.by_position.setChecked(True)
    dialog.region.setCurrentIndex(list(Region).index(Region.UPPER_LEFT))
    dialog.where.setCurrentIndex(1)
    search(window, qtbot, 2)
    assert "1 cannot be read" in dialog.summary.text()
    hits = [dialog.hit_at(place) for place in range(2)]
    assert [(hit.path.name, hit.game, hit.node) for hit in hits if hit.path] == [
        ("a.sgf", 0, 3),
        ("b.sgf", 1, 3),
    ]
    window.finding.show_hit(hits[1])
    path = folder / "deep" / "b.sgf"
    qtbot.waitUntil(lambda: window.session.state.path == path, timeout=WAIT_MS)
    assert window.session.state.cursor == 3
    assert window.session.state.shelf.at == 1
    dialog.turned.setChecked(False)
    dialog.swapped.setChecked(False)
    window.session.change(lambda state: go_to(state, 3))
    dialog.region.setCurrentIndex(list(Region).index(Region.WHOLE))
    search(window, qtbot, 1)


def test_what_cannot_be_looked_for_is_said(window, qtbot):
    dialog = ask(window)
    dialog.by_position.setChecked(True)
    dialog.search.click()
    assert "expected at least one" in dialog.summary.text()
    dialog.region.setCurrentIndex(list(Region).index(Region.MARKED))
    dialog.search.click()
    assert "expected marks" in dialog.summary.text()


def test_the_part_between_the_marks():
    state = state_of(parse_game("(;SZ[9]TR[bb]LB[dc:A])"), 1, None)
    markup = window_markup(state)
    assert points_of(Region.MARKED, state.position, markup) == [10, 11, 12, 19, 20, 21]
    quarter = points_of(Region.LOWER_RIGHT, state.position, markup)
    assert quarter is not None
    assert (quarter[0], quarter[-1], len(quarter)) == (40, 80, 25)
    assert points_of(Region.WHOLE, state.position, markup) is None


def window_markup(state):
    from gui.records.edits import markup_at

    return markup_at(state)


def test_only_records_are_searched(folder):
    assert [path.name for path in records_in(folder)] == ["a.sgf", "bad.sgf", "b.sgf"]
    assert len(hits_in_file(folder / "a.sgf", Query(words="joseki"))) == 2
    assert hits_in_file(folder / "a.sgf", Query(words=" ")) == []


def test_a_search_is_stopped(window, qtbot, folder):
    for number in range(30):
        (folder / f"more{number}.sgf").write_text(GAME)
    dialog = ask(window)
    dialog.words.setText("joseki")
    dialog.where.setCurrentIndex(1)
    dialog.search.click()
    dialog.stop.click()
    assert not dialog.stop.isEnabled()
    dialog.words.setText("Kim")
    search(window, qtbot, 32)
