"""`Collector`: looks for cyclic garbage only while Qt destroys nothing.

Python looks for cyclic garbage wherever it happens to allocate: on any thread, and also while Qt is
in the middle of destroying an object. A window that is found on another thread takes the program
with it, and so does a parent that is found while one of its children ends: Qt would destroy that
child twice. So Python's own search is off, and a timer of the window's thread does it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 250
_FEW = 700  # new containers that are not worth a search, as in CPython
_OLDER_EVERY = 10  # searches of one generation to one of the next


class Collector(QObject):
    """Takes the place of Python's own search, which it ends for the rest of the process."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin; what has been imported until now is never looked at."""
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._num_searches = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Frees what has become garbage; older things are looked at less often."""
        if gc.get_count()[0] < _FEW:
            return
        self._num_searches += 1
        gc.collect(self._generation())

    def _generation(self) -> int:
        """Returns the oldest generation that is due."""
        if self._num_searches % _OLDER_EVERY:
            return 0
        return 2 if self._num_searches % _OLDER_EVERY**2 == 0 else 1
