"""Regions given to someone by hand, whatever the count makes of them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame.board.coords import BLACK, WHITE
from gogame.board.position import Position
from gogame.board.rules import PRESETS, Rules
from gogame.board.score import Correction, corrected, standing
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from tests.board.games import score_variants
from tests.board.pictures import picture, point, rows
from tests.board.test_random_games import SEEDS, play_beside
from tests.board.test_score import (
    ALIVE_BESIDE_DAME,
    AREA,
    DEAD,
    EYES_AND_ONE_DAME,
    TERRITORY,
    WALLS,
    dead_points,
    owned,
)


def clicked(position: Position, vertices: str, dead: Iterable[int] = ()) -> frozenset[Correction]:
    """Returns the corrections after one click on each of the vertices."""
    found: frozenset[Correction] = frozenset()
    for vertex in vertices.split():
        found = corrected(
            position.board, position.variant, list(dead), found, point(position, vertex)
        )
    return found


@pytest.mark.parametrize(
    ("board", "clicks", "territory", "area"),
    [
        (WALLS, "A1", (0, 5), (5, 10)),
        (WALLS, "A1 B3", (0, 15), (5, 20)),
        (WALLS, "A1 B3 A5", (10, 5), (15, 10)),
        (WALLS, "A1 E1", (0, 0), (5, 5)),
        (WALLS, "E1 E1", (15, 0), (20, 5)),
        (WALLS, "C3", (10, 5), (15, 10)),
        (ALIVE_BESIDE_DAME, "E1", (4, 2), (10, 8)),
        (ALIVE_BESIDE_DAME, "E2 E1", (2, 4), (8, 10)),
        (ALIVE_BESIDE_DAME, "E1 E2 E1", (2, 2), (8, 8)),
    ],
    ids=[
        "Black's to nobody",
        "Black's to White",
        "as counted again",
        "both to nobody",
        "White's to Black",
        "a living stone",
        "neutral to Black",
        "neutral to White",
        "neutral again",
    ],
)
def test_a_region_is_given_by_hand(
    board: str, clicks: str, territory: tuple[int, int], area: tuple[int, int]
) -> None:
    for rules, points in ((TERRITORY, territory), (AREA, area)):
        position = picture(board, rules)
        count = position.score((), clicked(position, clicks))
        assert (count.black_points, count.white_points) == points


def test_the_eyes_of_a_seki_go_to_nobody_or_back_to_their_owners() -> None:
    area = picture(EYES_AND_ONE_DAME, AREA)
    count = area.score((), clicked(area, "A2 E2"))
    assert (count.black_points, count.white_points) == (4, 3)
    assert owned(count) == rows(". X . O . / X X X O O")
    territory = picture(EYES_AND_ONE_DAME, TERRITORY)
    count = territory.score((), clicked(territory, "A2 E2 E2"))
    assert (count.black_points, count.white_points) == (1, 1)


def test_a_neutral_point_given_away_leaves_a_seki_a_seki() -> None:
    position = picture(EYES_AND_ONE_DAME, TERRITORY)
    count = position.score((), clicked(position, "C2"))
    assert owned(count) == rows(". X X O . / X X X O O")
    assert (count.black_points, count.white_points) == (1, 0)


@pytest.mark.parametrize(
    ("clicks", "territory", "area"),
    [("A1", (2, 6), (5, 10)), ("A1 C5 A1", (2, 16), (5, 20)), ("E5", (12, 1), (15, 5))],
)
def test_dead_stones_go_with_their_region_and_stay_prisoners(
    clicks: str, territory: tuple[int, int], area: tuple[int, int]
) -> None:
    for rules, points in ((TERRITORY, territory), (AREA, area)):
        position = picture(DEAD, rules)
        dead = dead_points(position, "B4 A2 E4")
        count = position.score(dead, clicked(position, clicks, dead))
        assert (count.black_points, count.white_points) == points


def test_regions_go_over_the_edges_where_those_are_joined() -> None:
    text = "/".join([". X O ."] * 3)
    plane, torus = picture(text, AREA), picture(text, AREA, shape=Shape.TORUS)
    cylinder = picture(text, TERRITORY, shape=Shape.CYLINDER)
    assert owned(plane.score((), clicked(plane, "A1"))) == rows("/".join([". X O O"] * 3))
    for position, points in ((torus, (9, 3)), (cylinder, (6, 0))):
        count = position.score((), clicked(position, "A1"))
        assert owned(count) == rows("/".join(["X X O X"] * 3))
        assert (count.black_points, count.white_points) == points
        count = position.score((), clicked(position, "A1 D3"))
        assert owned(count) == rows("/".join(["O X O O"] * 3))


@pytest.mark.parametrize("rules", PRESETS.values(), ids=PRESETS)
def test_every_set_of_rules_moves_the_points_of_a_region_and_no_others(rules: Rules) -> None:
    position = picture(WALLS, rules, komi=0.5)
    leads = [position.score((), clicked(position, "A1 " * n)).lead_black for n in range(4)]
    assert [lead - leads[0] for lead in leads] == [0, -10, -20, 0]


def test_a_correction_stands_while_its_region_is_the_same() -> None:
    position = picture(DEAD, TERRITORY)
    dead = dead_points(position, "B4 A2 E4")
    both = clicked(position, "A1 E1", dead)
    left = clicked(position, "A1", dead)
    fewer = dead_points(position, "B4 A2")
    assert standing(position.board, position.variant, dead, both) == both
    assert standing(position.board, position.variant, fewer, both) == left
    assert standing(position.board, position.variant, (), both) == frozenset()


def test_a_correction_that_the_count_agrees_with_goes() -> None:
    position = picture(EYES_AND_ONE_DAME, TERRITORY)
    white = [p for p, c in enumerate(position.grid.ravel()) if c == WHITE]
    eye = clicked(position, "A2", white)
    assert eye == {Correction(frozenset({0}), 0)}
    assert standing(position.board, position.variant, (), eye) == frozenset()


@given(score_variants(max_size=6), SEEDS, st.data())
def test_corrections_move_what_they_say(
    variant: VariantSpec, seed: int, data: st.DataObject
) -> None:
    *_, (position, _) = play_beside(variant, seed, 40, 0.6)
    points = st.integers(0, variant.num_points - 1)
    dead = data.draw(st.sets(points))
    found: frozenset[Correction] = frozenset()
    for at in data.draw(st.lists(points, max_size=8)):
        found = corrected(position.board, variant, dead, found, at)
    plain, count = position.score(dead), position.score(dead, found)
    owner, expected = count.owner.ravel().tolist(), plain.owner.ravel().tolist()
    for correction in found:
        for p in correction.points:
            assert expected[p] != correction.owner, "each makes a difference"
            expected[p] = correction.owner
    assert owner == expected
    assert (count.black_stones, count.white_stones) == (plain.black_stones, plain.white_stones)
    assert count.black_prisoners == plain.black_prisoners
    free = [p for p in range(variant.num_points) if p in dead or not position.color_at(p)]
    assert count.black_territory == sum(owner[p] == BLACK for p in free)
    assert count.white_territory == sum(owner[p] == WHITE for p in free)
    again = found
    at = data.draw(points)
    for _ in range(3):
        again = corrected(position.board, variant, dead, again, at)
    assert again == found
