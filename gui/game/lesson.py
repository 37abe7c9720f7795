"""`Lesson` and `Hints`: what the teacher knows of a game, and what has been given away of it.

Values only; what happens to a state is in `teaching` and `hinting`. No Qt here.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from types import MappingProxyType

NOWHERE = -1
MOST_PROMPTS = 9
MOST_POINTS = 50.0


class TeacherLevel(enum.StrEnum):
    """For whom moves are judged; how strong the opponent is has nothing to do with it."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


@dataclass(frozen=True, slots=True)
class Judging:
    """What a level means.

    Attributes:
        told: Points that a move must lose to be spoken of.
        prompt: Points from which on a move may be taken back, unless the player says otherwise.
        visits: Search visits of each position.
        prior: A better move counts only if the engine sees it with this probability at first
            sight: what a player of this level cannot find is not held against them.
    """

    told: float
    prompt: float
    visits: int
    prior: float


JUDGING = {
    TeacherLevel.BEGINNER: Judging(3.0, 6.0, 120, 0.06),
    TeacherLevel.INTERMEDIATE: Judging(1.5, 3.0, 200, 0.02),
    TeacherLevel.ADVANCED: Judging(0.5, 1.5, 400, 0.0),
}


@dataclass(frozen=True, slots=True)
class LessonChoices:
    """What the player wants of the teacher.

    Attributes:
        level: For whom moves are judged.
        prompt_at: Points from which on the teacher asks, 0 for what is usual at the level.
        num_prompts: How often it asks about one move at most.
    """

    level: TeacherLevel = TeacherLevel.INTERMEDIATE
    prompt_at: float = 0.0
    num_prompts: int = 2

    @property
    def judging(self) -> Judging:
        """What the level means."""
        return JUDGING[self.level]

    @property
    def threshold(self) -> float:
        """Points from which on the teacher asks; never less than what it speaks of."""
        return max(self.prompt_at or self.judging.prompt, self.judging.told)

    def to_json(self) -> str:
        """Returns the choices as JSON text."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> LessonChoices:
        """Returns the choices that `to_json` wrote; the usual ones if the text is no such thing."""
        try:
            raw = json.loads(text)
            points = min(MOST_POINTS, max(0.0, float(raw["prompt_at"])))
            prompts = min(MOST_PROMPTS, max(0, int(raw["num_prompts"])))
            return cls(TeacherLevel(str(raw["level"])), points, prompts)
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return cls()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the teacher thinks of a move.

    Attributes:
        action: The move.
        loss: Points that it lost at the level; where points do not decide, five percent of the
            chance to win count as one.
        better: A better move, None where there is none worth a word.
        line: How play would have gone on from there, beginning with it.
        answer: How the opponent makes the most of the move, beginning with the opponent.
        was_hinted: Whether the move follows a hint; it is then never found fault with.
        is_known: Whether the move could be judged at all.
    """

    action: int
    loss: float = 0.0
    better: int | None = None
    line: tuple[int, ...] = ()
    answer: tuple[int, ...] = ()
    was_hinted: bool = False
    is_known: bool = True


class LessonView(enum.Enum):
    """Which line the teacher shows on the board."""

    NOTHING = enum.auto()
    BETTER = enum.auto()
    ANSWER = enum.auto()


_NO_VERDICTS: Mapping[int, Verdict] = MappingProxyType({})
_NO_COUNTS: Mapping[int, int] = MappingProxyType({})
_NOTHING_SHOWN: Mapping[int, frozenset[int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """The teacher in a game.

    Attributes:
        is_on: Whether moves are judged.
        choices: What the player wants.
        verdicts: What is thought of the move of a node.
        asks: The node whose move it asks about, or -1: the game waits for the answer.
        num_asked: How often it has asked at a node, by the node before the move.
        num_taken_back: Moves that were taken back.
        view: Which line it shows.
    """

    is_on: bool = False
    choices: LessonChoices = LessonChoices()
    verdicts: Mapping[int, Verdict] = field(default_factory=lambda: _NO_VERDICTS)
    asks: int = NOWHERE
    num_asked: Mapping[int, int] = field(default_factory=lambda: _NO_COUNTS)
    num_taken_back: int = 0
    view: LessonView = LessonView.NOTHING

    def with_verdict(self, node: int, verdict: Verdict) -> Lesson:
        """Returns the lesson with a verdict more."""
        return replace(self, verdicts=MappingProxyType({**self.verdicts, node: verdict}))

    def having_asked(self, node: int, before: int) -> Lesson:
        """Returns the lesson that asks about a node; `before` is the node before it."""
        counts = {**self.num_asked, before: self.num_asked.get(before, 0) + 1}
        return replace(self, asks=node, num_asked=MappingProxyType(counts))

    def afresh(self) -> Lesson:
        """Returns the lesson as it begins in another game."""
        return Lesson(self.is_on, self.choices)


NO_LESSON = Lesson()


class HintStage(enum.IntEnum):
    """How much of a good move has been given away."""

    WANTED = 0
    AREA = 1
    POINT = 2
    LINE = 3


@dataclass(frozen=True, slots=True)
class Hint:
    """A good move that is given away little by little.

    Attributes:
        node: Where it is a good move.
        stage: How much has been given away.
        action: The move, -1 as long as it is not known.
        line: How play would go on, beginning with it.
    """

    node: int
    stage: HintStage = HintStage.WANTED
    action: int = NOWHERE
    line: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Hints:
    """The hints of a game.

    Attributes:
        hint: The one that was asked for last, or None.
        given: Moves whose point was given away, by the node that they are good at.
        num_given: Positions at which a hint was given.
    """

    hint: Hint | None = None
    given: Mapping[int, frozenset[int]] = field(default_factory=lambda: _NOTHING_SHOWN)
    num_given: int = 0

    def giving(self, node: int, action: int) -> Hints:
        """Returns the hints with a move more that has been given away."""
        known = self.given.get(node, frozenset())
        return replace(self, given=MappingProxyType({**self.given, node: known | {action}}))

    def has_given(self, node: int, action: int) -> bool:
        """Returns whether a move was given away at a node."""
        return action in self.given.get(node, frozenset())


NO_HINTS = Hints()
