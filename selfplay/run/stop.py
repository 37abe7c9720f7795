"""Stops a run that goes on elsewhere: in another terminal, or behind a window."""

from __future__ import annotations

import os
import signal
import time

from gogame.errors import ConfigError, EngineError
from selfplay.run.directory import Lock, RunDirectory, RunLocked

_LOOK_S = 0.2


def stop_run(directory: RunDirectory, wait_s: float) -> int:
    """Asks the process that works in a directory to stop, and waits until it has.

    It is asked as Ctrl-C asks it: games under way are given up, all else is kept.

    Returns:
        The number of the process.

    Raises:
        ConfigError: There is no run, or none is going.
        EngineError: It still works after `wait_s`, or may not be asked.
    """
    if not directory.exists():
        raise ConfigError(f"no run in {directory.root}: expected {directory.config_file.name}")
    pid = holder(directory)
    if pid is None:
        raise ConfigError(f"no run is going in {directory.root}: nothing to stop")
    try:
        os.kill(pid, signal.SIGTERM)
    except ProcessLookupError:
        return pid
    except PermissionError as error:
        raise EngineError(
            f"process {pid} in {directory.root} belongs to somebody else: ask its owner"
        ) from error
    deadline = time.monotonic() + wait_s
    while holder(directory) is not None:
        if time.monotonic() >= deadline:
            raise EngineError(
                f"process {pid} in {directory.root} has not stopped within {wait_s:g} s: it may"
                " still do so"
            )
        time.sleep(_LOOK_S)
    return pid


def holder(directory: RunDirectory) -> int | None:
    """Returns the process that works in a directory, None if none does.

    Raises:
        EngineError: One does, and has not written its number.
    """
    path = directory.root / "lock"
    if not path.exists():
        return None
    try:
        Lock(path).release()
    except RunLocked as error:
        text = path.read_text(encoding="ascii", errors="replace").strip()
        if not text.isdecimal():
            raise EngineError(f"{path} holds {text[:20]!r}: expected a process's number") from error
        return int(text)
    return None
