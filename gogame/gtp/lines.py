"""Lines from a file descriptor, and whether more input waits, without a thread.

An analysis must end when the next command arrives. So the server reads the descriptor itself and
asks `pending` between slices of search; Python's buffered ``sys.stdin`` cannot tell.
"""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Iterable
from typing import Protocol

from gogame.gtp.wire import MAX_LINE

_CHUNK = 1 << 16


class LineSource(Protocol):
    """Where commands come from."""

    def read(self) -> str | None:
        """Returns the next line without its line feed, waiting for it; None at the end."""
        ...

    def pending(self, wait_s: float | None = 0.0) -> bool:
        """Returns whether input, or its end, waits.

        Args:
            wait_s: How long to wait for it at most; None waits until it comes.
        """
        ...


class ListedLines:
    """Lines known beforehand; an analysis between two of them is interrupted at once."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Take the lines, in order."""
        self._lines = list(lines)[::-1]

    def read(self) -> str | None:
        """Returns the next line, or None after the last."""
        return self._lines.pop() if self._lines else None

    def pending(self, wait_s: float | None = 0.0) -> bool:
        """Returns True: the next line, or the end, is known."""
        return True


class DescriptorLines:
    """Lines of an open file descriptor: a pipe, a terminal or a file.

    A line longer than `MAX_LINE` bytes is cut to one byte more than that, so that memory stays
    bounded and the reader of the line can tell.
    """

    def __init__(self, descriptor: int = 0) -> None:
        """Read from `descriptor`, standard input if not given."""
        self._descriptor = descriptor
        self._buffer = bytearray()
        self._ended = False

    def read(self) -> str | None:
        """Returns the next line, the last one also without a line feed; None at the end."""
        searched = 0
        while True:
            end = self._buffer.find(b"\n", searched)
            if end >= 0:
                line = bytes(self._buffer[: min(end, MAX_LINE + 1)])
                del self._buffer[: end + 1]
                return line.decode("utf-8", errors="replace")
            if self._ended:
                line = bytes(self._buffer[: MAX_LINE + 1])
                self._buffer.clear()
                return line.decode("utf-8", errors="replace") if line else None
            del self._buffer[MAX_LINE + 1 :]
            searched = len(self._buffer)
            self._fill()

    def _fill(self) -> None:
        chunk = os.read(self._descriptor, _CHUNK)
        if chunk:
            self._buffer += chunk
        else:
            self._ended = True

    def pending(self, wait_s: float | None = 0.0) -> bool:
        """Returns whether a byte, or the end, waits; see `LineSource.pending`."""
        return self._ended or bool(self._buffer) or readable(self._descriptor, wait_s)


if sys.platform == "win32":
    import ctypes
    import msvcrt
    import time

    _POLL_S = 0.01
    _BROKEN_PIPE = 109

    def readable(descriptor: int, wait_s: float | None) -> bool:
        """Returns whether input, or its end, waits; asks again and again.

        Windows cannot `select` on a pipe or a console.
        """
        deadline = None if wait_s is None else time.monotonic() + wait_s
        while not _ready(descriptor):
            if deadline is not None and time.monotonic() >= deadline:
                return False
            time.sleep(_POLL_S)
        return True

    def _ready(descriptor: int) -> bool:
        waiting = ctypes.c_ulong(0)
        handle = ctypes.c_void_p(msvcrt.get_osfhandle(descriptor))
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        if kernel.PeekNamedPipe(handle, None, 0, None, ctypes.byref(waiting), None):
            return waiting.value > 0
        if ctypes.get_last_error() == _BROKEN_PIPE:
            return True
        return msvcrt.kbhit() if os.isatty(descriptor) else True

else:

    def readable(descriptor: int, wait_s: float | None) -> bool:
        """Returns whether input, or its end, waits; see `LineSource.pending`."""
        return bool(select.select([descriptor], [], [], wait_s)[0])
