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
_NUMBER = re.compile(r"(?<= )-?\d+(\.\d+)?")
_LINE = re.compile(r"(?<= pv) .*?(?= info|$)")


def masked(line: str) -> str:
    """Returns an analysis line with its numbers and its long lines of play left out."""
    if not line.startswith("info "):
        return line
    first = line.split(" info ", maxsplit=1)[0]
    return _LINE.sub(" ...", _NUMBER.sub("#", re.sub(r"move \S+", "move *", first)))


def converse(lines: list[str]) -> str:
    conversation = Conversation()
    parts: list[str] = []
    for line in lines:
        answer = conversation.raw(line)
        parts += [f"> {line}\n", *(masked(part) + "\n" for part in answer.split("\n")[:-1])]
    return "".join(parts)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.gtp")), ids=lambda path: path.stem)
def test_golden_conversation(path: Path) -> None:
    expected = path.read_text(encoding="utf-8")
    lines = [line[2:] for line in expected.splitlines() if line.startswith("> ")]
    found = converse(lines)
    if os.environ.get("GOLDEN"):
        path.write_text(found, encoding="utf-8")
    else:
        assert found == expected


def test_there_are_golden_conversations() -> None:
    assert len(list(FOLDER.glob("*.gtp"))) >= 6
