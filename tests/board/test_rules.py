"""The presets say what their rule books say."""

from __future__ import annotations

import pytest

from gogame.board.rules import (
    DEFAULT_KOMI,
    PRESETS,
    HandicapBonus,
    Ko,
    Rules,
    Scoring,
    name_of_rules,
    rules_from_name,
)
from gogame.errors import VariantError


@pytest.mark.parametrize(
    ("name", "ko", "suicide", "scoring", "bonus"),
    [
        ("tromp-taylor", "positional", True, "area", "none"),
        ("chinese", "positional", False, "area", "n"),
        ("japanese", "simple", False, "territory", "none"),
        ("korean", "simple", False, "territory", "none"),
        ("aga", "situational", False, "area", "n-1"),
        ("new-zealand", "situational", True, "area", "none"),
    ],
)
def test_presets(name: str, ko: str, suicide: bool, scoring: str, bonus: str) -> None:
    expected = Rules(Ko(ko), suicide, Scoring(scoring), HandicapBonus(bonus))
    assert rules_from_name(name) == expected
    assert DEFAULT_KOMI[name] in (6.5, 7.0, 7.5)


def test_all_presets_are_listed_above() -> None:
    assert set(PRESETS) == set(DEFAULT_KOMI)
    assert len(PRESETS) == 6


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tromp-Taylor", "tromp-taylor"),
        ("TROMP_TAYLOR", "tromp-taylor"),
        (" tromp  taylor ", "tromp-taylor"),
        ("tt", "tromp-taylor"),
        ("New Zealand", "new-zealand"),
        ("nz", "new-zealand"),
        ("jp", "japanese"),
        ("cn", "chinese"),
    ],
)
def test_spellings_of_a_preset(text: str, name: str) -> None:
    assert rules_from_name(text) == PRESETS[name]


@pytest.mark.parametrize("text", ["", "ing", "chinese2", "x" * 1000])
def test_unknown_rules_are_named_in_the_error(text: str) -> None:
    with pytest.raises(VariantError, match="unknown rules") as caught:
        rules_from_name(text)
    assert repr(text[:40]) in str(caught.value)
    assert len(str(caught.value)) < 200


def test_a_rule_set_knows_its_name() -> None:
    assert {name_of_rules(rules) for rules in PRESETS.values()} == set(PRESETS) - {"korean"}
    assert name_of_rules(Rules(ko=Ko.NONE)) is None
