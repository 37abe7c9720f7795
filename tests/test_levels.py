"""The dial: its table, what is measured of it, and moves at a level."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest

from gogame import level_play, levels
from gogame.board.position import Position
from gogame.board.rules import WinCondition
from gogame.board.variant import VariantSpec, standard
from gogame.engine import Engine, EngineConfig
from gogame.errors import ConfigError
from gogame.evaluation import Evaluation, EvaluationBatch
from gogame.levels import (
    CALIBRATED_SIZES,
    LEVELS,
    Calibration,
    Level,
    Style,
    board_class,
    calibration,
    level,
    levels_table,
    rated,
    read_calibration,
    read_calibration_file,
)
from gogame.rollout import RolloutEvaluator
from gogame.style_play import Choice

BEST, SECOND, BAD = 12, 13, 0  # on 5x5


class PolicyOnly:
    """Likes two points, a third a little, and nothing else."""

    name = "policy"
    reads_planes = True

    def __init__(self) -> None:
        self.evaluated = 0

    def evaluate(self, batch: EvaluationBatch) -> Evaluation:
        rows, _, height, width = batch.planes.shape
        self.evaluated += rows
        logits = np.full((rows, height * width + 1), -30.0, dtype=np.float32)
        logits[:, [BEST, SECOND, BAD]] = (2.0, 1.0, -14.0)
        return Evaluation(
            logits,
            np.full((rows, 3), 1 / 3, dtype=np.float32),
            np.zeros(rows, dtype=np.float32),
            np.zeros((rows, height * width), dtype=np.float32),
        )


def of_style(style: Style) -> Level:
    return Level(1, style, style)


def engine_with(style: Style, ply: int = 0, seed: int = 1, **variant: object) -> Engine:
    """Returns an engine of a style on 5x5 after so many moves at the right edge."""
    config = EngineConfig(level=of_style(style), resign_below=0.0)
    game = VariantSpec(5, 5, **variant)  # type: ignore[arg-type]
    engine = Engine(PolicyOnly(), config, variant=game, seed=seed)
    position = Position.start(game)
    for point in (24, 4, 19, 9)[:ply]:
        position = position.play(point)
    engine.set_position(position)
    return engine


def moves_of(style: Style, ply: int, times: int = 300) -> dict[int, int]:
    engine = engine_with(style, ply)
    counts: dict[int, int] = {}
    for _ in range(times):
        action = engine.choose().action
        assert action is not None
        counts[action] = counts.get(action, 0) + 1
    return counts


def test_the_table_goes_from_weak_to_strong() -> None:
    assert [one.number for one in LEVELS] == list(range(1, len(LEVELS) + 1))
    assert 10 <= len(LEVELS) <= 16
    for weaker, stronger in itertools.pairwise(LEVELS):
        assert weaker.network.visits <= stronger.network.visits
        assert weaker.rollouts.visits < stronger.rollouts.visits
        assert weaker.network != stronger.network
    assert level(3) is LEVELS[2]
    for wrong in (0, len(LEVELS) + 1):
        with pytest.raises(ConfigError, match=f"level {wrong}: expected 1 to {len(LEVELS)}"):
            level(wrong)


def test_without_draws_the_best_move_is_played_after_the_opening() -> None:
    assert moves_of(Style(1), ply=4, times=20) == {BEST: 20}


def test_the_opening_varies_even_then_but_not_wildly() -> None:
    counts = moves_of(Style(1), ply=0)
    assert set(counts) == {BEST, SECOND}


def test_draws_follow_the_policy_its_temperature_and_their_share() -> None:
    """The policy's odds are e to 1; at temperature 2 their square root."""
    for style, expected in (
        (Style(1, 1.0, 1.0), 1 / (1 + np.e)),
        (Style(1, 1.0, 2.0), 1 / (1 + np.sqrt(np.e))),
        (Style(1, 0.5, 1.0), 0.5 / (1 + np.e)),
    ):
        counts = moves_of(style, ply=4, times=600)
        assert set(counts) == {BEST, SECOND}, "what the policy holds for far worse is not drawn"
        assert counts[SECOND] / 600 == pytest.approx(expected, abs=0.06)


def test_the_same_seed_draws_the_same_moves_another_seed_others() -> None:
    style = Style(1, 1.0, 1.0)

    def drawn(seed: int) -> list[int | None]:
        engine = engine_with(style, 4, seed)
        return [engine.choose().action for _ in range(40)]

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)


def test_a_level_searches_with_its_own_visits_and_nothing_learnt_before() -> None:
    engine = engine_with(Style(6), 4)
    assert engine.choose().analysis.visits == 6
    engine.config = EngineConfig(resign_below=0.0)
    assert engine.choose().analysis.visits == 800
    engine.config = EngineConfig(level=of_style(Style(6)), resign_below=0.0)
    assert engine.choose().analysis.visits == 6


def test_random_games_play_by_their_own_style() -> None:
    one = Level(1, Style(1, 1.0, 3.0), Style(9))
    engine = Engine(RolloutEvaluator(1, 1), EngineConfig(level=one), variant=standard(5))
    assert engine.choose().analysis.visits == 9


def test_levels_play_games_that_no_count_decides() -> None:
    style = Style(1, 1.0, 1.0)
    engine = engine_with(style, 2, win=WinCondition.CAPTURE, capture_goal=1)
    counts = {engine.choose().action for _ in range(40)}
    assert counts == {BEST, SECOND}


def test_where_nothing_useful_has_weight_the_best_stays() -> None:
    engine = engine_with(Style(1), 4)
    analysis = engine.choose().analysis
    useful = np.zeros(26, dtype=np.bool_)
    useful[7] = True
    rng = np.random.default_rng(1)
    style = Style(1, 1.0, 1.0)
    position = engine.position
    assert level_play.best_of(analysis, useful) == 7
    choice = Choice(position, analysis, 7, useful)
    assert level_play.chosen_action(style, None, choice, rng) == 7


# What is measured


EXAMPLE = {
    "format": 1,
    "size": 9,
    "settings": "9x9",
    "styles": [{"visits": 1, "drawn": 0.5, "temperature": 2.0}, {"visits": 4}],
    "levels": [
        {"number": 1, "elo": 900, "low": 800, "high": 1000, "games": 40}
        | {"step": 0, "step_low": 0, "step_high": 0},
        {"number": 2, "elo": 1100, "low": 950, "high": 1250, "games": 30}
        | {"step": 200, "step_low": 60, "step_high": 340},
    ],
}


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> Calibration:
    """The only calibration, of 9x9."""
    read = read_calibration(json.dumps(EXAMPLE), "example")
    monkeypatch.setattr(levels, "calibration", lambda size: read if size == 9 else None)
    return read


@pytest.mark.parametrize("size", CALIBRATED_SIZES)
def test_what_comes_with_the_program_was_measured_with_this_table(size: int) -> None:
    measured = calibration(size)
    if measured is None:
        assert rated(3, size, size) is None
        return
    assert measured.styles == tuple(one.network for one in LEVELS), (
        f"{size}x{size}: the table has changed: run gogame-selfplay calibrate --size {size}"
    )
    assert measured.levels
    for one in measured.levels:
        assert one.low < one.elo < one.high
        assert one.games > 0


def test_the_table_for_people_shows_what_is_known(example: Calibration) -> None:
    lines = levels_table(example)
    assert len(lines) == len(LEVELS) + 2
    assert lines[2].split() == ["2", "1100", "950", "to", "1250", "200", "30"]
    assert "not measured on 9x9" in lines[3]


def test_a_board_shares_the_scale_of_the_nearest_measured_one() -> None:
    boards = {(9, 9): 9, (5, 5): 9, (10, 10): 9, (12, 12): 13, (13, 13): 13, (19, 19): 19}
    for (height, width), size in {**boards, (17, 17): 19, (9, 19): 13}.items():
        assert board_class(height, width) == size


def test_a_level_is_worth_what_was_measured_on_boards_of_its_size(example: Calibration) -> None:
    assert rated(2, 7, 7) == example.levels[1]
    assert rated(3, 9, 9) is None
    assert rated(2, 19, 19) is None


def test_a_damaged_calibration_is_one_sentence(tmp_path: Path) -> None:
    for text in ("", "[]", "{}", json.dumps({**EXAMPLE, "levels": [{"number": 1}]})):
        with pytest.raises(ConfigError, match=r"^x: .*measure it again"):
            read_calibration(text, "x")
    with pytest.raises(ConfigError, match="format 9: expected 1"):
        read_calibration(json.dumps({**EXAMPLE, "format": 9}), "x")
    with pytest.raises(ConfigError, match="cannot be read"):
        read_calibration_file(tmp_path / "none.json")


def test_draws_are_wilder_on_smaller_boards_and_tamer_on_larger_ones() -> None:
    style = Style(1, 1.0, 3.0, 169)
    assert style.temperature_on(169) == 3.0
    assert style.temperature_on(81) == pytest.approx(1 + 2 * 169 / 81)
    assert style.temperature_on(361) == pytest.approx(1 + 2 * 169 / 361)
    assert style.temperature_on(25) == style.temperature_on(36) == 9.0
    assert Style(1, 1.0, 3.0).temperature_on(81) == 3.0
    assert [style.drawn_on(points) for points in (25, 169, 361)] == [1.0, 1.0, 1.0]
    some = Style(1, 0.4, 1.0, 169)
    assert some.drawn_on(169) == 0.4
    assert some.drawn_on(361) == pytest.approx(0.4 * 169 / 361)
    assert some.drawn_on(25) == 1.0
    assert Style(1, 0.4).drawn_on(361) == 0.4
    drawn = [one.network for one in LEVELS if one.network.drawn]
    assert all(one.points for one in drawn)
