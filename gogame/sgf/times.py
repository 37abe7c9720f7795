"""Time settings in SGF: TM, the main time in seconds, and OT, whose form is left to programs.

Read are the forms that servers write: ``5x30 byo-yomi``, ``25/600 Canadian``, ``10 fischer``.
"""

from __future__ import annotations

import re

from gogame.clock import TimeSettings, TimeSystem
from gogame.errors import ConfigError
from gogame.sgf.values import raw_number

_SECONDS = r"(\d{1,6}(?:\.\d{1,6})?)"
_BYO_YOMI = re.compile(rf"(\d{{1,4}})\s*[x*×]\s*{_SECONDS}", re.ASCII)
_CANADIAN = re.compile(rf"(\d{{1,4}})\s*/\s*{_SECONDS}", re.ASCII)
_NUMBER = re.compile(_SECONDS, re.ASCII)


def time_settings_of(main_time_s: float | None, overtime: str) -> TimeSettings | None:
    """Returns what a record's `main_time_s` and `overtime` mean, None if that is unclear.

    Without either there is no clock.
    """
    try:
        return _settings(main_time_s or 0.0, overtime.strip().lower())
    except ConfigError:
        return None


def _settings(main_s: float, overtime: str) -> TimeSettings | None:
    if not overtime:
        return TimeSettings(TimeSystem.ABSOLUTE, main_s) if main_s else TimeSettings()
    if "fischer" in overtime:
        found = _NUMBER.search(overtime)
        return found and TimeSettings(TimeSystem.FISCHER, main_s, float(found[1]))
    for system, form in ((TimeSystem.BYO_YOMI, _BYO_YOMI), (TimeSystem.CANADIAN, _CANADIAN)):
        found = form.search(overtime)
        if found:
            return TimeSettings(system, main_s, float(found[2]), int(found[1]))
    return None


def time_texts(settings: TimeSettings) -> tuple[float | None, str]:
    """Returns the `main_time_s` and `overtime` of a record that `time_settings_of` reads back."""
    period = raw_number(settings.period_s)
    overtime = {
        TimeSystem.BYO_YOMI: f"{settings.count}x{period} byo-yomi",
        TimeSystem.CANADIAN: f"{settings.count}/{period} Canadian",
        TimeSystem.FISCHER: f"{period} fischer",
    }.get(settings.system, "")
    return (None if settings.system is TimeSystem.NONE else settings.main_s), overtime
