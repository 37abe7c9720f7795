"""The players' clocks as values: spending time returns a new clock. No Qt here.

`gogame.clock.Clock` takes the time of whole moves; a window must also show a clock while its
player thinks, and take it back with a move. Over whole moves both agree, which is tested.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from gogame.board.coords import Color
from gogame.clock import TimeSettings, TimeSystem


@dataclass(frozen=True, slots=True)
class PlayerClock:
    """What one player has left.

    Attributes:
        settings: The system.
        left_s: Seconds left of the main time, or of the period.
        count: Periods left (byo-yomi, the running one included) or stones left (Canadian).
        overtime: Whether the main time is used up.
        expired: Whether the player has lost on time.
        is_spent: Whether the player plays on although all time is used up: nothing is counted.
    """

    settings: TimeSettings
    left_s: float
    count: int = 0
    overtime: bool = False
    expired: bool = False
    is_spent: bool = False

    @classmethod
    def start(cls, settings: TimeSettings) -> PlayerClock:
        """Returns a full clock."""
        clock = cls(settings, settings.main_s, settings.count)
        if settings.has_overtime and settings.main_s == 0:
            return replace(clock, left_s=settings.period_s, overtime=True)
        return clock

    def spent(self, seconds: float) -> PlayerClock:
        """Returns the clock after `seconds` of thinking, the move not yet played."""
        if self.settings.system is TimeSystem.NONE or self.expired or self.is_spent:
            return self
        left = self.left_s - seconds
        if left > 0:
            return replace(self, left_s=left)
        system, period = self.settings.system, self.settings.period_s
        if system is TimeSystem.BYO_YOMI:
            periods = self.count - 1 if self.overtime else self.count
            while left <= 0 and periods > 0:
                left += period
                periods -= left <= 0
            if periods > 0:
                return replace(self, left_s=left, count=periods, overtime=True)
        elif system is TimeSystem.CANADIAN and not self.overtime and left + period > 0:
            return replace(self, left_s=left + period, overtime=True)
        return replace(self, left_s=0.0, count=0, expired=True)

    def moved(self) -> PlayerClock:
        """Returns the clock after its player's move: a new period, an increment."""
        settings = self.settings
        if self.is_spent:
            return self
        if settings.system is TimeSystem.FISCHER:
            return replace(self, left_s=self.left_s + settings.period_s)
        if settings.system is TimeSystem.BYO_YOMI and self.overtime:
            return replace(self, left_s=settings.period_s)
        if settings.system is TimeSystem.CANADIAN and self.overtime:
            if self.count > 1:
                return replace(self, count=self.count - 1)
            return replace(self, left_s=settings.period_s, count=settings.count)
        return self

    def renewed(self) -> PlayerClock:
        """Returns the clock of a player who plays on after a loss on time.

        It has one full period, the last one; without overtime it stands at nothing for good.
        """
        settings = self.settings
        if not settings.has_overtime or settings.period_s <= 0:
            return PlayerClock(settings, 0.0, is_spent=True)
        count = settings.count if settings.system is TimeSystem.CANADIAN else 1
        return PlayerClock(settings, settings.period_s, count, overtime=True)


class Clocks(NamedTuple):
    """Both clocks."""

    black: PlayerClock
    white: PlayerClock

    @classmethod
    def start(cls, settings: TimeSettings) -> Clocks | None:
        """Returns two full clocks, or None if the game has no clock."""
        if settings.system is TimeSystem.NONE:
            return None
        return cls(PlayerClock.start(settings), PlayerClock.start(settings))

    def of(self, color: Color) -> PlayerClock:
        """Returns a player's clock."""
        return self.black if color is Color.BLACK else self.white

    def with_clock(self, color: Color, clock: PlayerClock) -> Clocks:
        """Returns both clocks, one of them replaced."""
        if color is Color.BLACK:
            return self._replace(black=clock)
        return self._replace(white=clock)
