"""`DrillTask`: a position in which a person looks for a good move.

Values only; which positions come up is in `gui.lessons.drills`, what happens to a state in
`gui.records.drilling`. No Qt here.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class DrillStage(enum.Enum):
    """How far a task is.

    OPEN: A move is to be played.
    JUDGING: A move was played, the engine looks at it.
    WRONG: It lost too much; another one is to be played.
    UNKNOWN: The engine could not judge it; another one may be played.
    SOLVED: A move that is good enough was found.
    SHOWN: The answer was asked for.
    """

    OPEN = enum.auto()
    JUDGING = enum.auto()
    WRONG = enum.auto()
    UNKNOWN = enum.auto()
    SOLVED = enum.auto()
    SHOWN = enum.auto()


@dataclass(frozen=True, slots=True)
class DrillTask:
    """One position under way.

    Attributes:
        key: Which drill it is, see `gui.lessons.drills.Drill`.
        node: The node of the position.
        played: The mistake, None if none is known.
        lost: What it lost.
        limit: Points that a move may lose at most to be good enough.
        answers: The good moves; none if the engine is to judge.
        stage: How far it is.
        tries: The moves tried so far.
        loss: What the last one lost, None as long as that is not known.
    """

    key: str
    node: int
    played: int | None
    lost: float
    limit: float
    answers: tuple[int, ...] = ()
    stage: DrillStage = DrillStage.OPEN
    tries: tuple[int, ...] = ()
    loss: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether the answer is still to be found, so that nothing may give it away."""
        return self.stage not in (DrillStage.SOLVED, DrillStage.SHOWN)

    @property
    def takes_moves(self) -> bool:
        """Whether a click tries a move."""
        return self.is_open and self.stage is not DrillStage.JUDGING

    @property
    def is_solved_at_once(self) -> bool:
        """Whether the first move was good enough."""
        return self.stage is DrillStage.SOLVED and len(self.tries) == 1
