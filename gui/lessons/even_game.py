"""Even games: which level suits a player, by the results of the last games. No Qt here.

A player's rating is a normal belief around a beginner's level, weighed by every game's likelihood
(as Elo has it); older games count less, so that whoever learns is followed. Each size of board has
a rating of its own. Begin with `estimate`, then `suggest`.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from typing import Any, cast

from gogame.board.coords import Color
from gogame.board.rules import WinCondition
from gogame.board.topology import Shape
from gogame.errors import ConfigError
from gogame.levels import LEVELS, board_class, calibration
from gogame.record import ResultKind
from gui.game.state import FIRST_LEVEL, GameState, Phase

_PRIOR_SPREAD = 400.0  # Elo: how far from the first level players are at first believed to be
_FADE = 0.93  # what a game counts beside the one after it
_NOMINAL_STEP = 150.0  # Elo of a step where none was measured
_BEYOND, _GRID = 1000, 10  # Elo beyond the dial's ends that a rating may be, and how finely
_MOST_KEPT = 400
_LAST = 10  # games that the reason speaks of
_FORMAT = 1
_DECIDED = frozenset({ResultKind.SCORE, ResultKind.RESIGN, ResultKind.TIME, ResultKind.DRAW})


@dataclass(frozen=True, slots=True)
class PlayedGame:
    """A finished game against our engine at a level.

    Attributes:
        size: The class of its board, see `gogame.levels.board_class`.
        level: The engine's.
        points: The person's: 1 for a win, 0.5 for a draw, 0 for a loss.
    """

    size: int
    level: int
    points: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is believed of a player on one class of boards.

    Attributes:
        elo: The mean.
        low: Lower end of the 95 % interval.
        high: Upper end.
        games: Games behind it.
        is_measured: Whether the levels' ratings are measured there, so that the numbers mean Elo.
    """

    elo: float
    low: float
    high: float
    games: int
    is_measured: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The level for the next game, and why.

    Attributes:
        level: The level whose rating is nearest to the player's.
        size: The class of the board.
        estimate: The player's rating.
        last: How many games the reason speaks of: the last ones.
        points: What the player scored in them.
    """

    level: int
    size: int
    estimate: Estimate
    last: int
    points: float


def rating_of(level: int, size: int) -> float:
    """Returns a level's rating on a class of boards: measured, or else by steps of one size."""
    measured = calibration(size)
    if measured is None or not measured.levels:
        return _NOMINAL_STEP * level
    known = measured.rated(level)
    if known is not None:
        return known.elo
    nearest = min(measured.levels, key=lambda one: abs(one.number - level))
    return nearest.elo + _NOMINAL_STEP * (level - nearest.number)


def estimate(games: tuple[PlayedGame, ...], size: int) -> Estimate:
    """Returns a player's rating on a class of boards.

    Args:
        games: The player's games on all boards, the last one last.
        size: The class.
    """
    played = [game for game in games if game.size == size]
    first, last = rating_of(1, size), rating_of(len(LEVELS), size)
    grid = [first - _BEYOND + _GRID * i for i in range(int(last - first + 2 * _BEYOND) // _GRID)]
    start = rating_of(FIRST_LEVEL, size)
    logs = [-0.5 * ((elo - start) / _PRIOR_SPREAD) ** 2 for elo in grid]
    for age, game in enumerate(reversed(played)):
        against, weight = rating_of(game.level, size), _FADE**age
        for i, elo in enumerate(grid):
            share = 1.0 / (1.0 + 10.0 ** ((against - elo) / 400.0))
            log = game.points * math.log(share) + (1 - game.points) * math.log(1.0 - share)
            logs[i] += weight * log
    most = max(logs)
    weights = [math.exp(log - most) for log in logs]
    total = sum(weights)
    mean = sum(elo * weight for elo, weight in zip(grid, weights, strict=True)) / total
    low, high = (_quantile(grid, weights, share * total) for share in (0.025, 0.975))
    measured = calibration(size)
    is_measured = measured is not None and bool(measured.levels)
    return Estimate(mean, low, high, len(played), is_measured)


def _quantile(grid: list[float], weights: list[float], wanted: float) -> float:
    total = 0.0
    for elo, weight in zip(grid, weights, strict=True):
        total += weight
        if total >= wanted:
            return elo
    return grid[-1]


def suggest(games: tuple[PlayedGame, ...], height: int, width: int) -> Suggestion:
    """Returns the level for a player's next game on a board.

    Args:
        games: The player's games on all boards, the last one last.
        height: Rows of the board.
        width: Its columns.
    """
    size = board_class(height, width)
    found = estimate(games, size)
    level = min(
        (one.number for one in LEVELS), key=lambda number: abs(rating_of(number, size) - found.elo)
    )
    last = [game for game in games if game.size == size][-_LAST:]
    return Suggestion(level, size, found, len(last), sum(game.points for game in last))


def played_game(state: GameState) -> PlayedGame | None:
    """Returns what a finished game says about the player; None if it says nothing.

    It has to be an even game, won by count, on an ordinary board, of one person against our engine
    at a level without a style, which was not measured, and not from a file.
    """
    setup, result = state.setup, state.result
    if state.phase is not Phase.OVER or state.is_record or result is None:
        return None
    people = [color for color in Color if not setup.player(color).is_ai]
    is_plain = setup.variant.win is WinCondition.SCORE and setup.variant.shape is Shape.PLANE
    if len(people) != 1 or setup.handicap or not is_plain or result.kind not in _DECIDED:
        return None
    engine = setup.player(people[0].opponent)
    if engine.level is None or engine.engine or engine.style is not None:
        return None
    points = 0.5 if result.winner is None else float(result.winner is people[0])
    size = board_class(setup.variant.height, setup.variant.width)
    return PlayedGame(size, engine.level, points)


def to_text(games: tuple[PlayedGame, ...]) -> str:
    """Returns games as JSON text; the oldest of very many are left out."""
    kept = [asdict(game) for game in games[-_MOST_KEPT:]]
    return json.dumps({"format": _FORMAT, "games": kept}, indent=1) + "\n"


def from_text(text: str) -> tuple[PlayedGame, ...]:
    """Returns the games that `to_text` wrote.

    Raises:
        ConfigError: The text is damaged or from another version.
    """
    try:
        raw: Any = json.loads(text)
        if raw["format"] != _FORMAT:
            raise ConfigError(f"results of games: format {raw['format']}: expected {_FORMAT}")
        return tuple(_game(one) for one in cast(list[dict[str, Any]], raw["games"]))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ConfigError(f"results of games: {type(error).__name__} {error}") from error


def _game(raw: dict[str, Any]) -> PlayedGame:
    game = PlayedGame(int(raw["size"]), int(raw["level"]), float(raw["points"]))
    if not 1 <= game.level <= len(LEVELS) or not 0 <= game.points <= 1:
        raise ValueError(f"level {game.level}, points {game.points}")
    return game
