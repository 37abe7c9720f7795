from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame.sgf.values import (
    is_raw_value,
    number_of,
    points_of,
    raw_composed,
    raw_number,
    raw_points,
    raw_text,
    simple_text_of,
    split_composed,
    text_of,
)


@pytest.mark.parametrize(
    ("raw", "text", "simple"),
    [
        ("plain", "plain", "plain"),
        (r"a\]b", "a]b", "a]b"),
        (r"back\\slash", "back\\slash", "back\\slash"),
        (r"colon\: kept", "colon: kept", "colon: kept"),
        ("soft\\\nbreak", "softbreak", "softbreak"),
        ("soft\\\r\nbreak", "softbreak", "softbreak"),
        ("hard\nbreak", "hard\nbreak", "hard break"),
        ("dos\r\nbreak", "dos\nbreak", "dos break"),
        ("acorn\n\rbreak", "acorn\nbreak", "acorn break"),
        ("mac\rbreak", "mac\nbreak", "mac break"),
        ("tab\there", "tab here", "tab here"),
        ("escaped\\\ttab", "escaped tab", "escaped tab"),
        ("  ends ", "  ends ", "ends"),
        ("", "", ""),
        (r"\\\]", "\\]", "\\]"),
        ("[open", "[open", "[open"),
    ],
)
def test_texts(raw: str, text: str, simple: str) -> None:
    assert text_of(raw) == text
    assert simple_text_of(raw) == simple


@given(st.text())
def test_a_text_comes_back_from_its_raw_value(text: str) -> None:
    raw = raw_text(text)
    assert is_raw_value(raw)
    plain = text.replace("\r\n", "\n").replace("\n\r", "\n").replace("\r", "\n")
    if "\r" not in text:
        assert text_of(raw) == plain.translate({9: 32, 11: 32, 12: 32})
    assert text_of(raw_text(text_of(raw))) == text_of(raw)


@given(st.text(alphabet="ab:\\]"), st.text(alphabet="ab:\\]"))
def test_composed_texts_come_back(first: str, second: str) -> None:
    parts = split_composed(raw_composed(first, second))
    assert parts is not None
    assert (text_of(parts[0]), text_of(parts[1])) == (first, second)


def test_a_value_without_a_bare_colon_is_not_composed() -> None:
    assert split_composed(r"no\:colon") is None
    assert split_composed("aa:bb:cc") == ("aa", "bb:cc")


@pytest.mark.parametrize("raw", ["a]b", "end\\", "]", "a\\]]"])
def test_raw_values_that_would_break_a_file(raw: str) -> None:
    assert not is_raw_value(raw)


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("6.5", 6.5),
        (" 6,5 ", 6.5),
        ("-3", -3.0),
        ("+0.50", 0.5),
        (".5", 0.5),
        ("7.", 7.0),
        ("", None),
        ("abc", None),
        ("1e9", None),
        ("nan", None),
        ("inf", None),
        ("6.5 points", None),
        ("٣", None),
        ("9" * 400, None),
    ],
)
def test_numbers(raw: str, number: float | None) -> None:
    assert number_of(raw) == number


@pytest.mark.parametrize(("value", "raw"), [(7.0, "7"), (6.5, "6.5"), (-0.5, "-0.5"), (0, "0")])
def test_numbers_are_written_short(value: float, raw: str) -> None:
    assert raw_number(value) == raw
    assert number_of(raw) == value


def test_point_lists_with_rectangles() -> None:
    assert points_of(["aa", "cb", "aa"], 9, 9) == ([0, 11], [])
    assert points_of(["aa:cb"], 9, 9) == ([0, 1, 2, 9, 10, 11], [])
    assert points_of(["cb:aa"], 9, 9) == ([0, 1, 2, 9, 10, 11], [])
    assert points_of(["bb:bb"], 9, 9) == ([10], [])
    assert points_of([" bb "], 9, 9) == ([10], [])


@pytest.mark.parametrize("raw", ["jj", "", "tt", "a", "aaa", "aa:zz", "A1", "\u00e9a"])
def test_values_that_are_no_points_come_back(raw: str) -> None:
    points, wrong = points_of([raw, "bb"], 9, 9)
    assert points == [10]
    assert wrong == [raw]


def test_a_rectangle_repeated_a_million_times_costs_one() -> None:
    points, wrong = points_of(["aa:ss"] * 1_000_000, 19, 19)
    assert len(points) == 361
    assert wrong == []


def test_points_of_a_rectangular_board_go_column_first() -> None:
    assert raw_points([12, 0], height=9, width=13) == ["aa", "ma"]
    assert points_of(["ma"], 9, 13) == ([12], [])
    assert points_of(["am"], 9, 13) == ([], ["am"])
