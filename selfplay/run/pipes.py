"""Lines of JSON between the run and its children, over the child's standard input and output.

A child whose parent is gone reads the end of its input, and stops by itself.
"""

from __future__ import annotations

import json
import logging
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, TextIO

Message = dict[str, Any]
"""A message: `do` names what a child shall do, `event` what it says."""

STOP: Message = {"do": "stop"}
REFUSED = 3
"""Exit status of a child that cannot do its work, and has said why in a sentence."""
ORPHAN_S = 5.0
"""Seconds that a child has for its last words when its parent is gone."""
_log = logging.getLogger(__name__)


class ChildEnd:
    """A child's side: commands come in by a thread, events go out."""

    def __init__(self) -> None:
        """Start reading; whatever else prints goes to standard error."""
        self._commands: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._stop = threading.Event()
        # Descriptor 1 is kept for events alone, for libraries print there, too.
        self._events = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        try:
            for line in sys.stdin:
                command: Message = json.loads(line)
                if command == STOP:
                    self._stop.set()
                self._commands.put(command)
        except ValueError:  # the parent was killed in the middle of a line
            _log.warning("half a command came, and then nothing")
        self._stop.set()
        self._commands.put(STOP)
        end_soon()

    @property
    def must_stop(self) -> bool:
        """Whether the child shall stop, even in the middle of something long."""
        return self._stop.is_set()

    def command(self, *, wait: bool) -> Message | None:
        """Returns the next command; None if there is none and `wait` is False."""
        try:
            return self._commands.get(block=wait)
        except queue.Empty:
            return None

    def say(self, event: str, **values: Any) -> None:  # noqa: ANN401 - JSON
        """Sends an event; a parent that is gone is noticed when reading."""
        try:
            self._events.write(json.dumps({"event": event, **values}) + "\n")
            self._events.flush()
        except BrokenPipeError:
            self._stop.set()
            self._commands.put(STOP)


def end_soon() -> None:
    """Ends this process after `ORPHAN_S` even if it is in the middle of something long.

    Whatever it does may be cut off: what it writes is written whole or not at all.
    """
    time.sleep(ORPHAN_S)
    _log.warning("the run is gone; ended in the middle of something")
    os._exit(1)


def end_with_input() -> None:
    """Ends this process as soon as its standard input does, which is when its parent is gone."""

    def watch() -> None:
        sys.stdin.read()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def write_line(stream: TextIO, message: Message) -> bool:
    """Writes a message; returns False if nobody reads any more."""
    try:
        stream.write(json.dumps(message) + "\n")
        stream.flush()
    except (BrokenPipeError, ValueError):
        return False
    return True


def read_lines(stream: TextIO, handle: Callable[[Message | None], None]) -> threading.Thread:
    """Starts a thread that hands every message over, and None at the end."""

    def run() -> None:
        for line in stream:
            try:
                message = json.loads(line)
            except ValueError:
                _log.warning("a child said what is no message: %.80s", line.rstrip())
                continue
            handle(message)
        handle(None)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread
