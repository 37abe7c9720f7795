"""Parameters over GTP, under KataGo's names where it has the same ones; what judges positions."""

from __future__ import annotations

from dataclasses import replace

from gogame.board.coords import Color
from gogame.errors import CoordinateError, GtpError
from gogame.gtp.session import Handler, Session, argument, number_argument, whole_argument
from gogame.gtp.wire import Command
from gogame.search.config import Limits

# KataGo's, known to clients; this search has only the one value.
_FIXED = {"playoutDoublingAdvantage": 0.0, "analysisWideRootNoise": 0.0, "numSearchThreads": 1}


def _parameters(session: Session) -> dict[str, str]:
    config = session.engine.config
    report_as = session.report_as
    visits, seconds = session.engine.limits.visits, session.engine.limits.seconds
    return {
        "maxVisits": "unlimited" if visits is None else str(visits),
        "maxTime": "unlimited" if seconds is None else f"{seconds:g}",
        "allowResignation": str(config.resign_below > 0).lower(),
        "reportAnalysisWinratesAs": "SIDETOMOVE" if report_as is None else report_as.name,
        **{name: str(value) for name, value in _FIXED.items()},
    }


def _list_params(session: Session, _command: Command) -> str:
    return " ".join(_parameters(session))


def _get_param(session: Session, command: Command) -> str:
    name = argument(command, 0, "a parameter")
    parameters = _parameters(session)
    if name not in parameters:
        raise GtpError(f"unknown parameter {name[:40]!r}: see kata-list-params")
    return parameters[name]


def _set_param(session: Session, command: Command) -> str:
    name = argument(command, 0, "a parameter and its value")
    text = argument(command, 1, "a parameter and its value")
    config = session.engine.config
    limits = session.engine.limits
    if name == "maxVisits":
        visits = None if text == "unlimited" else whole_argument(command, 1, "a number of visits")
        if visits is not None and visits < 1:
            raise GtpError(f"maxVisits {visits}: expected 1 or more")
        session.engine.config = replace(config, limits=_bounded(limits, visits, limits.seconds))
    elif name == "maxTime":
        seconds = None if text == "unlimited" else number_argument(command, 1, "seconds")
        if seconds is not None and seconds <= 0:
            raise GtpError(f"maxTime {text}: expected more than 0 seconds")
        session.engine.config = replace(config, limits=_bounded(limits, limits.visits, seconds))
    elif name == "allowResignation":
        below = type(config)().resign_below if _switch(text) else 0.0
        session.engine.config = replace(config, resign_below=below)
    elif name == "reportAnalysisWinratesAs":
        session.report_as = _report_as(text)
    elif name in _FIXED:
        if number_argument(command, 1, "a number") != _FIXED[name]:
            raise GtpError(f"{name} can only be {_FIXED[name]}")
    else:
        raise GtpError(f"unknown parameter {name[:40]!r}: see kata-list-params")
    return ""


def _bounded(limits: Limits, visits: int | None, seconds: float | None) -> Limits:
    if visits is None and seconds is None:
        raise GtpError("maxVisits and maxTime cannot both be unlimited: a move would never come")
    return replace(limits, visits=visits, seconds=seconds)


def _report_as(text: str) -> Color | None:
    if text.upper() == "SIDETOMOVE":
        return None
    try:
        return Color.parse(text)
    except CoordinateError as error:
        raise GtpError(f"{text[:20]!r}: expected BLACK, WHITE or SIDETOMOVE") from error


def _evaluator(session: Session, _command: Command) -> str:
    return session.engine.evaluator.name


def _switch(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise GtpError(f"syntax error: expected true or false, got {text[:20]!r}")
    return text.lower() == "true"


COMMANDS: dict[str, Handler] = {
    "kata-list-params": _list_params,
    "kata-get-param": _get_param,
    "kata-set-param": _set_param,
    "gogame-evaluator": _evaluator,
}
