"""The choice of a move at a level: the search's own, or one drawn where the level says so.

Whether to pass or to resign is decided before: a weak level plays weak moves, but ends its games
like any other. Moves that the policy holds for far worse than its best are never drawn, so that a
weak level looks like a weak player and not like a broken one. A style of play (see `style_play`)
weighs what is drawn, and chooses where moves were searched. Begin with `chosen_action`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gogame.levels import Style
from gogame.search.result import Analysis
from gogame.style_play import Choice, policy_weights, styled_action
from gogame.styles import PlayStyle

# A move is never drawn if its weight is below this share of the best one's.
_LEAST_SHARE, _LEAST_OPENING_SHARE = 1e-6, 0.2
# A style that is not to search or to draw chooses among moves of at least this share.
_LEAST_LIKED_SHARE = 0.1
# The first moves vary also at strong levels: this share of the board's points is the opening.
_OPENING = 0.08
_OPENING_TEMPERATURE = 0.7


def chosen_action(
    style: Style | None, liking: PlayStyle | None, choice: Choice, rng: np.random.Generator
) -> int:
    """Returns the move that a level plays, and a style of play.

    Args:
        style: The level's; None plays as strong as the search is.
        liking: What kind of move is liked, None for the strongest.
        choice: The search with the level's visits, and its own choice.
        rng: Draws.
    """
    analysis, best = choice.analysis, choice.best
    if analysis.raw is None or (style is None and liking is None):
        return best
    weights = policy_weights(liking, choice.position)
    num_points = choice.position.variant.num_points
    if style is not None and style.drawn > 0 and rng.random() < style.drawn_on(num_points):
        policy = analysis.raw.policy.astype(np.float64)
        temperature = style.temperature_on(num_points)
        return _drawn(policy, choice, (temperature, _LEAST_SHARE), rng, weights)
    if liking is not None and analysis.moves:
        return styled_action(liking, choice, rng)
    if weights is not None:
        policy = analysis.raw.policy.astype(np.float64)
        return _drawn(policy, choice, (1.0, _LEAST_LIKED_SHARE), rng, weights)
    if choice.position.ply < _OPENING * num_points:
        visits = _weights(analysis)
        return _drawn(visits, choice, (_OPENING_TEMPERATURE, _LEAST_OPENING_SHARE), rng)
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
    choice: Choice,
    how: tuple[float, float],
    rng: np.random.Generator,
    liking: NDArray[np.float64] | None = None,
) -> int:
    """Returns a useful move drawn by its weight, the best if none has any.

    Args:
        weights: `[A]`, negative ones count as 0.
        choice: The best, and what is useful.
        how: The temperature, and the share of the best one's weight that a move needs.
        rng: Draws.
        liking: `[A]` by what the style multiplies the odds of moves, or None.
    """
    temperature, least = how
    allowed = np.where(choice.useful, np.maximum(weights, 0.0), 0.0)
    most = allowed.max()
    if most <= 0:
        return choice.best
    shares = np.where(allowed >= least * most, allowed / most, 0.0) ** (1.0 / temperature)
    if liking is not None:
        shares *= liking
    return int(rng.choice(len(shares), p=shares / shares.sum()))
