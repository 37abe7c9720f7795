"""The rules of Go in ten little positions, each with something to do. No Qt here.

A `Lesson` is a position and what solves it; a `TutorialState` is how far somebody has come. The
words are in `views.tutorial_texts`.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.board.rules import JAPANESE
from gogame.board.variant import VariantSpec
from gogame.errors import IllegalMove, IllegalReason

SIZE = 5
PASS = SIZE * SIZE


class Topic(enum.StrEnum):
    """What a position is about, in the order of the tutorial."""

    STONES = "stones"
    LIBERTIES = "liberties"
    CAPTURE = "capture"
    ATARI = "atari"
    SUICIDE = "suicide"
    KO = "ko"
    EYES = "eyes"
    KILLING = "killing"
    ENDING = "ending"
    COUNTING = "counting"


@dataclass(frozen=True, slots=True)
class TutorialStep:
    """One position; Black is to play.

    Attributes:
        topic: What it is about.
        rows: The board from the top, ``X`` black, ``O`` white, ``.`` empty.
        answers: The actions that solve it.
        plays: Whether an answer is played; else it is only pointed at.
    """

    topic: Topic
    rows: tuple[str, ...]
    answers: frozenset[int]
    plays: bool = True


def _step(topic: Topic, picture: str, answers: str, *, plays: bool = True) -> TutorialStep:
    """Returns a step; answers are points as ``column row`` from the top left, such as ``32``."""
    rows = tuple(picture.split())
    actions = frozenset(int(word[1]) * SIZE + int(word[0]) for word in answers.split())
    return TutorialStep(topic, rows, actions, plays)


_EMPTY = "..... ..... ..... ..... ....."
STEPS = (
    TutorialStep(Topic.STONES, tuple(_EMPTY.split()), frozenset(range(PASS))),
    _step(Topic.LIBERTIES, "..... ..... ..X.. ..... .....", "21 12 32 23"),
    _step(Topic.CAPTURE, "..... ..X.. .XO.. ..X.. .....", "32"),
    _step(Topic.ATARI, "..... ..O.. .OX.. ..O.. .....", "32"),
    _step(Topic.SUICIDE, ".XXX. XOOOX XO.OX XOOOX .XXX.", "22"),
    _step(Topic.KO, "..... .XO.. XO.O. .XO.. .....", "22"),
    _step(Topic.EYES, "..... ..... OOOOO XXXXO ...XO", "14"),
    _step(Topic.KILLING, "..... ..... XXXXX OOOOX ...OX", "14"),
    TutorialStep(Topic.ENDING, (".XO..",) * SIZE, frozenset({PASS})),
    TutorialStep(
        Topic.COUNTING,
        (".XO..",) * SIZE,
        frozenset(row * SIZE + column for row in range(SIZE) for column in (3, 4)),
        plays=False,
    ),
)


class Answer(enum.Enum):
    """What became of the last try at a position."""

    NONE = enum.auto()
    WRONG = enum.auto()
    ILLEGAL = enum.auto()
    RIGHT = enum.auto()


@dataclass(frozen=True, slots=True, eq=False)
class TutorialState:
    """How far somebody has come.

    Attributes:
        index: Number of the step, from 0.
        position: Its board, after the answer once it is solved.
        answer: What became of the last try.
        reason: Why the last try was against the rules, or None.
        solved: The steps that were solved.
    """

    index: int
    position: Position
    answer: Answer = Answer.NONE
    reason: IllegalReason | None = None
    solved: frozenset[int] = frozenset()

    @property
    def step(self) -> TutorialStep:
        """The step shown."""
        return STEPS[self.index]

    @property
    def is_solved(self) -> bool:
        """Whether the step shown has just been solved."""
        return self.answer is Answer.RIGHT

    @property
    def has_next(self) -> bool:
        """Whether a step follows."""
        return self.index + 1 < len(STEPS)


def position_of(step: TutorialStep) -> Position:
    """Returns the board of a step."""
    stones = "".join(step.rows)
    black = [point for point, letter in enumerate(stones) if letter == "X"]
    white = [point for point, letter in enumerate(stones) if letter == "O"]
    variant = VariantSpec(SIZE, SIZE, rules=JAPANESE, komi=0.0)
    return Position.from_setup(variant, black, white, Color.BLACK)


def begun(index: int = 0, solved: frozenset[int] = frozenset()) -> TutorialState:
    """Returns the tutorial at a step that nobody has tried yet."""
    return TutorialState(index, position_of(STEPS[index]), solved=solved)


def tried(state: TutorialState, action: int) -> TutorialState:
    """Returns the tutorial after a try: a point that was clicked, or a pass."""
    if state.is_solved:
        return state
    step = state.step
    if step.plays and action not in step.answers:
        try:
            state.position.play(action)
        except IllegalMove as error:
            return replace(state, answer=Answer.ILLEGAL, reason=error.reason)
    if action not in step.answers:
        return replace(state, answer=Answer.WRONG, reason=None)
    position = state.position.play(action) if step.plays else state.position
    return replace(
        state,
        position=position,
        answer=Answer.RIGHT,
        reason=None,
        solved=state.solved | {state.index},
    )


def moved(state: TutorialState, steps: int) -> TutorialState:
    """Returns the tutorial so many steps on, or back; the ends are the ends."""
    index = min(len(STEPS) - 1, max(0, state.index + steps))
    return begun(index, state.solved)
