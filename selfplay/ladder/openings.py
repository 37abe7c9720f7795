"""Openings of matches: random moves off the edge that leave neither side far behind.

Networks without noise play the same game every time, so games differ only if their beginnings do.
Both games of a pair begin with the same moves, the players' colours swapped: an opening that
favours Black favours each of them once.
"""

from __future__ import annotations

import numpy as np

from gogame.board.position import Position
from gogame.board.rules import WinCondition
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from gogame.features import encode_positions
from gogame.rng import generator
from gogame.rollout import RolloutEvaluator

_CANDIDATES = 5
_ROLLOUTS = 64
_TRIES = 50
_SMALLEST_WITH_EDGE = 5


def draw_openings(variant: VariantSpec, count: int, num_moves: int, seed: int) -> list[Position]:
    """Returns the first positions of `count` pairs of games, the same for the same arguments.

    Each is the one of five random sequences whose score by random games is the median, so that
    the worst blunders do not decide a pair. No two are alike as long as new ones are found.

    Args:
        variant: The game.
        count: Pairs.
        num_moves: Moves of each opening; 0 for the empty board.
        seed: An opening depends on it and on its number alone, unless it would be a repetition.
    """
    if num_moves == 0:
        return [Position.start(variant)] * count
    seen: set[int] = set()
    openings: list[Position] = []
    for pair in range(count):
        rng = generator(seed, "opening", pair)
        opening = _draw(variant, num_moves, rng)
        for _ in range(_TRIES):
            if opening.key not in seen:
                break
            opening = _draw(variant, num_moves, rng)
        seen.add(opening.key)
        openings.append(opening)
    return openings


def _draw(variant: VariantSpec, num_moves: int, rng: np.random.Generator) -> Position:
    candidates = [_random_moves(variant, num_moves, rng) for _ in range(_CANDIDATES)]
    if variant.win is not WinCondition.SCORE:
        return candidates[0]
    judge = RolloutEvaluator(_ROLLOUTS, seed=int(rng.integers(2**31)))
    lead = judge.evaluate(encode_positions(candidates)).score
    return candidates[int(np.argsort(lead, kind="stable")[_CANDIDATES // 2])]


def _random_moves(variant: VariantSpec, num_moves: int, rng: np.random.Generator) -> Position:
    """Returns the position after random moves; fewer if no more can be played off the edge."""
    inner = np.ones((variant.height, variant.width), dtype=np.bool_)
    has_edge = variant.shape is Shape.PLANE
    if has_edge and min(variant.height, variant.width) >= _SMALLEST_WITH_EDGE:
        inner[[0, -1], :] = inner[:, [0, -1]] = False
    position = Position.start(variant)
    for _ in range(num_moves):
        points = np.flatnonzero(position.legal()[:-1] & inner.reshape(-1))
        if not len(points):
            break
        after = position.play(int(rng.choice(points)))
        if after.is_over:  # a capture game's first capture
            break
        position = after
    return position
