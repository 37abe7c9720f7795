from __future__ import annotations

import pytest

from gogame.board.coords import Color
from gogame.board.position import Move, Position
from gogame.board.variant import VariantSpec, standard
from gogame.errors import IllegalMove, IllegalReason, VariantError
from gogame.record import GameRecord, Result, ResultKind

B, W = Color.BLACK, Color.WHITE
FIVE = standard(5, "japanese")


@pytest.mark.parametrize(
    ("text", "result", "written"),
    [
        ("B+3.5", Result(ResultKind.SCORE, B, 3.5), "B+3.5"),
        ("W+12", Result(ResultKind.SCORE, W, 12.0), "W+12"),
        ("w+0,5", Result(ResultKind.SCORE, W, 0.5), "W+0.5"),
        ("B+R", Result(ResultKind.RESIGN, B), "B+R"),
        ("White+Resign", Result(ResultKind.RESIGN, W), "W+R"),
        ("B+Time", Result(ResultKind.TIME, B), "B+T"),
        ("W+F", Result(ResultKind.FORFEIT, W), "W+F"),
        ("B+", Result(ResultKind.WIN, B), "B+"),
        ("0", Result(ResultKind.DRAW), "0"),
        ("Draw", Result(ResultKind.DRAW), "0"),
        ("Jigo", Result(ResultKind.DRAW), "0"),
        ("B+0", Result(ResultKind.DRAW), "0"),
        ("Void", Result(ResultKind.VOID), "Void"),
        ("?", Result(), ""),
        ("", Result(), ""),
        ("黑中盘胜", Result(ResultKind.RESIGN, B), "B+R"),
        ("白中押し勝ち", Result(ResultKind.RESIGN, W), "W+R"),
        ("흑 불계승", Result(ResultKind.RESIGN, B), "B+R"),
        ("黒番勝ち", Result(text="黒番勝ち"), "黒番勝ち"),
        ("B+lots", Result(text="B+lots"), "B+lots"),
        ("B+1e9", Result(text="B+1e9"), "B+1e9"),
        (" no result yet ", Result(text="no result yet"), "no result yet"),
    ],
)
def test_results(text: str, result: Result, written: str) -> None:
    assert Result.parse(text) == result
    assert str(result) == written
    if written:
        assert Result.parse(written) == result


def test_results_of_a_count() -> None:
    assert str(Result.by_score(3.5)) == "B+3.5"
    assert str(Result.by_score(-101)) == "W+101"
    assert str(Result.by_score(0.0)) == "0"


def moves(*actions: int) -> tuple[Move, ...]:
    return tuple(Move(Color(1 + i % 2), action) for i, action in enumerate(actions))


def test_replay_gives_every_position() -> None:
    record = GameRecord(FIVE, moves(12, 7, 25, 25))
    positions = list(record.replay())
    assert [position.ply for position in positions] == [0, 1, 2, 3, 4]
    assert positions[2].color_at(7) == W
    assert positions[-1].is_over
    assert positions[-1].moves == record.moves


def test_play_may_go_on_after_two_passes_and_one_side_may_move_twice() -> None:
    record = GameRecord(FIVE, (*moves(25, 25), Move(W, 3), Move(W, 4)))
    assert record.positions()[-1].grid.ravel().tolist()[:5] == [0, 0, 0, 2, 2]


def test_an_illegal_move_is_named_by_its_number() -> None:
    record = GameRecord(FIVE, moves(12, 12))
    with pytest.raises(IllegalMove, match="move 2: illegal move C3: occupied by Black") as caught:
        record.positions()
    assert caught.value.reason is IllegalReason.OCCUPIED
    assert next(record.replay()).ply == 0


def test_starts() -> None:
    handicap = GameRecord(standard(9, "chinese", 0.5), handicap=(20, 60)).start()
    assert (handicap.to_play, handicap.handicap, handicap.komi) == (W, 2, 2.5)
    setup = GameRecord(FIVE, black_stones=(0,), white_stones=(3, 4), first=W).start()
    assert (setup.to_play, setup.handicap) == (W, 0)
    assert setup.grid[0].tolist() == [1, 0, 0, 2, 2]
    both = GameRecord(FIVE, handicap=(0, 1), white_stones=(4,)).start()
    assert (both.to_play, both.handicap) == (W, 2)
    assert GameRecord(FIVE).start().to_play is B


def test_a_played_game_becomes_a_record() -> None:
    start = Position.start(standard(9, "chinese", 0.5)).with_handicap((20, 60))
    position = start.play(40).play(41)
    record = GameRecord.played_from(start, position.moves)
    assert (record.handicap, record.black_stones, record.first) == ((20, 60), (), None)
    assert record.positions()[-1].key == position.key
    start = Position.from_setup(FIVE, black=[0, 1], white=[4], to_play=W)
    record = GameRecord.played_from(start, start.play(8).moves)
    assert (record.handicap, record.black_stones, record.white_stones) == ((), (0, 1), (4,))
    assert record.first is W
    assert record.positions()[-1].key == start.play(8).key


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"black_stones": (25,)}, "stone on point 25: expected 0 to 24"),
        ({"handicap": (-1,)}, "stone on point -1"),
        ({"black_stones": (3,), "white_stones": (3,)}, "two stones set up on one point"),
        ({"handicap": (3, 3)}, "two stones"),
        ({"moves": moves(3, 26)}, "move 2: action 26: expected 0 to 25"),
    ],
)
def test_impossible_records_are_refused(fields: dict[str, tuple[int, ...]], message: str) -> None:
    with pytest.raises(VariantError, match=message):
        GameRecord(FIVE, **fields)  # type: ignore[arg-type]


def test_records_are_values() -> None:
    one, other = (GameRecord(VariantSpec(), moves(3, 4)) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
