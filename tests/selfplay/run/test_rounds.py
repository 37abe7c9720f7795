"""Rounds of learning: the same games make the same network, whatever was interrupted."""

import json
from dataclasses import replace

import numpy as np
import pytest

from gogame.net.checkpoint import load_checkpoint
from selfplay.run.config import read_config
from selfplay.run.directory import RunDirectory
from selfplay.run.messages import RoundOrder
from selfplay.run.reproduce import reproduce
from selfplay.run.rounds import RoundLearner
from selfplay.run.window import in_order_of_rounds
from tests.selfplay.games import random_sample
from tests.selfplay.run.learning import SETTINGS, VARIANT, add_games, learner_of, rows_of


@pytest.fixture
def directory(tmp_path):
    found = RunDirectory(tmp_path / "run")
    found.create(read_config(SETTINGS, where="test"))
    return found


def test_a_round_publishes_a_network_and_says_what_it_was_made_from(directory):
    add_games(directory, "actor-0", 0, range(8))
    learner = learner_of(directory)
    assert learner.learn(RoundOrder(progress=0.25, elapsed_s=10.0))
    [row] = rows_of(directory)
    metrics = json.loads(row["metrics"])
    network = load_checkpoint(directory.root / row["uri"])
    assert network.config.name == "b2c16"
    assert network.metadata.run_id == directory.run_id
    assert metrics["round"] == 1
    assert metrics["games"] == 8
    assert metrics["steps"] == metrics["positions"] // 16
    assert metrics["progress"] == 0.25
    assert metrics["seen"] == {f"{directory.run_id}/actor-0": 0}
    assert metrics["losses"]["total"] > 0
    assert metrics["play"]["policy_entropy"] > 0
    assert row["parent"] is None
    assert not learner.learn(RoundOrder()), "nothing new, nothing to learn"


def two_rounds(directory, *, interrupted):
    add_games(directory, "actor-0", 0, range(8))
    learner = learner_of(directory)
    assert learner.learn(RoundOrder())
    add_games(directory, "actor-1", 0, range(100, 104))
    add_games(directory, "actor-0", 1, range(200, 206))
    if interrupted:
        learner = learner_of(directory)
    assert learner.learn(RoundOrder())
    return load_checkpoint(directory.root / rows_of(directory)[1]["uri"]).parameters


@pytest.mark.slow
def test_a_learner_that_starts_again_makes_the_same_network(tmp_path):
    made = []
    for name, interrupted in (("whole", False), ("cut", True)):
        directory = RunDirectory(tmp_path / name)
        directory.create(read_config(SETTINGS, where="test"))
        (directory.root / "run_id").write_text("run-00000000\n")
        made.append(two_rounds(directory, interrupted=interrupted))
    for name, value in made[0].items():
        np.testing.assert_allclose(value, made[1][name], rtol=1e-4, atol=1e-6)


@pytest.mark.slow
def test_a_checkpoint_is_reproduced_from_the_lake(directory):
    two_rounds(directory, interrupted=False)
    lines = []
    made = reproduce(directory, "2", lines.append)
    assert made.is_equal
    assert made.rounds == 2, "the only state kept is that of the round itself"
    assert len(lines) == 2
    assert reproduce(directory, rows_of(directory)[0]["checkpoint"][:8], lines.append).is_equal


def test_a_row_that_could_not_be_committed_is_committed_at_the_next_start(directory, monkeypatch):
    add_games(directory, "actor-0", 0, range(4))
    learner = learner_of(directory)
    monkeypatch.setattr(RoundLearner, "_commit", lambda *_: None)  # killed just before
    assert learner.learn(RoundOrder())
    monkeypatch.undo()
    assert rows_of(directory) == []
    again = learner_of(directory)
    assert again.totals.round == 1
    assert len(rows_of(directory)) == 1
    learner_of(directory)
    assert len(rows_of(directory)) == 1, "once"


def test_games_lie_in_the_order_in_which_rounds_met_them():
    samples = [
        replace(random_sample(VARIANT, seed, 4), worker=worker, sequence=sequence)
        for seed, (worker, sequence) in enumerate([("0", 2), ("1", 0), ("0", 0), ("1", 1)])
    ]
    seen = [{"test/0": 0}, {"test/0": 0, "test/1": 0}, {"test/0": 2, "test/1": 0}]
    found = [(s.worker, s.sequence) for s in in_order_of_rounds(samples, seen)]
    assert found == [("0", 0), ("1", 0), ("0", 2), ("1", 1)]
