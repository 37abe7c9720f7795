"""Lines in and lines out without a thread: neither side ever waits for the other.

A client may send thousands of queries before it reads a reply, and then read slowly. So replies
that do not fit into the pipe wait here, and what is to be read is read meanwhile; only when very
much waits does the server stop working and reading until some of it is gone.
"""

from __future__ import annotations

import os
import select
import sys
from collections import deque

from gogame.gtp.lines import readable

_CHUNK = 1 << 16
# What a pipe that says it can be written to takes without blocking.
_PIECE = getattr(select, "PIPE_BUF", 512)


class LongLine:
    """Stands for a line that is longer than allowed; its bytes are dropped."""


TOO_LONG = LongLine()


class LineInput:
    """Lines of an open file descriptor, as they come.

    Attributes:
        descriptor: The file descriptor.
        has_ended: Whether the end has been read; lines may still wait.
    """

    def __init__(self, descriptor: int, max_line: int) -> None:
        """Read from a descriptor; lines of more than `max_line` bytes are not kept."""
        self.has_ended = False
        self.descriptor = descriptor
        self._max_line = max_line
        self._buffer = bytearray()
        self._searched = 0
        self._is_skipping = False

    def receive(self) -> bool:
        """Takes in what has arrived, the end too; returns whether something has."""
        if self.has_ended or not readable(self.descriptor, 0.0):
            return False
        chunk = os.read(self.descriptor, _CHUNK)
        self.has_ended = not chunk
        self._buffer += chunk
        return True

    def next_line(self) -> str | LongLine | None:
        """Returns the next whole line without its line feed, None if none is there yet.

        The last line needs no line feed.
        """
        end = self._buffer.find(b"\n", self._searched)
        if end < 0 and not self.has_ended:
            self._searched = len(self._buffer)
            if len(self._buffer) > self._max_line:
                self._is_skipping = True
                self._buffer.clear()
                self._searched = 0
            return None
        stop = end if end >= 0 else len(self._buffer)
        if end < 0 and stop == 0 and not self._is_skipping:
            return None
        line = bytes(self._buffer[:stop])
        del self._buffer[: stop + 1]
        self._searched = 0
        is_long, self._is_skipping = self._is_skipping or len(line) > self._max_line, False
        return TOO_LONG if is_long else line.decode("utf-8", errors="replace")


class LineOutput:
    """Lines to an open file descriptor, written as far as its reader takes them.

    Attributes:
        descriptor: The file descriptor.
        num_waiting: Bytes that wait to be written.
    """

    def __init__(self, descriptor: int) -> None:
        """Write to a descriptor, which may be a pipe, a file or a terminal."""
        self.descriptor = descriptor
        self._waiting: deque[memoryview] = deque()
        self.num_waiting = 0

    def send(self, line: str) -> None:
        """Takes a line without its line feed, and writes what can be written now.

        Raises:
            BrokenPipeError: Nobody reads any more.
        """
        text = line.encode("utf-8", errors="backslashreplace") + b"\n"
        self._waiting.append(memoryview(text))
        self.num_waiting += len(text)
        self.flush()

    def flush(self, at_most: int | None = None) -> None:
        """Writes what waits.

        Args:
            at_most: Wait for the reader until no more than so many bytes are left; None does not
                wait.

        Raises:
            BrokenPipeError: Nobody reads any more.
        """
        while self._waiting:
            must_wait = at_most is not None and self.num_waiting > at_most
            if not writable(self.descriptor, None if must_wait else 0.0):
                return
            text = self._waiting.popleft()
            count = os.write(self.descriptor, text[:_PIECE])
            self.num_waiting -= count
            if count < len(text):
                self._waiting.appendleft(text[count:])

    def check(self) -> None:
        """Does nothing if somebody may still read.

        Raises:
            BrokenPipeError: Nobody does.
        """
        if is_closed(self.descriptor):
            raise BrokenPipeError("nobody reads the replies any more")


def wait(source: LineInput, target: LineOutput) -> None:
    """Waits until there is something to read, or, if something waits to be written, room for it."""
    if target.num_waiting == 0:
        readable(source.descriptor, None)
    elif source.has_ended:
        writable(target.descriptor, None)
    else:
        select.select([source.descriptor], [target.descriptor], [])


if sys.platform == "win32":

    def writable(_descriptor: int, _wait_s: float | None) -> bool:
        """Returns True: Windows cannot tell, so that writing waits there."""
        return True

    def is_closed(_descriptor: int) -> bool:
        """Returns False: Windows tells only when something is written."""
        return False

else:

    def writable(descriptor: int, wait_s: float | None) -> bool:
        """Returns whether a descriptor takes `_PIECE` bytes at once, waiting for it if need be."""
        return bool(select.select([], [descriptor], [], wait_s)[1])

    def is_closed(descriptor: int) -> bool:
        """Returns whether the other end of a pipe is closed."""
        poll = select.poll()
        poll.register(descriptor, 0)
        return any(event & (select.POLLERR | select.POLLNVAL) for _, event in poll.poll(0))
