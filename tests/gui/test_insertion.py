"""Lines and missing moves put into a record."""

from __future__ import annotations

import pytest

import gui.game.transitions as transitions
import gui.records.edits as edits
import gui.records.insertion as insertion
from gogame.errors import IllegalMove
from gui.files.game_files import parse_game, state_of

GAME = "(;SZ[9]KM[7];B[ee];W[ec];B[gg]C[well];W[cc])"


def at(move: int):
    state = state_of(parse_game(GAME), 1, None)
    return transitions.step(state, move - state.move_number)


def line(state) -> list[int]:
    tree = state.tree
    path = tree.path(tree.end_of_line(state.cursor))
    return [move.action for node in path if (move := tree[node].move) is not None]


def test_a_line_becomes_a_variation_and_the_game_stays_in_front():
    state = at(1)
    after = insertion.with_line(state, (0, 1, 81))
    assert after.cursor == state.cursor
    assert line(after) == line(state), "forward still follows the game"
    new = after.tree[after.cursor].children[1]
    moves = [after.tree[node].move for node in after.tree.subtree(new)]
    assert [(move.color.letter, move.action) for move in moves if move] == [
        ("W", 0),
        ("B", 1),
        ("W", 81),
    ]
    assert edits.undo(after).tree[after.cursor].children == state.tree[state.cursor].children


def test_a_line_in_the_record_is_followed():
    state = at(1)
    second = state.tree[state.tree.main_line()[2]].move
    assert second is not None
    after = insertion.with_line(state, (second.action, 0))
    assert len(after.tree[after.cursor].children) == 1
    assert insertion.with_line(after, (second.action, 0)) is after


def test_a_line_ends_where_a_move_is_not_legal():
    state = at(1)
    after = insertion.with_line(state, (0, 0, 5))
    assert len(after.tree.nodes) == len(state.tree.nodes) + 1


def test_at_the_end_of_the_record_forward_follows_the_line():
    state = insertion.with_line(at(4), (0, 1))
    assert line(state)[-2:] == [0, 1]


def test_a_missing_move_is_put_in_and_the_rest_replayed():
    state = at(1)
    result = insertion.with_move(state, 0)
    after = result.state
    assert result.left_out == 0
    assert line(after) == [line(state)[0], 0, *line(state)[1:]]
    assert after.move_number == 2
    end = after.tree.end_of_line(after.cursor)
    assert after.tree.position(end).color_at(0) == 2
    assert "well" in [after.tree[node].text("C") for node in after.tree.path(end)]
    assert len(after.tree[state.cursor].children) == 2, "the game without it stays"


def test_moves_that_the_new_one_forbids_are_left_out():
    state = at(1)
    occupied = line(state)[2]
    result = insertion.with_move(state, occupied)
    assert result.left_out == 1
    assert line(result.state).count(occupied) == 1
    with pytest.raises(IllegalMove):
        insertion.with_move(state, line(state)[0])
