"""The tutorial: every position can be solved, and what is said about it is true."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

import gui.lessons.tutorial as tutorial
from gogame.board.coords import BLACK, EMPTY, WHITE
from gogame.errors import IllegalReason
from gui.board.tutorial_scene import scene_of
from gui.dialogs.tutorial import TutorialDialog
from gui.lessons.tutorial import PASS, STEPS, Answer, Topic
from gui.views import tutorial_texts


def solved(topic: Topic) -> tutorial.TutorialState:
    index = [step.topic for step in STEPS].index(topic)
    state = tutorial.tried(tutorial.begun(index), min(STEPS[index].answers))
    assert state.is_solved
    return state


def test_there_is_one_position_for_each_topic():
    assert [step.topic for step in STEPS] == list(Topic)
    for topic in Topic:
        assert tutorial_texts.title(topic)
        assert tutorial_texts.task(topic)
        assert tutorial_texts.praise(topic)


@pytest.mark.parametrize("index", range(len(STEPS)))
def test_every_answer_is_legal_and_everything_else_is_wrong(index):
    begun = tutorial.begun(index)
    for action in range(PASS + 1):
        after = tutorial.tried(begun, action)
        if action in begun.step.answers:
            assert after.is_solved
            assert after.solved == {index}
        else:
            assert after.answer in (Answer.WRONG, Answer.ILLEGAL)
            assert after.position is begun.position
        assert tutorial_texts.reply(after)


def test_what_is_said_about_the_solutions_is_true():
    assert len(solved(Topic.LIBERTIES).position.liberties(12)) == 6
    assert solved(Topic.CAPTURE).position.color_at(12) == EMPTY
    assert len(solved(Topic.ATARI).position.liberties(12)) == 3
    suicide = solved(Topic.SUICIDE).position
    assert suicide.grid.reshape(-1).tolist().count(WHITE) == 0
    assert suicide.prisoners(suicide.to_play.opponent) == 8
    ko = solved(Topic.KO)
    assert ko.position.color_at(12) == BLACK
    assert ko.position.ko_point == 11
    assert scene_of(ko).ko == 11
    eyes = solved(Topic.EYES).position
    for hole in (20, 22):
        with pytest.raises(Exception, match="suicide"):
            eyes.play(hole)
    count = solved(Topic.COUNTING)
    score = count.position.score()
    assert (score.black_stones + score.black_territory) == 10
    assert (score.white_stones + score.white_territory) == 15
    assert scene_of(count).owner is not None


def test_suicide_and_stones_are_told_apart():
    index = list(Topic).index(Topic.EYES)
    occupied = tutorial.tried(tutorial.begun(index), 15)
    assert occupied.reason is IllegalReason.OCCUPIED
    again = tutorial.tried(occupied, 14)
    assert again.answer is Answer.ILLEGAL


def test_the_ends_are_the_ends():
    assert tutorial.moved(tutorial.begun(), -1).index == 0
    last = tutorial.moved(tutorial.begun(), 100)
    assert (last.index, last.has_next) == (len(STEPS) - 1, False)


def test_the_dialog_from_the_first_stone_to_the_count(qtbot):
    dialog = TutorialDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    for step in STEPS:
        assert dialog.title.text() == tutorial_texts.title(step.topic)
        assert dialog.reply.isHidden()
        if PASS in step.answers:
            dialog.pass_button.click()
        else:
            x, y = dialog.board.geometry_of_board().center(min(step.answers))
            at = QPoint(round(x), round(y))
            QTest.mouseClick(dialog.board, Qt.MouseButton.LeftButton, pos=at)
        assert dialog.reply.text() == tutorial_texts.praise(step.topic)
        assert dialog.pass_button.isVisible() == (PASS in step.answers)
        if step is not STEPS[-1]:
            dialog.next_button.click()
    assert dialog.bar.value() == len(STEPS)
    with qtbot.waitSignal(dialog.accepted):
        dialog.next_button.click()
