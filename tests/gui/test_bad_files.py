"""Settings, folders and records that make no sense: one sentence each, and nothing is lost."""

from __future__ import annotations

import errno
import json
import math
import time
from dataclasses import asdict, fields
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

import gui.files.settings as settings_module
from gui.files.settings import Folders, Settings, load_settings
from gui.game.state import HUMAN, GameSetup, MessageKind
from gui.i18n.translator import Translator
from gui.main_window import MainWindow

WAIT_MS = 60_000
BOTH_HUMAN = GameSetup(white=HUMAN)


@pytest.fixture
def make_window(make_bench, qtbot, qapp, tmp_path):
    def make(settings: Settings) -> MainWindow:
        bench = make_bench()
        folders = Folders(tmp_path / "config", tmp_path / "data")
        window = MainWindow(bench.session, Translator(qapp), folders, settings)
        qtbot.addWidget(window)
        bench.session.begin(BOTH_HUMAN)
        window.show()
        return window

    return make


def message_kind(window: MainWindow) -> MessageKind | None:
    message = window.session.state.message
    return None if message is None else message.kind


TEXTS = ("nonsense", "null", "[]", "{}", '{"a":', "바둑", "\x00", "A" * 5000, "YQ", "-1", "[[1]]")
NUMBERS = (-1, 0, 1, 10**9, 2**80)
REALS = (-1.0, math.nan, math.inf, 1e300)


def nonsense(turn: int) -> dict[str, object]:
    """Returns settings of the right types and no sense."""
    wrong: dict[str, object] = {}
    for number, field in enumerate(fields(Settings)):
        default = getattr(Settings(), field.name)
        values = {str: TEXTS, int: NUMBERS, float: REALS, bool: (True, False)}[type(default)]
        wrong[field.name] = values[(turn + number) % len(values)]
    return wrong


@pytest.mark.parametrize("turn", range(len(TEXTS)))
def test_a_window_opens_with_nonsense_of_every_kind(make_window, tmp_path, turn):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.json").write_text(json.dumps(nonsense(turn)))
    window = make_window(load_settings(tmp_path / "config"))
    window.session.click(40)
    assert window.session.state.move_number == 1
    window.preferences.keep()
    window.close()


def test_settings_that_cannot_be_kept_are_one_sentence(make_window, tmp_path):
    (tmp_path / "config").write_text("a file where the folder should be")
    window = make_window(Settings())
    window.session.click(40)
    window.preferences.keep()
    assert message_kind(window) is MessageKind.SETTINGS_FAILED
    text = window.messages.label.text()
    assert str(tmp_path / "config") in text
    assert "\n" not in text
    assert window.session.state.move_number == 1


def test_a_full_disk_is_said_and_leaves_the_old_settings(make_window, tmp_path, monkeypatch):
    window = make_window(Settings())
    window.preferences.change(language="ko")
    window.preferences.keep()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(settings_module.os, "fsync", full)
    window.preferences.change(language="en")
    window.preferences.keep()
    assert message_kind(window) is MessageKind.SETTINGS_FAILED
    assert "No space left" in window.messages.label.text()
    assert load_settings(tmp_path / "config").language == "ko"
    assert not list((tmp_path / "config").glob(".*"))
    window.session.click(40)
    window.session.click(41)
    assert window.session.state.move_number == 2


def open_record(window: MainWindow, path: Path, qtbot) -> MessageKind | None:
    """Opens a record and waits for what is said of it; the window answers meanwhile."""
    longest, last = 0.0, time.monotonic()
    window.session.click(40)
    window.session.open_file(path)
    wanted = (MessageKind.OPENED, MessageKind.OPEN_FAILED)
    end = time.monotonic() + WAIT_MS / 1000
    while message_kind(window) not in wanted:
        QTest.qWait(1)
        longest = max(longest, time.monotonic() - last)
        last = time.monotonic()
        assert last < end
    assert "\n" not in window.messages.label.text()
    return message_kind(window)


@pytest.mark.slow
def test_a_record_of_ten_megabytes(make_window, tmp_path, qtbot):
    path = tmp_path / "large.sgf"
    path.write_text("(;SZ[9]C[" + "바둑 " * 1_500_000 + "];B[ee];W[cc])")
    assert path.stat().st_size > 10_000_000
    window = make_window(Settings())
    kind = open_record(window, path, qtbot)
    shown = window.session.state
    if kind is MessageKind.OPENED:
        assert shown.move_number == 2
    else:
        assert shown.move_number == 1


def test_a_record_of_ten_thousand_moves_opens(make_window, tmp_path, qtbot):
    path = tmp_path / "long.sgf"
    path.write_text("(;SZ[9]" + ";B[];W[]" * 5000 + ")")
    window = make_window(Settings())
    assert open_record(window, path, qtbot) is MessageKind.OPENED
    assert window.session.state.move_number == 10_000
    window.session.step(-1)
    assert window.session.state.move_number == 9_999


def test_a_record_of_too_long_a_line_is_refused_and_the_game_stays(
    make_window, tmp_path, qtbot, monkeypatch
):
    monkeypatch.setattr("gogame.sgf.game.MAX_LINE", 500)
    path = tmp_path / "long.sgf"
    path.write_text("(;SZ[9]" + ";B[];W[]" * 300 + ")")
    window = make_window(Settings())
    assert open_record(window, path, qtbot) is MessageKind.OPEN_FAILED
    assert "500 nodes" in window.messages.label.text()
    assert window.session.state.move_number == 1


def test_stones_put_up_and_taken_away_again_and_again(make_window, tmp_path, qtbot):
    path = tmp_path / "cycle.sgf"
    path.write_text("(;SZ[9]" + ";AB[ee][ef]AW[fe];AE[ee][ef][fe]" * 500 + ";B[aa])")
    window = make_window(Settings())
    assert open_record(window, path, qtbot) is MessageKind.OPENED
    state = window.session.state
    assert state.move_number == 1001
    assert int((state.position.grid != 0).sum()) == 1
    window.session.step(-1)
    window.session.step(-1)
    assert int((window.session.state.position.grid != 0).sum()) == 3


def test_two_windows_keep_their_settings_whole(make_window, tmp_path):
    windows = [make_window(Settings()) for _ in range(2)]
    for number, window in enumerate(windows):
        window.preferences.change(folder=f"games {number}")
        window.preferences.keep()
    kept = json.loads((tmp_path / "config" / "settings.json").read_text())
    assert kept == asdict(windows[1].preferences.now)
    assert windows[0].session.state.message == windows[1].session.state.message
