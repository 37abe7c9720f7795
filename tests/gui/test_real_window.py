"""The whole program under an X server of its own: real mouse, real engine, real files."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gogame import sgf

ROOT = Path(__file__).parents[2]
QUIT_S = 120.0

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("Xvfb") is None or shutil.which("xdotool") is None,
        reason="needs Xvfb and xdotool",
    ),
]


@pytest.fixture
def display() -> Iterator[str]:
    """Yields the name of a fresh X display, which the server itself has chosen."""
    number, told = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(told), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
        pass_fds=[told],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(told)
    try:
        with os.fdopen(number) as said:  # ends without a word if the server does
            name = said.readline().strip()
        assert name, "no X server could be started"
        yield f":{name}"
    finally:
        server.terminate()
        server.wait()


class Program:
    """The program with a script, see `window_driver`."""

    def __init__(
        self, script: str, display: str, folder: Path, module: str = "tests.gui.window_driver"
    ) -> None:
        environment = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"}
        home = {name: str(folder / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
        self.report_path = folder / "report.json"
        self.report_path.unlink(missing_ok=True)
        self.log = folder / f"{script}.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", module, script, str(folder)],
                cwd=ROOT,
                env=environment | home | {"DISPLAY": display, "LC_ALL": "C.UTF-8"},
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def report(self) -> dict[str, Any]:
        """Returns what the script has seen, waiting for it."""
        deadline = time.monotonic() + 500
        while not self.report_path.exists():
            if self.process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"no report; the program said: {self.words()}")
            time.sleep(0.05)
        report = json.loads(self.report_path.read_text())
        assert report["error"] == "", self.words()
        return report

    def words(self) -> str:
        """Returns what the program wrote."""
        return self.log.read_text()


def test_a_game_is_played_counted_saved_survives_the_engine_and_the_program(display, tmp_path):
    program = Program("game", display, tmp_path)
    try:
        report = program.report()
    finally:
        program.process.send_signal(signal.SIGKILL)
        program.process.wait()
    assert max(report["answers_s"]) < 10
    assert sorted(report["corner"]) == [0, 1, 2]
    assert report["spoken"].startswith("A9, empty, ")
    assert report["spoken"].endswith(", set by hand")
    black, white = report["total"]
    assert report["shown"][1:] == [f"{black:g}", f"{white:g}"]
    lead = black - white
    assert report["result"] == f"{'B' if lead > 0 else 'W'}+{abs(lead):g}"
    record = sgf.record_of(sgf.load(tmp_path / "saved.sgf")[0])
    assert [move.action for move in record.moves][::2][:3] == [40, 56, 24]
    assert str(record.result) == report["result"]
    assert report["reason"]
    assert len(report["moves"]) == 8
    assert "Traceback" not in program.words()

    again = Program("restored", display, tmp_path)
    restored = again.report()
    assert restored["moves"] == report["moves"]
    assert again.process.wait(timeout=QUIT_S) == 0
    assert "Traceback" not in again.words()


def test_a_game_is_analysed_and_a_killed_analysis_engine_comes_back(display, tmp_path):
    program = Program("analysis", display, tmp_path)
    report = program.report()
    assert program.process.wait(timeout=QUIT_S) == 0
    assert "Traceback" not in program.words()
    title, detail, is_best = report["best"]
    assert re.fullmatch(r"[+-]?\d+\.\d", title)
    assert re.fullmatch(r"[\d.]+[kM]?", detail)
    assert is_best
    assert len(report["scores"]) == 7
    assert len(set(report["scores"])) > 1
    assert report["known_at_once"]
    assert "killed" in report["reason"]
    assert report["again"]
