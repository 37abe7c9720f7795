"""An actor that starts again names no game twice, wherever its last ones are."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfplay.lake.errors import LakeError
from selfplay.lake.tables import Lake
from selfplay.lake.writer import GameWriter
from selfplay.run.actor_process import next_game
from tests.selfplay.lake.games import make_batch


def test_games_in_the_spool_count_while_the_lake_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = Lake(str(tmp_path / "lake"))
    writer = GameWriter(lake, "first", "actor-0")
    writer.append(make_batch(0))
    assert next_game(lake, "first", "actor-0") == 3

    def full(*_: object) -> bool:
        raise LakeError("No space left on device")

    monkeypatch.setattr(lake, "commit", full)
    with pytest.raises(LakeError):
        writer.append(make_batch(1))
    again = GameWriter(lake, "first", "actor-0")
    assert next_game(lake, "first", "actor-0", again.names_waiting()) == 6
    monkeypatch.undo()
    assert again.flush().num_games == 3
    assert again.names_waiting() == []
    assert next_game(lake, "first", "actor-0", again.names_waiting()) == 6
