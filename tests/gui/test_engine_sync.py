from __future__ import annotations

from dataclasses import replace

import pytest

import gui.game.transitions as transitions
from gogame.board.coords import Color
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec, standard
from gogame.clock import TimeSettings, TimeSystem
from gogame.engine import Engine
from gogame.evaluation import UniformEvaluator
from gogame.gtp.lines import ListedLines
from gogame.gtp.server import Server
from gogame.styles import PlayStyle
from gui.engine_client.engine_sync import (
    EngineGame,
    clock_commands,
    commands,
    game_at,
    strength_commands,
)
from gui.files.game_files import parse_game, state_of
from gui.game.clocks import PlayerClock
from gui.game.state import HUMAN, GameSetup, GameState, Player, PlayerKind

BOTH_HUMAN = GameSetup(standard(9), HUMAN, HUMAN)


def played(*actions: int, setup: GameSetup = BOTH_HUMAN) -> GameState:
    state = transitions.new_game(setup, 1)
    for action in actions:
        state = transitions.play(state, action)
    return state


def wanted(state: GameState) -> EngineGame:
    return game_at(state.tree, state.cursor)


def test_a_new_engine_gets_everything():
    sent = commands(None, wanted(played(40, 41)))
    assert sent == [
        f"gogame-variant {standard(9).to_json()}",
        "play B E5",
        "play W F5",
    ]


def test_an_engine_that_knows_the_game_gets_the_difference():
    before, after = wanted(played(40, 41)), wanted(played(40, 41, 42, 81))
    assert commands(before, after) == ["play B G5", "play W pass"]
    assert commands(after, before) == ["undo", "undo"]
    assert commands(after, after) == []
    assert commands(wanted(played(40, 41)), wanted(played(40, 42))) == ["undo", "play W G5"]


def test_another_game_is_sent_from_its_start():
    known = wanted(played(40))
    other = replace(BOTH_HUMAN, variant=standard(13))
    assert commands(known, wanted(played(40, setup=other)))[0].startswith("gogame-variant")
    long = EngineGame(known.variant, moves=tuple(("B", f"A{i}") for i in range(1, 10)) * 2)
    assert commands(long, known)[0].startswith("gogame-variant")


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(played(40, 41, 81, 0), id="moves and a pass"),
        pytest.param(played(10, setup=replace(BOTH_HUMAN, handicap=3)), id="handicap"),
        pytest.param(
            played(0, 8, setup=replace(BOTH_HUMAN, variant=VariantSpec(5, 9, Shape.TORUS))),
            id="torus",
        ),
        pytest.param(
            state_of(parse_game("(;SZ[9]AB[cc][dd]AW[ee]PL[W];W[aa];B[bb];AE[aa];W[ii])"), 1, None),
            id="set-up at the start and in the middle",
        ),
    ],
)
def test_our_engine_ends_up_with_our_position(state):
    engine = Engine(UniformEvaluator())
    replies: list[str] = []
    server = Server(engine, ListedLines([]), replies.append)
    for command in commands(None, wanted(state)):
        server.answer(command)
    assert [reply for reply in replies if not reply.startswith("=")] == []
    assert engine.position.grid.tolist() == state.position.grid.tolist()
    assert engine.position.komi == state.position.komi
    assert engine.variant == state.variant


def test_strength_never_leaves_the_engine_without_a_limit():
    engine = Engine(UniformEvaluator())
    replies: list[str] = []
    server = Server(engine, ListedLines([]), replies.append)
    by_visits = Player(PlayerKind.AI, visits=77)
    by_seconds = Player(PlayerKind.AI, seconds=1.5)
    for player in (by_visits, by_seconds, by_visits):
        for command in strength_commands(player):
            server.answer(command)
        limits = engine.limits
        assert (limits.visits, limits.seconds) == (player.visits, player.seconds)
    assert all(reply.startswith("=") for reply in replies)


def test_a_level_is_sent_to_our_engine_and_taken_back():
    engine = Engine(UniformEvaluator())
    server = Server(engine, ListedLines([]), lambda _text: None)
    at_level, by_visits = Player(PlayerKind.AI, level=4), Player(PlayerKind.AI, visits=77)
    for player in (at_level, by_visits, at_level):
        for command in strength_commands(player):
            server.answer(command)
        level = engine.config.level
        assert (None if level is None else level.number) == player.level
    styled = replace(at_level, style=PlayStyle.TENUKI)
    for player in (styled, at_level, replace(by_visits, style=PlayStyle.JIGO), by_visits):
        for command in strength_commands(player):
            server.answer(command)
        assert engine.config.style is player.style
    assert strength_commands(styled, {"kata-set-param", "time_settings"}.__contains__) == []
    assert strength_commands(at_level, {"kata-set-param", "time_settings"}.__contains__) == []


@pytest.mark.parametrize(
    "settings",
    [
        TimeSettings(TimeSystem.ABSOLUTE, 60),
        TimeSettings(TimeSystem.BYO_YOMI, 20, 10, 3),
        TimeSettings(TimeSystem.CANADIAN, 15, 30, 4),
        TimeSettings(TimeSystem.FISCHER, 20, 5),
    ],
)
@pytest.mark.parametrize("spent", [5, 18])
def test_the_engine_s_clock_shows_what_ours_shows(settings, spent):
    engine = Engine(UniformEvaluator())
    replies: list[str] = []
    server = Server(engine, ListedLines([]), replies.append)
    ours = PlayerClock.start(settings).spent(spent)
    for command in clock_commands(Color.WHITE, ours):
        server.answer(command)
    theirs = engine.clock(Color.WHITE)
    assert all(reply.startswith("=") for reply in replies)
    assert theirs.settings == settings
    assert (theirs.left_s, theirs.count) == (ours.left_s, ours.count)
    assert theirs.in_overtime == ours.overtime
