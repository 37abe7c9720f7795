"""Writers in several processes, killed in the middle of what they do."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from selfplay.lake.reader import GameTail, read_games
from selfplay.lake.tables import Lake
from selfplay.lake.upkeep import tidy, verify
from selfplay.lake.writer import GameWriter
from tests.selfplay.lake.games import make_batch

ROOT = Path(__file__).resolve().parents[3]
WORKERS = ("actor-0", "actor-1")
NUM_KILLS = 8


def _start(root: str, worker: str, num_batches: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.selfplay.lake.endless_writer",
            root,
            worker,
            str(num_batches),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def _wait_until_ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"


def _finish(process: subprocess.Popen[str]) -> None:
    process.communicate(timeout=120)
    assert process.returncode == 0


def _assert_complete(lake: Lake, num_batches: int) -> None:
    assert verify(lake) == []
    window = read_games(lake)
    expected = {
        game.game_id
        for worker in WORKERS
        for number in range(num_batches)
        for game in make_batch(number, worker=worker, num_moves=5)
    }
    assert Counter(window.game_ids) == Counter(expected)


@pytest.mark.slow
def test_two_processes_write_one_table_from_the_start(tmp_path: Path) -> None:
    root = str(tmp_path / "lake")
    processes = [_start(root, worker, 15) for worker in WORKERS]
    for process in processes:  # both create the table
        _finish(process)
    _assert_complete(Lake(root), 15)


@pytest.mark.slow
def test_killed_writers_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    rng = random.Random(5)
    lake = Lake(str(tmp_path / "lake"))
    tail = GameTail(lake)
    tailed: list[str] = []
    for _ in range(NUM_KILLS):
        processes = [_start(lake.root, worker, 10**6) for worker in WORKERS]
        for process in processes:
            _wait_until_ready(process)
        for process in processes:
            time.sleep(rng.uniform(0, 0.2))
            process.kill()
            process.communicate()
        fresh = tail.poll()
        tailed += [] if fresh is None else fresh.game_ids
    done = [GameWriter(lake, "first", worker).next_sequence for worker in WORKERS]
    assert min(done) > NUM_KILLS / 2  # they did get on
    goal = max(done) + 1
    tidy(lake, hours=0)
    for process in [_start(lake.root, worker, goal) for worker in WORKERS]:
        _finish(process)
    _assert_complete(lake, goal)
    fresh = tail.poll()
    tailed += [] if fresh is None else fresh.game_ids
    assert Counter(tailed) == Counter(read_games(lake).game_ids)
    assert GameWriter(lake, "first", "actor-0").num_waiting == 0
