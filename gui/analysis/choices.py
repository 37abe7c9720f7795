"""`AnalysisChoices`: how a person wants positions to be analysed and shown. No Qt here."""

from __future__ import annotations

import enum
import functools
import json
from dataclasses import asdict, dataclass, fields
from typing import Any, cast

from gui.analysis.labels import DEFAULT_LABELS, Label, labels_from_text, labels_to_text

LIVE_VISITS = 10_000  # after these the search of the position shown ends; the result stays
REVIEW_VISITS = 100
DEEP_VISITS = 600
_TOO_MUCH = 1e9  # for a number of the settings


class Territory(enum.StrEnum):
    """What the board shows of who owns what.

    OWNERSHIP: How surely each point is whose.
    CHANGE: What the last move has changed of it.
    ESTIMATE: Whose each point would be if the game were counted so.
    """

    OWNERSHIP = "ownership"
    CHANGE = "change"
    ESTIMATE = "estimate"


class Dots(enum.StrEnum):
    """Which played stones bear the class of what they lost."""

    NONE = "none"
    LAST = "last"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class AnalysisChoices:
    """The choices.

    Attributes:
        labels: What the lines on a candidate say.
        most: Candidates shown, 0 for all of them.
        least_visits: Visits without which a candidate is not shown, but for the best one.
        live_visits: Visits after which the search of the position shown ends.
        review_visits: Visits of each position of a whole game.
        deep_visits: Visits of each position of a deeper analysis.
        report_s: Seconds between two reports of the position shown.
        on_load: Whether a game is analysed as soon as it is opened.
        mistake: Points from which a move is a mistake.
        dots: Which stones bear what they lost.
        territory: What is shown of who owns what.
        policy: Whether the engine's first idea is shown in place of its candidates.
        both_curves: Whether the graph shows score and chances together.
        keeps: Whether analyses are saved in the record.
    """

    labels: tuple[Label, ...] = DEFAULT_LABELS
    most: int = 0
    least_visits: int = 1
    live_visits: int = LIVE_VISITS
    review_visits: int = REVIEW_VISITS
    deep_visits: int = DEEP_VISITS
    report_s: float = 0.1
    on_load: bool = False
    mistake: float = 3.0
    dots: Dots = Dots.LAST
    territory: Territory = Territory.OWNERSHIP
    policy: bool = False
    both_curves: bool = False
    keeps: bool = True

    def to_json(self) -> str:
        """Returns the choices as JSON text."""
        return json.dumps({**asdict(self), "labels": labels_to_text(self.labels)})

    @classmethod
    def from_json(cls, text: str) -> AnalysisChoices:
        """Returns the choices that `to_json` wrote, defaults for whatever is missing or wrong."""
        raw: Any
        try:
            raw = json.loads(text or "{}")
        except (ValueError, RecursionError):
            return cls()
        if not isinstance(raw, dict):
            return cls()
        given = cast(dict[str, Any], raw)
        default = cls()
        known: dict[str, Any] = {}
        for field in fields(cls):
            usual, value = getattr(default, field.name), given.get(field.name)
            if field.name == "labels":
                known["labels"] = labels_from_text(value if isinstance(value, str) else "")
            elif isinstance(usual, enum.StrEnum):
                if value in list(type(usual)):
                    known[field.name] = type(usual)(value)
            elif type(value) is type(usual) and 0 <= float(value or 0) < _TOO_MUCH:
                known[field.name] = value
        return cls(**known)


NO_CHOICES = AnalysisChoices()


@functools.lru_cache(maxsize=8)
def choices_from(text: str) -> AnalysisChoices:
    """Returns the choices that a settings text holds."""
    return AnalysisChoices.from_json(text)
