"""Repair sets aside what is broken, and nothing else; no version number is used twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from selfplay.lake.codec import to_columns, to_row
from selfplay.lake.errors import LakeError
from selfplay.lake.reader import read_games
from selfplay.lake.repair import repair
from selfplay.lake.schema import GAMES
from selfplay.lake.tables import Lake, now_us
from selfplay.lake.upkeep import tidy, verify
from selfplay.lake.writer import GameWriter
from tests.selfplay.lake.games import make_batch


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(str(tmp_path / "lake"))


def fill(lake: Lake, sequences: range) -> int:
    writer = GameWriter(lake, "first", "actor-0")
    for sequence in sequences:
        writer.append(make_batch(sequence))
    return lake.version("games")


def log_of(lake: Lake) -> Path:
    return Path(lake.root) / "games" / "_delta_log"


@pytest.mark.parametrize("damage", ["truncated", "overwritten", "missing"])
def test_repair_loses_the_damaged_file_only(lake: Lake, damage: str) -> None:
    fill(lake, range(3))
    victim = Path(lake.table("games").file_uris()[0])
    content = victim.read_bytes()
    if damage == "truncated":
        victim.write_bytes(content[: len(content) // 2])
    elif damage == "overwritten":
        victim.write_bytes(content[:4] + b"\xff" * (len(content) - 4))
    else:
        victim.unlink()
    with pytest.raises(LakeError, match=r"cannot be read.*lake repair"):
        read_games(lake)
    losses = repair(lake)
    assert [loss.table for loss in losses] == ["games"]
    assert (damage == "missing") == ("missing" in losses[0].reason)
    assert Path(losses[0].path).exists() == (damage != "missing")
    assert read_games(lake).num_games == 6
    assert repair(lake) == []
    assert GameWriter(lake, "first", "actor-0").append(make_batch(3)).num_games == 3
    assert verify(lake) == []


def test_repair_drops_a_torn_commit(lake: Lake) -> None:
    newest = fill(lake, range(3))
    entry = log_of(lake) / f"{newest:020d}.json"
    entry.write_bytes(b'{"add": {"path": "run_id=fir')
    with pytest.raises(LakeError, match="games cannot be"):
        read_games(Lake(lake.root))
    torn = Lake(lake.root)
    losses = repair(torn)
    assert [(loss.table, Path(loss.path).name) for loss in losses] == [
        ("games", f"games-{entry.name}")
    ]
    assert read_games(torn).num_games == 6
    assert torn.version("games") == newest, "no version number is used twice"
    writer = GameWriter(torn, "first", "actor-0")
    assert writer.next_sequence == 2
    assert writer.append(make_batch(2)).num_games == 3
    assert verify(torn) == []


def test_an_empty_commit_is_no_harm(lake: Lake) -> None:
    newest = fill(lake, range(3))
    (log_of(lake) / f"{newest:020d}.json").write_bytes(b"")
    after = Lake(lake.root)
    assert read_games(after).num_games == 6
    assert GameWriter(after, "first", "actor-0").append(make_batch(2)).num_games == 3
    assert repair(after) == []


def test_a_torn_entry_in_the_middle_costs_its_own_games_only(lake: Lake) -> None:
    newest = fill(lake, range(4))
    torn, lost = (log_of(lake) / f"{newest - back:020d}.json" for back in (2, 1))
    torn.write_bytes(torn.read_bytes()[:-30])
    lost.unlink()
    with pytest.raises(LakeError, match="games cannot be"):
        read_games(Lake(lake.root))
    found = [(loss.table, loss.reason.partition(":")[0]) for loss in repair(Lake(lake.root))]
    assert found == [("games", "the log's entry is torn"), ("games", "the log's entry is missing")]
    after = Lake(lake.root)
    assert after.version("games") == newest
    assert read_games(after).num_games == 6
    assert read_games(after, version=newest - 1).num_games == 3
    assert verify(after) == []
    assert repair(after) == []
    assert GameWriter(after, "first", "actor-0").next_sequence == 4


def test_damaged_snapshots_of_the_log_cost_nothing(lake: Lake) -> None:
    fill(lake, range(3))
    tidy(lake)
    (snapshot,) = log_of(lake).glob("*.checkpoint.parquet")
    snapshot.write_bytes(snapshot.read_bytes()[:-100])
    (loss,) = repair(Lake(lake.root))
    assert Path(loss.path).name == f"games-{snapshot.name}"
    assert read_games(Lake(lake.root)).num_games == 9
    tidy(Lake(lake.root))
    (log_of(lake) / "_last_checkpoint").write_text("{")
    assert len(repair(Lake(lake.root))) == 1
    assert verify(Lake(lake.root)) == []


def test_a_table_without_its_beginning_is_named(lake: Lake) -> None:
    fill(lake, range(2))
    (log_of(lake) / f"{0:020d}.json").write_text("{")
    with pytest.raises(LakeError, match=r"00\.json is the table's beginning .*from a copy"):
        repair(lake)


def test_a_file_that_would_end_its_reader_is_set_aside(lake: Lake) -> None:
    fill(lake, range(2))
    victim = sorted(Path(lake.root, "games").rglob("*.parquet"))[0]
    content = victim.read_bytes()
    length = int.from_bytes(content[-8:-4], "little")
    footer = bytes([0x15, 0x04, 0x19, 0xFC, *[0xFF] * 4, 0x07]) + content[-8 - length + 9 : -8]
    victim.write_bytes(content[: -8 - length] + footer + content[-8:])  # 2**31 - 1 columns
    (loss,) = repair(Lake(lake.root))
    assert Path(loss.path).name == f"games-{victim.name}"
    assert read_games(Lake(lake.root)).num_games == 3


def test_games_that_have_changed_go_to_quarantine(lake: Lake) -> None:
    before = fill(lake, range(2))
    changed: dict[str, Any] = {**to_row(make_batch(7)[0]), "sequence": 2, "committed_at": now_us()}
    names = [column.name for column in GAMES.columns]
    lake.commit("games", to_columns([changed], names))
    (fault,) = verify(Lake(lake.root))
    assert "its checksum is wrong" in fault
    (loss,) = repair(Lake(lake.root))
    assert (loss.table, loss.path) == ("games", changed["game_id"])
    assert "quarantine" in loss.reason
    after = Lake(lake.root)
    assert verify(after) == []
    assert repair(after) == []
    assert read_games(after).num_games == 6
    refused = after.scan("quarantine")
    assert refused["game_id"] == [changed["game_id"]]
    assert "checksum" in refused["reason"][0]
    assert json.loads(refused["payload"][0])["moves"] == changed["moves"].hex()
    assert read_games(after, version=before + 1).damaged == (changed["game_id"],), "it stays"
    assert GameWriter(after, "first", "actor-0").append(make_batch(2)).num_games == 3


@pytest.mark.parametrize(
    "name", ['my games, it\'s "good"', "바둑", "50%#?", "a*b", "{a,b}", "~&;@$<>"]
)
def test_folders_may_have_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "a-b").mkdir()  # what a*b would match
    lake = Lake(str(tmp_path / name / "lake"))
    fill(lake, range(2))
    assert repair(Lake(lake.root)) == []
    assert read_games(Lake(lake.root)).num_games == 6
    damaged = sorted(Path(lake.root, "games").rglob("*.parquet"))[0]
    damaged.write_bytes(damaged.read_bytes()[:-20])
    assert [loss.table for loss in repair(Lake(lake.root))] == ["games"]
    assert read_games(Lake(lake.root)).num_games == 3


@pytest.mark.parametrize("name", ["[1]", "a\\b", "a%20b", "a|b", "two\nlines"])
def test_folders_that_delta_confuses_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(LakeError, match="choose another folder"):
        Lake(str(tmp_path / name / "lake"))
