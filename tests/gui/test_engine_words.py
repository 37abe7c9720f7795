"""Command lines, choices of engines and the words that bring boards up to date, without Qt."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import gui.engine_client.engine_sync as engine_sync
from gogame.board.rules import PRESETS
from gogame.board.variant import standard
from gogame.programs import split_command
from gui.engine_client.engine_sync import EngineGame, Obstacle, UnknownGame
from gui.engines.programs import program_of
from gui.game.engines import (
    OUR_ANALYSIS,
    EngineChoice,
    Protocol,
    choice_from_json,
    choice_to_json,
    join_command,
)
from gui.game.remote import RemoteEngine, is_host, remote_of
from gui.game.state import Player, PlayerKind

STANDARD = frozenset("boardsize clear_board komi play undo genmove".split())
KATA = STANDARD | {"kata-set-rules", "rectangular_boardsize", "set_position", "kata-set-param"}


@pytest.mark.parametrize(
    "words",
    [
        ("gnugo", "--mode", "gtp"),
        ("/bin/my engines/go", "-c", "a b"),
        ("go", 'say "hi"', "it's"),
        ("go", ""),
        ("go", 'say "it\'s"', 'it\'s "so" '),
        ("go", "folder\\", "my folder\\", '"\\', "C:\\my folder\\"),
    ],
)
def test_a_command_line_is_split_as_it_was_joined(words):
    assert split_command(join_command(words)) == words


def test_choices_are_kept_as_text_and_nonsense_is_our_engine():
    choice = EngineChoice("katago analysis", "KataGo", Protocol.ANALYSIS)
    assert choice_from_json(choice_to_json(choice), OUR_ANALYSIS) == choice
    for text in ("", "7", "{}", '{"command": "x", "name": "y", "protocol": "morse"}'):
        assert choice_from_json(text, OUR_ANALYSIS) is OUR_ANALYSIS


@pytest.mark.parametrize(
    "remote",
    [
        RemoteEngine("box", "gogame-engine gtp"),
        RemoteEngine("kim@10.0.0.7", "~/katago gtp -model 'a b.gz'", 2222),
        RemoteEngine("kim@corp@box-2.example.org", """sh -c "exec 'my engine' gtp\"""", 65535),
        RemoteEngine("fe80::1%eth0", "C:\\go\\katago.exe gtp"),
        RemoteEngine("box", "-p"),
        RemoteEngine("box", "22", 22),
    ],
)
def test_an_engine_elsewhere_is_known_by_its_command_line(remote):
    line = remote.command_line
    assert split_command(line)[-3:] == ("--", remote.host, remote.command)
    assert remote_of(line) == remote
    assert program_of(EngineChoice(line, "x")).remote == remote


@pytest.mark.parametrize(
    "line",
    [
        "",
        "katago gtp",
        "ssh box katago gtp",
        'ssh "box',
        RemoteEngine("box", "katago gtp").command_line + " more",
        RemoteEngine("box", "katago gtp").command_line.replace("ssh ", "ssh -A "),
        RemoteEngine("-oProxyCommand=x", "katago gtp").command_line,
        RemoteEngine("box", "").command_line,
        RemoteEngine("box", 'katago "gtp').command_line,
        RemoteEngine("box", "katago gtp", 22).command_line.replace("22", "022"),
    ],
)
def test_other_command_lines_are_other_programs(line):
    assert remote_of(line) is None
    assert program_of(EngineChoice(line or "x", "x")).remote is None


def test_what_ssh_may_take_for_a_host():
    for host in ("box", "kim@box", "10.0.0.7", "kim@::1", "2001:db8::7", "내-서버", "a_b.c"):
        assert is_host(host), host
    for text in ("", "-v", "kim@-v", "@box", "a b", "box;ls", "$(ls)", "a/b", "box:22", "a\nb"):
        assert not is_host(text), text
    assert RemoteEngine("kim@box", "x", 2222).login_line == "ssh -p 2222 kim@box"


def game(height: int = 9, width: int = 9, **changes: object) -> EngineGame:
    variant = standard(9, "japanese")
    text = variant.to_json().replace('"height": 9', f'"height": {height}')
    text = text.replace('"width": 9', f'"width": {width}')
    return EngineGame(text, **changes)  # type: ignore[arg-type]


def test_a_game_from_the_start_in_the_words_of_the_standard():
    wanted = game(handicap=("C3", "G7"), moves=(("W", "E5"),))
    assert engine_sync.commands(None, wanted, STANDARD.__contains__) == [
        "boardsize 9",
        "clear_board",
        "komi 6.5",
        "play B C3",
        "play B G7",
        "play W E5",
    ]


def test_katago_s_words_where_they_are_known():
    wanted = game(7, 9, stones=(("B", "A1"), ("W", "B2")))
    assert engine_sync.commands(None, wanted, KATA.__contains__) == [
        "rectangular_boardsize 9 7",
        "clear_board",
        "kata-set-rules japanese",
        "komi 6.5",
        "set_position B A1 W B2",
    ]


def test_what_cannot_be_said():
    with pytest.raises(UnknownGame) as oblong:
        engine_sync.commands(None, game(7, 9), STANDARD.__contains__)
    assert oblong.value.obstacle is Obstacle.NOT_SQUARE
    torus = EngineGame(game().variant.replace('"plane"', '"torus"'))
    with pytest.raises(UnknownGame) as joined:
        engine_sync.commands(None, torus, KATA.__contains__)
    assert joined.value.obstacle is Obstacle.NOT_ORDINARY
    assert engine_sync.commands(None, torus) == [f"gogame-variant {torus.variant}"]


def test_an_engine_without_undo_gets_the_game_again():
    before = game(moves=(("B", "E5"), ("W", "C3")))
    after = game(moves=(("B", "E5"),))
    knows = (STANDARD - {"undo"}).__contains__
    assert engine_sync.commands(before, after, knows)[-2:] == ["komi 6.5", "play B E5"]
    assert engine_sync.commands(before, after, STANDARD.__contains__) == ["undo"]
    assert engine_sync.at_turn(before, 1) == after
    assert engine_sync.at_turn(before, 9) is before


def test_strength_in_katago_s_words_or_the_standard_s():
    seconds = Player(PlayerKind.AI, seconds=2.5)
    visits = Player(PlayerKind.AI, visits=300)
    assert engine_sync.strength_commands(seconds, KATA.__contains__) == [
        "kata-set-param maxTime 2.5"
    ]
    assert engine_sync.strength_commands(visits, KATA.__contains__) == [
        "kata-set-param maxVisits 300"
    ]
    standard_words = {"time_settings"}.__contains__
    assert engine_sync.strength_commands(seconds, standard_words) == ["time_settings 0 3 1"]
    assert engine_sync.strength_commands(visits, standard_words) == []
    assert all(engine_sync.is_optional(c) for c in ("kata-set-param maxTime 2.5", "time_left B 1"))
    assert not engine_sync.is_optional("play B D4")


def test_rules_that_nobody_has_named_are_an_object():
    assert engine_sync.rules_value(PRESETS["aga"]) == "aga"
    own = replace(PRESETS["japanese"], suicide=True)
    assert engine_sync.rules_value(own) == {
        "ko": "SIMPLE",
        "scoring": "TERRITORY",
        "suicide": True,
        "tax": "SEKI",
        "whiteHandicapBonus": "0",
        "hasButton": False,
    }
    wanted = EngineGame(replace(standard(9, "japanese"), rules=own).to_json())
    words = engine_sync.commands(None, wanted, KATA.__contains__)[2].split(" ", maxsplit=1)
    assert words[0] == "kata-set-rules"
    assert json.loads(words[1]) == engine_sync.rules_value(own)
