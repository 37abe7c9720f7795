"""Opening, saving, and the unfinished game: what the session does with files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest

from gogame.board.coords import BLACK
from gui.files.autosave import Autosave
from gui.game.state import HUMAN, GameSetup, MessageKind
from tests.gui.hands import message_kind, moves_of, wait_moves

WAIT_MS = 15_000
BOTH_HUMAN = GameSetup(white=HUMAN)


def test_saving_and_opening(make_bench, qtbot, tmp_path):
    session = make_bench().session
    session.begin(BOTH_HUMAN)
    for point in (40, 41, 42):
        session.click(point)
    path = tmp_path / "대국 1.sgf"
    session.save_file(path)
    qtbot.waitUntil(lambda: message_kind(session) is MessageKind.SAVED, timeout=WAIT_MS)
    assert (session.state.path, session.state.unsaved) == (path, False)
    session.click(43)
    assert session.state.unsaved
    session.open_file(path)
    qtbot.waitUntil(lambda: message_kind(session) is MessageKind.OPENED, timeout=WAIT_MS)
    assert moves_of(session) == [40, 41, 42]
    assert session.state.position.color_at(40) == BLACK


def test_a_bad_file_leaves_the_game_as_it_is(make_bench, qtbot, tmp_path):
    session = make_bench().session
    session.begin(BOTH_HUMAN)
    session.click(40)
    path = tmp_path / "bad.sgf"
    path.write_text("no game")
    session.open_file(path)
    qtbot.waitUntil(lambda: message_kind(session) is MessageKind.OPEN_FAILED, timeout=WAIT_MS)
    assert session.state.move_number == 1
    session.save_file(tmp_path / "no" / "folder.sgf")
    qtbot.waitUntil(lambda: message_kind(session) is MessageKind.SAVE_FAILED, timeout=WAIT_MS)
    assert session.state.move_number == 1


def test_the_unfinished_game_comes_back(make_bench, tmp_path, qtbot):
    folder = tmp_path / "kept"
    first = make_bench(folder=folder)
    first.begin()
    first.session.click(40)
    wait_moves(qtbot, first.session, 2)
    first.session.close()
    second = make_bench(folder=folder)
    second.begin()
    assert moves_of(second.session) == [40, 72]
    assert message_kind(second.session) is MessageKind.RESTORED
    second.session.click(41)
    wait_moves(qtbot, second.session, 4)


def test_it_is_on_disk_right_after_the_move(make_bench, tmp_path, qtbot):
    folder = tmp_path / "kept"
    session = make_bench(folder=folder).session
    session.begin(BOTH_HUMAN)
    assert not list(folder.glob("*.json"))
    session.click(40)
    qtbot.waitUntil(lambda: len(list(folder.glob("*.json"))) == 1, timeout=WAIT_MS)
    session.undo()
    qtbot.waitUntil(lambda: not list(folder.glob("*.json")), timeout=WAIT_MS)


def test_a_finished_game_does_not_come_back(make_bench, tmp_path):
    folder = tmp_path / "kept"
    first = make_bench(folder=folder)
    first.session.begin()
    first.session.click(40)
    first.session.resign()
    first.session.close()
    second = make_bench(folder=folder)
    second.session.begin()
    assert second.session.state.move_number == 0


def test_a_damaged_unfinished_game_is_put_aside(make_bench, tmp_path):
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "unfinished-1.json").write_text('{"format": 1, "sgf": "(;')
    session = make_bench(folder=folder).session
    session.begin()
    assert message_kind(session) is MessageKind.RESTORE_FAILED
    assert session.state.move_number == 0
    assert (folder / "unfinished-1.damaged.json").exists()


def test_two_windows_keep_two_games(make_bench, tmp_path):
    folder = tmp_path / "kept"
    benches = [make_bench(folder=folder) for _ in range(2)]
    for turn, bench in enumerate(benches):
        bench.session.begin(BOTH_HUMAN)
        bench.session.click(40 + turn)
    for bench in benches:
        bench.session.close()
    again = [make_bench(folder=folder) for _ in range(2)]
    for bench in again:
        bench.session.begin()
    assert sorted(moves_of(bench.session)[0] for bench in again) == [40, 41]


def test_a_program_started_for_something_else_leaves_the_unfinished_game_alone(tmp_path, qapp):
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "unfinished-1.json").write_text("kept")
    fresh, usual = Autosave(folder, is_fresh=True), Autosave(folder)
    assert fresh.read() is None
    assert usual.read() == "kept"
    fresh.close()
    usual.close()


def test_an_opened_record_is_kept_only_once_it_is_changed(make_bench, qtbot, tmp_path):
    folder, path = tmp_path / "kept", tmp_path / "game.sgf"
    path.write_text("(;SZ[9];B[ee];W[cc])")
    session = make_bench(folder=folder).session
    session.begin()
    session.open_file(path)
    qtbot.waitUntil(lambda: message_kind(session) is MessageKind.OPENED, timeout=WAIT_MS)
    session.step(-1)
    QTest.qWait(100)
    assert not list(folder.glob("*.json"))
    session.click(0)
    qtbot.waitUntil(lambda: len(list(folder.glob("*.json"))) == 1, timeout=WAIT_MS)


def test_where_nothing_can_be_written_play_goes_on(make_bench, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    session = make_bench(folder=Path(blocked)).session
    session.begin(BOTH_HUMAN)
    session.click(40)
    assert session.state.move_number == 1


def test_a_file_that_comes_late_does_not_take_the_place_of_another_game(
    make_bench, qtbot, tmp_path
):
    path = tmp_path / "game.sgf"
    path.write_text("(;SZ[9];B[ee];W[cc])")
    session = make_bench().session
    session.begin(BOTH_HUMAN)
    session.open_file(path)
    session.new_game(BOTH_HUMAN)
    session.click(0)
    QTest.qWait(300)
    assert moves_of(session) == [0]


def test_saving_that_ends_late_names_no_file_for_another_game(make_bench, qtbot, tmp_path):
    session = make_bench().session
    session.begin(BOTH_HUMAN)
    session.click(40)
    session.save_file(tmp_path / "first.sgf")
    session.new_game(BOTH_HUMAN)
    qtbot.waitUntil(lambda: message_kind(session) is MessageKind.SAVED, timeout=WAIT_MS)
    assert session.state.path is None
