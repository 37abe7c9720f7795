"""The teacher and hints, without a window: what a move is said to have lost, and what is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

import gui.game.transitions as transitions
import gui.lessons.hinting as hinting
import gui.lessons.teaching as teaching
from gogame.board.coords import Color
from gogame.board.variant import standard
from gui.board.scene import SpotKind, scene_of
from gui.game.engines import EngineState, EngineStatus
from gui.game.lesson import (
    JUDGING,
    HintStage,
    LessonChoices,
    LessonView,
    TeacherLevel,
)
from gui.game.reports import NO_ANALYSIS, Candidate, PositionReport, Reports, key_of
from gui.game.state import GameSetup, GameState, Phase

BEST, GOOD, BAD = 30, 31, 60


def candidate(action: int, score: float, prior: float = 0.3, visits: int = 100) -> Candidate:
    pv = (action, action + 9, action + 10)
    return Candidate(action, visits, 0.5 + score / 100, score, prior, pv)


BEFORE = PositionReport(
    500, 0.55, 2.0, (candidate(BEST, 4.0, 0.01), candidate(GOOD, 2.0), candidate(BAD, -8.0, 0.1))
)


def after(score: float) -> PositionReport:
    return PositionReport(500, 0.5 + score / 100, score, (candidate(10, score),))


def taught(level: TeacherLevel = TeacherLevel.ADVANCED, **choices: object) -> GameState:
    """Returns a game against an engine in which a person is to move and the teacher is there."""
    state = transitions.new_game(GameSetup(standard(9, "chinese")), 1)
    wanted = LessonChoices(level, **choices)  # type: ignore[arg-type]
    return teaching.with_teacher(teaching.with_choices(state, wanted), is_on=True)


def with_report(state: GameState, node: int, report: PositionReport) -> GameState:
    reports = state.analysis.reports.with_reports({key_of(state.tree, node): report})
    return replace(state, analysis=replace(state.analysis, reports=reports))


def judged(state: GameState, action: int, score: float) -> GameState:
    """Returns the game after a move that was judged."""
    played = transitions.play(state, action)
    known = with_report(with_report(played, state.cursor, BEFORE), played.cursor, after(score))
    return teaching.judged(known)


def test_the_engine_waits_until_the_move_is_judged():
    state = taught()
    assert teaching.nodes_wanted(state) == (0,), "the position is looked at while the person thinks"
    played = transitions.play(state, BAD)
    assert played.is_teacher_turn
    assert not played.is_ai_turn
    assert teaching.nodes_wanted(played) == (0, played.cursor)
    assert teaching.judged(played) is played, "nothing is known yet"
    half = with_report(played, 0, BEFORE)
    assert teaching.judged(half) is half
    hasty = with_report(half, half.cursor, replace(after(0.0), visits=10))
    assert teaching.judged(hasty) is hasty, "ten visits are no judgement"


def test_a_good_move_is_not_asked_about_and_the_engine_goes_on():
    state = judged(taught(), GOOD, 2.0)
    verdict = teaching.last_verdict(state)
    assert verdict is not None
    assert (verdict.loss, verdict.better) == (0.0, None)
    assert not state.is_teacher_turn
    assert state.is_ai_turn
    assert teaching.tones(state) == ()


def test_a_bad_move_is_told_with_what_was_better_and_asked_about():
    state = judged(taught(), BAD, -8.0)
    verdict = teaching.last_verdict(state)
    assert verdict is not None
    assert verdict.loss == 10.0, "against the position's value, not against a lucky line"
    assert (verdict.better, verdict.line[0], verdict.answer[0]) == (BEST, BEST, 10)
    assert state.lesson.asks == state.cursor
    assert not state.is_ai_turn
    assert teaching.tones(state) == ((BAD, 4),)
    assert scene_of(state).losses == ((BAD, 4),)
    kept = teaching.kept(state)
    assert kept.is_ai_turn
    assert teaching.judged(kept) is kept, "it is asked about once"


def test_taking_back_gives_the_turn_back_and_is_counted():
    state = teaching.taken_back(judged(taught(), BAD, -8.0))
    assert (state.cursor, state.is_human_turn) == (0, True)
    assert state.lesson.num_taken_back == 1
    assert state.lesson.asks == -1
    again = judged(state, BAD, -8.0)
    assert again.lesson.asks == again.cursor, "two questions are allowed"
    third = judged(teaching.taken_back(again), BAD, -8.0)
    assert third.lesson.asks == -1
    assert third.is_ai_turn
    assert teaching.summary(third).num_taken_back == 2


def test_no_question_where_none_is_wanted():
    state = judged(taught(num_prompts=0), BAD, -8.0)
    assert state.lesson.asks == -1
    assert teaching.tones(state) == ((BAD, 4),), "told all the same"


@pytest.mark.parametrize(
    ("level", "score", "is_told", "asks"),
    [
        (TeacherLevel.BEGINNER, 0.0, False, False),
        (TeacherLevel.BEGINNER, -2.0, True, False),
        (TeacherLevel.BEGINNER, -6.0, True, True),
        (TeacherLevel.INTERMEDIATE, 0.0, True, False),
        (TeacherLevel.INTERMEDIATE, -1.5, True, True),
        (TeacherLevel.ADVANCED, 1.0, True, False),
        (TeacherLevel.ADVANCED, 0.0, True, True),
    ],
)
def test_each_level_is_told_what_matters_there(level, score, is_told, asks):
    state = judged(taught(level), BAD, score)
    verdict = teaching.last_verdict(state)
    assert verdict is not None
    assert (verdict.better is not None) == is_told
    assert bool(teaching.tones(state)) == is_told
    assert (state.lesson.asks == state.cursor) == asks


def test_a_beginner_is_not_measured_against_a_move_that_nobody_sees():
    wonderful = replace(
        BEFORE, score_black=9.0, candidates=(candidate(BEST, 9.0, 0.01), candidate(GOOD, 2.0))
    )
    for level, loss in ((TeacherLevel.BEGINNER, 2.0), (TeacherLevel.ADVANCED, 9.0)):
        played = transitions.play(taught(level), BAD)
        known = with_report(with_report(played, 0, wonderful), played.cursor, after(0.0))
        verdict = teaching.last_verdict(teaching.judged(known))
        assert verdict is not None
        assert verdict.loss == loss


def test_the_player_s_own_threshold_decides_when_to_ask():
    assert judged(taught(prompt_at=12.0), BAD, -8.0).lesson.asks == -1
    assert judged(taught(prompt_at=9.0), BAD, -8.0).lesson.asks > 0
    low = LessonChoices(TeacherLevel.BEGINNER, 1.0)
    assert low.threshold == JUDGING[TeacherLevel.BEGINNER].told, "never about what is not told"


def test_whoever_follows_a_hint_is_never_found_fault_with():
    state = with_report(taught(), 0, BEFORE)
    hinted = state
    for _ in range(2):
        hinted = hinting.asked(hinted)
    assert hinting.hint_shown(hinted) is not None
    assert hinted.hints.given == {0: frozenset({BEST})}
    done = judged(hinted, BEST, -20.0)
    verdict = teaching.last_verdict(done)
    assert verdict is not None
    assert (verdict.was_hinted, verdict.loss, verdict.better) == (True, 0.0, None)
    assert done.is_ai_turn


def test_the_better_move_that_was_shown_is_a_hint_too():
    state = teaching.showing(judged(taught(), BAD, -8.0), LessonView.BETTER)
    again = teaching.taken_back(state)
    verdict = teaching.last_verdict(judged(again, BEST, -20.0))
    assert verdict is not None
    assert verdict.was_hinted


def test_the_lines_of_a_verdict_on_the_board():
    state = judged(taught(), BAD, -8.0)
    better = scene_of(teaching.showing(state, LessonView.BETTER))
    assert better.line is not None
    assert better.line.pv == ((30, Color.BLACK), (39, Color.WHITE), (40, Color.BLACK))
    assert better.color_at(BAD) == 0, "the board before the move"
    answer = scene_of(teaching.showing(state, LessonView.ANSWER))
    assert answer.line is not None
    assert answer.line.pv[0] == (10, Color.WHITE)
    assert answer.color_at(BAD) == Color.BLACK
    shown = teaching.showing(state, LessonView.ANSWER)
    assert scene_of(teaching.showing(shown, LessonView.ANSWER)).line is None, "twice hides it"


def test_undoing_while_the_teacher_asks_leaves_no_question_behind():
    undone = transitions.undo(judged(taught(), BAD, -8.0))
    again = transitions.play(undone, BAD)
    assert teaching.nodes_wanted(again) == (0, again.cursor), "the new move is judged"
    assert teaching.is_asking(judged(undone, BAD, -8.0))


def test_a_move_that_nobody_can_judge_does_not_stop_the_game():
    played = transitions.play(taught(), BAD)
    dead = replace(NO_ANALYSIS, engine=EngineState(EngineStatus.DEAD))
    state = teaching.judged(replace(played, analysis=dead))
    verdict = teaching.last_verdict(state)
    assert verdict is not None
    assert not verdict.is_known
    assert state.is_ai_turn
    refused = replace(NO_ANALYSIS, unanswered=frozenset({key_of(played.tree, 0)}))
    assert teaching.judged(replace(played, analysis=refused)).is_ai_turn
    assert teaching.summary(state).num_judged == 0


def test_without_points_the_chance_to_win_is_the_measure():
    before = replace(BEFORE, has_score=False, winrate_black=0.8)
    sure = replace(before, candidates=(replace(candidate(BEST, 0.0), winrate_black=0.8),))
    played = transitions.play(taught(), BAD)
    worse = replace(after(0.0), has_score=False, winrate_black=0.3)
    known = with_report(with_report(played, 0, sure), played.cursor, worse)
    verdict = teaching.last_verdict(teaching.judged(known))
    assert verdict is not None
    assert verdict.loss == pytest.approx(10.0)


def test_white_s_losses_are_white_s():
    setup = GameSetup(standard(9, "chinese"))
    turned = replace(setup, black=setup.white, white=setup.black)
    state = replace(transitions.new_game(turned, 1), lesson=taught().lesson)
    assert state.is_ai_turn
    assert teaching.nodes_wanted(state) == ()
    black = transitions.play(state, 0)
    assert not black.is_teacher_turn
    mine = judged(black, GOOD, 6.0)
    verdict = teaching.last_verdict(mine)
    assert verdict is not None
    assert verdict.loss == 4.0, "Black led by 2 and leads by 6"


def test_the_teacher_judges_nothing_that_was_played_before_it_came():
    state = transitions.new_game(GameSetup(standard(9, "chinese")), 1)
    played = transitions.play(state, BAD)
    assert played.is_ai_turn
    assert teaching.with_teacher(played, is_on=True).is_ai_turn


def test_the_lesson_is_carried_into_the_next_game_and_begins_anew_there():
    state = judged(taught(TeacherLevel.BEGINNER), BAD, -20.0)
    following = transitions.carried(state, transitions.new_game(GameSetup(), 2))
    assert following.lesson.is_on
    assert following.lesson.choices.level is TeacherLevel.BEGINNER
    assert (following.lesson.verdicts, following.lesson.asks) == ({}, -1)


def test_the_summary_counts():
    state = teaching.kept(judged(taught(), BAD, -8.0))
    state = transitions.play(state, 0)
    found = teaching.summary(state)
    assert (found.num_judged, found.num_told, found.mean_loss) == (1, 1, 10.0)


def test_choices_survive_their_text_and_nonsense_is_the_usual():
    choices = LessonChoices(TeacherLevel.BEGINNER, 8.0, 3)
    assert LessonChoices.from_json(choices.to_json()) == choices
    for text in ("", "[]", "{}", '{"level": "god", "prompt_at": 1, "num_prompts": 1}', "[" * 9999):
        assert LessonChoices.from_json(text) == LessonChoices()
    wild = LessonChoices.from_json('{"level": "beginner", "prompt_at": -3, "num_prompts": 1e3}')
    assert (wild.prompt_at, wild.num_prompts) == (0.0, 9)


# Hints


def test_a_hint_gives_a_move_away_by_degrees():
    state = with_report(taught(TeacherLevel.ADVANCED), 0, BEFORE)
    area = hinting.asked(state)
    hint = hinting.hint_shown(area)
    assert hint is not None
    assert (hint.stage, hint.action) == (HintStage.AREA, BEST)
    spots = dict(scene_of(area).spots)
    assert set(spots.values()) == {SpotKind.AREA}
    assert BEST in spots
    assert len(spots) == 9
    assert area.hints.given == {}, "a part of the board is no move"
    point = hinting.asked(area)
    assert scene_of(point).spots == ((BEST, SpotKind.GOOD),)
    line = hinting.asked(point)
    shown = scene_of(line).line
    assert shown is not None
    assert shown.pv[0] == (BEST, Color.BLACK)
    hint = hinting.hint_shown(hinting.asked(line))
    assert hint is not None
    assert hint.stage is HintStage.LINE, "there is no more"
    assert line.hints.num_given == 1, "one position, one hint"
    assert hinting.hint_shown(transitions.play(line, GOOD)) is None


def test_a_hint_waits_for_its_report():
    state = hinting.asked(taught())
    assert hinting.is_wanted(state)
    assert hinting.given(state) is state
    assert hinting.asked(state) is state, "once is enough"
    found = hinting.given(with_report(state, 0, BEFORE))
    assert not hinting.is_wanted(found)
    assert found.hints.num_given == 1
    dead = replace(NO_ANALYSIS, engine=EngineState(EngineStatus.DEAD))
    assert hinting.hint_shown(hinting.given(replace(state, analysis=dead))) is None


def test_no_hint_while_the_engine_is_to_move_or_the_game_is_over():
    played = replace(transitions.play(taught(), BAD), lesson=replace(taught().lesson, is_on=False))
    assert hinting.asked(played) is played
    over = replace(taught(), phase=Phase.OVER)
    assert hinting.asked(over) is over


def test_a_pass_is_said_at_once():
    passing = replace(BEFORE, candidates=(candidate(81, 2.0),))
    state = hinting.asked(with_report(taught(), 0, passing))
    hint = hinting.hint_shown(state)
    assert hint is not None
    assert (hint.stage, hint.action) == (HintStage.POINT, 81)
    assert scene_of(state).spots == ()


def test_a_beginner_gets_the_hint_that_is_easier_to_find():
    rivals = replace(BEFORE, candidates=(candidate(BEST, 2.1, 0.01), candidate(GOOD, 2.0)))
    assert hinting.good_move(rivals, 0.06).action == GOOD
    assert hinting.good_move(rivals, 0.0).action == BEST
    assert hinting.good_move(BEFORE, 0.06).action == BEST, "two points less are not as good"


@pytest.mark.parametrize(
    ("point", "size", "part", "num_points"),
    [
        (0, (9, 9), (-1, -1), 9),
        (40, (9, 9), (0, 0), 9),
        (80, (9, 9), (1, 1), 9),
        (8, (9, 9), (-1, 1), 9),
        (24, (5, 5), (1, 1), 9),
        (180, (19, 19), (0, 0), 49),
        (5, (2, 3), (1, 1), 1),
    ],
)
def test_parts_of_a_board(point, size, part, num_points):
    height, width = size
    assert hinting.part_of(point, height, width) == part
    area = hinting.area_of(point, height, width)
    assert point in area
    assert len(area) == num_points


def test_every_point_lies_in_one_part():
    for height, width in ((9, 9), (13, 13), (5, 7), (2, 19)):
        areas = {hinting.area_of(point, height, width) for point in range(height * width)}
        assert sorted(p for area in areas for p in area) == list(range(height * width))


def test_reports_of_the_teacher_alone_open_no_graph():
    reports = Reports().with_reports({0: BEFORE})
    quiet = replace(NO_ANALYSIS, reports=reports, is_quiet=True)
    assert not quiet.is_shown
    assert replace(quiet, is_on=True).is_shown
    assert replace(quiet, is_quiet=False).is_shown
