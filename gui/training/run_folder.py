"""`look`: what the files of a run say now. Small files, replaced whole; nothing waits."""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass
from pathlib import Path

from gogame import run_status
from gogame.run_status import STATUS_NAME, RunStatus
from gui.training.games import Game, parse_live
from gui.training.run_status import parse_status, trouble_of
from gui.training.state import Launch
from gui.training.trouble import TrainingError, Trouble, TroubleKind

_TAIL_BYTES = 16_384
_MOST_LINES = 200
_LAST_WORDS = 2
_FRESH_S = 90.0  # the game in progress stands still while the network learns


@dataclass(frozen=True, slots=True)
class Look:
    """What a run's files say.

    Attributes:
        status: Its status, None if there is none or it cannot be read.
        is_alive: Whether its process is there, or the one that has just been started.
        trouble: What is wrong, or None.
        live: The games in progress, one of each actor; none where the run does not tell.
        log: The last lines of its log.
    """

    status: RunStatus | None
    is_alive: bool
    trouble: Trouble | None
    live: tuple[Game, ...] = ()
    log: tuple[str, ...] = ()


def look(folder: Path, launch: Launch | None = None, own_log: Path | None = None) -> Look:
    """Returns what a run's files say.

    Args:
        folder: The run's folder.
        launch: The process that this window has started for it.
        own_log: Where the output of such a process goes, also of earlier ones.
    """
    log = _log(folder, own_log)
    is_launched = launch is not None and is_process(launch.pid)
    try:
        status = _status(folder)
    except TrainingError as error:
        return Look(None, is_launched, error.trouble, (), log)
    if launch is not None and (status is None or status.pid != launch.pid):
        trouble = None if is_launched else Trouble(TroubleKind.NOT_STARTED, (_last(log),))
        return Look(status, is_launched, trouble, (), log)
    if status is None:
        trouble = Trouble(TroubleKind.NO_RUN, (str(folder),))
        return Look(None, is_alive=False, trouble=trouble, log=log)
    is_alive = is_process(status.pid)
    now = time.time()
    trouble = trouble_of(status, is_alive=is_alive, now=now, log=_last(log))
    return Look(status, is_alive, trouble, _live(folder, now), log)


def _status(folder: Path) -> RunStatus | None:
    path = folder / STATUS_NAME
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise TrainingError(TroubleKind.BROKEN_FILE, str(path), str(error)) from error
    return parse_status(text, str(path))


def _live(folder: Path, now: float) -> tuple[Game, ...]:
    """Returns the games in progress; a run of an older program tells of none."""
    path = folder / "live.json"
    try:
        if now - path.stat().st_mtime > _FRESH_S:
            return ()
        return parse_live(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError, TrainingError):
        return ()  # it is replaced within a second; the status tells what is wrong with a run


def _log(folder: Path, own: Path | None) -> tuple[str, ...]:
    """Returns the last lines of the newest of a run's logs."""
    found: list[tuple[float, Path]] = []
    for path in (folder / "logs" / "run.log", *(() if own is None else (own,))):
        try:
            found.append((path.stat().st_mtime, path))
        except OSError:
            continue
    return tail(max(found)[1]) if found else ()


def tail(path: Path) -> tuple[str, ...]:
    """Returns the last lines of a file, none if it cannot be read."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL_BYTES))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return ()
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    if size > _TAIL_BYTES:
        lines = lines[1:]
    return tuple(lines[-_MOST_LINES:])


def _last(log: tuple[str, ...]) -> str:
    return " / ".join(log[-_LAST_WORDS:])[-300:]


def is_process(pid: int) -> bool:
    """Returns whether there is a process of this number that has not ended."""
    if os.name == "posix" and pid > 0:
        with contextlib.suppress(ChildProcessError, OverflowError):  # somebody else started it
            os.waitpid(pid, os.WNOHANG)  # one that has ended is then no more
    return run_status.is_process(pid)
