"""Clocks over GTP: the standard commands, KGS's and KataGo's.

Source: KataGo, ``docs/GTP_Extensions.md``, command kata-time_settings, which has the arguments
of KGS's kgs-time_settings and Fischer clocks besides.
"""

from __future__ import annotations

from gogame.clock import LONGEST_S, TimeSettings, TimeSystem
from gogame.errors import ConfigError, GtpError
from gogame.gtp.session import (
    Handler,
    Session,
    argument,
    color_argument,
    number_argument,
    whole_argument,
)
from gogame.gtp.wire import Command

_SYSTEMS = {
    "none": TimeSystem.NONE,
    "absolute": TimeSystem.ABSOLUTE,
    "byoyomi": TimeSystem.BYO_YOMI,
    "canadian": TimeSystem.CANADIAN,
    "fischer": TimeSystem.FISCHER,
}


def _seconds(command: Command, index: int, what: str) -> float:
    """Returns a time, one that is too long for any clock cut to what clocks hold."""
    return min(number_argument(command, index, what), LONGEST_S)


def _settings(command: Command) -> TimeSettings:
    """Returns what a name and its numbers mean, for example ``byoyomi 300 30 5``."""
    name = argument(command, 0, "a time system").lower()
    system = _SYSTEMS.get(name)
    if system is None:
        raise GtpError(f"unknown time system {name[:20]!r}: expected {', '.join(_SYSTEMS)}")
    if system is TimeSystem.NONE:
        return TimeSettings()
    main_s = _seconds(command, 1, "the main time")
    if system is TimeSystem.ABSOLUTE:
        return TimeSettings(system, main_s)
    period_s = _seconds(command, 2, "the time of a period")
    if system is TimeSystem.FISCHER:
        return TimeSettings(system, main_s, period_s)
    return TimeSettings(
        system, main_s, period_s, whole_argument(command, 3, "a number of periods or stones")
    )


def _set(session: Session, command: Command) -> str:
    session.engine.set_time(_settings(command))
    return ""


def _time_settings(session: Session, command: Command) -> str:
    main_s = _seconds(command, 0, "the main time")
    byo_yomi_s = _seconds(command, 1, "the byo-yomi time")
    stones = whole_argument(command, 2, "the byo-yomi stones")
    session.engine.set_time(TimeSettings.from_gtp(main_s, byo_yomi_s, stones))
    return ""


def _time_left(session: Session, command: Command) -> str:
    color = color_argument(command, 0)
    seconds = number_argument(command, 1, "seconds")
    stones = whole_argument(command, 2, "stones or periods")
    if seconds < 0 or stones < 0:
        raise ConfigError(f"time left {seconds:g} s, {stones} stones: expected none below 0")
    session.engine.clock(color).set_left(seconds, stones)
    return ""


def _list(_session: Session, _command: Command) -> str:
    return " ".join(_SYSTEMS)


COMMANDS: dict[str, Handler] = {
    "time_settings": _time_settings,
    "time_left": _time_left,
    "kgs-time_settings": _set,
    "kata-time_settings": _set,
    "kata-list_time_settings": _list,
}
