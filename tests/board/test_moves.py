"""What a move does and which moves are forbidden: tables of pictures."""

from __future__ import annotations

import pytest

from gogame.board.coords import BLACK, Color
from gogame.board.position import Move, Position
from gogame.board.rules import NEW_ZEALAND, TROMP_TAYLOR, Ko, Rules
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from gogame.errors import IllegalMove, IllegalReason, VariantError
from tests.board.pictures import drawn, picture, play, point, rows

NONE, SIMPLE, POSITIONAL, SITUATIONAL = (Rules(ko) for ko in Ko)


def assert_illegal(position: Position, vertex: str, reason: IllegalReason, sentence: str) -> None:
    """Checks that a move is refused for one reason, with one sentence, and changes nothing."""
    before = position.board.copy()
    assert not position.legal()[point(position, vertex)]
    for attempt in (position.play, position.check):
        with pytest.raises(IllegalMove) as caught:
            attempt(point(position, vertex))
        assert caught.value.reason is reason
        assert str(caught.value) == f"illegal move {vertex}: {sentence}"
    assert (position.board == before).all()


# name: board, Black's move, board afterwards, stones taken
CAPTURES = {
    "corner": ("O X . / . . . / . . .", "A2", ". X . / X . . / . . .", 1),
    "middle": (". X . / X O X / . . .", "B1", ". X . / X . X / . X .", 1),
    "chain": ("O O . / X X . / . . .", "C3", ". . X / X X . / . . .", 2),
    "two chains": ("O . O X / X . X . / . . . .", "B3", ". X . X / X . X . / . . . .", 2),
    "bent chain": ("O O X / O . X / X X .", "B2", ". . X / . X X / X X .", 3),
    "without own liberty": (". O X / O X . / . . .", "A3", "X . X / O X . / . . .", 1),
    "a liberty is left": ("O X . / . . . / . . .", "B2", "O X . / . X . / . . .", 0),
    "own chain in atari": ("X . O / O X . / . . .", "B3", "X X O / O X . / . . .", 0),
}


@pytest.mark.parametrize("name", CAPTURES)
def test_captures(name: str) -> None:
    before, move, after, taken = CAPTURES[name]
    position = play(picture(before), move)
    assert drawn(position) == rows(after)
    assert position.prisoners(Color.BLACK) == taken
    assert position.prisoners(Color.WHITE) == 0


@pytest.mark.parametrize(
    ("shape", "before", "move", "after"),
    [
        (Shape.CYLINDER, "X . . . / O X . . / X . . .", "D2", "X . . . / . X . X / X . . ."),
        (Shape.TORUS, "O X X / X . . / . . .", "A1", ". X X / X . . / X . ."),
        (Shape.TORUS, "O X / . .", "A1", ". X / X ."),
        (Shape.CYLINDER, "O X . O / X . X X / . . . .", "C3", ". X X . / X . X X / . . . ."),
    ],
)
def test_captures_around_the_edge(shape: Shape, before: str, move: str, after: str) -> None:
    assert drawn(play(picture(before, shape=shape), move)) == rows(after)


def test_a_snapback_is_no_ko() -> None:
    begin = picture(". . O X . / O O O X . / X X X X .", SIMPLE)
    thrown_in = play(begin, "A3 B3")
    assert thrown_in.prisoners(Color.WHITE) == 1
    assert thrown_in.ko_point is None
    back = play(thrown_in, "A3")
    assert drawn(back) == rows("X . . X . / . . . X . / X X X X .")
    assert back.prisoners(Color.BLACK) == 5


KO = ". X O . / X O . O / . X O . / . . . ."


@pytest.mark.parametrize("rules", [SIMPLE, POSITIONAL, SITUATIONAL, TROMP_TAYLOR, NEW_ZEALAND])
def test_a_ko_may_not_be_retaken_at_once(rules: Rules) -> None:
    taken = play(picture(KO, rules), "C3")
    assert taken.prisoners(Color.BLACK) == 1
    assert taken.ko_point == point(taken, "B3")
    assert_illegal(taken, "B3", IllegalReason.KO, "it retakes the ko at once")
    later = play(taken, "A1 D1")
    assert later.ko_point is None
    retaken = play(later, "B3")
    assert drawn(retaken) == rows(". X O . / X O . O / . X O . / O . . X")
    assert_illegal(retaken, "C3", IllegalReason.KO, "it retakes the ko at once")


def test_without_a_ko_rule_a_ko_goes_on_for_ever() -> None:
    position = play(picture(KO, NONE), "C3 B3 C3 B3 C3")
    assert position.ko_point is None
    assert position.prisoners(Color.BLACK) == 3
    assert drawn(position) == rows(". X O . / X . X O / . X O . / . . . .")


def test_a_pass_lifts_the_simple_ko() -> None:
    position = play(picture(KO, SIMPLE), "C3 pass")
    assert position.ko_point is None
    assert drawn(play(position, "D1 B3")) == rows(". X O . / X O . O / . X O . / . . . X")


def test_the_taker_may_fill_the_ko() -> None:
    taken = play(picture(KO, SIMPLE), "C3")
    filled = taken.play(point(taken, "B3"), Color.BLACK)
    assert filled.color_at(point(taken, "B3")) == BLACK


# White adds a stone to one that cannot escape, Black takes both, White takes one back.
SEND_TWO = ". X O . / . X O . / X X O O / . O . O"


@pytest.mark.parametrize(
    ("rules", "legal"),
    [
        (NONE, True),
        (SIMPLE, True),
        (POSITIONAL, False),
        (TROMP_TAYLOR, False),
        (SITUATIONAL, True),
        (NEW_ZEALAND, True),
    ],
)
def test_send_two_return_one(rules: Rules, legal: bool) -> None:
    sent = play(picture(SEND_TWO, rules, to_play=Color.WHITE), "A1 C1")
    assert sent.prisoners(Color.BLACK) == 2
    assert sent.ko_point is None
    if legal:
        returned = play(sent, "B1")
        assert drawn(returned) == rows(SEND_TWO)
        assert returned.to_play is Color.BLACK
    else:
        repeats = "it repeats an earlier position (superko)"
        assert_illegal(sent, "B1", IllegalReason.SUPERKO, repeats)


@pytest.mark.parametrize("rules", [NONE, SIMPLE, SITUATIONAL])
def test_situational_superko_stops_the_second_round(rules: Rules) -> None:
    position = play(picture(SEND_TWO, rules, to_play=Color.WHITE), "A1 C1 B1 pass")
    if rules.ko is Ko.SITUATIONAL:
        repeats = "it repeats an earlier position (superko)"
        assert_illegal(position, "A1", IllegalReason.SUPERKO, repeats)
    else:
        assert play(position, "A1 C1 B1").prisoners(Color.BLACK) == 4


SINGLE_SUICIDE = ". O . / O . O / . O ."
SUICIDE_OF_TWO = "X . O / O O O / . . ."


@pytest.mark.parametrize("ko", list(Ko))
@pytest.mark.parametrize(("board", "move"), [(SINGLE_SUICIDE, "B2"), (SUICIDE_OF_TWO, "B3")])
def test_suicide_is_forbidden(board: str, move: str, ko: Ko) -> None:
    assert_illegal(picture(board, Rules(ko)), move, IllegalReason.SUICIDE, "suicide")


@pytest.mark.parametrize("ko", list(Ko))
def test_suicide_of_two_stones_where_allowed(ko: Ko) -> None:
    position = play(picture(SUICIDE_OF_TWO, Rules(ko, suicide=True)), "B3")
    assert drawn(position) == rows(". . O / O O O / . . .")
    assert position.prisoners(Color.WHITE) == 2
    assert position.prisoners(Color.BLACK) == 0
    assert position.ko_point is None


@pytest.mark.parametrize("ko", list(Ko))
def test_suicide_of_one_stone_repeats_the_board(ko: Ko) -> None:
    position = picture(SINGLE_SUICIDE, Rules(ko, suicide=True))
    if ko is Ko.POSITIONAL:
        repeats = "it repeats an earlier position (superko)"
        assert_illegal(position, "B2", IllegalReason.SUPERKO, repeats)
        return
    after = play(position, "B2")
    assert drawn(after) == rows(SINGLE_SUICIDE)
    assert (after.to_play, after.ply, after.passes) == (Color.WHITE, 1, 0)
    assert after.prisoners(Color.WHITE) == 1
    assert after.ko_point is None


@pytest.mark.parametrize(("vertex", "color"), [("A2", "Black"), ("B1", "White")])
def test_an_occupied_point(vertex: str, color: str) -> None:
    position = play(picture(". . . / X . . / . O ."), "C3")
    assert_illegal(position, vertex, IllegalReason.OCCUPIED, f"occupied by {color}")


@pytest.mark.parametrize("action", [-1, 10, 10**9, -(10**9)])
def test_actions_off_the_board(action: int) -> None:
    with pytest.raises(IllegalMove, match=rf"illegal move {action}: expected 0 to 9") as caught:
        Position.start(VariantSpec(3, 3)).play(action)
    assert caught.value.reason is IllegalReason.OFF_BOARD


def test_two_passes_end_the_game() -> None:
    position = play(Position.start(VariantSpec(3, 3)), "pass A1 pass B2 pass")
    assert (position.passes, position.is_over) == (1, False)
    over = play(position, "pass")
    assert (over.passes, over.is_over, over.ply) == (2, True, 6)
    assert not over.legal().any()
    assert_illegal(over, "C3", IllegalReason.GAME_OVER, "the game is over")
    assert_illegal(over, "pass", IllegalReason.GAME_OVER, "the game is over")


def test_a_finished_game_can_be_taken_up_again() -> None:
    over = play(Position.start(VariantSpec(3, 3)), "A1 pass pass")
    again = over.resumed()
    assert not again.is_over
    assert again.passes == 0
    assert play(again, "B2 pass").is_over is False
    assert again.resumed() is again
    assert over.is_over


def test_a_player_may_move_twice_running() -> None:
    start = Position.start(VariantSpec(3, 3))
    position = start.play(0).play(4, Color.BLACK).play(8, Color.BLACK)
    assert drawn(position) == rows("X . . / . X . / . . X")
    assert position.moves == (Move(Color.BLACK, 0), Move(Color.BLACK, 4), Move(Color.BLACK, 8))
    assert (position.to_play, position.ply) == (Color.WHITE, 3)
    with pytest.raises(IllegalMove, match="occupied by Black"):
        position.check(4, Color.BLACK)


def test_what_a_position_tells() -> None:
    position = play(picture("X X . / . O . / O . ."), "C1 B1")
    assert position.last_move == Move(Color.WHITE, point(position, "B1"))
    assert picture(". . / . .").last_move is None
    assert position.chain(0) == (0, 1)
    assert position.liberties(0) == (2, 3)
    assert position.chain(point(position, "A1")) == (4, 6, 7)
    assert position.chain(2) == position.liberties(2) == ()
    assert position.color_at(8) == BLACK
    assert position.grid.shape == (3, 3)
    position.grid[0, 0] = 0
    assert position.color_at(0) == BLACK


@pytest.mark.parametrize(
    ("black", "white", "message"),
    [
        ([9], [], "point 9"),
        ([], [-1], "point -1"),
        ([3, 3], [], "A2 twice"),
        ([3], [3], "A2 twice"),
        ([0], [1, 3], "liberties"),
        ([1, 3], [0], "liberties"),
        (range(9), [], "liberties"),
    ],
)
def test_impossible_setups(black: list[int], white: list[int], message: str) -> None:
    with pytest.raises(VariantError, match=message):
        Position.from_setup(VariantSpec(3, 3), black, white)


def test_a_setup_begins_a_new_game() -> None:
    position = Position.from_setup(VariantSpec(3, 3), [0], [8], Color.WHITE)
    assert (position.to_play, position.ply, position.moves) == (Color.WHITE, 0, ())
    assert len(position.history) == 1
    assert position.prisoners(Color.BLACK) == position.prisoners(Color.WHITE) == 0


def test_other_rules_and_komi_keep_the_stones() -> None:
    taken = play(picture(KO, SIMPLE), "C3")
    free = taken.with_rules(NONE)
    assert drawn(play(free, "B3")) == rows(KO)
    assert free.moves == taken.moves
    richer = taken.with_komi(6.5)
    assert (richer.komi, taken.komi) == (6.5, 0.0)
    assert richer.board is taken.board
    with pytest.raises(VariantError, match=r"komi 6\.3"):
        taken.with_komi(6.3)
