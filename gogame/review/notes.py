"""What the SGF reader noted about a file, said in the language of a review.

The reader notes in English. Here the notes that real files cause are said in Korean; the few on
the syntax of a text stay as they are, beside a line and an offset that only a programmer reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from gogame.review.words import RULES, Language, Words
from gogame.sgf.header import rules_name_of

_REASONS = {
    "occupied by Black": "흑돌이 있는 자리",
    "occupied by White": "백돌이 있는 자리",
    "it retakes the ko at once": "패를 바로 되따냄",
    "suicide": "자살수",
    "it repeats an earlier position (superko)": "동형반복",
    "the game is over": "이미 끝난 대국",
}


def note_in(words: Words, note: str) -> str:
    """Returns a note of the reader in the language of the words."""
    if not words.is_korean:
        return note
    for pattern, say in _KOREAN:
        found = pattern.fullmatch(note)
        if found is not None:
            return say(words, found)
    return note


def is_about_a_move(note: str) -> bool:
    """Returns whether a note names a move that the rules or the board do not allow."""
    return note.startswith("SGF move ")


def _rules(_words: Words, found: re.Match[str]) -> str:
    name = rules_name_of(found["taken"])
    taken = RULES[Language.KOREAN].get(name or "", found["taken"])
    if found["given"] is None:
        return f"규칙(RU)이 적혀 있지 않아 {taken} 규칙으로 보았습니다."
    return f"모르는 규칙 {found['given']} 대신 {taken} 규칙으로 보았습니다."


def _komi(words: Words, found: re.Match[str]) -> str:
    taken = words.points(float(found["taken"]))
    if found["given"] is None:
        return f"덤(KM)이 적혀 있지 않아 {taken}으로 보았습니다."
    return f"덤 {found['given']} 값이 불분명해 {taken}으로 보았습니다."


def _illegal(words: Words, found: re.Match[str]) -> str:
    vertex = words("pass") if found["vertex"] == "pass" else found["vertex"]
    why = _REASONS.get(found["why"], found["why"])
    return f"{found['number']}수 {vertex}: 규칙에 어긋나지만({why}) 그대로 두었습니다."


def _outside(_words: Words, found: re.Match[str]) -> str:
    where = f"{found['number']}수: " if found["number"] else ""
    return f"{where}{found['what']} 자리는 바둑판 밖이라 뺐습니다."


def _handicap(_words: Words, found: re.Match[str]) -> str:
    count = found["count"]
    if found["put"] == "put":
        return f"접바둑 {count}점(HA)의 돌(AB)이 없어 화점에 놓았습니다."
    return f"접바둑 {count}점(HA)의 돌(AB)이 없어 놓지 않았습니다."


def _no_handicap(_words: Words, found: re.Match[str]) -> str:
    return f"접바둑 {found['given']} 값이 불분명해 접바둑이 아닌 것으로 보았습니다."


def _ordinary(_words: Words, _found: re.Match[str]) -> str:
    return "특별한 규칙(GG)을 알 수 없어 일반 바둑으로 보았습니다."


def _read_as(words: Words, found: re.Match[str]) -> str:
    return f"덤 {found['given']} 값을 {words.points(float(found['taken']))}으로 읽었습니다."


def _both(_words: Words, found: re.Match[str]) -> str:
    return f"{found['number']}수: 흑과 백의 수가 한 마디에 함께 있습니다."


_WORD = r"(?P<given>'.*')"
_MOVE = r"SGF move (?P<number>\d+)"
_TAKEN = r"(?P<taken>[\d.-]+)"
_KOREAN: tuple[tuple[re.Pattern[str], Callable[[Words, re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), say)
    for pattern, say in (
        (rf"SGF: (?:no rules|rules {_WORD}) \(RU\)(?: are unknown)?: (?P<taken>.+) taken", _rules),
        (rf"SGF: (?:no komi|komi {_WORD}) \(KM\)(?: is unclear)?: {_TAKEN} taken", _komi),
        (rf"SGF: handicap {_WORD} \(HA\) is unclear: 0 taken", _no_handicap),
        (r"SGF: .* \(GG\)(?: is unclear)?: an ordinary game .*taken", _ordinary),
        (rf"SGF: komi (?P<given>.*) \(KM\) was read as {_TAKEN}", _read_as),
        (rf"{_MOVE}: illegal move (?P<vertex>\w+): (?P<why>.*): played all the same", _illegal),
        (rf"(?:SGF|{_MOVE}): (?P<what>.*) lies outside the board: left out", _outside),
        (rf"{_MOVE}: Black and White both move in one node", _both),
        (
            r"SGF: handicap (?P<count>\d+) \(HA\) without stones \(AB\): (?P<put>put|none).*",
            _handicap,
        ),
    )
)
