"""Counting a finished game as people do: dead stones taken off, area or territory, seki.

The search's own exact count of a terminal position is `area.area`; this module is for the end
of a game between people or programs who agree on which stones are dead, and, where they know
better than the count, on whose a region is.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gogame.board.arrays import META, TAKEN_BY_BLACK, TAKEN_BY_WHITE
from gogame.board.coords import BLACK, EMPTY, WHITE
from gogame.board.rules import Scoring
from gogame.board.topology import Topology
from gogame.board.variant import VariantSpec

# A single eye of at most this many points cannot live alone: with dame beside it, it is a seki.
_LARGEST_SEKI_EYE = 2


@dataclass(frozen=True, slots=True)
class Correction:
    """A region that people have given to someone, whatever the count makes of it.

    Attributes:
        points: All points of the region: connected points that are empty or bear dead stones.
        owner: BLACK, WHITE, or EMPTY for nobody.
    """

    points: frozenset[int]
    owner: int


class _Counted(NamedTuple):
    """What the count makes of a position before anything is corrected; P points.

    Attributes:
        colors: P colours, dead stones taken off.
        owner: P owners, stones included; all points of a region have the same.
        regions: The points of each region without living stones.
        lost: Dead stones by their colour.
    """

    colors: list[int]
    owner: list[int]
    regions: list[list[int]]
    lost: dict[int, int]


@dataclass(frozen=True, slots=True)
class Score:
    """The count of one position.

    Attributes:
        owner: `[H, W]` int8, EMPTY, BLACK or WHITE: who gets the point (under territory rules the
            stones too are shown as owned, though they are not counted).
        scoring: Area or territory.
        black_stones: Living black stones (counted under area rules).
        white_stones: Living white stones.
        black_territory: Empty points, and points under dead white stones, that Black surrounds.
        white_territory: Likewise for White.
        black_prisoners: White stones taken in play or dead (counted under territory rules).
        white_prisoners: Black stones taken in play or dead.
        komi: White's points, the handicap bonus included.
    """

    owner: NDArray[np.int8]
    scoring: Scoring
    black_stones: int
    white_stones: int
    black_territory: int
    white_territory: int
    black_prisoners: int
    white_prisoners: int
    komi: float

    @property
    def black_points(self) -> float:
        """Black's total."""
        if self.scoring is Scoring.AREA:
            return float(self.black_stones + self.black_territory)
        return float(self.black_territory + self.black_prisoners)

    @property
    def white_points(self) -> float:
        """White's total, komi included."""
        if self.scoring is Scoring.AREA:
            return self.white_stones + self.white_territory + self.komi
        return self.white_territory + self.white_prisoners + self.komi

    @property
    def lead_black(self) -> float:
        """Black's total minus White's."""
        return self.black_points - self.white_points

    @property
    def result(self) -> str:
        """The result as SGF writes it: ``B+3.5``, ``W+0.5`` or ``0`` for a draw."""
        lead = self.lead_black
        if lead == 0:
            return "0"
        return f"{'B' if lead > 0 else 'W'}+{abs(lead):g}"


def count(
    board: NDArray[np.int32],
    variant: VariantSpec,
    komi: float,
    dead: Collection[int],
    corrections: Collection[Correction] = (),
) -> Score:
    """Counts a position.

    Seki under territory rules: a group (stones of one colour joined through their own
    territory) that touches dame and whose only territory is one eye of one or two points lives
    by seki, and its eye is nobody's. Dame that players left unfilled elsewhere change nothing.

    A correction moves the points of its region and nothing else: dead stones in it stay
    prisoners, and whether others live by seki is counted as if it were not there.

    Args:
        board: The position, `[NUM_FIELDS, W]` int32.
        variant: Size, shape and rules.
        komi: White's points, the handicap bonus included.
        dead: Points whose stones are dead; other points are ignored.
        corrections: Regions given to someone; those that are no region with these dead stones
            are ignored.
    """
    num_points = variant.num_points
    counted = _as_counted(board, variant, dead)
    colors, owner = counted.colors, counted.owner
    given = {correction.points: correction.owner for correction in corrections}
    for region in counted.regions if given else ():
        whose = given.get(frozenset(region), owner[region[0]])
        for point in region:
            owner[point] = whose
    empty_of = {
        c: sum(1 for p in range(num_points) if owner[p] == c and colors[p] == EMPTY)
        for c in (BLACK, WHITE)
    }
    return Score(
        np.array(owner, dtype=np.int8).reshape(variant.height, variant.width),
        variant.rules.scoring,
        colors.count(BLACK),
        colors.count(WHITE),
        empty_of[BLACK],
        empty_of[WHITE],
        int(board[META, TAKEN_BY_BLACK]) + counted.lost[WHITE],
        int(board[META, TAKEN_BY_WHITE]) + counted.lost[BLACK],
        komi,
    )


def standing(
    board: NDArray[np.int32],
    variant: VariantSpec,
    dead: Collection[int],
    corrections: Collection[Correction],
) -> frozenset[Correction]:
    """Returns the corrections that still say something once other stones are dead.

    A correction stands as long as its region has exactly the same points. A chain that dies or
    comes back to life joins or parts the regions around it, and what was said of them was said
    of other regions: people look at those anew. Elsewhere nothing has changed, so what was
    corrected there stays. A correction that says what the count now says by itself goes, so that
    every one that is left makes a difference.

    Args:
        board: The position, `[NUM_FIELDS, W]` int32.
        variant: Size, shape and rules.
        dead: Points whose stones are dead now.
        corrections: What was corrected before.
    """
    if not corrections:
        return frozenset()
    counted = _as_counted(board, variant, dead)
    owners = {frozenset(region): counted.owner[region[0]] for region in counted.regions}
    return frozenset(c for c in corrections if owners.get(c.points, c.owner) != c.owner)


def corrected(
    board: NDArray[np.int32],
    variant: VariantSpec,
    dead: Collection[int],
    corrections: Collection[Correction],
    point: int,
) -> frozenset[Correction]:
    """Returns the corrections after the region of a point was given to the next owner.

    As counted comes first, then nobody, Black, White, and as counted again; whose it is as
    counted is left out of the other three.

    Args:
        board: The position, `[NUM_FIELDS, W]` int32.
        variant: Size, shape and rules.
        dead: Points whose stones are dead.
        corrections: What was corrected before; what does not stand any more is left out.
        point: A point of the region; on a living stone nothing is corrected.
    """
    before = standing(board, variant, dead, corrections)
    counted = _as_counted(board, variant, dead)
    region = next((frozenset(r) for r in counted.regions if point in r), None)
    if region is None:
        return before
    present = next((c.owner for c in before if c.points == region), None)
    others = before - {Correction(region, owner) for owner in (EMPTY, BLACK, WHITE)}
    steps = (None, *(c for c in (EMPTY, BLACK, WHITE) if c != counted.owner[point]))
    following = steps[(steps.index(present) + 1) % len(steps)]
    return others if following is None else others | {Correction(region, following)}


def _as_counted(board: NDArray[np.int32], variant: VariantSpec, dead: Collection[int]) -> _Counted:
    num_points = variant.num_points
    colors = [int(c) for c in board[0, :num_points]]
    lost = {BLACK: 0, WHITE: 0}
    for point in set(dead):
        if 0 <= point < num_points and colors[point] != EMPTY:
            lost[colors[point]] += 1
            colors[point] = EMPTY
    owner, regions = _surrounded(colors, variant.topology)
    if variant.rules.scoring is Scoring.TERRITORY:
        _clear_seki(colors, owner, regions, variant.topology)
    return _Counted(colors, owner, regions, lost)


def _flood(start: int, inside: Collection[int], colors: list[int], topo: Topology) -> list[int]:
    """Returns the connected points, from `start`, whose colour is one of `inside`."""
    found, seen, border = [start], {start}, len(colors)
    for point in found:
        for near in topo.neighbors[point]:
            p = int(near)
            if p != border and p not in seen and colors[p] in inside:
                seen.add(p)
                found.append(p)
    return found


def _touched(region: Collection[int], colors: list[int], topo: Topology) -> set[int]:
    """Returns the colours of stones beside a region of empty points."""
    border = len(colors)
    near = {int(p) for point in region for p in topo.neighbors[point]}
    return {colors[p] for p in near if p != border} - {EMPTY}


def _surrounded(colors: list[int], topo: Topology) -> tuple[list[int], list[list[int]]]:
    """Returns the owner of every point, stones included, and the empty regions."""
    owner = list(colors)
    regions: list[list[int]] = []
    seen: set[int] = set()
    for point, color in enumerate(colors):
        if color != EMPTY or point in seen:
            continue
        region = _flood(point, (EMPTY,), colors, topo)
        seen.update(region)
        regions.append(region)
        touched = _touched(region, colors, topo)
        if len(touched) == 1:
            for p in region:
                owner[p] = next(iter(touched))
    return owner, regions


def _clear_seki(
    colors: list[int], owner: list[int], regions: list[list[int]], topo: Topology
) -> None:
    """Takes the eyes of groups that live by seki from their owner, in place."""
    border = len(colors)
    dame = {p for region in regions if owner[region[0]] == EMPTY for p in region}
    if not dame:
        return
    seen: set[int] = set()
    for point, color in enumerate(colors):
        if color == EMPTY or point in seen:
            continue
        group = _flood(point, (color,), owner, topo)
        seen.update(group)
        near = {int(p) for q in group if colors[q] == color for p in topo.neighbors[q]}
        if not (near - {border}) & dame:
            continue
        inside = set(group)
        eyes = [region for region in regions if region[0] in inside]
        if len(eyes) == 1 and len(eyes[0]) <= _LARGEST_SEKI_EYE:
            for p in eyes[0]:
                owner[p] = EMPTY
