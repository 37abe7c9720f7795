from __future__ import annotations

import re

import pytest

from gogame.errors import SgfError
from gogame.sgf import GameTree, read, write
from gogame.sgf.grammar import MAX_WARNINGS


def shape(text: str) -> str:
    """Returns a short picture of the only game of a text: properties and brackets."""
    (tree,) = read(text)
    assert isinstance(tree, GameTree)
    body = write(tree).replace("\n", "")
    return body[body.index("]AP[") :].partition("]")[2].partition("]")[2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(;)", ")"),
        ("(;B[aa])", "B[aa])"),
        ("(;;;)", ";;)"),
        ("(;B[aa];W[bb])", "B[aa];W[bb])"),
        ("(;B[aa](;W[bb])(;W[cc];B[dd]))", "B[aa](;W[bb])(;W[cc];B[dd]))"),
        ("(;AB[aa][bb] [cc]\n[dd])", "AB[aa][bb][cc][dd])"),
        ("( ; B [aa] ; W\n[bb] )", "B[aa];W[bb])"),
        ("(;C[a \\] b \\\\])", "C[a \\] b \\\\])"),
        ("(;C[(;B[aa\\])])", "C[(;B[aa\\])])"),
        ("(;XYZ9[unknown\\:: bytes \t kept])", "XYZ9[unknown\\:: bytes \t kept])"),
        ("(;C[]B[])", "C[]B[])"),
        ("(;B[aa](;W[bb]))", "B[aa];W[bb])"),
        ("\ufeff(;B[aa])", "B[aa])"),
        ("(\x00;\x00B\x00[aa]\x00)\x00", "B[aa])"),
        ("(;C[a\x00b])", "C[a\x00b])"),
    ],
)
def test_texts_without_fault(text: str, expected: str) -> None:
    assert shape(text) == expected
    assert read(text)[0].warnings == []


@pytest.mark.parametrize(
    ("text", "expected", "warning"),
    [
        ("hello (;B[aa])", "B[aa])", "text before the game"),
        ("(;B[aa]) bye", "B[aa])", "line 1, offset 8: text after the game"),
        ("(;B[aa];W[bb]", "B[aa];W[bb])", "ends before 1 closing"),
        ("(;B[aa](;W[bb](;B[cc]", "B[aa];W[bb];B[cc])", "ends before 3 closing"),
        ("(;GaMe[1]White[aa])", "W[aa])", "property GaMe read as GM"),
        ("(;c[small])", "C[small])", "property c read as C"),
        ("(;B[aa]B[bb])", "B[aa][bb])", "property B twice"),
        ("(B[aa];W[bb])", "B[aa];W[bb])", "node without its ';'"),
        ("(;B[aa](W[bb])(;W[cc]))", "B[aa](;W[bb])(;W[cc]))", "node without its ';'"),
        ("(;B[aa]()(;W[bb]))", "B[aa];W[bb])", "empty variation"),
        ("(;B[aa](;W[bb]);W[cc])", "B[aa](;W[bb])(;W[cc]))", "node behind a variation"),
        ("(;B[aa];C[no end", "B[aa];C[no end])", "without its closing ']'"),
        ("(;B[aa];C[no end\\", "B[aa];C[no end])", "without its closing ']'"),
        ("(;AB[aa][b", "AB[aa][b])", "without its closing ']'"),
        ("((;B[aa]))", "B[aa])", "text before the game"),
    ],
)
def test_faults_of_real_programs_are_read_over(text: str, expected: str, warning: str) -> None:
    assert shape(text) == expected
    assert warning in " ".join(read(text)[0].warnings)


@pytest.mark.parametrize(
    ("text", "message", "offset"),
    [
        ("", "no SGF game found", 0),
        ("hello", "no SGF game found", 0),
        ("()", "no SGF game found", 0),
        ("((((((", "no SGF game found", 0),
        ("(;B", "offset 2: property B without a value", 2),
        ("(;B[aa]\n;hello world)", "line 2, offset 9: property hello without a value", 9),
        ("(;[aa])", "offset 2: value without a property", 2),
        ("(;B[aa](;[aa]))", "offset 9: value without a property", 9),
        ("(;B[aa]([bb]))", "offset 8: value without a property", 8),
        ("(;B[aa]])", "offset 7: unexpected ']'", 7),
        ("(;B[aa],W[bb])", "offset 7: unexpected ','", 7),
        ("(;B[aa]{}", "offset 7: unexpected '{'", 7),
        ("(;[no end", "offset 2: value without a property", 2),
    ],
)
def test_other_faults_are_named_with_their_place(text: str, message: str, offset: int) -> None:
    with pytest.raises(SgfError, match=re.escape(message)) as caught:
        read(text)
    assert caught.value.offset == offset
    assert "\n" not in str(caught.value)


def test_collections() -> None:
    trees = read("(;GN[one])\n\n(;GN[two];B[aa]) between (;GN[three])")
    assert [tree.root.text("GN") for tree in trees] == ["one", "two", "three"]
    assert [len(tree.warnings) for tree in trees] == [0, 0, 1]
    again = read(write(trees))
    assert [tree.root.text("GN") for tree in again] == ["one", "two", "three"]


def test_writing_declares_what_it_is() -> None:
    text = write(read("(;CA[GB2312]FF[3]AP[old:1]SZ[9]GM[1];B[aa])"))
    assert text.startswith("(;GM[1]FF[4]CA[UTF-8]AP[GoGame:")
    assert text.endswith("]SZ[9]\n;B[aa])\n")


def test_writing_keeps_another_game_another_game() -> None:
    assert write(read("(;GM[2]B[a1])")).startswith("(;GM[2]FF[4]")


def test_lines_of_the_file_stay_short() -> None:
    text = write(read("(;SZ[9]" + ";B[aa];W[bb]" * 100 + ")"))
    assert max(len(line) for line in text.splitlines()) <= 80


def test_many_faults_are_told_in_few_lines() -> None:
    tree = read("(;" + "B[aa]" * 500 + ")")[0]
    assert len(tree.warnings) == MAX_WARNINGS + 1
    assert "not listed" in tree.warnings[-1]


def test_lone_surrogates_do_not_reach_the_file() -> None:
    text = write(read("(;C[\ud800 and \udfff])"))
    assert text.encode("utf-8")
    assert read(text)[0].root.text("C") == "\ufffd and \ufffd"


def test_an_old_name_without_capitals_left_is_still_one() -> None:
    tree = read("(;a1B[x])")[0]
    assert list(tree.root.properties) == ["A1B"]
    assert read(write(tree))[0].root.text("A1B") == "x"
