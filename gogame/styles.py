"""Styles: what kind of move an opponent likes, beside how strong it is.

A style chooses among the moves that are good enough; a level, or visits and time, say how well
they are known. What a style gives away for its liking is bounded, in points of the expected score
and in winning chances, see `Taste`. No search here, so that windows can offer styles too; what they
do with a search is in `style_play`. Begin with `TASTES`.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from gogame.errors import ConfigError
from gogame.levels import FIRST_SEARCHING


class PlayStyle(enum.StrEnum):
    """What an opponent likes.

    TERRITORY: Low moves: third line and below.
    INFLUENCE: High moves: fourth line and above, the centre.
    LOCAL: Answers near the last move.
    TENUKI: Moves far from it.
    SIMPLE: Moves after which it is clear who owns what.
    JIGO: A lead, but a small one.
    MISTAKES: Now and then a mistake on purpose, to be punished.
    """

    TERRITORY = "territory"
    INFLUENCE = "influence"
    LOCAL = "local"
    TENUKI = "tenuki"
    SIMPLE = "simple"
    JIGO = "jigo"
    MISTAKES = "mistakes"

    @classmethod
    def parse(cls, name: str) -> PlayStyle:
        """Returns the style of a name.

        Raises:
            ConfigError: There is none.
        """
        try:
            return cls(name.lower())
        except ValueError:
            known = ", ".join(cls)
            raise ConfigError(f"style {name[:40]!r}: expected one of {known}") from None


@dataclass(frozen=True, slots=True)
class Taste:
    """How far a style goes for what it likes.

    Attributes:
        most_points: Points of the expected score that a move may lose at most against the best
            one, by the search that chose it.
        most_chance: Share of winning chances that it may lose at most, 0 to 1.
        purpose: What it does, in one line for people.
        needs_search: Whether the style has to know what moves lead to; where none is searched, it
            changes nothing.
    """

    most_points: float
    most_chance: float
    purpose: str
    needs_search: bool = False


TASTES = {
    PlayStyle.TERRITORY: Taste(2.0, 0.08, "low moves, third line and below"),
    PlayStyle.INFLUENCE: Taste(2.0, 0.08, "high moves, fourth line and above"),
    PlayStyle.LOCAL: Taste(2.0, 0.08, "moves near your last one"),
    PlayStyle.TENUKI: Taste(2.0, 0.08, "moves far from your last one"),
    PlayStyle.SIMPLE: Taste(2.0, 0.08, "moves that settle who owns what", needs_search=True),
    PlayStyle.JIGO: Taste(6.0, 0.35, "winning by as little as it can", needs_search=True),
    PlayStyle.MISTAKES: Taste(
        8.0, 0.6, "up to one move in six a mistake on purpose", needs_search=True
    ),
}
"""What each style may give away, and what for."""


def styles_table() -> tuple[str, ...]:
    """Returns lines for people: each style, what it likes and what it may cost a move."""
    return tuple(
        f"{style.value:<10} {taste.purpose}; at most {taste.most_points:g} points a move"
        f"{f', from level {FIRST_SEARCHING} on' if taste.needs_search else ''}"
        for style, taste in TASTES.items()
    )
