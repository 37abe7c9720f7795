"""Ratings: Bradley-Terry on the Elo scale, with intervals.

A player of rating R scores 1 / (1 + 10 ** (-d / 400)) against one that is d points weaker; a draw
is half a win and half a loss. Every player also plays a few *prior* games, drawn, against a
nobody of average strength, so that ratings stay finite after clean sweeps.

Source: Bradley and Terry, Biometrika 39, 1952; Hunter, Annals of Statistics 32, 2004 (the
likelihood is concave, so Newton's method finds its only maximum).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gogame.errors import ConfigError

_SCALE = 400 / math.log(10)
_Z = 1.959964
_PRIOR_GAMES = 1.0
_ROUNDS = 100
_STEP = 3.0
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Pairing:
    """Games between two players.

    Attributes:
        a: Name of one.
        b: Name of the other.
        points: What `a` scored, a draw counting one half.
        games: How many games.
    """

    a: str
    b: str
    points: float
    games: float


@dataclass(frozen=True, slots=True)
class Rating:
    """A player's strength.

    Attributes:
        player: Name.
        elo: Points above the anchor.
        low: Lower end of the 95 % interval.
        high: Upper end.
        games: Games that it played.
    """

    player: str
    elo: float
    low: float
    high: float
    games: float


def rate(
    pairings: Iterable[Pairing], anchor: str | None = None, prior_games: float = _PRIOR_GAMES
) -> list[Rating]:
    """Returns the players' ratings, strongest first.

    Intervals are the rating's difference to the anchor's plus and minus 1.96 standard errors, by
    the inverse of the Hessian at the maximum (the Wald interval, prior included); the anchor has
    none, and without an anchor they are about the mean of all.

    Args:
        pairings: Results; several of the same two players add up.
        anchor: Whose rating is 0; the mean of all is 0 if it is None or has not played.
        prior_games: Drawn games of each player against a nobody of average strength.

    Raises:
        ConfigError: Points outside 0 to games, a player against itself, or a prior of 0 or less.
    """
    if prior_games <= 0:
        raise ConfigError(f"prior_games {prior_games}: expected more than 0")
    results = list(pairings)
    names = sorted({name for pairing in results for name in (pairing.a, pairing.b)})
    if not names:
        return []
    points, games = _matrices(results, names)
    strength = _fit(points, games, prior_games)
    covariance = np.linalg.inv(-_hessian(strength, games, prior_games))
    if anchor in names:
        zero = np.zeros(len(names))
        zero[names.index(anchor)] = 1
    else:
        zero = np.full(len(names), 1 / len(names))
    shifts = np.eye(len(names)) - zero  # rows: each player less the zero of the scale
    variance = np.einsum("ij,jk,ik->i", shifts, covariance, shifts)
    elo = _SCALE * (shifts @ strength)
    error = _SCALE * _Z * np.sqrt(np.maximum(variance, 0))
    totals = games.sum(axis=1)
    ratings = [
        Rating(name, float(e), float(e - d), float(e + d), float(n))
        for name, e, d, n in zip(names, elo, error, totals, strict=True)
    ]
    return sorted(ratings, key=lambda rating: -rating.elo)


def _matrices(
    results: Sequence[Pairing], names: Sequence[str]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Returns `[M, M]` points of the row's player against the column's, and their games."""
    index = {name: i for i, name in enumerate(names)}
    points = np.zeros((len(names), len(names)))
    games = np.zeros_like(points)
    for pairing in results:
        a, b = index[pairing.a], index[pairing.b]
        if a == b or not 0 <= pairing.points <= pairing.games:
            raise ConfigError(
                f"{pairing.a} against {pairing.b}: {pairing.points} points in {pairing.games} "
                "games: expected two players, and points between 0 and the games"
            )
        points[a, b] += pairing.points
        points[b, a] += pairing.games - pairing.points
        games[a, b] += pairing.games
        games[b, a] += pairing.games
    return points, games


def _expected(strength: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns `[M, M]` the share of points expected of the row's player."""
    return 0.5 * (1 + np.tanh((strength[:, None] - strength[None, :]) / 2))


def _fit(
    points: NDArray[np.float64], games: NDArray[np.float64], prior: float
) -> NDArray[np.float64]:
    """Returns `[M]` natural strengths of greatest likelihood, the prior's nobody at 0."""
    strength: NDArray[np.float64] = np.zeros(len(points))
    for _ in range(_ROUNDS):
        share = 0.5 * (1 + np.tanh(strength / 2))
        slope = (points - games * _expected(strength)).sum(axis=1) + prior * (0.5 - share)
        hessian = _hessian(strength, games, prior)
        step = np.asarray(np.linalg.solve(-hessian, slope), dtype=np.float64)
        strength = strength + np.clip(step, -_STEP, _STEP)
        if np.abs(step).max() < _CLOSE:
            break
    return strength


def _hessian(
    strength: NDArray[np.float64], games: NDArray[np.float64], prior: float
) -> NDArray[np.float64]:
    """Returns `[M, M]` second derivatives of the logarithm of the likelihood."""
    share = _expected(strength)
    weight = games * share * (1 - share)
    own = 0.5 * (1 + np.tanh(strength / 2))
    return weight - np.diag(weight.sum(axis=1) + prior * own * (1 - own))
