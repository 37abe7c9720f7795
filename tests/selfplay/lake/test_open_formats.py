"""SQL, SGF, the raw zone, the catalog, and readers that are not ours."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import duckdb
import numpy as np
import polars
import pytest
from deltalake import DeltaTable

from gogame.board.coords import Color
from gogame.board.variant import VariantSpec
from gogame.sgf import load, record_of
from selfplay.lake.catalog import describe, publish_catalog
from selfplay.lake.errors import LakeError
from selfplay.lake.export import export_sgf
from selfplay.lake.query import SQL_EXAMPLES, run_sql
from selfplay.lake.raw import RawZone
from selfplay.lake.schema import TABLES
from selfplay.lake.tables import Lake
from selfplay.lake.writer import GameWriter
from tests.selfplay.lake.games import make_batch, make_game


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    filled = Lake(str(tmp_path / "lake"))
    writer = GameWriter(filled, "first", "actor-0")
    for sequence in range(2):
        writer.append(make_batch(sequence, num_moves=7))
    return filled


def test_sql_counts(lake: Lake) -> None:
    result = run_sql(lake, "SELECT count(*) AS n, sum(num_moves) AS moves FROM games")
    assert (result.names, result.rows) == (("n", "moves"), ((6, 42),))
    version = lake.version("games") - 1
    older = run_sql(
        lake, "WITH g AS (SELECT * FROM games) SELECT count(*) FROM g", {"games": version}
    )
    assert older.rows == ((3,),)


@pytest.mark.parametrize("question", SQL_EXAMPLES)
def test_every_sql_example_runs(lake: Lake, question: str) -> None:
    assert run_sql(lake, SQL_EXAMPLES[question]).names


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM games", "expected SELECT"),
        ("COPY games TO 'x.csv'", "expected SELECT"),
        ("SELECT * FROM stones", "stones"),
        ("SELECT stones FROM games", "stones"),
        ("SELECT 1; DROP TABLE games", "lake sql"),
    ],
)
def test_sql_that_cannot_be_answered(lake: Lake, statement: str, words: str) -> None:
    with pytest.raises(LakeError, match=words):
        run_sql(lake, statement)
    assert run_sql(lake, "SELECT count(*) FROM games").rows == ((6,),)


def test_polars_opens_the_table(lake: Lake) -> None:
    frame = polars.scan_delta(lake.uri("games")).select("game_id", "moves", "started_at").collect()
    assert frame.height == 6
    game = make_game(4, sequence=1, num_moves=7)
    row = frame.filter(polars.col("game_id") == game.game_id)
    assert row["moves"][0] == game.moves.astype(np.uint8).tobytes()
    assert row["started_at"][0].timestamp() == game.started_at


def test_duckdb_reads_the_table(lake: Lake) -> None:
    connection = duckdb.connect()
    connection.register("games", DeltaTable(lake.uri("games")).scan())
    query = "SELECT run_id, count(*), sum(num_moves) FROM games GROUP BY run_id"
    assert connection.execute(query).fetchall() == [("first", 6, 42)]
    files = DeltaTable(lake.uri("games")).file_uris()
    query = "SELECT count(*), max(num_moves) FROM read_parquet(?)"
    assert connection.execute(query, [files]).fetchall() == [(6, 7)]


def test_sgf_export_of_a_selection(lake: Lake, tmp_path: Path) -> None:
    game = make_game(90, worker="actor-1", variant=VariantSpec(9, 9), handicap=(20, 60))
    GameWriter(lake, "first", "actor-1").append([game])
    folder = tmp_path / "sgf"
    assert export_sgf(lake, "worker = 'actor-1'", folder) == 1
    tree = load(folder / f"{game.game_id}.sgf")[0]
    record = record_of(tree)
    assert [move.action for move in record.moves] == game.moves.tolist()
    assert record.moves[0].color is Color.WHITE
    assert set(record.handicap) == {20, 60}
    assert record.variant.komi == game.variant.komi
    assert record.date == "2027-01-15"
    assert f"{game.visits[0]} visits" in (tree.root.children[0].text("C") or "")
    newest = tmp_path / "newest"
    assert export_sgf(lake, None, newest, limit=2) == 2
    assert {path.stem for path in newest.iterdir()} == {game.game_id, "first-actor-0-00000005"}


def test_raw_files_are_kept_once_by_digest(lake: Lake) -> None:
    raw = RawZone(lake)
    content = b"(;GM[1]SZ[9])"
    digest = raw.put(content, "sgf", source="a friend", licence="CC0")
    assert digest == hashlib.sha256(content).hexdigest()
    assert raw.put(content, "sgf", source="again", licence="CC0") == digest
    assert raw.get(digest) == content
    rows = lake.scan("raw_objects")
    assert (rows["source"], rows["num_bytes"]) == (["a friend"], [len(content)])
    (Path(lake.root) / rows["path"][0]).write_bytes(b"changed")
    with pytest.raises(LakeError, match="damaged"):
        raw.get(digest)
    assert raw.put(content, "sgf", source="again", licence="CC0") == digest
    assert raw.get(digest) == content
    with pytest.raises(LakeError, match="none of this SHA-256"):
        raw.get("0" * 64)
    with pytest.raises(LakeError, match="kind 'photo'"):
        raw.put(content, "photo", source="", licence="")


def test_the_catalog_describes_every_table(lake: Lake) -> None:
    assert publish_catalog(lake) == len(TABLES)
    assert publish_catalog(lake) == 0
    rows = lake.scan("catalog")
    assert set(rows["name"]) == set(TABLES)
    games = rows["name"].index("games")
    assert {"name": "komi", "type": "double"}.items() <= next(
        column for column in json.loads(rows["columns"][games]) if column["name"] == "komi"
    ).items()
    assert json.loads(rows["personal"][rows["name"].index("players")]) == ["name"]
    entries = {entry.schema.name: entry for entry in describe(lake)}
    assert (entries["games"].num_rows, entries["games"].num_files) == (6, 2)
    assert entries["matches"].version == -1


def test_an_object_store_needs_a_spool_and_has_no_raw_zone() -> None:
    lake = Lake("s3://bucket/lake", {"AWS_REGION": "nowhere"})
    with pytest.raises(LakeError, match="spool"):
        GameWriter(lake, "first", "actor-0")
    with pytest.raises(LakeError, match="raw zone"):
        RawZone(lake)


def test_every_column_is_described() -> None:
    for table in TABLES.values():
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert all(column.description for column in table.columns)
