"""Boards as text, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given

from gogame.board.coords import Color
from gogame.board.diagram import diagram, position_from_diagram
from gogame.board.position import Position
from gogame.board.variant import VariantSpec, standard
from gogame.errors import VariantError
from tests.board.games import score_variants
from tests.board.pictures import drawn, picture, play
from tests.board.test_random_games import SEEDS, play_beside


def test_a_board_with_its_last_move() -> None:
    position = play(picture("O X . . / . . . . / . . . ."), "A2 D1")
    assert diagram(position).splitlines() == [
        "    A B C D",
        " 3  . X . .  3",
        " 2  X . . .  2",
        " 1  . . .(O) 1",
        "    A B C D",
        "Prisoners: Black 1, White 0. Komi 0. Black to play.",
    ]


def test_nine_by_nine_shows_its_star_points() -> None:
    text = diagram(Position.start(standard(9)))
    assert text.count("+") == 5
    assert "    A B C D E F G H J" in text
    assert " 7  . . + . . . + . .  7" in text


def test_marks_replace_stones_and_points() -> None:
    position = picture("O X . / . . . / . . .")
    lines = diagram(position, {0: "#", 8: "a"}).splitlines()
    assert lines[1] == " 3  # X .  3"
    assert lines[3] == " 1  . . a  1"


def test_the_last_move_in_the_first_column_and_no_mark_for_a_pass() -> None:
    position = play(picture(". . / . ."), "A2")
    assert diagram(position).splitlines()[1] == " 2 (X).  2"
    assert "(" not in diagram(play(position, "pass"))
    assert "over" in diagram(play(position, "pass pass"))


@given(score_variants(), SEEDS)
def test_pictures_round_trip(variant: VariantSpec, seed: int) -> None:
    *_, (position, _game) = play_beside(variant, seed, 10, 0.6)
    again = position_from_diagram(drawn(position), variant, position.to_play)
    assert (again.grid == position.grid).all()
    assert again.to_play is position.to_play
    lines = diagram(position).splitlines()[1 : variant.height + 1]
    stones = [line[3:-3].translate(str.maketrans("(+)", " . ")).replace(" ", "") for line in lines]
    assert "\n".join(stones) == drawn(position)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("X O . / . .", "rows of 3"),
        ("X ? / . .", "unknown characters '?'"),
        ("X O / O X", "liberties"),
    ],
)
def test_bad_pictures(text: str, message: str) -> None:
    with pytest.raises(VariantError, match=message.replace("?", r"\?")):
        position_from_diagram(text.replace("/", "\n"))


def test_a_picture_of_another_size() -> None:
    with pytest.raises(VariantError, match="expected 3 rows of 3"):
        position_from_diagram(". .\n. .", VariantSpec(3, 3))
    white = position_from_diagram(". X\n. .", VariantSpec(2, 2), Color.WHITE)
    assert white.to_play is Color.WHITE
