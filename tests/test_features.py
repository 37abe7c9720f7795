"""Features against a slow second definition written from the names of the planes."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame.board.coords import Color
from gogame.board.diagram import position_from_diagram
from gogame.board.position import Position
from gogame.board.rules import Ko, Rules, Scoring, WinCondition
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec, standard
from gogame.errors import VariantError
from gogame.features import GLOBAL_NAMES, NUM_GLOBALS, NUM_PLANES, PLANE_NAMES, encode_positions
from tests.board.games import any_variants

PLANE = {name: i for i, name in enumerate(PLANE_NAMES)}
GLOBAL = {name: i for i, name in enumerate(GLOBAL_NAMES)}


def random_position(variant: VariantSpec, seed: int, plies: int) -> Position:
    rng = random.Random(seed)
    position = Position.start(variant)
    for _ in range(plies):
        legal = np.flatnonzero(position.legal())
        if len(legal) == 0:
            break
        after = position.play(int(rng.choice(legal)))
        if after.is_over:
            break
        position = after
    return position


def slow_planes(position: Position) -> dict[str, set[int]]:
    """Returns the points set in each plane, through the public interface of positions."""
    points = range(position.variant.num_points)
    us, them = position.to_play, position.to_play.opponent
    alive = position.pass_alive().ravel()
    area = position.with_rules(Rules()).score().owner.ravel()
    legal = position.legal()
    planes = {
        "on board": set(points),
        "own stones": {p for p in points if position.color_at(p) == us},
        "opponent's stones": {p for p in points if position.color_at(p) == them},
        "legal moves": {p for p in points if legal[p]},
        "own pass-alive": {p for p in points if alive[p] == us},
        "opponent's pass-alive": {p for p in points if alive[p] == them},
        "own area": {p for p in points if area[p] == us},
        "opponent's area": {p for p in points if area[p] == them},
    }
    for count in (1, 2, 3):
        name = f"chains with {count} libert{'y' if count == 1 else 'ies'}"
        planes[name] = {
            p for p in points if position.color_at(p) and len(position.liberties(p)) == count
        }
    actions = [move.action for move in position.moves[::-1]]
    names = ("last move", "move 2 ago", "move 3 ago", "move 4 ago", "move 5 ago")
    for i, name in enumerate(names):
        played = i < len(actions) and actions[i] != position.variant.pass_action
        planes[name] = {actions[i]} if played else set()
    return planes


@given(any_variants(max_size=9), st.integers(0, 999), st.integers(0, 120))
def test_planes_equal_their_names(variant: VariantSpec, seed: int, plies: int) -> None:
    position = random_position(variant, seed, plies)
    planes = encode_positions([position]).planes[0].reshape(NUM_PLANES, -1)
    assert planes.max() == 1
    for name, expected in slow_planes(position).items():
        assert set(np.flatnonzero(planes[PLANE[name]])) == expected, name


def test_ko_and_capture_planes() -> None:
    position = position_from_diagram(
        """
        . X O . .
        X . X O .
        . X O . .
        . . . . .
        . . . . .
        """,
        to_play=Color.WHITE,
    )
    planes = encode_positions([position]).planes[0]
    assert planes[PLANE["captures if played"]].ravel().nonzero()[0].tolist() == [6]
    after = position.play(6)
    planes = encode_positions([after]).planes[0]
    assert planes[PLANE["forbidden by ko or superko"]].ravel().nonzero()[0].tolist() == [7]
    assert planes[PLANE["legal moves"]][1, 2] == 0


def test_globals_are_for_the_player_to_play() -> None:
    rules = Rules(Ko.SIMPLE, scoring=Scoring.TERRITORY)
    start = Position.start(VariantSpec(9, 9, Shape.TORUS, rules, 6.5))
    black, white = encode_positions([start, start.play(81)]).globals_
    assert black.shape == (NUM_GLOBALS,)
    assert black[GLOBAL["komi for own / 10"]] == pytest.approx(-0.65)
    assert white[GLOBAL["komi for own / 10"]] == pytest.approx(0.65)
    assert (black[GLOBAL["last move was a pass"]], white[GLOBAL["last move was a pass"]]) == (0, 1)
    for name, value in (("ko simple", 1), ("ko none", 0), ("territory scoring", 1), ("torus", 1)):
        assert black[GLOBAL[name]] == value, name
    assert black[GLOBAL["parity of the drawn score"]] == 0
    assert black[GLOBAL["board width / 19"]] == pytest.approx(9 / 19)


def test_capture_goal_counts_down_for_each_side() -> None:
    variant = VariantSpec(5, 5, win=WinCondition.CAPTURE, capture_goal=3)
    position = position_from_diagram(
        ". X . . .\nX O X . .\n. . . . .\n. . . . .\n. . . . .", variant
    ).play(11)
    values = encode_positions([position]).globals_[0]
    assert values[GLOBAL["own stones still to capture / 10"]] == pytest.approx(0.3)
    assert values[GLOBAL["opponent's stones still to capture / 10"]] == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("komi", "expected"), [(7.0, 0.0), (7.5, 0.5), (6.5, -0.5), (6.0, 0.0), (5.0, 0.0), (5.5, 0.5)]
)
def test_parity_wave_of_white_on_an_odd_board(komi: float, expected: float) -> None:
    position = Position.start(standard(9, komi=komi)).play(81)
    value = encode_positions([position]).globals_[0, GLOBAL["parity of the drawn score"]]
    assert value == pytest.approx(expected)


def test_different_boards_do_not_share_a_batch() -> None:
    nine, seven = Position.start(standard(9)), Position.start(standard(7))
    with pytest.raises(VariantError, match="different size"):
        encode_positions([nine, seven])
    with pytest.raises(VariantError, match="at least one"):
        encode_positions([])
