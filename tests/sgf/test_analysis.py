"""Analyses in SGF: what is written is read again, and what is damaged is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame.board.coords import Color
from gogame.errors import SgfError
from gogame.sgf import GameTree, Node, read, write
from gogame.sgf.analysis import (
    Candidate,
    NodeAnalysis,
    analysis_of,
    from_values,
    origin_of,
    ownership_of,
    ownership_text,
    put_analysis,
    put_origin,
    to_values,
)

SHAPES = st.tuples(st.integers(2, 19), st.integers(2, 19))
SHARES = st.floats(0, 1)
SCORES = st.floats(-400, 400)


@st.composite
def analyses(draw: st.DrawFn) -> tuple[NodeAnalysis, int, int]:
    height, width = draw(SHAPES)
    actions = st.integers(0, height * width)
    candidates = st.builds(
        lambda visits, winrate, score, prior, pv: Candidate(
            pv[0], visits, winrate, score, prior, tuple(pv)
        ),
        st.integers(0, 10**9),
        SHARES,
        SCORES,
        SHARES,
        st.lists(actions, min_size=1, max_size=10),
    )
    size = height * width
    owner = st.none() | st.lists(st.floats(-1, 1), min_size=size, max_size=size).map(tuple)
    analysis = NodeAnalysis(
        draw(st.sampled_from(Color)),
        draw(st.integers(0, 10**9)),
        draw(SHARES),
        draw(SCORES),
        tuple(draw(st.lists(candidates, max_size=5))),
        draw(owner),
    )
    return analysis, height, width


@given(analyses())
def test_written_and_read_is_the_same_but_for_rounding(
    given: tuple[NodeAnalysis, int, int],
) -> None:
    analysis, height, width = given
    node = Node()
    put_analysis(node, analysis, height, width)
    root = read(write(GameTree(node)))[0].root
    found = analysis_of(root, height, width)
    assert found is not None
    assert (found.to_play, found.visits) == (analysis.to_play, analysis.visits)
    assert found.winrate_black == pytest.approx(analysis.winrate_black, abs=1e-4)
    assert found.score_black == pytest.approx(analysis.score_black, abs=1e-2)
    assert [move.pv for move in found.moves] == [move.pv for move in analysis.moves]
    assert [move.prior for move in found.moves] == pytest.approx(
        [move.prior for move in analysis.moves], abs=1e-4
    )
    owner = analysis.ownership_black
    assert found.ownership_black == (owner and pytest.approx(owner, abs=1 / 59))
    values = to_values(found, height, width)
    assert from_values(*values, height, width) == found


def test_the_properties_of_other_programs_are_as_sabaki_writes_them() -> None:
    node = Node()
    put_analysis(node, NodeAnalysis(Color.WHITE, 3, 0.53426, -0.001), 9, 9)
    assert node.raw("SBKV") == "53.43"
    assert node.raw("SBKS") == "0.00"
    assert node.values("GGA") == ["1 W 3 0.5343 0.00"]
    assert "GGO" not in node


def test_the_document_shows_real_values() -> None:
    found = from_values(["1 W 400 0.5343 -2.10", "231 0.5401 -1.80 0.3120 ddpcqp"], "", 19, 19)
    assert (found.to_play, found.visits, found.winrate_black) == (Color.WHITE, 400, 0.5343)
    assert found.moves == (Candidate(60, 231, 0.5401, -1.8, 0.312, (60, 53, 301)),)
    assert ownership_of("0Uy", 3) == (-1.0, 0.0, 1.0)
    assert ownership_text([-1.0, 0.01, 1.0]) == "0Uy"


def test_a_node_without_analysis_has_none() -> None:
    assert analysis_of(Node(), 9, 9) is None


@pytest.mark.parametrize(
    ("values", "ownership", "message"),
    [
        (["2 B 10 0.5 0.0"], None, "version '2': expected 1"),
        (["1 B 10 0.5"], None, "expected version, player"),
        (["1 X 10 0.5 0.0"], None, "expected version, player"),
        (["1 B -10 0.5 0.0"], None, "'-10': expected a number of visits"),
        (["1 B 10 1.5 0.0"], None, "'1.5': expected a share"),
        (["1 B 10 nan 0.0"], None, "'nan': expected a number"),
        (["1 B 10 0.5 1e9"], None, "'1e9': expected a number"),
        (["1 B 10 0.5 0.0", "1 0.5 0.0 0.1"], None, "expected visits, winrate"),
        (["1 B 10 0.5 0.0", "1 0.5 0.0 0.1 aab"], None, "expected visits, winrate"),
        (["1 B 10 0.5 0.0", "1 0.5 0.0 0.1 jj"], None, "outside the 9x9 board"),
        (["1 B 10 0.5 0.0"], "UUU", "3 characters: expected 81"),
        (["1 B 10 0.5 0.0"], "~" * 81, "expected 81 of"),
        (["1 B 10 0.5 0.0"] * 500, None, "500 values"),
    ],
)
def test_damage_is_refused(values: list[str], ownership: str | None, message: str) -> None:
    with pytest.raises(SgfError, match=message.replace("(", r"\(")):
        from_values(values, ownership, 9, 9)


def test_origin() -> None:
    root = Node()
    assert origin_of(root) is None
    put_origin(root, "abc-1", "nine [bf16], 400 visits")
    tree = read(write(GameTree(root)))[0]
    assert origin_of(tree.root) == ("abc-1", "nine [bf16], 400 visits")
