"""Vertices of people, GTP and SGF against the action numbers."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame.board.coords import (
    Color,
    action_from_gtp,
    action_from_sgf,
    action_to_gtp,
    action_to_sgf,
)
from gogame.errors import CoordinateError

SIZES = st.integers(2, 19)


@given(SIZES, SIZES, st.data())
def test_every_action_survives_both_notations(height: int, width: int, data: st.DataObject) -> None:
    action = data.draw(st.integers(0, height * width))
    gtp = action_to_gtp(action, height, width)
    assert action_from_gtp(gtp, height, width) == action
    assert action_from_gtp(f" {gtp.lower()} ", height, width) == action
    assert action_from_sgf(action_to_sgf(action, height, width), height, width) == action


@pytest.mark.parametrize(
    ("height", "width", "action", "gtp", "sgf"),
    [
        (19, 19, 72, "Q16", "pd"),
        (19, 19, 0, "A19", "aa"),
        (19, 19, 360, "T1", "ss"),
        (19, 19, 361, "pass", ""),
        (9, 9, 8, "J9", "ia"),  # no column I
        (5, 7, 34, "G1", "ge"),
        (5, 7, 7, "A4", "ab"),
        (2, 19, 37, "T1", "sb"),
    ],
)
def test_known_vertices(height: int, width: int, action: int, gtp: str, sgf: str) -> None:
    assert action_to_gtp(action, height, width) == gtp
    assert action_to_sgf(action, height, width) == sgf
    assert action_from_gtp(gtp, height, width) == action
    assert action_from_sgf(sgf, height, width) == action


BAD_GTP = [
    *("", " ", "I5", "K1", "A0", "A10", "J10", "A-1", "A+1", "A01x", "5", "A", "AA1", "1A", "D4D"),
    *("A1.0", "A001", "resign", "pass pass", "A 1", "\0", "A\uff11", "d\u0664"),
]


@pytest.mark.parametrize("text", BAD_GTP)
def test_bad_gtp_vertices_are_refused(text: str) -> None:
    with pytest.raises(CoordinateError, match="vertex"):
        action_from_gtp(text, 9, 9)


@pytest.mark.parametrize("text", ["a", "aaa", "AA", "ja", "aj", "uu", "a1", "\u00e9a", " a", "[]"])
def test_bad_sgf_points_are_refused(text: str) -> None:
    with pytest.raises(CoordinateError, match="9x9"):
        action_from_sgf(text, 9, 9)


def test_sgf_tt_is_a_pass_on_every_playable_board() -> None:
    assert action_from_sgf("tt", 19, 19) == 361
    assert action_from_sgf("tt", 2, 3) == 6


@given(st.text(max_size=8), SIZES, SIZES)
def test_any_text_is_an_action_or_a_coordinate_error(text: str, height: int, width: int) -> None:
    for parse in (action_from_gtp, action_from_sgf):
        with contextlib.suppress(CoordinateError):
            assert 0 <= parse(text, height, width) <= height * width


def test_a_long_text_is_not_repeated_in_full() -> None:
    for parse in (action_from_gtp, action_from_sgf):
        with pytest.raises(CoordinateError) as caught:
            parse("Q" * 10_000, 19, 19)
        assert len(str(caught.value)) < 120


@pytest.mark.parametrize("text", ["b", "B", "black", "Black", " BLACK "])
def test_black_has_many_spellings(text: str) -> None:
    assert Color.parse(text) is Color.BLACK
    assert Color.parse(text).opponent is Color.WHITE
    assert Color.parse(text).opponent.letter == "W"


@pytest.mark.parametrize("text", ["", "bl", "grey", "0", "white stone"])
def test_other_words_are_no_colour(text: str) -> None:
    with pytest.raises(CoordinateError, match="colour"):
        Color.parse(text)
