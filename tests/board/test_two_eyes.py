"""The test for two eyes in bits, which spares the whole search for pass-alive chains."""

from __future__ import annotations

import numpy as np
import pytest

from gogame.board import area
from gogame.board.eyes import colors_with_two_eyes
from gogame.board.position import Position
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec

SIZES = [(2, 2), (2, 3), (5, 5), (8, 8), (9, 8), (4, 11), (11, 4), (9, 9), (11, 11), (2, 19)]


def _without_the_test(position: Position) -> np.ndarray:
    """Returns the owners by the kernels in Python, each colour searched for in any case."""
    points = position.variant.num_points
    scratch = area.new_scratch(points)
    survey = (scratch.region, scratch.queue, scratch.vital, scratch.touches, scratch.votes)
    owner = np.zeros(points, dtype=np.int8)
    for color in (1, 2):
        area._mark_alive(
            position.board, position.variant.topology, color, survey, scratch.sound, owner
        )
    return owner


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_it_never_hides_a_living_chain(height, width):
    rng = np.random.default_rng([height, width])
    num_alive, num_spared = 0, 0
    for _ in range(6):
        position = Position.start(VariantSpec(height, width))
        while not position.is_over and len(position.moves) < 2 * height * width:
            position = position.play(_move(position, rng))
            expected = _without_the_test(position)
            assert (position.pass_alive().ravel() == expected).all()
            found = colors_with_two_eyes(position.board, position.variant.topology)
            num_alive += bool(expected.any())
            num_spared += found != 3
            for color in (1, 2):
                assert found & color or not (expected == color).any()
    assert num_spared > 0
    assert num_alive > 0 or min(height, width) < 3


@pytest.mark.parametrize("spec", [VariantSpec(12, 11), VariantSpec(5, 5, Shape.TORUS)], ids=str)
def test_boards_that_it_cannot_judge_pass(spec):
    position = Position.start(spec).play(0)
    assert colors_with_two_eyes(position.board, spec.topology) == 3


def _move(position: Position, rng: np.random.Generator) -> int:
    """Returns a random legal move that fills no eye of its own, the pass if there is none."""
    points = position.variant.num_points
    colors, own = position.board[0], position.board[9][0]
    near = position.variant.topology.neighbors
    moves = np.flatnonzero(position.legal()[:points])
    open_ = [a for a in moves if not all(x == points or colors[x] == own for x in near[a])]
    return int(rng.choice(open_)) if open_ else points
