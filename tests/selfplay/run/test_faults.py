"""Whole runs that are killed, filled up and damaged: they go on, and their games stay whole."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

import pytest

from selfplay.lake.upkeep import verify
from selfplay.report.status import read_status
from selfplay.run.directory import RunDirectory
from tests.selfplay.run.small_disk import small_disk
from tests.selfplay.run.whole_run import WholeRun, ask, check, command

pytestmark = pytest.mark.slow
NAME = "바둑 기록 #1 'a*b' 50%?"
VICTIMS = ("all",) * 3 + ("actor-0", "learner", "all") * 5 + ("actor-0", "run")
"""Who is killed, one after the other; never one child twice in a start."""
LONGEST_S = 2.5


@pytest.fixture(scope="module")
def battered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a run that was killed twenty times, went on, and was stopped."""
    folder = tmp_path_factory.mktemp("faults")
    root, output = folder / NAME, folder / "output.txt"
    rng = random.Random(11)
    run: WholeRun | None = None
    for number, victim in enumerate(VICTIMS):
        run = run or WholeRun(root, output)
        if number in (7, 12):  # once each in the middle of its work, else at any moment
            run.until_state(*(("learning",) if victim == "learner" else ("cold start", "playing")))
        time.sleep(rng.uniform(0, LONGEST_S))
        run.kill(victim)
        run = None if victim in ("all", "run") else run
    run = WholeRun(root, output)
    try:
        run.until_round(1)
        status = run.status()
        assert status is not None
        run.until_round(status.round + 2)
        run.stop()
    finally:
        run.end()
    return root


def test_twenty_kills_cost_no_game_and_double_none(battered: Path) -> None:
    assert len(VICTIMS) == 20
    assert check(battered) >= 3


def test_damaged_files_are_named_put_right_and_gone_on_from(battered: Path, tmp_path: Path) -> None:
    root = tmp_path / "run"
    shutil.copytree(battered, root)
    directory = RunDirectory(root)
    files = (root / "lake" / "games").rglob("*.parquet")
    oldest = min(files, key=lambda path: path.stat().st_mtime_ns)
    newest = directory.network_files()[-1]
    states = [path for path in directory.states.rglob("*") if path.is_file()]
    for path in (oldest, newest, *states):
        path.write_bytes(path.read_bytes()[:-9])
    before = read_status(root).round
    lake = directory.lake(directory.config())

    directory.config_file.write_bytes(b"")
    refused = ask(*command(root)[3:])
    assert refused.returncode == 1
    (line,) = [x for x in refused.stderr.splitlines() if x.startswith("gogame-selfplay:")]
    assert "config.toml is empty; `gogame-selfplay lake repair" in line
    repaired = ask("lake", "repair", root)
    assert "put back" in repaired.stderr
    assert oldest.name in repaired.stdout
    assert verify(lake) == []

    run = WholeRun(root, tmp_path / "output.txt")
    try:
        run.until_round(before)
        second = ask(*command(root)[3:])
        assert second.returncode == 1
        assert "is in use by process" in second.stderr
        run.until_round(before + 1)
        run.stop()
    finally:
        run.end()
    assert f"the training state of round {before} is lost: learning goes on from" in run.said
    assert "has lost a file" in run.said
    assert verify(lake) == []


def test_a_full_disk_is_waited_for(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    disk = small_disk(tmp_path / "disk")
    root = tmp_path / "disk" / "run"
    run = WholeRun(root, tmp_path / "output.txt", disk)
    try:
        run.until_state("learning")
        run.fill(disk)
        run.until_said("learner: ")
        assert disk.refusal in run.said
        assert "it waits and tries again" in run.said
        run.free(disk)
        run.until_said("learner: what waited is written")
        run.until_round(1)
        run.fill(disk)
        run.until_said("actor-0: ")
        assert "its games wait and it tries again" in run.said
        run.free(disk)
        run.until_said("actor-0: its games are written")
        before = run.until(run.status, "a status")
        run.until_round(before.round + 1)
        run.stop()
        shutil.copytree(disk.seen(root), tmp_path / "copy")
    finally:
        run.end()
        disk.close()
    assert check(tmp_path / "copy") >= 2
