"""Every error that the program answers with one sentence instead of a traceback.

A message says what, where, the value met and what was expected, for example
``illegal move D4: occupied by White``. Code below the command line raises one of these;
only command loops and Qt's exception hook catch them.
"""

from __future__ import annotations

import enum


class GoError(Exception):
    """Base of all errors that a user can cause or must be told about."""


class IllegalReason(enum.Enum):
    """Why a move is not legal."""

    OCCUPIED = "occupied"
    KO = "ko"
    SUPERKO = "superko"
    SUICIDE = "suicide"
    CAPTURE_FORBIDDEN = "capture forbidden"
    PASS_FORBIDDEN = "pass forbidden"
    OFF_BOARD = "off board"
    GAME_OVER = "game over"


class IllegalMove(GoError):
    """A move that the rules do not allow.

    Attributes:
        reason: The rule that forbids it.
    """

    def __init__(self, message: str, reason: IllegalReason) -> None:
        """Keep the sentence for people and the reason for programs."""
        super().__init__(message, reason)  # both, so that it survives the way between processes
        self.reason = reason

    def __str__(self) -> str:
        """Returns the sentence."""
        return str(self.args[0])


class CoordinateError(GoError):
    """A text that names no point of the board."""


class VariantError(GoError):
    """A board size, komi, handicap or rule that cannot be played."""


class ConfigError(GoError):
    """A configuration value that is unknown or out of range."""


class SgfError(GoError):
    """A text that is not a readable SGF game.

    Attributes:
        offset: Character offset of the fault in the decoded text, or None.
    """

    def __init__(self, message: str, offset: int | None = None) -> None:
        """Keep where the fault lies beside the sentence that says so."""
        super().__init__(message)
        self.offset = offset


class GtpError(GoError):
    """A GTP command that cannot be carried out; its text is the failure reply."""


class CheckpointError(GoError):
    """A network file that is missing, damaged or made for another program version."""


class EngineError(GoError):
    """An engine process that failed, or an evaluation runtime that cannot be used."""


class SearchLimit(GoError):
    """A search asked to hold more nodes than its memory limit allows."""
