"""A count under way while the record is edited or turned."""

from __future__ import annotations

import gui.game.transitions as transitions
import gui.records.edits as edits
from gogame.board.coords import BLACK
from gogame.board.rules import Scoring
from gogame.board.variant import standard
from gogame.sgf.symmetry import Symmetry
from gui.board.scene import scene_of
from gui.game.state import HUMAN, GameSetup, GameState, Phase
from gui.records.game_info import with_info
from gui.records.reshape import turned


def counting() -> GameState:
    """Returns a count with a dead stone and a region given by hand."""
    state = transitions.new_game(GameSetup(standard(5, "japanese"), HUMAN, HUMAN), 1)
    for action in (1, 2, 6, 7, 11, 12, 16, 17, 21, 22, 3, 25, 25):
        state = transitions.play(state, action)
    return transitions.click_count(transitions.click_count(state, 3), 0)


def test_a_count_outlasts_edits_and_their_undoing():
    state = counting()
    assert state.dead
    assert state.corrections
    commented = edits.with_text(state, state.cursor, "C", "White has more.")
    stone = edits.set_up(commented, {4: BLACK})
    assert stone.phase is Phase.PLAYING
    for after in (
        commented,
        edits.undo(commented),
        edits.redo(edits.undo(commented)),
        edits.undo(stone),
    ):
        assert (after.phase, after.dead) == (Phase.SCORING, state.dead)
        assert after.corrections == state.corrections
        assert after.score is not None
        assert (
            after.score.lead_black == after.position.score(state.dead, state.corrections).lead_black
        )
    assert edits.redo(edits.undo(stone)).phase is Phase.PLAYING


def test_other_rules_count_the_same_stones_anew_and_a_result_ends_the_count():
    state = counting()
    area = with_info(state, {"RU": "Chinese"})
    assert area.score is not None
    assert (area.score.scoring, area.dead) == (Scoring.AREA, state.dead)
    assert area.corrections == state.corrections
    over = with_info(state, {"RE": "W+R"})
    assert (over.phase, str(over.result), over.score) == (Phase.OVER, "W+R", None)


def test_a_turned_board_is_counted_anew():
    state = transitions.new_game(GameSetup(standard(5, "chinese"), HUMAN, HUMAN), 1)
    for action in (1, 6, 25, 25):
        state = transitions.play(state, action)
    state = transitions.click_count(transitions.click_count(state, 6), 0)
    after = turned(state, Symmetry.TURN_HALF)
    assert after.phase is Phase.SCORING
    assert (after.dead, after.corrections) == (frozenset(), frozenset())
    over = turned(transitions.accept_score(state), Symmetry.TURN_HALF)
    assert str(over.result) == str(transitions.accept_score(state).result)
    assert scene_of(over).owner is None, "the points that were counted lie elsewhere now"
