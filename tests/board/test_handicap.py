"""Star points and fixed handicaps, as the GTP 2 specification places them."""

from __future__ import annotations

import pytest

from gogame.board.coords import action_from_gtp
from gogame.board.handicap import fixed_handicap, max_handicap, star_points
from gogame.errors import VariantError

# Corners in the order of the specification: lower left, upper right, upper left, lower right;
# then the centre, left, right, lower and upper side.
NINETEEN = "D4 Q16 D16 Q4 K10 D10 Q10 K4 K16"
THIRTEEN = "D4 K10 D10 K4 G7 D7 K7 G4 G10"
NINE = "C3 G7 C7 G3 E5 C5 G5 E3 E7"
CHOSEN = {2: "01", 3: "012", 4: "0123", 5: "01234", 6: "012356", 7: "0123564", 8: "01235678"}
CHOSEN[9] = "012356784"


@pytest.mark.parametrize(("size", "names"), [(19, NINETEEN), (13, THIRTEEN), (9, NINE)])
@pytest.mark.parametrize("stones", range(2, 10))
def test_fixed_handicaps(size: int, names: str, stones: int) -> None:
    expected = [names.split()[int(i)] for i in CHOSEN[stones]]
    points = fixed_handicap(size, size, stones)
    assert sorted(points) == sorted(action_from_gtp(name, size, size) for name in expected)
    assert points[: min(stones, 4)] == tuple(
        action_from_gtp(name, size, size) for name in names.split()[: min(stones, 4)]
    )


@pytest.mark.parametrize(
    ("height", "width", "largest"),
    [
        (19, 19, 9),
        (18, 18, 4),
        (13, 13, 9),
        (10, 10, 4),
        (9, 9, 9),
        (8, 8, 4),
        (7, 7, 4),
        (6, 6, 0),
        (5, 5, 0),
        (2, 2, 0),
        (2, 19, 0),
        (9, 13, 9),
        (9, 10, 4),
    ],
)
def test_largest_handicap(height: int, width: int, largest: int) -> None:
    assert max_handicap(height, width) == largest
    for stones in range(2, largest + 1):
        points = fixed_handicap(height, width, stones)
        assert len(set(points)) == stones
        assert all(0 <= p < height * width for p in points)
    for stones in (-1, 0, 1, largest + 1, 10, 361):
        if not 2 <= stones <= largest:
            with pytest.raises(VariantError, match=f"handicap {stones} "):
                fixed_handicap(height, width, stones)


@pytest.mark.parametrize(
    ("size", "names"),
    [(19, NINETEEN), (13, "D4 K10 D10 K4 G7"), (9, "C3 G7 C7 G3 E5"), (5, "C3"), (2, ""), (4, "")],
)
def test_star_points(size: int, names: str) -> None:
    expected = {action_from_gtp(name, size, size) for name in names.split()}
    assert set(star_points(size, size)) == expected
    assert list(star_points(size, size)) == sorted(expected)


def test_every_board_has_star_points_on_the_board() -> None:
    for height in range(2, 20):
        for width in range(2, 20):
            stars = star_points(height, width)
            assert all(0 <= p < height * width for p in stars)
            mirrored = {p // width * width + width - 1 - p % width for p in stars}
            assert set(stars) == mirrored
