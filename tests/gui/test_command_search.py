from __future__ import annotations

import pytest

from gui.desk.command_search import Entry, find, initials
from gui.i18n.word_pairs import other_words

ENTRIES = (
    Entry("file.open", "Open…", ("열기…",), "File", "Ctrl+O"),
    Entry("game.pass", "Pass", ("패스",), "Game", "P"),
    Entry("game.new", "New game…", ("새 대국…",), "Game", "Ctrl+N"),
    Entry("view.numbers", "Move numbers", ("수순 표시",), "View", "M", is_possible=False),
    Entry("analysis.review", "Analyse whole game", ("전체 분석",), "Analysis", "Ctrl+B"),
)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("open", "file.open"),
        ("OPEN", "file.open"),
        ("열기", "file.open"),
        ("패스", "game.pass"),
        ("new game", "game.new"),
        ("game new", "game.new"),
        ("numb", "view.numbers"),
        ("ㅅㅅㅍㅅ", "view.numbers"),
        ("ㅈㅊ", "analysis.review"),
        ("whl gm", None),
        ("anwhga", "analysis.review"),
        ("ctrl+b", "analysis.review"),
        ("zzz", None),
    ],
)
def test_a_query_finds_what_is_meant(query, first):
    found = find(ENTRIES, query)
    assert (found[0].name if found else None) == first


def test_an_empty_query_shows_all_in_their_order():
    assert find(ENTRIES, "  ") == ENTRIES


def test_a_better_fit_stands_before_a_worse_one():
    names = [entry.name for entry in find(ENTRIES, "game")]
    assert names[0] == "game.new"
    assert set(names) == {"game.pass", "game.new", "analysis.review"}


def test_initial_consonants():
    assert initials("새 대국 A") == "ㅅㄷㄱA"


def test_words_are_known_in_both_languages():
    assert other_words("Pass") == ("패스",)
    assert "Pass" in other_words("패스")
    assert other_words("no such text") == ()
    assert other_words("komi 6.5") == ("덤 6집반",)
    assert other_words("komi 6") == ("덤 6집",)
