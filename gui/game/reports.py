"""What an engine says about positions, as values seen by Black. No Qt here.

Reports are kept under the key of a position, which stands for the moves that led to it; a position
that is reached again, by stepping back or by playing the same moves anew, has its report at once.
"""

from __future__ import annotations

import bisect
import enum
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from gogame.board.coords import Color
from gui.game.engines import OUR_ANALYSIS, EngineChoice, EngineState, EngineStatus
from gui.game.focus import NO_FOCUS, Focus
from gui.game.move_tree import MoveTree

LOSS_STEPS = (0.5, 1.5, 3.0, 6.0, 12.0)  # points; the tone of a loss is how many it reaches
NOBODY = 128  # the byte of a point that nobody owns; Black's go up from here, White's down
SURE = 100  # how far from it a point that is surely owned


class Metric(enum.StrEnum):
    """By what positions are judged."""

    SCORE = "score"
    WINRATE = "winrate"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A move that the engine considers.

    Attributes:
        action: The move.
        visits: Search visits.
        winrate_black: Black's chance to win after it, 0 to 1.
        score_black: Black's lead after it in points.
        prior: Its share of the policy, 0 to 1.
        pv: The expected continuation, beginning with the move.
        lcb_black: The bound that Black's chance is hardly beyond, on the side that is worse for
            the player to play; None if it is not known.
        is_extra: Whether it was asked for by itself, beside the search of the position.
    """

    action: int
    visits: int
    winrate_black: float
    score_black: float = 0.0
    prior: float = 0.0
    pv: tuple[int, ...] = ()
    lcb_black: float | None = None
    is_extra: bool = False


@dataclass(frozen=True, slots=True)
class PositionReport:
    """What is known about a position.

    Attributes:
        visits: Search visits.
        winrate_black: Black's chance to win, 0 to 1.
        score_black: Black's lead in points.
        candidates: Moves, the best first.
        ownership: P bytes, see `NOBODY`, or None if it is not known.
        has_score: Whether the engine counts points; otherwise scores are 0.
        is_final: Whether nothing more comes of the search that this is from.
        policy: P + 1 shares of the engine's first idea, the last that of the pass, negative where
            a move is illegal; None if it is not known.
    """

    visits: int
    winrate_black: float
    score_black: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    ownership: bytes | None = None
    has_score: bool = True
    is_final: bool = True
    policy: tuple[float, ...] | None = None

    @property
    def best(self) -> Candidate | None:
        """The best move, None where there is none."""
        return self.candidates[0] if self.candidates else None


@dataclass(frozen=True, slots=True, eq=False)
class Reports:
    """The reports of a game, by the key of the position; see `keys_of`."""

    by_key: Mapping[int, PositionReport] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, key: int) -> PositionReport | None:
        """Returns the report of a position, or None."""
        return self.by_key.get(key)

    def with_reports(self, new: Mapping[int, PositionReport]) -> Reports:
        """Returns these reports and new ones; of two the one with more visits stays.

        What only the older one knows, such as the ownership, is taken over.
        """
        merged = dict(self.by_key)
        for key, report in new.items():
            merged[key] = better(merged.get(key), report)
        return Reports(MappingProxyType(merged))


NO_REPORTS = Reports()


def better(old: PositionReport | None, new: PositionReport) -> PositionReport:
    """Returns the deeper of two reports, with what only the other one knows."""
    if old is None:
        return new
    deep, other = (old, new) if old.visits > new.visits else (new, old)
    if other.policy is not None and deep.policy is None:
        deep = replace(deep, policy=other.policy)
    if other.ownership is not None and deep.ownership is None:
        deep = replace(deep, ownership=other.ownership)
    return with_extras(deep, (c for c in other.candidates if c.is_extra))


def with_extras(report: PositionReport, extras: Iterable[Candidate]) -> PositionReport:
    """Returns a report with candidates that were asked for by themselves.

    Of two about the same move the one with more visits stays. The best move of the search stays
    the first; the others stand by their visits.
    """
    known = {candidate.action: candidate for candidate in report.candidates}
    new = {
        extra.action: extra
        for extra in extras
        if extra.action not in known or known[extra.action].visits < extra.visits
    }
    if not new:
        return report
    merged = [new.pop(candidate.action, candidate) for candidate in report.candidates]
    merged += new.values()
    rest = sorted(merged[1:], key=lambda candidate: -candidate.visits)
    return replace(report, candidates=(*merged[:1], *rest))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the analysis of the whole game is.

    Attributes:
        done: Positions analysed.
        total: Positions asked for.
    """

    done: int
    total: int


@dataclass(frozen=True, slots=True, eq=False)
class AnalysisState:
    """The analysis mode.

    Attributes:
        is_on: Whether the position shown is analysed.
        choice: The engine that analyses.
        engine: How that engine is, None while it is not needed.
        reports: What is known so far about the game.
        review: How far the analysis of the whole game is, None while there is none.
        is_paused: Whether it waits until the engine that plays has moved.
        is_quiet: Whether nobody but the teacher has asked for what is known.
        unanswered: Keys of positions that the teacher has asked for and gets no answer about.
        focus: The moves that are looked at in the position shown.
        is_held: Whether the search rests and what was found stays on the board.
    """

    is_on: bool = False
    choice: EngineChoice = OUR_ANALYSIS
    engine: EngineState | None = None
    reports: Reports = NO_REPORTS
    review: Progress | None = None
    is_paused: bool = False
    is_quiet: bool = False
    unanswered: frozenset[int] = frozenset()
    focus: Focus = NO_FOCUS
    is_held: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether there is something to show of it."""
        is_known = bool(self.reports.by_key) and not self.is_quiet
        return self.is_on or self.review is not None or is_known

    @property
    def is_dead(self) -> bool:
        """Whether the engine that analyses is gone."""
        return self.engine is not None and self.engine.status is EngineStatus.DEAD


NO_ANALYSIS = AnalysisState()


@functools.lru_cache(maxsize=16)
def keys_of(tree: MoveTree, node: int) -> tuple[int, ...]:
    """Returns the keys of the positions from the root of a tree to a node."""
    keys: list[int] = []
    key = 0
    for index in tree.path(node):
        key = next_key(tree, key, index)
        keys.append(key)
    return tuple(keys)


def next_key(tree: MoveTree, key: int, index: int) -> int:
    """Returns the key of a node's position, from that of the one before it."""
    entry = tree[index]
    if entry.is_setup:
        position = tree.position(index)
        return hash((key, -1, index, position.key, int(position.to_play), position.variant))
    if entry.move is None:
        return key
    return hash((key, int(entry.move.color), entry.move.action))


def key_of(tree: MoveTree, node: int) -> int:
    """Returns the key of a node's position."""
    return keys_of(tree, node)[-1]


def loss_of(before: PositionReport | None, after: PositionReport | None, color: Color) -> float:
    """Returns the points that a move lost for who played it; not below 0, 0 if unknown."""
    if before is None or after is None or not (before.has_score and after.has_score):
        return 0.0
    lost_black = before.score_black - after.score_black
    return max(0.0, lost_black if color is Color.BLACK else -lost_black)


def tone_of(loss: float) -> int:
    """Returns the class of a loss in points, 0 (none) to 5 (12 points and more)."""
    return bisect.bisect_right(LOSS_STEPS, loss)


def ownership_bytes(values: tuple[float, ...], *, sign: float = 1.0) -> bytes:
    """Returns ownership, +1 Black's to -1 White's once multiplied by `sign`, as `NOBODY` says."""
    scale = sign * SURE
    return bytes([NOBODY + round(max(-SURE, min(SURE, value * scale))) for value in values])
