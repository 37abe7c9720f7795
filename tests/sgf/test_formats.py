"""Records of game servers; the files here are made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gogame import sgf
from gogame.board.diagram import diagram
from gogame.errors import SgfError
from gogame.sgf.formats import load_any, read_any

GIB = r"""\HS
\[GAMEBLACKLEVEL=26\]
\[GAMEBLACKNAME=김하나 (9D)\]
\[GAMEWHITENAME=two words (3K)\]
\[GAMEPLACE=Tygem Baduk\]
\[GAMEDATE=2026- 3- 5-12-33-20\]
\[GAMETAG=S1,R3,D9,G65,W4,Z0,T30-3-1200,C2026:03:05:05:54,I:one\]
\[GAMEINFOMAIN=GBKIND:3,GTYPE:0,GCDATE:2026- 3- 5,GRLT:1,ZIPSU:105,DUM:0,GONGJE:65,TCNT:4\]
\HE
\GS
2 1 0
119 0 &4
INI 0 1 0 &4
STO 0 2 1 15 3
STO 0 3 2 3 15
SKI 0 4
STO 0 5 2 0 18
\GE
"""
NGF = """Rated game
19
white1         7D*
black2         6K
www.example.com
0
0
6
20260305 [02:34]
10
White wins by resignation !
4
PMABBQEQE
PMACWEQEQ
PMADBAAAA
PMAEWTTTT
"""
UGF = """[Header]
Title=A friendly game
PlayerB=black,2d,B
PlayerW=white,3d,W
Size=19
Hdcp=0,6.5
Date=2026/03/05,10:00
Rules=Japanese
Winner=B,12.5
[Data]
PD,B1,1,12
DP,W1,2,5
YA,B1,3,1
[Figure]
0
"""


def one(text: str | bytes) -> sgf.GameTree:
    trees = read_any(text)
    assert len(trees) == 1
    return trees[0]


def moves(tree: sgf.GameTree) -> list[str]:
    return [
        f"{ident}{node.raw(ident)}"
        for node in tree.main_line()[1:]
        for ident in ("B", "W")
        if ident in node
    ]


def header(tree: sgf.GameTree) -> dict[str, str]:
    return {ident: tree.root.text(ident) or "" for ident in tree.root.properties}


def test_a_game_of_tygem():
    tree = one(GIB)
    assert moves(tree) == ["Bpd", "Wdp", "B", "Was"]
    assert header(tree) == {
        "PB": "김하나", "BR": "9d", "PW": "two words", "WR": "3k", "PC": "Tygem Baduk",
        "DT": "2026-03-05", "TM": "1200", "OT": "3x30 byo-yomi", "RE": "W+R", "KM": "6.5",
        "SZ": "19",
    }  # fmt: skip
    assert sgf.position_at(tree).ply == 4


@pytest.mark.parametrize("charset", ["cp949", "utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_korean_names_in_any_charset(charset):
    name = "이창호" if charset != "gb18030" else "古力"
    data = GIB.replace("김하나", name * 3).encode(charset)
    assert one(data).root.text("PB") == name * 3


def test_points_and_handicap_of_tygem():
    tree = one(GIB.replace("S1,R3,D9,G65,W4,Z0", "S1").replace("INI 0 1 0", "INI 0 1 3"))
    assert tree.root.text("RE") == "W+10.5"
    assert list(tree.root.values("AB")) == ["dd", "pd", "dp"]
    assert tree.root.text("HA") == "3"
    assert one(GIB.replace("R3", "R0").replace("W4", "W7")).root.text("RE") == "B+T"


def test_a_game_of_wbaduk():
    tree = one(NGF)
    assert moves(tree) == ["Bpd", "Wdp", "B", "Wss"]
    assert header(tree) == {
        "GN": "Rated game", "PW": "white1", "WR": "7d", "PB": "black2", "BR": "6k",
        "PC": "www.example.com", "KM": "6.5", "DT": "2026-03-05", "RE": "W+R", "SZ": "19",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("Black win by 5.5 points!", "B+5.5"),
        ("white lose on time", "B+T"),
        ("흑 불계승", "B+R"),
        ("백 3.5집승", "W+3.5"),
        ("백 시간승", "W+T"),
        ("unknown", None),
    ],
)
def test_results_of_wbaduk(words, result):
    text = NGF.replace("White wins by resignation !", words)
    assert one(text).root.text("RE") == result


def test_a_handicap_game_of_wbaduk_has_the_komi_that_it_names():
    tree = one(NGF.replace("\n0\n0\n6\n", "\n2\n0\n0\n").encode("euc-kr"))
    assert (tree.root.text("HA"), tree.root.text("KM")) == ("2", "0")
    assert list(tree.root.values("AB")) == ["pd", "dp"]


def test_a_game_of_pandanet():
    tree = one(UGF)
    assert moves(tree) == ["Bpp", "Wdd", "B"]
    assert header(tree) == {
        "GN": "A friendly game", "PB": "black", "BR": "2d", "PW": "white", "WR": "3d",
        "KM": "6.5", "DT": "2026-03-05", "RU": "Japanese", "RE": "B+12.5", "SZ": "19",
    }  # fmt: skip
    stones = one(UGF.replace("Hdcp=0", "Hdcp=2").replace("PD,B1,1", "DP,B1,0\nPD,B1,0"))
    assert list(stones.root.values("AB")) == ["dd", "pp"]


def test_a_drawn_board():
    position = sgf.position_at(one("(;SZ[5];B[aa];W[bb];B[cc])"))
    tree = one(diagram(position))
    assert sgf.position_at(tree).grid.tobytes() == position.grid.tobytes()
    wiki = "$$B Title\n$$ ----\n$$ | . X . O |\n$$ | O , . X |\n$$ ----"
    assert sgf.position_at(one(wiki)).grid.tolist() == [[0, 1, 0, 2], [2, 0, 0, 1]]


def test_sgf_stays_sgf(tmp_path: Path):
    text = r"(;SZ[9]C[\\HS is no GIB, PMABBQEQE no NGF];B[aa])"
    assert moves(one(text)) == ["Baa"]
    path = tmp_path / "game.gib"
    path.write_text(text)
    assert moves(load_any(path)[0]) == ["Baa"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GIB.replace("15 3", "15"), "GIB line 14: move 'STO 0 2 1 15': expected"),
        (GIB.replace("15 3", "19 3"), "GIB line 14: point 20, 4: expected 1 to 19"),
        (GIB.partition("STO")[0], "GIB file without a move"),
        (NGF.replace("PMABBQEQE", "PMABBZEZE"), "NGF line 13: point 25, 4"),
        (NGF.replace("PMACWEQEQ", "PMACX"), "NGF line 14: move 'PMACX': expected"),
        (NGF.replace("\n19\n", "\n40\n"), "NGF line 2: board size 40: expected 2 to 19"),
        (UGF.replace("DP,W1,2,5", "DP;W1"), "UGF line 12: move 'DP;W1': expected"),
        (UGF.replace("Size=19", "Size=x"), "UGF line 5: board size 0"),
        ("hello", "no SGF game found"),
    ],
)
def test_a_damaged_file_is_one_line_that_says_where(tmp_path, text, message):
    path = tmp_path / "bad"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SgfError, match=message.replace("(", r"\(")) as caught:
        load_any(path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


@given(st.sampled_from([GIB, NGF, UGF]), st.data())
def test_nothing_but_sgf_errors_comes_of_damage(text, data):
    at = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 30))
    junk = data.draw(st.text(max_size=5))
    try:
        trees = read_any(text[:at] + junk + text[at + cut :])
    except SgfError:
        return
    for tree in trees:
        sgf.read(sgf.write(tree))
