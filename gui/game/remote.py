"""`RemoteEngine`: an engine on another machine, and the ssh command line that starts it.

The command line is what is kept; `remote_of` knows the ones that were made here. ssh asks nothing,
as nobody could answer, and notices within a minute that a connection is gone. No Qt here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gogame.errors import ConfigError
from gogame.programs import split_command
from gui.game.engines import PROGRAM, Protocol, join_command

SSH = "ssh"
MAX_PORT = 65535
OUR_COMMANDS = {Protocol.GTP: "gogame-engine gtp", Protocol.ANALYSIS: "gogame-engine analysis"}
_OPTIONS = (
    "BatchMode=yes",
    "ConnectTimeout=15",
    "ServerAliveInterval=10",
    "ServerAliveCountMax=3",
)
_START = (SSH, "-T", *(word for option in _OPTIONS for word in ("-o", option)))
_END = "--"  # of ssh's options, so that what follows is none
# A user perhaps, then a name or an address, none of which looks like an option or means something
# to a shell. Before a port people type a colon, which ssh would take for a part of the name.
_HOST = re.compile(r"(?:[\w.+][\w.+@-]*@)?(?:\w[\w.-]*|[\da-fA-F]*(?::[\da-fA-F]*){2,}(?:%\w+)?)")
_PORT = re.compile(r"[1-9]\d{0,4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class RemoteEngine:
    """An engine on another machine.

    Attributes:
        host: ``user@host``, or a name from ssh's configuration; see `is_host`.
        command: What the shell there is given, word for word.
        port: Where its SSH server listens, 0 for the usual or configured place.
    """

    host: str
    command: str
    port: int = 0

    @property
    def words(self) -> tuple[str, ...]:
        """The program that starts it from here, and its arguments."""
        return (*_START, *self._port_words, _END, self.host, self.command)

    @property
    def command_line(self) -> str:
        """The same as a command line."""
        return join_command(self.words)

    @property
    def login_line(self) -> str:
        """What a person types in a terminal to try the connection."""
        return join_command((SSH, *self._port_words, self.host))

    @property
    def _port_words(self) -> tuple[str, ...]:
        return ("-p", str(self.port)) if self.port else ()


def is_host(text: str) -> bool:
    """Returns whether ssh may be given a text as the machine to go to."""
    return _HOST.fullmatch(text) is not None


def remote_of(command_line: str) -> RemoteEngine | None:
    """Returns the engine whose `RemoteEngine.command_line` this is, None if there is none."""
    try:
        *start, host, command = words = split_command(command_line)
        split_command(command)
    except (ConfigError, ValueError):
        return None
    port = start[-2] if len(start) > len(_START) + 1 else ""
    remote = RemoteEngine(host, command, int(port) if _PORT.fullmatch(port) else 0)
    return remote if remote.words == words and is_host(host) else None


def remote_name(remote: RemoteEngine) -> str:
    """Returns what people call an engine on another machine, such as ``katago @ box``.

    Raises:
        ConfigError: There is no program in its command, or a quote is not closed.
    """
    program = split_command(remote.command)[0].replace("\\", "/").rpartition("/")[2]
    name = PROGRAM if remote.command in OUR_COMMANDS.values() else program
    return f"{name} @ {remote.host.rpartition('@')[2]}"
