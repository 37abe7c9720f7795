from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame import sgf
from gogame.board.coords import BLACK, WHITE, Color
from gogame.errors import SgfError
from gogame.sgf import analysis
from gogame.sgf.symmetry import Symmetry, point_of, transformed, with_colors_swapped

GAME = """(;GM[1]SZ[7:5]KM[6.5]HA[2]PB[Kim]PW[Lee]BR[3d]RE[B+3.5]AB[aa][bb:cc]AW[ge]PL[W]C[aa stays]
;W[ca]BL[30]TR[aa]SQ[gd:ge]LB[ab:ab][ba:1]AR[aa:ge]LN[ba:ca]DD[aa:bb]TB[fa]TW[fb]VW[]
SBKV[62.50]SBKS[1.5]XX[aa];B[](;W[tt])(;W[zz]))"""
TWICE = (
    Symmetry.TURN_HALF,
    Symmetry.MIRROR_LEFT_RIGHT,
    Symmetry.MIRROR_UP_DOWN,
    Symmetry.TRANSPOSE,
    Symmetry.TRANSPOSE_OTHER,
)


def game(text: str = GAME) -> sgf.GameTree:
    return sgf.read(text)[0]


def content(tree: sgf.GameTree) -> list[dict[str, list[str]]]:
    """Returns every node; rectangles are the same from either corner."""

    def raw(value: str) -> str:
        first, colon, last = value.partition(":")
        is_rectangle = bool(colon) and len(first) == len(last) == 2
        return f"{min(first, last)}:{max(first, last)}" if is_rectangle else value

    return [
        {ident: sorted(raw(value) for value in values) for ident, values in node.properties.items()}
        for node in tree.nodes()
    ]


@pytest.mark.parametrize("symmetry", Symmetry)
def test_doing_it_often_enough_gives_the_game_back(symmetry):
    tree = game()
    for _ in range(2 if symmetry in TWICE else 4):
        tree = transformed(tree, symmetry)
    assert [n | {"LB": 0, "AR": 0, "LN": 0} for n in content(tree)] == [
        n | {"LB": 0, "AR": 0, "LN": 0} for n in content(game())
    ]
    node = tree.root.children[0]
    for ident in ("LB", "AR", "LN"):
        assert node.values(ident) == game().root.children[0].values(ident)


def test_left_undoes_right():
    back = transformed(transformed(game(), Symmetry.TURN_RIGHT), Symmetry.TURN_LEFT)
    assert content(back) == content(game())


@pytest.mark.parametrize("symmetry", Symmetry)
def test_positions_turn_with_the_board(symmetry):
    tree = game()
    turned = transformed(tree, symmetry)
    for old, new in zip(tree.nodes(), turned.nodes(), strict=True):
        before = sgf.position_at(tree, old)
        after = sgf.position_at(turned, new)
        assert after.to_play == before.to_play
        for point in range(35):
            where = point_of(symmetry, point, 5, 7)
            assert after.color_at(where) == before.color_at(point)


def test_a_quarter_turn_puts_the_upper_left_corner_to_the_right():
    turned = transformed(game(), Symmetry.TURN_RIGHT)
    assert turned.root.raw("SZ") == "5:7"
    node = turned.root.children[0]
    assert node.raw("W") == "ec"
    assert list(node.values("LB")) == ["da:ab", "eb:1"]
    assert node.raw("XX") == "aa"
    assert turned.root.raw("C") == "aa stays"
    assert turned.leaf.raw("W") == "tt"


def test_texts_and_passes_stay_and_nothing_changes_in_the_game_given():
    tree = game()
    transformed(tree, Symmetry.TRANSPOSE)
    with_colors_swapped(tree)
    assert content(tree) == content(game())


def test_colours_are_exchanged_everywhere():
    swapped = with_colors_swapped(game())
    root, node = swapped.root, swapped.root.children[0]
    assert (root.text("PW"), root.text("WR"), root.text("RE")) == ("Kim", "3d", "W+3.5")
    assert (root.raw("KM"), root.raw("PL")) == ("-6.5", "B")
    assert list(root.values("AW")) == ["aa", "bb:cc"]
    assert (node.raw("B"), node.raw("WL"), node.raw("TW")) == ("ca", "30", "fa")
    assert (node.raw("SBKV"), node.raw("SBKS")) == ("37.5", "-1.5")
    before = sgf.position_at(game())
    after = sgf.position_at(swapped)
    other = {BLACK: WHITE, WHITE: BLACK, 0: 0}
    assert [other[before.color_at(p)] for p in range(35)] == [after.color_at(p) for p in range(35)]
    twice = content(with_colors_swapped(swapped))
    wanted = content(game())
    wanted[1]["SBKV"] = ["62.5"]
    assert twice == wanted


def analysed() -> sgf.GameTree:
    tree = game("(;SZ[5];B[aa])")
    line = (1, 25, 7)
    kept = analysis.NodeAnalysis(
        Color.WHITE,
        90,
        0.625,
        -1.25,
        (analysis.Candidate(1, 80, 0.6, -1.5, 0.25, line),),
        tuple((p - 12) / 12 for p in range(25)),
    )
    analysis.put_analysis(tree.root.children[0], kept, 5, 5)
    return tree


def test_analyses_turn_and_change_sides_too():
    turned = transformed(analysed(), Symmetry.MIRROR_LEFT_RIGHT).root.children[0]
    report = analysis.analysis_of(turned, 5, 5)
    assert report is not None
    assert report.moves[0].pv == (3, 25, 7)
    assert report.ownership_black is not None
    assert report.ownership_black[4] == -1.0
    swapped = analysis.analysis_of(with_colors_swapped(analysed()).root.children[0], 5, 5)
    assert swapped is not None
    assert (swapped.to_play, swapped.winrate_black, swapped.score_black) == (
        Color.BLACK,
        0.375,
        1.25,
    )
    assert (swapped.moves[0].winrate_black, swapped.moves[0].score_black) == (0.4, 1.5)
    assert swapped.ownership_black is not None
    assert swapped.ownership_black[0] == 1.0
    again = with_colors_swapped(with_colors_swapped(analysed()))
    assert again.root.children[0].values("GGA") == analysed().root.children[0].values("GGA")


def test_a_cylinder_is_not_laid_on_its_side():
    tree = game('(;SZ[5]GG[{"shape": "cylinder"}];B[aa])')
    assert transformed(tree, Symmetry.TURN_HALF).leaf.raw("B") == "ee"
    with pytest.raises(SgfError, match="expected a half turn or a mirroring"):
        transformed(tree, Symmetry.TURN_LEFT)


@given(st.integers(2, 19), st.integers(2, 19), st.sampled_from(Symmetry))
def test_points_go_to_different_points(height, width, symmetry):
    found = {point_of(symmetry, point, height, width) for point in range(height * width + 1)}
    assert found == set(range(height * width + 1))
