"""Whole sessions, compared with files: lines after ``> `` are sent, the others are answers.

``GOLDEN=1 pytest -k golden`` writes the answers anew. Fractions are not compared.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.analysis.conversation import Conversation

FOLDER = Path(__file__).resolve().parent.parent / "golden" / "analysis"
_FRACTION = re.compile(r"-?\d+\.\d+(e-\d+)?")


def converse(lines: list[str]) -> str:
    conversation = Conversation()
    parts: list[str] = []
    for line in lines:
        conversation.server.answer(line)
        while len(conversation.pool):
            conversation.step()
        parts += [f"> {line}\n", _FRACTION.sub("#", conversation.text())]
    return "".join(parts)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.jsonl")), ids=lambda path: path.stem)
def test_golden_session(path: Path) -> None:
    expected = path.read_text(encoding="utf-8")
    lines = [line[2:] for line in expected.splitlines() if line.startswith("> ")]
    found = converse(lines)
    if os.environ.get("GOLDEN"):
        path.write_text(found, encoding="utf-8")
    else:
        assert found == expected


def test_there_are_golden_sessions() -> None:
    assert len(list(FOLDER.glob("*.jsonl"))) >= 3
