"""What a person does with a window, and what a session shows of it; for many tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.game.state import MessageKind
from gui.main_window import MainWindow
from gui.session import Session

WAIT_MS = 15_000


def place(window: MainWindow, point: int) -> QPoint:
    """Returns where a point lies on the board view."""
    x, y = window.board.geometry_of_board().center(point)
    return QPoint(round(x), round(y))


def click(
    window: MainWindow, point: int, button: Qt.MouseButton = Qt.MouseButton.LeftButton
) -> None:
    """Clicks a point of the board."""
    QTest.mouseClick(window.board, button, pos=place(window, point))


def in_dialog(kind: type, act: Callable[[Any], object]) -> None:
    """Does something with the next dialog of a kind."""

    def wait() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            act(dialog)
        else:
            QTimer.singleShot(20, wait)

    QTimer.singleShot(0, wait)


def moves_of(session: Session) -> list[int]:
    """Returns the moves up to the position shown."""
    return [move.action for move in session.state.position.moves]


def message_kind(session: Session) -> MessageKind | None:
    """Returns what the message is about, None if there is none."""
    message = session.state.message
    return None if message is None else message.kind


def wait_moves(qtbot: QtBot, session: Session, number: int) -> None:
    """Waits until so many moves are played."""
    qtbot.waitUntil(lambda: session.state.move_number == number, timeout=WAIT_MS)
