from __future__ import annotations

from dataclasses import replace

import pytest

import gui.game.transitions as transitions
import gui.records.edits as edits
from gogame.board.coords import BLACK, WHITE, Color
from gogame.board.variant import VariantSpec, standard
from gogame.clock import TimeSettings, TimeSystem
from gogame.sgf.symmetry import Symmetry
from gui.files.game_files import game_text, parse_game, state_of
from gui.game.clocks import Clocks
from gui.game.state import DEFAULT_AI, HUMAN, GameSetup, GameState, Player
from gui.records.reshape import swapped, turned

TEXT = "(;GM[1]SZ[9]PB[Kim]PW[Lee]RE[B+2.5]KM[6.5];B[aa]C[one](;W[ba];B[ca])(;W[ab]TR[ab]))"


def record() -> GameState:
    state = state_of(parse_game(TEXT), 1, None)
    return transitions.go_to(state, 4)


def test_a_record_turns_with_the_node_shown():
    state = turned(record(), Symmetry.TURN_RIGHT)
    assert state.position.color_at(8) == BLACK
    assert state.position.color_at(7) == WHITE
    assert "TR[ha]" in game_text(state)
    assert state.unsaved
    back = edits.undo(state)
    assert game_text(back) == game_text(record())
    for _ in range(3):
        state = turned(state, Symmetry.TURN_RIGHT)
    assert game_text(state) == game_text(record())


def test_colours_are_exchanged_with_players_and_result():
    state = swapped(record())
    assert (state.setup.black.name, state.setup.white.name) == ("Lee", "Kim")
    assert str(state.result) == "W+2.5"
    assert state.position.komi == -6.5
    assert state.position.color_at(0) == WHITE
    assert state.to_play is record().to_play.opponent
    twice = swapped(state)
    assert game_text(twice) == game_text(record())
    assert str(edits.undo(state).result) == "B+2.5"
    assert edits.undo(state).setup.black.name == "Kim"


def test_a_game_with_clocks_and_an_engine_turns_too():
    time = TimeSettings(TimeSystem.BYO_YOMI, 60, 10, 3)
    setup = GameSetup(VariantSpec(5, 7), HUMAN, DEFAULT_AI, time=time)
    state = transitions.new_game(setup, 1)
    clocks = state.clocks
    assert clocks is not None
    state = transitions.play(state, 0, Clocks(clocks.black.spent(5).moved(), clocks.white))
    after = turned(state, Symmetry.TURN_RIGHT)
    assert (after.variant.height, after.variant.width) == (7, 5)
    assert after.setup.variant == after.variant
    assert after.position.color_at(4) == BLACK
    assert after.tree[after.cursor].clocks == state.tree[state.cursor].clocks
    assert after.tree[0].properties == ()
    assert not after.is_record
    other = swapped(state)
    assert other.setup.black == DEFAULT_AI
    assert other.setup.white == HUMAN
    kept, before = other.tree[other.cursor].clocks, state.tree[state.cursor].clocks
    assert kept is not None
    assert before is not None
    assert (kept.black, kept.white) == (before.white, before.black)
    assert edits.can_undo(other)
    assert edits.undo(other).setup == state.setup


@pytest.mark.parametrize("symmetry", Symmetry)
def test_a_handicap_game_keeps_its_handicap(symmetry):
    state = transitions.new_game(GameSetup(standard(9), Player(), HUMAN, handicap=3), 1)
    state = turned(state, symmetry)
    assert state.position.handicap == 3
    assert state.to_play is Color.WHITE
    assert replace(state.position.variant) == standard(9)
