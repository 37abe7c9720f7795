"""Qt's binding must not miscount references: that kills the program after some minutes.

PySide6 6.12.0 did so on Python 3.11, where None and True are counted like any other object.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget


class Sender(QObject):
    sent = Signal(object)


def test_calls_and_signals_leave_the_counts_of_constants_alone(qtbot):
    widget, sender = QWidget(), Sender()
    qtbot.addWidget(widget)
    before = [sys.getrefcount(constant) for constant in (None, True, False)]
    for _ in range(1000):
        widget.setVisible(False)
        widget.property("nothing")
        sender.sent.emit(None)
    after = [sys.getrefcount(constant) for constant in (None, True, False)]
    assert all(abs(a - b) < 200 for a, b in zip(before, after, strict=True)), (before, after)
