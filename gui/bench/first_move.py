"""`FirstMove`: plays one stone as soon as the window is painted, and notes when that was.

A window that is only shown is not yet of use. It is painted once the first picture of the board is
on the screen; it is usable once a click on the board has put a stone there and that is painted too.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from gui.bench.figures import age_s
from gui.views.board import BoardView

_MOUSE = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease)


@dataclass(frozen=True, slots=True)
class Age:
    """How long the program has run.

    Attributes:
        seconds: Since its process began, None where the system does not say.
        work_s: Of which it was at work, by the clock of the processor.
    """

    seconds: float | None
    work_s: float

    @classmethod
    def now(cls) -> Age:
        """Returns the present age."""
        return cls(age_s(), time.process_time())

    def line(self, name: str) -> str:
        """Returns one line of the benchmark's output."""
        seconds = "unknown" if self.seconds is None else f"{self.seconds:.2f} s"
        return f"{name:<36} {seconds} ({self.work_s:.2f} s of the processor's clock)"


class FirstMove(QObject):
    """Clicks on the middle of the board after its first picture.

    Signals:
        played: The stone has been painted.
    """

    played = Signal()

    def __init__(self, board: BoardView) -> None:
        """Watch a board that is about to be painted and on which the person may play."""
        super().__init__(board)
        self._board = board
        self._is_clicked = False
        self._painted: Age | None = None
        self._usable: Age | None = None
        board.installEventFilter(self)

    def lines(self) -> list[str]:
        """Returns what has been noted so far."""
        ages = {
            "start to the first picture": self._painted,
            "start to the first stone by a click": self._usable,
        }
        return [age.line(name) for name, age in ages.items() if age is not None]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notes that a picture will have been painted when the event loop goes on."""
        if watched is self._board and event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, self, self._go_on)
        return super().eventFilter(watched, event)

    def _go_on(self) -> None:
        if not self._is_clicked:
            self._is_clicked = True
            self._painted = Age.now()
            self._click()
        elif self._usable is None and any(self._board.scene.stones):
            self._board.removeEventFilter(self)
            self._usable = Age.now()
            self.played.emit()

    def _click(self) -> None:
        scene = self._board.scene
        middle = scene.height // 2 * scene.width + scene.width // 2
        where = QPointF(*self._board.geometry_of_board().center(middle))
        left, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        for kind in _MOUSE:
            event = QMouseEvent(kind, where, self._board.mapToGlobal(where), left, left, no_key)
            QApplication.sendEvent(self._board, event)
