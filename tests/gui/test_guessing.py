"""Guess the move, without a window: questions, grades, the score; the game stays as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

import gui.game.transitions as transitions
import gui.lessons.guessing as guessing
from gogame.board.coords import Color
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec, standard
from gui.board.scene import SpotKind, scene_of
from gui.game.quiz import Grade, summary_of
from gui.game.reports import Candidate, PositionReport, key_of
from gui.game.state import HUMAN, GameSetup, GameState, Phase

PASS = 81
MOVES = (40, 41, 49, PASS, 50, 48)


@pytest.fixture
def game() -> GameState:
    """Returns a game at its end."""
    state = transitions.new_game(GameSetup(standard(9, "chinese"), white=HUMAN), 1)
    for action in MOVES:
        state = transitions.play(state, action)
    return replace(state, is_record=True)


def reported(state: GameState, *scores: tuple[int, float]) -> GameState:
    candidates = tuple(Candidate(action, 50, 0.5, score, pv=(action,)) for action, score in scores)
    report = PositionReport(200, 0.5, scores[0][1], candidates)
    reports = state.analysis.reports.with_reports({key_of(state.tree, state.cursor): report})
    return replace(state, analysis=replace(state.analysis, reports=reports))


def test_a_quiz_begins_where_a_move_follows(game):
    assert guessing.started(game, None).cursor == 0, "at the end it begins anew"
    middle = transitions.step(game, -4)
    quiz = guessing.started(middle, None)
    assert quiz.cursor == middle.cursor
    assert guessing.mover(quiz) is Color.BLACK
    white = guessing.started(game, Color.WHITE)
    assert (white.move_number, guessing.mover(white)) == (1, Color.WHITE)
    empty = transitions.new_game(GameSetup(), 1)
    assert guessing.started(empty, None) is empty


def test_guesses_are_graded_and_the_first_one_counts(game):
    quiz = guessing.started(game, None)
    right = guessing.guessed(quiz, 40)
    assert right.quiz is not None
    assert right.quiz.guesses[0].grade is Grade.EXACT
    assert guessing.guessed(right, 41) is right
    near = guessing.guessed(quiz, 31)
    assert near.quiz is not None
    assert (near.quiz.guesses[0].grade, near.quiz.guesses[0].distance) == (Grade.NEAR, 1)
    far = guessing.guessed(quiz, 0)
    assert far.quiz is not None
    assert (far.quiz.guesses[0].grade, far.quiz.guesses[0].distance) == (Grade.FAR, 8)
    assert guessing.guessed(quiz, PASS) is quiz
    assert guessing.guessed(guessing.advanced(right), 40) == guessing.advanced(right) or (
        guessing.guessed(guessing.advanced(right), 40).quiz == guessing.advanced(right).quiz
    ), "a stone is no guess"


def test_a_guess_that_loses_no_more_than_the_move_played_is_as_good(game):
    quiz = reported(guessing.started(game, None), (0, 5.0), (40, 4.0), (8, -2.0))
    best = guessing.guessed(quiz, 0).quiz
    assert best is not None
    guess = best.guesses[0]
    assert (guess.grade, guess.loss, guess.loss_played) == (Grade.AS_GOOD, 0.0, 1.0)
    worse = guessing.guessed(quiz, 8).quiz
    assert worse is not None
    assert (worse.guesses[0].grade, worse.guesses[0].loss) == (Grade.FAR, 7.0)
    unknown = guessing.guessed(quiz, 5).quiz
    assert unknown is not None
    assert unknown.guesses[0].loss is None


def test_white_s_losses_are_seen_by_white(game):
    quiz = reported(guessing.started(game, Color.WHITE), (0, -5.0), (41, -1.0))
    guess = guessing.guessed(quiz, 41).quiz
    assert guess is not None
    assert (guess.guesses[0].grade, guess.guesses[0].loss) == (Grade.EXACT, 4.0)


def test_the_way_through_a_game_leaves_passes_out_and_ends_with_a_summary(game):
    state = guessing.started(game, None)
    asked: list[int] = []
    while state.quiz is not None and not state.quiz.is_over:
        asked.append(state.move_number + 1)
        state = guessing.advanced(guessing.guessed(state, 0))
    assert asked == [1, 2, 3, 5, 6]
    assert state.cursor == game.cursor
    assert state.quiz is not None
    found = summary_of(state.quiz)
    assert (found.num_guesses, found.num_exact, found.score, found.best) == (5, 0, 0, 15)
    assert found.mean_distance == pytest.approx((8 + 9 + 9 + 10 + 8) / 5)
    assert found.mean_loss is None
    assert guessing.advanced(state) is state
    assert guessing.mover(state) is None
    done = guessing.ended(state)
    assert (done.quiz, done.tree, done.phase) == (None, state.tree, game.phase)
    assert [node.move for node in done.tree.nodes] == [node.move for node in game.tree.nodes]


def test_only_one_colour_is_asked_for(game):
    state = guessing.started(game, Color.BLACK)
    asked: list[int] = []
    while state.quiz is not None and not state.quiz.is_over:
        asked.append(state.move_number + 1)
        state = guessing.advanced(state)
    assert asked == [1, 3, 5]
    assert state.quiz is not None
    assert state.quiz.guesses == (), "what was skipped is no guess"


def test_the_board_hides_what_is_known_and_shows_what_became_of_a_guess(game):
    quiz = reported(guessing.started(game, None), (40, 4.0), (8, -2.0))
    watched = replace(quiz, analysis=replace(quiz.analysis, is_on=True))
    scene = scene_of(watched)
    assert (scene.candidates, scene.influence, scene.losses) == ((), None, ())
    assert scene.ghost_at(8) is Color.BLACK
    shown = scene_of(guessing.guessed(watched, 8))
    assert shown.spots == ((8, SpotKind.GUESSED), (40, SpotKind.PLAYED))
    assert shown.ghost_at(9) is None


def test_nobody_plays_while_a_quiz_lasts(game):
    live = replace(game, phase=Phase.PLAYING)
    assert live.is_human_turn
    quiz = guessing.started(live, None)
    assert not quiz.is_human_turn
    assert not quiz.is_ai_turn
    assert not quiz.can_undo


@pytest.mark.parametrize(
    ("shape", "distance"), [(Shape.PLANE, 16), (Shape.CYLINDER, 9), (Shape.TORUS, 2)]
)
def test_steps_go_over_the_joined_edges(shape, distance):
    assert guessing.distance_of(0, 80, VariantSpec(9, 9, shape)) == distance
