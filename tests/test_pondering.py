"""Thinking on the opponent's time, and what repeats a game."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from gogame import levels
from gogame.board.variant import standard
from gogame.clock import TimeSettings, TimeSystem
from gogame.engine import Engine, EngineConfig
from gogame.evaluation import UniformEvaluator
from gogame.gtp.server import Server
from gogame.rollout import RolloutEvaluator
from gogame.search.config import Limits
from gogame.search.result import Analysis


def pondering_engine(**changes: object) -> Engine:
    """Returns an engine on 5x5 that has moved and may think on the opponent's time."""
    timed = EngineConfig(limits=Limits(seconds=0.02), ponders=True)
    config = replace(timed, **changes)  # pyright: ignore
    engine = Engine(RolloutEvaluator(1, seed=2), config, variant=standard(5), seed=5)
    engine.genmove()
    return engine


def asked(times: int) -> Callable[[], bool]:
    """Returns what says to stop when it has been asked so often."""
    left = iter(range(times))
    return lambda: next(left, None) is None


def at_a_glance(engine: Engine) -> Analysis:
    """Returns what is known of the present position without a search of its own."""
    return next(iter(engine.analyze(Limits(visits=1))))


def test_what_is_found_on_the_opponent_s_time_helps_the_next_move() -> None:
    engine = pondering_engine()
    before = at_a_glance(engine).visits
    engine.ponder(asked(60))
    assert at_a_glance(engine).visits >= before + 60
    expected = at_a_glance(engine).moves[0]
    engine.play(expected.action)
    assert at_a_glance(engine).visits >= expected.visits - 1 > 1
    assert engine.choose().analysis.visits > expected.visits


@pytest.mark.parametrize(
    "changes",
    [
        {"ponders": False},
        {"limits": Limits(visits=30)},
        {"level": levels.level(3)},
    ],
    ids=["not wanted", "by visits", "at a level"],
)
def test_visits_and_levels_never_think_on_the_opponent_s_time(changes: dict[str, object]) -> None:
    engine = pondering_engine(**changes)

    def until() -> bool:
        raise AssertionError("it thinks")

    engine.ponder(until)


def test_only_the_position_after_its_own_move_is_thought_about() -> None:
    engine = pondering_engine()
    engine.play(at_a_glance(engine).moves[0].action)
    stopped = asked(1)
    engine.ponder(stopped)
    assert not stopped()  # nobody has asked
    engine.undo()
    engine.ponder(stopped)
    assert stopped()


def test_a_clock_is_time_too() -> None:
    engine = pondering_engine(limits=Limits(visits=30))
    engine.set_time(TimeSettings(TimeSystem.ABSOLUTE, main_s=60.0))
    stopped = asked(1)
    engine.ponder(stopped)
    assert stopped()


def test_each_game_has_another_seed_unless_one_was_chosen() -> None:
    style = levels.level(1)
    judge = UniformEvaluator()
    free = Engine(judge, EngineConfig(level=style), variant=standard(5), seed=None)
    seeds, games = [], []
    for _ in range(3):
        seeds.append(free.seed)
        games.append([free.genmove().action for _ in range(6)])
        free.new_game(free.variant)
    assert len(set(seeds)) == 3
    assert len({tuple(game) for game in games}) == 3
    again = Engine(judge, EngineConfig(level=style), variant=standard(5), seed=seeds[1])
    assert [again.genmove().action for _ in range(6)] == games[1]
    again.new_game(again.variant)
    assert again.seed == seeds[1]


class SlowPlayer:
    """Lines that come one by one; a person thinks before each of them, so many looks long."""

    def __init__(self, lines: list[str], looks: int) -> None:
        self.lines, self.looks, self.left = lines[::-1], looks, 0
        self.seen = 0

    def read(self) -> str | None:
        self.left = self.looks
        return self.lines.pop() if self.lines else None

    def pending(self, wait_s: float | None = 0.0) -> bool:
        self.left -= 1
        self.seen += 1
        return self.left < 0


@pytest.mark.parametrize("genmove", ["genmove b", "kata-genmove_analyze b 100"])
def test_over_gtp_it_thinks_until_the_next_command_and_again_after_it(genmove: str) -> None:
    def looks(switch: str, *after: str) -> int:
        config = EngineConfig(limits=Limits(seconds=0.01))
        engine = Engine(RolloutEvaluator(1, seed=2), config, variant=standard(5), seed=5)
        player = SlowPlayer([f"kata-set-param ponderingEnabled {switch}", genmove, *after], 20)
        written: list[str] = []
        Server(engine, player, written.append).run()
        assert not [line for line in written if line.startswith("?")]
        return player.seen

    idle, thinking = looks("false"), looks("true")
    assert thinking >= idle + 15
    assert looks("true", "get_komi") >= thinking + 15
    assert looks("true", "clear_board") < thinking + 15
