"""What a GTP command works on: the engine, the input, and parsed arguments.

A handler is a function of the session and the command. It returns the text of its success reply,
or an iterator of lines that are written as they come; a `GoError` that it raises is the failure
reply.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from gogame.board.coords import Color, action_from_gtp, action_to_gtp
from gogame.engine import Engine
from gogame.errors import CoordinateError, GtpError
from gogame.gtp.lines import LineSource
from gogame.gtp.wire import Command
from gogame.sgf.files import program_version

MAX_NUMBER = 2.0**31 - 1
NAME = "GoGame"
_MAX_DIGITS = 10


class Session:
    """One conversation.

    Attributes:
        engine: The game and the search.
        lines: Where commands come from; handlers only ask it whether input waits.
        report_as: Whose view analyses take: a colour, or None for the player to play.
        name: What the engine calls itself.
        version: What it says its version is.
    """

    def __init__(
        self, engine: Engine, lines: LineSource, name: str = NAME, version: str | None = None
    ) -> None:
        """Begin with the engine's game; analyses take the view of the player to play."""
        self.name = name
        self.version = program_version() if version is None else version
        self.engine = engine
        self.lines = lines
        self.report_as: Color | None = None

    def vertex(self, action: int) -> str:
        """Returns the GTP vertex of an action on the board in play."""
        variant = self.engine.variant
        return action_to_gtp(action, variant.height, variant.width)


Handler = Callable[[Session, Command], str | Iterator[str]]


def argument(command: Command, index: int, what: str) -> str:
    """Returns one argument.

    Raises:
        GtpError: It is missing.
    """
    if index >= len(command.args):
        raise GtpError(f"syntax error: {command.name} expects {what}")
    return command.args[index]


def whole_argument(command: Command, index: int, what: str) -> int:
    """Returns one argument as a whole number.

    Raises:
        GtpError: It is missing or no whole number within `MAX_NUMBER`.
    """
    text = argument(command, index, what)
    digits = text.removeprefix("-")
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= _MAX_DIGITS
    if not is_number or int(digits) > MAX_NUMBER:
        raise GtpError(f"syntax error: {command.name} expects {what}, got {text[:20]!r}")
    return int(text)


def number_argument(command: Command, index: int, what: str, most: float = MAX_NUMBER) -> float:
    """Returns one argument as a finite number.

    Raises:
        GtpError: It is missing, no number, or beyond `most`.
    """
    text = argument(command, index, what)
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not abs(value) <= most:
        raise GtpError(f"syntax error: {command.name} expects {what}, got {text[:20]!r}")
    return value


def color_argument(command: Command, index: int) -> Color:
    """Returns one argument as a colour.

    Raises:
        GtpError: It is missing or names no colour.
    """
    text = argument(command, index, "a colour")
    try:
        return Color.parse(text)
    except CoordinateError as error:
        raise GtpError(f"syntax error: {error}") from error


def vertex_argument(session: Session, command: Command, index: int) -> int:
    """Returns one argument as an action of the board in play.

    Raises:
        GtpError: It is missing or names no point of the board.
    """
    text = argument(command, index, "a vertex")
    variant = session.engine.variant
    try:
        return action_from_gtp(text, variant.height, variant.width)
    except CoordinateError as error:
        raise GtpError(str(error)) from error
