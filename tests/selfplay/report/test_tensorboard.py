"""Event files, read by TensorBoard itself."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, cast

import pytest
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.backend.event_processing.event_file_loader import RawEventFileLoader
from tensorboard.compat.proto import event_pb2

from selfplay.report.tensorboard import EventError, EventWriter, crc32c


def _read(folder: Path) -> dict[str, list[tuple[int, float]]]:
    events = EventAccumulator(str(folder), size_guidance={"scalars": 0})
    events.Reload()
    tags: list[str] = cast("Any", events.Tags())["scalars"]
    return {tag: [(event.step, event.value) for event in events.Scalars(tag)] for tag in tags}


def test_tensorboard_reads_what_was_written(tmp_path: Path) -> None:
    with EventWriter(tmp_path / "events") as writer:
        writer.scalars(0, {"loss/policy": 2.5, "größe": -1e-9})
        writer.scalars(70_000_000_000, {"loss/policy": math.inf})
    found = _read(tmp_path / "events")
    assert found["loss/policy"] == [(0, 2.5), (70_000_000_000, math.inf)]
    assert found["größe"] == [(0, pytest.approx(-1e-9))]


def test_a_second_start_adds_a_file_of_its_own(tmp_path: Path) -> None:
    for step in range(3):
        with EventWriter(tmp_path) as writer:
            writer.scalars(step, {"x": step})
    assert len(list(tmp_path.iterdir())) == 3
    assert _read(tmp_path)["x"] == [(0, 0.0), (1, 1.0), (2, 2.0)]


def test_a_killed_run_has_all_that_it_wrote(tmp_path: Path) -> None:
    writer = EventWriter(tmp_path)
    writer.scalars(3, {"x": 1.5}, at=2e9)
    assert _read(tmp_path) == {"x": [(3, 1.5)]}  # it is still open
    (path,) = tmp_path.iterdir()
    events = [
        cast("Any", event_pb2).Event.FromString(raw) for raw in RawEventFileLoader(str(path)).Load()
    ]
    assert [event.file_version for event in events] == ["brain.Event:2", ""]
    assert events[1].wall_time == 2e9
    writer.close()


def test_the_checksum_is_the_one_of_the_rfc() -> None:
    assert crc32c(bytes(32)) == 0x8A9136AA
    assert crc32c(b"123456789") == 0xE3069283


def test_a_refusing_disk_is_named(tmp_path: Path) -> None:
    (tmp_path / "events").write_text("a file")
    with pytest.raises(EventError, match=r"TensorBoard's events in .*events"):
        EventWriter(tmp_path / "events")
