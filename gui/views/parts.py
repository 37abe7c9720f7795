"""Small widgets with the roles that the style sheet knows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

_FRAME = 40  # what a system puts above a window


def make_label(role: str = "", *, wraps: bool = False) -> QLabel:
    """Returns an empty label for plain text.

    Args:
        role: The style sheet's name for it, such as ``faint`` or ``title``.
        wraps: Whether its lines may be broken.
    """
    label = QLabel()
    label.setObjectName(role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    return label


def make_button(role: str = "") -> QPushButton:
    """Returns a button without words; `role` is the style sheet's name for it."""
    button = QPushButton()
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setObjectName(role)
    return button


def column_in(card: QWidget) -> QVBoxLayout:
    """Returns the column of a card's parts."""
    column = QVBoxLayout(card)
    column.setContentsMargins(12, 10, 12, 12)
    column.setSpacing(7)
    return column


def row_of(*buttons: QWidget) -> QHBoxLayout:
    """Returns a row in which buttons are equally wide."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button, 1)
    return row


def make_rule() -> QFrame:
    """Returns a thin horizontal line."""
    rule = QFrame()
    rule.setObjectName("rule")
    rule.setFixedHeight(1)
    return rule


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Sets a property that the style sheet looks at, and has the widget drawn anew for it."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def resize_in_room(window: QWidget, width: int, height: int) -> None:
    """Gives a window a size in pixels, no higher than the screen has room for it and its frame."""
    window.resize(width, min(height, window.screen().availableGeometry().height() - _FRAME))


def resize_in_lines(dialog: QWidget, width: int, height: int) -> None:
    """Gives a dialog a size in heights of a line, as far as the screen has room for it."""
    line = dialog.fontMetrics().height()
    room = dialog.screen().availableGeometry()
    dialog.resize(min(width * line, room.width() - 40), min(height * line, room.height() - 80))
