"""The count of a finished game, part by part, as people add it up, and what was set by hand.

No Qt here.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from gogame.board.coords import BLACK, EMPTY, WHITE, Color
from gogame.board.rules import Scoring
from gogame.board.score import Score
from gui.game.state import GameState


class Part(enum.Enum):
    """What points are given for."""

    STONES = enum.auto()
    TERRITORY = enum.auto()
    CAPTURED = enum.auto()
    DEAD = enum.auto()
    KOMI = enum.auto()
    BONUS = enum.auto()
    TOTAL = enum.auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the count.

    Attributes:
        part: What it counts.
        black: Black's points for it, None where only White can have some.
        white: White's points.
    """

    part: Part
    black: float | None
    white: float


def rows_of(state: GameState) -> tuple[Row, ...]:
    """Returns the lines of a state's count, the last one the total; none without a count.

    Dead stones under territory rules are prisoners like those taken in play; both are told apart
    here, because only the dead ones can still be argued about.
    """
    score = state.score
    if score is None:
        return ()
    territory = Row(Part.TERRITORY, score.black_territory, score.white_territory)
    if score.scoring is Scoring.AREA:
        parts = [Row(Part.STONES, score.black_stones, score.white_stones), territory]
    else:
        black_dead, white_dead = dead_stones(state, Color.WHITE), dead_stones(state, Color.BLACK)
        captured = Row(
            Part.CAPTURED, score.black_prisoners - black_dead, score.white_prisoners - white_dead
        )
        parts = [territory, captured, Row(Part.DEAD, black_dead, white_dead)]
    komi = state.variant.komi
    parts.append(Row(Part.KOMI, None, komi))
    if score.komi != komi:
        parts.append(Row(Part.BONUS, None, score.komi - komi))
    return (*parts, Row(Part.TOTAL, score.black_points, score.white_points))


def dead_stones(state: GameState, color: Color) -> int:
    """Returns how many stones of a colour are marked as dead."""
    return sum(state.position.color_at(point) == color for point in state.dead)


def corrected_points(state: GameState) -> frozenset[int]:
    """Returns the points whose owner was set by hand."""
    return frozenset(point for region in state.corrections for point in region.points)


def num_given(state: GameState) -> dict[int, int]:
    """Returns how many points were given by hand to Black, to White and to nobody, in this order.

    Who was given none is not in it.
    """
    given: dict[int, int] = {BLACK: 0, WHITE: 0, EMPTY: 0}
    for correction in state.corrections:
        given[correction.owner] += len(correction.points)
    return {owner: number for owner, number in given.items() if number}


def num_neutral(score: Score) -> int:
    """Returns the points that belong to nobody."""
    return int((score.owner == 0).sum())
