"""Words of the teacher, of hints and of the quiz, in the language of the window; see `texts`."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gogame.board.coords import Color, action_to_gtp
from gogame.board.variant import VariantSpec
from gui.game.lesson import Hint, HintStage, TeacherLevel, Verdict
from gui.game.quiz import Grade, Guess, Quiz, summary_of
from gui.game.state import GameState, Phase
from gui.lessons import hinting, teaching
from gui.views import texts

translate = QCoreApplication.translate


def level_name(level: TeacherLevel) -> str:
    """Returns what a level of the teacher is called."""
    return {
        TeacherLevel.BEGINNER: translate("Teaching", "Beginner"),
        TeacherLevel.INTERMEDIATE: translate("Teaching", "Intermediate"),
        TeacherLevel.ADVANCED: translate("Teaching", "Advanced"),
    }[level]


def point_name(action: int, variant: VariantSpec) -> str:
    """Returns what players call a move: its coordinates, or a pass."""
    if action == variant.pass_action:
        return translate("Teaching", "a pass")
    return action_to_gtp(action, variant.height, variant.width)


def lesson_text(state: GameState) -> str:
    """Returns what the teacher says of the last move."""
    if state.is_teacher_turn and not teaching.is_asking(state):
        return translate("Teaching", "Looking at your move…")
    verdict = teaching.last_verdict(state)
    if not (state.setup.black.is_ai or state.setup.white.is_ai):
        return translate("Teaching", "In games against an engine your moves are judged.")
    if verdict is None:
        told = f"{state.lesson.choices.judging.told:g}"
        return translate("Teaching", "Losses of {0} points and more are told.").format(told)
    return verdict_text(verdict, state.variant, state.lesson.choices.judging.told)


def verdict_text(verdict: Verdict, variant: VariantSpec, told: float) -> str:
    """Returns a verdict as one line.

    Args:
        verdict: What the teacher thinks.
        variant: The game.
        told: Points that a move must lose to be spoken of.
    """
    name = point_name(verdict.action, variant)
    if not verdict.is_known:
        return translate("Teaching", "{0} was not judged.").format(name)
    if verdict.was_hinted:
        return translate("Teaching", "{0} follows a hint.").format(name)
    if verdict.loss < told or verdict.better is None:
        return translate("Teaching", "{0} is fine.").format(name)
    better = point_name(verdict.better, variant)
    return translate("Teaching", "{0} lost {1} points; {2} was better.").format(
        name, f"{verdict.loss:.1f}", better
    )


def summary_text(state: GameState) -> str:
    """Returns the lesson in numbers, empty as long as nothing was judged or given away."""
    found = teaching.summary(state)
    parts: list[str] = []
    if found.num_judged:
        parts.append(
            translate(
                "Teaching", "{0} moves judged, {1} of them lost something; {2} points a move."
            ).format(found.num_judged, found.num_told, f"{found.mean_loss:.1f}")
        )
    if found.num_taken_back:
        parts.append(translate("Teaching", "Taken back: {0}.").format(found.num_taken_back))
    if found.num_hints:
        parts.append(translate("Teaching", "Hints: {0}.").format(found.num_hints))
    return " ".join(parts)


def hint_text(hint: Hint, state: GameState) -> str:
    """Returns what a hint says, with as much as has been given away."""
    if hint.stage is HintStage.WANTED:
        return translate("Teaching", "Looking for a good move…")
    if hint.action == state.variant.pass_action:
        return translate("Teaching", "Hint: passing is as good as anything.")
    if hint.stage is HintStage.AREA:
        return _area_text(*hinting.part_of(hint.action, state.variant.height, state.variant.width))
    name = point_name(hint.action, state.variant)
    if hint.stage is HintStage.POINT:
        return translate("Teaching", "Hint: {0} is a good move.").format(name)
    return translate("Teaching", "Hint: how play may go on after {0}.").format(name)


def _area_text(row: int, column: int) -> str:
    places = {
        (-1, -1): translate("Teaching", "Hint: look at the upper left."),
        (-1, 0): translate("Teaching", "Hint: look at the upper side."),
        (-1, 1): translate("Teaching", "Hint: look at the upper right."),
        (0, -1): translate("Teaching", "Hint: look at the left side."),
        (0, 0): translate("Teaching", "Hint: look at the centre."),
        (0, 1): translate("Teaching", "Hint: look at the right side."),
        (1, -1): translate("Teaching", "Hint: look at the lower left."),
        (1, 0): translate("Teaching", "Hint: look at the lower side."),
        (1, 1): translate("Teaching", "Hint: look at the lower right."),
    }
    return places[row, column]


def is_lesson_over(state: GameState) -> bool:
    """Returns whether the game has come to an end and the lesson can be summed up."""
    return state.phase in (Phase.SCORING, Phase.OVER)


# The quiz


def question_text(state: GameState, color: Color | None) -> str:
    """Returns what is to be guessed, or what became of the guess."""
    quiz = state.quiz
    assert quiz is not None
    if quiz.is_over:
        return translate("Teaching", "No move is left to guess.")
    guess = quiz.guess_at(state.cursor)
    if guess is not None:
        return guess_text(guess, state.variant)
    if color is None:
        return ""
    return translate("Teaching", "Move {0}: where does {1} play?").format(
        state.move_number + 1, texts.color_name(color)
    )


def guess_text(guess: Guess, variant: VariantSpec) -> str:
    """Returns how good a guess was."""
    played = point_name(guess.played, variant)
    text = {
        Grade.EXACT: translate("Teaching", "Right: {0}.").format(played),
        Grade.AS_GOOD: translate("Teaching", "{0} was played; your move is as good.").format(
            played
        ),
        Grade.NEAR: translate("Teaching", "Near: {0} was played.").format(played),
        Grade.FAR: translate("Teaching", "{0} was played, {1} steps away.").format(
            played, guess.distance
        ),
    }[guess.grade]
    if guess.loss is None or guess.grade is Grade.EXACT:
        return text
    lost = translate("Teaching", "Your move loses {0} points.").format(f"{guess.loss:.1f}")
    if guess.loss_played is not None:
        lost = translate("Teaching", "Your move loses {0} points, the one played {1}.").format(
            f"{guess.loss:.1f}", f"{guess.loss_played:.1f}"
        )
    return f"{text} {lost}"


def score_text(quiz: Quiz) -> str:
    """Returns the running score of a quiz; empty before the first guess."""
    found = summary_of(quiz)
    if not found.num_guesses:
        return ""
    parts = [
        translate("Teaching", "{0} of {1} points").format(found.score, found.best),
        translate("Teaching", "{0} of {1} moves right").format(found.num_exact, found.num_guesses),
        translate("Teaching", "{0} steps away on average").format(f"{found.mean_distance:.1f}"),
    ]
    if found.mean_loss is not None:
        parts.append(
            translate("Teaching", "{0} points lost a move").format(f"{found.mean_loss:.1f}")
        )
    return " · ".join(parts)
