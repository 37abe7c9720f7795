"""The words of the window in both languages at once, so that either finds a command. No Qt here."""

from __future__ import annotations

import functools
import xml.etree.ElementTree as ET
from pathlib import Path

_TEXTS = Path(__file__).resolve().parent / "gogame_ko.ts"


@functools.cache
def _pairs() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for message in ET.parse(_TEXTS).getroot().iter("message"):  # noqa: S314 - our own file
        english, korean = message.findtext("source") or "", message.findtext("translation") or ""
        if english and korean:
            found.setdefault(english, set()).add(korean)
            found.setdefault(korean, set()).add(english)
    return {text: frozenset(others) for text, others in found.items()}


def other_words(text: str) -> tuple[str, ...]:
    """Returns what a text of the window is called in the other language; empty if unknown."""
    return tuple(sorted(_pairs().get(text, ())))
