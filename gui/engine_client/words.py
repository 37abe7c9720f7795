"""Sentences about engines that several clients say."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.engine_client.engine_sync import Obstacle, UnknownGame

translate = QCoreApplication.translate


def unknown_game_text(error: UnknownGame) -> str:
    """Returns why an engine cannot be told a game."""
    if error.obstacle is Obstacle.NOT_SQUARE:
        return translate("Engines", "it plays on square boards only")
    return translate("Engines", "it plays ordinary Go on a plane board only")


def refusal_text(command: str, answer: str) -> str:
    """Returns what an engine's refusal of a command means."""
    name, _, rest = command.partition(" ")
    if name in ("boardsize", "rectangular_boardsize"):
        size = "\u00d7".join(rest.split() * (2 if name == "boardsize" else 1))
        return translate("Engines", "it does not play on a board of {0}: {1}").format(
            size, answer[:120]
        )
    return translate("Engines", "it refused the command {0}: {1}").format(name, answer[:120])


def unready_text() -> str:
    """Returns why an engine cannot analyse over GTP."""
    return translate("Engines", "it cannot analyse: it knows neither kata-analyze nor lz-analyze")


def foreign_text(said: str) -> str:
    """Returns that an engine does not speak the analysis protocol."""
    return translate(
        "Engines", "it does not speak the analysis protocol: it answered “{0}”"
    ).format(said[:80])
