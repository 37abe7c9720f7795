"""Words of practice outside its card; see `texts`."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.lessons.drills import Kind

translate = QCoreApplication.translate


PUT_OFF = "put-off"
"""In place of a day: what was put off comes up in another practice."""


def none_due_text(day: str, kind: str) -> str:
    """Returns what is said when no position is due.

    Args:
        day: When the next one is, ISO form, or `PUT_OFF`; empty if none ever is.
        kind: A `Kind`.
    """
    is_mistake = kind == Kind.MISTAKE
    if day == PUT_OFF:
        return translate("Drills", "What you put off comes up when you practise again.")
    if day:
        words = translate("Drills", "No position is due to be practised before {0}.")
        if is_mistake:
            words = translate("Drills", "No mistake is due to be practised before {0}.")
        return words.format(day)
    if is_mistake:
        return translate(
            "Drills",
            "No mistakes are kept: analyse a game of yours, then keep its mistakes for practice.",
        )
    return translate("Drills", "No positions are left to practise.")


def added_text(name: str, num_new: str, num_left_out: str) -> str:
    """Returns what was taken from a file of positions."""
    words = translate("Drills", "Positions to practise from {0}: {1} new.").format(name, num_new)
    if num_left_out != "0":
        words += " " + translate("Drills", "Records left out: {0}.").format(num_left_out)
    return words
