"""What happens at a root outside the kernels: noise, temperature, the choice of a move."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from gogame.board.position import Position
from gogame.errors import ConfigError
from gogame.search.config import SearchConfig

# A mean of n utilities has at most this variance when nothing is known (they lie in [-1, +1]).
_UNKNOWN_VARIANCE = 1.0


def allowed_mask(position: Position, allowed: Collection[int] | None) -> NDArray[np.bool_] | None:
    """Returns `[A]` the actions that a search may consider at a root, None for all legal ones.

    Args:
        position: The root.
        allowed: Actions, of which illegal ones are ignored, or None.

    Raises:
        ConfigError: None of them is legal.
    """
    if allowed is None:
        return None
    mask = np.zeros(position.variant.num_actions, dtype=np.bool_)
    mask[[a for a in allowed if 0 <= a < len(mask)]] = True
    mask &= position.legal()
    if not mask.any():
        raise ConfigError("none of the moves that the search may consider is legal")
    return mask


def root_priors(
    prior: NDArray[np.float32],
    allowed: NDArray[np.bool_] | None,
    config: SearchConfig,
    rng: np.random.Generator,
) -> NDArray[np.float32]:
    """Returns the priors that selection uses at roots: tempered, masked, with Dirichlet noise.

    Args:
        prior: `[T, A]` probabilities, -1 for illegal actions.
        allowed: `[T, A]` or `[A]`, actions to consider; at least one legal one in every row.
        config: `root_temperature`, `noise_weight`, `noise_alpha`.
        rng: Draws the noise; not used without.
    """
    legal = prior >= 0 if allowed is None else (prior >= 0) & allowed
    if allowed is None and config.root_temperature == 1.0 and config.noise_weight == 0:
        return prior.copy()
    mixed = np.where(legal, np.maximum(prior, 1e-30), 0.0).astype(np.float64)
    mixed **= 1.0 / config.root_temperature
    mixed = np.where(legal, mixed, 0.0)
    mixed /= np.maximum(mixed.sum(axis=1, keepdims=True), 1e-300)
    if config.noise_weight > 0:
        num_legal = np.maximum(legal.sum(axis=1, keepdims=True), 1)
        alpha = np.broadcast_to(config.noise_alpha / num_legal, prior.shape)
        noise = np.where(legal, rng.standard_gamma(alpha), 0.0)
        noise /= np.maximum(noise.sum(axis=1, keepdims=True), 1e-300)
        mixed = (1 - config.noise_weight) * mixed + config.noise_weight * noise
    return np.where(legal, mixed, -1.0).astype(np.float32)


def sample_by_visits(
    visits: NDArray[np.int32], temperature: float | NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.int64]:
    """Returns for each row an action drawn in proportion to visits ** (1 / temperature).

    Args:
        visits: `[T, A]`; a row without visits gives action 0.
        temperature: One number or `[T]`; 0 for the most visited action, the first of several.
        rng: Draws; not used if every temperature is 0.
    """
    most = visits.argmax(axis=1)
    each = np.broadcast_to(np.asarray(temperature, dtype=np.float64), most.shape)
    if not each.any():
        return most
    with np.errstate(divide="ignore"):
        weights = np.log(visits.astype(np.float64)) / np.where(each == 0, 1.0, each)[:, None]
    # Gumbel's trick: the largest of logarithms plus Gumbel noise is a draw from the softmax.
    drawn = (weights + rng.gumbel(size=visits.shape)).argmax(axis=1)
    return np.where(each == 0, most, drawn)


def lower_bounds(
    visits: NDArray[np.int64],
    utility: NDArray[np.float64],
    square: NDArray[np.float64],
    config: SearchConfig,
) -> NDArray[np.float64]:
    """Returns the lower confidence bounds of mean utilities.

    Args:
        visits: `[M]` samples in each mean, at least one.
        utility: `[M]` means.
        square: `[M]` means of the squares.
        config: `lcb_radius`.
    """
    spread = np.maximum(square - utility * utility, 0.0) * visits
    variance = (spread + _UNKNOWN_VARIANCE) / (visits + 1)
    return utility - config.lcb_radius * np.sqrt(variance / visits)


def ranking(
    visits: NDArray[np.int64],
    utility: NDArray[np.float64],
    lower: NDArray[np.float64],
    config: SearchConfig,
) -> NDArray[np.int64]:
    """Returns the moves' indices, best first.

    The best is the one of highest lower bound among those with enough visits (KataGo's rule);
    the others follow by visits, then by utility.
    """
    order = np.lexsort((-utility, -visits))
    if len(order) < 2:
        return order
    enough = visits >= config.lcb_min_visits * visits.max()
    best = int(np.where(enough, lower, -np.inf).argmax())
    return np.concatenate(([best], order[order != best]))
