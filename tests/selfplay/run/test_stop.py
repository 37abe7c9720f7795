"""`gogame-selfplay stop`: the process that holds a run's lock is asked to stop, and no other."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gogame.errors import ConfigError, EngineError
from selfplay.run.config import RunConfig
from selfplay.run.directory import RunDirectory
from selfplay.run.stop import holder, stop_run

HOLDER = """
import signal, sys, time
from pathlib import Path
from selfplay.run.directory import Lock
if sys.argv[2] == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
lock = Lock(Path(sys.argv[1]) / "lock")
print("held", flush=True)
time.sleep(600)
"""


@pytest.fixture
def directory(tmp_path: Path) -> RunDirectory:
    made = RunDirectory(tmp_path / "run")
    made.create(RunConfig())
    return made


@pytest.fixture
def hold(directory: RunDirectory) -> Iterator[object]:
    processes: list[subprocess.Popen[str]] = []

    def begin(mood: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", HOLDER, str(directory.root), mood]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        processes.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        return process

    yield begin
    for process in processes:
        process.kill()
        process.communicate()


def test_the_run_that_goes_is_asked_to_stop(directory: RunDirectory, hold) -> None:
    process = hold("willing")
    assert holder(directory) == process.pid
    assert stop_run(directory, 20.0) == process.pid
    assert process.wait(5) == -signal.SIGTERM
    assert holder(directory) is None


def test_one_that_does_not_stop_is_told_of(directory: RunDirectory, hold) -> None:
    process = hold("stubborn")
    with pytest.raises(EngineError, match=f"process {process.pid} .* has not stopped within 0.3 s"):
        stop_run(directory, 0.3)
    assert process.poll() is None


def test_nothing_is_asked_where_nothing_goes(directory: RunDirectory, tmp_path: Path) -> None:
    (directory.root / "lock").write_text("1")  # an old number: its process may be anything now
    with pytest.raises(ConfigError, match="no run is going in"):
        stop_run(directory, 1.0)
    with pytest.raises(ConfigError, match="no run in"):
        stop_run(RunDirectory(tmp_path / "empty"), 1.0)
