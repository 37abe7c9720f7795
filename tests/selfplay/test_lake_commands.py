"""The lake's commands, as they are typed."""

from __future__ import annotations

import argparse
import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from gogame import sgf
from gogame.errors import ConfigError
from selfplay.lake.errors import LakeError
from selfplay.lake.tables import Lake
from selfplay.lake.writer import GameWriter
from selfplay.lake_commands import add_lake_commands, formatted, open_lake, run_lake
from tests.selfplay.games import random_sample
from tests.selfplay.lake.games import SMALL, make_batch


@pytest.fixture
def run_dir(tmp_path: Path) -> Path:
    writer = GameWriter(Lake(str(tmp_path / "lake")), "first", "actor-0")
    for sequence in range(2):
        writer.append(make_batch(sequence, num_moves=10))
    return tmp_path


def _run(*words: str | Path) -> int:
    parser = argparse.ArgumentParser(prog="gogame-selfplay")
    add_lake_commands(parser.add_subparsers(required=True))
    args = parser.parse_args(["lake", *map(str, words)])
    assert args.command == "lake"
    return run_lake(args)


def test_sql_answers_in_three_forms(run_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    statement = "SELECT worker, count(*) AS games, avg(num_moves) AS moves FROM games GROUP BY 1"
    assert _run("sql", run_dir, statement) == 0
    assert capsys.readouterr().out == "worker   games  moves\nactor-0      6     10\n"
    assert _run("sql", run_dir, statement, "--format", "csv") == 0
    assert capsys.readouterr().out == "worker,games,moves\nactor-0,6,10\n"
    assert _run("sql", run_dir / "lake", statement, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == [{"worker": "actor-0", "games": 6, "moves": 10.0}]


def test_sql_travels_in_time_and_cannot_write(
    run_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newest = Lake(str(run_dir / "lake")).version("games")
    counted = "SELECT count(*) AS games FROM games"
    for back, games in ((0, 6), (1, 3)):
        _run("sql", run_dir, counted, "--version", f"games={newest - back}", "--format", "csv")
        assert capsys.readouterr().out == f"games\n{games}\n"
    with pytest.raises(ConfigError, match="expected TABLE=NUMBER"):
        _run("sql", run_dir, counted, "--version", "games")
    with pytest.raises(LakeError, match="expected SELECT"):
        _run("sql", run_dir, "DROP TABLE games")


def test_help_of_sql_shows_statements_that_work(
    run_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        _run("sql", "--help")
    assert left.value.code == 0
    text = capsys.readouterr().out
    assert "example:\n  gogame-selfplay lake sql" in text
    statements = [line.strip() for line in text.splitlines() if line.startswith("  SELECT")]
    assert len(statements) >= 5
    for statement in statements:
        assert _run("sql", run_dir, statement) == 0


def test_other_help_does_not_load_the_tables() -> None:
    program = (
        "import argparse, sys\n"
        "from selfplay.lake_commands import add_lake_commands\n"
        "add_lake_commands(argparse.ArgumentParser().add_subparsers())\n"
        "assert not {'deltalake', 'numba', 'numpy'} & set(sys.modules), sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_tables_and_catalog_describe_the_lake(
    run_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("tables", run_dir, "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["table"], row["rows"], row["files"]) for row in rows] == [
        ("games", "6", "2"),
        ("quarantine", "0", "0"),
    ]
    assert _run("tables", run_dir, "--all") == 0
    assert "raw_objects" in capsys.readouterr().out
    assert _run("catalog", run_dir, "players", "--format", "json") == 0
    columns = json.loads(capsys.readouterr().out)
    assert [c["column"] for c in columns if c["personal"]] == ["name"]
    assert _run("sql", run_dir, "SELECT count(*) AS n FROM catalog", "--format", "csv") == 0
    assert capsys.readouterr().out == "n\n10\n"
    with pytest.raises(ConfigError, match="lake table 'nothing'"):
        _run("catalog", run_dir, "nothing")


def test_export_writes_readable_games(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    games = [random_sample(SMALL, seed) for seed in range(3)]
    GameWriter(Lake(str(tmp_path / "lake")), "test", "0").append(games)
    folder = tmp_path / "sgf"
    assert _run("export", tmp_path, folder, "--limit", "2") == 0
    assert capsys.readouterr().out == f"2 games written to {folder}\n"
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["test-0-00000001.sgf", "test-0-00000002.sgf"]
    record = sgf.record_of(sgf.load(folder / names[0])[0])
    assert [move.action for move in record.moves] == games[1].moves.tolist()


def test_verify_repair_and_tidy(run_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("verify", run_dir) == 0
    assert capsys.readouterr().out == "sound\n"
    assert _run("repair", run_dir) == 0
    assert capsys.readouterr().out == "nothing was damaged\n"
    damaged = sorted((run_dir / "lake" / "games").rglob("*.parquet"))[0]
    damaged.write_bytes(damaged.read_bytes()[:-20])
    with pytest.raises(LakeError, match="lake repair"):
        _run("verify", run_dir)
    assert _run("repair", run_dir, "--format", "csv") == 0
    (loss,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert loss["table"] == "games"
    assert loss["file"].endswith(damaged.name)
    assert _run("verify", run_dir) == 0
    capsys.readouterr()
    GameWriter(Lake(str(run_dir / "lake")), "first", "actor-1").append(
        make_batch(0, worker="actor-1")
    )
    assert _run("tidy", run_dir, "--format", "csv") == 0
    assert capsys.readouterr().out == "files before,files after,files removed\n2,1,0\n"


def test_the_lake_is_found_by_the_configuration_or_named_as_missing(
    run_dir: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "other"
    elsewhere.mkdir()
    with pytest.raises(ConfigError, match="other holds no lake: expected a run's directory"):
        open_lake(str(elsewhere))
    (elsewhere / "config.toml").write_text('[lake]\nuri = "s3://games/here"\n')
    assert open_lake(str(elsewhere)).root == "s3://games/here"
    (elsewhere / "config.toml").write_text("seed = 1\n")
    assert open_lake(str(elsewhere)).root == str(elsewhere / "lake")
    (elsewhere / "config.toml").write_text("[lake\n")
    with pytest.raises(ConfigError, match=r"config\.toml cannot be read"):
        open_lake(str(elsewhere))
    assert open_lake("s3://games/here").root == "s3://games/here"


def test_cells_are_plain() -> None:
    rows = [(b"\x01\xff", float("nan"), None, True, ["a", 1.5], "two\nlines")]
    names = ("a", "b", "c", "d", "e", "f")
    assert formatted(names, rows, "csv").splitlines()[1:] == [
        '01ff,,,true,"[""a"", 1.5]","two',
        'lines"',
    ]
    assert json.loads(formatted(names, rows, "json")) == [
        {"a": "01ff", "b": None, "c": None, "d": True, "e": ["a", 1.5], "f": "two\nlines"}
    ]
    assert formatted(names, rows, "text").splitlines()[1].endswith("two lines")
