"""`LadderChild`: the ladder's matches while a run goes on, in a process of low priority."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from gogame.run_status import LadderRow
from selfplay.run.config import RunConfig
from selfplay.run.directory import RunDirectory, replace_file

_ROWS_NAME = "ladder.json"
_STOP_S = 10.0
_NICE = 10


class LadderChild:
    """Starts the ladder from time to time and reads what came of it.

    Attributes:
        rows: The ladder, as far as it has been played.
    """

    def __init__(self, directory: RunDirectory, config: RunConfig) -> None:
        """Read what has been played."""
        self._directory, self._every_s = directory, 60 * config.rounds.ladder_minutes
        self._process: subprocess.Popen[bytes] | None = None
        self._last_s = 0.0
        self.rows: tuple[LadderRow, ...] = read_rows(directory)

    def tick(self, elapsed_s: float) -> str | None:
        """Starts the ladder if it is time, and notices its end; returns a line to show, if any."""
        if self._process is not None:
            code = self._process.poll()
            if code is None:
                return None
            self._forget()
            self.rows = read_rows(self._directory)
            return (
                None if code == 0 else f"the ladder ended with status {code}, see logs/ladder.log"
            )
        if self._every_s > 0 and elapsed_s - self._last_s >= self._every_s:
            self._last_s = elapsed_s
            self._start()
        return None

    def _start(self) -> None:
        command = [
            sys.executable,
            "-m",
            "selfplay",
            "ladder",
            str(self._directory.root),
            "--newest",
            "--until-eof",
        ]
        with (self._directory.logs / "ladder.log").open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,  # its end tells it that the run is gone
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the run, which tells it to stop
            )
        if hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _NICE)

    def stop(self) -> None:
        """Ends the matches; what has been played is kept."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._forget()

    def _forget(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
        self._process = None


def write_rows(directory: RunDirectory, rows: Iterable[Any]) -> None:
    """Keeps the ladder's rows of networks beside the run, for its status."""
    kept = [asdict(row) for row in rows if row.round is not None]
    replace_file(directory.root / _ROWS_NAME, json.dumps(kept).encode())


def read_rows(directory: RunDirectory) -> tuple[LadderRow, ...]:
    """Returns what `write_rows` kept, networks in order; none before the ladder was played."""
    try:
        rows = json.loads((directory.root / _ROWS_NAME).read_text())
        names = {field.name for field in fields(LadderRow)}
        found = [LadderRow(**{k: v for k, v in row.items() if k in names}) for row in rows]
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, AttributeError):
        return ()  # the lake has them all; the next ladder writes them anew
    return tuple(sorted(found, key=lambda row: (row.round, row.visits, row.opponent)))
