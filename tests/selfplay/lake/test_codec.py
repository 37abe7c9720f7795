"""A game survives its row; packed sequences survive their planes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame.board.variant import VariantSpec
from selfplay.lake.codec import (
    pack_ownership,
    pack_rises,
    pack_u16,
    pack_weights,
    to_columns,
    to_row,
    unpack_rises,
    unpack_u16,
    unpack_weights,
)
from selfplay.lake.reader import window_of
from selfplay.lake.schema import GAMES
from tests.selfplay.lake.games import assert_same, make_game

SEQUENCES = st.lists(st.lists(st.integers(0, 361), max_size=9), min_size=1, max_size=5)


@given(sequences=SEQUENCES, cap=st.sampled_from([100, 361]))
def test_sequences_survive(sequences: list[list[int]], cap: int) -> None:
    arrays = [np.minimum(np.array(values, np.uint16), cap) for values in sequences]
    counts = np.array([len(values) for values in arrays])
    whole = np.concatenate(arrays).astype(np.uint16)
    planes = unpack_u16([pack_u16(values) for values in arrays], counts)
    rises = unpack_rises([pack_rises(values) for values in arrays], counts)
    np.testing.assert_array_equal(planes, whole)
    np.testing.assert_array_equal(rises, whole)


@given(
    policies=st.lists(st.lists(st.integers(1, 65535), max_size=9), min_size=1, max_size=5),
    coarse=st.sets(st.integers(0, 4)),
)
def test_weights_survive(policies: list[list[int]], coarse: set[int]) -> None:
    steps = [257 if number in coarse else 1 for number in range(5)]
    arrays = [
        np.array(weights, np.uint16) // step * step
        for step, weights in zip(steps, policies, strict=False)
    ]
    counts = np.array([len(weights) for weights in arrays])
    packed = [pack_weights(weights) for weights in arrays]
    np.testing.assert_array_equal(unpack_weights(packed, counts), np.concatenate(arrays))
    assert all(len(packed[number]) == counts[number] for number in coarse & set(range(len(packed))))


def test_small_numbers_take_one_byte() -> None:
    assert len(pack_u16(np.full(50, 255, np.uint16))) == 50
    assert len(pack_u16(np.full(50, 256, np.uint16))) == 100
    assert len(pack_ownership(np.ones(81, np.int8))) == 21


def test_a_sequence_of_the_wrong_length_is_noticed() -> None:
    with pytest.raises(ValueError, match="wrong length"):
        unpack_u16([b"\0" * 5], np.array([4]))


def test_games_of_all_shapes_survive_their_rows() -> None:
    games = [
        make_game(0),
        make_game(1, variant=VariantSpec(9, 9, komi=7.0)),
        make_game(2, variant=VariantSpec(19, 19, komi=6.5), num_moves=40),
        make_game(3, variant=VariantSpec(13, 4), handicap=(3, 14, 51)),
        make_game(4, variant=VariantSpec(19, 19), handicap=(288, 60), num_moves=1),
        make_game(5, variant=VariantSpec(2, 2), num_moves=1),
    ]
    window = _window([{**to_row(game), "committed_at": 5} for game in games])
    assert window.num_games == len(games)
    assert window.num_positions == sum(game.num_moves for game in games)
    for game, copy in zip(games, window.samples(), strict=True):
        copy.check()
        assert_same(game, copy)


def test_no_game_is_a_window_too() -> None:
    assert _window([]).num_games == 0
    assert _window([]).samples() == []


@pytest.mark.parametrize("name", ["moves", "policy_weights", "score_black", "checkpoint"])
def test_a_changed_row_is_left_out_and_named(name: str) -> None:
    rows = [{**to_row(make_game(number)), "committed_at": 1} for number in range(3)]
    value = rows[1][name]
    if isinstance(value, bytes):
        rows[1][name] = bytes([value[0] ^ 1]) + value[1:]
    else:
        rows[1][name] = value + 1 if isinstance(value, float) else f"{value}x"
    window = _window(rows)
    assert window.damaged == ("first-actor-0-00000001",)
    assert list(window.game_ids) == ["first-actor-0-00000000", "first-actor-0-00000002"]


def test_games_come_oldest_first_and_are_cut_to_the_newest() -> None:
    games = [make_game(number, num_moves=10) for number in range(6)]
    rows = [{**to_row(game), "committed_at": -game.started_at} for game in games]
    columns = to_columns(rows, [column.name for column in GAMES.columns])
    window = window_of(columns, 0, num_positions=25)
    assert [int(name[-1]) for name in window.game_ids] == [2, 1, 0]


def _window(rows: list[dict[str, Any]]) -> Any:
    return window_of(to_columns(rows, [column.name for column in GAMES.columns]), 0)
