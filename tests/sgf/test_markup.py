from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame import sgf
from gogame.board.coords import Color
from gogame.diagram import Mark
from gogame.sgf.markup import Markup, markup_of, markup_values

POINTS = st.integers(0, 80)
PAIRS = st.sets(st.tuples(POINTS, POINTS).filter(lambda pair: pair[0] != pair[1]), max_size=5)


def tuples(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.dictionaries(POINTS, strategy, max_size=8).map(lambda d: tuple(sorted(d.items())))


MARKUP = st.builds(
    Markup,
    shapes=tuples(st.sampled_from(Mark)),
    labels=tuples(st.text("Ab1:]\\가 ", min_size=1, max_size=4).map(str.strip).filter(bool)),
    arrows=PAIRS.map(lambda pairs: tuple(sorted(pairs))),
    lines=PAIRS.map(lambda pairs: tuple(sorted(pairs))),
    territory=tuples(st.sampled_from(Color)),
    dimmed=st.sets(POINTS, max_size=5).map(lambda points: tuple(sorted(points))),
    selected=st.sets(POINTS, max_size=5).map(lambda points: tuple(sorted(points))),
)


@given(MARKUP)
def test_markup_round_trips_through_an_sgf_text(markup):
    root = sgf.Node()
    for ident, raw in markup_values(markup, 9, 9).items():
        root.set_values(ident, raw)
    again = sgf.read(sgf.write(sgf.GameTree(root)))[0].root
    assert markup_of(again.properties, 9, 9) == markup


def test_everything_that_a_file_draws_is_read():
    node = sgf.read(
        "(;SZ[9]TR[aa][bb:cc]SQ[ia]CR[ib]MA[ic]LB[ee:A][ff:2][gg:]AR[aa:ii]LN[ai:ia][aa:aa]"
        "TB[da]TW[db:dc]SL[hh]DD[gg:hh])"
    )[0].root
    markup = markup_of(node.properties, 9, 9)
    shapes = dict(markup.shapes)
    assert [shapes[p] for p in (0, 10, 11, 19, 20)] == [Mark.TRIANGLE] * 5
    assert [shapes[p] for p in (8, 17, 26)] == [Mark.SQUARE, Mark.CIRCLE, Mark.CROSS]
    assert markup.labels == ((40, "A"), (50, "2"))
    assert markup.arrows == ((0, 80),)
    assert markup.lines == ((72, 8),)
    assert markup.territory == ((3, Color.BLACK), (12, Color.WHITE), (21, Color.WHITE))
    assert markup.dimmed == (60, 61, 69, 70)
    assert markup.selected == (70,)


def test_dimming_ends_where_a_file_says_so():
    assert markup_of({"DD": ("",)}, 9, 9).clears_dimmed
    assert markup_values(Markup(clears_dimmed=True), 9, 9)["DD"] == ("",)
    assert not markup_of({}, 9, 9).clears_dimmed


@pytest.mark.parametrize("raw", ["", "zz", "a", "a:", "tt:A", ":::"])
def test_values_that_are_no_points_are_left_out(raw):
    assert markup_of({"LB": (raw,), "AR": (raw,), "TR": (raw,)}, 9, 9) == Markup()


def test_a_second_click_takes_a_mark_away():
    markup = Markup().toggled(3, Mark.CROSS)
    assert markup.shapes == ((3, Mark.CROSS),)
    assert markup.toggled(3, Mark.CIRCLE).shapes == ((3, Mark.CIRCLE),)
    assert markup.toggled(3, Mark.CROSS) == Markup()
    assert Markup().toggled_line(1, 2).toggled_line(2, 1) == Markup()
    assert Markup().toggled_arrow(1, 2).toggled_arrow(2, 1).arrows == ((1, 2), (2, 1))
    assert Markup().toggled_dim(4).dimmed == (4,)
    full = markup.with_label(3, "A").toggled_arrow(3, 4).toggled_line(5, 3).toggled_dim(3)
    assert full.without(3) == Markup()


def test_letters_and_numbers_go_on_where_there_is_a_gap():
    markup = Markup().with_label(0, "A").with_label(1, "C").with_label(2, "1")
    assert markup.next_letter() == "B"
    assert markup.next_number() == "2"
    assert markup.with_label(0, " ").labels == ((1, "C"), (2, "1"))
