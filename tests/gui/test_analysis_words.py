"""What labels say, where an analysis looks, estimates: all without Qt."""

from __future__ import annotations

from dataclasses import replace

import pytest

import gui.game.transitions as transitions
from gogame.board.coords import BLACK, EMPTY, WHITE, Color
from gogame.board.variant import standard
from gui.analysis.estimate import estimate_of, ownership_change
from gui.analysis.labels import (
    DEFAULT_LABELS,
    Label,
    by_metric,
    label_text,
    labels_from_text,
    labels_to_text,
)
from gui.game.focus import NO_FOCUS, Focus, rectangle
from gui.game.reports import (
    NOBODY,
    SURE,
    Candidate,
    Metric,
    PositionReport,
    Reports,
    ownership_bytes,
    with_extras,
)
from gui.game.state import HUMAN, GameSetup

BEST = Candidate(10, 1200, 0.6, 3.0, 0.4, lcb_black=0.55)
WORSE = Candidate(11, 90, 0.52, 1.46, 0.05)
REPORT = PositionReport(1300, 0.6, 3.0, (BEST, WORSE))


@pytest.mark.parametrize(
    ("label", "black", "white"),
    [
        (Label.SCORE, "+1.5", "-1.5"),
        (Label.SCORE_LOSS, "-1.5", "+1.5"),
        (Label.WINRATE, "52%", "48%"),
        (Label.WINRATE_LOSS, "-8.0%", "+8.0%"),
        (Label.VISITS, "90", "90"),
        (Label.PRIOR, "5%", "5%"),
        (Label.LCB, "–", "–"),
    ],
)
def test_each_label_is_seen_by_the_player_to_play(label, black, white):
    assert label_text(label, WORSE, REPORT, Color.BLACK) == black
    assert label_text(label, WORSE, REPORT, Color.WHITE) == white


def test_the_bound_is_shown_where_it_is_known():
    assert label_text(Label.LCB, BEST, REPORT, Color.BLACK) == "55%"
    assert label_text(Label.LCB, BEST, REPORT, Color.WHITE) == "45%"


def test_an_engine_without_points_says_chances():
    report = replace(REPORT, has_score=False)
    assert label_text(Label.SCORE, WORSE, report, Color.BLACK) == "52%"
    assert label_text(Label.SCORE_LOSS, WORSE, report, Color.BLACK) == "-8.0%"


def test_labels_are_kept_as_words():
    labels = (Label.WINRATE, Label.PRIOR, Label.LCB)
    assert labels_from_text(labels_to_text(labels)) == labels
    assert labels_from_text("visits,nonsense,visits,score,prior,lcb") == (
        Label.VISITS,
        Label.SCORE,
        Label.PRIOR,
    )
    assert labels_from_text("") == DEFAULT_LABELS


def test_labels_follow_the_metric_unless_they_speak_of_both():
    assert by_metric(DEFAULT_LABELS, Metric.WINRATE) == (Label.WINRATE, Label.VISITS)
    assert by_metric((Label.WINRATE_LOSS,), Metric.SCORE) == (Label.SCORE_LOSS,)
    both = (Label.SCORE, Label.WINRATE)
    assert by_metric(both, Metric.WINRATE) == both
    assert by_metric((Label.VISITS,), Metric.WINRATE) == (Label.VISITS,)


def test_extra_candidates_join_and_outlive_a_deeper_search():
    extra = Candidate(30, 50, 0.4, -2.0, is_extra=True)
    deeper = Candidate(11, 500, 0.5, 1.0, is_extra=True)
    joined = with_extras(REPORT, (extra, deeper))
    assert [c.action for c in joined.candidates] == [10, 11, 30]
    assert joined.candidates[1].visits == 500
    reports = Reports().with_reports({7: joined}).with_reports({7: replace(REPORT, visits=9000)})
    kept = reports.of(7)
    assert kept is not None
    assert (kept.visits, [c.action for c in kept.candidates]) == (9000, [10, 11, 30])
    assert with_extras(REPORT, (Candidate(11, 80, 0.5),)) is REPORT, "fewer visits say less"


def test_the_policy_outlives_a_report_without_it():
    policy = (0.5, 0.5)
    reports = Reports().with_reports({1: PositionReport(1, 0.5, policy=policy)})
    kept = reports.with_reports({1: PositionReport(9, 0.6)}).of(1)
    assert kept is not None
    assert (kept.visits, kept.policy) == (9, policy)


def test_a_focus_names_free_points_only():
    state = transitions.play(
        transitions.new_game(GameSetup(standard(9, "chinese"), white=HUMAN), 1), 40
    )
    corner = rectangle(9, 20, 0)
    assert corner == frozenset({0, 1, 2, 9, 10, 11, 18, 19, 20})
    assert NO_FOCUS.limits(state.position) == ((), ())
    region = Focus(region=corner | {40})
    assert region.limits(state.position) == (tuple(sorted(corner)), ())
    assert replace(region, avoided=frozenset({0})).limits(state.position)[0][0] == 1
    assert replace(region, allowed=frozenset({1, 80})).limits(state.position) == ((1,), ())
    assert Focus(avoided=frozenset({40, 3})).limits(state.position) == ((), (3,))


def test_a_focus_has_reports_of_its_own():
    assert NO_FOCUS.key(5) == 5
    near = NO_FOCUS.toggled_avoided(3)
    assert near.key(5) not in (5, near.key(6), NO_FOCUS.toggled_allowed(3).key(5))
    assert not near.toggled_avoided(3).is_on
    assert near.toggled_allowed(3) == Focus(allowed=frozenset({3}))


def _owned(state, *black: int, white: tuple[int, ...] = ()) -> bytes:
    values = [0.0] * state.variant.num_points
    for point in black:
        values[point] = 0.9
    for point in white:
        values[point] = -0.9
    return ownership_bytes(tuple(values))


def test_an_estimate_counts_as_the_rules_say():
    chinese = transitions.new_game(GameSetup(standard(9, "chinese", komi=7.5), white=HUMAN), 1)
    for point in (40, 0, 41, 1):
        chinese = transitions.play(chinese, point)
    owned = _owned(chinese, 40, 41, 42, 0, white=(1, 2))
    area = estimate_of(chinese.position, owned)
    assert (area.black_points, area.white_points) == (4, 9.5)
    assert area.lead_black == -5.5
    assert (area.owner[42], area.owner[2], area.owner[80]) == (BLACK, WHITE, EMPTY)
    japanese = transitions.new_game(GameSetup(standard(9, "japanese", komi=6.5), white=HUMAN), 1)
    for point in (1, 0, 9):  # takes a stone
        japanese = transitions.play(japanese, point)
    for point in (40, 41):
        japanese = transitions.play(japanese, point)
    owned = _owned(japanese, 1, 9, 0, 40, white=(5,))
    territory = estimate_of(japanese.position, owned)
    assert territory.black_points == 1 + 1 + 2, "a point, a prisoner, a doomed stone"
    assert territory.white_points == 1 + 6.5


def test_the_change_of_ownership_goes_up_for_black():
    before = bytes([NOBODY, NOBODY - SURE, NOBODY + 50])
    after = bytes([NOBODY + 30, NOBODY + SURE, NOBODY])
    assert list(ownership_change(before, after)) == [NOBODY + 30, NOBODY + SURE, NOBODY - 50]
