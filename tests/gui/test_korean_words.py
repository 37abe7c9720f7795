"""The Korean of the window keeps to docs/ko-terms.md: one word for one thing."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from gogame.board.coords import Color
from gogame.record import Result, ResultKind
from gogame.review.words import KOREAN
from gui.i18n.translator import Translator
from gui.i18n.update import FOLDER
from gui.views import texts

ROOT = Path(__file__).resolve().parents[2]


def pairs() -> list[tuple[str, str]]:
    """Returns English and Korean of every text of the window."""
    found = ET.parse(FOLDER / "gogame_ko.ts").getroot().iter("message")
    return [(one.findtext("source") or "", one.findtext("translation") or "") for one in found]


def korean_texts() -> list[str]:
    """Returns all Korean that people read."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8").partition("## 한국어")[2]
    assert readme
    return [*(korean for _, korean in pairs()), *KOREAN.values(), *readme.splitlines()]


def terms() -> list[tuple[str, str, str]]:
    """Returns the table: English, Korean, what is not said."""
    text = (ROOT / "docs" / "ko-terms.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [(row[0], row[1], row[2]) for row in rows[1:]]


def test_every_term_is_in_use():
    everything = "\n".join(korean_texts())
    assert len(terms()) > 30
    assert [term for _, term, _ in terms() if term not in everything] == []


def test_no_other_word_is_used_for_the_same_thing():
    approved = sorted((term for _, term, _ in terms()), key=len, reverse=True)
    clean = re.compile("|".join(map(re.escape, approved)))
    wrong = [
        (text, other)
        for text in korean_texts()
        for _, _, other in terms()
        if other in clean.sub("·", text)
    ]
    assert wrong == []


def test_the_endgame_is_the_only_thing_called_so():
    english = {source for source, korean in pairs() if "끝내기" in korean}
    assert {source for source in english if "endgame" not in source.lower()} == set()
    assert english


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (r"\((?:을|를|은|는|이|가|으|와|과|이나)\)", "a particle in brackets"),
        (r"[^\s\d|·] \(", "a space before a bracket"),
        (r"[}\d] %", "a space before %"),
        (r"(?:해|돼|에|예|아|어|워|줘)요\b", "해요"),
        (r"(?:하|보|으)십시오", "하십시오"),
    ],
)
def test_one_way_of_writing(pattern, why):
    assert [text for text in korean_texts() if re.search(pattern, text)] == [], why


@pytest.mark.parametrize(
    ("points", "english", "korean"),
    [
        (0.5, "White wins by 0.5 points", "백 반집승"),
        (1.0, "White wins by 1 point", "백 1집 승"),
        (3.5, "White wins by 3.5 points", "백 3집반 승"),
        (12.0, "White wins by 12 points", "백 12집 승"),
        (2.25, "White wins by 2.25 points", "백 2.25집 승"),
    ],
)
def test_half_points_are_said_as_players_say_them(qapp, points, english, korean):
    result = Result(ResultKind.SCORE, Color.WHITE, points)
    assert texts.result_text(result) == english
    translator = Translator(qapp)
    translator.use("ko")
    try:
        assert texts.result_text(result) == korean
    finally:
        translator.use("en")


@pytest.mark.parametrize(
    ("said", "english", "korean"),
    [
        ("B+R", "B+R", "흑 불계승"),
        ("W+Time", "W+T", "백 시간승"),
        ("W+0.5", "W+0.5", "백 반집승"),
        ("B+6.5", "B+6.5", "흑 6집반 승"),
        ("B+33", "B+33", "흑 33집 승"),
        ("B+", "B+", "흑 승"),
        ("0", "Draw", "무승부"),
        ("a quarrel", "a quarrel", "a quarrel"),
        ("", "", ""),
    ],
)
def test_results_in_lists_are_short(qapp, said, english, korean):
    assert texts.short_result_text(said) == english
    translator = Translator(qapp)
    translator.use("ko")
    try:
        assert texts.short_result_text(said) == korean
    finally:
        translator.use("en")


@pytest.mark.parametrize(
    ("komi", "english", "korean"),
    [
        (0.5, "komi 0.5", "덤 반집"),
        (6.5, "komi 6.5", "덤 6집반"),
        (7.0, "komi 7", "덤 7집"),
        (-3.5, "komi -3.5", "덤 -3.5집"),
    ],
)
def test_komi_likewise(qapp, komi, english, korean):
    assert texts.komi_text(komi) == english
    translator = Translator(qapp)
    translator.use("ko")
    try:
        assert texts.komi_text(komi) == korean
        assert texts.percent_text(0.55) == "55%"
    finally:
        translator.use("en")
    assert texts.percent_text(0.555, 1) == "55.5 %"
