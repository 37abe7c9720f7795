"""Upkeep changes no row, keeps what is cited, and finds what has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfplay.lake.errors import LakeError
from selfplay.lake.reader import GameTail, load_window, read_games
from selfplay.lake.tables import Lake
from selfplay.lake.upkeep import cited_versions, compact, tidy, vacuum, verify
from selfplay.lake.writer import GameWriter, append_rows
from tests.selfplay.lake.games import make_batch


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(str(tmp_path / "lake"))


def _fill(lake: Lake, sequences: range) -> int:
    writer = GameWriter(lake, "first", "actor-0")
    for sequence in sequences:
        writer.append(make_batch(sequence))
    return lake.version("games")


def _cite(lake: Lake, version: int) -> None:
    row = {
        "checkpoint": "0" * 64,
        "run_id": "first",
        "step": 10,
        "architecture": "{}",
        "configuration": "{}",
        "metrics": "{}",
        "uri": "networks/10.safetensors",
        "games_version": version,
        "window_positions": 100,
        "seed": 1,
        "created_at": 5,
    }
    append_rows(lake, "checkpoints", [row])


def test_vacuum_keeps_cited_versions_and_no_others(lake: Lake) -> None:
    cited = _fill(lake, range(3))
    _cite(lake, cited)
    before = read_games(lake).game_ids
    compact(lake)
    dropped = _fill(lake, range(3, 6))
    newest = read_games(lake).game_ids
    compact(lake)
    orphan = Path(lake.uri("games")) / "run_id=first" / "part-of-a-dead-process.parquet"
    orphan.write_bytes(b"half")
    told = vacuum(lake, hours=0, dry_run=True)
    assert orphan.exists()
    assert sorted(vacuum(lake, hours=0)) == sorted(told)
    assert not orphan.exists()
    fresh = Lake(lake.root)
    assert cited_versions(fresh) == [cited]
    assert list(read_games(fresh, version=cited).game_ids) == list(before)
    assert list(read_games(fresh).game_ids) == list(newest)
    with pytest.raises(LakeError, match="cannot be read"):
        load_window(fresh, 10**9, version=dropped)


def test_vacuum_leaves_young_files_alone(lake: Lake) -> None:
    old = _fill(lake, range(3))
    compact(lake)
    assert vacuum(lake) == []
    assert read_games(lake, version=old).num_games == 9


def test_tidy_goes_over_all_tables(lake: Lake) -> None:
    _cite(lake, _fill(lake, range(4)))
    done = tidy(lake)
    assert (done.files_before, done.files_after) == (5, 2)
    assert verify(lake) == []
    log = Path(lake.uri("games")) / "_delta_log"
    assert (log / f"{lake.version('games'):020d}.checkpoint.parquet").exists()
    assert read_games(Lake(lake.root)).num_games == 12


def test_writers_and_tails_go_on_over_upkeep(lake: Lake) -> None:
    writer = GameWriter(lake, "first", "actor-0")
    tail = GameTail(Lake(lake.root))
    names: list[str] = []
    for sequence in range(6):
        writer.append(make_batch(sequence))
        if sequence % 2:
            tidy(Lake(lake.root), hours=0)
        fresh = tail.poll()
        names += [] if fresh is None else fresh.game_ids
    assert len(names) == 18
    assert sorted(names) == sorted(read_games(lake).game_ids)


def test_changed_bytes_are_found_by_the_checksum(lake: Lake) -> None:
    _fill(lake, range(1))
    path = Path(lake.table("games").file_uris()[0])
    content = bytearray(path.read_bytes())
    faults = 0
    for place in range(200, 3000, 40):  # most places lie in pages; the reader may notice or not
        changed = bytearray(content)
        changed[place] ^= 0xFF
        path.write_bytes(changed)
        try:
            window = read_games(Lake(lake.root))
        except LakeError:
            faults += 1
        else:
            faults += bool(window.damaged)
            assert window.num_games + len(window.damaged) == 3
            for sample in window.samples():
                sample.check()
    assert faults > 30
