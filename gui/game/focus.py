"""`Focus`: the moves that the analysis is to look at, where not at all of them. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gogame.board.coords import EMPTY
from gogame.board.position import Position


@dataclass(frozen=True, slots=True)
class Focus:
    """Which moves are considered at the position shown.

    Attributes:
        region: Only moves in here; empty for the whole board.
        allowed: Only these moves; empty for all.
        avoided: Never these.
        is_aiming: Whether a region is being chosen with the mouse.
    """

    region: frozenset[int] = frozenset()
    allowed: frozenset[int] = frozenset()
    avoided: frozenset[int] = frozenset()
    is_aiming: bool = False

    @property
    def is_on(self) -> bool:
        """Whether anything is left out."""
        return bool(self.region or self.allowed or self.avoided)

    def key(self, key: int) -> int:
        """Returns the key of a position's report under this focus."""
        if not self.is_on:
            return key
        return hash((key, self.region, self.allowed, self.avoided))

    def toggled_allowed(self, point: int) -> Focus:
        """Returns the focus with a point among the only moves, or no longer."""
        avoided = self.avoided - {point}
        return replace(self, allowed=self.allowed ^ {point}, avoided=avoided)

    def toggled_avoided(self, point: int) -> Focus:
        """Returns the focus with a point left out, or no longer."""
        allowed = self.allowed - {point}
        return replace(self, avoided=self.avoided ^ {point}, allowed=allowed)

    def limits(self, position: Position) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Returns the only moves to consider, and those to leave out; one of them is empty.

        Stones stand in nobody's way: points that are taken are not named.
        """
        stones = position.grid.tobytes()
        free = frozenset(point for point, stone in enumerate(stones) if stone == EMPTY)
        if self.region or self.allowed:
            wanted = free - self.avoided
            for part in (self.region, self.allowed):
                wanted = wanted & part if part else wanted
            return tuple(sorted(wanted)), ()
        return (), tuple(sorted(self.avoided & free))


NO_FOCUS = Focus()


def rectangle(width: int, start: int, end: int) -> frozenset[int]:
    """Returns the points of the rectangle between two points, on a board of so many columns."""
    (top, left), (bottom, right) = (divmod(point, width) for point in (start, end))
    rows = range(min(top, bottom), max(top, bottom) + 1)
    columns = range(min(left, right), max(left, right) + 1)
    return frozenset(row * width + column for row in rows for column in columns)
