"""What is kept of an analysis and made of it, without Qt."""

from __future__ import annotations

from dataclasses import replace

import pytest

import gui.game.transitions as transitions
from gogame.board.coords import Color
from gogame.board.variant import standard
from gui.analysis.game_line import line_of, report_shown
from gui.analysis.labels import short_number
from gui.board.scene import SceneChoices, scene_of
from gui.game.move_tree import MoveTree
from gui.game.reports import (
    Candidate,
    Metric,
    PositionReport,
    Reports,
    key_of,
    keys_of,
    loss_of,
    ownership_bytes,
    tone_of,
)
from gui.game.state import HUMAN, GameSetup, GameState

SETUP = GameSetup(standard(9, "chinese"), white=HUMAN)
POINTS = (40, 20, 60, 24)


def played(*points: int) -> GameState:
    state = transitions.new_game(SETUP, 1)
    for point in points:
        state = transitions.play(state, point)
    return state


def analysed(state: GameState, scores: dict[int, float], **changes: object) -> GameState:
    """Returns a state of which the positions of its line have scores by number."""
    keys = keys_of(state.tree, state.tree.end_of_line(state.cursor))
    reports = {
        keys[number]: PositionReport(100, 0.5 + score / 100, score)
        for number, score in scores.items()
    }
    analysis = replace(
        state.analysis, is_on=True, reports=Reports().with_reports(reports), **changes
    )
    return replace(state, analysis=analysis)


def with_candidates(state: GameState, *candidates: Candidate, score: bool = True) -> GameState:
    report = PositionReport(
        sum(c.visits for c in candidates), 0.6, 1.0, candidates, bytes([178] * 81), score
    )
    reports = Reports().with_reports({key_of(state.tree, state.cursor): report})
    return replace(state, analysis=replace(state.analysis, is_on=True, reports=reports))


def test_a_position_reached_again_by_the_same_moves_has_the_same_key():
    state = played(*POINTS)
    again = transitions.play(transitions.undo(state), POINTS[-1])
    assert again.cursor != state.cursor
    assert key_of(again.tree, again.cursor) == key_of(state.tree, state.cursor)
    other = transitions.play(transitions.undo(state), 25)
    assert key_of(other.tree, other.cursor) != key_of(state.tree, state.cursor)
    assert len(set(keys_of(state.tree, state.cursor))) == 5


def test_other_stones_set_up_are_another_position():
    handicap = transitions.new_game(replace(SETUP, handicap=2), 1)
    free = played()
    assert key_of(free.tree, 0) != key_of(handicap.tree, 0)
    moved = transitions.play(handicap, 40)
    assert key_of(moved.tree, moved.cursor) != key_of(*_after(40))


def _after(point: int) -> tuple[MoveTree, int]:
    state = played(point)
    return state.tree, state.cursor


def shown(state: GameState) -> PositionReport:
    report = report_shown(state)
    assert report is not None
    return report


def test_the_deeper_report_stays_and_takes_over_the_ownership():
    deep = PositionReport(500, 0.6, 2.0)
    shallow = PositionReport(50, 0.4, -2.0, ownership=b"x")
    reports = Reports().with_reports({1: deep}).with_reports({1: shallow})
    assert reports.of(1) == replace(deep, ownership=b"x")
    deeper = PositionReport(600, 0.7, 3.0)
    assert reports.with_reports({1: deeper}).of(1) == replace(deeper, ownership=b"x")
    assert reports.of(2) is None
    assert reports.of(1) == replace(deep, ownership=b"x"), "the older reports are as they were"


@pytest.mark.parametrize(
    ("before", "after", "color", "loss"),
    [
        (5.0, 2.0, Color.BLACK, 3.0),
        (5.0, 2.0, Color.WHITE, 0.0),
        (-1.0, 6.5, Color.WHITE, 7.5),
        (-1.0, 6.5, Color.BLACK, 0.0),
    ],
)
def test_a_loss_is_the_mover_s(before, after, color, loss):
    first, second = PositionReport(9, 0.5, before), PositionReport(9, 0.5, after)
    assert loss_of(first, second, color) == loss
    assert loss_of(None, second, color) == 0.0
    assert loss_of(first, replace(second, has_score=False), color) == 0.0


def test_the_classes_of_losses_are_those_of_other_programs():
    losses = (0.0, 0.49, 0.5, 1.5, 3.0, 6.0, 12.0, 40.0)
    assert [tone_of(loss) for loss in losses] == [0, 0, 1, 2, 3, 4, 5, 5]


def test_ownership_is_a_byte_a_point_seen_by_black():
    assert list(ownership_bytes((1.0, 0.0, -1.0, 0.25, 7.0))) == [228, 128, 28, 153, 228]
    assert list(ownership_bytes((1.0, -0.5), sign=-1.0)) == [28, 178]


def test_the_line_has_scores_losses_and_gaps():
    state = transitions.step(analysed(played(*POINTS), {0: 0.0, 1: -2.0, 2: 1.0, 4: 1.0}), -2)
    line = line_of(state)
    assert (line.length, line.cursor) == (4, 2)
    assert [r.score_black for r in line.readings] == [0.0, -2.0, 1.0, None, 1.0]
    assert [r.loss for r in line.readings] == [0.0, 2.0, 3.0, 0.0, 0.0]
    assert [r.mover for r in line.readings][:3] == [None, Color.BLACK, Color.WHITE]
    assert line.readings[1].value(Metric.WINRATE) == pytest.approx(-0.04)
    assert line.span(Metric.SCORE) == 10.0
    assert line.span(Metric.WINRATE) == 1.0
    assert line_of(analysed(played(*POINTS), {1: -33.0})).span(Metric.SCORE) == 35.0


def test_stepping_back_shows_what_was_found_before():
    state = analysed(played(*POINTS), {3: 7.0, 4: 1.0})
    assert shown(state).score_black == 1.0
    assert shown(transitions.step(state, -1)).score_black == 7.0
    assert report_shown(transitions.step(state, -2)) is None


def test_candidates_are_labelled_for_the_player_to_play():
    best = Candidate(10, 1200, 0.4, -3.0, pv=(10, 81, 11))
    worse = Candidate(30, 90, 0.5, 1.04)
    hardly = Candidate(31, 2, 0.5, 0.0)
    state = with_candidates(played(40), best, worse, hardly, Candidate(81, 5, 0.5))
    marks = scene_of(state).candidates
    assert [m.point for m in marks] == [10, 30, 31], "a pass has no point"
    assert (marks[0].title, marks[0].detail, marks[0].is_best) == ("+3.0", "1.2k", True)
    assert (marks[1].title, marks[1].detail, marks[1].tone) == ("-1.0", "90", 3)
    assert marks[2].is_small
    assert marks[2].title == ""
    assert marks[0].pv == ((10, Color.WHITE), (11, Color.WHITE))
    by_chance = scene_of(state, SceneChoices(metric=Metric.WINRATE)).candidates
    assert [m.title for m in by_chance] == ["60%", "50%", ""]


def test_an_engine_without_scores_is_labelled_with_chances():
    state = with_candidates(played(40), Candidate(10, 9, 0.4), Candidate(11, 9, 0.6), score=False)
    marks = scene_of(state).candidates
    assert [(m.title, m.tone) for m in marks] == [("60%", 0), ("40%", 3)]


def test_ownership_is_shown_only_when_it_is_wanted():
    state = with_candidates(played(40), Candidate(10, 9, 0.4))
    assert scene_of(state).influence is None
    assert scene_of(state, SceneChoices(ownership=True)).influence == bytes([178] * 81)
    off = replace(state, analysis=replace(state.analysis, is_on=False))
    scene = scene_of(off, SceneChoices(ownership=True))
    assert (scene.influence, scene.candidates) == (None, ())


def test_the_last_stones_bear_what_they_lost():
    state = analysed(played(*POINTS), {0: 0.0, 1: -9.0, 2: -9.0, 3: -16.0, 4: -3.0})
    assert dict(scene_of(state).losses) == {60: 4, 24: 5}, "the first move is too long ago"
    assert dict(scene_of(transitions.step(state, -1)).losses) == {40: 4, 60: 4}


@pytest.mark.parametrize(
    ("number", "text"), [(7, "7"), (999, "999"), (1234, "1.2k"), (56_789, "57k"), (2e6, "2.0M")]
)
def test_numbers_in_few_letters(number, text):
    assert short_number(int(number)) == text
