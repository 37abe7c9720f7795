"""`Reader`: reads beside the window, says what takes long, and is left if it cannot end."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from gui.files.side_thread import SideThread

_LONG_MS = 500
LEFT_AFTER_S = 2.0
"""How long the window stays for a read when it closes; a folder that is gone never answers."""


class Reader(QObject):
    """Reads one thing after another.

    Signals:
        slow: Name of what takes long to be read, also told again when something else waits for it.
        ended: Something has been read, or could not be; its own signals come before.
    """

    slow = Signal(str)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with nothing to read."""
        super().__init__(parent)
        self._thread = SideThread()
        self._names: deque[str] = deque()  # of what is read now, and then
        self._long = QTimer(self)
        self._long.setSingleShot(True)
        self._long.setInterval(_LONG_MS)
        self._long.timeout.connect(self._say)
        self.ended.connect(self._go_on)

    def read(self, name: str, work: Callable[[], Callable[[], object]]) -> None:
        """Reads something after what waits already.

        Args:
            name: What it is called in messages.
            work: Reads on the thread, and returns what emits the outcome.
        """

        def job() -> None:
            outcome = None
            try:
                outcome = work()
            finally:
                if outcome is not None:
                    self._thread.tell(outcome)
                self._thread.tell(self.ended.emit)

        self._names.append(name)
        self._long.start()
        self._thread.start(job)

    def _say(self) -> None:
        if self._names:
            self.slow.emit(self._names[0])

    def _go_on(self) -> None:
        self._names.popleft()
        self._long.stop()
        if self._names:
            self._long.start()

    def leave(self) -> None:
        """Stays a moment for what is being read, then gives it up."""
        self._long.stop()
        self._thread.leave(LEFT_AFTER_S)
