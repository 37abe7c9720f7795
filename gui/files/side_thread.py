"""`SideThread`: work beside the window, one job after another on a thread of its own."""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable


class SideThread:
    """Runs jobs in order; what they have to say they say by signals, from within `tell`.

    Python must not look for garbage on its thread, see `Collector`. Whoever made one ends it: by
    `wait` if all jobs have to be done, such as writing, or by `leave` if one may be given up, such
    as reading from a folder that does not answer. The thread is Python's and not of a QThreadPool,
    which Qt would delete only after the job, for good if that cannot end.
    """

    def __init__(self) -> None:
        """Begin with nothing to do."""
        self._jobs: deque[Callable[[], None]] = deque()
        self._changed = threading.Condition()
        self._is_busy = False
        self._telling = threading.Lock()
        self._is_left = False

    def start(self, work: Callable[[], None]) -> None:
        """Has a job done after those that wait already."""
        with self._changed:
            self._jobs.append(work)
            if not self._is_busy:
                self._is_busy = True
                # A daemon, so that the process may end before a job that was left
                threading.Thread(target=self._run, name="gogame-side", daemon=True).start()

    def _run(self) -> None:
        """Does what there is to do; runs on the thread, which ends then."""
        while (work := self._next()) is not None:
            try:
                work()
            except Exception:  # noqa: BLE001  # told with its traceback; the next job is done
                kind, error, trace = sys.exc_info()
                assert kind is not None
                told = threading.ExceptHookArgs((kind, error, trace, threading.current_thread()))
                threading.excepthook(told)
            del work  # before the next one: it may hold what the window wants to be rid of

    def _next(self) -> Callable[[], None] | None:
        with self._changed:
            if self._jobs:
                return self._jobs.popleft()
            self._is_busy = False
            self._changed.notify_all()
            return None

    def tell(self, say: Callable[[], object]) -> None:
        """Emits a signal, unless whoever listens has left; called by jobs."""
        with self._telling:
            if not self._is_left:
                say()

    def wait(self, seconds: float | None = None) -> bool:
        """Waits until all jobs are done, or so long; returns whether they are."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._is_busy, seconds)

    def leave(self, seconds: float) -> None:
        """Waits so long at most; then nothing more is told, and no further job is begun."""
        if not self.wait(seconds):
            with self._changed:
                self._jobs.clear()
        with self._telling:
            self._is_left = True
