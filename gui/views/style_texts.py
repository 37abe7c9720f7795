"""Words about styles of play, in the language of the window; see `texts`."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gogame.levels import FIRST_SEARCHING
from gogame.styles import TASTES, PlayStyle

translate = QCoreApplication.translate


def style_name(style: PlayStyle | None) -> str:
    """Returns what a style is called, or having none."""
    if style is None:
        return translate("Texts", "No special style")
    return {
        PlayStyle.TERRITORY: translate("Texts", "Territory"),
        PlayStyle.INFLUENCE: translate("Texts", "Influence"),
        PlayStyle.LOCAL: translate("Texts", "Local"),
        PlayStyle.TENUKI: translate("Texts", "Tenuki"),
        PlayStyle.SIMPLE: translate("Texts", "Simple"),
        PlayStyle.JIGO: translate("Texts", "Jigo"),
        PlayStyle.MISTAKES: translate("Texts", "Mistakes"),
    }[style]


def style_note(style: PlayStyle, level: int | None) -> str:
    """Returns what a style does and costs at most, or that a level is too weak for it.

    Args:
        style: The style.
        level: The engine's, None where it plays by time or visits.
    """
    if level is not None and TASTES[style].needs_search and level < FIRST_SEARCHING:
        return translate("Texts", "{0}: without effect below level {1}.").format(
            style_name(style), FIRST_SEARCHING
        )
    purpose = {
        PlayStyle.TERRITORY: translate("Texts", "plays low, on the third line and below"),
        PlayStyle.INFLUENCE: translate("Texts", "plays high, on the fourth line and above"),
        PlayStyle.LOCAL: translate("Texts", "answers near your last move"),
        PlayStyle.TENUKI: translate("Texts", "plays far from your last move"),
        PlayStyle.SIMPLE: translate("Texts", "settles who owns what"),
        PlayStyle.JIGO: translate("Texts", "wins by as little as it can"),
        PlayStyle.MISTAKES: translate("Texts", "makes up to one move in six a mistake"),
    }[style]
    return translate("Texts", "{0}: {1}; at most {2} points a move.").format(
        style_name(style), purpose, f"{TASTES[style].most_points:g}"
    )
