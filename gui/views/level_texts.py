"""Words on levels: what they are worth, and why one was chosen; see `texts`."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gogame.levels import RatedLevel
from gui.lessons.even_game import Suggestion

translate = QCoreApplication.translate


def level_worth_text(rated: RatedLevel | None, size: int) -> str:
    """Returns what a level is worth with its interval, or that nobody knows.

    Args:
        rated: What matches have shown.
        size: Side of the board on which they were played.
    """
    if rated is None:
        return translate("Texts", "not measured on {0}×{0}").format(size)
    return translate("Texts", "{0} Elo ({1} to {2}) on {3}×{3}").format(
        f"{rated.elo:.0f}", f"{rated.low:.0f}", f"{rated.high:.0f}", size
    )


def unmeasured_network_text() -> str:
    """Returns why nothing is said of what a level is worth."""
    return translate("Texts", "not measured with this network")


def unmeasured_game_text() -> str:
    """Returns the same of games that are not won by count on a plane board."""
    return translate("Texts", "not measured in such games")


def even_game_text(suggestion: Suggestion) -> str:
    """Returns in one line why a level was chosen for an even game."""
    size, found = suggestion.size, suggestion.estimate
    level = translate("Texts", "Level {0}").format(suggestion.level)
    if not suggestion.last:
        reason = translate("Texts", "{0} to begin with: no games on {1}×{1} yet.")
        return reason.format(level, size)
    points = f"{suggestion.points:g}"
    if not found.is_measured:
        reason = translate("Texts", "{0}: you scored {1} of your last {2} on {3}×{3}.")
        return reason.format(level, points, suggestion.last, size)
    reason = translate(
        "Texts", "{0}: you scored {1} of your last {2} on {3}×{3}; you are near {4} ({5} to {6})."
    )
    numbers = (f"{elo:.0f}" for elo in (found.elo, found.low, found.high))
    return reason.format(level, points, suggestion.last, size, *numbers)
