"""Quits the program while a file is read that never comes: ``python -m tests.gui.stalled_window``.

    python -m tests.gui.stalled_window PIPE

Pipes are refused; here they are not, and stand for a network folder that does not answer.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

import gui.application as application
import gui.files.game_files as game_files
from gui.game.state import MessageKind
from gui.main_window import MainWindow
from gui.start.options import parse


def quit_when_told() -> None:
    """Closes the window once it says that it reads."""
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow):
            message = window.session.state.message
            if message is not None and message.kind is MessageKind.READING:
                sys.stdout.write(f"{window.messages.label.text()}\n")
                sys.stdout.flush()
                window.commands["file.quit"].trigger()
                return
    QTimer.singleShot(50, quit_when_told)


def main() -> int:
    """Opens the window; returns its status."""
    game_files.check_ordinary = lambda path: None
    show = MainWindow.show

    def show_and_wait(window: MainWindow) -> None:
        show(window)
        quit_when_told()

    MainWindow.show = show_and_wait
    return application.run(parse(sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(main())
