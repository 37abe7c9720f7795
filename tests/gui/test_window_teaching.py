"""The teacher, hints and the quiz in the whole window, by key and by mouse."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gogame.board.variant import standard
from gui.board.scene import SpotKind
from gui.files.settings import Settings
from gui.game.engines import EngineChoice, Protocol
from gui.game.lesson import HintStage, LessonChoices, LessonView, TeacherLevel
from gui.game.state import HUMAN, GameSetup, Phase
from gui.main_window import MainWindow
from tests.gui.hands import click

WAIT_MS = 30_000
SETUP = GameSetup(standard(9, "chinese"))
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def make_window(make_bench, open_window):
    def make(setup: GameSetup = SETUP, *, mood: str = "severe", **settings: object) -> MainWindow:
        bench = make_bench(analysis=EngineChoice(mood, "Fake", Protocol.ANALYSIS))
        window = open_window(bench, setup, Settings(**settings))  # type: ignore[arg-type]
        bench.team.start()
        return window

    return make


def wait_question(window: MainWindow, qtbot) -> None:
    lesson = lambda: window.session.state.lesson  # noqa: E731
    qtbot.waitUntil(lambda: lesson().asks >= 0, timeout=WAIT_MS)


def test_the_teacher_asks_and_the_move_is_taken_back(make_window, qtbot):
    window = make_window()
    panel = window.teaching.panel
    assert panel.isHidden()
    QTest.keyClick(window.board, Qt.Key.Key_F6)
    assert panel.isVisible()
    assert window.commands["game.teach"].isChecked()
    click(window, 40)
    wait_question(window, qtbot)
    assert window.session.state.move_number == 1, "the engine waits"
    assert panel.verdict.text() == "E5 lost 4.0 points; A1 was better."
    assert panel.question.isVisible()
    assert panel.back_button.isVisible()
    assert window.board.scene.losses == ((40, 3),)
    assert window.analysis.graph.isHidden(), "a lesson is no analysis"
    QTest.keyClick(window.board, Qt.Key.Key_Backspace)
    assert window.session.state.move_number == 0
    assert window.session.state.is_human_turn
    click(window, 41)
    wait_question(window, qtbot)
    QTest.mouseClick(panel.back_button, Qt.MouseButton.LeftButton)
    click(window, 42)
    qtbot.waitUntil(lambda: window.session.state.move_number == 2, timeout=WAIT_MS)
    assert window.session.state.lesson.num_taken_back == 2
    assert panel.verdict.text() == "G5 lost 4.0 points; A1 was better."
    assert not panel.question.isVisible(), "it has asked often enough"


def test_a_move_is_kept_by_button_or_by_enter(make_window, qtbot):
    window = make_window(teaches=True)
    click(window, 40)
    wait_question(window, qtbot)
    QTest.mouseClick(window.teaching.panel.keep_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.state.move_number == 2, timeout=WAIT_MS)
    click(window, 41)
    wait_question(window, qtbot)
    QTest.keyClick(window.board, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.state.move_number == 4, timeout=WAIT_MS)


def test_the_lines_are_shown_and_hidden(make_window, qtbot):
    window = make_window(teaches=True)
    click(window, 40)
    wait_question(window, qtbot)
    QTest.keyClick(window.board, Qt.Key.Key_Y)
    line = window.board.line_shown()
    assert line is not None
    assert line.point == 72
    assert window.board.scene.color_at(40) == 0
    assert window.teaching.panel.better_button.isChecked()
    QTest.keyClick(window.board, Qt.Key.Key_Y, SHIFT)
    assert window.session.state.lesson.view is LessonView.ANSWER
    assert window.board.scene.color_at(40) == 1
    QTest.mouseClick(window.teaching.panel.answer_button, Qt.MouseButton.LeftButton)
    assert window.board.line_shown() is None
    QTest.keyClick(window.board, Qt.Key.Key_Y)
    click(window, 41)
    assert window.board.line_shown() is None, "a click only hides the line"
    assert window.session.state.move_number == 1


def test_a_beginner_is_left_in_peace(make_window, qtbot):
    choices = LessonChoices(TeacherLevel.BEGINNER, 8.0)
    window = make_window(teaches=True, teacher=choices.to_json())
    click(window, 40)
    qtbot.waitUntil(lambda: window.session.state.move_number == 2, timeout=WAIT_MS)
    assert window.session.state.lesson.num_asked == {}
    assert window.teaching.panel.verdict.text() == "E5 lost 4.0 points; A1 was better."


def test_what_is_wanted_of_the_teacher_is_kept(make_window):
    window = make_window()
    commands = window.commands
    commands["game.teach"].trigger()
    commands["game.teacher-level.beginner"].trigger()
    commands["game.teacher-asks-from.8"].trigger()
    commands["game.teacher-asks.1"].trigger()
    kept = window.preferences.now
    assert kept.teaches
    assert json.loads(kept.teacher) == {"level": "beginner", "prompt_at": 8.0, "num_prompts": 1}
    window.session.new_game(SETUP)
    lesson = window.session.state.lesson
    assert lesson.is_on
    assert lesson.choices == LessonChoices(TeacherLevel.BEGINNER, 8.0, 1)


@pytest.mark.parametrize("mood", ["crash", "refuses"])
def test_a_teacher_that_cannot_judge_does_not_hold_the_game_up(make_window, qtbot, mood):
    window = make_window(teaches=True, mood=mood)
    click(window, 40)
    qtbot.waitUntil(lambda: window.session.state.move_number == 2, timeout=WAIT_MS)
    assert window.teaching.panel.verdict.text() == "E5 was not judged."


def test_hints_come_by_degrees_and_are_counted_at_the_end(make_window, qtbot):
    window = make_window()
    panel = window.teaching.panel
    QTest.keyClick(window.board, Qt.Key.Key_H)
    hints = lambda: window.session.state.hints  # noqa: E731
    qtbot.waitUntil(
        lambda: hints().hint is not None and hints().hint.stage is HintStage.AREA,
        timeout=WAIT_MS,
    )
    assert panel.hint.text() == "Hint: look at the lower left."
    assert (72, SpotKind.AREA) in window.board.scene.spots
    QTest.mouseClick(panel.hint_button, Qt.MouseButton.LeftButton)
    assert panel.hint.text() == "Hint: A1 is a good move."
    assert window.board.scene.spots == ((72, SpotKind.GOOD),)
    QTest.keyClick(window.board, Qt.Key.Key_H)
    line = window.board.line_shown()
    assert line is not None
    assert line.point == 72
    assert panel.hint_button.isHidden(), "there is no more of it"
    click(window, 72)
    assert window.board.line_shown() is None
    qtbot.waitUntil(lambda: window.session.state.move_number == 2, timeout=WAIT_MS)
    window.session.resign()
    assert window.session.state.phase is Phase.OVER
    assert panel.isVisible()
    assert panel.summary.text() == "Hints: 1."


def test_the_quiz_by_key_and_mouse(make_window, qtbot):
    window = make_window(GameSetup(standard(9, "chinese"), white=HUMAN), mood="kind")
    for point in (40, 41, 49):
        window.session.click(point)
    tree = window.session.state.tree
    QTest.keyClick(window.board, Qt.Key.Key_J, CTRL)
    panel = window.guessing.panel
    assert panel.isVisible()
    assert panel.question.text() == "Move 1: where does Black play?"
    assert window.session.state.move_number == 0
    assert window.analysis.graph.isHidden()
    assert not window.commands["game.resign"].isEnabled()
    window.session.resign()
    window.session.pass_move()
    click(window, 40)
    assert panel.question.text() == "Right: E5."
    assert panel.score.text().startswith("3 of 3 points · 1 of 1 moves right")
    QTest.keyClick(window.board, Qt.Key.Key_J)
    assert panel.question.text() == "Move 2: where does White play?"
    click(window, 8)
    assert panel.question.text().startswith("F5 was played, 7 steps away.")
    QTest.mouseClick(panel.next_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(panel.next_button, Qt.MouseButton.LeftButton)
    assert panel.question.text() == "No move is left to guess."
    assert panel.next_button.isHidden()
    QTest.mouseClick(panel.end_button, Qt.MouseButton.LeftButton)
    assert panel.isHidden()
    after = window.session.state
    assert after.quiz is None
    assert [node.move for node in after.tree.nodes] == [node.move for node in tree.nodes]
    assert after.move_number == 3


def test_a_guess_is_measured_by_the_engine_that_analyses(make_window, qtbot):
    window = make_window(GameSetup(standard(9, "chinese"), white=HUMAN), mood="kind")
    for point in (72, 73):
        window.session.click(point)
    window.commands["game.guess-black"].trigger()
    state = lambda: window.session.state  # noqa: E731
    qtbot.waitUntil(lambda: bool(state().analysis.reports.by_key), timeout=WAIT_MS)
    click(window, 75)
    quiz = state().quiz
    assert quiz is not None
    assert (quiz.guesses[0].loss, quiz.guesses[0].loss_played) == (3.0, 0.0)
    assert (
        "Your move loses 3.0 points, the one played 0.0." in window.guessing.panel.question.text()
    )


def test_the_rules_are_taught_beside_the_game(make_window):
    window = make_window()
    QTest.keyClick(window.board, Qt.Key.Key_F1, SHIFT)
    dialog = window.tutorial.dialog
    assert dialog is not None
    assert dialog.isVisible()
    window.preferences.change(appearance="dark")
    dialog.reject()
    assert window.tutorial.dialog is None
    assert window.session.state.move_number == 0
