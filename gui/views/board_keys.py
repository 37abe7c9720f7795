"""`BoardKeys`: a cursor on the board that the arrow keys move; the space bar plays there.

It filters the events of a board view, so that the keys do their usual work while it is off.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from gui.board.cursor import middle, moved
from gui.views.board import BoardView

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Home: (-100, 0),
    Qt.Key.Key_End: (100, 0),
    Qt.Key.Key_PageUp: (0, -100),
    Qt.Key.Key_PageDown: (0, 100),
}
_PLAYING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAVING = (Qt.Key.Key_Escape,)
_PASSED_ON = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class BoardKeys(QObject):
    """The cursor of a board.

    Signals:
        moved: The point that the cursor is on now.
        chosen: The point that was played with a key.
        left: The person ended the cursor with a key.
    """

    moved = Signal(int)
    chosen = Signal(int)
    left = Signal()

    def __init__(self, board: BoardView) -> None:
        """Begin without a cursor."""
        super().__init__(board)
        self._board = board
        self._point: int | None = None
        board.installEventFilter(self)

    @property
    def is_on(self) -> bool:
        """Whether there is a cursor."""
        return self._board.cursor_point is not None

    def switch(self, *, is_on: bool) -> None:
        """Shows the cursor where it was last, or hides it."""
        if not is_on:
            self._board.show_cursor(None)
            return
        point = self._point if self._point is not None else self._board.scene.last_move
        size = len(self._board.scene.stones)
        self._go(point if point is not None and point < size else middle(self._board.scene.board))

    def _go(self, point: int) -> None:
        self._point = point
        self._board.show_cursor(point)
        self.moved.emit(point)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes the keys of the cursor before commands can have them."""
        point = self._board.cursor_point
        if point is None or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        is_ours = key in _STEPS or key in _PLAYING or key in _LEAVING
        if event.type() == QEvent.Type.ShortcutOverride and (is_ours or key in _PASSED_ON):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and is_ours:
            self._take(point, key)
            return True
        return super().eventFilter(watched, event)

    def _take(self, point: int, key: Qt.Key) -> None:
        if key in _STEPS:
            across, down = _STEPS[key]
            board = self._board.scene.board
            if abs(across) + abs(down) > 1:  # to the edge, also where edges are joined
                board = (board[0], board[1], type(board[2]).PLANE)
            self._go(moved(board, point, across, down))
        elif key in _PLAYING:
            self.chosen.emit(point)
        else:
            self.left.emit()
