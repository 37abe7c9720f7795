"""Verdicts on the moves of a line, and what the report of the window says about them."""

from __future__ import annotations

from dataclasses import replace

import pytest

import gui.game.transitions as transitions
from gogame.board.coords import Color
from gogame.board.variant import standard
from gogame.review.judged import judge_line
from gogame.review.line import line_of
from gogame.review.summary import of_player
from gogame.sgf import read
from gogame.sgf.analysis import NodeAnalysis
from gogame.verdict import MoveClass, Phase
from gui.analysis.performance import judged_moves, mistakes, next_mistake, performance_of
from gui.files.game_files import parse_game, state_of
from gui.files.kept_analysis import reports_of, with_analysis
from gui.game.reports import Candidate, PositionReport, Reports, keys_of
from gui.game.state import HUMAN, GameSetup, GameState
from tests.review.fakes import analysis_by

GAME = "(;SZ[9]KM[7]RU[Chinese];B[ee];W[ec];B[gg];W[cc];B[gc])"
SCORES = (0.0, -2.0, 5.0, 4.8, 11.0, 3.0)


def analysed() -> GameState:
    state = state_of(parse_game(GAME), 1, None)
    keys = keys_of(state.tree, state.cursor)
    path = state.tree.path(state.cursor)
    reports: dict[int, PositionReport] = {}
    for key, node, score in zip(keys, path, SCORES, strict=True):
        move = state.tree[node].move
        following = [state.tree[child].move for child in state.tree[node].children]
        best = 8 if move is None or not following[0:1] else 9
        candidates = (
            Candidate(best, 60, 0.5 + score / 100, score, 0.3, (best,)),
            Candidate(24, 20, 0.5, score - 1.0, 0.1, (24,)),
        )
        reports[key] = PositionReport(100, 0.5 + score / 100, score, candidates)
    analysis = replace(state.analysis, reports=Reports().with_reports(reports))
    return replace(state, analysis=analysis)


def test_moves_are_judged_between_two_analyses():
    moves = judged_moves(analysed())
    assert [move.number for move in moves] == [1, 2, 3, 4, 5]
    assert [round(move.verdict.points_lost, 1) for move in moves] == [2.0, 7.0, 0.2, 6.2, 8.0]
    assert [move.verdict.move_class for move in moves][:3] == [
        MoveClass.INACCURACY,
        MoveClass.BLUNDER,
        MoveClass.EXCELLENT,
    ]
    assert moves[0].best == 8


def test_unknown_positions_are_not_judged():
    state = analysed()
    keys = keys_of(state.tree, state.cursor)
    left = {key: report for key, report in state.analysis.reports.by_key.items() if key != keys[2]}
    state = replace(state, analysis=replace(state.analysis, reports=Reports(left)))
    assert [move.number for move in judged_moves(state)] == [1, 4, 5]


def test_mistakes_are_sorted_by_loss_and_walked_through_in_order():
    moves = judged_moves(analysed())
    assert [move.number for move in mistakes(moves, 3.0)] == [5, 2, 4]
    assert [move.number for move in mistakes(moves, 7.5)] == [5]
    following = next_mistake(moves, 2, 3.0, step=1)
    before = next_mistake(moves, 2, 1.0, step=-1)
    assert (following and following.place, before and before.place) == (4, 1)
    assert next_mistake(moves, 5, 3.0, step=1) is None


def test_the_engines_own_move_is_no_mistake():
    state = analysed()
    keys = keys_of(state.tree, state.cursor)
    move = state.tree[state.tree.path(state.cursor)[2]].move
    assert move is not None
    report = state.analysis.reports.by_key[keys[1]]
    best = replace(report.candidates[0], action=move.action)
    changed = {**state.analysis.reports.by_key, keys[1]: replace(report, candidates=(best,))}
    state = replace(state, analysis=replace(state.analysis, reports=Reports(changed)))
    assert [one.number for one in mistakes(judged_moves(state), 3.0)] == [5, 4]


def test_the_report_says_what_gogame_engine_review_says():
    """The same analyses make the same figures, by player and phase."""
    line = line_of(read(GAME)[0])
    analyses: dict[int, NodeAnalysis] = {
        index: analysis_by(SCORES[index], step.position)
        for index, step in enumerate(line.steps)
        if step.position is not None
    }
    review = judge_line(line, analyses, "judge")
    state = state_of(parse_game(GAME), 1, None)
    keys = keys_of(state.tree, state.cursor)
    reports = {
        keys[index]: PositionReport(
            kept.visits,
            kept.winrate_black,
            kept.score_black,
            tuple(
                Candidate(c.action, c.visits, c.winrate_black, c.score_black, c.prior, c.pv)
                for c in kept.moves
            ),
        )
        for index, kept in analyses.items()
    }
    state = replace(
        state, analysis=replace(state.analysis, reports=Reports().with_reports(reports))
    )
    performance = performance_of(state, judged_moves(state))
    assert (performance.judged, performance.played) == (5, 5)
    for color in Color:
        assert performance.whole[color] == of_player(review, color)
        for phase in Phase:
            assert performance.phases[color, phase] == of_player(review, color, phase)
    assert performance.whole[Color.BLACK].accuracy is not None


def test_analyses_are_kept_in_the_record_and_read_again():
    state = analysed()
    kept = with_analysis(state)
    assert with_analysis(replace(state, analysis=replace(state.analysis, reports=Reports()))).tree
    root = dict(kept.tree[0].properties)
    assert root["SBKV"] == ("50.00",)
    assert root["GGA"][0].startswith("1 B 100 ")
    found, problem = reports_of(kept.tree)
    assert problem == ""
    assert set(found) == set(state.analysis.reports.by_key)
    for key, report in state.analysis.reports.by_key.items():
        assert found[key].score_black == pytest.approx(report.score_black)
        assert [c.action for c in found[key].candidates] == [c.action for c in report.candidates]


def test_ownership_survives_with_a_thirtieth():
    state = transitions.new_game(GameSetup(standard(9, "chinese"), white=HUMAN), 1)
    owners = bytes(range(40, 121))
    report = PositionReport(10, 0.5, 0.0, ownership=owners)
    key = keys_of(state.tree, 0)[0]
    analysis = replace(state.analysis, reports=Reports({key: report}))
    found, _ = reports_of(with_analysis(replace(state, analysis=analysis)).tree)
    read_again = found[key].ownership
    assert read_again is not None
    assert max(abs(a - b) for a, b in zip(read_again, owners, strict=True)) <= 2


def test_damaged_analyses_are_left_out_with_a_word():
    state = with_analysis(analysed())
    tree = state.tree.changed(0, state.tree[0].with_values({"GGA": ("1 B what",)}))
    found, problem = reports_of(tree)
    assert len(found) == 5
    assert "left out" in problem
    assert "GGA" in problem


def test_an_engine_without_points_leaves_its_chances():
    state = analysed()
    reports = {
        key: replace(report, has_score=False)
        for key, report in state.analysis.reports.by_key.items()
    }
    kept = with_analysis(replace(state, analysis=replace(state.analysis, reports=Reports(reports))))
    root = dict(kept.tree[0].properties)
    assert "SBKV" in root
    assert not {"SBKS", "GGA"} & set(root)
