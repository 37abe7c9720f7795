from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gui.game.transitions as transitions
from gogame.board.coords import Color
from gogame.board.rules import WinCondition
from gogame.board.variant import VariantSpec, standard
from gogame.clock import TimeSettings, TimeSystem
from gogame.errors import IllegalMove, IllegalReason, VariantError
from gogame.record import ResultKind
from gui.game.clocks import Clocks
from gui.game.state import (
    DEFAULT_AI,
    HUMAN,
    GameSetup,
    GameState,
    MessageKind,
    Phase,
)

BOTH_HUMAN = GameSetup(standard(5), HUMAN, HUMAN)
PASS = 25


def played(*actions: int, setup: GameSetup = BOTH_HUMAN) -> GameState:
    state = transitions.new_game(setup, 1)
    for action in actions:
        state = transitions.play(state, action)
    return state


def test_the_first_game_is_9x9_against_the_computer_human_to_play():
    state = transitions.new_game(GameSetup(), 1)
    assert (state.variant.height, state.variant.width) == (9, 9)
    assert state.is_human_turn
    assert not state.is_ai_turn
    assert state.message is not None
    assert state.message.kind is MessageKind.WELCOME
    state = transitions.play(state, 40)
    assert state.is_ai_turn
    assert not state.is_human_turn


def test_an_illegal_move_changes_nothing_and_says_why():
    state = played(12)
    with pytest.raises(IllegalMove, match="C3") as error:
        transitions.play(state, 12)
    assert error.value.reason is IllegalReason.OCCUPIED


def test_undo_takes_back_the_computer_s_reply_too():
    against_ai = replace(BOTH_HUMAN, white=DEFAULT_AI)
    state = transitions.undo(played(12, 7, 8, 6, setup=against_ai))
    assert state.move_number == 2
    assert state.is_human_turn
    thinking = transitions.undo(played(12, 7, 8, setup=against_ai))
    assert thinking.move_number == 2


def test_undo_between_humans_takes_back_one_move():
    assert transitions.undo(played(12, 7, 8)).move_number == 2


def test_undo_stops_at_the_start_when_the_computer_opens():
    ai_opens = replace(BOTH_HUMAN, black=DEFAULT_AI)
    state = transitions.undo(played(12, setup=ai_opens))
    assert state.move_number == 0
    assert not state.can_undo


def test_nothing_is_taken_back_while_looking_at_earlier_moves():
    state = transitions.step(played(12, 7, 8), -1)
    assert not state.can_undo
    assert transitions.undo(state).line_length == 3


def test_two_passes_lead_to_the_count_and_the_count_to_a_result():
    state = played(12, 7, PASS, PASS)
    assert state.phase is Phase.SCORING
    assert state.score is not None
    assert state.score.lead_black == -7.5
    state = transitions.toggle_dead(state, 7)
    assert state.dead == {7}
    assert state.score is not None
    assert state.score.lead_black == 25 - 7.5
    over = transitions.accept_score(state)
    assert over.phase is Phase.OVER
    assert str(over.result) == "B+17.5"
    assert not over.can_undo
    assert transitions.toggle_dead(over, 12).dead == {7}


def test_a_chain_lives_or_dies_as_a_whole():
    state = played(12, 7, 13, 8, PASS, PASS)
    state = transitions.toggle_dead(state, 13)
    assert state.dead == {12, 13}
    assert transitions.toggle_dead(state, 12).dead == frozenset()
    assert transitions.toggle_dead(state, 0).dead == {12, 13}


def test_proposed_dead_stones_count_only_while_counting():
    state = played(12, 7, PASS, PASS)
    proposed = transitions.propose_dead(state, frozenset({7, 3}))
    assert proposed.dead == {7}
    resumed = transitions.resume(state)
    assert transitions.propose_dead(resumed, frozenset({7})).dead == frozenset()


# . B W . .   Black owns the left column, White the two on the right.
WALLS = (1, 2, 6, 7, 11, 12, 16, 17, 21, 22, PASS, PASS)


def test_an_empty_region_goes_round_its_owners_and_into_the_result():
    state = played(*WALLS)
    leads: list[float] = []
    for _ in range(4):
        assert state.score is not None
        leads.append(state.score.lead_black)
        state = transitions.click_count(state, 3)
    assert leads == [-5 - 7.5, 5 - 7.5, 15 - 7.5, -5 - 7.5], "White's, nobody's, Black's, White's"
    over = transitions.accept_score(transitions.click_count(played(*WALLS), 0))
    assert str(over.result) == "W+17.5"
    assert transitions.click_count(over, 3) is over


def test_a_correction_outlives_a_dead_chain_only_where_the_region_is_the_same():
    state = played(*WALLS[:-2], 23, 20, PASS, PASS)  # a stone of each colour among the others
    assert state.score is not None
    left, right = (transitions.correct_region(state, p).corrections for p in (0, 3))
    both = transitions.correct_region(transitions.correct_region(state, 0), 3)
    assert both.corrections == left | right
    dead = transitions.click_count(both, 23)
    assert dead.dead == {23}
    assert dead.corrections == left, "what was said of the other region was said of fewer points"
    assert dead.score is not None
    assert dead.score.owner.tolist() == dead.position.score({23}, left).owner.tolist()
    alive = transitions.click_count(dead, 23)
    assert alive.corrections == left


def test_the_engine_s_proposal_takes_corrections_back():
    state = transitions.propose_dead(played(*WALLS), frozenset())
    corrected = transitions.click_count(state, 0)
    assert corrected.corrections
    again = transitions.propose_again(corrected)
    assert (again.dead, again.corrections) == (frozenset(), frozenset())
    assert again.score is not None
    assert again.score.lead_black == -5 - 7.5


def test_a_count_is_found_again_as_it_was_left_and_forgotten_when_play_goes_on():
    state = transitions.propose_dead(played(*WALLS), frozenset({1}))
    state = transitions.toggle_dead(state, 1)
    state = transitions.toggle_dead(state, 2)
    state = transitions.correct_region(state, 0)
    assert state.score is not None
    back = transitions.step(state, -3)
    assert (back.phase, back.score) == (Phase.PLAYING, None)
    again = transitions.step(back, 3)
    assert (again.dead, again.corrections) == (state.dead, state.corrections)
    assert again.proposed == state.proposed
    assert again.score is not None
    assert again.score.lead_black == state.score.lead_black
    for after in (transitions.undo(again), transitions.resume(again)):
        assert (after.dead, after.corrections, after.proposed) == (frozenset(), frozenset(), None)
    anew = transitions.play(transitions.undo(again), PASS)
    assert (anew.phase, anew.dead, anew.corrections) == (Phase.SCORING, frozenset(), frozenset())
    elsewhere = transitions.step(again, -4)
    for action in (3, PASS, PASS):
        elsewhere = transitions.play(elsewhere, action)
    assert (elsewhere.dead, elsewhere.corrections) == (frozenset(), frozenset())


def test_play_is_resumed_where_the_passes_began():
    state = transitions.resume(played(12, 7, PASS, PASS))
    assert state.phase is Phase.PLAYING
    assert state.move_number == 2
    assert state.score is None
    assert transitions.play(state, 8).move_number == 3


def test_resignation_and_time_end_the_game_for_the_other_player():
    state = transitions.resign(played(12, 7), Color.BLACK)
    assert str(state.result) == "W+R"
    assert transitions.resign(state, Color.WHITE) is state
    assert str(transitions.time_out(played(12), Color.WHITE).result) == "B+T"
    resumed = transitions.resume(state)
    assert resumed.phase is Phase.PLAYING
    assert resumed.move_number == 2


def test_a_variant_s_aim_ends_the_game_without_a_count():
    atari_go = VariantSpec(5, 5, win=WinCondition.CAPTURE, capture_goal=1)
    state = played(0, 1, 12, 5, setup=GameSetup(atari_go, HUMAN, HUMAN))
    assert state.phase is Phase.OVER
    assert state.result is not None
    assert (state.result.kind, state.result.winner) == (ResultKind.WIN, Color.WHITE)
    assert not state.can_resume
    assert state.can_undo
    assert transitions.undo(state).phase is Phase.PLAYING


def test_looking_back_keeps_the_result_and_the_way_forward():
    state = transitions.resign(played(12, 7, 8), Color.BLACK)
    back = transitions.step(state, -2)
    assert (back.move_number, back.line_length, back.phase) == (1, 3, Phase.OVER)
    assert transitions.step(back, 10).move_number == 3
    assert transitions.step(back, -10).move_number == 0


def test_looking_back_while_counting_and_returning_counts_again():
    state = played(12, 7, PASS, PASS)
    back = transitions.step(state, -1)
    assert (back.phase, back.score) == (Phase.PLAYING, None)
    assert transitions.step(back, 1).phase is Phase.SCORING


def test_the_computer_does_not_move_in_the_past():
    state = played(12, 7, 8, setup=replace(BOTH_HUMAN, white=DEFAULT_AI))
    assert state.is_ai_turn
    assert not transitions.step(state, -2).is_ai_turn


def test_another_move_in_the_past_is_a_variation_and_a_known_one_a_step():
    state = transitions.step(played(12, 7, 8), -2)
    branch = transitions.play(state, 3)
    assert (branch.move_number, branch.line_length) == (2, 2)
    assert len(branch.tree[state.cursor].children) == 2
    same = transitions.play(state, 7)
    assert same.line_length == 3
    assert len(same.tree.nodes) == len(state.tree.nodes)


def test_fixed_handicap():
    state = transitions.new_game(GameSetup(handicap=3), 1)
    assert state.position.handicap == 3
    assert state.to_play is Color.WHITE
    assert state.is_ai_turn
    with pytest.raises(VariantError):
        transitions.new_game(GameSetup(standard(5), handicap=2), 1)


def test_free_handicap_is_put_down_and_may_be_changed():
    state = transitions.new_game(GameSetup(handicap=2, free_handicap=True), 1)
    assert state.phase is Phase.PLACING
    state = transitions.place_handicap(state, 40)
    state = transitions.place_handicap(state, 40)
    assert state.placed == ()
    state = transitions.undo(transitions.place_handicap(state, 41))
    assert state.placed == ()
    for point in (40, 20):
        state = transitions.place_handicap(state, point)
    assert state.phase is Phase.PLAYING
    assert state.to_play is Color.WHITE
    assert state.position.handicap == 2
    assert state.tree.position(0).color_at(20) == Color.BLACK


def test_clocks_go_with_the_moves_and_back_with_them():
    timed = replace(BOTH_HUMAN, time=TimeSettings(TimeSystem.ABSOLUTE, 60))
    state = transitions.new_game(timed, 1)
    clocks = state.clocks
    assert clocks is not None
    later = Clocks(clocks.black.spent(10), clocks.white)
    state = transitions.play(state, 12, later)
    assert state.clocks == later
    assert transitions.undo(state).clocks == clocks


def test_a_colour_can_change_hands():
    state = transitions.with_player(played(12), Color.WHITE, DEFAULT_AI)
    assert state.is_ai_turn


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["play", "pass", "undo", "step", "resign", "click", "accept", "resume", "hand over"]
        ),
        st.integers(-4, 24),
    ),
    max_size=40,
)


@given(STEPS)
def test_whatever_is_done_the_state_is_sound(steps):
    state = transitions.new_game(BOTH_HUMAN, 1)
    for name, number in steps:
        state = _step(state, name, number)
        assert state.position.key == state.tree.position(state.cursor).key
        assert (state.phase is Phase.SCORING) <= (state.score is not None)
        if state.phase is Phase.SCORING and state.score is not None:
            count = state.position.score(state.dead, state.corrections)
            assert count.owner.tolist() == state.score.owner.tolist()
        assert (state.phase is Phase.OVER) == (state.result is not None)
        assert state.line_length >= state.move_number >= 0
        if state.phase is Phase.PLAYING:
            assert not state.position.is_over
        assert not (state.is_ai_turn and state.is_human_turn)


def _step(state: GameState, name: str, number: int) -> GameState:
    try:
        if name == "play":
            return transitions.play(state, abs(number))
        if name == "pass":
            return transitions.play(state, PASS)
    except IllegalMove:
        return state
    color = Color.BLACK if number % 2 else Color.WHITE
    return {
        "undo": lambda: transitions.undo(state),
        "step": lambda: transitions.step(state, number),
        "resign": lambda: transitions.resign(state, color),
        "click": lambda: transitions.click_count(state, abs(number)),
        "accept": lambda: transitions.accept_score(state),
        "resume": lambda: transitions.resume(state),
        "hand over": lambda: transitions.with_player(
            state, color, DEFAULT_AI if number > 0 else HUMAN
        ),
    }[name]()
