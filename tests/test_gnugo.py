"""Games against GNU Go, where it is installed: both sides must agree on every move."""

from __future__ import annotations

import sys

import pytest

from gogame.bench.gnugo import (
    GtpProcess,
    MatchOptions,
    play_game,
    play_match,
    start_gnugo,
)
from gogame.bench.interval import wilson
from gogame.board.coords import Color, action_to_gtp
from gogame.board.position import Position
from gogame.board.variant import VariantSpec, standard
from gogame.doctor import find_gnugo
from gogame.engine import Engine, EngineConfig
from gogame.errors import EngineError, GtpError
from gogame.rng import generator
from gogame.rollout import RolloutEvaluator
from gogame.search.config import Limits

needs_gnugo = [
    pytest.mark.gnugo,
    pytest.mark.skipif(find_gnugo() is None, reason="GNU Go is not installed"),
]


class TestWithGnuGo:
    pytestmark = needs_gnugo

    @pytest.mark.parametrize("ours", list(Color))
    def test_a_whole_game_runs_to_its_count(self, ours: Color) -> None:
        config = EngineConfig(limits=Limits(visits=150), resign_below=0.0)
        engine = Engine(RolloutEvaluator(2, seed=4), config, variant=standard(9), seed=4)
        with start_gnugo(level=1, seed=4) as gnugo:
            played = play_game(engine, gnugo, ours)
            assert engine.position.is_over
            assert played.result[0] in "BW0"
            dead = set(" ".join(gnugo.ask("final_status_list", "dead").split()).split())
        found = {action_to_gtp(point, 9, 9) for point in engine.dead_stones()}
        stones = int((engine.position.grid > 0).sum())
        assert len(found ^ dead) <= stones // 10, (found, dead)

    def test_both_agree_on_every_point_of_random_games(self) -> None:
        variant = VariantSpec(5, 5)
        rng = generator(1, "gnugo legality")
        with start_gnugo(level=1, seed=1) as gnugo:
            for _ in range(4):
                gnugo.ask("boardsize", 5)
                gnugo.ask("clear_board")
                position = Position.start(variant)
                while not position.is_over and position.ply < 60:
                    _assert_same_legal_moves(position, gnugo)
                    legal = position.legal()[:-1].nonzero()[0]
                    action = int(rng.choice(legal)) if len(legal) else 25
                    gnugo.ask("play", position.to_play.letter, action_to_gtp(action, 5, 5))
                    position = position.play(action)

    def test_a_match_prints_every_game_and_an_interval(self) -> None:
        options = MatchOptions(standard(5), games=2, limits=Limits(visits=20))
        evaluator = RolloutEvaluator(1)
        lines = list(play_match(evaluator, options))
        assert lines[0].startswith(evaluator.name + ", 20 visits, against GNU Go level 1, 5x5")
        assert "black" in lines[1]
        assert "white" in lines[2]
        assert lines[3].startswith("won ")
        assert "Wilson 95 %" in lines[3]


def _assert_same_legal_moves(position: Position, gnugo: GtpProcess) -> None:
    color = position.to_play.letter
    theirs = set(gnugo.ask("all_legal", color).split())
    ours = {action_to_gtp(int(a), 5, 5) for a in position.legal()[:-1].nonzero()[0]}
    assert ours == theirs, position.grid


def test_the_wilson_interval() -> None:
    low, high = wilson(8, 20)
    assert (round(low, 3), round(high, 3)) == (0.219, 0.613)
    assert wilson(0, 10)[0] == pytest.approx(0)
    assert wilson(10, 10)[1] == pytest.approx(1)
    assert wilson(0, 0) == (0, 1)


def test_a_missing_or_dying_engine_is_one_sentence() -> None:
    with pytest.raises(EngineError, match="cannot start"):
        GtpProcess(["/nonexistent/gtp-engine"])
    with (
        GtpProcess([sys.executable, "-c", "print('= ok', end='\\n\\n')"]) as engine,
        pytest.raises(EngineError, match="ended at 'version'"),
    ):
        assert engine.ask("name") == "ok"
        engine.ask("version")


def test_a_refusal_says_what_was_asked() -> None:
    with (
        GtpProcess([sys.executable, "-c", "print('? no', end='\\n\\n')"]) as engine,
        pytest.raises(GtpError, match="play B D4: no"),
    ):
        engine.ask("play", "B", "D4")


def test_without_gnugo_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gogame.bench.gnugo.find_gnugo", lambda: None)
    with pytest.raises(EngineError, match="install the package gnugo"):
        start_gnugo(1, 1)
