"""Time settings, a player's clock, and how long an engine should think about a move.

Nothing here looks at the time of day: whoever owns the clock says how many seconds have passed.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from gogame.errors import ConfigError

LONGEST_S = 100 * 3600.0
_MOST_PERIODS = 1000
# An engine's share of what it may spend: the rest is for the way of the move to its opponent.
_LAG_S = 0.25
_SHORTEST_S = 0.05


class TimeSystem(enum.StrEnum):
    """What happens when the main time is used up.

    NONE: there is no clock.
    ABSOLUTE: the player has lost.
    BYO_YOMI: each move has a period to itself; a period is lost only if a move takes all of it.
    CANADIAN: a number of stones must be played in each period.
    FISCHER: every move adds seconds to the main time; out of it, the player has lost.
    """

    NONE = "none"
    ABSOLUTE = "absolute"
    BYO_YOMI = "byo-yomi"
    CANADIAN = "canadian"
    FISCHER = "fischer"


@dataclass(frozen=True, slots=True)
class TimeSettings:
    """How much time each player has.

    Attributes:
        system: What follows the main time.
        main_s: Main time in seconds.
        period_s: Seconds of a byo-yomi or Canadian period, or the Fischer increment.
        count: Periods (byo-yomi) or stones in a period (Canadian), else 0.

    Raises:
        ConfigError: On construction, naming what does not fit.
    """

    system: TimeSystem = TimeSystem.NONE
    main_s: float = 0.0
    period_s: float = 0.0
    count: int = 0

    def __post_init__(self) -> None:
        """Check the ranges, and that every system has what it needs."""
        for name, seconds in (("main time", self.main_s), ("period", self.period_s)):
            if not 0 <= seconds <= LONGEST_S:
                raise ConfigError(f"{name} {seconds} s: expected 0 to {LONGEST_S:g}")
        if self.has_overtime:
            if not (1 <= self.count <= _MOST_PERIODS and self.period_s > 0):
                raise ConfigError(
                    f"{self.system} of {self.count} x {self.period_s} s: expected 1 to "
                    f"{_MOST_PERIODS} periods or stones, and more than 0 s"
                )
        elif self.count != 0:
            raise ConfigError(f"{self.system} with {self.count} periods or stones: expected none")
        if self.system in (TimeSystem.ABSOLUTE, TimeSystem.FISCHER) and self.main_s <= 0:
            raise ConfigError(f"{self.system} time of {self.main_s} s: expected more than 0 s")

    @property
    def has_overtime(self) -> bool:
        """Whether periods follow the main time."""
        return self.system in (TimeSystem.BYO_YOMI, TimeSystem.CANADIAN)

    @classmethod
    def from_gtp(cls, main_s: float, byo_yomi_s: float, stones: int) -> TimeSettings:
        """Returns what GTP's `time_settings` means: absolute, Canadian, or no limit at all.

        Raises:
            ConfigError: A negative or absurd number.
        """
        if byo_yomi_s > 0 and stones == 0:
            return cls()
        if byo_yomi_s == 0:
            return cls(TimeSystem.ABSOLUTE, main_s)
        return cls(TimeSystem.CANADIAN, main_s, byo_yomi_s, stones)


class Clock:
    """What one player has left.

    Attributes:
        settings: The time system.
        left_s: Seconds left of the main time, or of the present period in overtime.
        count: Periods left, the present one included (byo-yomi), or stones still to be played in
            the period (Canadian); the settings' number during main time.
        in_overtime: Whether the main time is used up.
        is_flagged: Whether the player has lost on time.
    """

    def __init__(self, settings: TimeSettings) -> None:
        """Set a full clock."""
        self.settings = settings
        self.in_overtime = settings.has_overtime and settings.main_s == 0
        self.left_s = settings.period_s if self.in_overtime else settings.main_s
        self.count = settings.count
        self.is_flagged = False

    def set_left(self, seconds: float, stones: int = 0) -> None:
        """Sets the clock to what a referee says, as GTP's `time_left` does.

        Args:
            seconds: Of the main time, or of the present period.
            stones: 0 during main time; else stones or periods left.
        """
        self.in_overtime = stones > 0 and self.settings.has_overtime
        self.count = stones if self.in_overtime else self.settings.count
        self.left_s = max(0.0, seconds)
        self.is_flagged = False

    def spend(self, seconds: float) -> None:
        """Takes the time of one move, which has been played; too much sets `is_flagged`."""
        system = self.settings.system
        if system is TimeSystem.NONE or self.is_flagged:
            return
        self.left_s -= seconds
        if self.left_s <= 0 and self.settings.has_overtime:
            self._enter_next_period()
        if self.left_s <= 0:
            self.left_s, self.count, self.is_flagged = 0.0, 0, True
        elif system is TimeSystem.FISCHER:
            self.left_s += self.settings.period_s
        elif self.in_overtime:
            self._begin_next_move()

    def _enter_next_period(self) -> None:
        """Lets what was thought beyond the main time or a period run on in the next one."""
        period = self.settings.period_s
        if self.settings.system is TimeSystem.CANADIAN:
            if not self.in_overtime:
                self.left_s += period
        else:
            periods = self.count - 1 if self.in_overtime else self.count
            while self.left_s <= 0 and periods > 0:
                self.left_s += period
                periods -= self.left_s <= 0
            self.count = periods
        self.in_overtime = True

    def _begin_next_move(self) -> None:
        if self.settings.system is TimeSystem.BYO_YOMI:
            self.left_s = self.settings.period_s
        elif self.count > 1:
            self.count -= 1
        else:
            self.left_s, self.count = self.settings.period_s, self.settings.count

    def seconds_for_move(self, moves_left: float) -> float | None:
        """Returns how long to think about the next move, or None if there is no limit.

        Time that comes anew with every move is used in full, the rest is shared evenly over the
        moves to come; a little is kept back for the move's way to the opponent.

        Args:
            moves_left: Own moves expected until the end of the game, this one included.
        """
        settings = self.settings
        if settings.system is TimeSystem.NONE:
            return None
        moves = max(1.0, moves_left)
        if self.in_overtime:
            share = 1 if settings.system is TimeSystem.BYO_YOMI else max(1, self.count)
            wanted, available = self.left_s / share, self.left_s
        else:
            each = settings.period_s
            if settings.system is TimeSystem.CANADIAN:
                each /= settings.count
            wanted = self.left_s / moves + each
            runs_on = settings.period_s if settings.has_overtime else 0.0
            available = self.left_s + runs_on
        return max(min(_SHORTEST_S, available / 4), min(wanted, available) - _LAG_S)


def expected_moves_left(num_points: int, ply: int) -> float:
    """Returns how many more moves each player is expected to make.

    Games fill about three quarters of the board; near the end, and beyond it, a tenth of the
    board is always thought to be left.

    Args:
        num_points: Points of the board.
        ply: Moves played by both sides.
    """
    return max(0.1 * num_points, (0.75 * num_points - ply) / 2, 1.0)
