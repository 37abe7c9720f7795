from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import gui.files.snapshot as snapshot
import gui.game.transitions as transitions
import gui.records.reshape as reshape
from gogame.board.coords import Color
from gogame.board.rules import WinCondition
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec, standard
from gogame.clock import TimeSettings, TimeSystem
from gogame.errors import ConfigError
from gogame.sgf.symmetry import Symmetry
from gogame.styles import PlayStyle
from gui.files.game_files import parse_game, state_of
from gui.game.clocks import Clocks
from gui.game.move_tree import ROOT
from gui.game.state import DEFAULT_AI, HUMAN, GameSetup, GameState, Phase, Player, PlayerKind
from gui.records.game_info import with_info

PASS = 81


def played(*actions: int, setup: GameSetup | None = None) -> GameState:
    state = transitions.new_game(setup or GameSetup(white=HUMAN), 1)
    for action in actions:
        state = transitions.play(state, action)
    return state


def assert_same(state: GameState, again: GameState) -> None:
    assert again.setup == state.setup
    assert again.position.moves == state.position.moves
    assert again.position.grid.tolist() == state.position.grid.tolist()
    assert again.position.komi == state.position.komi
    assert (again.phase, again.dead, again.placed) == (state.phase, state.dead, state.placed)
    assert (again.corrections, again.proposed) == (state.corrections, state.proposed)
    assert (again.score is None) == (state.score is None)
    if again.score is not None and state.score is not None:
        assert again.score.lead_black == state.score.lead_black
    assert (again.move_number, again.line_length) == (state.move_number, state.line_length)
    assert (again.path, again.unsaved, again.is_record) == (
        state.path,
        state.unsaved,
        state.is_record,
    )
    assert again.clocks == state.clocks


ATARI_GO = VariantSpec(7, 5, Shape.CYLINDER, win=WinCondition.CAPTURE, capture_goal=3)
TIMED = GameSetup(white=HUMAN, time=TimeSettings(TimeSystem.BYO_YOMI, 60, 10, 3))


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(played(40, 41), id="in play"),
        pytest.param(played(40, setup=GameSetup()), id="the computer's turn"),
        pytest.param(played(3, 9, setup=GameSetup(ATARI_GO, HUMAN, HUMAN)), id="a variant"),
        pytest.param(played(20, setup=GameSetup(standard(13), handicap=5)), id="handicap"),
        pytest.param(
            transitions.place_handicap(
                transitions.new_game(GameSetup(handicap=3, free_handicap=True), 1), 30
            ),
            id="placing a handicap",
        ),
        pytest.param(
            replace(
                transitions.place_handicap(
                    transitions.new_game(GameSetup(handicap=3, free_handicap=True), 1), 30
                ),
                path=Path("game.sgf"),
                unsaved=False,
            ),
            id="placing a handicap in a saved game",
        ),
        pytest.param(transitions.step(played(40, 41, 42), -2), id="looking back"),
        pytest.param(
            transitions.toggle_dead(played(40, 41, PASS, PASS), 41), id="counting with dead stones"
        ),
        pytest.param(
            transitions.click_count(transitions.toggle_dead(played(40, 41, PASS, PASS), 41), 0),
            id="counting with a region given by hand",
        ),
        pytest.param(
            transitions.toggle_dead(
                transitions.propose_dead(played(40, 41, PASS, PASS), frozenset({41})), 41
            ),
            id="counting otherwise than the engine",
        ),
        pytest.param(
            transitions.step(transitions.click_count(played(40, 41, PASS, PASS), 0), -1),
            id="looking back while counting",
        ),
        pytest.param(
            transitions.play(transitions.step(played(40, 41, 42), -2), 50), id="a variation"
        ),
        pytest.param(
            state_of(parse_game("(;SZ[9]AB[aa]AW[bb]PL[W];W[cc];AE[aa];B[dd])"), 1, None),
            id="a record with set-up",
        ),
    ],
)
def test_an_unfinished_game_comes_back_as_it_was(state):
    assert_same(state, snapshot.from_text(snapshot.to_text(state), 1))


def test_a_count_that_an_earlier_version_kept_comes_back():
    state = transitions.propose_dead(played(40, 41, PASS, PASS), frozenset({41}))
    raw = json.loads(snapshot.to_text(state))
    for key in ("corrections", "proposed", "counted"):
        del raw[key]
    again = snapshot.from_text(json.dumps(raw), 1)
    assert (again.dead, again.proposed, again.corrections) == ({41}, {41}, frozenset())


def test_a_damaged_count_is_an_error_or_counted_anew():
    raw = json.loads(snapshot.to_text(transitions.click_count(played(40, 41, PASS, PASS), 0)))
    for corrections in ([[3, [0]]], [[1]], ["x"], 7):
        with pytest.raises(ConfigError, match="unfinished game"):
            snapshot.from_text(json.dumps(raw | {"corrections": corrections}), 1)
    for changes in ({"corrections": [[1, [0, 1]]]}, {"dead": [900, -1, 3]}, {"counted": "00"}):
        again = snapshot.from_text(json.dumps(raw | changes), 1)
        assert again.phase is Phase.SCORING
        assert again.dead == frozenset()


def test_a_result_that_nobody_understands_comes_back():
    state = with_info(played(40, 41), {"RE": "1e9"})
    again = snapshot.from_text(snapshot.to_text(state), 1)
    assert again.tree[ROOT].properties == state.tree[ROOT].properties
    assert snapshot.to_text(again) == snapshot.to_text(state)


def test_clocks_come_back():
    state = played(40, setup=TIMED)
    clocks = state.clocks
    assert clocks is not None
    state = replace(state, clocks=Clocks(clocks.black.spent(70.5), clocks.white))
    assert snapshot.from_text(snapshot.to_text(state), 1).clocks == state.clocks


def test_play_can_go_on_afterwards():
    again = snapshot.from_text(snapshot.to_text(played(40, 41)), 1)
    assert transitions.undo(transitions.play(again, 42)).move_number == 2
    assert again.to_play is Color.BLACK
    assert again.phase is Phase.PLAYING


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: "[1, 2]",
        lambda text: text.replace('"format": 1', '"format": 99'),
        lambda text: text.replace('"cursor": [0, 0]', '"cursor": [0, 7]'),
        lambda text: text.replace("SZ[9]", "SZ[99]"),
        lambda text: text.replace('"phase": "playing"', '"phase": "scoring"'),
        lambda text: text.replace('"phase": "playing"', '"phase": "flying"'),
        lambda text: text.replace('"setup"', '"upset"'),
        lambda text: json.dumps({"format": 1}),
    ],
)
def test_a_damaged_text_is_one_clear_error(damage):
    text = snapshot.to_text(played(40, 41))
    broken = damage(text)
    assert broken != text
    with pytest.raises(ConfigError, match=r"unfinished game|game setup"):
        snapshot.from_text(broken, 1)


def test_a_setup_round_trips():
    setup = GameSetup(
        ATARI_GO,
        Player(PlayerKind.HUMAN, "Kim"),
        Player(PlayerKind.AI, visits=500),
        time=TimeSettings(TimeSystem.FISCHER, 60, 5),
    )
    text = json.dumps(snapshot.setup_to_json(setup))
    assert snapshot.setup_from_json(json.loads(text)) == setup


def test_a_level_is_kept_and_one_that_is_none_refused():
    setup = GameSetup(white=Player(PlayerKind.AI, level=5))
    raw = json.loads(json.dumps(snapshot.setup_to_json(setup)))
    assert snapshot.setup_from_json(raw) == setup
    del raw["black"]["level"]  # as an earlier version wrote it
    assert snapshot.setup_from_json(raw) == setup
    raw["white"]["level"] = 99
    with pytest.raises(ConfigError, match="level 99"):
        snapshot.setup_from_json(raw)


def test_an_engine_without_a_limit_is_refused():
    raw = snapshot.setup_to_json(GameSetup(white=DEFAULT_AI))
    raw["white"]["seconds"] = None
    with pytest.raises(ConfigError, match="strength"):
        snapshot.setup_from_json(raw)


def test_a_style_is_kept_and_one_that_is_none_refused():
    setup = GameSetup(white=Player(PlayerKind.AI, level=9, style=PlayStyle.TENUKI))
    assert snapshot.setup_from_json(json.loads(json.dumps(snapshot.setup_to_json(setup)))) == setup
    state = transitions.new_game(setup, 1)
    assert snapshot.from_text(snapshot.to_text(state), 2).setup.white.style is PlayStyle.TENUKI
    assert "PW[GoGame (level 9, tenuki)]" in snapshot.to_text(state)
    raw = snapshot.setup_to_json(setup)
    del raw["white"]["style"]  # as an earlier version wrote it
    assert snapshot.setup_from_json(raw).white.style is None
    raw["white"]["style"] = "wild"
    with pytest.raises(ConfigError, match="style 'wild'"):
        snapshot.setup_from_json(raw)


def test_a_game_that_was_turned_and_saved_is_unfinished_all_the_same():
    state = transitions.play(transitions.new_game(GameSetup(white=HUMAN), 1), 40)
    turned = replace(reshape.turned(state, Symmetry.TURN_HALF), unsaved=False)
    assert turned.editing.past
    assert snapshot.is_worth_keeping(turned)
    over = replace(transitions.resign(turned, Color.WHITE), unsaved=False)
    assert not snapshot.is_worth_keeping(over)
