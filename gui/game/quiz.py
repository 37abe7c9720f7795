"""`Quiz`: guessing the moves of a game that is played already.

Values only; what happens to a state is in `guessing`. No Qt here.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from gogame.board.coords import Color


class Grade(enum.IntEnum):
    """How good a guess was; the number is what it scores."""

    FAR = 0
    NEAR = 1
    AS_GOOD = 2
    EXACT = 3


@dataclass(frozen=True, slots=True)
class Guess:
    """One guess.

    Attributes:
        node: The node at which the move was to be guessed.
        number: The number of that move.
        point: What was guessed.
        played: What was played.
        distance: Steps along the lines from one to the other.
        grade: How good it was.
        loss: Points that the guess loses against the best move, None if that is not known.
        loss_played: The same of what was played.
    """

    node: int
    number: int
    point: int
    played: int
    distance: int
    grade: Grade
    loss: float | None = None
    loss_played: float | None = None


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz under way.

    Attributes:
        color: Whose moves are guessed, None for both.
        guesses: The guesses so far.
        is_over: Whether no move is left to guess.
    """

    color: Color | None = None
    guesses: tuple[Guess, ...] = ()
    is_over: bool = False

    def guess_at(self, node: int) -> Guess | None:
        """Returns the guess that was made at a node, or None."""
        return next((guess for guess in self.guesses if guess.node == node), None)


@dataclass(frozen=True, slots=True)
class QuizSummary:
    """A quiz in numbers.

    Attributes:
        num_guesses: Guesses.
        num_exact: Moves that were guessed.
        score: What they scored.
        best: What they could have scored.
        mean_distance: Steps from what was played, on the average.
        mean_loss: Points lost against the best move, on the average; None if none is known.
    """

    num_guesses: int = 0
    num_exact: int = 0
    score: int = 0
    best: int = 0
    mean_distance: float = 0.0
    mean_loss: float | None = None


def summary_of(quiz: Quiz) -> QuizSummary:
    """Returns a quiz in numbers."""
    guesses = quiz.guesses
    if not guesses:
        return QuizSummary()
    losses = [guess.loss for guess in guesses if guess.loss is not None]
    return QuizSummary(
        len(guesses),
        sum(guess.grade is Grade.EXACT for guess in guesses),
        sum(guess.grade for guess in guesses),
        Grade.EXACT * len(guesses),
        sum(guess.distance for guess in guesses) / len(guesses),
        sum(losses) / len(losses) if losses else None,
    )
