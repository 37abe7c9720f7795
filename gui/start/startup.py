"""The first seconds: a small window that says what is going on while kernels are made ready.

`Startup` runs the work on a thread of its own. It is slow only once: compiled kernels are kept.
"""

from __future__ import annotations

import traceback

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from gui.views.icons import window_icon

_SIZE = (430, 290)


def make_kernels_ready() -> None:
    """Uses every kernel that the window needs, which loads it or compiles it."""
    from gogame.board.coords import Color
    from gogame.board.position import Position
    from gogame.board.variant import standard
    from gogame.sgf.setup import forced

    for rules in ("chinese", "japanese"):
        position = Position.start(standard(5, rules)).play(12).play(7)
        position.legal()
        position.chain(12)
        position.pass_alive()
        position.score(frozenset({7}))
        position.play(25).play(25).resumed().with_to_play(Color.WHITE)
        forced(position, position.moves[-1])
    Position.from_setup(position.variant, (1, 2), (3,), Color.WHITE)


class _Worker(QObject):
    """Runs on the thread.

    Signals:
        done: The kernels are ready.
        failed: They cannot be used; the traceback.
    """

    done = Signal()
    failed = Signal(str)

    def run(self) -> None:
        """Makes the kernels ready."""
        try:
            make_kernels_ready()
        except Exception:  # noqa: BLE001 - the thread ends here; the person must see why
            self.failed.emit(traceback.format_exc())
        else:
            self.done.emit()


class Startup(QWidget):
    """The window of the first seconds.

    Signals:
        ready: Everything is ready for the main window.
        failed: The program cannot go on; the traceback.
        closed: The person does not want to wait.
    """

    ready = Signal()
    failed = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        """Make the window; `begin` starts the work."""
        super().__init__()
        self.setWindowTitle("GoGame")
        self.setMinimumSize(*_SIZE)
        self._is_over = False
        picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        picture.setPixmap(window_icon().pixmap(64, 64))
        title = QLabel("GoGame", alignment=Qt.AlignmentFlag.AlignCenter)
        title.setStyleSheet("font-size: 28px; font-weight: 600;")
        text = QLabel(
            self.tr("Preparing the board…\nThe very first start takes up to a minute."),
            alignment=Qt.AlignmentFlag.AlignCenter,
        )
        bar = QProgressBar(textVisible=False)
        bar.setRange(0, 0)
        bar.setFixedHeight(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 28, 40, 32)
        column.setSpacing(14)
        for part in (picture, title, text, bar):
            column.addWidget(part)
        self._thread = QThread(self)
        self._worker = _Worker()
        self._worker.moveToThread(self._thread)
        self._thread.started.connect(self._worker.run)
        self._worker.done.connect(self._done)
        self._worker.failed.connect(self._failed)

    @property
    def is_working(self) -> bool:
        """Whether the thread still runs."""
        return self._thread.isRunning()

    def begin(self) -> None:
        """Starts the work."""
        self._thread.start()

    def _done(self) -> None:
        self._end()
        self.ready.emit()

    def _failed(self, trace: str) -> None:
        self._end()
        self.failed.emit(trace)

    def _end(self) -> None:
        self._is_over = True
        self._thread.quit()
        self._thread.wait()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tells whether the person closed the window before the work was over."""
        if not self._is_over:
            self.closed.emit()
        super().closeEvent(event)
