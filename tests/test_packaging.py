"""The packaged program: its entry starts what the code starts, and it holds what the code reads."""

from __future__ import annotations

import importlib
import importlib.util
import re
import runpy
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "packaging"
PACKAGES = ("gogame", "gui", "selfplay")
MODULE = re.compile(r'-m(?:",\s*"| )([\w.]+)')
STARTED = {
    "gui/engines/programs.py": {"gogame"},
    "gui/features/support.py": {"gogame"},
    "gui/i18n/update.py": {"gui.i18n.update"},  # for a clone only
    "gui/sounds/player.py": set(),  # -c
    "gui/start/launcher.py": {"gui"},
    "gui/training/networks.py": {"gogame"},
    "gui/training/plan.py": {"selfplay"},
    "selfplay/bench/processes.py": {"selfplay.bench.processes"},
    "selfplay/lake/bench.py": {"selfplay.lake.bench"},
    "selfplay/lake/parquet_check.py": set(),  # -P and its own file
    "selfplay/run/ladder_child.py": {"selfplay"},
    "selfplay/run/processes.py": {"selfplay.run.child"},
}
"""The modules that name `sys.executable`, with those that they start by ``-m``."""


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def entry(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    for name in ("LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG", "QT_PLUGIN_PATH"):
        monkeypatch.setenv(name, "")  # the entry changes them for this process
    monkeypatch.setattr(sys, "argv", sys.argv)
    return load("entry")


@pytest.fixture
def pack_program(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(FOLDER)
    return load("pack_program")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """What `runpy.run_module` was asked for, in place of running it."""
    asked: list[tuple[str, list[str]]] = []

    def run_module(name: str, **_: object) -> None:
        asked.append((name, sys.argv[1:]))

    monkeypatch.setattr(runpy, "run_module", run_module)
    return asked


def run_entry(*words: str) -> str:
    words = (sys.executable, str(FOLDER / "entry.py"), *words)
    return subprocess.run(words, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def test_whatever_starts_this_very_program_is_known() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): set(MODULE.findall(text))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if "sys.executable" in (text := path.read_text(encoding="utf-8"))
    }
    assert found == STARTED


@pytest.mark.parametrize("module", sorted(set().union(*STARTED.values())))
def test_every_module_that_is_started_is_packed_and_started(module, entry, started) -> None:
    packed = load("contents").modules()
    assert module in packed
    entry.main(["-m", module, "--size", "9"])
    assert started == [(module, ["--size", "9"])]


def test_each_name_is_its_program(entry, started, monkeypatch) -> None:
    for name in ("gogame", "gogame-engine.exe", "gogame-selfplay"):
        monkeypatch.setattr(sys, "executable", name)
        entry.main(["--help"])
    assert [name for name, _ in started] == ["gui", "gogame", "selfplay"]
    assert all(f"{module}.__main__" in load("contents").modules() for module, _ in started)


def test_a_module_code_and_a_file_are_run_as_python_does(tmp_path) -> None:
    assert "gogame-engine" in run_entry("-m", "gogame", "--help")
    code = "import sys; print(__name__, sys.argv)"
    assert run_entry("-I", "-S", "-c", code, "a b") == "__main__ ['-c', 'a b']\n"
    file = tmp_path / "file.py"
    file.write_text(code)
    assert run_entry("-P", str(file), "x") == f"__main__ {[str(file), 'x']}\n"


def test_other_programs_get_the_library_paths_of_before(entry, started, monkeypatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/packed")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/before")
    monkeypatch.setenv("QT_PLUGIN_PATH", "/packed")
    entry.main([])
    assert entry.os.environ["LD_LIBRARY_PATH"] == "/before"
    assert "QT_PLUGIN_PATH" not in entry.os.environ


def test_every_file_that_is_no_code_is_packed_beside_the_code() -> None:
    contents = load("contents")
    assert all(list(ROOT.glob(pattern)) for pattern in contents.DATA)
    packed = {(ROOT / folder / Path(file).name) for file, folder in contents.data_files()}
    there = {
        path
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts
    }
    assert {path for path in there - packed if path.name != "README.md"} == set()


def test_what_desktops_have_and_what_nobody_reaches_stays_out() -> None:
    wanted = {
        "libxcb-cursor.so.0": "/lib/x86_64-linux-gnu/libxcb-cursor.so.0",
        "libpython3.11.so.1.0": "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0",
        "libQt6Core.so.6": "site-packages/PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/Qt/plugins/platforms/libqxcb.so": "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/translations/qtbase_ko.qm": "PySide6/Qt/translations/qtbase_ko.qm",
    }
    unwanted = {
        "libgtk-3.so.0": "/usr/lib/x86_64-linux-gnu/libgtk-3.so.0",
        "libstdc++.so.6": "/lib/x86_64-linux-gnu/libstdc++.so.6",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so": "PySide6/libqopensslbackend.so",
        "PySide6/Qt/translations/qtbase_de.qm": "PySide6/Qt/translations/qtbase_de.qm",
        "gogame-0.1.0.dist-info/direct_url.json": "gogame-0.1.0.dist-info/direct_url.json",
    }
    rows = [(place, file, "BINARY") for place, file in (wanted | unwanted).items()]
    assert {place for place, _, _ in load("contents").wanted(rows)} == set(wanted)


@pytest.mark.parametrize(
    ("system", "machine", "name"),
    [
        ("Linux", "x86_64", "GoGame-1.2-linux-x86_64.tar.gz"),
        ("Darwin", "arm64", "GoGame-1.2-macos-arm64.zip"),
        ("Windows", "AMD64", "GoGame-1.2-windows-amd64.zip"),
    ],
)
def test_archives_keep_programs_and_links(tmp_path, pack_program, system, machine, name) -> None:
    assert pack_program.archive_name("1.2", system, machine) == name
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "gogame").write_text("program")
    (tmp_path / "made" / "gogame").chmod(0o755)
    (tmp_path / "made" / "link").symlink_to("gogame")
    pack_program.pack(tmp_path / "made", tmp_path / "dist" / name, "GoGame")
    if name.endswith(".zip"):
        with zipfile.ZipFile(tmp_path / "dist" / name) as archive:
            modes = {file.filename: file.external_attr >> 16 for file in archive.infolist()}
            assert archive.read("GoGame/link") == b"gogame"
        assert modes == {"GoGame/gogame": 0o100755, "GoGame/link": 0o120777}
    else:
        with tarfile.open(tmp_path / "dist" / name) as archive:
            assert archive.getmember("GoGame/gogame").mode == 0o755
            assert archive.getmember("GoGame/link").linkname == "gogame"
            assert {member.uid for member in archive} == {0}


def test_the_command_in_the_documents_packs() -> None:
    assert "packaging/pack_program.py" in (ROOT / "Makefile").read_text(encoding="utf-8")
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"build/", "dist/"} <= set(ignored)
    spec = (FOLDER / "gogame.spec").read_text(encoding="utf-8")
    assert "contents.data_files()" in spec
    assert "contents.modules()" in spec
