"""A game and its mirror images are the same game; hashes follow from the stones alone."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gogame.board.position import Position
from gogame.board.row import stones_hash
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from tests.board.games import any_variants, score_variants, set_up
from tests.board.test_random_games import SEEDS, play_beside


def images(variant: VariantSpec, shift: int) -> list[tuple[VariantSpec, list[int]]]:
    """Returns every mirror image of a board: its variant, and where each action goes.

    Eight for a plane or a torus (four of them with rows and columns exchanged), four for a
    cylinder, whose two directions differ; joined edges are shifted as well.
    """
    height, width, shape = variant.height, variant.width, variant.shape
    down = shift if shape is Shape.TORUS else 0
    right = shift if shape is not Shape.PLANE else 0
    grid = np.arange(height * width).reshape(height, width)
    grid = np.roll(grid, (down, right), axis=(0, 1))
    found: list[tuple[VariantSpec, list[int]]] = []
    for flip in (grid, grid[::-1], grid[:, ::-1], grid[::-1, ::-1]):
        turned = [flip] if shape is Shape.CYLINDER else [flip, flip.T]
        for image in turned:
            where = np.empty(height * width, dtype=int)
            where[image.ravel()] = np.arange(height * width)
            spec = replace(variant, height=image.shape[0], width=image.shape[1])
            found.append((spec, [*where.tolist(), height * width]))
    return found


@given(any_variants(max_size=9), SEEDS, st.integers(0, 18))
def test_a_game_and_its_mirror_images(variant: VariantSpec, seed: int, shift: int) -> None:
    game = list(play_beside(variant, seed, 60, 0.5))
    first = game[0][0]
    for spec, where in images(variant, shift):
        colors = [0] * variant.num_points
        for p, color in enumerate(first.grid.ravel().tolist()):
            colors[where[p]] = color
        image = set_up(spec, colors, first.to_play)
        points = where[:-1]
        for ply, (position, _) in enumerate(game):
            if ply > 0:
                image = image.play(where[position.moves[-1].action])
            assert (image.grid.ravel()[points] == position.grid.ravel()).all()
            assert (image.legal()[where] == position.legal()).all()
            ko = position.ko_point
            assert image.ko_point == (None if ko is None else where[ko])
            assert image.is_over == position.is_over
        last = game[-1][0]
        assert (image.pass_alive().ravel()[points] == last.pass_alive().ravel()).all()
        assert (image.score().owner.ravel()[points] == last.score().owner.ravel()).all()
        assert image.score().result == last.score().result
        assert image.outcome() == last.outcome()


def test_eight_images_of_a_square_are_eight() -> None:
    seen = {tuple(where) for _, where in images(VariantSpec(3, 3), 0)}
    assert len(seen) == 8
    assert len({tuple(where) for _, where in images(VariantSpec(3, 3, Shape.CYLINDER), 1)}) == 4


@given(score_variants(), SEEDS)
def test_the_hash_is_that_of_the_stones(variant: VariantSpec, seed: int) -> None:
    rng = random.Random(seed)
    keys: dict[int, bytes] = {}
    for position, _ in play_beside(variant, seed, 60, rng.choice([0.0, 0.8])):
        key = 0
        for p, color in enumerate(position.grid.ravel()):
            if color:
                key ^= int(variant.topology.zobrist[color, p])
        assert int(stones_hash(position.board)) == key
        assert keys.setdefault(key, position.grid.tobytes()) == position.grid.tobytes()
        rebuilt = set_up(variant, position.grid.ravel().tolist(), position.to_play)
        assert rebuilt.key == position.key
        assert int(position.history[-1]) == position.key


def test_keys_depend_on_the_board_not_on_the_run() -> None:
    position = Position.start(VariantSpec(9, 9)).play(40)
    assert position.key == int(VariantSpec(9, 9).topology.zobrist[1, 40])
