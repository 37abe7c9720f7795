"""From a query to the positions of its turns."""

from __future__ import annotations

from typing import Any

import pytest

from gogame.analysis.games import MAX_MOVES, Game
from gogame.analysis.wire import Query, QueryError
from gogame.board.coords import Color
from gogame.board.diagram import diagram
from gogame.board.rules import (
    AGA,
    CHINESE,
    JAPANESE,
    NEW_ZEALAND,
    TROMP_TAYLOR,
    HandicapBonus,
    Ko,
    Rules,
    Scoring,
    WinCondition,
)
from gogame.board.topology import Shape


def moves(text: str) -> tuple[tuple[str, str], ...]:
    """Returns the moves of ``"B D4 W pass"``."""
    words = text.split()
    return tuple(zip(words[::2], words[1::2], strict=True))


def game(text: str = "", **fields: Any) -> Game:
    given: dict[str, Any] = {"width": 5, "height": 4, "moves": moves(text), **fields}
    return Game(Query("q", **given))


def error_of(text: str = "", **fields: Any) -> QueryError:
    with pytest.raises(QueryError) as caught:
        game(text, **fields)
    assert caught.value.id == "q"
    return caught.value


def test_width_comes_before_height() -> None:
    found = game("B E4 W A1")
    assert (found.variant.width, found.variant.height) == (5, 4)
    grid = found.position(2).grid
    assert grid[0, 4] == Color.BLACK
    assert grid[3, 0] == Color.WHITE
    assert game("B (4,0) W (0,3)").position(2).grid.tolist() == grid.tolist()


def test_turns_can_be_had_in_any_order() -> None:
    found = game("B A1 W B2 B C3 B D4")
    assert found.num_moves == 4
    for turn in (4, 0, 2, 2, 3, 1, 4):
        position = found.position(turn)
        assert position.ply == turn
        assert (position.grid != 0).sum() == turn
    assert [found.position(turn).to_play for turn in range(5)] == [
        Color.BLACK, Color.WHITE, Color.BLACK, Color.WHITE, Color.WHITE
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rules", "expected", "komi"),
    [
        ("tromp-taylor", TROMP_TAYLOR, 7.5),
        ("Chinese", CHINESE, 7.5),
        ("chinese-ogs", CHINESE, 7.5),
        ("japanese", JAPANESE, 6.5),
        ("korean", JAPANESE, 6.5),
        ("aga", AGA, 7.5),
        ("bga", AGA, 7.5),
        ("new zealand", NEW_ZEALAND, 7.5),
        ({}, Rules(), 7.5),
        ({"ko": "SIMPLE", "score": "TERRITORY", "tax": "SEKI", "suicide": False}, JAPANESE, 6.5),
        ({"ko": "SITUATIONAL", "suicide": True, "friendlyPassOk": True}, NEW_ZEALAND, 7.5),
        (
            {"scoring": "AREA", "whiteHandicapBonus": "N-1", "hasButton": False},
            Rules(handicap_bonus=HandicapBonus.N_MINUS_ONE),
            7.5,
        ),
    ],
)
def test_rules_by_name_and_one_by_one(rules: Any, expected: Rules, komi: float) -> None:
    variant = game(rules=rules).variant
    assert variant.rules == expected
    assert variant.komi == komi
    assert game(rules=rules, komi=-3.5).variant.komi == -3.5


@pytest.mark.parametrize(
    "rules",
    [
        "stone_scoring",
        "",
        "x" * 10_000,
        {"tax": "ALL"},
        {"hasButton": True},
        {"ko": "SPIGHT"},
        {"ko": ["SIMPLE"]},
        {"suicide": "yes"},
        {"scoring": "STONES"},
        {"whiteHandicapBonus": "2N"},
        {"komi": 7},
        {"x" * 10_000: 1},
    ],
)
def test_rules_that_cannot_be_played(rules: Any) -> None:
    error = error_of(rules=rules)
    assert error.field == "rules"
    assert len(str(error)) < 300


def test_the_handicap_bonus_can_be_chosen_and_counts_stones_before_whites_first_move() -> None:
    stones = moves("B A1 B B2 B C3")
    assert game(rules="chinese", initial_stones=stones).position(0).komi == 10.5
    assert game(rules="chinese", initial_stones=stones, handicap_bonus="N-1").position(0).komi == (
        9.5
    )
    assert game(rules="japanese", initial_stones=stones).position(0).komi == 6.5
    assert game("B A1 B B2 W C3", rules="chinese").position(3).komi == 9.5
    assert game("B A1 W C3", rules="chinese").position(2).komi == 7.5
    assert error_of(handicap_bonus="2").field == "whiteHandicapBonus"


def test_who_begins() -> None:
    assert game().position(0).to_play is Color.BLACK
    assert game(initial_player="W").position(0).to_play is Color.WHITE
    assert game("W A1").position(0).to_play is Color.WHITE
    two = moves("B A1 B B2")
    assert game(initial_stones=two).position(0).to_play is Color.WHITE
    assert game(initial_stones=two[:1]).position(0).to_play is Color.BLACK
    assert game(initial_stones=moves("B A1 B B2 W C3")).position(0).to_play is Color.BLACK
    assert game("B C3", initial_stones=two).position(0).to_play is Color.BLACK


def test_the_ko_rule_of_a_record_is_not_insisted_on() -> None:
    ko = "B B3 W C3 B A2 W D2 B B1 W C1 B C2 W B2 B C2"
    found = game(ko)
    assert found.position(9).color_at(12) == Color.BLACK, diagram(found.position(9))
    assert found.variant.rules.ko is Ko.POSITIONAL
    assert found.position(9).variant == found.variant


def test_suicide_of_several_stones_in_a_record_is_played() -> None:
    # White's stones at A1 and A2 take their own last liberty.
    text = "B B1 W A2 B B2 W pass B A3 W A1"
    position = game(text, rules="chinese").position(6)
    assert position.color_at(15) == position.color_at(10) == 0
    error = error_of("B B1 W pass B A2 W A1", rules="chinese")
    assert str(error).startswith("Illegal move 3: W A1")
    assert error.field == "moves"


def test_play_goes_on_after_two_passes() -> None:
    found = game("B A1 W pass B pass W B2 B pass W pass B pass W pass")
    assert found.position(4).color_at(11) == Color.WHITE
    assert not found.position(8).is_over
    assert found.position(3).legal().any()
    assert found.variant.rules.scoring is Scoring.AREA


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("B D4 W D4", "Illegal move 1: W D4: occupied by Black"),
        ("B A1 W B1 B B1", "Illegal move 2: B B1: occupied by White"),
    ],
)
def test_an_illegal_move_is_told_by_its_number(text: str, message: str) -> None:
    assert str(error_of(text)) == message


@pytest.mark.parametrize("vertex", ["F1", "A5", "I1", "", "pass2", "(5,0)", "(0,4)", "(0,-1)", "é"])
def test_a_vertex_off_the_board(vertex: str) -> None:
    for field in ("moves", "initial_stones"):
        given: dict[str, Any] = {field: (("B", vertex),)}
        with pytest.raises(QueryError) as caught:
            game(**given)
        assert caught.value.field in ("moves", "initialStones")


@pytest.mark.parametrize("stones", ["B A1 W A1", "B pass", "B A1 W A2 W B1"])
def test_stones_that_cannot_stand_there(stones: str) -> None:
    assert error_of(initial_stones=moves(stones)).field == "initialStones"


def test_a_game_without_end_is_refused() -> None:
    assert "4001" in str(error_of("B pass " * (MAX_MOVES + 1)))


def test_a_game_out_of_the_ordinary_is_named_by_the_field_variant() -> None:
    found = game("B A1 W E1", variant={"shape": "cylinder"})
    assert found.variant.shape is Shape.CYLINDER
    assert found.position(2).liberties(15) == (10, 16), (
        "E1 is a neighbour of A1 where edges are joined"
    )
    capture = game(variant={"win": "capture", "captureGoal": 2}, rules="chinese").variant
    assert (capture.win, capture.capture_goal) == (WinCondition.CAPTURE, 2)
    assert (capture.shape, capture.height, capture.width) == (Shape.PLANE, 4, 5)
    assert game(variant={}).variant == game().variant


def test_a_won_game_has_no_analysis_at_its_end() -> None:
    taken = game("B B1 W A1 B A2", variant={"win": "capture", "captureGoal": 1})
    assert taken.is_won
    assert not game("B B1 W A1 B A2").is_won
    assert not game("B pass W pass").is_won
    after = error_of("B B1 W A1 B A2 W C3", variant={"win": "capture", "captureGoal": 1})
    assert str(after).startswith("Illegal move 3")


@pytest.mark.parametrize(
    ("variant", "words"),
    [
        ({"shape": "sphere"}, "variant shape 'sphere': expected one of plane"),
        ({"win": 3}, "variant win '3': expected one of score"),
        ({"win": "capture"}, "capture_goal 0: expected 1 to 20"),
        ({"captureGoal": 2}, "capture_goal 2: expected 0"),
        ({"win": "capture", "captureGoal": "2"}, "capture_goal: expected a whole number"),
        ({"height": 9}, "unknown key 'height': expected shape, win, captureGoal"),
    ],
)
def test_a_variant_that_cannot_be(variant: dict[str, Any], words: str) -> None:
    error = error_of(variant=variant)
    assert words in str(error)
    assert error.field == "variant"
