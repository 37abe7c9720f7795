from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame.board.rules import (
    AGA,
    CHINESE,
    JAPANESE,
    NEW_ZEALAND,
    PRESETS,
    TROMP_TAYLOR,
    HandicapBonus,
    Ko,
    Rules,
    Scoring,
    WinCondition,
)
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec, standard
from gogame.errors import SgfError
from gogame.sgf import Node, header_of, put_header, read


def root_of(properties: str) -> Node:
    return read(f"(;{properties})")[0].root


@pytest.mark.parametrize(
    ("size", "height", "width"),
    [
        ("", 19, 19),
        ("SZ[9]", 9, 9),
        ("SZ[19:13]", 13, 19),
        ("SZ[ 2 : 19 ]", 19, 2),
        ("SZ[]", 19, 19),
    ],
)
def test_sizes_are_columns_then_rows(size: str, height: int, width: int) -> None:
    variant = header_of(root_of(size)).variant
    assert (variant.height, variant.width) == (height, width)


@pytest.mark.parametrize(
    "size", ["1", "20", "0", "25", "9:1", "19:20", "x", "9x9", "-9", "9:", "999999999"]
)
def test_boards_that_cannot_be_played(size: str) -> None:
    with pytest.raises(SgfError, match=r"SGF board size .*\(SZ\): expected"):
        header_of(root_of(f"SZ[{size}]"))


def test_other_games_are_refused() -> None:
    with pytest.raises(SgfError, match=r"SGF game 2 \(GM\): expected 1"):
        header_of(root_of("GM[2]"))
    assert header_of(root_of("GM[1]SZ[9]")).variant.width == 9


@pytest.mark.parametrize(
    ("komi", "expected", "remark"),
    [
        ("6.5", 6.5, ""),
        ("7,5", 7.5, ""),
        ("0", 0.0, ""),
        ("-5.5", -5.5, ""),
        ("650", 6.5, "read as 6.5"),
        ("375", 7.5, "read as 7.5"),
        ("3.75", 7.5, "read as 7.5"),
        ("6.3", 6.5, "read as 6.5"),
        ("100", 100.0, ""),
        ("99999", 6.5, "read as 6.5"),
        ("six", 6.5, "'six' (KM) is unclear: 6.5 taken"),
        ("", 6.5, "no komi"),
    ],
)
def test_komi(komi: str, expected: float, remark: str) -> None:
    header = header_of(root_of(f"RU[Japanese]KM[{komi}]"))
    assert header.variant.komi == expected
    assert len(header.warnings) == (1 if remark else 0)
    assert remark in " ".join(header.warnings)


def test_missing_komi_follows_rules_and_handicap() -> None:
    assert header_of(root_of("RU[Chinese]")).variant.komi == 7.5
    assert header_of(root_of("")).variant.komi == 6.5
    assert header_of(root_of("RU[Chinese]HA[3]")).variant.komi == 0.5
    assert header_of(root_of("HA[3]KM[6.5]")).variant.komi == 6.5


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("Japanese", JAPANESE),
        ("japanese", JAPANESE),
        ("JP", JAPANESE),
        ("Korean", JAPANESE),
        ("Chinese", CHINESE),
        ("chinese (area)", CHINESE),
        ("cn", CHINESE),
        ("AGA", AGA),
        ("NZ", NEW_ZEALAND),
        ("New Zealand", NEW_ZEALAND),
        ("Tromp-Taylor", TROMP_TAYLOR),
        ("tromp_taylor", TROMP_TAYLOR),
    ],
)
def test_rule_names(name: str, rules: Rules) -> None:
    header = header_of(root_of(f"KM[0]RU[{name}]"))
    assert header.variant.rules == rules
    assert header.warnings == ()


def test_unknown_rules_are_japanese_and_said_so() -> None:
    header = header_of(root_of("KM[0]RU[Klingon]"))
    assert header.variant.rules == JAPANESE
    assert "'Klingon' (RU) are unknown" in header.warnings[0]
    assert "no rules (RU)" in header_of(root_of("KM[0]")).warnings[0]


@pytest.mark.parametrize(
    ("handicap", "expected"),
    [("3", 3), ("0", 0), ("", 0), ("x", 0), ("-2", 0), ("2.5", 0), ("999", 0)],
)
def test_handicaps(handicap: str, expected: int) -> None:
    assert header_of(root_of(f"HA[{handicap}]")).handicap == expected


variants = st.builds(
    lambda height, width, shape, rules, komi, win: VariantSpec(
        height,
        width,
        shape,
        rules,
        komi / 2,
        win,
        2 if win in (WinCondition.CAPTURE, WinCondition.MISERE_CAPTURE) else 0,
    ),
    st.integers(2, 19),
    st.integers(2, 19),
    st.sampled_from(Shape),
    st.one_of(
        st.sampled_from(list(PRESETS.values())),
        st.builds(
            Rules,
            st.sampled_from(Ko),
            st.booleans(),
            st.sampled_from(Scoring),
            st.sampled_from(HandicapBonus),
        ),
    ),
    st.integers(-2000, 2000),
    st.sampled_from(WinCondition),
)


@given(variants, st.integers(0, 9))
def test_every_variant_comes_back(variant: VariantSpec, handicap: int) -> None:
    root = Node()
    put_header(root, variant, handicap)
    header = header_of(root)
    assert (header.variant, header.handicap, header.warnings) == (variant, handicap, ())


def test_an_ordinary_game_needs_no_private_property() -> None:
    root = root_of("RU[jp]GG[old]HA[2]")
    put_header(root, standard(9, "korean"))
    assert dict(root.properties) == {"RU": ["jp"], "SZ": ["9"], "KM": ["6.5"]}
    put_header(root, standard(13, "aga"))
    assert root.raw("RU") == "AGA"
    put_header(root, VariantSpec(shape=Shape.TORUS))
    assert root.text("GG") == '{"rules": ' + (root.text("GG") or "").partition('"rules": ')[2]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "7",
        "null",
        "[1\\]",
        '{"shape": "klein bottle"}',
        '{"win": 5}',
        '{"unknown": 1}',
        '{"capture_goal": 2}',
        '{"win": "capture"}',
        '{"capture_goal": "x"}',
        '{"a":' * 3000 + "1" + "}" * 3000,
        '{"capture_goal": ' + "9" * 1900 + "}",
        '{"komi": NaN}' * 2,
    ],
)
def test_an_unclear_private_property_gives_an_ordinary_game(text: str) -> None:
    header = header_of(root_of(f"SZ[9]KM[5.5]RU[Chinese]GG[{text}]"))
    assert header.variant == standard(9, "chinese", 5.5)
    assert "ordinary game" in header.warnings[0]


@pytest.mark.parametrize("rules", ['{"ko": 1}', '{"extra": 1}', "3", '"klingon"'])
def test_unclear_private_rules_are_japanese_unless_named(rules: str) -> None:
    header = header_of(root_of(f'SZ[9]KM[5.5]GG[{{"rules": {rules}}}]'))
    assert header.variant == standard(9, "japanese", 5.5)
    assert len(header.warnings) == 1
    named = header_of(root_of(f'SZ[9]KM[5.5]RU[Chinese]GG[{{"rules": {rules}}}]'))
    assert named.variant == standard(9, "chinese", 5.5)
