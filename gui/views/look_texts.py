"""What boards, stones and palettes are called; how large words may be. See `texts`."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.looks.appearance import StoneLook

FONT_LEAST, FONT_MOST, FONT_STEP = 80, 200, 10  # percent

translate = QCoreApplication.translate


def board_names() -> dict[str, str]:
    """Returns the names of `appearance.BOARDS` by key."""
    return {
        "kaya": translate("Looks", "Kaya wood"),
        "cherry": translate("Looks", "Cherry wood"),
        "walnut": translate("Looks", "Walnut wood"),
        "slate": translate("Looks", "Slate"),
        "print": translate("Looks", "Print"),
        "contrast": translate("Looks", "High contrast"),
    }


def stone_names() -> dict[str, str]:
    """Returns the names of `appearance.StoneLook` by value."""
    return {
        StoneLook.SHELL.value: translate("Looks", "Shell and slate"),
        StoneLook.GLOSSY.value: translate("Looks", "Glass"),
        StoneLook.FLAT.value: translate("Looks", "Flat"),
    }


def judgement_names() -> dict[str, str]:
    """Returns the names of `appearance.JUDGEMENTS` by key."""
    return {
        "standard": translate("Looks", "Green to purple"),
        "color-blind": translate("Looks", "For the colour-blind"),
    }
