"""The meter measures what it says, at the size of a toy."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from selfplay.lake.bench import measure
from selfplay.lake.errors import LakeError
from selfplay.lake.reader import read_games
from selfplay.lake.tables import Lake
from selfplay.lake.writer import GameWriter
from tests.selfplay.lake.games import make_batch


def test_the_lake_is_measured(tmp_path: Path) -> None:
    source = Lake(str(tmp_path / "source"))
    with pytest.raises(LakeError, match="no games to measure"):
        measure(source, tmp_path / "bench", 3000)
    GameWriter(source, "first", "actor-0").append(make_batch(0, 70, num_moves=10))
    figures = measure(source, tmp_path / "bench", 3000)
    assert all(value > 0 for value in asdict(figures).values())
    assert figures.num_commits == 4
    assert figures.num_positions == 2560
    assert figures.append_p50_ms <= figures.append_p95_ms <= figures.append_max_ms
    names = read_games(Lake(str(tmp_path / "bench" / "measured"))).game_ids
    assert len(set(names)) == len(names) == 256
    assert read_games(Lake(str(tmp_path / "bench" / "once"))).num_games == 70
