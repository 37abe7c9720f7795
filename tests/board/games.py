"""Variants and random games that the board tests share."""

from __future__ import annotations

import random

from hypothesis import settings
from hypothesis import strategies as st

from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.board.rules import HandicapBonus, Ko, Rules, Scoring, WinCondition
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from tests.oracles.brute_board import BruteGame, flood, lattice

KOS = st.sampled_from(list(Ko))
SHAPES = st.sampled_from(list(Shape))


def examples(share: float) -> settings:
    """Returns settings for a share of the chosen profile's number of examples."""
    return settings(max_examples=max(1, round(share * settings().max_examples)))


@st.composite
def score_variants(
    draw: st.DrawFn,
    min_size: int = 2,
    max_size: int = 19,
    shapes: st.SearchStrategy[Shape] = SHAPES,
) -> VariantSpec:
    """Draws a game decided by its count: any size, shape, ko, suicide, scoring."""
    sizes = st.integers(min_size, max_size)
    rules = Rules(
        draw(KOS),
        draw(st.booleans()),
        draw(st.sampled_from(list(Scoring))),
        draw(st.sampled_from(list(HandicapBonus))),
    )
    komi = draw(st.integers(-40, 40)) / 2
    return VariantSpec(draw(sizes), draw(sizes), draw(shapes), rules, komi)


@st.composite
def any_variants(draw: st.DrawFn, min_size: int = 2, max_size: int = 19) -> VariantSpec:
    """Draws any game, the capture games included."""
    base = draw(score_variants(min_size, max_size))
    win = draw(st.sampled_from(list(WinCondition)))
    is_capture = win in (WinCondition.CAPTURE, WinCondition.MISERE_CAPTURE)
    goal = draw(st.integers(1, min(9, base.num_points))) if is_capture else 0
    return VariantSpec(base.height, base.width, base.shape, base.rules, base.komi, win, goal)


def brute_game(variant: VariantSpec) -> BruteGame:
    """Returns the brute-force double of a variant's empty board."""
    edges = lattice(variant.height, variant.width, variant.shape.value)
    rules = variant.rules
    return BruteGame(edges, rules.ko.value, rules.suicide, variant.win.value, variant.capture_goal)


def drop_breathless(game: BruteGame, colors: list[int]) -> list[int]:
    """Returns the colours with every chain that has no liberty left out, which frees others."""
    kept = list(colors)
    for point in game.adjacency:
        if kept[point]:
            stones, around = flood(game.adjacency, kept, point)
            if all(kept[p] for p in around):
                for stone in stones:
                    kept[stone] = 0
    return kept


def crowded_board(game: BruteGame, density: float, rng: random.Random) -> list[int]:
    """Returns random colours by point, every chain with a liberty: full of fights at once."""
    points = range(len(game.colors))
    colors = [rng.choice((1, 2)) if rng.random() < density else 0 for _ in points]
    return drop_breathless(game, colors)


def set_up(variant: VariantSpec, colors: list[int], to_play: Color = Color.BLACK) -> Position:
    """Returns the position that shows the given colours by point."""
    black, white = ([p for p, c in enumerate(colors) if c == k] for k in Color)
    return Position.from_setup(variant, black, white, to_play)
