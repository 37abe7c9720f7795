"""Engines on the machine, and command lines as people type them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gogame import programs
from gogame.errors import ConfigError, EngineError
from gogame.programs import EngineProgram, Speaks, find_programs, gtp_program, split_command


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("gnugo --mode gtp", ("gnugo", "--mode", "gtp")),
        ("  gnugo\t--mode \n gtp ", ("gnugo", "--mode", "gtp")),
        ('"my engine" -x "a b"', ("my engine", "-x", "a b")),
        ("'my engine' -x 'it is \"it\"'", ("my engine", "-x", 'it is "it"')),
        ('run --name="Kata Go"s', ("run", "--name=Kata Gos")),
        ('run "" x', ("run", "", "x")),
        (r"games/my\ engine gtp", ("games/my engine", "gtp")),
        (r"run it\'s", ("run", "it's")),
        (r'run "a \"b\" c"', ("run", 'a "b" c')),
        (r"C:\Go\katago.exe gtp -model C:\nets\b18.bin.gz",
         ("C:\\Go\\katago.exe", "gtp", "-model", "C:\\nets\\b18.bin.gz")),
        (r'"C:\Program Files\katago.exe" gtp', ("C:\\Program Files\\katago.exe", "gtp")),
        (r'run -d "C:\My nets\" gtp', ("run", "-d", "C:\\My nets\\", "gtp")),
        (r"C:\nets\ gtp", ("C:\\nets\\", "gtp")),
        (r"\\server\engines\go.exe gtp", ("\\\\server\\engines\\go.exe", "gtp")),
        (r"run a\b\\c", ("run", "a\\b\\\\c")),
        ("런 명령 --이름 '바둑 엔진'", ("런", "명령", "--이름", "바둑 엔진")),
    ],
)  # fmt: skip
def test_commands_are_split(text: str, words: tuple[str, ...]) -> None:
    assert split_command(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "expected a program"),
        ("  \t ", "expected a program"),
        ("'' gtp", "expected a program"),
        ('katago "gtp -model x', 'a " is not closed'),
        ("katago 'gtp", "a ' is not closed"),
    ],
)
def test_commands_that_are_none_are_refused(text: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        split_command(text)


class Home:
    """A machine with nothing on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment: dict[str, str] = {}
        self.folders = [folder / "bin", folder / "games"]
        for one in self.folders:
            one.mkdir()

    def put(self, name: str, *, executable: bool = False) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("#!/bin/sh\n")
        if executable:
            path.chmod(0o755)
        return path

    def programs(self) -> dict[str, EngineProgram]:
        search_path = os.pathsep.join(map(str, self.folders))
        found = find_programs(search_path, home=self.folder, environment=self.environment)
        return {program.name: program for program in found}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_nothing_is_found_where_nothing_is(home: Home) -> None:
    assert home.programs() == {}


def test_gnugo_plays_by_our_rules(home: Home) -> None:
    path = home.put("games/gnugo", executable=True)
    found = home.programs()["GNU Go"]
    assert (found.speaks, found.missing) == (Speaks.GTP, "")
    assert found.command[:3] == (str(path), "--mode", "gtp")
    assert {"--chinese-rules", "--positional-superko"} < set(found.command)


def test_katago_speaks_both_protocols_with_what_its_users_keep(home: Home) -> None:
    path = home.put("bin/katago", executable=True)
    model = home.put(".katago/kata1-b18.bin.gz")
    home.put(".katago/gtp_example.cfg")
    gtp = home.put("bin/default_gtp.cfg")
    analysis = home.put(".katago/analysis_example.cfg")
    found = home.programs()
    assert found["KataGo"] == EngineProgram(
        "KataGo",
        (str(path), "gtp", "-model", str(model), "-config", str(gtp)),
        Speaks.GTP,
    )
    assert found["KataGo analysis"].command == (
        str(path), "analysis", "-model", str(model), "-config", str(analysis)
    )  # fmt: skip
    assert found["KataGo analysis"].speaks is Speaks.ANALYSIS


def test_katago_of_homebrew_keeps_its_files_in_share(home: Home) -> None:
    home.put("cellar/katago/bin/katago", executable=True)
    (home.folder / "bin" / "katago").symlink_to(home.folder / "cellar/katago/bin/katago")
    model = home.put("cellar/katago/share/katago/g170.bin.gz")
    config = home.put("cellar/katago/share/katago/configs/gtp_example.cfg")
    command = home.programs()["KataGo"].command
    assert command[3::2] == (str(model), str(config))


def test_named_files_come_first(home: Home) -> None:
    home.put("bin/katago", executable=True)
    home.put("bin/default_model.bin.gz")
    home.put("bin/default_gtp.cfg")
    home.environment = {
        "KATAGO_MODEL": str(home.put("nets/b28.bin.gz")),
        "KATAGO_CONFIG": str(home.put("nets/mine.cfg")),
    }
    assert home.programs()["KataGo"].command[3::2] == tuple(home.environment.values())


def test_what_is_missing_is_said_instead_of_a_command_that_fails(home: Home) -> None:
    path = home.put("bin/katago", executable=True)
    home.put("bin/default_gtp.cfg")
    home.environment = {"KATAGO_MODEL": str(home.folder / "gone.bin.gz")}
    found = home.programs()
    assert found["KataGo"].command == (str(path),)
    assert found["KataGo"].missing.startswith(f"KataGo at {path} has no model: put it beside")
    assert "no model and no analysis config" in found["KataGo analysis"].missing
    assert "KATAGO_ANALYSIS_CONFIG" in found["KataGo analysis"].missing


def test_leela_zero_needs_weights(home: Home) -> None:
    path = home.put("games/leelaz", executable=True)
    assert "has no weights" in home.programs()["Leela Zero"].missing
    weights = home.put(".local/share/leela-zero/best-network")
    found = home.programs()["Leela Zero"]
    assert found.missing == ""
    assert found.command == (str(path), "--gtp", "--noponder", "--weights", str(weights))


def test_pachi_among_games_is_the_platform_game(home: Home) -> None:
    home.put("games/pachi", executable=True)
    assert home.programs() == {}
    path = home.put("bin/pachi", executable=True)
    assert home.programs()["Pachi"].command == (str(path),)


def test_a_short_name_gives_the_installed_engine(
    monkeypatch: pytest.MonkeyPatch, home: Home
) -> None:
    monkeypatch.setenv("PATH", str(home.folder / "bin"))
    monkeypatch.setenv("HOME", str(home.folder))
    monkeypatch.setattr(programs, "_MORE_FOLDERS", ("~/games",))
    with pytest.raises(ConfigError, match="expected one of gnugo, katago, leelaz, pachi"):
        gtp_program("crazystone")
    with pytest.raises(EngineError, match="GNU Go is not installed: expected an executable gnugo"):
        gtp_program("gnugo")
    path = home.put("games/gnugo", executable=True)
    assert gtp_program("gnugo").command[0] == str(path)
    home.put("games/leelaz", executable=True)
    with pytest.raises(EngineError, match="has no weights"):
        gtp_program("leelaz")
