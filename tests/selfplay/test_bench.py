"""The benchmarks count what they say and print what they promise, at the size of a toy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gogame.errors import EngineError
from gogame.evaluation import UniformEvaluator
from gogame.net.checkpoint import save_checkpoint
from gogame.net.runtime import load_evaluator, random_network
from selfplay.bench import run
from selfplay.bench.actor import ActorMeter, ActorSpeed, together
from selfplay.bench.games import decoded_per_s, play_games
from selfplay.bench.learner import LearnerSpeed
from selfplay.bench.processes import ActorProcesses
from selfplay.bench.run import Options, network_named, tables
from selfplay.cli import main
from selfplay.lake.tables import Lake
from selfplay.lake.writer import GameWriter
from selfplay.train.convolution import products_for

SPEED = ActorSpeed("net", 7, 16, 256, 10.0, 4000, 3200, 64000, 8.0, 1.5, 8000.0, 7200.0)


def test_what_follows_from_the_counts():
    assert SPEED.positions_per_s == 400
    assert SPEED.evaluations_per_s == 6400
    assert SPEED.share_of_raw == 0.8
    assert SPEED.share_of_sized == pytest.approx(8 / 9)
    assert SPEED.evaluations_per_sample == 20
    assert SPEED.shares() == pytest.approx({"evaluator": 0.8, "search": 0.15, "games": 0.05})
    assert SPEED.row() == "net 1 400 6,400 8,000 80.0% 7,200 88.9% 20.0 80.0% 15.0% 5.0%".split()


def test_processes_add_up():
    other = ActorSpeed("net", 7, 16, 256, 12.0, 5000, 4000, 77000, 9.0, 2.5, 9000.0, 8000.0)
    both = together([SPEED, other])
    assert (both.processes, both.seconds, both.positions, both.raw_per_s) == (2, 11, 9000, 17000)
    assert both.sized_per_s == 15200
    assert (both.evaluations, both.recorded) == (141000, 7200)
    assert (both.evaluating_s, both.searching_s) == (8.5, 2.0)


@pytest.mark.parametrize("kind", ["uniform", "network"])
def test_an_actor_is_measured_in_the_midst_of_its_games(kind):
    network = load_evaluator(random_network("b2c16", 0), "openvino", "f32", threads=1)
    evaluator = UniformEvaluator() if kind == "uniform" else network
    meter = ActorMeter(evaluator, 5, 4, games=8)
    speed = meter.measure(0.2)
    assert speed.evaluator == evaluator.name
    assert (speed.size, speed.visits, speed.games) == (5, 4, 8)
    assert speed.positions >= 4 * 8
    assert speed.positions >= speed.recorded > 0
    assert speed.evaluations >= speed.positions
    assert speed.raw_per_s > 0
    assert speed.sized_per_s > 0
    assert sum(speed.shares().values()) == pytest.approx(1)
    assert meter.measure(1e-9).positions == 4 * 8  # counts begin anew


def test_only_fast_moves_come_before_the_measurement():
    class Counting:
        name, reads_planes = "counting", False
        evaluations = 0

        def evaluate(self, batch):
            self.evaluations += len(batch.komi)
            return UniformEvaluator().evaluate(batch)

    counting = Counting()
    meter = ActorMeter(counting, 5, 40, games=8)
    assert counting.evaluations < 51 * 8 * 3 + 8 * 50  # a root and two playouts a move
    assert meter.measure(1e-9).evaluations > 4 * 8 * 8


@pytest.mark.slow
def test_actors_in_processes_of_their_own(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    network = random_network("b2c16", 0)
    file = tmp_path / "net.safetensors"
    save_checkpoint(file, network.parameters, network.config)
    with ActorProcesses(file, "f32", 5, 4, 8, count=2) as actors:
        assert [actors.measure(count, 0.1).processes for count in (1, 2)] == [1, 2]
    with pytest.raises(EngineError, match="ended with status 1"):
        ActorProcesses(file, "int8", 5, 4, 8, count=1)
    assert "carries no int8 ranges" in capfd.readouterr().err


def test_arithmetic_of_a_learner():
    assert LearnerSpeed("f32", 512, 2000.0, 1000.0, 3_000_000).gflops_per_s == 6


def test_decoding_is_measured_with_games_of_its_own():
    samples = play_games(UniformEvaluator(), 5, 200)
    assert sum(sample.num_moves for sample in samples) >= 200
    assert decoded_per_s(samples, 0.01, num_positions=1000) > 1000


def test_tables_of_a_run(tmp_path: Path):
    lake = Lake(str(tmp_path))
    GameWriter(lake, "bench", "bench").append(play_games(UniformEvaluator(), 5, 500))
    options = Options(random_network("b2c16", 0), lake, (5,), seconds=0.01, positions=2000)
    text = "\n".join([*tables("decode", options), *tables("lake", options)])
    assert re.search(r"5x5 +the run's +\d+ +[\d,]+\n", text)
    assert re.search(r"95 of 100 take less +\d+ +ms", text)
    assert re.search(r"as written +[\d.]+ +bytes a position", text)


@pytest.mark.slow
def test_tables_without_a_run(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(run, "_PLAYED", 500)
    kernels = products_for("auto")
    options = Options(
        random_network("b2c16", 0), None, (5,), 4, 8, 0.05, 2000, precisions=("f32", "int8", "x")
    )
    text = "\n".join(tables("all", options))
    assert re.search(rf"5x5 +{kernels.value if kernels else 'xla'} +[\d,]+ +\d+ +[\d,]+ +\d", text)
    assert products_for("xla") is None
    assert re.search(r"b2c16 openvino int8 +1 ", text)
    assert "skipped, x: " in text
    for title in ("Whole steps", "Self-play, b2c16, 5x5, 4 visits", "Shuffled batches", "Lake"):
        assert title in text
    assert re.search(r"5x5 +of b2c16 +", text)


def test_a_network_by_name():
    assert network_named("b2c16").config.name == "b2c16"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--net", "b9"], "--net b9: expected a network's file, or a shape such as b4c32"),
        (["--run", "nowhere"], "no run in .*nowhere: expected config.toml"),
    ],
)
def test_what_cannot_be_measured_is_said_in_a_line(options, problem, caplog, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["bench", "decode", *options]) == 1
    assert re.search(problem, caplog.messages[-1])


def test_the_help_shows_how(capsys):
    assert main(["bench", "--help"]) == 0
    assert "gogame-selfplay bench actor --net b4c32 --size 9 --visits 32" in capsys.readouterr().out
