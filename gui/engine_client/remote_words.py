"""Sentences about engines on other machines: what went wrong on the way, and what helps.

ssh ends with the status of the program there, or with 255 for a fault of its own, which it names
in English on its standard error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from gui.game.remote import RemoteEngine

translate = QCoreApplication.translate
_FAILED = 255
_NOT_FOUND = 127  # so say the shells of Unix
_NOT_RUNNABLE = 126
_UNKNOWN_TO_WINDOWS = re.compile("is not recognized as")
_NUM_LAST_LINES = 5  # among which ssh names its fault
_MOST_LETTERS = 160


def no_ssh_text() -> str:
    """Returns that there is no ssh on this machine."""
    return translate(
        "Engines",
        "the program ssh is missing on this machine: install the OpenSSH client, then restart the "
        "engine",
    )


def remote_fault(remote: RemoteEngine, status: int, lines: Sequence[str]) -> str:
    """Returns why an engine on another machine is gone, empty if that is the engine's own affair.

    Args:
        remote: The engine.
        status: With which ssh has ended.
        lines: What was said on standard error, by ssh and by the engine.
    """
    meaning, said = _meaning(status, lines)
    if meaning is None:
        return ""
    told = meaning().format(remote.host, remote.login_line)
    whole = translate("Engines", "{0}. It said: “{1}”").format(told, said[:_MOST_LETTERS])
    return whole if said else told


def _meaning(status: int, lines: Sequence[str]) -> tuple[Callable[[], str] | None, str]:
    """Returns the sentence about an end, None if there is none, and the line that tells it."""
    last = lines[-1] if lines else ""
    if status == _NOT_RUNNABLE:
        return _not_runnable, last
    unknown = _first_with(_UNKNOWN_TO_WINDOWS, lines)
    if status == _NOT_FOUND or unknown:
        return _not_found, unknown or last
    if status != _FAILED:
        return None, last
    for pattern, meaning in _MEANINGS:
        said = _first_with(pattern, lines[-_NUM_LAST_LINES:])
        if said:
            return meaning, said
    return _cut_off, last


def _first_with(pattern: re.Pattern[str], lines: Sequence[str]) -> str:
    return next((line for line in lines if pattern.search(line)), "")


def _not_found() -> str:
    return translate(
        "Engines",
        "the engine's program was not found on {0}: choose Engines and type its whole path there",
    )


def _not_runnable() -> str:
    return translate(
        "Engines", "the engine's program cannot be run on {0}: check its path and its permissions"
    )


def _cut_off() -> str:
    return translate(
        "Engines",
        "the engine on {0} was killed or the connection failed: see that “{1}” works in a "
        "terminal, then restart the engine",
    )


def _changed_key() -> str:
    return translate(
        "Engines",
        "the host key of {0} has changed: make sure that it is the right machine, then remove the "
        "old key as “{1}” tells in a terminal",
    )


def _unknown_key() -> str:
    return translate(
        "Engines",
        "the host key of {0} is not known yet: type “{1}” in a terminal once and confirm the key",
    )


def _no_login() -> str:
    return translate(
        "Engines",
        "the login to {0} was refused: set up a key, so that “{1}” in a terminal asks for no "
        "password",
    )


def _no_machine() -> str:
    return translate(
        "Engines",
        "there is no machine called {0}: check the name that you chose in Engines, and the network",
    )


def _out_of_reach() -> str:
    return translate(
        "Engines",
        "the machine {0} cannot be reached: see that it is on, that its SSH server runs, and that "
        "the port is right",
    )


def _lost() -> str:
    return translate(
        "Engines",
        "the connection to {0} was lost: restart the engine when the network is there again",
    )


# The first that fits: ssh may say more than one of these.
_MEANINGS: tuple[tuple[re.Pattern[str], Callable[[], str]], ...] = (
    (re.compile(r"Host key for .* has changed"), _changed_key),
    (re.compile(r"Host key verification failed"), _unknown_key),
    (re.compile(r"Permission denied \(|Too many authentication failures"), _no_login),
    (re.compile(r"Could not resolve hostname|hostname contains invalid"), _no_machine),
    (re.compile(r"connect to host|kex_exchange_identification|banner exchange"), _out_of_reach),
    (
        re.compile(
            r"[Cc]losed by (remote host|\S+ port)|reset by|not responding|Broken pipe"
            r"|Read from remote host"
        ),
        _lost,
    ),
)
