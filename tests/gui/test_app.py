"""The program from its command line: what it says where there can be no window."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gui.engines import OUR_ENGINE
from gui.options import parse
from gui.programs import program_of

ROOT = Path(__file__).parents[2]


def run(program: str = "", *args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs ``python -m gui``, or a program, without a display unless one is given."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    env = {key: value for key, value in os.environ.items() if key not in hidden}
    command = ["-c", program] if program else ["-m", "gui"]
    return subprocess.run(
        [sys.executable, *command, *args],
        cwd=ROOT,
        env=env | environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these always have a display")
def test_no_display_is_one_line_that_names_the_terminal_game():
    result = run()
    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert "gogame-engine play" in result.stderr
    assert result.stdout == ""


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="needs X11")
def test_a_display_that_does_not_answer_is_one_line_too():
    result = run(DISPLAY=":987")
    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert "gogame-engine play" in result.stderr


def test_missing_libraries_are_one_line():
    program = (
        "import sys; sys.modules['PySide6.QtCore'] = None\n"
        "from gui.app import main; sys.exit(main(['--size', '9']))"
    )
    result = run(program, QT_QPA_PLATFORM="offscreen")
    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert "gogame-engine play" in result.stderr


@pytest.mark.parametrize(("args", "status"), [(["--help"], 0), (["--size", "x"], 2), (["--no"], 2)])
def test_the_command_line(args, status):
    result = run("", *args)
    assert result.returncode == status
    assert "Traceback" not in result.stderr
    assert ("example:" in result.stdout) == (status == 0)


def test_options():
    assert not parse([]).game
    options = parse(["--size", "13", "--rules", "japanese"])
    assert (options.game, options.size, options.rules) == (True, 13, "japanese")
    assert parse(["game.sgf"]).sgf == Path("game.sgf")


def test_the_engine_is_ours_unless_the_environment_names_another(monkeypatch):
    monkeypatch.delenv("GOGAME_ENGINE", raising=False)
    assert program_of(OUR_ENGINE).arguments == ("-m", "gogame", "gtp")
    monkeypatch.setenv("GOGAME_ENGINE", "gnugo --mode gtp")
    assert program_of(OUR_ENGINE).program == "gnugo"
