"""The cursor that keys move over the board, as values. No Qt here."""

from __future__ import annotations

from gogame.board.topology import Shape

Board = tuple[int, int, Shape]  # rows, columns, shape


def middle(board: Board) -> int:
    """Returns the point in the middle of a board."""
    height, width, _shape = board
    return height // 2 * width + width // 2


def moved(board: Board, point: int, across: int, down: int) -> int:
    """Returns where the cursor goes: at an edge it stays, where edges are joined it goes on.

    Args:
        board: The board.
        point: Where it is.
        across: Columns to the right, negative to the left.
        down: Rows down, negative up.
    """
    height, width, shape = board
    row, column = divmod(point, width)
    row, column = row + down, column + across
    row = row % height if shape is Shape.TORUS else min(max(row, 0), height - 1)
    column = min(max(column, 0), width - 1) if shape is Shape.PLANE else column % width
    return row * width + column
