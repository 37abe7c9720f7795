"""The person's own mistakes, put up again at growing intervals until they are known. No Qt here.

A drill that is solved at the first try comes back after the next of `INTERVALS`; one that is not
begins again with the first. Values and their JSON text; where that is kept is a matter of the
feature. Begin with `due`.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any, cast

from gogame.errors import ConfigError

INTERVALS = (1, 3, 7, 14, 30, 60)
"""Days until a drill comes back, by how often it was solved at the first try in a row."""
MOST_KEPT = 500
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Drill:
    """A position in which the person made a mistake.

    Attributes:
        key: The same for the same position, whatever game it is from.
        sgf: The moves that led to it, as a record of its own.
        played: The mistake, as GTP names moves.
        lost: Points that it lost.
        source: Which game and which move, for people.
        due: The day from which on it is to come up.
        streak: How often it was solved at the first try in a row.
    """

    key: str
    sgf: str
    played: str
    lost: float
    source: str
    due: datetime.date
    streak: int = 0


def with_new(drills: tuple[Drill, ...], found: Iterable[Drill]) -> tuple[Drill, ...]:
    """Returns the drills with others added; those known already stay as they are.

    Of very many the best known ones are left out.
    """
    known = {drill.key: drill for drill in drills}
    for drill in found:
        known.setdefault(drill.key, drill)
    kept = list(known.values())
    while len(kept) > MOST_KEPT:
        kept.remove(max(kept, key=lambda drill: (drill.streak, drill.due)))
    return tuple(kept)


def due(drills: tuple[Drill, ...], today: datetime.date) -> tuple[Drill, ...]:
    """Returns the drills to come up today, the longest due first, the dearest of these first."""
    found = [drill for drill in drills if drill.due <= today]
    return tuple(sorted(found, key=lambda drill: (drill.due, -drill.lost, drill.key)))


def next_day(drills: tuple[Drill, ...]) -> datetime.date | None:
    """Returns the day on which the next drill comes up, None if there is none at all."""
    return min((drill.due for drill in drills), default=None)


def answered(
    drills: tuple[Drill, ...], key: str, today: datetime.date, *, at_once: bool
) -> tuple[Drill, ...]:
    """Returns the drills after one was answered.

    Args:
        drills: Those before.
        key: Which.
        today: The day.
        at_once: Whether it was solved at the first try.
    """

    def after(drill: Drill) -> Drill:
        if drill.key != key:
            return drill
        days = INTERVALS[min(drill.streak, len(INTERVALS) - 1)] if at_once else INTERVALS[0]
        streak = drill.streak + 1 if at_once else 0
        return replace(drill, streak=streak, due=today + datetime.timedelta(days=days))

    return tuple(map(after, drills))


def without(drills: tuple[Drill, ...], key: str) -> tuple[Drill, ...]:
    """Returns the drills without one."""
    return tuple(drill for drill in drills if drill.key != key)


def to_text(drills: tuple[Drill, ...]) -> str:
    """Returns drills as JSON text."""
    kept = [{**asdict(drill), "due": drill.due.isoformat()} for drill in drills]
    return json.dumps({"format": _FORMAT, "drills": kept}, indent=1, ensure_ascii=False) + "\n"


def from_text(text: str) -> tuple[Drill, ...]:
    """Returns the drills that `to_text` wrote.

    Raises:
        ConfigError: The text is damaged or from another version.
    """
    try:
        raw: Any = json.loads(text)
        if raw["format"] != _FORMAT:
            raise ConfigError(f"mistakes to practise: format {raw['format']}: expected {_FORMAT}")
        return tuple(_drill(one) for one in cast(list[dict[str, Any]], raw["drills"]))
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise ConfigError(f"mistakes to practise: {type(error).__name__} {error}") from error


def _drill(raw: dict[str, Any]) -> Drill:
    return Drill(
        str(raw["key"]),
        str(raw["sgf"]),
        str(raw["played"]),
        float(raw["lost"]),
        str(raw["source"]),
        datetime.date.fromisoformat(str(raw["due"])),
        max(0, int(raw["streak"])),
    )
