"""`BoardScene`: all that the board view draws, worked out from the state without Qt.

A view compares scenes by value: an equal scene means nothing to paint.
"""

from __future__ import annotations

from dataclasses import dataclass

from gogame.board.coords import EMPTY, Color
from gogame.board.topology import Shape
from gui.state import GameState, Phase


@dataclass(frozen=True, slots=True)
class BoardScene:
    """One picture of a board; P = height * width points.

    Attributes:
        height: Rows of points.
        width: Columns of points.
        shape: Plane, cylinder or torus.
        stones: P bytes, EMPTY, BLACK or WHITE.
        coordinates: Whether coordinates are shown.
        last_move: Point of the last move, or None.
        ko: Point that may not be retaken at once, or None.
        dead: Points of stones marked as dead.
        owner: P bytes, whose point it is at the end of the game, or None while nobody counts.
        numbers: Move numbers by point, in no order; empty if they are not shown.
        hover: Colour of the stone that a click would play, or None.
        open_points: P bytes, 1 where `hover` may play.
        choosing: Whether a click on a stone changes its life or death.
    """

    height: int
    width: int
    shape: Shape = Shape.PLANE
    stones: bytes = b""
    coordinates: bool = True
    last_move: int | None = None
    ko: int | None = None
    dead: frozenset[int] = frozenset()
    owner: bytes | None = None
    numbers: tuple[tuple[int, int], ...] = ()
    hover: Color | None = None
    open_points: bytes = b""
    choosing: bool = False

    @property
    def board(self) -> tuple[int, int, Shape]:
        """Rows, columns and shape, as `BoardGeometry.fit` takes them."""
        return self.height, self.width, self.shape

    def color_at(self, point: int) -> int:
        """Returns EMPTY, BLACK or WHITE."""
        return self.stones[point] if point < len(self.stones) else EMPTY

    def ghost_at(self, point: int | None) -> Color | None:
        """Returns the colour of the stone to show under the mouse, or None."""
        if point is None or self.hover is None or self.open_points[point : point + 1] != b"\1":
            return None
        return self.hover


def scene_of(
    state: GameState, *, coordinates: bool = True, move_numbers: bool = False
) -> BoardScene:
    """Returns what the board shows of a state."""
    position = state.position
    variant = state.variant
    last = position.last_move
    is_counted = state.score is not None and position.is_over
    return BoardScene(
        variant.height,
        variant.width,
        variant.shape,
        position.grid.tobytes(),
        coordinates=coordinates,
        last_move=None if last is None or last.action == variant.pass_action else last.action,
        ko=None if position.is_over else position.ko_point,
        dead=state.dead if is_counted else frozenset(),
        owner=state.score.owner.tobytes() if is_counted and state.score is not None else None,
        numbers=_numbers(state) if move_numbers else (),
        hover=_hover(state),
        open_points=_open_points(state),
        choosing=state.phase is Phase.SCORING,
    )


def _hover(state: GameState) -> Color | None:
    if state.phase is Phase.PLACING:
        return Color.BLACK
    return state.to_play if state.is_human_turn else None


def _open_points(state: GameState) -> bytes:
    if state.phase is Phase.PLACING:
        return (state.position.grid == EMPTY).tobytes()
    return state.position.legal()[:-1].tobytes() if state.is_human_turn else b""


def _numbers(state: GameState) -> tuple[tuple[int, int], ...]:
    numbers: dict[int, int] = {}
    moves = (state.tree[node].move for node in state.tree.path(state.cursor))
    for number, move in enumerate(moves):
        if move is not None and move.action != state.variant.pass_action:
            numbers.pop(move.action, None)
            if state.position.color_at(move.action) == move.color:
                numbers[move.action] = number
    return tuple(numbers.items())
