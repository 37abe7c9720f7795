"""Mistakes and exercises: taken from games and files, put up again, judged, spaced and kept."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest

import gui.game.transitions as transitions
from gogame import sgf
from gogame.board.coords import Color
from gogame.board.variant import standard
from gogame.errors import ConfigError, IllegalMove, SgfError
from gui.analysis.performance import judged_moves
from gui.board.scene import SpotKind, scene_of
from gui.game.drill import DrillStage
from gui.game.editing import Tool
from gui.game.move_tree import ROOT
from gui.game.reports import Candidate, PositionReport, Reports, key_of
from gui.game.state import HUMAN, GameSetup, GameState, Player, PlayerKind
from gui.lessons import drills, guessing
from gui.lessons.drill_answer import answer_of
from gui.lessons.drills import Drill, Kind
from gui.records import drilling, edits, exercises, reshape

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
    assert answer_of(task) is None
    assert drilling.nodes_wanted(drilling.shown(task)) == (task.cursor,), "the answer is wanted"
    told = drilling.shown(reported(task, (task.cursor, 5.0, (BEST,))))
    assert answer_of(told) == BEST
    assert drilling.nodes_wanted(told) == ()
    assert drilling.shown(told) is told
    assert drilling.ended(told).drill is None
    assert drilling.ended(told).tree is told.tree


def test_chances_count_where_an_engine_tells_no_points(task: GameState) -> None:
    before = PositionReport(400, 0.8, candidates=(Candidate(BEST, 100, 0.8),), has_score=False)
    after = PositionReport(400, 0.6, has_score=False)
    assert drilling.loss_of(task, 8, before, after) == pytest.approx(4.0)


# Exercises

ONE = "(;SZ[9]KM[6.5];B[ee];W[cc](;B[gg]TE[1]V[3.5];W[gc])(;B[aa]BM[1]V[-1.0]))"
E5, G3, A9 = "E5", "G3", "A9"


def exercise(text: str = ONE) -> Drill:
    (drill,) = exercises.exercises_in(sgf.read(text), Kind.ENDGAME, "collection", TODAY).drills
    return drill


def test_a_record_with_a_good_move_is_an_exercise_before_it() -> None:
    drill = exercise()
    assert (drill.answers, drill.played, drill.lost) == ((G3,), A9, 4.5)
    assert (drill.kind, drill.source, drill.due) == (Kind.ENDGAME, "collection, 1", TODAY)
    state = drilling.started(drill, 7, 1.0)
    assert [move.action for move in state.position.moves] == [40, 20]
    assert state.variant.komi == 6.5
    assert state.tree.onward(state.cursor) is None, "neither answer nor mistake is told"
    assert drilling.nodes_wanted(state) == (state.cursor,)


def test_the_answer_of_an_exercise_holds_whatever_the_engine_says() -> None:
    state = drilling.started(exercise(), 7, 3.0)
    solved = drilling.tried(state, 60)
    assert solved.drill is not None
    assert solved.drill.is_solved_at_once
    tempted = drilling.tried(state, 0)
    assert tempted.drill is not None
    assert (tempted.drill.stage, tempted.drill.loss) == (DrillStage.WRONG, 4.5)
    assert tempted.cursor == tempted.drill.node
    for lead, loss in ((3.0, None), (1.0, 4.0)):
        other = after_try(state, 8, lead)
        assert other.drill is not None
        assert (other.drill.stage, other.drill.loss) == (DrillStage.WRONG, loss)
    assert answer_of(drilling.shown(tempted)) == 60, "without having to ask the engine"
    assert drilling.nodes_wanted(drilling.shown(tempted)) == ()


def test_an_exercise_needs_no_engine_to_say_that_a_move_is_not_it() -> None:
    state = drilling.tried(drilling.started(exercise(), 7, 1.0), 8)
    key = key_of(state.tree, state.cursor)
    refused = replace(state, analysis=replace(state.analysis, unanswered=frozenset({key})))
    wrong = drilling.judged(refused)
    assert wrong.drill is not None
    assert (wrong.drill.stage, wrong.drill.loss) == (DrillStage.WRONG, None)


def test_a_record_without_a_marked_move_is_a_problem_at_its_root() -> None:
    drill = exercise("(;SZ[9]AB[ee]AW[cc]PL[W]C[White to live];W[dd];B[de])")
    assert (drill.answers, drill.played, drill.lost) == ((), "", 0.0)
    state = drilling.started(drill, 7, 1.0)
    assert state.to_play is Color.WHITE
    assert state.tree.onward(state.cursor) is None
    assert state.drill is not None
    assert state.drill.played is None


@pytest.mark.parametrize(
    "text",
    [
        "(;SZ[9]AB[ee]AW[cc];W[gg]TE[1])",
        "(;SZ[9]AB[ee]AW[cc];W[gg];B[aa])",
        "(;SZ[9];W[gg]TE[1])",
        "(;SZ[9];B[ee];W[cc];W[gg]TE[1])",
        "(;SZ[9]AB[ee]AW[cc]PL[B];W[gg]TE[1])",
        "(;SZ[9];B[ee];AW[cc]PL[W];W[gg]TE[1])",
    ],
)
def test_white_may_be_the_one_to_move(text: str) -> None:
    drill = exercise(text)
    state = drilling.started(drill, 7, 1.0)
    assert state.to_play is Color.WHITE
    assert drill.answers in ((G3,), ())
    assert drill.key == f"endgame:{drilling.key_of_drill(state.position)}"


@pytest.mark.parametrize(
    "record",
    [
        "(;SZ[9];B[ee];W[]TE[1])",
        "(;SZ[9];B[ee];W[ee]TE[1])",
        "(;SZ[9];B[ee];W[];B[];W[cc]TE[1])",
        "(;SZ[99];B[ee])",
        "(;GM[6];B[ee])",
    ],
)
def test_what_nobody_could_solve_is_left_out_and_counted(record: str) -> None:
    found = exercises.exercises_in(sgf.read(record + ONE), Kind.FILE, "x", TODAY)
    assert found.left_out == 1
    assert [drill.source for drill in found.drills] == ["x, 2"]


def test_every_good_move_beside_the_first_is_right() -> None:
    drill = exercise("(;SZ[9];B[ee](;W[cc]TE[1])(;W[gg]TE[1])(;W[aa]BM[1]V[3]))")
    assert (drill.answers, drill.played, drill.lost) == (("C7", G3), A9, 0.0)
    for action in (20, 60):
        solved = drilling.tried(drilling.started(drill, 7, 1.0), action)
        assert solved.drill is not None
        assert solved.drill.stage is DrillStage.SOLVED
    tempted = drilling.tried(drilling.started(drill, 7, 1.0), 0)
    assert tempted.drill is not None
    assert tempted.drill.stage is DrillStage.JUDGING, "nobody has said what it loses"


@pytest.mark.parametrize(("good", "bad"), [("3", "x"), ("nan", "1"), ("1e999", "1"), ("1", "3")])
def test_scores_that_say_nothing_are_no_loss(good: str, bad: str) -> None:
    text = f"(;SZ[9];B[ee];W[cc](;B[gg]TE[1]V[{good}])(;B[aa]BM[1]V[{bad}]))"
    assert (exercise(text).played, exercise(text).lost) == (A9, 0.0)


def test_words_and_marks_on_the_way_do_not_give_the_answer_away() -> None:
    words = "(;SZ[9]C[asked];B[ee]C[G3 is next]N[G3]TR[gg];W[cc]LB[gg:A](;B[gg]TE[1]))"
    text = exercise(words).sgf
    assert "asked" in text
    assert not any(told in text for told in ("G3", "gg", "LB"))


def test_a_file_is_read_as_far_as_it_can_be_used(tmp_path: Path) -> None:
    file = tmp_path / "many.sgf"
    file.write_text(ONE * (drills.MOST_KEPT + 3))
    found = exercises.load_file(file, TODAY)
    assert (len(found.drills), found.left_out) == (drills.MOST_KEPT, 3)
    odd = tmp_path / "\udcff.sgf"
    odd.write_text(ONE)
    drills.to_text(exercises.load_file(odd, TODAY).drills).encode()
    file.write_text("(;SZ[99])")
    with pytest.raises(SgfError, match=r"^many.sgf: no position to practise in it$"):
        exercises.load_file(file, TODAY)
    file.write_bytes(b" " * 4_100_000)
    with pytest.raises(SgfError, match=r"4\.1 MB: expected 4 MB of problems at most"):
        exercises.load_file(file, TODAY)


def test_an_edit_of_the_record_ends_the_task() -> None:
    state = drilling.started(exercise(), 7, 1.0)
    assert edits.with_tool(state, Tool.BLACK).drill is None
    assert reshape.swapped(state).drill is None
    players = replace(state.setup, black=LEVEL, white=LEVEL)
    assert not replace(state, setup=players).is_ai_turn, "an engine does not solve it"
    assert guessing.can_start(state) is False


def test_every_exercise_that_comes_along_can_be_played_and_differs() -> None:
    keys: list[str] = []
    for kind in drills.EXERCISES:
        found = exercises.load(kind, TODAY).drills
        assert len(found) >= 20, kind
        assert found[0].source == "9x9, 1", "no word of one language"
        for drill in found:
            state = drilling.started(drill, 1, 1.0)
            assert state.drill is not None
            assert drill.lost >= 1
            for action in (*state.drill.answers, state.drill.played):
                assert action is not None
                assert state.position.legal()[action]
        keys += [drill.key for drill in found]
    assert len(set(keys)) == len(keys)


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


def test_each_kind_has_room_of_its_own() -> None:
    known = Drill("known", "(;)", "A1", 5.0, "", TODAY, streak=4)
    fresh = [replace(known, key=str(i), kind=Kind.FILE) for i in range(drills.MOST_KEPT + 9)]
    kept = drills.with_new((known,), fresh)
    assert len(drills.of_kind(kept, Kind.FILE)) == drills.MOST_KEPT
    assert drills.of_kind(kept, Kind.MISTAKE) == (known,)


def test_another_file_throws_nothing_away() -> None:
    one = Drill("solved", "(;)", "", 0.0, "", TODAY, streak=4, kind=Kind.FILE)
    full = tuple(replace(one, key=f"a{i}") for i in range(drills.MOST_KEPT - 1))
    dropped = drills.never_again((replace(one, key="dropped"),), "dropped")
    more = drills.with_new((one, *full, *dropped), [replace(one, key="new")])
    assert more == (one, *full, *dropped), "what is never to come takes no place"


def test_what_is_dropped_stays_dropped_when_found_again() -> None:
    drill = Drill("k", "(;)", "A1", 5.0, "", TODAY)
    dropped = drills.never_again((drill,), "k")
    again = drills.with_new(dropped, [drill])
    assert drills.due(again, TODAY + datetime.timedelta(days=9999)) == ()
    assert drills.next_day(again) is None
    assert drills.from_text(drills.to_text(again)) == again


def test_files_of_earlier_versions_hold_mistakes() -> None:
    drill = Drill("k", "(;)", "A1", 5.0, "", TODAY)
    written = json.loads(drills.to_text((drill,)))
    for later in ("kind", "answers"):
        del written["drills"][0][later]
    assert drills.from_text(json.dumps(written)) == (drill,)


def test_drills_are_kept_as_text_and_damage_is_one_sentence() -> None:
    kept = (Drill("k", "(;SZ[9])", "A1", 5.5, "대국, 3", TODAY, 2),)
    assert drills.from_text(drills.to_text(kept)) == kept
    for text in ("", "[]", "{}", drills.to_text(kept).replace("2026-03-01", "soon")):
        with pytest.raises(ConfigError, match=r"^positions to practise: "):
            drills.from_text(text)
    with pytest.raises(ConfigError, match="format 9: expected 1"):
        drills.from_text('{"format": 9}')


def test_reports_are_those_of_the_task(task: GameState) -> None:
    assert task.analysis.reports.by_key == Reports().by_key, "the old game's reports stay with it"
