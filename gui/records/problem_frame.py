"""A frame around a life-and-death problem: stones that make the rest of the board settled and even.

Without it an engine plays elsewhere. The side whose stones lie further out, the attacker, gets a
wall around the problem; the defender gets what is furthest from it, so much that the result of the
problem decides the game, as far as both can live. No Qt here. Begin with `framed`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from gogame.board.coords import BLACK, WHITE, Color
from gogame.board.topology import Shape
from gogame.errors import GoError
from gui.game.state import GameState, Message, MessageKind
from gui.records import edits

_EDGE = 3  # a problem this near to an edge uses it
_SMALL = 13  # on boards with shorter sides than this the wall stands nearer
_LEAST_EYES = 2


class NoRoom(GoError):
    """There is no frame for a position."""


@dataclass(frozen=True, slots=True)
class _Box:
    """The part of a board that a problem needs; last lines belong to it."""

    top: int
    left: int
    bottom: int
    right: int

    def distance(self, row: int, column: int) -> int:
        """Returns how many lines a point lies outside, 0 inside."""
        rows = max(self.top - row, row - self.bottom, 0)
        return max(rows, self.left - column, column - self.right, 0)

    @property
    def size(self) -> int:
        """Points in it."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


def framed(state: GameState) -> GameState:
    """Returns the state with a frame around the problem shown, or with a message why not."""
    try:
        return edits.set_up(state, frame(state))
    except NoRoom:
        return replace(state, message=Message(MessageKind.NO_FRAME))


def frame(state: GameState) -> dict[int, int]:
    """Returns the frame's stones: the colour of each point that gets one.

    Raises:
        NoRoom: The position has no stones of both colours, or the board is no plane or too small.
    """
    height, width = state.variant.height, state.variant.width
    grid: list[int] = state.position.grid.reshape(-1).tolist()
    if state.variant.shape is not Shape.PLANE:
        raise NoRoom("its edges are joined")
    if not {BLACK, WHITE} <= set(grid):
        raise NoRoom("a problem has stones of both colours")
    box = _box(
        grid, (height, width), (BLACK, WHITE), margin=1 if min(height, width) < _SMALL else 2
    )
    attacker = _attacker(grid, box, width)
    defender = int(Color(attacker).opponent)
    # Whatever becomes of the defender, the rest of the box is the attacker's.
    contested = _box(grid, (height, width), (defender,), margin=0).size
    bonus = state.variant.komi if attacker == BLACK else -state.variant.komi
    outside = [p for p in range(height * width) if box.distance(*divmod(p, width)) > 0]
    outside.sort(key=lambda point: (box.distance(*divmod(point, width)), point))
    fair = round((height * width - contested - bonus) / 2)
    for defended in range(min(fair, len(outside)), 0, -1):
        parting = len(outside) - defended
        owners = {p: attacker if n < parting else defender for n, p in enumerate(outside)}
        stones = _with_eyes(owners, (height, width))
        if stones is not None:
            return stones
    raise NoRoom("the board leaves it too little room")


def _box(grid: list[int], board: tuple[int, int], colors: tuple[int, ...], *, margin: int) -> _Box:
    """Returns the part of the board with the stones of some colours and free lines around it."""
    height, width = board
    stones = [divmod(point, width) for point, color in enumerate(grid) if color in colors]
    rows, columns = [row for row, _ in stones], [column for _, column in stones]

    def low(line: int) -> int:
        return 0 if line <= _EDGE else line - margin

    return _Box(
        low(min(rows)),
        low(min(columns)),
        height - 1 - low(height - 1 - max(rows)),
        width - 1 - low(width - 1 - max(columns)),
    )


def _attacker(grid: list[int], box: _Box, width: int) -> int:
    """Returns the colour whose stones lie nearer to where the wall will be."""
    height = len(grid) // width

    def room(point: int) -> int:
        row, column = divmod(point, width)
        sides = (
            (box.top > 0, row - box.top),
            (box.left > 0, column - box.left),
            (box.bottom < height - 1, box.bottom - row),
            (box.right < width - 1, box.right - column),
        )
        return min((lines for is_open, lines in sides if is_open), default=0)

    rooms = {
        color: [room(point) for point, c in enumerate(grid) if c == color]
        for color in (BLACK, WHITE)
    }
    means = {color: sum(lines) / len(lines) for color, lines in rooms.items()}
    return BLACK if means[BLACK] <= means[WHITE] else WHITE


def _with_eyes(owners: dict[int, int], board: tuple[int, int]) -> dict[int, int] | None:
    """Returns the stones, with eyes left where a side is among itself; None if one has no two."""
    height, width = board
    around = {point: _around(point, height, width) for point in owners}
    eyes: set[int] = set()
    for point in sorted(owners, reverse=True):
        color = owners[point]
        near = around[point]
        is_inside = all(owners.get(other) == color for other in near)
        if is_inside and not any(other in eyes for other in near):
            eyes.add(point)
    for color in (BLACK, WHITE):
        if sum(owners[eye] == color for eye in eyes) < _LEAST_EYES:
            return None
    return {point: color for point, color in owners.items() if point not in eyes}


def _around(point: int, height: int, width: int) -> list[int]:
    """Returns the eight points around one, as far as the board goes."""
    row, column = divmod(point, width)
    return [
        r * width + c
        for r in range(max(row - 1, 0), min(row + 2, height))
        for c in range(max(column - 1, 0), min(column + 2, width))
        if (r, c) != (row, column)
    ]
