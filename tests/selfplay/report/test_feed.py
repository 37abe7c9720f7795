"""What other programs read of a run: its curves and its games, as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gogame.board.position import Position
from gogame.board.variant import VariantSpec
from selfplay.cli import main
from tests.selfplay.report.runs import RUN_ID, SKILL, digest_of, honest_sample, write_run


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("run")
    write_run(root, rounds=6, games=45)
    return root


def _said(capsys: pytest.CaptureFixture[str], *words: str | Path) -> dict[str, Any]:
    assert main([str(word) for word in words]) == 0
    return json.loads(capsys.readouterr().out)


def test_curves_tell_losses_speed_and_strength_over_time(
    run_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = _said(capsys, "curves", run_dir)
    assert (found["version"], found["run_id"], found["notes"]) == (1, RUN_ID, [])
    rounds = found["rounds"]
    assert [row["round"] for row in rounds] == [1, 2, 3, 4, 5, 6]
    assert [row["elapsed_s"] for row in rounds] == [130.0 * n for n in range(1, 7)]
    assert rounds[2]["checkpoint"] == digest_of(3)
    assert rounds[2]["network"] == f"networks/000003-{digest_of(3)[:8]}.safetensors"
    assert set(rounds[0]["losses"]) == {
        "policy", "reply", "outcome", "score", "ownership", "total",
    }  # fmt: skip
    assert rounds[0]["losses"]["policy"] > rounds[5]["losses"]["policy"]
    assert (rounds[5]["games"], rounds[5]["own_games"]) == (1800, 45)
    assert rounds[5]["positions_per_s"] == pytest.approx(140, abs=40)
    strengths = found["strengths"]
    assert {row["opponent"] for row in strengths} == set(SKILL)
    assert {row["elapsed_s"] for row in strengths} == {390.0, 780.0}
    assert all(0 <= row["low"] <= row["score"] <= row["high"] <= 1 for row in strengths)
    assert all(row["wins"] + row["draws"] + row["losses"] == 40 for row in strengths)
    rating = next(row for row in found["ratings"] if (row["round"], row["visits"]) == (6, 100))
    assert (rating["elo"], rating["low"], rating["high"]) == (440.0, 350.0, 525.0)


def test_curves_do_without_games_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_run(tmp_path, rounds=2, games=3, ladder=False)
    for file in (tmp_path / "lake" / "games").rglob("*.parquet"):
        file.unlink()
    found = _said(capsys, "curves", tmp_path)
    assert [row["own_games"] for row in found["rounds"]] == [None, None]
    assert "lake table games" in found["notes"][0]


def test_games_come_in_pages_the_newest_first_and_can_be_played(
    run_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = _said(capsys, "games", run_dir, "--limit", "20")
    rest = _said(capsys, "games", run_dir, "--limit", "40", "--skip", "20")
    names = [game["game_id"] for game in first["games"] + rest["games"]]
    assert (first["total"], len(first["games"]), len(rest["games"])) == (45, 20, 25)
    assert names == sorted(names, reverse=True)  # they were committed at once: by name
    game = first["games"][0]
    sample = honest_sample(44)
    assert game["game_id"] == sample.game_id
    assert game["moves"] == sample.moves.tolist()
    assert game["values"] == pytest.approx(sample.root_value / 127, abs=1e-3)
    assert (game["outcome_black"], game["checkpoint"]) == (sample.outcome_black, digest_of(2))
    assert game["result"][:2] == {1: "B+", -1: "W+", 0: "0"}[sample.outcome_black]
    position = Position.start(VariantSpec.from_json(json.dumps(game["variant"])))
    for action in game["moves"]:
        position = position.play(action)
    one = _said(capsys, "games", run_dir, "--checkpoint", digest_of(1))
    assert one["total"] == 20
    assert {game["checkpoint"] for game in one["games"]} == {digest_of(1)}


def test_a_run_without_games_and_a_folder_without_a_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    write_run(tmp_path / "fresh", rounds=1, games=0, ladder=False)
    assert _said(capsys, "games", tmp_path / "fresh")["games"] == []
    assert _said(capsys, "curves", tmp_path / "fresh")["strengths"] == []
    assert main(["curves", str(tmp_path)]) == 1
    assert "holds no run: expected config.toml" in caplog.text
    assert main(["games", str(tmp_path), "--skip", "-1"]) == 1
    assert "--skip -1: expected 0 or more" in caplog.text
