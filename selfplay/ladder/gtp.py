"""`GtpChild`: a GTP engine in a child process that may be slow, silent or dead.

Commands are sent without waiting, so that several engines think at once; replies come in order.
Two threads per child read its output and its log, which is the one way to wait with a limit on
every system.
"""

from __future__ import annotations

import contextlib
import queue
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from gogame.errors import EngineError, GtpError
from gogame.gtp.wire import Response, ResponseReader

_QUIT_S = 2.0
_SLICE_S = 0.5
_LONGEST_WORDS = 300


class EngineTimeout(EngineError):
    """An engine that did not answer in time."""


class Patience:
    """Seconds that one may still wait, for one reply or for several.

    Time in which this process itself did not run (stopped, or the machine asleep) hardly counts,
    since the engine may not have run either; nor does time in which the engine waited for a core.

    Attributes:
        left_s: What is left.
    """

    def __init__(self, seconds: float, starved_s: Callable[[], float] = float) -> None:
        """Begin with so many.

        Args:
            seconds: How many.
            starved_s: Returns for how long the engine has waited for a core in all.
        """
        self.left_s = seconds
        self._starved_s, self._starved_before_s = starved_s, starved_s()

    def next(self, chunks: queue.SimpleQueue[bytes]) -> bytes:
        """Returns the next piece of output.

        Raises:
            EngineTimeout: There was none in time.
        """
        while True:
            began = time.monotonic()
            piece = max(0.0, min(self.left_s, _SLICE_S))
            try:
                return chunks.get(timeout=piece)
            except queue.Empty:
                if self.left_s <= 0:
                    raise EngineTimeout("no answer in time") from None
            finally:
                self._spend(min(time.monotonic() - began, 2 * piece))

    def _spend(self, passed_s: float) -> None:
        starved_s = max(self._starved_before_s, self._starved_s())  # the dead tell 0
        self.left_s -= max(0.0, passed_s - (starved_s - self._starved_before_s))
        self._starved_before_s = starved_s


class GtpChild:
    """A GTP engine in a child process.

    Attributes:
        command: How it was started.
    """

    def __init__(self, command: Sequence[str]) -> None:
        """Start it; of what it writes to its standard error the last line is kept.

        Raises:
            EngineError: It cannot be started.
        """
        self.command = tuple(command)
        self._reader = ResponseReader()
        self._events: deque[Response] = deque()
        self._chunks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        try:
            self._process = subprocess.Popen(
                self.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
            )
        except OSError as error:
            raise EngineError(
                f"cannot start {self.command[0]}: {error.strerror}; install it, correct its"
                " command, or leave this opponent out"
            ) from error
        self._log_end = b""
        threading.Thread(target=self._listen, daemon=True).start()
        self._log_reader = threading.Thread(target=self._read_log, daemon=True)
        self._log_reader.start()

    def _listen(self) -> None:
        """Puts pieces of output into the queue, an empty one at its end."""
        assert self._process.stdout is not None
        with contextlib.suppress(OSError, ValueError):  # closed under our feet: its end
            while chunk := self._process.stdout.read(1 << 16):
                self._chunks.put(chunk)
        self._chunks.put(b"")

    def _read_log(self) -> None:
        """Keeps the end of the log, where an engine says why it leaves."""
        assert self._process.stderr is not None
        with contextlib.suppress(OSError, ValueError):
            while chunk := self._process.stderr.read(1 << 16):
                self._log_end = (self._log_end + chunk)[-_LONGEST_WORDS:]

    def _last_words(self) -> str:
        """Returns the last line of the log with a colon before it, or nothing."""
        lines = self._log_end.decode("utf-8", "replace").split("\n")
        return next((f": {line.strip()}" for line in reversed(lines) if line.strip()), "")

    def send(self, lines: Sequence[str]) -> None:
        """Sends commands; if the engine is dead, `receive` says so."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError, ValueError):  # dead, or closed by another thread
            self._process.stdin.write("".join(line + "\n" for line in lines).encode())

    def receive(self, patience: Patience) -> Response:
        """Returns the reply to the oldest command that has none yet.

        Raises:
            EngineTimeout: There was none in time.
            EngineError: The engine has ended, or does not speak GTP.
        """
        while not self._events:
            chunk = patience.next(self._chunks)
            if not chunk:
                self._chunks.put(b"")  # its end stays its end
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(timeout=_QUIT_S)
                    self._log_reader.join(_QUIT_S)
                ended = f"{self.command[0]} ended with status {self._process.returncode}"
                raise EngineError(ended + self._last_words())
            try:
                events = self._reader.feed(chunk)
            except GtpError as error:
                raise EngineError(f"{self.command[0]}: {error}") from error
            self._events.extend(event for event in events if isinstance(event, Response))
        return self._events.popleft()

    def starved_s(self) -> float:
        """Returns for how long the engine's first thread has been ready while no core was free.

        0 where the system does not tell; Linux does.
        """
        try:
            text = Path(f"/proc/{self._process.pid}/schedstat").read_text(encoding="ascii")
            return int(text.split()[1]) / 1e9
        except (OSError, IndexError, ValueError):
            return 0.0

    def ask(self, line: str, seconds: float) -> str:
        """Returns the text of the reply to one command; no other may be waiting for its reply.

        Raises:
            GtpError: The engine refused the command.
            EngineError: It has ended, or was too slow.
        """
        self.send([line])
        reply = self.receive(Patience(seconds, self.starved_s))
        if not reply.ok:
            raise GtpError(f"{self.command[0]} refused {line!r}: {reply.text}")
        return reply.text

    def say_quit(self) -> None:
        """Asks the child to end; nothing can be sent afterwards."""
        assert self._process.stdin is not None
        self.send(["quit"])
        with contextlib.suppress(OSError):
            self._process.stdin.close()

    def close(self) -> None:
        """Ends the child, politely if it listens."""
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self.say_quit()
        try:
            self._process.wait(timeout=_QUIT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._process.stderr.close()
