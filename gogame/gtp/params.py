"""Parameters over GTP, under KataGo's names where it has the same ones; what judges positions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from gogame.board.coords import Color
from gogame.errors import CoordinateError, GtpError
from gogame.gtp.session import (
    MAX_NUMBER,
    Handler,
    Session,
    argument,
    number_argument,
    whole_argument,
)
from gogame.gtp.wire import Command
from gogame.levels import LEVELS, level, rated
from gogame.styles import PlayStyle, styles_table

# KataGo's, known to clients, which ask for them and set them; this search has only the one value.
_FIXED = {
    "playoutDoublingAdvantage": (0.0, "this engine always plays as if both sides were equal"),
    "numSearchThreads": (1, "the evaluator uses the cores by itself"),
}
_MOST_NOISE = 5.0


def _parameters(session: Session) -> dict[str, str]:
    config = session.engine.config
    report_as = session.report_as
    visits, seconds = session.engine.limits.visits, session.engine.limits.seconds
    return {
        "maxVisits": "unlimited" if visits is None else str(visits),
        "maxPlayouts": "unlimited",
        "maxTime": "unlimited" if seconds is None else f"{seconds:g}",
        "allowResignation": str(config.resign_below > 0).lower(),
        "reportAnalysisWinratesAs": "SIDETOMOVE" if report_as is None else report_as.name,
        "analysisWideRootNoise": f"{config.wide_root_noise:g}",
        "ponderingEnabled": str(config.ponders).lower(),
        "seed": str(session.engine.seed),
        "level": "none" if config.level is None else str(config.level.number),
        "style": "none" if config.style is None else config.style.value,
        **{name: str(value) for name, (value, _) in _FIXED.items()},
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
    argument(command, 1, "a parameter and its value")
    if name in _FIXED:
        value, why = _FIXED[name]
        if number_argument(command, 1, "a number") != value:
            raise GtpError(f"{name} can only be {value}: {why}")
    elif name in _SETTERS:
        _SETTERS[name](session, command)
    else:
        raise GtpError(f"unknown parameter {name[:40]!r}: see kata-list-params")
    return ""


def _many(command: Command, what: str) -> float | None:
    """Returns a positive number, or None for ``unlimited`` and what clients send for it."""
    text = command.args[1]
    if text == "unlimited":
        return None
    value = number_argument(command, 1, what, most=2.0**63)
    if value <= 0:
        raise GtpError(f"{command.args[0]} {text[:20]}: expected {what}, more than 0")
    return None if value > MAX_NUMBER else value


def _set_max_visits(session: Session, command: Command) -> None:
    visits = _many(command, "a number of visits")
    if visits is not None and visits != int(visits):
        raise GtpError(f"maxVisits {command.args[1][:20]}: expected a whole number")
    limits = session.engine.limits
    _limit(session, None if visits is None else int(visits), limits.seconds)


def _set_max_playouts(_session: Session, command: Command) -> None:
    if _many(command, "a number of playouts") is not None:
        raise GtpError(
            "maxPlayouts can only be unlimited: this search counts visits, see maxVisits"
        )


def _set_max_time(session: Session, command: Command) -> None:
    _limit(session, session.engine.limits.visits, _many(command, "seconds"))


def _set_resignation(session: Session, command: Command) -> None:
    config = session.engine.config
    below = type(config)().resign_below if _switch(command.args[1]) else 0.0
    session.engine.config = replace(config, resign_below=below)


def _set_pondering(session: Session, command: Command) -> None:
    ponders = _switch(command.args[1])
    session.engine.config = replace(session.engine.config, ponders=ponders)


def _set_seed(session: Session, command: Command) -> None:
    """Takes a seed for this game and the next ones, or ``random`` for another one in each."""
    if command.args[1].lower() == "random":
        session.engine.reseed(None)
        return
    seed = whole_argument(command, 1, "random or a number, 0 or more")
    if seed < 0:
        raise GtpError(f"seed {seed}: expected random or a number, 0 or more")
    session.engine.reseed(seed)


def _set_report_as(session: Session, command: Command) -> None:
    session.report_as = _report_as(command.args[1])


def _set_wide_root_noise(session: Session, command: Command) -> None:
    noise = number_argument(command, 1, "a number")
    if not 0 <= noise <= _MOST_NOISE:
        raise GtpError(f"analysisWideRootNoise {noise:g}: expected 0 to {_MOST_NOISE:g}")
    session.engine.config = replace(session.engine.config, wide_root_noise=noise)


def _set_level(session: Session, command: Command) -> None:
    """Takes a level of the dial, or ``none`` to play as strong as visits and time allow."""
    number = None
    if command.args[1].lower() != "none":
        number = number_argument(command, 1, f"none or a level, 1 to {len(LEVELS)}")
        if number != int(number):
            raise GtpError(f"level {number:g}: expected a whole number, 1 to {len(LEVELS)}")
    chosen = None if number is None else level(int(number))
    session.engine.config = replace(session.engine.config, level=chosen)


def _set_style(session: Session, command: Command) -> None:
    """Takes a style of play, or ``none`` for the strongest moves."""
    name = command.args[1].lower()
    chosen = None if name == "none" else PlayStyle.parse(name)
    session.engine.config = replace(session.engine.config, style=chosen)


_SETTERS: dict[str, Callable[[Session, Command], None]] = {
    "maxVisits": _set_max_visits,
    "maxPlayouts": _set_max_playouts,
    "maxTime": _set_max_time,
    "allowResignation": _set_resignation,
    "reportAnalysisWinratesAs": _set_report_as,
    "analysisWideRootNoise": _set_wide_root_noise,
    "ponderingEnabled": _set_pondering,
    "seed": _set_seed,
    "level": _set_level,
    "style": _set_style,
}


def _limit(session: Session, visits: int | None, seconds: float | None) -> None:
    if visits is None and seconds is None:
        raise GtpError("maxVisits and maxTime cannot both be unlimited: a move would never come")
    engine = session.engine
    limits = replace(engine.limits, visits=visits, seconds=seconds)
    engine.config = replace(engine.config, limits=limits)


def _report_as(text: str) -> Color | None:
    if text.upper() == "SIDETOMOVE":
        return None
    try:
        return Color.parse(text)
    except CoordinateError as error:
        raise GtpError(f"{text[:20]!r}: expected BLACK, WHITE or SIDETOMOVE") from error


def _evaluator(session: Session, _command: Command) -> str:
    return session.engine.evaluator.name


def _levels(session: Session, _command: Command) -> str:
    """Tells of each level: number, Elo, interval; dashes for what was not measured here."""
    variant = session.engine.variant
    lines: list[str] = []
    for one in LEVELS:
        known = rated(one.number, variant.height, variant.width)
        worth = "- - -" if known is None else f"{known.elo:.0f} {known.low:.0f} {known.high:.0f}"
        lines.append(f"{one.number} {worth}")
    return "\n".join(lines)


def _styles(_session: Session, _command: Command) -> str:
    """Tells each style with what it likes and what that may cost."""
    return "\n".join(styles_table())


def _switch(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise GtpError(f"syntax error: expected true or false, got {text[:20]!r}")
    return text.lower() == "true"


COMMANDS: dict[str, Handler] = {
    "kata-list-params": _list_params,
    "kata-get-param": _get_param,
    "kata-set-param": _set_param,
    "gogame-evaluator": _evaluator,
    "gogame-levels": _levels,
    "gogame-styles": _styles,
}
