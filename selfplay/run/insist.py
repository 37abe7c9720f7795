"""`insist`: writes until there is room."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from gogame.errors import CheckpointError
from selfplay.lake import LakeError

_Made = TypeVar("_Made")
_WAIT_S = 5.0
_TICK_S = 0.1


class Stopped(Exception):
    """Somebody asked to stop in the middle of something."""


def insist(
    write: Callable[[], _Made], report: Callable[[str], None], must_stop: Callable[[], bool]
) -> _Made:
    """Returns what `write` returns, called again and again while the disk or the store refuses.

    Args:
        write: Writes something whole or not at all.
        report: Gets a line when it begins to wait, and one when it need not any more.
        must_stop: Asked while it waits.

    Raises:
        Stopped: `must_stop` said so.
        CheckpointError: What cannot be written on any disk.
        LakeError: Likewise.
    """
    is_waiting = False
    while True:
        try:
            made = write()
        except (CheckpointError, LakeError, OSError) as error:
            if not isinstance(error, OSError) and error.__cause__ is None:
                raise  # not the disk's fault
            if not is_waiting:
                report(f"{error}; it waits and tries again")
            is_waiting = True
        else:
            if is_waiting:
                report("what waited is written")
            return made
        until = time.monotonic() + _WAIT_S
        while time.monotonic() < until:
            if must_stop():
                raise Stopped
            time.sleep(_TICK_S)
