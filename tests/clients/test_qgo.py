"""qGo, Debian's package, opens a real window and has our engine play a game against itself."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

QGO = shutil.which("qgo") or shutil.which("/usr/games/qgo")
NEEDED = ("xvfb-run", "xdotool", "sh")
_PATIENCE_S = 400  # a busy machine takes minutes to start window and engine
_MOVES = 6

pytestmark = [
    pytest.mark.slow,
    pytest.mark.gui,
    pytest.mark.skipif(QGO is None, reason="qGo is not installed: the package qgo"),
    pytest.mark.skipif(
        not all(map(shutil.which, NEEDED)), reason=f"one of {', '.join(NEEDED)} is not installed"
    ),
]
SETTINGS = """[General]
EDIT_SIZE=9
EDIT_HANDICAP=0
EDIT_KOMI=7.5
COMPUTER_PLAYS_WHITE=true
COMPUTER_PLAYS_BLACK=true

[ENGINES]
1\\path={engine}
1\\args={options}
size=1
DEFAULT_ENGINE=0
"""
# A new game by its key, and its dialog by its default button; each key again until it is heard,
# for a window that is still being set up hears nothing.
DRIVE = """{qgo} & pid=$!
windows() {{ xdotool search --onlyvisible --class qgo; }}
until window=$(windows | head -n 1) && [ -n "$window" ]; do sleep 0.2; done
before=$(windows | wc -l)
while [ "$(windows | wc -l)" -le "$before" ]; do
    xdotool windowfocus "$window"; xdotool keydown ctrl key n keyup ctrl
    sleep 3
done
while [ "$(windows | wc -l)" -gt "$before" ]; do xdotool key Return; sleep 3; done
wait $pid
"""


def test_it_plays_through_numbered_commands(tmp_path: Path) -> None:
    sent, answered = tmp_path / "sent", tmp_path / "answered"
    engine = tmp_path / "gogame-gnugo"  # qGo numbers its commands, as it needs, for such names only
    words = [sys.executable, "-u", "-m", "gogame", "gtp", "--net", "rollouts", "--rollouts", "1"]
    engine.write_text(
        f"#!/bin/sh\ncd {shlex.quote(os.getcwd())}\n"
        f'exec tee {sent} | {shlex.join(words)} "$@" | tee {answered}\n'
    )
    engine.chmod(0o755)
    config = tmp_path / ".config" / "qGo" / "qGo.conf"
    config.parent.mkdir(parents=True)
    config.write_text(SETTINGS.format(engine=engine, options="--visits 20"))
    # The window's own tests draw offscreen; this one needs a window that hears keys.
    environment = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"}
    driver = subprocess.Popen(
        ["xvfb-run", "-a", "-s", "-screen 0 1280x960x24", "sh", "-c", DRIVE.format(qgo=QGO)],
        env=environment | {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(config.parents[1])},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        end = time.monotonic() + _PATIENCE_S
        while not sent.exists() or sent.read_text().count("genmove") <= _MOVES:
            assert time.monotonic() < end, sent.read_text() if sent.exists() else "not started"
            assert driver.poll() is None, "qGo has ended"
            time.sleep(0.2)
    finally:
        os.killpg(driver.pid, signal.SIGTERM)
        driver.wait(timeout=30)
    asked = [line.split() for line in sent.read_text().splitlines()]
    replies = [line for line in answered.read_text().splitlines() if line]
    assert all(line.startswith("=") for line in replies), replies
    assert [words[1] for words in asked[:3]] == ["protocol_version", "boardsize", "clear_board"]
    players = [words[2] for words in asked if words[1] == "genmove"]
    assert players[:_MOVES] == ["black", "white"] * (_MOVES // 2), "qGo has taken every move"
    moves = {line.split()[0][1:]: line.split()[-1] for line in replies}
    played = [moves[words[0]] for words in asked if words[1] == "genmove" and words[0] in moves]
    assert len(set(played[:_MOVES])) == _MOVES
