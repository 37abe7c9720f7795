from __future__ import annotations

import pytest

from gogame.evaluation import UniformEvaluator
from gogame.net.runtime import load_evaluator, random_network
from selfplay.bench import ActorSpeed, measure_actor

SPEED = ActorSpeed("net", 7, 16, 256, 10.0, 4000, 3200, 64000, 8.0, 1.5, 8000.0)


def test_what_follows_from_the_counts():
    assert SPEED.positions_per_s == 400
    assert SPEED.evaluations_per_s == 6400
    assert SPEED.share_of_raw == 0.8
    assert SPEED.evaluations_per_sample == 20
    assert SPEED.shares() == pytest.approx(
        {"evaluator": 0.8, "search and features": 0.15, "games and records": 0.05}
    )
    text = "\n".join(SPEED.lines())
    assert text.startswith("net, 7x7, 16 visits, 256 games in one process")
    for figure in ("6,400", "8,000", "80.0%", "20.0", "evaluator 80.0%"):
        assert figure in text


@pytest.mark.parametrize("kind", ["uniform", "network"])
def test_an_actor_is_measured(kind):
    network = load_evaluator(random_network("b2c16", 0), "openvino", "f32", threads=1)
    evaluator = UniformEvaluator() if kind == "uniform" else network
    speed = measure_actor(evaluator, 5, 4, 0.2, games=8)
    assert speed.evaluator == evaluator.name
    assert (speed.size, speed.visits, speed.games) == (5, 4, 8)
    assert speed.positions >= 4 * 8
    assert speed.positions >= speed.recorded > 0
    assert speed.evaluations >= speed.positions
    assert speed.raw_per_s > 0
    shares = speed.shares()
    assert sum(shares.values()) == pytest.approx(1)
    assert all(0 < share < 1 for share in shares.values())
