"""What judges when nobody has chosen: the network where it is stronger, else random games."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from gogame import judges
from gogame.board.rules import WinCondition
from gogame.board.topology import Shape
from gogame.board.variant import standard
from gogame.engine import NETWORK_VISITS, ROLLOUT_VISITS, Engine, EngineConfig
from gogame.judges import DefaultJudges, network_is_stronger
from gogame.net import runtime
from gogame.net.manifest import MANIFEST, NETWORKS, read_manifest
from gogame.search.config import Limits

NINE = standard(9)
NAME = read_manifest()[0].name


@pytest.mark.parametrize(
    ("game", "by_network"),
    [
        (NINE, True),
        (standard(19), True),
        (replace(NINE, width=19), True),
        (replace(NINE, shape=Shape.TORUS), False),
        (replace(NINE, win=WinCondition.CAPTURE, capture_goal=1), False),
        (standard(9, "japanese"), True),
        (standard(5), True),
        (standard(4), False),
        (standard(13), True),
    ],
)
def test_each_game_has_its_judge(game, by_network) -> None:
    assert network_is_stronger(game) == by_network
    said: list[str] = []
    evaluator = DefaultJudges(said.append, rollouts=3)(game)
    assert evaluator.name.startswith(
        f"{NAME} b4c32 openvino" if by_network else "random rollouts x3"
    )
    assert said == []


def test_the_engine_changes_its_judge_with_the_game() -> None:
    choose = DefaultJudges(pytest.fail)
    engine = Engine(choose(NINE), variant=NINE, evaluator_for=choose)
    network = engine.evaluator
    assert engine.limits == Limits(NETWORK_VISITS)
    engine.new_game(replace(NINE, shape=Shape.TORUS))
    assert engine.evaluator.name.startswith("random rollouts")
    assert engine.limits == Limits(ROLLOUT_VISITS)
    engine.config = EngineConfig(limits=Limits(20))
    assert engine.genmove().action is not None
    engine.new_game(NINE)
    assert engine.evaluator is network
    assert engine.genmove().action is not None
    engine.set_rules(standard(9, "japanese").rules)
    assert engine.evaluator is network


def test_a_network_that_cannot_be_had_is_named_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in NETWORKS.iterdir():
        shutil.copy(file, tmp_path)
    broken = tmp_path / f"{NAME}.safetensors"
    broken.write_bytes(broken.read_bytes()[:-4] + b"\0\0\0\0")
    monkeypatch.setattr(runtime, "NETWORKS", tmp_path)
    said: list[str] = []
    choose = DefaultJudges(said.append)
    assert [choose(NINE).name for _ in range(2)] == ["random rollouts x8"] * 2
    (sentence,) = said
    assert f"{NAME}.safetensors: its SHA-256 is not" in sentence
    assert sentence.endswith("random games judge instead")


def test_without_openvino_random_games_judge_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(runtime, "_installed", lambda package: package != "openvino")
    said: list[str] = []
    assert DefaultJudges(said.append)(NINE).name.startswith("random rollouts")
    assert "runtime openvino is not installed: install the package openvino" in said[0]


def test_a_damaged_manifest_is_said_and_none_is_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judges, "read_manifest", lambda: read_manifest(tmp_path))
    assert DefaultJudges(pytest.fail)(NINE).name.startswith("random rollouts")
    (tmp_path / MANIFEST).write_text("{")
    said: list[str] = []
    assert DefaultJudges(said.append)(NINE).name.startswith("random rollouts")
    assert MANIFEST in said[0]


def test_playing_by_default_loads_no_jax() -> None:
    program = (
        "import sys\n"
        "from gogame.cli import main\n"
        "status = main(['gtp', '--visits', '5'])\n"
        "print(status, sorted({'jax', 'flax', 'openvino'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input="gogame-evaluator\ngenmove b\nboardsize 4\ngogame-evaluator\nquit\n",
        capture_output=True,
        text=True,
        check=True,
    )
    replies = done.stdout.split("\n\n")
    assert replies[0].startswith(f"= {NAME} b4c32 openvino")
    assert replies[3].startswith("= random rollouts x8")
    assert replies[-1] == "0 ['openvino']\n"
    assert "random games judge" not in done.stderr
