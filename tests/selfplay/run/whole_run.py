"""`WholeRun`: ``gogame-selfplay run`` as its users start it, on 5x5 and with the least of work."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from gogame.net.checkpoint import load_checkpoint
from gogame.run_status import RunStatus
from selfplay.lake.reader import read_games
from selfplay.lake.upkeep import verify
from selfplay.lake.writer import GameWriter
from selfplay.replay import Replay
from selfplay.report.status import StatusError, read_status
from selfplay.run.actor_process import cold_start_name
from selfplay.run.directory import RunDirectory
from selfplay.run.resume import checkpoint_rows, metrics_of, round_of
from tests.selfplay.run.small_disk import FullDisk

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = (
    "actor.play.games=16",
    "actor.play.visits=4",
    "rounds.positions=256",
    "rounds.cold_positions=256",
    "rounds.ladder_minutes=0",
    "learner.batch_size=32",
    "learner.ratio=0.25",
    "machine.actors=1",
    "machine.precision=f32",
    "machine.commit_s=0.2",
)
DEADLINE_S = 600.0
_Found = TypeVar("_Found")


def command(root: Path, *more: str) -> list[str]:
    """Returns the command that begins a run, and goes on with it."""
    settings = [word for setting in SETTINGS for word in ("--set", setting)]
    return [sys.executable, "-m", "selfplay", "run", str(root), "--smoke", *settings, *more]


def ask(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Returns what one command of the program says."""
    return subprocess.run(
        [sys.executable, "-m", "selfplay", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=DEADLINE_S,
        check=False,
    )


class WholeRun:
    """The processes of one start."""

    def __init__(self, root: Path, output: Path, disk: FullDisk | None = None) -> None:
        """Start.

        Args:
            root: The run's folder.
            output: Gets what the command says.
            disk: Where the folder lies, if it is not where all others do.
        """
        self._root, self._output = root if disk is None else disk.seen(root), output
        prefix = () if disk is None else disk.prefix
        self._from = output.stat().st_size if output.exists() else 0
        with output.open("ab") as file:
            self._process = subprocess.Popen(
                [*prefix, *command(root, "--hours", "1")],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        """What the command has said since this start."""
        return self._output.read_bytes()[self._from :].decode()

    def status(self) -> RunStatus | None:
        """Returns what this start says of itself, None if nothing yet."""
        try:
            status = read_status(self._root)
        except StatusError:  # it has just begun
            return None
        return status if status.pid == self._process.pid else None

    def until(self, find: Callable[[], _Found | None], what: str) -> _Found:
        """Returns what `find` finds as soon as it does; the run must not end before."""
        deadline = time.monotonic() + DEADLINE_S
        while time.monotonic() < deadline:
            found = find()
            if found:
                return found
            assert self._process.poll() is None, f"ended before {what}:\n{self.said}"
            time.sleep(0.02)
        raise AssertionError(f"no {what} within {DEADLINE_S:g} s:\n{self.said}")

    def until_said(self, text: str) -> None:
        """Waits until the command says something."""
        self.until(lambda: text in self.said, repr(text))

    def until_state(self, *states: str) -> None:
        """Waits until the run does one of some things."""
        self.until(lambda: (s := self.status()) and s.state in states, " or ".join(states))

    def until_round(self, number: int) -> None:
        """Waits until a round is done."""
        self.until(lambda: (s := self.status()) and s.round >= number, f"round {number}")

    def fill(self, disk: FullDisk) -> None:
        """Leaves this run no room on a disk."""
        disk.fill(self._pids())

    def free(self, disk: FullDisk) -> None:
        """Gives it room again."""
        disk.free(self._pids())

    def _pids(self) -> list[int]:
        return [self._process.pid, *(self.pid_of(name) for name in ("actor-0", "learner"))]

    def pid_of(self, name: str) -> int:
        """Returns the number of a child's process, as soon as there is one."""

        def find() -> int | None:
            status = self.status()
            workers = status.workers if status else ()
            return next((w.pid for w in workers if w.name == name and _is_there(w.pid)), None)

        return self.until(find, name)

    def kill(self, victim: str) -> None:
        """Kills -9 a child by its name, "run" alone, or "all" of them."""
        if victim == "all":
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        elif victim == "run":
            self._process.kill()
            self._process.wait()
        else:
            os.kill(self.pid_of(victim), signal.SIGKILL)

    def stop(self) -> None:
        """Stops as Ctrl-C does."""
        self._process.send_signal(signal.SIGINT)
        assert self.ended() == 0, self.said

    def ended(self) -> int:
        """Waits for the end; returns the exit status."""
        return self._process.wait(DEADLINE_S)

    def end(self) -> None:
        """Kills whatever is left."""
        if self._process.poll() is None:
            self.kill("all")


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def check(root: Path) -> int:
    """Checks all that a run has written, to the last game; returns its rounds."""
    directory = RunDirectory(root)
    config = directory.config()
    lake = directory.lake(config)
    spool = directory.spool()
    GameWriter(lake, directory.run_id, "actor-0", spool).flush()  # if it was too slow to stop
    assert list(spool.rglob("*.damaged")) == [], "no batch is torn"
    assert verify(lake) == []
    window = read_games(lake)
    samples = window.samples()
    assert set(Counter(sample.game_id for sample in samples).values()) == {1}
    Replay(config.replay).add(samples)  # plays every move

    rows = checkpoint_rows(lake, directory.run_id)
    assert [round_of(row) for row in rows] == list(range(1, len(rows) + 1)), "each round once"
    for row in rows:
        content = (directory.root / row["uri"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row["checkpoint"]
        assert load_checkpoint(directory.root / row["uri"]).config.name == "b2c16"
        cited = read_games(lake, version=row["games_version"])
        assert cited.damaged == ()
        assert cited.num_games == metrics_of(row)["games"], "a round knows each game once"
    networks = {row["checkpoint"] for row in rows}
    assert set(window.checkpoints) <= networks | {cold_start_name(config)}
    steps = [row["step"] for row in rows]
    assert steps == sorted(set(steps))
    assert json.loads((root / "status.json").read_text())["state"] == "stopped"
    return len(rows)
