"""Pausing, asking, the pace and playing out, without a window."""

from __future__ import annotations

from dataclasses import replace

import pytest

import gui.files.game_files as game_files
import gui.game.conducting as conducting
import gui.game.transitions as transitions
import gui.lessons.guessing as guessing
import gui.records.edits as edits
import gui.records.reshape as reshape
from gogame.board.coords import Color
from gogame.board.variant import standard
from gogame.clock import TimeSettings, TimeSystem
from gogame.record import Result
from gogame.sgf.symmetry import Symmetry
from gui.board.scene import scene_of
from gui.game.editing import Tool
from gui.game.engines import EngineState, EngineStatus
from gui.game.lesson import Verdict
from gui.game.state import DEFAULT_AI, HUMAN, PLAY_OUT_AI, GameSetup, GameState, MessageKind, Phase
from gui.views.texts import message_text

SETUP = GameSetup(standard(5, "chinese"), white=DEFAULT_AI)
BOTH_AI = replace(SETUP, black=DEFAULT_AI)
PASS = 25


def begun(setup: GameSetup = SETUP, *actions: int) -> GameState:
    state = transitions.new_game(setup, 1)
    for action in actions:
        state = transitions.play(state, action)
    return state


def test_nobody_plays_in_a_pause_and_the_board_is_covered():
    paused = conducting.paused(begun(), is_paused=True)
    assert not paused.is_human_turn
    assert scene_of(paused).is_covered
    assert not scene_of(begun()).is_covered
    engine = conducting.paused(begun(SETUP, 0), is_paused=True)
    assert not engine.is_ai_turn
    assert conducting.paused(engine, is_paused=False).is_ai_turn
    over = replace(begun(), phase=Phase.OVER)
    assert conducting.paused(over, is_paused=True) is over


def test_an_engine_that_waits_moves_once_when_it_is_asked():
    state = conducting.on_request(begun(SETUP, 0), is_on=True)
    assert not state.is_ai_turn
    assert state.is_human_turn, "a person may move for either colour"
    asked = conducting.asked(state)
    assert asked.is_ai_turn
    moved = transitions.play(asked, 12)
    assert not moved.is_ai_turn
    back = transitions.step(moved, -1)
    assert back.cursor == asked.cursor
    assert not back.is_ai_turn, "asking once is not asking again"
    assert conducting.on_request(state, is_on=False).is_ai_turn


def test_an_engine_can_be_asked_to_move_for_a_person():
    asked = conducting.asked(begun())
    assert asked.is_ai_turn
    assert asked.engine_player == DEFAULT_AI
    people = conducting.asked(begun(replace(SETUP, white=HUMAN)))
    assert people.engine_player == DEFAULT_AI, "ours, with a limit"
    thinking = begun(SETUP, 0)
    assert conducting.asked(thinking) is thinking, "it is at it already"


def test_engines_move_when_the_pace_says_so():
    state = conducting.paced(begun(BOTH_AI), 1.0)
    assert not state.is_ai_turn
    assert conducting.is_due(state)
    moved = transitions.play(conducting.asked(state), 12)
    assert not moved.is_ai_turn
    assert conducting.is_due(moved)
    assert not conducting.is_due(conducting.paused(moved, is_paused=True))
    step = conducting.asked(conducting.paused(moved, is_paused=True))
    assert step.is_ai_turn, "one move in a pause"
    assert not transitions.play(step, 13).is_ai_turn
    assert conducting.paced(state, 0.0).is_ai_turn
    assert conducting.paced(begun(SETUP, 0), 1.0).is_ai_turn, "a person's engine answers at once"


def record() -> GameState:
    state = begun(replace(SETUP, white=HUMAN), 12, 11, 13)
    result = Result.parse("B+R")
    return replace(state, phase=Phase.OVER, result=result, is_record=True)


def test_playing_out_a_record_leaves_it_as_it_is():
    before = transitions.step(record(), -1)
    state = conducting.play_out(before)
    assert state.is_ai_turn
    assert state.engine_player == PLAY_OUT_AI
    assert not state.is_human_turn
    assert not state.can_undo
    for action in (7, 8, PASS):
        state = transitions.play(state, action)
        assert not conducting.ends_play_out(state)
    state = transitions.play(state, PASS)
    assert state.phase is Phase.SCORING
    assert not conducting.ends_play_out(state), "the dead stones are not known yet"
    done = conducting.played_out(transitions.propose_dead(state, frozenset()))
    assert (done.phase, done.result, done.score) == (Phase.OVER, Result.parse("B+R"), None)
    assert done.move_number == 6
    assert done.message is not None
    assert (done.message.kind, done.message.args[0]) == (MessageKind.PLAYED_OUT, "4")
    main = [done.tree[node].move for node in done.tree.path(3)]
    assert main == [record().tree[node].move for node in record().tree.path(3)]
    assert done.tree[2].children[0] == 3, "the record is the main line"
    text = game_files.game_text(done)
    assert "N[Played out]" in text
    assert "RE[B+R]" in text


def test_playing_out_a_game_that_is_being_played_comes_back_to_it():
    before = begun(SETUP, 12, 11)
    state = conducting.play_out(before)
    for action in (7, 8, 9):
        state = transitions.play(state, action)
    done = conducting.played_out(state)
    assert (done.cursor, done.phase) == (before.cursor, Phase.PLAYING)
    assert done.at_end, "the sketch is not what follows"
    assert done.is_human_turn
    assert done.line_length == 2
    assert done.tree.end_of_line(done.cursor) == done.cursor
    undone = transitions.undo(done)
    assert undone.move_number == 0
    played = transitions.play(done, 13)
    assert played.is_ai_turn
    assert played.tree[done.cursor].children[0] == played.cursor
    sketch = transitions.go_to(done, done.tree[done.cursor].children[-1])
    assert sketch.line_length == 5, "it can be looked at"


@pytest.mark.parametrize("is_over", [True, False])
@pytest.mark.parametrize("is_record", [True, False])
def test_after_the_last_move_what_is_played_out_is_what_follows(is_record, is_over):
    result = Result.parse("B+R") if is_over else None
    phase = Phase.OVER if is_over else Phase.PLAYING
    before = replace(record(), phase=phase, result=result, is_record=is_record)
    state = conducting.play_out(before)
    for action in (7, 8):
        state = transitions.play(state, action)
    done = conducting.played_out(state)
    assert (done.phase, done.result) == (phase, result)
    assert done.move_number == (5 if is_over else 3)
    shown = transitions.go_to(done, 3)
    goes_on = not is_record and not is_over
    assert done.message is not None
    assert ("goes on" in message_text(done.message)) is not goes_on
    if goes_on:
        assert done.at_end, "the game goes on with other moves"
        return
    assert [done.tree[node].move for node in done.tree.main_line()][-2:] == [
        state.tree[node].move for node in state.tree.path(state.cursor)[-2:]
    ]
    assert (shown.at_end, shown.line_length) == (False, 5)
    assert transitions.step(shown, 9).move_number == 5
    written = game_files.parse_game(game_files.game_text(done))
    assert written.tree.depth(written.end) == 5


def test_what_is_played_out_before_the_last_move_is_a_variation():
    state = transitions.play(conducting.play_out(transitions.step(record(), -1)), 7)
    done = conducting.played_out(state)
    assert done.message is not None
    assert "variation is kept" in message_text(done.message)
    written = game_files.parse_game(game_files.game_text(done))
    assert written.tree.depth(written.end) == 3


def test_playing_out_ends_sooner_or_later():
    state = conducting.play_out(begun(SETUP, 12))
    assert conducting.play_out(state) is state
    resigned = transitions.resign(state, Color.WHITE)
    assert conducting.ends_play_out(resigned)
    done = conducting.played_out(resigned)
    assert (done.phase, done.result) == (Phase.PLAYING, None)
    over = transitions.play(transitions.play(state, PASS), PASS)
    dead = replace(over, engine=EngineState(EngineStatus.DEAD))
    assert conducting.ends_play_out(dead), "nobody will say which stones are dead"
    ended = begun(SETUP, PASS, PASS)
    assert conducting.play_out(ended) is ended


def test_a_long_way_is_cut_short(monkeypatch):
    monkeypatch.setattr(conducting, "longest", lambda _state: 2)
    state = conducting.play_out(begun(SETUP, 12))
    one = transitions.play(state, 0)
    assert not conducting.ends_play_out(one)
    assert conducting.ends_play_out(transitions.play(one, 1))


def test_what_is_wanted_of_every_game_is_carried_on():
    before = conducting.paced(conducting.on_request(begun(), is_on=True), 4.0)
    paused = conducting.paused(before, is_paused=True)
    after = transitions.carried(paused, transitions.new_game(SETUP, 2))
    assert (after.conduct.on_request, after.conduct.pace_s) == (True, 4.0)
    assert not after.conduct.is_paused


@pytest.mark.parametrize("system", [TimeSystem.ABSOLUTE, TimeSystem.FISCHER])
def test_a_variation_costs_no_time(system):
    time = TimeSettings(system, 60.0)
    before = begun(replace(SETUP, time=time), 12)
    state = conducting.play_out(before)
    state = transitions.play(state, 0)
    assert state.clocks == before.clocks
    assert conducting.played_out(state).clocks == before.clocks


def test_an_edit_ends_a_sketch_and_a_quiz():
    sketch = conducting.play_out(transitions.step(record(), -1))
    sketch = transitions.play(sketch, 7)
    edited = edits.with_text(sketch, sketch.cursor, "C", "well played")
    assert edited.conduct.play_out is None
    assert (edited.phase, edited.result) == (Phase.OVER, Result.parse("B+R"))
    assert edits.with_tool(sketch, Tool.PLAY).conduct.play_out is None
    quiz = guessing.started(record(), None)
    assert edits.with_text(quiz, 0, "C", "!").quiz is None


def test_what_was_said_of_moves_goes_when_a_record_is_turned():
    state = begun(SETUP, 0, 1)
    lesson = state.lesson.with_verdict(1, Verdict(0, 5.0))
    told = replace(state, lesson=lesson, hints=state.hints.giving(2, 3))
    turned = reshape.turned(told, Symmetry.TURN_RIGHT)
    assert (turned.lesson.verdicts, turned.hints.given) == ({}, {})
    undone = edits.undo(turned)
    assert undone.lesson.verdicts == {}
    kept = edits.with_text(told, told.cursor, "C", "text")
    assert kept.lesson is lesson, "words change no numbers"


def test_nothing_is_turned_while_a_handicap_is_placed():
    setup = replace(SETUP, handicap=2, free_handicap=True)
    placing = transitions.place_handicap(transitions.new_game(setup, 1), 0)
    assert reshape.turned(placing, Symmetry.TURN_RIGHT) is placing
    assert reshape.swapped(placing) is placing


def test_engines_that_think_briefly_take_an_eighth():
    assert conducting.brief(begun(), is_on=True).engine_player.seconds == 0.25
    visits = replace(DEFAULT_AI, seconds=None, visits=801)
    state = conducting.brief(begun(replace(SETUP, white=visits)), is_on=True)
    assert (state.engine_player.visits, state.engine_player.seconds) == (100, None)
    assert state.setup.white.visits == 801, "the player stays who it is"
    assert conducting.brief(state, is_on=False).engine_player == visits
    following = transitions.carried(state, transitions.new_game(SETUP, 2))
    assert following.conduct.is_brief
    level = replace(DEFAULT_AI, seconds=None, level=3)
    assert level.in_brief() is level
    assert replace(DEFAULT_AI, seconds=0.1).in_brief().seconds == 0.05
