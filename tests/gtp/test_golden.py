"""Whole conversations, compared with files: lines after ``> `` are sent, the others are answers.

``GOLDEN=1 pytest -k golden`` writes the answers anew. Numbers of analyses are not compared.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.gtp.conversation import Conversation

FOLDER = Path(__file__).resolve().parent.parent / "golden" / "gtp"
# Clients that speak another dialect to an engine of another name: `gtp --name --gtp-version`.
NAMES = {"lizzieyzy": ("KataGo (GoGame)", "1.16.4")}
_RAW = re.compile(r"-?\d+\.\d{3,7}(?= |$)")
_NUMBER = re.compile(r"(?<= )-?\d+(\.\d+)?")
_LINE = re.compile(r"(?<= pv) .*?(?= info|$)")


def masked(line: str) -> str:
    """Returns an analysis line with its numbers and its long lines of play left out."""
    if not line.startswith("info "):
        return _RAW.sub("#", line)
    first = line.split(" info ", maxsplit=1)[0]
    return _LINE.sub(" ...", _NUMBER.sub("#", re.sub(r"move \S+", "move *", first)))


def converse(lines: list[str], name: str, version: str) -> str:
    conversation = Conversation(name=name, version=version)
    parts: list[str] = []
    for line in lines:
        parts.append(f"> {line}\n")
        for part in conversation.raw(line).split("\n")[:-1]:
            shown = masked(part) + "\n"
            if not (shown.startswith("info ") and shown == parts[-1]):  # as often as time allowed
                parts.append(shown)
    return "".join(parts)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.gtp")), ids=lambda path: path.stem)
def test_golden_conversation(path: Path) -> None:
    expected = path.read_text(encoding="utf-8")
    lines = [line[2:] for line in expected.splitlines() if line.startswith("> ")]
    found = converse(lines, *NAMES.get(path.stem, ("GoGame", "0.1.0")))
    if os.environ.get("GOLDEN"):
        path.write_text(found, encoding="utf-8")
    else:
        assert found == expected


def test_there_are_golden_conversations() -> None:
    assert len(list(FOLDER.glob("*.gtp"))) >= 6
