"""The choice of a move at a level: the search's own, or one drawn where the level says so.

Whether to pass or to resign is decided before: a weak level plays weak moves, but ends its games
like any other. Moves that the policy holds for far worse than its best are never drawn, so that a
weak level looks like a weak player and not like a broken one. Begin with `chosen_action`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gogame.board.position import Position
from gogame.levels import Style
from gogame.search.result import Analysis

# A move is never drawn if its weight is below this share of the best one's.
_LEAST_SHARE, _LEAST_OPENING_SHARE = 1e-6, 0.2
# The first moves vary also at strong levels: this share of the board's points is the opening.
_OPENING = 0.08
_OPENING_TEMPERATURE = 0.7


def chosen_action(
    style: Style,
    position: Position,
    analysis: Analysis,
    best: int,
    useful: NDArray[np.bool_],
    rng: np.random.Generator,
) -> int:
    """Returns the move that a level plays.

    Args:
        style: The level's.
        position: Where it is to move.
        analysis: The search with the level's visits.
        best: The search's own choice among the useful moves.
        useful: `[A]` bool, the moves to choose from.
        rng: Draws.
    """
    if analysis.raw is None:
        return best
    if style.drawn > 0 and rng.random() < style.drawn:
        policy = analysis.raw.policy.astype(np.float64)
        return _drawn(policy, useful, style.temperature, _LEAST_SHARE, rng, best)
    if position.ply < _OPENING * position.variant.num_points:
        weights = _weights(analysis)
        return _drawn(weights, useful, _OPENING_TEMPERATURE, _LEAST_OPENING_SHARE, rng, best)
    return best


def best_of(analysis: Analysis, useful: NDArray[np.bool_]) -> int:
    """Returns the best useful move by search, else by the policy; there must be one."""
    for move in analysis.moves:
        if useful[move.action]:
            return move.action
    if analysis.raw is None:
        return int(np.flatnonzero(useful)[0])
    return int(np.where(useful, analysis.raw.policy, -2.0).argmax())


def _weights(analysis: Analysis) -> NDArray[np.float64]:
    """Returns `[A]` what a search thinks of the moves: visits, else the policy."""
    assert analysis.raw is not None
    if not analysis.moves:
        return analysis.raw.policy.astype(np.float64)
    weights = np.zeros(len(analysis.raw.policy))
    for move in analysis.moves:
        weights[move.action] = move.visits
    return weights


def _drawn(
    weights: NDArray[np.float64],
    useful: NDArray[np.bool_],
    temperature: float,
    least: float,
    rng: np.random.Generator,
    best: int,
) -> int:
    """Returns a useful move drawn by its weight, `best` if none has any."""
    allowed = np.where(useful, np.maximum(weights, 0.0), 0.0)
    most = allowed.max()
    if most <= 0:
        return best
    shares = np.where(allowed >= least * most, allowed / most, 0.0) ** (1.0 / temperature)
    return int(rng.choice(len(shares), p=shares / shares.sum()))
