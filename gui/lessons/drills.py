"""Positions to practise, put up again at growing intervals until they are known. No Qt here.

They are the person's own mistakes, or exercises: positions with one good move.

A drill that is solved at the first try comes back after the next of `INTERVALS`; one that is not
begins again with the first. Values and their JSON text; where that is kept is a matter of the
feature. Begin with `due`.
"""

from __future__ import annotations

import datetime
import enum
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, cast

from gogame.errors import ConfigError

INTERVALS = (1, 3, 7, 14, 30, 60)
"""Days until a drill comes back, by how often it was solved at the first try in a row."""
MOST_KEPT = 500
"""Of each kind, without those that never come up again."""
NEVER = datetime.date.max
"""The day on which a drill is due that is never to come again."""
_FORMAT = 1


class Kind(enum.StrEnum):
    """Where a drill is from.

    MISTAKE: A game of the person's.
    OPENING: The exercises that come with the program, and so on by parts of the game.
    FILE: A file of positions.
    """

    MISTAKE = "mistake"
    OPENING = "opening"
    MIDDLE = "middle"
    ENDGAME = "endgame"
    FILE = "file"


EXERCISES = (Kind.OPENING, Kind.MIDDLE, Kind.ENDGAME)
"""The kinds that come with the program."""


@dataclass(frozen=True, slots=True)
class Drill:
    """A position in which a good move is to be found.

    Attributes:
        key: The same for the same position, whatever game it is from.
        sgf: The moves that led to it, as a record of its own.
        played: The mistake, as GTP names moves: what the person played, or what comes to mind;
            empty if none is known.
        lost: Points that it lost.
        source: Which game and which move, for people.
        due: The day from which on it is to come up.
        streak: How often it was solved at the first try in a row.
        kind: Where it is from.
        answers: The good moves, as GTP names moves; none if the engine is to judge.
    """

    key: str
    sgf: str
    played: str
    lost: float
    source: str
    due: datetime.date
    streak: int = 0
    kind: Kind = Kind.MISTAKE
    answers: tuple[str, ...] = ()


def with_new(drills: tuple[Drill, ...], found: Iterable[Drill]) -> tuple[Drill, ...]:
    """Returns the drills with others added; what is known of a position already stays known.

    Of very many mistakes the best known ones are left out, of other kinds the new ones.
    """
    known = {drill.key: drill for drill in drills}
    added = {drill.key: drill for drill in found if drill.key not in known}
    surplus: set[str] = set()
    for kind in Kind:
        old = [one for one in known.values() if one.kind is kind and one.due != NEVER]
        new = [one for one in added.values() if one.kind is kind]
        candidates = new[::-1]
        if kind is Kind.MISTAKE:
            candidates = sorted(old + new, key=lambda one: (-one.streak, -one.due.toordinal()))
        surplus.update(one.key for one in candidates[: max(0, len(old + new) - MOST_KEPT)])
    return tuple(one for one in (*known.values(), *added.values()) if one.key not in surplus)


def of_kind(drills: tuple[Drill, ...], kind: Kind) -> tuple[Drill, ...]:
    """Returns the drills of one kind."""
    return tuple(drill for drill in drills if drill.kind is kind)


def due(drills: tuple[Drill, ...], today: datetime.date) -> tuple[Drill, ...]:
    """Returns the drills to come up today, the longest due first, the dearest of these first."""
    found = [drill for drill in drills if drill.due <= today]
    return tuple(sorted(found, key=lambda drill: (drill.due, -drill.lost, drill.key)))


def next_day(drills: tuple[Drill, ...]) -> datetime.date | None:
    """Returns the day on which the next drill comes up, None if none ever does."""
    return min((drill.due for drill in drills if drill.due != NEVER), default=None)


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


def never_again(drills: tuple[Drill, ...], key: str) -> tuple[Drill, ...]:
    """Returns the drills with one that never comes up, not even if it is found again."""
    return tuple(replace(one, due=NEVER) if one.key == key else one for one in drills)


def without(drills: tuple[Drill, ...], key: str) -> tuple[Drill, ...]:
    """Returns the drills without one."""
    return tuple(drill for drill in drills if drill.key != key)


def to_text(drills: tuple[Drill, ...]) -> str:
    """Returns drills as JSON text."""
    names = [field.name for field in fields(Drill)]
    kept = [
        {name: getattr(drill, name) for name in names} | {"due": drill.due.isoformat()}
        for drill in drills
    ]
    return json.dumps({"format": _FORMAT, "drills": kept}, indent=1, ensure_ascii=False) + "\n"


def from_text(text: str) -> tuple[Drill, ...]:
    """Returns the drills that `to_text` wrote.

    Raises:
        ConfigError: The text is damaged or from another version.
    """
    try:
        raw: Any = json.loads(text)
        if raw["format"] != _FORMAT:
            raise ConfigError(f"positions to practise: format {raw['format']}: expected {_FORMAT}")
        return tuple(_drill(one) for one in cast(list[dict[str, Any]], raw["drills"]))
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise ConfigError(f"positions to practise: {type(error).__name__} {error}") from error


def _drill(raw: dict[str, Any]) -> Drill:
    return Drill(
        str(raw["key"]),
        str(raw["sgf"]),
        str(raw["played"]),
        float(raw["lost"]),
        str(raw["source"]),
        datetime.date.fromisoformat(str(raw["due"])),
        max(0, int(raw["streak"])),
        Kind(raw.get("kind", Kind.MISTAKE)),  # files of earlier versions hold mistakes only
        tuple(map(str, raw.get("answers", ()))),
    )
