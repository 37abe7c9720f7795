"""`Traffic`: the last lines between the program and its engines, for the console.

Memory is bounded: so many lines an engine, each cut; whoever shows them is told of new ones only
several times a second.
"""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

MOST_LINES = 2_000
MOST_CHARACTERS = 400
SECOND = "second-analysis"  # likewise, of the second engine that analyses
ANALYSIS = "analysis"  # the channel of the engine that analyses; others are command lines
_THROTTLE_MS = 150


class Line(NamedTuple):
    """One line.

    Attributes:
        mark: ``>`` sent, ``<`` received, ``#`` said beside the protocol.
        text: What it says, cut after `MOST_CHARACTERS`.
    """

    mark: str
    text: str


class Traffic(QObject):
    """Keeps the lines of every channel.

    Signals:
        grew: A channel and its new lines.
        opened: The name of a channel that had no lines before.
    """

    grew = Signal(str, object)
    opened = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without lines."""
        super().__init__(parent)
        self._lines: dict[str, deque[Line]] = {}
        self._new: dict[str, deque[Line]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_THROTTLE_MS)
        self._timer.timeout.connect(self._tell)

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that have lines, in the order in which they came."""
        return tuple(self._lines)

    def lines(self, channel: str) -> tuple[Line, ...]:
        """Returns the last lines of a channel, also those that nobody was told of yet."""
        return tuple(self._lines.get(channel, ()))

    def record(self, channel: str, mark: str, text: str) -> None:
        """Adds what was said; every line of it is a line of its own."""
        if channel not in self._lines:
            self._lines[channel] = deque(maxlen=MOST_LINES)
            self._new[channel] = deque(maxlen=MOST_LINES)
            self.opened.emit(channel)
        for piece in text.split("\n"):
            is_long = len(piece) > MOST_CHARACTERS
            line = Line(mark, f"{piece[:MOST_CHARACTERS]} …" if is_long else piece)
            self._lines[channel].append(line)
            self._new[channel].append(line)
        if not self._timer.isActive():
            self._timer.start()

    def _tell(self) -> None:
        for channel, lines in self._new.items():
            if lines:
                told = tuple(lines)
                lines.clear()
                self.grew.emit(channel, told)
