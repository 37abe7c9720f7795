from __future__ import annotations

import importlib.util
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from gogame.board.position import Position
from gogame.board.variant import VariantSpec
from gogame.errors import CheckpointError, ConfigError, EngineError
from gogame.features import NUM_PLANES, encode_positions
from gogame.net import jax_evaluator, openvino_evaluator, runtime
from gogame.net.checkpoint import Checkpoint, save_checkpoint
from gogame.net.config import CONFIGS
from gogame.net.measure import evaluations_per_second, random_batch
from gogame.net.openvino_evaluator import OpenVinoEvaluator, pick_precision
from gogame.net.runtime import (
    accelerator_likely,
    choose_runtime,
    explain_choice,
    find_network,
    load_evaluator,
    random_network,
)
from gogame.search.config import Limits, SearchConfig
from gogame.search.mcts import Search
from tests.net.samples import random_inputs

WITHOUT_JAX = """
import sys
import gogame.net.checkpoint, gogame.net.openvino_evaluator, gogame.net.measure
from gogame.net.runtime import load_evaluator, random_network
evaluator = load_evaluator(random_network("b2c16", 0), "openvino", threads=1)
print(evaluator.name, evaluator.config.name)
print([name for name in ("jax", "flax", "optax", "torch") if name in sys.modules])
"""


def test_openvino_runs_without_importing_jax():
    found = subprocess.run(
        [sys.executable, "-c", WITHOUT_JAX], capture_output=True, text=True, check=True
    )
    lines = found.stdout.splitlines()
    assert lines[0].startswith("b2c16 openvino ")
    assert lines[1] == "[]"


@pytest.mark.parametrize("name", CONFIGS)
def test_random_networks_evaluate(name):
    network = random_network(name, seed=2)
    evaluator = load_evaluator(network, "openvino", "f32", threads=2)
    answer = evaluator.evaluate_planes(*random_inputs(network.config, 2, 9, 9))
    assert all(np.isfinite(head).all() for head in answer)
    assert evaluator.name == f"{name} openvino f32"
    assert evaluator.reads_planes


def test_an_unknown_configuration():
    with pytest.raises(ConfigError, match="no network named 'b99'"):
        random_network("b99", 0)


@pytest.mark.parametrize("chosen", ["openvino", "jax"])
def test_a_random_network_plays_a_legal_game(chosen):
    evaluator = load_evaluator(random_network("b2c16", seed=1), chosen, "f32")
    assert f" {chosen} " in evaluator.name
    rng = np.random.default_rng(1)
    position = Position.start(VariantSpec(4, 5, komi=2.5))
    while not position.is_over and len(position.moves) < 60:
        answer = evaluator.evaluate(encode_positions([position]))
        legal = position.legal()
        logits = np.where(legal, answer.logits[0], -np.inf)
        weights = np.exp(logits - logits.max())
        position = position.play(int(rng.choice(len(weights), p=weights / weights.sum())))
        assert np.isfinite(answer.score[0])
        assert answer.outcome[0].sum() == pytest.approx(1, abs=1e-5)
    assert len(position.moves) >= 10


@pytest.mark.parametrize("chosen", ["openvino", "jax"])
def test_a_search_with_a_random_network_finds_legal_moves(chosen):
    evaluator = load_evaluator(random_network("b2c16", seed=1), chosen, "f32")
    search = Search(evaluator, SearchConfig(), seed=3)
    position = Position.start(VariantSpec(4, 5, komi=2.5))
    for _ in range(3):
        search.set_position(position)
        search.run(Limits(visits=24))
        position = position.play(search.choose_action())
    analysis = search.analysis()
    assert analysis.visits >= 24
    assert np.isfinite(analysis.score_black)


# Choosing


def test_precision_follows_the_cpu(monkeypatch):
    class OldCore:
        def get_property(self, _device, name):
            return ["FP32", "INT8"] if name == "OPTIMIZATION_CAPABILITIES" else "f32"

    monkeypatch.setattr(openvino_evaluator.ov, "Core", OldCore)
    assert pick_precision("auto") == "f32"
    assert pick_precision("f32") == "f32"
    with pytest.raises(EngineError, match="this CPU has no bfloat16: choose precision f32"):
        pick_precision("bf16")


def test_unknown_words_are_refused():
    network = random_network("b2c16", 0)
    for chosen, known in (("openvino", "f32, bf16 or int8"), ("jax", "f32 or bf16")):
        with pytest.raises(EngineError, match=f"precision 'int4': expected auto, {known}"):
            load_evaluator(network, chosen, "int4")
    with pytest.raises(EngineError, match="runtime 'tpu': expected auto, openvino or jax"):
        load_evaluator(network, "tpu")
    with pytest.raises(EngineError, match="threads 0: expected 1 or more"):
        load_evaluator(network, "openvino", threads=0)


def without(*packages):
    """Returns a `find_spec` for a machine that lacks these packages."""

    def find_spec(name):
        return None if name in packages else importlib.util.find_spec(name)

    return find_spec


def test_a_plain_cpu_gets_openvino(monkeypatch):
    monkeypatch.setattr(runtime, "find_spec", without("jax_plugins", "libtpu"))
    assert not accelerator_likely()
    assert choose_runtime().runtime == "openvino"
    assert explain_choice(precision="f32").startswith("openvino f32: it is the fastest on a CPU")


def test_an_accelerator_gets_jax(monkeypatch):
    monkeypatch.setattr(runtime, "find_spec", lambda _name: True)
    monkeypatch.delenv("JAX_PLATFORMS", raising=False)
    assert accelerator_likely()
    monkeypatch.setattr(jax_evaluator, "accelerator", lambda: "gpu")
    assert choose_runtime() == ("jax", "JAX has a gpu")
    monkeypatch.setattr(jax_evaluator, "accelerator", lambda: None)
    assert choose_runtime().runtime == "openvino"
    monkeypatch.setenv("JAX_PLATFORMS", "cpu")
    assert not accelerator_likely()


def test_missing_runtimes(monkeypatch):
    monkeypatch.setattr(runtime, "find_spec", without("openvino", "jax_plugins", "libtpu"))
    assert choose_runtime() == ("jax", "the package openvino is not installed")
    with pytest.raises(EngineError, match="runtime openvino is not installed: install the package"):
        choose_runtime("openvino")
    monkeypatch.setattr(runtime, "find_spec", without("openvino", "jax", "jax_plugins", "libtpu"))
    with pytest.raises(EngineError, match="no runtime for networks: install the package openvino"):
        choose_runtime()


def test_a_runtime_that_cannot_be_imported(monkeypatch):
    monkeypatch.setitem(sys.modules, "gogame.net.openvino_evaluator", None)
    with pytest.raises(EngineError, match=r"runtime openvino cannot be imported .*reinstall it"):
        load_evaluator(random_network("b2c16", 0), "openvino")


# Finding


def test_networks_are_found_by_file_and_by_name(tmp_path, monkeypatch):
    monkeypatch.setattr(runtime, "NETWORKS", tmp_path / "bundled")
    with pytest.raises(CheckpointError, match=r"no network 'b2c16': .*none comes with this"):
        find_network("b2c16")
    (tmp_path / "bundled").mkdir()
    network = random_network("b2c16", 0)
    for path in (tmp_path / "bundled" / "9x9-small", tmp_path / "mine"):
        save_checkpoint(path, network.parameters, network.config)
    assert find_network("9x9-small") == tmp_path / "bundled" / "9x9-small.safetensors"
    for name in ("mine", "mine.json", "mine.safetensors"):
        assert find_network(tmp_path / name) == tmp_path / "mine.safetensors"
    with pytest.raises(CheckpointError, match=r"no network 'large': .*or one of 9x9-small"):
        find_network("large")
    by_name = load_evaluator("9x9-small", "openvino", "f32")
    by_file = load_evaluator(str(tmp_path / "mine.json"), "openvino", "f32")
    inputs = random_inputs(network.config, 1, 5, 5)
    np.testing.assert_array_equal(
        by_name.evaluate_planes(*inputs).logits, by_file.evaluate_planes(*inputs).logits
    )


@pytest.mark.parametrize("change", [{"features_version": 99}, {"num_planes": NUM_PLANES + 1}])
def test_networks_for_other_features_are_refused(change):
    config = replace(CONFIGS["b2c16"], **change)
    network = Checkpoint(config, random_network("b2c16", 0).parameters)
    with pytest.raises(CheckpointError, match=r"reads features version .* choose another network"):
        load_evaluator(network)


# Measuring


def test_random_batches_are_real_positions():
    one, again = random_batch(5, 20), random_batch(5, 20)
    assert one.planes.shape == (20, NUM_PLANES, 5, 5)
    np.testing.assert_array_equal(one.planes, again.planes)
    assert (one.planes[:, 0] == 1).all()
    assert len({row.tobytes() for row in one.planes}) > 15


def test_speed_is_positions_by_time(monkeypatch):
    evaluator = OpenVinoEvaluator(random_network("b2c16", 0), precision="f32")
    calls = []
    original = evaluator.evaluate

    def counted(batch):
        calls.append(len(batch.planes))
        return original(batch)

    monkeypatch.setattr(evaluator, "evaluate", counted)
    rate = evaluations_per_second(evaluator, size=5, batch=4, seconds=0.2)
    assert set(calls) == {4}
    counted_rate = 4 * (len(calls) - 1) / 0.2
    assert counted_rate / 4 < rate < counted_rate * 4


def test_openvino_reports_nothing_to_its_makers():
    program = (
        "import sys; from gogame.net.runtime import explain_choice; explain_choice('openvino');"
        "sys.exit('openvino_telemetry' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
