"""`SideThread`: work beside the window, one job after another on a thread of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool


class SideThread(QObject):
    """Runs jobs in order; what they have to say they say by signals.

    Python must not look for garbage on its thread, see `Collector`. Whoever made one calls `wait`
    before it goes: Qt waits for the job while it deletes the pool, and holds Python's lock
    meanwhile, which the job needs, so the window would hang for good.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with nothing to do."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def start(self, work: Callable[[], None]) -> None:
        """Has a job done after those that wait already."""
        self._pool.start(work)

    def wait(self) -> None:
        """Waits until all jobs are done."""
        self._pool.waitForDone()
