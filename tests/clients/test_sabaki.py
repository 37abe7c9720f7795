"""Sabaki's own packages for GTP and boards drive our engine and read its analyses."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent / "sabaki"
MODULES = HERE.parents[2] / "build" / "clients" / "node_modules"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed"),
    pytest.mark.skipif(
        not (MODULES / "@sabaki" / "gtp").is_dir(),
        reason="Sabaki's packages are not installed: make clients",
    ),
]


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """What Sabaki's packages made of a conversation."""
    engine = [sys.executable, "-m", "gogame", "gtp", "--net", "rollouts", "--rollouts", "1",
              "--visits", "60"]  # fmt: skip
    driven = subprocess.run(
        ["node", str(HERE / "drive.cjs"), str(MODULES), *engine],
        check=False,
        capture_output=True,
        text=True,
        timeout=400,
    )
    assert driven.returncode == 0, driven.stderr
    return json.loads(driven.stdout)


def test_the_packages_are_the_ones_that_were_asked_for() -> None:
    for name, version in json.loads((HERE / "package.json").read_text())["dependencies"].items():
        assert json.loads((MODULES / name / "package.json").read_text())["version"] == version


def test_it_starts_and_knows_the_commands(told: dict[str, Any]) -> None:
    assert (told["name"], told["protocol"]) == ("GoGame", "2")
    assert {"kata-analyze", "lz-analyze", "undo", "set_free_handicap"} < set(told["commands"])
    assert {"analyze", "genmove_analyze"}.isdisjoint(told["commands"])
    assert not [line for line in told["asked"] if line.endswith("?")]


def test_every_analysis_line_is_understood(told: dict[str, Any]) -> None:
    for dialect in ("kata", "lz"):
        assert not told[dialect]["error"]
        assert len(told[dialect]["lines"]) >= 3
        for line in told[dialect]["lines"]:
            assert line
            for move in line:
                assert move["visits"] > 0
                assert ("." in move["winrate"]) == (dialect == "kata")
                assert (move["scoreLead"] is not None) == (dialect == "kata")
                share = float(move["winrate"]) / (1 if dialect == "kata" else 10_000)
                assert 0 <= share <= 1
                if move["vertex"] is not None:
                    assert all(0 <= place < 9 for place in move["vertex"])
                    assert move["moves"][0] == move["vertex"]


def test_moves_with_analysis_are_tracked(told: dict[str, Any]) -> None:
    for name in ("genmove", "genmoveLz"):
        assert not told[name]["error"]
        assert told[name]["infos"] >= 1
        assert told[name]["play"] not in (None, "resign")
    assert told["plain"] not in ("", "resign")
    assert told["state"] == 6


def test_another_position_is_reached_by_undoing_or_replaying(told: dict[str, Any]) -> None:
    rows = [line[2:] for line in told["shown"].split("\n") if line.strip()[:1].isdigit()]
    assert len(rows) == 9
    assert sum(row.count("X") + row.count("O") for row in rows) == 3
    assert [line for line in told["asked"] if line.startswith("undo")] == ["undo ="]
    assert "rectangular_boardsize 9 5 =" in told["asked"]
    assert all(move["vertex"] is None or move["vertex"][1] < 5
               for line in told["wide"]["lines"] for move in line)  # fmt: skip
