from __future__ import annotations

from dataclasses import replace

import gui.game.transitions as transitions
from gogame.board.coords import BLACK, EMPTY, WHITE, Color
from gogame.board.variant import standard
from gui.board.scene import SceneChoices, scene_of
from gui.game.state import DEFAULT_AI, HUMAN, GameSetup, GameState

BOTH_HUMAN = GameSetup(standard(5, "japanese"), HUMAN, HUMAN)
PASS = 25


def played(*actions: int, setup: GameSetup = BOTH_HUMAN) -> GameState:
    state = transitions.new_game(setup, 1)
    for action in actions:
        state = transitions.play(state, action)
    return state


def test_stones_and_the_last_move():
    scene = scene_of(played(12, 7))
    assert (scene.color_at(12), scene.color_at(7), scene.color_at(0)) == (BLACK, WHITE, EMPTY)
    assert scene.last_move == 7
    assert scene_of(played(12, PASS)).last_move is None


def test_a_stone_is_shown_under_the_mouse_only_where_it_may_be_played():
    scene = scene_of(played(12))
    assert scene.ghost_at(0) is Color.WHITE
    assert scene.ghost_at(12) is None
    assert scene.ghost_at(None) is None
    thinking = scene_of(played(12, setup=replace(BOTH_HUMAN, white=DEFAULT_AI)))
    assert thinking.ghost_at(0) is None


def test_the_forbidden_point_of_a_ko():
    # . X O . .
    # X . X O .      White takes at 6, Black may not take back at once
    # . X O . .
    state = played(1, 2, 5, 8, 11, 12, 7, 6)
    scene = scene_of(state)
    assert state.position.ko_point == 7
    assert scene.ko == 7
    assert scene.ghost_at(7) is None


def test_dead_stones_and_owners_are_shown_at_the_end_only():
    state = transitions.toggle_dead(played(12, 7, PASS, PASS), 7)
    scene = scene_of(state)
    assert scene.choosing
    assert scene.dead == {7}
    assert scene.owner is not None
    assert scene.owner[7] == BLACK
    over = transitions.accept_score(state)
    assert scene_of(over).owner == scene.owner
    assert not scene_of(over).choosing
    earlier = scene_of(transitions.step(over, -2))
    assert earlier.owner is None
    assert earlier.dead == frozenset()


def test_what_was_given_by_hand_is_shown_at_the_end_only():
    state = transitions.click_count(played(12, PASS, PASS), 0)
    scene = scene_of(state)
    assert scene.owner == bytes([0] * 12 + [BLACK] + [0] * 12)
    assert scene.corrected == set(range(25)) - {12}
    over = transitions.accept_score(transitions.click_count(state, 0))
    assert scene_of(over).owner == bytes([WHITE] * 12 + [BLACK] + [WHITE] * 12)
    assert scene_of(over).corrected == scene.corrected
    assert scene_of(transitions.step(over, -2)).corrected == frozenset()


def test_move_numbers_belong_to_the_stones_on_the_board():
    state = played(0, 1, 12, 5)  # the stone on 0 is taken ...
    assert dict(scene_of(state, SceneChoices(move_numbers=True)).numbers) == {1: 2, 12: 3, 5: 4}
    state = transitions.play(transitions.play(state, 24), 0)  # ... and another one put there
    assert dict(scene_of(state, SceneChoices(move_numbers=True)).numbers)[0] == 6
    assert scene_of(state).numbers == ()


def test_handicap_stones_may_be_put_anywhere_free():
    setup = GameSetup(standard(5), handicap=2, free_handicap=True)
    state = transitions.place_handicap(transitions.new_game(setup, 1), 3)
    scene = scene_of(state)
    assert scene.hover is Color.BLACK
    assert scene.ghost_at(3) is None
    assert scene.ghost_at(4) is Color.BLACK
