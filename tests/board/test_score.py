"""Counts that people would get: area, territory, dead stones, prisoners, seki, handicap."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame.board.coords import BLACK, WHITE, Color
from gogame.board.position import Position
from gogame.board.rules import (
    AGA,
    CHINESE,
    JAPANESE,
    KOREAN,
    NEW_ZEALAND,
    TROMP_TAYLOR,
    Rules,
    Scoring,
)
from gogame.board.score import Score
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from gogame.errors import VariantError
from tests.board.games import score_variants
from tests.board.pictures import picture, play, point, rows
from tests.board.test_random_games import SEEDS, play_beside

AREA, TERRITORY = CHINESE, JAPANESE


def owned(score: Score) -> str:
    """Returns the owners as a picture."""
    return "\n".join("".join(".XO"[c] for c in row) for row in score.owner)


def dead_points(position: Position, vertices: str) -> list[int]:
    """Returns the points of vertices parted by spaces."""
    return [point(position, vertex) for vertex in vertices.split()]


WALLS = """
    . . X O .
    . . X O .
    . . X O .
    . . X O .
    . . X O .
"""


def test_two_walls() -> None:
    area = picture(WALLS, AREA, komi=0.5).score()
    assert (area.black_points, area.white_points, area.result) == (15, 10.5, "B+4.5")
    assert (area.black_stones, area.black_territory) == (5, 10)
    assert (area.white_stones, area.white_territory) == (5, 5)
    territory = picture(WALLS, TERRITORY, komi=6.5).score()
    assert (territory.black_points, territory.white_points) == (10, 11.5)
    assert (territory.result, territory.lead_black) == ("W+1.5", -1.5)
    assert owned(area) == owned(territory) == "\n".join(["XXXOO"] * 5)


@pytest.mark.parametrize(
    ("komi", "result"), [(4.5, "B+0.5"), (5.0, "0"), (5.5, "W+0.5"), (-1.0, "B+6"), (105, "W+100")]
)
def test_results_as_sgf_writes_them(komi: float, result: str) -> None:
    position = picture(WALLS, AREA, komi=komi)
    assert position.score().result == result
    over = play(position, "pass pass")
    assert over.winner == {"B": Color.BLACK, "W": Color.WHITE, "0": None}[result[0]]
    assert over.outcome() == {"B": 1.0, "W": -1.0, "0": 0.0}[result[0]]


DEAD = """
    . . X O .
    . O X O X
    . . X O .
    O . X O .
    . . X O .
"""


def test_dead_stones_are_taken_off() -> None:
    area, territory = picture(DEAD, AREA), picture(DEAD, TERRITORY)
    dead = dead_points(area, "B4 A2 E4")
    count = area.score(dead)
    assert (count.black_points, count.white_points) == (15, 10)
    count = territory.score(dead)
    assert (count.black_territory, count.black_prisoners) == (10, 2)
    assert (count.white_territory, count.white_prisoners) == (5, 1)
    assert count.result == "B+6"
    assert owned(count) == "\n".join(["XXXOO"] * 5)


def test_stones_not_called_dead_spoil_the_region() -> None:
    count = picture(DEAD, AREA).score()
    assert (count.black_points, count.white_points) == (6, 7)
    count = picture(DEAD, TERRITORY).score()
    assert (count.black_territory, count.white_territory) == (0, 0)
    some = picture(DEAD, TERRITORY)
    count = some.score(dead_points(some, "E4"))
    assert (count.black_points, count.white_points) == (0, 6)


def test_marking_empty_points_or_a_stone_twice_changes_nothing() -> None:
    position = picture(DEAD, TERRITORY)
    once = dead_points(position, "B4 A2")
    again = dead_points(position, "B4 B4 A2 A1 A5")
    assert position.score(once).result == position.score(again).result
    assert position.score(once).black_points == position.score(again).black_points


TWO_IN_ATARI = """
    O X X O .
    . . X O .
    . . X O .
    . . X O .
    . . X O X
"""


def test_prisoners_count_under_territory_only() -> None:
    territory = play(picture(TWO_IN_ATARI, TERRITORY), "A4 E2").score()
    assert (territory.black_territory, territory.black_prisoners) == (8, 1)
    assert (territory.white_territory, territory.white_prisoners) == (4, 1)
    assert (territory.black_points, territory.white_points) == (9, 5)
    area = play(picture(TWO_IN_ATARI, AREA), "A4 E2").score()
    assert (area.black_prisoners, area.white_prisoners) == (1, 1)
    assert (area.black_points, area.white_points) == (15, 10)


def test_the_empty_board_belongs_to_nobody() -> None:
    for rules in (AREA, TERRITORY):
        count = Position.start(VariantSpec(5, 5, rules=rules, komi=7.5)).score()
        assert count.result == "W+7.5"
        assert not count.owner.any()


def test_one_stone_owns_the_board() -> None:
    assert picture(". . . / . X . / . . .", AREA).score().lead_black == 9
    assert picture(". . . / . X . / . . .", TERRITORY).score().lead_black == 8
    assert picture(". . / O .", AREA, shape=Shape.TORUS).score().lead_black == -4


# One eye each and one common liberty: neither may take it.
EYES_AND_ONE_DAME = ". X . O . / X X X O O"
# No eyes and two common liberties, between two living groups.
NO_EYES = ". X . X O . X O . O . / X X X X O . X O O O O"
# Both live on two eyes; the dame between them was not filled.
ALIVE_BESIDE_DAME = ". X . X . O . O . / X X X X . O O O O"


@pytest.mark.parametrize(
    ("board", "territory", "area"),
    [
        (EYES_AND_ONE_DAME, (0, 0), (5, 4)),
        (NO_EYES, (2, 2), (10, 10)),
        (ALIVE_BESIDE_DAME, (2, 2), (8, 8)),
    ],
    ids=["eyes and one dame", "no eyes", "alive beside dame"],
)
def test_seki(board: str, territory: tuple[int, int], area: tuple[int, int]) -> None:
    count = picture(board, TERRITORY).score()
    assert (count.black_points, count.white_points) == territory
    count = picture(board, AREA).score()
    assert (count.black_points, count.white_points) == area


def test_the_eye_of_a_seki_is_shown_as_nobodys() -> None:
    assert owned(picture(EYES_AND_ONE_DAME, TERRITORY).score()) == rows(". X . O . / X X X O O")
    assert owned(picture(EYES_AND_ONE_DAME, AREA).score()) == rows("X X . O O / X X X O O")


def test_no_seki_once_its_dead_side_is_taken_off() -> None:
    position = picture(EYES_AND_ONE_DAME, TERRITORY)
    white = [p for p, c in enumerate(position.grid.ravel()) if c == WHITE]
    count = position.score(white)
    assert (count.black_points, count.white_points) == (6 + 3, 0)


def handicap_game(rules: Rules, stones: Iterable[int], komi: float = 0.5) -> Position:
    """Returns a 9x9 start with Black's stones."""
    return Position.start(VariantSpec(rules=rules, komi=komi)).with_handicap(list(stones))


@pytest.mark.parametrize(
    ("rules", "num_stones", "bonus"),
    [
        (CHINESE, 2, 2),
        (CHINESE, 9, 9),
        (AGA, 2, 1),
        (AGA, 9, 8),
        (AGA, 0, 0),
        (TROMP_TAYLOR, 4, 0),
        (NEW_ZEALAND, 4, 0),
        (JAPANESE, 4, 0),
        (KOREAN, 4, 0),
    ],
)
def test_whites_points_for_handicap_stones(rules: Rules, num_stones: int, bonus: int) -> None:
    position = handicap_game(rules, range(10, 10 + num_stones))
    assert position.komi == 0.5 + bonus
    assert position.score().komi == 0.5 + bonus
    assert position.variant.komi == 0.5
    assert position.with_komi(7.5).komi == 7.5 + bonus
    later = position.play(80).play(79)
    assert (later.komi, later.handicap) == (0.5 + bonus, num_stones)


def test_bonus_decides_the_count() -> None:
    chinese, aga = (handicap_game(rules, (20, 24, 56)).score() for rules in (CHINESE, AGA))
    assert (chinese.result, aga.result) == ("B+77.5", "B+78.5")


def test_handicap_stones_stand_and_white_begins() -> None:
    position = handicap_game(CHINESE, [20, 60])
    assert np.flatnonzero(position.grid.ravel() == BLACK).tolist() == [20, 60]
    assert (position.to_play, position.ply, position.moves) == (Color.WHITE, 0, ())


@pytest.mark.parametrize("points", [[81], [-1], [4, 4]])
def test_bad_handicap_points(points: list[int]) -> None:
    with pytest.raises(VariantError):
        handicap_game(CHINESE, points)


def test_handicap_needs_an_empty_board() -> None:
    start = Position.start(VariantSpec(rules=CHINESE))
    for position in (start.play(0), start.play(81), handicap_game(CHINESE, [20])):
        with pytest.raises(VariantError, match="empty board"):
            position.with_handicap([40, 41])


@given(score_variants(max_size=7), SEEDS, st.data())
def test_any_count_adds_up(variant: VariantSpec, seed: int, data: st.DataObject) -> None:
    *_, (position, game) = play_beside(variant, seed, 40, 0.6)
    dead = data.draw(st.sets(st.integers(0, variant.num_points - 1)))
    alive = list(game.colors)
    lost = {BLACK: 0, WHITE: 0}
    for p in dead:
        if alive[p]:
            lost[alive[p]] += 1
            alive[p] = 0
    count = position.score(dead)
    assert (count.black_stones, count.white_stones) == (alive.count(BLACK), alive.count(WHITE))
    assert count.black_prisoners == game.taken[BLACK] + lost[WHITE]
    assert count.white_prisoners == game.taken[WHITE] + lost[BLACK]
    game.setup(alive, BLACK)
    area = game.area()
    owner = count.owner.ravel().tolist()
    if variant.rules.scoring is Scoring.AREA:
        assert owner == area
        expected = area.count(BLACK) - area.count(WHITE) - position.komi
        assert count.lead_black == expected
        assert count.black_points == owner.count(BLACK)
    else:
        for p, color in enumerate(owner):
            assert color in (area[p], 0)
            assert color == alive[p] or alive[p] == 0
        black = sum(owner[p] == BLACK and not alive[p] for p in game.adjacency)
        assert count.black_territory == black
        assert count.black_points == black + count.black_prisoners
    assert count.lead_black == count.black_points - count.white_points
