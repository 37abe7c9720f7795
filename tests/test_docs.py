"""What the documents promise exists: commands, files, make targets, the modules they describe."""

from __future__ import annotations

import importlib
import inspect
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(
    path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")) if path.is_file()
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
ENTRY_POINTS: dict[str, str] = PROJECT["scripts"] | PROJECT["gui-scripts"]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def commands(document: str) -> list[str]:
    """Returns the shell lines of a document's fenced blocks."""
    blocks = re.findall(r"^```(?:sh|bash)\n(.*?)^```", (ROOT / document).read_text(), re.M | re.S)
    lines = [line.split(" #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


def entry_point(name: str) -> Callable[..., int]:
    """Returns the function that an installed command calls."""
    module, function = ENTRY_POINTS[name].split(":")
    return getattr(importlib.import_module(module), function)


def anchors(path: Path) -> set[str]:
    """Returns the fragments that the headings of a document answer to."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.M)
    kept = (re.sub(r"[^\w\s-]", "", heading.lower()) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in kept}


@pytest.mark.parametrize("name", sorted(ENTRY_POINTS))
def test_installed_commands_can_be_called_without_arguments(name: str) -> None:
    inspect.signature(entry_point(name)).bind()


def test_the_readme_opens_with_the_two_commands() -> None:
    assert commands("README.md")[:2] == ["pip install uv && uv run gogame",
                                         "pip install uv && uv run pytest"]  # fmt: skip


def test_commands_in_the_documents_exist(capsys: pytest.CaptureFixture[str]) -> None:
    used = {
        tuple(match.split())
        for document in ("README.md", "CONTRIBUTING.md")
        for line in commands(document)
        for match in re.findall(r"\bgogame-engine [a-z]+", line)
    }
    assert used
    for name, subcommand in used:
        assert entry_point(name)([subcommand, "--help"]) == 0, subcommand
        assert subcommand in capsys.readouterr().out


def test_make_targets_in_the_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    used = {
        target
        for path in DOCUMENTS
        for target in re.findall(r"`make ([a-z-]+)`", path.read_text(encoding="utf-8"))
    }
    assert used - targets == set()
    assert {"help", "setup", "check", "test", "golden", "bench", "run"} <= targets


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    broken: list[str] = []
    for link in LINK.findall(path.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, fragment = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        is_found = target.exists() and (not fragment or fragment in anchors(target))
        broken += [] if is_found else [link]
    assert broken == []


def test_the_architecture_document_names_every_module() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    modules = {path for package in ("gogame", "gui") for path in (ROOT / package).rglob("*.py")}
    missing = [
        path.relative_to(ROOT).as_posix()
        for path in sorted(modules)
        if not path.name.startswith("__") and f"`{path.stem}`" not in text
    ]
    assert missing == []


def test_decisions_are_indexed() -> None:
    folder = ROOT / "docs" / "adr"
    decisions = {path.name for path in folder.glob("[0-9]*.md")}
    assert decisions
    assert decisions == set(LINK.findall((folder / "README.md").read_text()))
