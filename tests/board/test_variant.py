"""`VariantSpec`: JSON there and back, and one clear sentence for everything impossible."""

from __future__ import annotations

import contextlib
import json
import math
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame.board.rules import DEFAULT_KOMI, PRESETS, WinCondition
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec, standard
from gogame.errors import VariantError
from tests.board.games import any_variants


@given(any_variants())
def test_json_round_trip(variant: VariantSpec) -> None:
    text = variant.to_json()
    again = VariantSpec.from_json(text)
    assert again == variant
    assert hash(again) == hash(variant)
    assert again.to_json() == text
    assert "\n" not in text
    assert type(again.shape) is Shape
    assert type(again.win) is WinCondition


def test_json_may_name_a_preset_and_leave_the_rest_out() -> None:
    spec = VariantSpec.from_json('{"height": 5, "width": 7, "rules": "japanese", "komi": 6}')
    assert spec == VariantSpec(5, 7, rules=PRESETS["japanese"], komi=6.0)
    assert isinstance(spec.komi, float)
    assert VariantSpec.from_json("{}") == VariantSpec()


BAD_FIELDS: list[tuple[str, dict[str, Any]]] = [
    ("height", {"height": 1}),
    ("height", {"height": 20}),
    ("height", {"height": -9}),
    ("height", {"height": 10**30}),
    ("height", {"height": 9.5}),
    ("height", {"height": "9"}),
    ("height", {"height": True}),
    ("height", {"height": None}),
    ("width", {"width": 0}),
    ("width", {"width": [9]}),
    ("width", {"width": 20}),
    ("komi", {"komi": 0.25}),
    ("komi", {"komi": 1000.5}),
    ("komi", {"komi": math.nan}),
    ("komi", {"komi": math.inf}),
    ("komi", {"komi": -math.inf}),
    ("komi", {"komi": "many"}),
    ("komi", {"komi": None}),
    ("komi", {"komi": []}),
    ("shape", {"shape": "sphere"}),
    ("shape", {"shape": 3}),
    ("shape", {"shape": None}),
    ("win", {"win": "beauty"}),
    ("win", {"win": ["score"]}),
    ("rules", {"rules": "ing"}),
    ("rules", {"rules": 5}),
    ("rules", {"rules": None}),
    ("rules", {"rules": ["ko"]}),
    ("ko", {"rules": {"ko": "triple"}}),
    ("ko", {"rules": {"ko": None}}),
    ("scoring", {"rules": {"scoring": "stone"}}),
    ("suicide", {"rules": {"suicide": 1}}),
    ("suicide", {"rules": {"suicide": "no"}}),
    ("handicap_bonus", {"rules": {"handicap_bonus": "n+1"}}),
    ("byoyomi", {"rules": {"byoyomi": 3}}),
    ("capture_goal", {"capture_goal": 1}),
    ("capture_goal", {"win": "capture"}),
    ("capture_goal", {"win": "capture", "capture_goal": -1}),
    ("capture_goal", {"win": "misere-capture", "capture_goal": 82}),
    ("capture_goal", {"win": "capture", "capture_goal": 1.0}),
    ("capture_goal", {"win": "no-capture", "capture_goal": 3}),
    ("color", {"color": "red"}),
]


@pytest.mark.parametrize(("field", "values"), BAD_FIELDS, ids=[str(v) for _, v in BAD_FIELDS])
def test_bad_values_are_named(field: str, values: dict[str, Any]) -> None:
    with pytest.raises(VariantError, match=field) as caught:
        VariantSpec.from_json(json.dumps(values))
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "null", '"chinese"', "\0", "[" * 5000])
def test_other_texts_are_no_variant(text: str) -> None:
    with pytest.raises(VariantError, match="variant"):
        VariantSpec.from_json(text)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=3))
def test_any_json_value_of_any_field_is_a_variant_or_a_variant_error(value: object) -> None:
    for field in VariantSpec.__slots__:
        with contextlib.suppress(VariantError):
            VariantSpec.from_json(json.dumps({field: value}))


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("height", {"height": 1}),
        ("width", {"width": 20}),
        ("komi", {"komi": 7.3}),
        ("capture_goal", {"win": WinCondition.CAPTURE}),
        ("capture_goal", {"capture_goal": 5}),
    ],
)
def test_construction_checks_too(field: str, values: dict[str, Any]) -> None:
    with pytest.raises(VariantError, match=field):
        VariantSpec(**values)


def test_a_spec_is_frozen_and_counts_its_points() -> None:
    spec = VariantSpec(5, 7, komi=0.5)
    assert (spec.num_points, spec.num_actions, spec.pass_action) == (35, 36, 35)
    assert spec.with_komi(-3.5) == VariantSpec(5, 7, komi=-3.5)
    with pytest.raises(FrozenInstanceError):
        spec.komi = 1.0  # type: ignore[misc]


@pytest.mark.parametrize("name", list(PRESETS))
def test_standard_games_take_the_presets_komi(name: str) -> None:
    spec = standard(13, name.upper())
    assert (spec.height, spec.width, spec.rules) == (13, 13, PRESETS[name])
    assert spec.komi == DEFAULT_KOMI[name]
    assert standard(13, name, komi=0.5).komi == 0.5
