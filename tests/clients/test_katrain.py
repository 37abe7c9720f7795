"""KaTrain, as it comes from PyPI, analyses and plays with our engine as its custom backend."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        find_spec("katrain") is None, reason="KaTrain is not installed: uv run --group clients"
    ),
    pytest.mark.skipif(sys.platform == "win32", reason="KaTrain's command is given to a shell"),
]
GAME = """(;GM[1]FF[4]SZ[7]KM[9]RU[chinese]PB[b]PW[w]
;B[dd];W[de];B[ed];W[ee];B[cc];W[ce];B[be];W[bf];B[aa])"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What KaTrain knows in the end."""
    folder = tmp_path_factory.mktemp("katrain")
    game = folder / "game.sgf"
    game.write_text(GAME)
    words = [sys.executable, "-m", "gogame", "analysis", "--net", "rollouts", "--rollouts", "1"]
    driven = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.clients.katrain_driver",
            str(folder),
            f"exec {shlex.join(words)}",
            str(game),
        ],
        check=False,
        capture_output=True,
        text=True,
        timeout=500,
    )
    assert driven.stdout.startswith("{"), driven.stdout + driven.stderr
    return json.loads(driven.stdout)


def test_a_whole_game_is_analysed_when_it_is_opened(told: dict[str, Any]) -> None:
    assert told["nodes"] == 10
    assert told["visits"] == [10] * 10
    assert all(-60 < score < 60 for score in told["scores"])
    assert all(0 <= winrate <= 1 for winrate in told["winrates"])
    assert len(told["points_lost"]) == 9
    assert all(isinstance(lost, float) for lost in told["points_lost"])


def test_overlays_get_their_grids_and_lines(told: dict[str, Any]) -> None:
    assert told["ownership"] == 49
    assert told["policy"] == 50
    assert set(told["moves_ownership"]) == {49}
    assert told["pv"][0] == told["candidates"][0]


def test_its_keys_get_what_they_ask_for(told: dict[str, Any]) -> None:
    before, after = told["extra"]
    assert after >= before + 50
    assert told["alternatives"], "other moves than the candidates"
    assert not set(told["alternatives"]) & set(told["candidates"])
    assert told["swept"] >= 39, "every legal point has been looked at"
    assert told["pondered"] > 200


def test_it_plays_a_game_against_itself(told: dict[str, Any]) -> None:
    assert len(told["played"]) == 6
    assert len(set(told["played"])) == 6


def test_it_has_nothing_to_complain_about(told: dict[str, Any]) -> None:
    assert told["is_alive"]
    assert told["errors"] == []
