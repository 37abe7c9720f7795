"""Finding commands by a few letters, in either language. No Qt here.

Begin with `find`. A word of a query fits at the start of a word, inside one, as the initial
consonants of Korean syllables (``ㅅㅈ`` finds 설정), or as letters in their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FIRST_SYLLABLE, _LAST_SYLLABLE = 0xAC00, 0xD7A3
_SYLLABLES_PER_INITIAL = 588
_WHOLE, _START, _INSIDE, _CONSONANTS, _SCATTERED = 5, 4, 3, 2, 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A command as a list of commands shows it.

    Attributes:
        name: What the program calls it.
        words: Its words in the language of the window.
        also: Other words that find it, such as those of the other language.
        menu: The menu that it stands in.
        keys: Its keys, empty if there are none.
        is_possible: Whether it can be done now.
    """

    name: str
    words: str
    also: tuple[str, ...] = ()
    menu: str = ""
    keys: str = ""
    is_possible: bool = True


def find(entries: Sequence[Entry], query: str) -> tuple[Entry, ...]:
    """Returns the entries that fit a query, the best first; all of them if it is empty."""
    parts = _plain(query).split()
    if not parts:
        return tuple(entries)
    marks = [_mark(entry, parts) for entry in entries]
    order = sorted(range(len(entries)), key=lambda i: (-marks[i], i))
    return tuple(entries[i] for i in order if marks[i] > 0)


def _mark(entry: Entry, parts: list[str]) -> int:
    """Returns how well an entry fits all words of a query, 0 if it does not."""
    own = [_plain(text) for text in (entry.words, *entry.also)]
    around = [_plain(text) for text in (entry.menu, entry.keys)]
    total = 0
    for part in parts:
        best = max(
            2 * max(_fit(text, part) for text in own), *(_fit(text, part) for text in around)
        )
        if not best:
            return 0
        total += best
    if " ".join(parts) in own:
        total += _WHOLE
    return total


def _fit(text: str, part: str) -> int:
    if part in text.split():
        return _WHOLE
    if text.startswith(part) or f" {part}" in text:
        return _START
    if part in text:
        return _INSIDE
    if all(letter in _INITIALS for letter in part):
        return _CONSONANTS if part in initials(text) else 0
    letters = iter(text)
    return _SCATTERED if len(part) > 2 and all(letter in letters for letter in part) else 0


def initials(text: str) -> str:
    """Returns a text with each Korean syllable as its initial consonant, without spaces."""
    made: list[str] = []
    for letter in text:
        code = ord(letter)
        if _FIRST_SYLLABLE <= code <= _LAST_SYLLABLE:
            made.append(_INITIALS[(code - _FIRST_SYLLABLE) // _SYLLABLES_PER_INITIAL])
        elif not letter.isspace():
            made.append(letter)
    return "".join(made)


def _plain(text: str) -> str:
    return " ".join(text.replace("&", "").replace("…", "").casefold().split())
