"""`Child`: one of a run's processes, started again if it dies."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TextIO, TypeAlias, cast

from gogame.errors import EngineError
from selfplay.run.pipes import REFUSED, STOP, Message, read_lines, write_line

MOST_DEATHS = 3
_DEATHS_WITHIN_S = 300.0
_STOP_S = 20.0


Inbox: TypeAlias = "queue.SimpleQueue[tuple[str, Message | None]]"
"""Where children's events arrive with their names; None at a child's end."""


class Child:
    """A process and the newest that it said.

    Attributes:
        name: Its name in messages and of its log.
        state: What it does: "starting", "ready", or its last order.
        last: Its newest `progress`, or an empty message.
    """

    def __init__(
        self,
        name: str,
        arguments: list[str],
        log: Path,
        inbox: queue.SimpleQueue[tuple[str, Message | None]],
    ) -> None:
        """Start the process.

        Args:
            name: See the class.
            arguments: Of `selfplay.run.child`.
            log: Where its standard error goes.
            inbox: Gets each event with the name, and None when the process has ended.
        """
        self.name, self.state = name, "starting"
        self.last: Message = {}
        self._arguments, self._log, self._inbox = arguments, log, inbox
        self._deaths: list[float] = []
        self._start()

    def _start(self) -> None:
        self.state = "starting"
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "selfplay.run.child", *self._arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                # A GPU is shared: no process may take most of its memory in advance.
                env={"XLA_PYTHON_CLIENT_PREALLOCATE": "false", **os.environ},
                text=True,
                encoding="utf-8",
            )
        output = cast("TextIO", self._process.stdout)
        read_lines(output, lambda message: self._inbox.put((self.name, message)))

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def _input(self) -> TextIO:
        return cast("TextIO", self._process.stdin)

    def tell(self, command: Message) -> None:
        """Sends a command; a process that is dead is noticed by its None."""
        self.state = str(command["do"])
        write_line(self._input, command)

    def died(self) -> str:
        """Collects a process that has ended; returns why, and starts it again.

        Raises:
            EngineError: It has died too often, or said that it cannot do its work.
        """
        code = self._process.wait()
        if code == REFUSED:
            raise EngineError(f"{self.name}: {self._last_words()}")
        why = f"{self.name} ended with status {code}: {self._last_words()}"
        if code == -signal.SIGABRT:  # a length that has changed asks for more memory than there is
            why += (
                " (a damaged file of the lake can do that: `gogame-selfplay lake repair` finds it)"
            )
        now = time.monotonic()
        self._deaths = [t for t in self._deaths if now - t < _DEATHS_WITHIN_S] + [now]
        if len(self._deaths) >= MOST_DEATHS:
            raise EngineError(f"{why}; it died {MOST_DEATHS} times, see {self._log}")
        self._start()
        return why

    def stop(self) -> None:
        """Asks the process to end; `wait` sees to it."""
        self.tell(STOP)

    def wait(self, seconds: float = _STOP_S) -> bool:
        """Waits for the end, and kills what does not come to it; returns whether it did."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            return False
        return True

    def kill(self) -> None:
        """Ends the process at once."""
        self._process.kill()
        self._process.wait()

    def _last_words(self) -> str:
        with self._log.open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - 2000))
            lines = file.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"
