"""Calibration of the levels: what is played, kept, gone on with, and rated."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

import selfplay.ladder.calibrate as calibrating
from gogame.board.variant import VariantSpec, standard
from gogame.errors import ConfigError
from gogame.evaluation import UniformEvaluator
from gogame.levels import ANCHOR_ELO, LEVELS, Style, read_calibration_file
from selfplay.ladder.arena import plan_games, play_games
from selfplay.ladder.calibrate import CalibrationOptions, calibrate
from selfplay.ladder.config import ArenaConfig
from selfplay.ladder.levels import LevelPlayer
from selfplay.ladder.match import MatchOptions, MatchResult, SprtResult
from selfplay.ladder.roster import player_from_text
from selfplay.ladder.sprt import Decision


class Matches:
    """Stands for `play_match`: player A wins three games of four."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, int, int]] = []

    def __call__(self, a: str, b: str, options: MatchOptions) -> SprtResult:
        self.asked.append((a, b, options.games, options.seed))
        match = MatchOf(a, b, options.variant, options.seed, options.games)
        return SprtResult(match, Decision.GO_ON, 0.0)


class MatchOf(MatchResult):
    """A match without its games."""

    def __init__(self, a: str, b: str, variant: VariantSpec, seed: int, games: int) -> None:
        super().__init__(a, b, variant, seed, ((),) * games)  # type: ignore[arg-type]

    wins = property(lambda self: len(self.games) * 3 // 4)  # type: ignore[assignment]
    draws = property(lambda self: 0)  # type: ignore[assignment]
    losses = property(lambda self: len(self.games) - self.wins)  # type: ignore[assignment]
    faults = ()  # type: ignore[assignment]


@pytest.fixture
def matches(monkeypatch: pytest.MonkeyPatch) -> Matches:
    fake = Matches()
    monkeypatch.setattr(calibrating, "play_match", fake)
    return fake


def options(tmp_path: Path, **changes: object) -> CalibrationOptions:
    plain = CalibrationOptions(9, tmp_path / "9.json", 8, 4, (2, 3), (1, 3))
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_neighbours_and_gnu_go_are_played_and_rated(matches: Matches, tmp_path: Path) -> None:
    told: list[str] = []
    calibrate(options(tmp_path), told.append)
    assert [asked[:3] for asked in matches.asked] == [
        ("level-2", "level-1", 8),
        ("level-3", "level-2", 8),
        ("level-2", "gnugo-10", 4),
        ("level-3", "gnugo-10", 4),
        ("level-2", "gnugo-1", 4),
        ("level-3", "gnugo-1", 4),
    ]
    assert "level-2 against level-1: 6 won" in told[0]
    measured = read_calibration_file(tmp_path / "9.json")
    assert [one.number for one in measured.levels] == [1, 2, 3]
    assert [one.games for one in measured.levels] == [8, 24, 16]
    first, second, third = measured.levels
    assert first.elo < second.elo < third.elo
    assert second.step == pytest.approx(second.elo - first.elo, abs=1)
    assert second.step_low < second.step < second.step_high
    assert second.elo > ANCHOR_ELO, "it beat the anchor"
    assert measured.styles == tuple(one.network for one in LEVELS)


def test_a_step_is_what_its_own_games_say_however_long_the_dial(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each level wins seven games of eight; a prior for each player would eat up the middle."""
    monkeypatch.setattr(MatchOf, "wins", property(lambda self: len(self.games) * 7 // 8))
    monkeypatch.setattr(calibrating, "play_match", Matches())
    calibrate(options(tmp_path, games=24, levels=(1, 12), anchored=(1,)), print)
    steps = [one.step for one in read_calibration_file(tmp_path / "9.json").levels[1:]]
    expected = 400 * math.log10(21.5 / 3.5)
    assert steps == pytest.approx([expected] * 11, abs=5)


def test_the_same_command_goes_on(matches: Matches, tmp_path: Path) -> None:
    calibrate(options(tmp_path), print)
    matches.asked.clear()
    calibrate(options(tmp_path), print)
    assert matches.asked == []
    calibrate(options(tmp_path, games=12), print)
    assert matches.asked == [("level-2", "level-1", 4, 8), ("level-3", "level-2", 4, 8)]
    games = {
        (a, b): games
        for a, b, _, games in json.loads((tmp_path / "9.json").read_text())["pairings"]
    }
    assert games["level-2", "level-1"] == 12


def test_what_a_changed_level_or_network_played_is_played_again(
    matches: Matches, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calibrate(options(tmp_path), print)
    matches.asked.clear()
    changed = (*LEVELS[:2], replace(LEVELS[2], network=Style(3)), *LEVELS[3:])
    monkeypatch.setattr(calibrating, "LEVELS", changed)
    calibrate(options(tmp_path), print)
    assert {asked[0] for asked in matches.asked} == {"level-3"}
    matches.asked.clear()
    monkeypatch.setattr(calibrating, "_network", lambda: "another")
    calibrate(options(tmp_path), print)
    assert len(matches.asked) == 6


def test_what_cannot_be_played_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="games 3: expected an even number"):
        options(tmp_path, games=3)
    with pytest.raises(ConfigError, match="levels 2 to 99"):
        options(tmp_path, levels=(2, 99))
    with pytest.raises(ConfigError, match="level 99"):
        player_from_text("level-99", ArenaConfig())


def test_levels_play_whole_games_in_the_arena() -> None:
    variant = standard(5)
    weak = LevelPlayer("weak", LEVELS[0], lambda _: UniformEvaluator())
    other = LevelPlayer("other", LEVELS[7], lambda _: UniformEvaluator())
    games = list(play_games(weak, other, plan_games(variant, 4, 1, 2), ArenaConfig()))
    assert sorted(game.number for game in games) == [0, 1, 2, 3]
    assert all(game.fault is None for game in games)
    assert len({game.moves for game in games}) == 4
    assert player_from_text("level-3", ArenaConfig()).name == "level-3"
