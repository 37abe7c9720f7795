from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame.board.coords import Color
from gogame.board.position import Move
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec, standard
from gogame.errors import SgfError
from gogame.record import GameRecord, Player, Result, ResultKind
from gogame.sgf import read, record_of, tree_of, write

B, W = Color.BLACK, Color.WHITE

FULL = GameRecord(
    variant=standard(9, "chinese", 0.5),
    moves=(Move(W, 40), Move(B, 41), Move(B, 81), Move(W, 0)),
    handicap=(20, 60),
    black=Player("毛睿龙", "9p", "North]South"),
    white=Player("back\\slash: colon", "5k", ""),
    result=Result(ResultKind.SCORE, B, 3.5),
    rules_name="chinese rules",
    date="2026-11-22",
    event="Cup",
    round_name="3 (final)",
    place="Seoul",
    game_name="A game",
    comment="Two\nlines [with] brackets",
    main_time_s=300.0,
    overtime="5x30 byo-yomi",
)


def there_and_back(record: GameRecord) -> GameRecord:
    return record_of(read(write(tree_of(record)).encode())[0])


def test_everything_comes_back() -> None:
    assert there_and_back(FULL) == FULL
    text = write(tree_of(FULL))
    assert "HA[2]" in text
    assert "AB[cc][gg]" in text
    assert "TM[300]" in text
    assert "RU[chinese rules]" in text


points = st.lists(st.integers(0, 34), unique=True, max_size=9)
line = st.text(st.characters(codec="utf-8", exclude_categories=["Zs", "Zl", "Zp", "Cc"]))


@given(
    points,
    st.integers(0, 9),
    st.lists(st.tuples(st.sampled_from(Color), st.integers(0, 35)), max_size=30),
    st.sampled_from([None, B, W]),
    line,
    st.sampled_from(Shape),
)
def test_arbitrary_records_come_back(
    stones: list[int],
    cut: int,
    played: list[tuple[Color, int]],
    first: Color | None,
    text: str,
    shape: Shape,
) -> None:
    record = GameRecord(
        variant=VariantSpec(5, 7, shape, komi=0.5),
        moves=tuple(Move(color, action) for color, action in played),
        black_stones=tuple(sorted(stones[:cut])),
        white_stones=tuple(sorted(stones[cut:])),
        first=first,
        black=Player(text),
        event=text,
    )
    again = there_and_back(record)
    if len(again.black_stones) + len(again.white_stones) == len(stones):  # none without liberties
        assert again.black_stones == record.black_stones
        assert again.white_stones == record.white_stones
    assert again.variant == record.variant
    assert again.moves == record.moves
    assert again.black == again.__class__(again.variant, black=Player(text)).black
    assert again.event == text
    if first is not None:
        assert again.start().to_play is first


def test_the_line_to_a_variation() -> None:
    tree = read("(;SZ[5]KM[0]RU[NZ];B[aa](;W[bb])(;W[cc];B[dd]))")[0]
    assert [m.action for m in record_of(tree).moves] == [0, 6]
    leaf = tree.root.children[0].children[1].children[0]
    assert [m.action for m in record_of(tree, leaf).moves] == [0, 12, 18]
    assert [m.action for m in record_of(tree, tree.root).moves] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("(;SZ[5];B[aa];AB[bb];W[cc])", "changed by hand after move 1"),
        ("(;SZ[5];B[aa];PL[B])", "changed by hand after move 1"),
        ("(;SZ[5];B[aa];W[zz])", r"move 2: W\[zz\] lies outside the 5x5 board"),
        ("(;SZ[25];B[aa])", r"board size 25 \(SZ\)"),
        ("(;GM[3])", r"game 3 \(GM\)"),
    ],
)
def test_what_a_record_cannot_hold(text: str, message: str) -> None:
    with pytest.raises(SgfError, match=message):
        record_of(read(text)[0])


def test_moves_in_the_root_are_moves() -> None:
    record = record_of(read("(;SZ[5]B[aa];W[bb])")[0])
    assert record.moves == (Move(B, 0), Move(W, 6))
    assert record.start().ply == 0


def test_a_name_that_means_other_rules_is_not_kept() -> None:
    text = write(tree_of(GameRecord(standard(9, "chinese"), rules_name="Japanese")))
    assert "RU[Chinese]" in text
