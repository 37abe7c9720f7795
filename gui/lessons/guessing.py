"""Guess the move: from one `GameState` to the next; the game itself never changes. No Qt."""

from __future__ import annotations

from dataclasses import replace

from gogame.board.coords import Color
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from gui.game import transitions
from gui.game.move_tree import ROOT
from gui.game.quiz import Grade, Guess, Quiz
from gui.game.reports import PositionReport, key_of
from gui.game.state import GameState, Phase

_NEAR = 2  # steps
_NOTHING = 0.25  # points; a guess that loses no more than this beyond what was played is as good
QUIZ_VISITS = 100


def can_start(state: GameState) -> bool:
    """Returns whether there is a move to guess anywhere on the line shown."""
    if state.phase is Phase.PLACING or state.is_secret or state.is_editing:
        return False
    return state.tree.onward(ROOT) is not None


def started(state: GameState, color: Color | None) -> GameState:
    """Returns the game at the first move to guess from here, or from the beginning.

    Args:
        state: The game.
        color: Whose moves are guessed, None for both.
    """
    if not can_start(state):
        return state
    quiz = Quiz(color)
    found = _next_question(state, quiz, state.cursor)
    if found is None:
        found = _next_question(state, quiz, ROOT)
    if found is None:
        return state
    return replace(_at(state, found), quiz=quiz)


def ended(state: GameState) -> GameState:
    """Returns the game without the quiz."""
    return replace(state, quiz=None)


def mover(state: GameState) -> Color | None:
    """Returns whose move is to be guessed at the position shown, None if none is."""
    quiz = state.quiz
    if quiz is None or quiz.is_over or quiz.guess_at(state.cursor) is not None:
        return None
    following = state.tree.onward(state.cursor)
    move = None if following is None else state.tree[following].move
    return None if move is None else move.color


def guessed(state: GameState, point: int) -> GameState:
    """Returns the game with a guess; a stone is no guess, and the first guess counts."""
    quiz, color = state.quiz, mover(state)
    if quiz is None or color is None or not 0 <= point < state.variant.num_points:
        return state
    if state.position.color_at(point) != 0:
        return state
    following = state.tree.onward(state.cursor)
    assert following is not None
    move = state.tree[following].move
    assert move is not None
    guess = _graded(state, point, move.action, color)
    return replace(state, quiz=replace(quiz, guesses=(*quiz.guesses, guess)), message=None)


def _graded(state: GameState, point: int, played: int, color: Color) -> Guess:
    report = state.analysis.reports.of(key_of(state.tree, state.cursor))
    loss, loss_played = loss_of(report, point, color), loss_of(report, played, color)
    distance = distance_of(point, played, state.variant)
    grade = Grade.NEAR if distance <= _NEAR else Grade.FAR
    if loss is not None and loss_played is not None and loss <= loss_played + _NOTHING:
        grade = Grade.AS_GOOD
    if point == played:
        grade = Grade.EXACT
    number = state.move_number + 1
    return Guess(state.cursor, number, point, played, distance, grade, loss, loss_played)


def loss_of(report: PositionReport | None, action: int, color: Color) -> float | None:
    """Returns the points that a move loses against the best one, None if that is not known."""
    if report is None or report.best is None or not report.has_score:
        return None
    known = next((c for c in report.candidates if c.action == action), None)
    if known is None:
        return None
    lost_black = report.best.score_black - known.score_black
    return max(0.0, lost_black if color is Color.BLACK else -lost_black)


def distance_of(one: int, other: int, variant: VariantSpec) -> int:
    """Returns the steps along the lines of a board from one point to another."""
    rows = abs(one // variant.width - other // variant.width)
    columns = abs(one % variant.width - other % variant.width)
    if variant.shape is Shape.TORUS:
        rows = min(rows, variant.height - rows)
    if variant.shape is not Shape.PLANE:
        columns = min(columns, variant.width - columns)
    return rows + columns


def advanced(state: GameState) -> GameState:
    """Returns the game at the next move to guess, or the quiz at its end."""
    quiz = state.quiz
    if quiz is None or quiz.is_over:
        return state
    following = state.tree.onward(state.cursor)
    found = None if following is None else _next_question(state, quiz, following)
    if found is not None:
        return _at(state, found)
    end = transitions.go_to(state, state.tree.end_of_line(state.cursor))
    return replace(end, quiz=replace(quiz, is_over=True))


def _at(state: GameState, node: int) -> GameState:
    return state if node == state.cursor else transitions.go_to(state, node)


def _next_question(state: GameState, quiz: Quiz, start: int) -> int | None:
    """Returns the first node from `start` on whose next move is one to guess."""
    tree = state.tree
    at: int | None = start
    while at is not None:
        following = tree.onward(at)
        move = None if following is None else tree[following].move
        is_point = move is not None and move.action < state.variant.num_points
        if move is not None and is_point and quiz.color in (None, move.color):
            return at
        at = following
    return None
