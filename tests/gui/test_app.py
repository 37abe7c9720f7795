"""The program from its command line: what it says where there can be no window."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from gui.application import dress
from gui.engines.programs import program_of
from gui.files.settings import Settings, save_settings
from gui.game.engines import OUR_ENGINE, EngineChoice, Protocol, choice_to_json
from gui.start.options import parse

ANALYSIS = Protocol.ANALYSIS
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
        timeout=180,
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


@pytest.mark.slow
def test_the_benchmark_leaves_no_game_and_no_settings_behind(tmp_path):
    fake = Path(__file__).parent / "fake_analysis.py"
    choice = EngineChoice(shlex.join([sys.executable, str(fake), "kind"]), "Fake", ANALYSIS)
    config = Path(os.environ["XDG_CONFIG_HOME"], "GoGame")
    save_settings(config, Settings(analysis_engine=choice_to_json(choice)))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    result = run("", "--benchmark", QT_QPA_PLATFORM="offscreen")
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("251 positions analysed in")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


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
    assert parse(["--analyse", "game.sgf"]).analyse
    assert not parse(["game.sgf"]).analyse


def test_a_game_is_opened_analysed_and_pictured_by_one_command(tmp_path):
    here = Path(__file__).parent
    game, picture, log = (tmp_path / name for name in ("game.sgf", "out.png", "asked.log"))
    game.write_text("(;GM[1]FF[4]SZ[9]RU[Chinese]KM[7];B[ee];W[cc];B[gg])")
    result = run(
        "",
        "--analyse",
        str(game),
        "--screenshot",
        str(picture),
        QT_QPA_PLATFORM="offscreen",
        GOGAME_ENGINE=f'"{sys.executable}" "{here / "fake_engine.py"}"',
        GOGAME_ANALYSIS_ENGINE=f'"{sys.executable}" "{here / "fake_analysis.py"}"',
        FAKE_ANALYSIS_LOG=str(log),
        XDG_CONFIG_HOME=str(tmp_path / "config"),
        XDG_DATA_HOME=str(tmp_path / "data"),
    )
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    assert picture.stat().st_size > 10_000
    queries = [q for q in map(json.loads, log.read_text().splitlines()) if "moves" in q]
    whole = next(q for q in queries if q["analyzeTurns"] == [0, 1, 2, 3])
    assert whole["moves"] == [["B", "E5"], ["W", "C7"], ["B", "G3"]]
    assert (whole["komi"], whole["rules"]) == (7.0, "chinese")


def test_the_engine_is_ours_unless_the_environment_names_another(monkeypatch):
    monkeypatch.delenv("GOGAME_ENGINE", raising=False)
    assert program_of(OUR_ENGINE).arguments == ("-m", "gogame", "gtp")
    monkeypatch.setenv("GOGAME_ENGINE", "gnugo --mode gtp")
    assert program_of(OUR_ENGINE).program == "gnugo"


@pytest.mark.slow
def test_damaged_settings_are_put_aside_and_new_ones_kept(tmp_path):
    folder = tmp_path / "config" / "GoGame"
    folder.mkdir(parents=True)
    (folder / "settings.json").write_text('{"language": "k')
    result = run(
        "",
        "--screenshot",
        str(tmp_path / "window.png"),
        QT_QPA_PLATFORM="offscreen",
        XDG_CONFIG_HOME=str(tmp_path / "config"),
        XDG_DATA_HOME=str(tmp_path / "data"),
    )
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr
    assert (folder / "settings.damaged.json").read_text() == '{"language": "k'
    assert json.loads((folder / "settings.json").read_text())["coordinates"] is True
    assert (tmp_path / "window.png").exists()


def test_large_words_are_large_everywhere_from_the_start(qapp):
    translator = dress(qapp, Settings(font_percent=200), "ko")
    try:
        assert f"font-size: {1.25 * qapp.font().pointSizeF():.1f}pt" in qapp.styleSheet()
        assert qapp.font().pointSizeF() >= 20
    finally:
        translator.scale_font(100)
        translator.use("en")
        qapp.setStyleSheet("")
