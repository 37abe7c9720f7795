"""The promises that hold for the whole tree: arrows, file sizes, pins, what must never be there."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("gogame", "gui", "selfplay")
MAX_LINES = 450
GUI_MAY_IMPORT = (
    "errors",
    "rng",
    "board",
    "record",
    "sgf",
    "diagram",
    "verdict",
    "styles",
    "gtp.wire",
    "analysis.wire",
    "clock",
    "kernel_cache",
    "levels",
    "programs",
    "run_status",
    "trained",
)


@cache
def tracked() -> tuple[Path, ...]:
    """Returns the files that git would commit, or all files where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    names = listed or [str(path.relative_to(ROOT)) for path in ROOT.rglob("*")]
    return tuple(path for path in (ROOT / name for name in names) if path.is_file())


@cache
def parsed(path: Path) -> ast.Module:
    """Returns the syntax tree of a module, which several tests look at."""
    return ast.parse(path.read_text(encoding="utf-8"))


def sources(*packages: str) -> Iterator[tuple[str, ast.Module]]:
    """Yields the path and the syntax tree of every module of the packages."""
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix == ".py" and name.split("/")[0] in packages:
            yield name, parsed(path)


def imports(tree: ast.Module) -> Iterator[str]:
    """Yields the dotted names that a module imports, wherever it does so."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def run_python(program: str) -> str:
    """Returns what a fresh interpreter prints."""
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout


def loaded_by(*modules: str) -> set[str]:
    """Returns which third parties are in `sys.modules` after importing `modules` alone."""
    program = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    return {name.split(".")[0] for name in run_python(program).split()}


def modules_of(package: str) -> list[str]:
    """Returns the dotted names of a package's modules, but for the ones that run on import."""
    names = (path for path, _ in sources(package) if not path.endswith("__main__.py"))
    return sorted(
        name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in names
    )


def test_import_contracts_hold() -> None:
    program = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout


def test_gui_imports_only_the_agreed_parts_of_gogame() -> None:
    allowed = tuple(f"gogame.{name}" for name in GUI_MAY_IMPORT)
    wrong = [
        f"{path}: {name}"
        for path, tree in sources("gui")
        for name in imports(tree)
        if name.startswith("gogame.") and not name.startswith(allowed)
    ]
    assert wrong == []


def test_files_stay_short() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in tracked()
        if path.suffix == ".py"
    }
    assert {name: lines for name, lines in lengths.items() if lines > MAX_LINES} == {}


def test_importing_the_engine_loads_no_runtime_and_no_window() -> None:
    assert loaded_by("gogame.engine") & {"jax", "flax", "optax", "openvino", "PySide6"} == set()


def test_the_window_loads_neither_search_runtimes_nor_jax() -> None:
    loaded = loaded_by(*modules_of("gui"))
    assert "PySide6" in loaded
    assert loaded & {"jax", "flax", "optax", "openvino"} == set()


@pytest.mark.slow
def test_everything_but_the_window_works_without_qt() -> None:
    qt_free = tuple(f"gui.{name}" for name in ("analysis", "board", "game", "lessons", "records"))
    of_the_window = [name for name in modules_of("gui") if name.startswith(qt_free)]
    assert of_the_window
    modules = [*modules_of("gogame"), *modules_of("selfplay"), *of_the_window]
    run_python(
        "import sys\n"
        "sys.modules['PySide6'] = sys.modules['shiboken6'] = None\n"
        f"import {', '.join(modules)}"
    )


def test_gogame_starts_no_thread_and_no_process_but_to_measure_others() -> None:
    forbidden = ("threading", "multiprocessing", "subprocess", "concurrent", "asyncio")
    wrong = [
        f"{path}: {name}"
        for path, tree in sources("gogame")
        for name in imports(tree)
        if name.split(".")[0] in forbidden and not path.startswith("gogame/bench/")
    ]
    assert wrong == []


def test_nothing_unpickles() -> None:
    forbidden = {"pickle", "cloudpickle", "dill", "joblib", "marshal", "shelve"}
    wrong = [
        f"{path}: {name}"
        for path, tree in sources(*PACKAGES)
        for name in imports(tree)
        if name.split(".")[0] in forbidden
    ]
    wrong += [
        f"{path}:{node.lineno}: allow_pickle"
        for path, tree in sources(*PACKAGES)
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg == "allow_pickle"
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r'https?://[^ "]+/(simple|packages)/', id="a package registry's host"),
        pytest.param(
            r"(?<![\w.~-])/(work|home|root|Users|mnt|opt|srv)/[\w.]", id="a machine's path"
        ),
        pytest.param(r"\b[A-Z]:\\\\?Users\b", id="a Windows machine's path"),
    ],
)
def test_no_file_names(pattern: str) -> None:
    found: list[str] = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        name = path.relative_to(ROOT).as_posix()
        found += [f"{name}: {match[0]}" for match in re.finditer(pattern, text)]
    assert found == []


def test_pins_of_uv_and_pip_are_the_same_and_name_no_url() -> None:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["tool"]["uv"]["constraint-dependencies"] == pins
    assert [pin for pin in pins if not re.fullmatch(r"[a-z0-9-]+==[\w.]+", pin)] == []
    assert pins == sorted(pins)


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"].values()
    asked = [*project["project"]["dependencies"], *(name for group in groups for name in group)]
    names = {re.split(r"[<>=!~ \[;]", name)[0].lower().replace("_", "-") for name in asked}
    pinned = {pin.split("==")[0] for pin in project["tool"]["uv"]["constraint-dependencies"]}
    assert names - pinned == set()


def test_uv_lock_stays_out_of_git() -> None:
    assert "uv.lock" in (ROOT / ".gitignore").read_text().splitlines()
    assert ROOT / "uv.lock" not in tracked()
