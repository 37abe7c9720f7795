"""The newest window and the tail, also across compaction and time travel."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from selfplay.lake.errors import LakeError
from selfplay.lake.reader import GameTail, load_window, read_games
from selfplay.lake.tables import Lake
from selfplay.lake.upkeep import compact
from selfplay.lake.writer import GameWriter
from tests.selfplay.lake.games import make_batch


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(str(tmp_path / "lake"))


def _fill(lake: Lake, sequences: range, worker: str = "actor-0", run: str = "first") -> None:
    writer = GameWriter(lake, run, worker)
    for sequence in sequences:
        writer.append(make_batch(sequence, run=run, worker=worker, num_moves=10))


def test_the_window_is_the_newest_games(lake: Lake) -> None:
    _fill(lake, range(5))
    everything = read_games(lake)
    assert everything.num_positions == 150
    for wanted, games in ((1, 1), (10, 1), (11, 2), (95, 10), (150, 15), (151, 15), (10**9, 15)):
        window = load_window(lake, wanted)
        assert list(window.game_ids) == list(everything.game_ids[-games:]), wanted


def test_the_window_of_some_runs(lake: Lake) -> None:
    _fill(lake, range(3))
    _fill(lake, range(2), run="it's second")
    window = load_window(lake, 40, run_ids=["it's second"])
    assert set(window.run_ids) == {"it's second"}
    assert window.num_games == 4
    assert load_window(lake, 10**9, run_ids=["first", "it's second"]).num_games == 15
    assert load_window(lake, 10, run_ids=[]).num_games == 0


def test_an_empty_lake_has_an_empty_window(lake: Lake) -> None:
    assert load_window(lake, 100).num_games == 0
    assert GameTail(lake).poll() is None


def test_a_version_has_the_same_window_for_ever(lake: Lake) -> None:
    _fill(lake, range(4))
    window = load_window(lake, 70)
    _fill(lake, range(4, 6))
    assert compact(lake) == 6
    for _ in range(2):
        again = load_window(Lake(lake.root), 70, version=window.version)
        assert list(again.game_ids) == list(window.game_ids)
        np.testing.assert_array_equal(again.policy_weights, window.policy_weights)
    assert load_window(lake, 70).game_ids[-1] == "first-actor-0-00000017"
    with pytest.raises(LakeError, match="no version 99"):
        load_window(lake, 70, version=99)


def test_the_tail_gives_each_game_once(lake: Lake) -> None:
    _fill(lake, range(3))
    window = load_window(lake, 20)
    tail = GameTail(lake, since=window.version)
    assert tail.poll() is None
    _fill(lake, range(3, 4))
    _fill(lake, range(2), worker="it's new")
    compact(lake)  # the tail has not seen these yet, and must not see the old ones
    fresh = tail.poll()
    assert fresh is not None
    assert sorted(fresh.game_ids) == sorted(
        [game.game_id for game in make_batch(3)]
        + [game.game_id for number in range(2) for game in make_batch(number, worker="it's new")]
    )
    assert tail.poll() is None
    compact(lake, target_bytes=1 << 30)
    assert tail.poll() is None
    _fill(Lake(lake.root), range(4, 5))  # another process's handle
    fresh = tail.poll()
    assert fresh is not None
    assert list(fresh.game_ids) == [game.game_id for game in make_batch(4)]


def test_a_tail_from_the_beginning_gives_all(lake: Lake) -> None:
    tail = GameTail(lake)
    _fill(lake, range(2))
    fresh = tail.poll()
    assert fresh is not None
    assert fresh.num_games == 6


@pytest.mark.parametrize("condition", ["stones > 3", "komi = ", "komi = 'a'", "komi"])
def test_a_wrong_condition_is_told(lake: Lake, condition: str) -> None:
    _fill(lake, range(1))
    with pytest.raises(LakeError, match=r"condition .* is refused") as told:
        read_games(lake, condition)
    assert "repair" not in str(told.value)


def test_a_condition_on_a_damaged_table_is_not_blamed(lake: Lake) -> None:
    _fill(lake, range(1))
    file = next(Path(lake.root, "games").rglob("*.parquet"))
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(LakeError, match=r"cannot be read.*lake repair"):
        read_games(lake, "komi > 3")
