"""status.json: whole or the one before, and clear about runs that cannot speak any more."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from gogame.run_status import LadderRow, Limits, Rates, RunState, RunStatus, WorkerState
from selfplay.report.status import (
    StatusError,
    judged,
    parse_status,
    read_status,
    text_status,
    write_status,
)
from selfplay.words import count, duration, short, table

FULL = RunStatus(
    run_id="first",
    pid=os.getpid(),
    state=RunState.PLAYING,
    message="round 7, 1,200 of 4,000 positions",
    updated_at=2e9,
    started_at=2e9 - 700,
    elapsed_s=3723.0,
    limits=Limits(hours=3.0),
    round=7,
    step=1400,
    games=12345,
    positions=400000,
    evaluations=13_000_000,
    rates=Rates(11.5, 512.0, 16000.0),
    losses={"policy": 1.25, "outcome": 0.5},
    checkpoint="ab" * 32,
    network="000007-abababab.safetensors",
    next_checkpoint_s=75.0,
    window_positions=250000,
    workers=(WorkerState("actor-0", 12, "playing", 512.0),),
    ladder=(
        LadderRow("ab" * 32, 7, 1, "gnugo-10", 20, 2, 18, 0.525, 0.38, 0.67, 120.0, 50.0, 190.0),
        LadderRow("ab" * 32, 7, 100, "rollouts-200", 40, 0, 0, 1.0, 0.91, 1.0),
    ),
)


def test_a_status_comes_back_as_it_was_written(tmp_path: Path) -> None:
    status = replace(FULL, updated_at=time.time())
    write_status(tmp_path, status)
    assert read_status(tmp_path) == status
    assert [path.name for path in tmp_path.iterdir()] == ["status.json"]


def test_the_file_is_plain_json_even_of_numbers_that_are_none(tmp_path: Path) -> None:
    write_status(tmp_path, replace(FULL, losses={"total": math.nan}))
    tree = json.loads((tmp_path / "status.json").read_text(), parse_constant=pytest.fail)
    assert tree["state"] == "playing"
    assert tree["limits"] == {"hours": 3.0, "games": None}
    assert tree["losses"] == {"total": None}
    assert math.isnan(read_status(tmp_path).losses["total"])


def test_what_a_later_program_adds_is_ignored_and_what_it_changed_is_refused() -> None:
    assert parse_status('{"round": 3, "unheard": [1]}') == RunStatus(round=3)
    with pytest.raises(StatusError, match="version 2, this program reads 1"):
        parse_status('{"version": 2}')


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"round": 3',
        '{"round": "three"}',
        '{"round": true}',
        '{"state": "dreaming"}',
        '{"losses": {"policy": "low"}}',
        '{"ladder": [3]}',
        '{"limits": 3}',
        "[" * 100000,
    ],
)
def test_a_torn_file_is_said_to_be_torn(tmp_path: Path, text: str) -> None:
    (tmp_path / "status.json").write_text(text)
    with pytest.raises(StatusError, match=r"status\.json is torn"):
        read_status(tmp_path)


def test_a_directory_without_a_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(StatusError, match=r"has no status\.json: expected the directory of a run"):
        read_status(tmp_path / "nowhere")
    (tmp_path / "status.json").mkdir()
    with pytest.raises(StatusError, match="cannot be read"):
        read_status(tmp_path)


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(StatusError, match="cannot be written: No such file"):
        write_status(tmp_path / "gone", FULL)


def test_a_killed_run_is_noticed(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    write_status(tmp_path, replace(FULL, pid=child.pid, updated_at=time.time()))
    assert read_status(tmp_path).state is RunState.PLAYING
    child.send_signal(signal.SIGKILL)
    for reap in (False, True):  # first as a zombie
        if reap:
            child.wait()
        else:
            time.sleep(0.2)
        status = read_status(tmp_path)
        assert status.state is RunState.FAILED
        assert f"process {child.pid} ended without a word" in status.message
        assert "while playing" in status.message
        assert (status.games, status.workers) == (FULL.games, ())


def test_silence_is_noticed_and_a_stopped_run_may_be_silent() -> None:
    silent = judged(FULL, is_alive=True, now=FULL.updated_at + 200)
    assert silent.state is RunState.PLAYING
    assert silent.message.startswith("nothing heard for 3 min 20 s")
    assert judged(FULL, is_alive=True, now=FULL.updated_at + 2) is FULL
    stopped = replace(FULL, state=RunState.STOPPED)
    assert judged(stopped, is_alive=False, now=FULL.updated_at + 9e9) is stopped


def test_the_page_shows_the_numbers_that_people_ask_for() -> None:
    page = text_status(FULL)
    for text in (
        "first, playing: round 7, 1,200 of 4,000 positions",
        "1 h 02 min of at most 3 h",
        "12,345, 11.5/s",
        "13,000,000, 16,000/s",
        "policy 1.250, outcome 0.500",
        "000007-abababab.safetensors, the next in 1 min 15 s",
        "gnugo-10",
        "52 % (38 to 67)",
        "+120 (+50 to +190)",
    ):
        assert text in page, text
    lines = page.splitlines()
    head = next(line for line in lines if line.startswith("round"))
    row = next(line for line in lines if "gnugo-10" in line)
    assert row.index("gnugo-10") == head.index("opponent")


def test_the_page_of_a_run_that_has_nothing_yet() -> None:
    page = text_status(RunStatus(run_id="young"))
    assert "young, starting" in page
    assert "none yet" in page
    assert "opponent" not in page


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"), (59.6, "1 min 00 s"), (3599.7, "1 h 00 min"), (47 * 3600, "47 h 00 min"),
        (50 * 3600, "2 d 02 h"), (-1, "0 s"), (math.nan, "-"),
    ],
)  # fmt: skip
def test_durations(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_numbers_and_tables() -> None:
    assert [short(x) for x in (0.5, 950, 12345, 4e6, math.inf)] == [
        "0.5",
        "950",
        "12.3k",
        "4M",
        "-",
    ]
    assert count(1234567) == "1,234,567"
    assert table(("name", "n"), [("a", "1"), ("bb", "20")]) == "name   n\na      1\nbb    20"
