"""The GTP server: reads commands, writes exactly one reply to each, survives everything.

A `GoError` becomes the failure reply in one line; any other exception becomes
``? internal error`` with its traceback in the log. The server ends at ``quit``, at the end of
the input and when nobody reads its replies any more.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

from gogame.engine import Engine
from gogame.errors import GoError, GtpError
from gogame.gtp import analysis, files, params, play, raw, rules, times
from gogame.gtp.lines import LineSource
from gogame.gtp.session import NAME, Handler, Session, argument
from gogame.gtp.wire import (
    MAX_LINE,
    STREAM_END,
    Command,
    failure,
    parse_command,
    stream_start,
    success,
)

_log = logging.getLogger(__name__)


def _constant(text: str) -> Handler:
    return lambda _session, _command: text


def _name(session: Session, _command: Command) -> str:
    return session.name


def _version(session: Session, _command: Command) -> str:
    return session.version


def _list_commands(_session: Session, _command: Command) -> str:
    return "\n".join(COMMANDS)


def _known_command(_session: Session, command: Command) -> str:
    return str(argument(command, 0, "a command's name") in COMMANDS).lower()


def _clear_cache(session: Session, _command: Command) -> str:
    session.engine.forget()
    return ""


COMMANDS: dict[str, Handler] = {
    "protocol_version": _constant("2"),
    "name": _name,
    "version": _version,
    "known_command": _known_command,
    "list_commands": _list_commands,
    "quit": _constant(""),
    **play.COMMANDS,
    **times.COMMANDS,
    **files.COMMANDS,
    "clear_cache": _clear_cache,
    "stop": _constant(""),  # the analysis that it stops has ended already: any input ends it
    **rules.COMMANDS,
    **params.COMMANDS,
    **analysis.COMMANDS,
    **raw.COMMANDS,
}


class Server:
    """Answers one client."""

    def __init__(
        self,
        engine: Engine,
        lines: LineSource,
        write: Callable[[str], None],
        name: str = NAME,
        version: str | None = None,
    ) -> None:
        """Take what answers.

        Args:
            engine: The game and the search.
            lines: Where commands come from.
            write: Sends replies at once.
            name: What the engine is to call itself: some clients speak another dialect to names
                that they know.
            version: Its version; None for the program's.
        """
        self._session = Session(engine, lines, name, version)
        self._write = write

    def run(self) -> None:
        """Answers until ``quit`` or the end of the input.

        Raises:
            BrokenPipeError: Nobody reads the replies any more.
        """
        lines = self._session.lines
        while (line := lines.read()) is not None:
            if self.answer(line) == "quit":
                return
            if not lines.pending():
                self._ponder()

    def _ponder(self) -> None:
        """Uses the opponent's time, if the engine is to; a fault ends it until the next move."""
        try:
            self._session.engine.ponder(self._session.lines.pending)
        except GoError as error:
            _log.error("pondering: %s", error)
        except Exception:  # noqa: BLE001 - likewise
            _log.exception("internal error in pondering")

    def answer(self, line: str) -> str | None:
        """Answers one line; returns the name of its command, None if it holds none."""
        command = parse_command(line[:MAX_LINE])
        if command is None:
            return None
        reply = self._reply(command, is_cut=len(line) > MAX_LINE)
        if isinstance(reply, str):
            self._write(reply)
            return command.name
        self._write(stream_start(command.id))
        for shown in self._guarded(reply, command):
            self._write(shown + "\n")
        self._write(STREAM_END)
        return command.name

    def _reply(self, command: Command, *, is_cut: bool) -> str | Iterator[str]:
        """Returns a whole reply, or the lines of one that comes bit by bit."""
        try:
            if is_cut:
                raise GtpError(f"line too long: expected at most {MAX_LINE} characters")
            if not command.name:
                raise GtpError("syntax error: a number without a command")
            handler = COMMANDS.get(command.name)
            if handler is None:
                raise GtpError(f"unknown command {command.name[:40]!r}")
            text = handler(self._session, command)
        except GoError as error:
            return failure(str(error), command.id)
        except Exception:  # noqa: BLE001 - the server outlives any fault of a command
            _log.exception("internal error in %s", command.name)
            return failure("internal error", command.id)
        return success(text, command.id) if isinstance(text, str) else text

    def _guarded(self, lines: Iterator[str], command: Command) -> Iterator[str]:
        """Yields lines as they come; a fault can only end them, for the reply has begun."""
        try:
            yield from lines
        except GoError as error:
            _log.error("%s: %s", command.name, error)
        except Exception:  # noqa: BLE001 - likewise
            _log.exception("internal error in %s", command.name)
