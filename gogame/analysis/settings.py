"""KataGo's settings by name: what they change here, and which of them change nothing."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from gogame.analysis.fields import shown
from gogame.board.coords import Color
from gogame.errors import ConfigError, CoordinateError
from gogame.search.config import Limits, SearchConfig

MOST_VISITS = 1 << 30
"""What a search counts to; asking for more is asking for that."""

_MOST_VISITS = 1 << 50
_MOST_SECONDS = 1e20
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Settings:
    """How positions are searched and reported.

    Attributes:
        report_as: Whose view replies take: a colour, or None for the player to play.
        max_visits: Visits of each position; None for the number that suits the evaluator.
        max_seconds: Seconds of each position, or None.
        pv_length: Most moves of a line, the first not counted.
        root_noise: KataGo's ``wideRootNoise``. Like there, it evens out the root's prior; unlike
            there, it adds no random bonus to moves, so that analyses can be repeated.
        search: Fields of `SearchConfig` that are not as usual.
    """

    report_as: Color | None = Color.BLACK
    max_visits: int | None = None
    max_seconds: float | None = None
    pv_length: int = 15
    root_noise: float = 0.0
    search: Mapping[str, float] = field(default_factory=dict[str, float])

    def limits(self, usual_visits: int) -> Limits:
        """Returns when a search is done; `usual_visits` unless a number was set."""
        return Limits(min(self.max_visits or usual_visits, MOST_VISITS), self.max_seconds)

    def config(self, base: SearchConfig) -> SearchConfig | None:
        """Returns the settings of a search, None if they are those of `base`."""
        if not self.search and self.root_noise == 0:
            return None
        config = replace(base, **dict(self.search))
        # Source: KataGo raises the root's policy to the power 1 / (4 * wideRootNoise + 1).
        evened = config.root_temperature * (4 * self.root_noise + 1)
        return replace(config, root_temperature=min(evened, 100.0))


def _number(low: float, high: float) -> Callable[[object], float]:
    def read(value: object) -> float:
        try:
            number = float(value) if isinstance(value, int | float | str) else math.nan
        except (ValueError, OverflowError):
            number = math.nan
        if isinstance(value, bool):
            number = math.nan
        if not low <= number <= high:
            raise ConfigError(f"expected a number from {low:g} to {high:g}")
        return number

    return read


def _whole(low: int, high: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        number = _number(low, high)(value)
        if number != int(number):
            raise ConfigError(f"expected a whole number from {low} to {high}")
        return int(number)

    return read


def _viewer(value: object) -> Color | None:
    text = value if isinstance(value, str) else ""
    if text.upper() == "SIDETOMOVE":
        return None
    try:
        return Color.parse(text)
    except CoordinateError as error:
        raise ConfigError("expected BLACK, WHITE or SIDETOMOVE") from error


# KataGo's name: our field, and the reader of its value.
_FIELDS: dict[str, tuple[str, Callable[[object], object]]] = {
    "reportAnalysisWinratesAs": ("report_as", _viewer),
    "maxTime": ("max_seconds", _number(0, _MOST_SECONDS)),
    "analysisPVLen": ("pv_length", _whole(1, 1000)),
    "wideRootNoise": ("root_noise", _number(0, 5)),
    "analysisWideRootNoise": ("root_noise", _number(0, 5)),
}
_VISITS = ("maxVisits", "maxPlayouts")  # the same: every tree begins anew; the smaller one holds
# As above for fields of `SearchConfig`, which have the same meaning.
_SEARCH: dict[str, tuple[str, Callable[[object], float]]] = {
    "cpuctExploration": ("c_puct", _number(0, 10)),
    "cpuctExplorationLog": ("c_puct_log", _number(0, 10)),
    "cpuctExplorationBase": ("c_puct_base", _number(10, 100_000)),
    "fpuReductionMax": ("fpu_reduction", _number(0, 2)),
    "rootFpuReductionMax": ("root_fpu_reduction", _number(0, 2)),
    "rootPolicyTemperature": ("root_temperature", _number(0.01, 100)),
    "rootPolicyTemperatureEarly": ("root_temperature", _number(0.01, 100)),
    "lcbStdevs": ("lcb_radius", _number(1, 12)),
    "minVisitPropForLCB": ("lcb_min_visits", _number(0, 1)),
}
# How work is shared out; results do not depend on it.
_IRRELEVANT = frozenset(
    """numSearchThreads numSearchThreadsPerAnalysisThread numAnalysisThreads nnMaxBatchSize
    nnCacheSizePowerOfTwo""".split()
)
# What this search always does, as KataGo would write it.
_FIXED = {
    "playoutDoublingAdvantage": ("0", "0.0"),
    "antiMirror": ("false",),
    "ignorePreRootHistory": ("false",),
    "rootNumSymmetriesToSample": ("1",),
    "rootSymmetryPruning": ("false",),
    "useGraphSearch": ("false",),
    "humanSLProfile": ("",),
}
_HUMAN = "humanSLProfile"


def apply(settings: Settings, changes: Mapping[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    """Returns the settings with KataGo's ``overrideSettings`` on top, and what was ignored.

    Args:
        settings: What holds otherwise.
        changes: Values by KataGo's names; numbers may be text.

    Returns:
        The settings, and the names that are unknown or can only have another value here.

    Raises:
        ConfigError: A value is out of range, or a model of human play is asked for.
    """
    fields: dict[str, Any] = {}
    search = dict(settings.search)
    ignored: list[str] = []
    for name, value in changes.items():
        if name in _FIELDS:
            ours, read = _FIELDS[name]
            fields[ours] = _read(name, value, read)
        elif name in _VISITS:
            visits = _read(name, value, _whole(1, _MOST_VISITS))
            fields["max_visits"] = min(visits, fields.get("max_visits", visits))
        elif name in _SEARCH:
            ours, reader = _SEARCH[name]
            search[ours] = _read(name, value, reader)
        elif name == _HUMAN and value != "":
            raise ConfigError(f"{name} {shown(value)}: this engine has no model of human play")
        elif name not in _IRRELEVANT and str(value).lower() not in _FIXED.get(name, ()):
            ignored.append(name)
    return replace(settings, **fields, search=search), tuple(ignored)


def _read(name: str, value: object, read: Callable[[object], _Value]) -> _Value:
    try:
        return read(value)
    except ConfigError as error:
        raise ConfigError(f"{name} {shown(value)}: {error}") from error


def parse_override(text: str) -> dict[str, str]:
    """Returns the settings of KataGo's option ``-override-config``: ``name=value,name=value``."""
    pairs = (part.partition("=") for part in text.split(",") if part.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}
