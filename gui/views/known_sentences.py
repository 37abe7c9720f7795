"""`KnownSentences`: English sentences of the parts below, as patterns beside their translations."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

Translate = Callable[[str, str], str]

_PLACE = re.compile(r"\{(\d)\}")
_MOST_PARTS = 4  # how often a sentence may stand inside another one


class KnownSentences:
    """Finds a sentence among patterns such as ``cannot open {0}: {1}``, and translates it."""

    def __init__(self, sentences: Callable[[Translate], tuple[str, ...]]) -> None:
        """Know what `sentences` returns; it passes each text to the function that it is given."""
        self._sentences = sentences

    @functools.cached_property
    def english(self) -> tuple[str, ...]:
        """The English of every sentence."""
        return self._sentences(lambda _context, text: text)

    @functools.cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        made: list[re.Pattern[str]] = []
        for text in self.english:
            parts = _PLACE.split(text)
            pattern = "".join(
                f"(?P<n{part}>.+?)" if number % 2 else re.escape(part)
                for number, part in enumerate(parts)
            )
            made.append(re.compile(pattern))
        return tuple(made)

    def translated(self, english: str) -> str | None:
        """Returns a sentence in the language of the window, None if it is not known.

        Known sentences that stand inside it are translated too.
        """
        return self._translated(english, 0)

    def _translated(self, english: str, depth: int) -> str | None:
        for index, pattern in enumerate(self._patterns):
            match = pattern.fullmatch(english)
            if match is not None:
                said = self._sentences(QCoreApplication.translate)[index]
                if depth >= _MOST_PARTS:
                    return english
                values = {
                    name[1:]: self._translated(value, depth + 1) or value
                    for name, value in match.groupdict().items()
                }
                return said.format(*(values[place] for place in sorted(values)))
        return None
