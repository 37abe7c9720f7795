"""The engine's decisions: moves, passes, resignation, counts, clocks, reviews."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest

from gogame import judge
from gogame.board.coords import Color, action_from_gtp
from gogame.board.diagram import position_from_diagram
from gogame.board.position import Move, Position
from gogame.board.rules import CHINESE, JAPANESE, TROMP_TAYLOR, Rules, WinCondition
from gogame.board.variant import VariantSpec, standard
from gogame.clock import TimeSettings, TimeSystem
from gogame.engine import Engine, EngineConfig
from gogame.errors import EngineError, IllegalMove
from gogame.evaluation import UniformEvaluator
from gogame.judges import DefaultJudges
from gogame.record import GameRecord
from gogame.rollout import RolloutEvaluator
from gogame.search.config import Limits
from gogame.search.result import Request

PASS = 25
# Both colours live; White's C1 is dead. Without it Black is 5 points behind, as the stones stand
# it is 8.
SETTLED = """
    O . O O .
    O O O . O
    O O O O O
    X X X X X
    . X O . X
"""
BETWEEN = -6.5  # komi with which only the count without C1 is Black's


def engine_at(picture: str, rules: Rules = CHINESE, komi: float = 0.5, **changes: object) -> Engine:
    """Returns an engine on a 5x5 picture, Black to play."""
    variant = VariantSpec(5, 5, rules=rules, komi=komi)
    config = replace(EngineConfig(limits=Limits(visits=200)), **changes)  # pyright: ignore
    engine = Engine(RolloutEvaluator(4, seed=2), config, variant=variant, seed=5)
    engine.set_position(position_from_diagram(picture, variant))
    return engine


def at(vertex: str) -> int:
    return action_from_gtp(vertex, 5, 5)


def test_a_game_against_itself_ends_on_a_filled_board() -> None:
    config = EngineConfig(limits=Limits(visits=60), resign_below=0.0)
    engine = Engine(RolloutEvaluator(2, seed=1), config, variant=standard(5), seed=1)
    while not engine.position.is_over and engine.position.ply < 120:
        engine.genmove()
    assert engine.position.is_over
    assert np.count_nonzero(engine.position.grid) > 10


def test_the_same_seed_plays_the_same_game() -> None:
    games = []
    for _ in range(2):
        config = EngineConfig(limits=Limits(visits=50))
        engine = Engine(RolloutEvaluator(1, seed=7), config, variant=standard(7), seed=7)
        games.append([engine.genmove().action for _ in range(8)])
    assert games[0] == games[1]


def test_a_pass_is_answered_when_the_count_is_won_without_dead_stones() -> None:
    engine = engine_at(SETTLED, komi=BETWEEN)
    engine.play(PASS, Color.WHITE)
    assert engine.position.play(PASS).winner is Color.WHITE
    assert engine.genmove().action == PASS
    assert engine.position.is_over
    assert engine.dead_stones() == {at("C1")}
    assert engine.final_score().result == "B+1.5"


OPEN = """
    X . . . .
    O O X X X
    . O O O X
    O . O X X
    O O O X .
"""


def test_a_pass_is_not_answered_when_the_count_is_lost() -> None:
    for komi, passes in ((-30.5, True), (30.5, False)):
        engine = engine_at(OPEN, komi=komi, resign_below=0.0)
        engine.play(PASS, Color.WHITE)
        assert (engine.choose().action == PASS) is passes


def test_dead_stones_of_its_own_do_not_tempt_it_to_pass_where_stones_count_as_they_stand() -> None:
    picture = """
        O O . O . O O
        . O O O O . O
        O O X O O O O
        X X X X X X X
        X . . . . . X
        . X O . O X .
        X X . O . X X
    """
    position = position_from_diagram(picture, VariantSpec(7, 7, komi=0))
    dead = [action_from_gtp(vertex, 7, 7) for vertex in ("C2", "E2", "D1")]
    stands, without = position.score().lead_black, position.score(dead).lead_black
    assert stands < without
    variant = VariantSpec(7, 7, komi=(stands + without) // 2 + 0.5)
    config = EngineConfig(limits=Limits(visits=200), resign_below=0.0, friendly_pass=False)
    engine = Engine(RolloutEvaluator(4, seed=1), config, variant=variant)
    engine.set_position(position_from_diagram(picture, variant))
    engine.play(49, Color.BLACK)
    assert engine.position.play(49).winner is Color.WHITE
    assert engine.dead_stones() == set(dead)
    assert engine.choose().action != 49
    engine.config = replace(config, friendly_pass=True)
    assert engine.choose().action == 49, "among people a settled board is passed, won or lost"


@pytest.mark.parametrize(("color", "komi"), [(Color.BLACK, 0.5), (Color.WHITE, 1.5)])
def test_a_won_seki_is_left_alone(color: Color, komi: float) -> None:
    variant = VariantSpec(2, 5, komi=komi)
    config = EngineConfig(limits=Limits(visits=1500), resign_below=0.0)
    engine = Engine(RolloutEvaluator(2), config, variant=variant)
    engine.set_position(position_from_diagram(". X . O .\nX X X O O", variant, color))
    assert judge.useful_moves(engine.position).any()
    assert engine.choose(color).action == 10
    engine.play(10, color.opponent)
    assert engine.choose(color).action == 10


def test_strict_rules_are_played_out() -> None:
    for rules, passes in ((CHINESE, True), (TROMP_TAYLOR, False)):
        engine = engine_at(SETTLED, rules=rules, komi=BETWEEN)
        engine.play(PASS, Color.WHITE)
        assert (engine.choose().action == PASS) is passes, rules
    assert engine.genmove().action == at("D1")


def test_territory_is_not_filled_under_territory_rules() -> None:
    picture = """
        O O . O . O O
        . O O O O . O
        O O O O O O O
        X X X X X X X
        X . . . . . X
        X X . . . . X
        X X X . . X X
    """
    for komi in (-20.5, 20.5):
        variant = VariantSpec(7, 7, rules=JAPANESE, komi=komi)
        config = EngineConfig(limits=Limits(visits=100), resign_below=0.0)
        engine = Engine(RolloutEvaluator(4), config, variant=variant)
        engine.set_position(position_from_diagram(picture, variant))
        assert judge.useful_moves(engine.position).any()
        assert engine.genmove().action == 49


def test_no_useful_move_is_a_pass_even_if_lost() -> None:
    engine = engine_at(
        """
        . X . X .
        X X X X X
        O O O O O
        O O O O O
        . O . O .
        """,
        komi=9.5,
        resign_below=0.0,
    )
    assert engine.choose().action == PASS
    assert engine.choose(Color.WHITE).action == PASS


def test_a_lost_game_is_resigned_after_three_bleak_moves_and_not_before() -> None:
    engine = engine_at(SETTLED, komi=40.5)
    assert engine.position.ply == 0
    for _ in range(3):
        assert engine.choose(Color.BLACK).action is not None  # too early in the game
    config = engine.config
    engine = Engine(RolloutEvaluator(1), config, variant=standard(5, komi=80.5))
    for vertex in ("a1", "e5", "b2", "d4", "c1", "c5", "a3"):
        engine.play(at(vertex))
    decisions = [engine.choose(Color.BLACK).action for _ in range(3)]
    assert None not in decisions[:2]
    assert decisions[2] is None
    engine.config = replace(config, resign_below=0.0)
    assert engine.choose(Color.BLACK).action is not None


def test_a_handicap_game_is_not_given_up_early() -> None:
    config = EngineConfig(limits=Limits(visits=30))
    engine = Engine(RolloutEvaluator(1), config, variant=standard(7, komi=-60.5))
    engine.set_position(engine.position.with_handicap([16, 32]))
    decisions = [engine.genmove().action for _ in range(20)]
    assert None not in decisions


@pytest.mark.parametrize("win", [WinCondition.CAPTURE, WinCondition.MISERE_CAPTURE])
def test_capture_games_are_played_to_their_end(win: WinCondition) -> None:
    variant = VariantSpec(4, 4, komi=0, win=win, capture_goal=1)
    config = EngineConfig(limits=Limits(visits=80), resign_below=0.99)
    engine = Engine(RolloutEvaluator(2), config, variant=variant)
    while not engine.position.is_over:
        assert engine.genmove().action is not None
    with pytest.raises(EngineError, match="over"):
        engine.think()
    with pytest.raises(EngineError, match="no count"):
        engine.final_score()
    assert engine.dead_stones() == frozenset()


def test_an_atari_is_taken_in_a_capture_game() -> None:
    variant = VariantSpec(5, 5, komi=0, win=WinCondition.CAPTURE, capture_goal=1)
    config = EngineConfig(limits=Limits(visits=300))
    engine = Engine(RolloutEvaluator(2), config, variant=variant)
    engine.set_position(
        position_from_diagram(".....\n..X..\n.XO..\n..X..\n.....", variant, Color.BLACK)
    )
    assert engine.genmove().action == at("D3")
    assert engine.position.winner is Color.BLACK


def test_play_goes_on_after_two_passes_and_undo_comes_back() -> None:
    engine = Engine(UniformEvaluator(), variant=standard(5))
    engine.play(12)
    engine.play(PASS)
    engine.play(PASS)
    assert engine.position.is_over
    engine.play(PASS)
    engine.play(0, Color.WHITE)
    assert not engine.position.is_over
    engine.undo()
    assert engine.position.is_over
    for _ in range(4):
        engine.undo()
    assert engine.position.ply == 0
    with pytest.raises(EngineError, match="cannot undo"):
        engine.undo()


def test_illegal_moves_change_nothing() -> None:
    engine = Engine(UniformEvaluator(), variant=standard(5))
    engine.play(12)
    before = engine.position
    with pytest.raises(IllegalMove, match="occupied by Black"):
        engine.play(12)
    assert engine.position is before


def test_analysis_is_stopped_by_its_consumer_and_goes_on_later() -> None:
    engine = Engine(UniformEvaluator(), variant=standard(5))
    first = None
    for analysis in engine.analyze(Limits(), Request(interval_s=0.0)):
        first = analysis
        if analysis.visits > 50:
            break
    assert first is not None
    again = next(iter(engine.analyze(Limits(), Request(interval_s=0.0))))
    assert again.visits > first.visits
    engine.forget()
    assert next(iter(engine.analyze(Limits(), Request(interval_s=0.0)))).visits < first.visits


def test_analysis_takes_either_colour_and_leaves_the_game_alone() -> None:
    engine = Engine(UniformEvaluator(), variant=standard(5))
    before = engine.position
    for color in Color:
        *_, last = engine.analyze(Limits(visits=30), color=color)
        assert last.to_play is color
        assert last.is_final
        assert last.visits == 30
    assert engine.position is before


def test_the_clock_runs_while_it_thinks() -> None:
    engine = Engine(UniformEvaluator(), EngineConfig(limits=Limits(seconds=0.2)))
    engine.set_time(TimeSettings(TimeSystem.ABSOLUTE, 100))
    begun = time.monotonic()
    engine.genmove()
    longest = time.monotonic() - begun
    assert 100 - longest <= engine.clock(Color.BLACK).left_s < 99.81
    assert engine.clock(Color.WHITE).left_s == 100
    engine.new_game(engine.variant)
    assert engine.clock(Color.BLACK).left_s == 100


def test_review_finds_the_blunder() -> None:
    variant = VariantSpec(5, 5, komi=0, win=WinCondition.CAPTURE, capture_goal=1)
    start = position_from_diagram(".....\n..X..\n.XO..\n..X..\n.....", variant, Color.WHITE)
    blunder = Move(Color.WHITE, at("A1"))
    record = GameRecord.played_from(start, (blunder, Move(Color.BLACK, at("E1"))))
    engine = Engine(RolloutEvaluator(4), variant=standard(9))
    first, second = engine.review(record, Limits(visits=1500))
    assert (first.move, first.ply, second.ply) == (blunder, 0, 1)
    assert first.winrate_lost > 0.1
    assert second.winrate_lost > 0.1
    assert first.analysis.moves[0].action == at("D3")
    assert engine.variant == standard(9)


def test_changing_rules_and_komi_keeps_the_stones_and_the_way_back() -> None:
    engine = Engine(UniformEvaluator(), variant=standard(5))
    engine.play(12)
    engine.play(6)
    engine.set_komi(2.5)
    engine.set_rules(JAPANESE)
    assert engine.variant == standard(5, "japanese", 2.5)
    engine.undo()
    assert engine.variant == standard(5, "japanese", 2.5)
    assert np.count_nonzero(engine.position.grid) == 1
    assert engine.record().moves == (Move(Color.BLACK, 12),)


def test_handicap_is_part_of_the_record() -> None:
    engine = Engine(UniformEvaluator(), variant=standard(9))
    engine.set_position(Position.start(standard(9)).with_handicap([20, 60]))
    engine.play(40)
    record = engine.record()
    assert set(record.handicap) == {20, 60}
    assert record.positions()[-1].grid.tolist() == engine.position.grid.tolist()


@pytest.mark.parametrize("rules", ["chinese", "japanese"])
def test_games_of_the_network_end_when_the_board_is_settled(rules: str) -> None:
    """The loser of a settled game passes; nobody fills territory for half the game."""
    variant = standard(9, rules)
    evaluator = DefaultJudges(pytest.fail)(variant)
    config = EngineConfig(limits=Limits(visits=30), resign_below=0.0)
    engine = Engine(evaluator, config, variant=variant, seed=1)
    settled_at = None
    while not engine.position.is_over and engine.position.ply < 200:
        position = engine.position
        opinion = judge.expected_ownership(position, evaluator)
        if position.ply > 20 and settled_at is None:
            useful = judge.useful_moves(position)
            settled_at = position.ply if judge.is_settled(position, opinion, useful) else None
        engine.genmove()
    assert settled_at is not None
    assert engine.position.ply <= settled_at + 6


def test_somebody_who_passes_early_does_not_end_the_game() -> None:
    variant = standard(9)
    evaluator = DefaultJudges(pytest.fail)(variant)
    config = EngineConfig(limits=Limits(visits=30), resign_below=0.0)
    engine = Engine(evaluator, config, variant=variant, seed=1)
    for _ in range(16):
        engine.genmove()
    answers: list[int | None] = []
    while not engine.position.is_over and len(answers) < 60:
        engine.play(81)
        if not engine.position.is_over:
            answers.append(engine.genmove().action)
    assert 81 not in answers[:3]
    assert engine.position.is_over, "in the end the pass is answered"
