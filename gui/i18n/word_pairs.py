"""The words of the window in both languages at once, so that either finds a command. No Qt here."""

from __future__ import annotations

import functools
import re
import xml.etree.ElementTree as ET
from pathlib import Path

_PLACE = re.compile(r"\{(\d)\}")
_LEAST = 3  # letters beside what is filled in, so that not everything fits
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
    found = _pairs().get(text)
    if found is not None:
        return tuple(sorted(found))
    for pattern, others in _patterns():
        match = pattern.fullmatch(text)
        if match is not None:
            filled = {name[1:]: value for name, value in match.groupdict().items()}
            return tuple(sorted(_filled(other, filled) for other in others))
    return ()


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    """Returns the texts in which something is filled in, as patterns that find what it was.

    The longest come first: what says more of a text fits it better.
    """
    made: list[tuple[re.Pattern[str], frozenset[str]]] = []
    for text, others in sorted(_pairs().items(), key=lambda pair: -len(pair[0])):
        numbers = _PLACE.findall(text)
        if numbers and len(set(numbers)) == len(numbers) and len(_PLACE.sub("", text)) > _LEAST:
            parts = (re.escape(part) for part in _PLACE.split(text)[::2])
            pattern = next(parts)
            for number, part in zip(numbers, parts, strict=True):
                pattern += f"(?P<n{number}>.+){part}"
            made.append((re.compile(pattern), others))
    return tuple(made)


def _filled(text: str, values: dict[str, str]) -> str:
    return _PLACE.sub(lambda match: values.get(match[1], ""), text)
