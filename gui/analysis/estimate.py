"""An estimate of the count while a game goes on, from an engine's ownership. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from gogame.board.coords import BLACK, EMPTY, WHITE, Color
from gogame.board.position import Position
from gogame.board.rules import Scoring
from gui.game.reports import NOBODY, SURE

_OWNED = SURE // 2  # a point that is likelier than this is somebody's


@dataclass(frozen=True, slots=True)
class Estimate:
    """How a game would be counted if it ended as the engine expects.

    Attributes:
        owner: P bytes, EMPTY, BLACK or WHITE: whose each point will be.
        black_points: Black's points.
        white_points: White's points, komi included.
    """

    owner: bytes
    black_points: float
    white_points: float

    @property
    def lead_black(self) -> float:
        """Black's points more than White's."""
        return self.black_points - self.white_points


def estimate_of(position: Position, ownership: bytes) -> Estimate:
    """Returns the estimate of a position.

    Points that neither side is likely to own are nobody's. Under territory rules a side has its
    empty points, twice its opponent's doomed stones, and its prisoners; under area rules all
    points that it owns.

    Args:
        position: The position.
        ownership: P bytes, see `analysis.NOBODY`.
    """
    owner = bytes(_owner(value) for value in ownership)
    stones = position.grid.tobytes()
    is_area = position.variant.rules.scoring is Scoring.AREA
    points = {BLACK: 0.0, WHITE: position.komi}
    for side, stone in zip(owner, stones, strict=True):
        if side == EMPTY:
            continue
        if is_area or stone == EMPTY:
            points[side] += 1
        elif stone != side:
            points[side] += 2
    if not is_area:
        for color in Color:
            points[color] += position.prisoners(color)
    return Estimate(owner, points[BLACK], points[WHITE])


def _owner(value: int) -> int:
    if abs(value - NOBODY) < _OWNED:
        return EMPTY
    return BLACK if value > NOBODY else WHITE


def ownership_change(before: bytes, after: bytes) -> bytes:
    """Returns what a move has changed, as `analysis.NOBODY` says: Black's gains go up.

    Args:
        before: P bytes of ownership before the move.
        after: P bytes after it.
    """
    changes = (new - old for old, new in zip(before, after, strict=True))
    return bytes(NOBODY + max(-SURE, min(SURE, change)) for change in changes)
