"""The last row of a dialog: cancel, and the button that takes what was chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton


def button_row(dialog: QDialog, cancel: str, accept: str) -> QHBoxLayout:
    """Returns the row; its buttons reject and accept the dialog.

    Args:
        dialog: Where it belongs.
        cancel: Words of the first button, in the present language.
        accept: Words of the second one, which Enter presses.
    """
    row = QHBoxLayout()
    cancel_button = QPushButton(cancel)
    cancel_button.clicked.connect(dialog.reject)
    accept_button = QPushButton(accept)
    accept_button.setObjectName("primary")
    accept_button.setDefault(True)
    accept_button.clicked.connect(dialog.accept)
    row.addStretch(1)
    row.addWidget(cancel_button)
    row.addWidget(accept_button)
    return row
