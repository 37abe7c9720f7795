"""Games are in the lake exactly once, or in quarantine with the reason."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import DeltaError, SchemaMismatchError

from selfplay.lake.errors import LakeError
from selfplay.lake.reader import read_games
from selfplay.lake.schema import GAMES, TABLES, Column, Kind
from selfplay.lake.spool import Spool
from selfplay.lake.tables import BatchKey, Lake, arrow_table
from selfplay.lake.writer import GameWriter, append_rows
from tests.selfplay.lake.games import assert_same, make_batch, make_game


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(str(tmp_path / "lake"))


@pytest.fixture
def writer(lake: Lake) -> GameWriter:
    return GameWriter(lake, "first", "actor-0")


@pytest.fixture
def read_only(lake: Lake, writer: GameWriter) -> Iterator[Path]:
    """The folder of the games table, in which nothing can be written."""
    log = Path(lake.root) / "games"
    moved = log.with_name("elsewhere")
    log.rename(moved)
    log.write_text("not a folder")
    yield log
    if log.is_file():
        log.unlink()
        moved.rename(log)


def test_games_come_back_as_they_were(lake: Lake, writer: GameWriter) -> None:
    batches = [make_batch(number) for number in range(3)]
    results = [writer.append(batch) for batch in batches]
    games = [game for batch in batches for game in batch]
    assert sum(result.num_positions for result in results) == sum(g.num_moves for g in games)
    for game, copy in zip(games, read_games(lake).samples(), strict=True):
        assert_same(game, copy)
    assert writer.next_sequence == 3
    assert writer.num_waiting == 0


def test_a_batch_written_again_changes_nothing(lake: Lake, writer: GameWriter) -> None:
    batch = make_batch(0)
    assert writer.append(batch).num_games == 3
    assert writer.append(batch).num_known == 1
    again = GameWriter(Lake(lake.root), "first", "actor-0")
    assert again.next_sequence == 1
    assert again.append(batch).num_known == 1
    assert read_games(lake).num_games == 3


def test_workers_count_for_themselves(lake: Lake, writer: GameWriter) -> None:
    writer.append(make_batch(0))
    for run, worker in (("first", "actor-1"), ("second", "actor-0")):
        other = GameWriter(lake, run, worker)
        assert other.append(make_batch(0, run=run, worker=worker)).num_games == 3
    assert read_games(lake).num_games == 9


def test_two_processes_as_one_worker_are_told(lake: Lake, writer: GameWriter) -> None:
    writer.append(make_batch(0))
    impostor = GameWriter(lake, "first", "actor-0")
    others = [replace(game, game_id=f"other-{game.game_id}") for game in make_batch(0)]
    with pytest.raises(LakeError, match="another process writes as this worker"):
        impostor.append(others)
    assert impostor.num_waiting == 0
    assert read_games(lake).num_games == 3


def test_a_bad_game_goes_to_quarantine_alone(lake: Lake, writer: GameWriter) -> None:
    good, bad, alien, twice, wrong = make_batch(0, 5)
    bad = replace(bad, outcome_black=2)
    alien = replace(alien, run_id="elsewhere")
    twice = replace(twice, game_id=good.game_id)
    wrong = replace(wrong, moves=None)  # type: ignore[arg-type]
    result = writer.append([good, bad, alien, twice, wrong])
    assert (result.num_games, result.num_refused) == (1, 4)
    assert list(read_games(lake).game_ids) == [good.game_id]
    refused = lake.scan("quarantine")
    reasons = dict(zip(refused["game_id"], refused["reason"], strict=True))
    assert "outcome_black 2: expected -1, 0 or 1" in reasons[bad.game_id]
    assert "made by elsewhere/actor-0" in reasons[alien.game_id]
    assert "occurs twice" in reasons[good.game_id]
    assert "of the wrong kind" in reasons[wrong.game_id]
    payloads = {json.loads(text)["game_id"]: json.loads(text) for text in refused["payload"]}
    assert payloads[bad.game_id]["moves"] == bad.moves.tolist()
    assert writer.append([good, bad, alien, twice, wrong]).num_known == 1
    assert len(lake.scan("quarantine")["reason"]) == 4


def test_a_batch_of_bad_games_only_counts(lake: Lake, writer: GameWriter) -> None:
    assert writer.append([replace(make_game(), end="resigned")]).num_refused == 1
    assert GameWriter(lake, "first", "actor-0").next_sequence == 1


def test_mixed_sequences_are_refused(writer: GameWriter) -> None:
    with pytest.raises(LakeError, match="several sequences"):
        writer.append([*make_batch(0), *make_batch(1)])
    assert writer.num_waiting == 0


def test_what_the_lake_refuses_waits_in_the_spool(
    lake: Lake, writer: GameWriter, read_only: Path
) -> None:
    for number in range(2):
        with pytest.raises(LakeError, match="games"):
            writer.append(make_batch(number))
    assert writer.num_waiting == 2
    read_only.unlink()
    read_only.with_name("elsewhere").rename(read_only)
    again = GameWriter(Lake(lake.root), "first", "actor-0")
    assert again.next_sequence == 2
    assert again.append(make_batch(2)).num_games == 9
    assert read_games(lake).num_games == 9


def test_a_damaged_spool_file_is_set_aside(lake: Lake, writer: GameWriter) -> None:
    folder = next((Path(lake.root) / "spool").iterdir())
    (folder / f"{4:010d}.batch").write_bytes(b"GOSPOOL1 torn")
    again = GameWriter(lake, "first", "actor-0")
    assert again.append(make_batch(5)).num_games == 3
    assert again.num_waiting == 0
    assert (folder / f"{4:010d}.damaged").exists()


@pytest.mark.skipif(os.name == "nt", reason="needs a device that is always full")
def test_a_full_disk_keeps_nothing_and_says_so(tmp_path: Path, lake: Lake) -> None:
    writer = GameWriter(lake, "first", "actor-0", spool=tmp_path / "spool")
    folder = next((tmp_path / "spool").iterdir())
    (folder / f"{0:010d}.partial").symlink_to("/dev/full")
    with pytest.raises(LakeError, match=r"spool .* cannot be written: .*[Nn]o space"):
        writer.append(make_batch(0))
    assert writer.num_waiting == 0
    assert writer.append(make_batch(0)).num_games == 3


def test_delta_itself_enforces_schema_and_constraints(lake: Lake, writer: GameWriter) -> None:
    writer.append(make_batch(0))
    table = DeltaTable(lake.uri("games"))
    rows = lake.scan("games")
    write_deltalake(table, arrow_table(GAMES, table, rows), mode="append")  # as they are: accepted
    for name, value in (("outcome_black", 2), ("num_moves", 0), ("height", 20), ("sequence", -1)):
        broken = {**rows, name: [value] * len(rows[name])}
        with pytest.raises(DeltaError, match="failed validation"):
            write_deltalake(table, arrow_table(GAMES, table, broken), mode="append")
    narrow = arrow_table(GAMES, table, rows).drop_columns(["moves"])
    with pytest.raises(SchemaMismatchError):
        write_deltalake(table, narrow, mode="append")
    assert lake.version("games") == table.version()


def test_rows_of_other_tables(lake: Lake) -> None:
    row = {"variant": "{}", "name": "9x9", "height": 9, "width": 9, "added_at": 5}
    assert append_rows(lake, "variants", [row], BatchKey("me", 0))
    assert not append_rows(lake, "variants", [row], BatchKey("me", 0))
    assert not append_rows(lake, "variants", [])
    assert lake.scan("variants") == {name: [value] for name, value in row.items()}
    player = {"player": "gnugo-10", "kind": "anchor", "added_at": 6}
    append_rows(lake, "players", [player])
    assert lake.scan("players")["name"] == [None]


@pytest.mark.parametrize(
    ("name", "changes", "words"),
    [
        ("variants", {"size": 9}, "no column size"),
        ("variants", {"name": None}, "name is missing"),
        ("variants", {"height": "nine"}, "height"),
        ("variants", {"height": 1 << 40}, "height"),
        ("games", {}, "not games"),
        ("stones", {}, "expected one of"),
    ],
)
def test_rows_that_do_not_fit_are_refused(
    lake: Lake, name: str, changes: dict[str, object], words: str
) -> None:
    row = {"variant": "{}", "name": "9x9", "height": 9, "width": 9, "added_at": 5}
    with pytest.raises(LakeError, match=words):
        append_rows(lake, name, [{**row, **changes}])


def test_a_new_column_is_added_and_old_writers_go_on(
    lake: Lake, writer: GameWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer.append(make_batch(0))
    added = Column("note", Kind.STRING, "anything", nullable=True)
    wider = replace(GAMES, columns=(*GAMES.columns, added), version=2)
    with monkeypatch.context() as patch:
        patch.setitem(TABLES, "games", wider)
        newer = Lake(lake.root)
        assert newer.scan("games")["note"] == [None] * 3
    assert writer.append(make_batch(1)).num_games == 3
    assert GameWriter(Lake(lake.root), "first", "actor-0").append(make_batch(2)).num_games == 3
    np.testing.assert_array_equal(read_games(Lake(lake.root)).sequences, np.repeat([0, 1, 2], 3))


class _Killed(BaseException):
    """What a test kills the writer with."""


@pytest.mark.parametrize("moment", ["before", "between", "after"])
def test_a_writer_that_dies_at_any_step_goes_on(
    lake: Lake, writer: GameWriter, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    good, bad = make_batch(0, 2)
    batch = [good, replace(bad, end="resigned")]
    commit = Lake.commit

    def dying_commit(self: Lake, name: str, *arguments: Any) -> bool:
        if moment == "before" or (moment == "between" and name == "games"):
            raise _Killed
        return commit(self, name, *arguments)

    def dying_drop(self: Spool, sequence: int) -> None:
        raise _Killed

    with monkeypatch.context() as patch, pytest.raises(_Killed):
        patch.setattr(Lake, "commit", dying_commit)
        patch.setattr(Spool, "drop", dying_drop)
        writer.append(batch)
    again = GameWriter(Lake(lake.root), "first", "actor-0")
    assert (again.num_waiting, again.next_sequence) == (1, 1)
    result = again.flush()
    assert (result.num_known == 1) == (moment == "after")
    assert list(read_games(lake).game_ids) == [good.game_id]
    assert lake.scan("quarantine")["game_id"] == [bad.game_id]
    assert again.append(make_batch(1)).num_games == 3
