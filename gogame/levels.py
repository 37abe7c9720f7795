"""Levels: how strong the engine is to play, in steps that matches have measured.

A level says how the engine weakens itself (`Style`); `calibration` says what each level is worth in
Elo, with its interval, on 9x9, 13x13 and 19x19. `gogame-selfplay calibrate` plays those matches. No
search and no network here, so that windows can show the dial too. Begin with `LEVELS` and `rated`.
"""

from __future__ import annotations

import functools
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gogame.errors import ConfigError

CALIBRATED_SIZES = (9, 13, 19)
"""Sides of the square boards on which levels are measured."""
ANCHOR, ANCHOR_ELO = "gnugo-10", 1800.0
"""The opponent whose rating is fixed, and at what number."""
_WIDEST_SCALE = 4.0  # of draws, on the smallest boards
_FOLDER = Path(__file__).parent / "calibration"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Style:
    """How an engine of a level chooses its moves.

    Attributes:
        visits: Search visits a move; 1 asks the evaluator alone.
        drawn: Share of the moves that are drawn from the evaluator's own policy, not searched.
        temperature: Of these draws: the policy is raised to the power 1 / this.
        points: Points of the board on which that holds. On others the temperature's excess over 1,
            and a share that is not all moves, are in inverse proportion to theirs: the longer a
            game is, the more of its moves are drawn, and each may lose it. 0 for the same on all.
    """

    visits: int
    drawn: float = 0.0
    temperature: float = 1.0
    points: int = 0

    def temperature_on(self, num_points: int) -> float:
        """Returns the temperature of draws on a board of so many points."""
        return 1.0 + (self.temperature - 1.0) * self._scale_on(num_points)

    def drawn_on(self, num_points: int) -> float:
        """Returns the share of moves that are drawn on a board of so many points."""
        return self.drawn if self.drawn == 1 else min(1.0, self.drawn * self._scale_on(num_points))

    def _scale_on(self, num_points: int) -> float:
        return min(_WIDEST_SCALE, self.points / num_points) if self.points else 1.0


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the dial.

    Attributes:
        number: 1 for the weakest.
        network: How a network plays at this level.
        rollouts: How random games play at it; where these judge, the step is not measured.
    """

    number: int
    network: Style
    rollouts: Style

    def style(self, *, reads_planes: bool) -> Style:
        """Returns how to play by an evaluator, see `gogame.evaluation.Evaluator`."""
        return self.network if reads_planes else self.rollouts


_DRAWN = ((1.0, 3.5), (1.0, 2.5), (1.0, 2.0), (1.0, 1.4), (0.8, 1.2), (0.3, 1.2))  # on 13x13
_NETWORK_STYLES = (
    *(Style(1, share, temperature, 169) for share, temperature in _DRAWN),
    Style(1),
    Style(8),
    Style(32),
    Style(128),
    Style(512),
    Style(2000),
)
_ROLLOUT_VISITS = (2, 4, 8, 16, 32, 64, 128, 300, 700, 1600, 4000, 10000)
LEVELS = tuple(
    Level(number, network, Style(visits))
    for number, (network, visits) in enumerate(
        zip(_NETWORK_STYLES, _ROLLOUT_VISITS, strict=True), 1
    )
)
"""The dial, weakest first."""
FIRST_SEARCHING = next(one.number for one in LEVELS if one.network.visits > 1)
"""The first level at which a network searches."""


def level(number: int) -> Level:
    """Returns a level by its number.

    Raises:
        ConfigError: There is none.
    """
    if not 1 <= number <= len(LEVELS):
        raise ConfigError(f"level {number}: expected 1 to {len(LEVELS)}")
    return LEVELS[number - 1]


@dataclass(frozen=True, slots=True)
class RatedLevel:
    """What a level is worth on one board.

    Attributes:
        number: The level's.
        elo: Its rating; GNU Go 3.8 at level 10 is `ANCHOR_ELO`.
        low: Lower end of the 95 % interval.
        high: Upper end.
        games: Games that it played.
        step: Points above the level below; 0 for the weakest.
        step_low: Lower end of the step's own 95 % interval.
        step_high: Upper end.
    """

    number: int
    elo: float
    low: float
    high: float
    games: int
    step: float
    step_low: float
    step_high: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The measured dial of one board.

    Attributes:
        size: Side of the board on which it was measured.
        settings: What was played, for people.
        styles: How each level played then; see `LEVELS`.
        levels: The levels that were measured, weakest first.
    """

    size: int
    settings: str
    styles: tuple[Style, ...]
    levels: tuple[RatedLevel, ...]

    def rated(self, number: int) -> RatedLevel | None:
        """Returns what is known of a level, or None if it was not measured."""
        return next((one for one in self.levels if one.number == number), None)


def board_class(height: int, width: int) -> int:
    """Returns the calibrated size whose scale a board shares: the nearest by number of points."""
    side = math.sqrt(height * width)
    return min(CALIBRATED_SIZES, key=lambda size: abs(size - side))


@functools.cache
def calibration(size: int) -> Calibration | None:
    """Returns what was measured on a board, or None if nothing was.

    Raises:
        ConfigError: The file that comes with the program is damaged.
    """
    path = calibration_file(size)
    return read_calibration_file(path) if path.is_file() else None


def calibration_file(size: int) -> Path:
    """Returns where the results of a board are kept; whether there are any or not."""
    return _FOLDER / f"{size}.json"


def read_calibration_file(path: Path) -> Calibration:
    """Returns the calibration in a file.

    Raises:
        ConfigError: It is missing, damaged, or of another version.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"calibration {path} cannot be read: {error}") from error
    return read_calibration(text, str(path))


def read_calibration(text: str, where: str) -> Calibration:
    """Returns the calibration that a text holds, as ``gogame-selfplay calibrate`` writes it.

    Args:
        text: JSON.
        where: Its file, for the message.

    Raises:
        ConfigError: It is damaged, or of another version.
    """
    try:
        raw: dict[str, Any] = json.loads(text)
        if raw["format"] != _FORMAT:
            raise ConfigError(f"{where}: format {raw['format']}: expected {_FORMAT}")
        return Calibration(
            int(raw["size"]),
            str(raw["settings"]),
            tuple(Style(**style) for style in raw["styles"]),
            tuple(RatedLevel(**rated) for rated in raw["levels"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError(
            f"{where}: {type(error).__name__} {error}: expected a calibration; measure it again"
            " with gogame-selfplay calibrate"
        ) from error


def rated(number: int, height: int, width: int) -> RatedLevel | None:
    """Returns what a level is worth on a board of this size, None where it was not measured."""
    measured = calibration(board_class(height, width))
    return None if measured is None else measured.rated(number)


def levels_table(measured: Calibration) -> tuple[str, ...]:
    """Returns lines for people: what each level is worth by a calibration."""
    lines = [f"{'level':>5}  {'Elo':>5}  {'95 % interval':>13}  {'step':>4}  games"]
    for one in LEVELS:
        known = measured.rated(one.number)
        if known is None:
            lines.append(f"{one.number:>5}  not measured on {measured.size}x{measured.size}")
            continue
        interval = f"{known.low:.0f} to {known.high:.0f}"
        lines.append(
            f"{one.number:>5}  {known.elo:>5.0f}  {interval:>13}  {known.step:>4.0f}  {known.games}"
        )
    return (*lines, f"{measured.settings}; GNU Go 3.8 level 10 is {ANCHOR_ELO:.0f}")
