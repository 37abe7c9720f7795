"""The person's mistakes: taken from a game, put up again, judged, spaced and kept."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

import gui.game.transitions as transitions
from gogame.board.coords import Color
from gogame.board.variant import standard
from gogame.errors import ConfigError, IllegalMove
from gui.analysis.performance import judged_moves
from gui.board.scene import SpotKind, scene_of
from gui.game.drill import DrillStage
from gui.game.move_tree import ROOT
from gui.game.reports import Candidate, PositionReport, Reports, key_of
from gui.game.state import HUMAN, GameSetup, GameState, Player, PlayerKind
from gui.lessons import drills
from gui.lessons.drills import Drill
from gui.records import drilling

TODAY = datetime.date(2026, 3, 1)
LEVEL = Player(PlayerKind.AI, level=3)
BEST, OTHER, BAD = 40, 41, 0


def reported(state: GameState, *leads: tuple[int, float, tuple[int, ...]]) -> GameState:
    """Returns a state with reports: of a node, Black's lead and the best moves, the best first."""
    new: dict[int, PositionReport] = {}
    for node, lead, moves in leads:
        candidates = tuple(Candidate(move, 100, 0.5, lead - i) for i, move in enumerate(moves))
        new[key_of(state.tree, node)] = PositionReport(400, 0.5, lead, candidates)
    reports = state.analysis.reports.with_reports(new)
    return replace(state, analysis=replace(state.analysis, reports=reports))


def game_with_a_mistake(setup: GameSetup) -> GameState:
    """Returns a game in which Black's third move lost 6 points and White's second 5."""
    state = transitions.new_game(setup, 1)
    for action in (20, 24, BAD, 60):
        state = transitions.play(state, action)
    nodes = state.tree.path(state.cursor)
    leads = (0.0, 0.0, 5.0, -1.0, -1.0)
    moves = ((20,), (33,), (BEST, OTHER), (60,), (61,))
    rows = [(node, lead, move) for node, lead, move in zip(nodes, leads, moves, strict=True)]
    return reported(state, *rows)


def drill_of(state: GameState) -> Drill:
    (drill,) = drilling.collected(state, judged_moves(state), 3.0, TODAY)
    return drill


@pytest.fixture
def task() -> GameState:
    """Black is to find a better move than A9."""
    drill = drill_of(game_with_a_mistake(GameSetup(standard(9), HUMAN, LEVEL)))
    return drilling.started(drill, 7, 1.0)


def after_try(task: GameState, action: int, lead: float) -> GameState:
    """Returns the task after a move was tried and both positions were reported on."""
    state = drilling.tried(task, action)
    assert state.drill is not None
    assert drilling.judged(state) is state, "nothing is known yet"
    node = state.drill.node
    assert drilling.nodes_wanted(state) == (node, state.cursor)
    return drilling.judged(reported(state, (node, 5.0, (BEST, OTHER)), (state.cursor, lead, (70,))))


# From a game


def test_a_person_s_mistakes_are_collected_and_the_engine_s_are_not() -> None:
    setup = GameSetup(standard(9), replace(HUMAN, name="Kim"), LEVEL)
    drill = drill_of(game_with_a_mistake(setup))
    assert (drill.played, drill.lost, drill.due) == ("A9", 6.0, TODAY)
    assert drill.source == "Kim - GoGame (level 3), 3"
    both = drilling.collected(
        game_with_a_mistake(GameSetup(standard(9), HUMAN, HUMAN)),
        judged_moves(game_with_a_mistake(GameSetup(standard(9), HUMAN, HUMAN))),
        3.0,
        TODAY,
    )
    assert [one.played for one in both] == ["G7", "A9"]
    old = replace(HUMAN, name="GoGame (level 5)")
    state = game_with_a_mistake(GameSetup(standard(9), HUMAN, old))
    assert drill_of(state).played == "A9", "the program's own moves in an old record do not count"


def test_the_same_position_is_the_same_drill_whatever_the_order_of_moves() -> None:
    setup = GameSetup(standard(9), HUMAN, LEVEL)
    first = drill_of(game_with_a_mistake(setup))
    other = game_with_a_mistake(replace(setup, variant=replace(setup.variant, komi=0.5)))
    assert drill_of(other).key != first.key
    assert drills.with_new((first,), [replace(first, lost=9.0)]) == (first,)


# A task


def test_a_task_begins_at_the_position_and_gives_nothing_away(task: GameState) -> None:
    assert task.to_play is Color.BLACK
    assert [move.action for move in task.position.moves] == [20, 24]
    assert task.is_secret
    assert not task.is_ai_turn
    assert not task.can_undo
    assert drilling.nodes_wanted(task) == (task.cursor,)
    analysed = reported(task, (task.cursor, 5.0, (BEST,)))
    switched = replace(analysed, analysis=replace(analysed.analysis, is_on=True))
    assert scene_of(switched).candidates == ()
    assert scene_of(drilling.shown(switched)).candidates != ()


def test_a_good_move_solves_it_and_a_bad_one_is_taken_back(task: GameState) -> None:
    assert task.drill is not None
    wrong = after_try(task, 8, 2.0)
    assert wrong.drill is not None
    assert (wrong.drill.stage, wrong.drill.loss) == (DrillStage.WRONG, 3.0)
    assert wrong.cursor == wrong.drill.node
    assert scene_of(wrong).spots == ((8, SpotKind.GUESSED),)
    right = after_try(wrong, OTHER, 4.2)
    assert right.drill is not None
    assert (right.drill.stage, right.drill.loss) == (DrillStage.SOLVED, 1.0)
    assert not right.drill.is_solved_at_once
    assert not right.is_secret
    at_once = after_try(task, BEST, 1.0)
    assert at_once.drill is not None
    assert at_once.drill.is_solved_at_once, "the engine's own move loses nothing"
    assert not at_once.unsaved
    assert drilling.tried(right, 3) is right


def test_a_move_that_cannot_be_judged_may_be_tried_again(task: GameState) -> None:
    state = drilling.tried(task, 8)
    key = key_of(state.tree, state.cursor)
    refused = replace(state, analysis=replace(state.analysis, unanswered=frozenset({key})))
    unknown = drilling.judged(refused)
    assert unknown.drill is not None
    assert (unknown.drill.stage, unknown.drill.tries) == (DrillStage.UNKNOWN, ())
    assert unknown.drill.takes_moves
    with pytest.raises(IllegalMove):
        drilling.tried(task, 20)


def test_looking_back_while_it_is_judged_does_no_harm(task: GameState) -> None:
    state = transitions.go_to(drilling.tried(task, 8), ROOT)
    assert drilling.nodes_wanted(state) == ()
    assert drilling.judged(state) is state


def test_the_answer_is_told_and_the_record_stays(task: GameState) -> None:
    assert drilling.answer_of(task) is None
    assert drilling.nodes_wanted(drilling.shown(task)) == (task.cursor,), "the answer is wanted"
    told = drilling.shown(reported(task, (task.cursor, 5.0, (BEST,))))
    assert drilling.answer_of(told) == BEST
    assert drilling.nodes_wanted(told) == ()
    assert drilling.shown(told) is told
    assert drilling.ended(told).drill is None
    assert drilling.ended(told).tree is told.tree


def test_chances_count_where_an_engine_tells_no_points(task: GameState) -> None:
    before = PositionReport(400, 0.8, candidates=(Candidate(BEST, 100, 0.8),), has_score=False)
    after = PositionReport(400, 0.6, has_score=False)
    assert drilling.loss_of(task, 8, before, after) == pytest.approx(4.0)


# Spacing


def test_a_drill_comes_back_later_each_time_it_is_solved_at_once() -> None:
    kept = (Drill("k", "(;)", "A1", 5.0, "game, 3", TODAY),)
    day, waits = TODAY, []
    for _ in range(7):
        assert drills.due(kept, day) == kept
        kept = drills.answered(kept, "k", day, at_once=True)
        waits.append((kept[0].due - day).days)
        assert drills.due(kept, day) == ()
        day = kept[0].due
    assert waits == [1, 3, 7, 14, 30, 60, 60]
    failed = drills.answered(kept, "k", day, at_once=False)
    assert (failed[0].streak, failed[0].due) == (0, day + datetime.timedelta(days=1))
    assert drills.answered(kept, "other", day, at_once=False) == kept


def test_the_longest_due_comes_first_and_the_dearest_of_one_day() -> None:
    def made(key: str, days: int, lost: float) -> Drill:
        return Drill(key, "(;)", "A1", lost, "", TODAY - datetime.timedelta(days=days))

    kept = (made("a", 0, 9), made("b", 2, 3), made("c", 2, 8), made("d", -1, 20))
    assert [drill.key for drill in drills.due(kept, TODAY)] == ["c", "b", "a"]
    assert drills.next_day(drills.without(kept, "b")) == TODAY - datetime.timedelta(days=2)
    assert drills.next_day(()) is None


def test_of_very_many_the_best_known_are_left_out() -> None:
    known = Drill("known", "(;)", "A1", 5.0, "", TODAY, streak=4)
    fresh = [replace(known, key=str(i), streak=0) for i in range(drills.MOST_KEPT)]
    kept = drills.with_new((known,), fresh)
    assert len(kept) == drills.MOST_KEPT
    assert known not in kept


def test_drills_are_kept_as_text_and_damage_is_one_sentence() -> None:
    kept = (Drill("k", "(;SZ[9])", "A1", 5.5, "대국, 3", TODAY, 2),)
    assert drills.from_text(drills.to_text(kept)) == kept
    for text in ("", "[]", "{}", drills.to_text(kept).replace("2026-03-01", "soon")):
        with pytest.raises(ConfigError, match=r"^mistakes to practise: "):
            drills.from_text(text)
    with pytest.raises(ConfigError, match="format 9: expected 1"):
        drills.from_text('{"format": 9}')


def test_reports_are_those_of_the_task(task: GameState) -> None:
    assert task.analysis.reports.by_key == Reports().by_key, "the old game's reports stay with it"
