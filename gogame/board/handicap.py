"""Star points and the fixed handicap placements of the GTP standard."""

from __future__ import annotations

from gogame.errors import VariantError


def _lines(length: int) -> tuple[int, int, int | None] | None:
    """Returns the low, the high and the middle star line of a side, or None if it is too short."""
    if length < 7:
        return None
    edge = 3 if length >= 13 else 2
    middle = length // 2 if length % 2 == 1 and length >= 9 else None
    return edge, length - 1 - edge, middle


def star_points(height: int, width: int) -> tuple[int, ...]:
    """Returns the points that a board marks with a dot, in ascending order."""
    rows, columns = _lines(height), _lines(width)
    if rows is None or columns is None:
        if height == width and height % 2 == 1 and height >= 3:
            return (height * width // 2,)
        return ()
    points = {r * width + c for r in rows[:2] for c in columns[:2]}
    if rows[2] is not None and columns[2] is not None:
        points.add(rows[2] * width + columns[2])
        if height >= 15 and width >= 15:
            points |= {rows[2] * width + c for c in columns[:2]}
            points |= {r * width + columns[2] for r in rows[:2]}
    return tuple(sorted(points))


def max_handicap(height: int, width: int) -> int:
    """Returns the largest fixed handicap: 0, 4 or 9."""
    rows, columns = _lines(height), _lines(width)
    if rows is None or columns is None or min(height, width) < 7:
        return 0
    return 4 if rows[2] is None or columns[2] is None else 9


def fixed_handicap(height: int, width: int, stones: int) -> tuple[int, ...]:
    """Returns the points of a fixed handicap, in the order of the GTP 2 specification 4.1.1.

    Raises:
        VariantError: The board allows no such handicap.
    """
    largest = max_handicap(height, width)
    if not 2 <= stones <= largest:
        allowed = f"2 to {largest}" if largest else "none"
        raise VariantError(
            f"fixed handicap {stones} on a {width}x{height} board: expected {allowed}"
        )
    rows, columns = _lines(height), _lines(width)
    assert rows is not None
    assert columns is not None
    top, bottom, centre_row = rows
    left, right, centre_column = columns
    corners = [(bottom, left), (top, right), (top, left), (bottom, right)]
    if stones <= 4:
        chosen = corners[:stones]
    else:
        assert centre_row is not None
        assert centre_column is not None
        chosen = list(corners)
        if stones >= 6:
            chosen += [(centre_row, left), (centre_row, right)]
        if stones >= 8:
            chosen += [(bottom, centre_column), (top, centre_column)]
        if stones % 2 == 1:
            chosen.append((centre_row, centre_column))
    return tuple(row * width + column for row, column in chosen)
