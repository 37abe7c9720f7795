"""`SideThread`: work beside the window, one job after another on a thread of its own.

Python looks for cyclic garbage on whichever thread happens to allocate. A window or a timer that
is found there, and so ends on a thread that is not its own, takes the whole program with it. So
nothing is looked for from before a job's start until its end; the window's thread does it after.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool


class _Collector:
    """Python's collector, which rests while any job runs."""

    def __init__(self) -> None:
        """Begin with no job."""
        self._lock = threading.Lock()
        self._num_jobs = 0

    def rest(self) -> None:
        """Stops it for one more job; called on the window's thread."""
        with self._lock:
            self._num_jobs += 1
            gc.disable()

    def go_on(self) -> None:
        """Lets it go on after the last job; called at the end of one, on the job's thread."""
        self._lock.acquire()
        self._num_jobs -= 1
        if self._num_jobs == 0:
            gc.enable()  # nothing below allocates what it counts
        self._lock.release()


_COLLECTOR = _Collector()


class SideThread(QObject):
    """Runs jobs in order; what they have to say they say by signals."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with nothing to do."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def start(self, work: Callable[[], None]) -> None:
        """Has a job done after those that wait already; called on the window's thread."""

        def job() -> None:
            try:
                work()
            finally:
                _COLLECTOR.go_on()

        _COLLECTOR.rest()
        self._pool.start(job)

    def wait(self) -> None:
        """Waits until all jobs are done."""
        self._pool.waitForDone()
