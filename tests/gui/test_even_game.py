"""Even games: the level follows from the last results, and finds players of any strength."""

from __future__ import annotations

import random
from dataclasses import replace
from statistics import mean

import pytest

import gui.game.transitions as transitions
import gui.lessons.even_game as even_game
from gogame.board.coords import Color
from gogame.board.rules import WinCondition
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec, standard
from gogame.errors import ConfigError
from gogame.levels import LEVELS, Calibration, RatedLevel
from gogame.record import Result, ResultKind
from gogame.styles import PlayStyle
from gui.game.state import FIRST_LEVEL, HUMAN, GameSetup, GameState, Phase, Player, PlayerKind
from gui.lessons.even_game import (
    PlayedGame,
    estimate,
    from_text,
    played_game,
    rating_of,
    suggest,
    to_text,
)
from gui.views import level_texts

AT_LEVEL = Player(PlayerKind.AI, level=4)


@pytest.fixture(autouse=True)
def steps_of_150(monkeypatch: pytest.MonkeyPatch) -> None:
    """9x9 is measured, levels 2 to 8 only; the other sizes are not."""
    levels = tuple(
        RatedLevel(n, 1000 + 150 * n, 900 + 150 * n, 1100 + 150 * n, 40, 150, 50, 250)
        for n in range(2, 9)
    )
    measured = Calibration(9, "", (), levels)
    monkeypatch.setattr(even_game, "calibration", lambda size: measured if size == 9 else None)


def play_on(strength: float, games: int, seed: int, size: int = 9) -> list[int]:
    """Returns the levels that a player of fixed strength is given, game after game."""
    draw = random.Random(seed)
    played: tuple[PlayedGame, ...] = ()
    given: list[int] = []
    for _ in range(games):
        level = suggest(played, size, size).level
        given.append(level)
        wins = 1 / (1 + 10 ** ((rating_of(level, size) - strength) / 400))
        played = (*played, PlayedGame(size, level, float(draw.random() < wins)))
    return given


@pytest.mark.parametrize("size", [9, 13])
@pytest.mark.parametrize("level", [1, 3, 6, 9, 12])
def test_it_finds_the_level_of_a_player_of_fixed_strength(level: int, size: int) -> None:
    strength = rating_of(level, size)
    late = [mean(play_on(strength, 40, seed, size)[25:]) for seed in range(12)]
    assert mean(late) == pytest.approx(level, abs=0.7)
    assert all(abs(one - level) < 2.5 for one in late)


def test_it_follows_a_player_who_learns() -> None:
    lost = tuple(PlayedGame(9, 3, 0.0) for _ in range(10))
    won = tuple(PlayedGame(9, 3, 1.0) for _ in range(10))
    assert suggest(lost, 9, 9).level < 3 < suggest(lost + won, 9, 9).level
    assert suggest(won + lost, 9, 9).level < suggest(lost + won, 9, 9).level


def test_the_interval_holds_the_player_and_narrows() -> None:
    strength = rating_of(5, 9)
    inside = 0
    for seed in range(40):
        draw = random.Random(seed)
        games = tuple(PlayedGame(9, 5, float(draw.random() < 0.5)) for _ in range(20))
        found = estimate(games, 9)
        inside += found.low <= strength <= found.high
        few = estimate(games[:3], 9)
        assert found.high - found.low < few.high - few.low
    assert inside >= 36


def test_each_size_of_board_has_its_own_rating() -> None:
    won = tuple(PlayedGame(9, 5, 1.0) for _ in range(8))
    assert suggest(won, 9, 9).level > 5
    assert suggest(won, 7, 7).level == suggest(won, 9, 9).level
    first = suggest(won, 19, 19)
    assert (first.level, first.last, first.estimate.games) == (FIRST_LEVEL, 0, 0)
    assert not first.estimate.is_measured


def test_the_reason_is_one_line() -> None:
    assert level_texts.even_game_text(suggest((), 9, 9)) == (
        "Level 3 to begin with: no games on 9×9 yet."
    )
    games = tuple(PlayedGame(9, 4, points) for points in (1.0, 0.5, 0.0))
    found = suggest(games, 9, 9)
    low, high = f"{found.estimate.low:.0f}", f"{found.estimate.high:.0f}"
    assert level_texts.even_game_text(found) == (
        f"Level {found.level}: you scored 1.5 of your last 3 on 9×9; "
        f"you are near {found.estimate.elo:.0f} ({low} to {high})."
    )
    unmeasured = suggest((PlayedGame(13, 3, 1.0),), 13, 13)
    assert level_texts.even_game_text(unmeasured) == (
        f"Level {unmeasured.level}: you scored 1 of your last 1 on 13×13."
    )


# Which games count


def finished(setup: GameSetup, winner: Color | None = Color.BLACK, **changes: object) -> GameState:
    kind = ResultKind.DRAW if winner is None else ResultKind.RESIGN
    state = transitions.new_game(setup, 1)
    ended = replace(state, phase=Phase.OVER, result=Result(kind, winner))
    return replace(ended, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(("winner", "points"), [(Color.BLACK, 1), (Color.WHITE, 0), (None, 0.5)])
def test_a_game_against_a_level_counts(winner: Color | None, points: float) -> None:
    setup = GameSetup(standard(13), HUMAN, AT_LEVEL)
    assert played_game(finished(setup, winner)) == PlayedGame(13, 4, points)
    swapped = GameSetup(standard(13), AT_LEVEL, HUMAN)
    assert played_game(finished(swapped, winner)) == PlayedGame(13, 4, 1 - points)


@pytest.mark.parametrize(
    "setup",
    [
        GameSetup(white=Player(PlayerKind.AI, visits=100)),
        GameSetup(white=Player(PlayerKind.AI, level=4, engine="gnugo")),
        GameSetup(white=replace(AT_LEVEL, style=PlayStyle.LOCAL)),
        GameSetup(white=HUMAN),
        GameSetup(black=AT_LEVEL, white=AT_LEVEL),
        GameSetup(standard(9), HUMAN, AT_LEVEL, handicap=3),
        GameSetup(VariantSpec(9, 9, Shape.TORUS), white=AT_LEVEL),
        GameSetup(VariantSpec(9, 9, win=WinCondition.CAPTURE, capture_goal=1), white=AT_LEVEL),
    ],
)
def test_other_games_do_not_count(setup: GameSetup) -> None:
    assert played_game(finished(setup)) is None


def test_neither_unfinished_games_nor_records_count() -> None:
    setup = GameSetup(white=AT_LEVEL)
    assert played_game(transitions.new_game(setup, 1)) is None
    assert played_game(finished(setup, is_record=True)) is None
    assert played_game(finished(setup, result=Result(ResultKind.VOID))) is None


# The file


def test_games_are_kept_as_text_and_damage_is_said() -> None:
    games = tuple(PlayedGame(9, 1 + n % len(LEVELS), (n % 3) / 2) for n in range(500))
    assert from_text(to_text(games)) == games[-400:]
    wrong = {"format": 1, "games": [{"size": 9, "level": 99, "points": 1}]}
    for text in ("", "[]", '{"format": 2, "games": []}', str(wrong).replace("'", '"')):
        with pytest.raises(ConfigError, match="results of games"):
            from_text(text)
