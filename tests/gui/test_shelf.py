from __future__ import annotations

from dataclasses import replace

import pytest

import gui.records.edits as edits
from gogame import sgf
from gogame.errors import SgfError
from gui.files.game_files import (
    collection_text,
    game_taken,
    open_game,
    parse_game,
    save_game,
    state_of,
)
from gui.files.snapshot import from_text, to_text
from gui.game.shelf import Shelf, entry_of_text
from gui.game.state import GameState

GAMES = (
    "(;GM[1]SZ[9]PB[A]BR[3d]PW[B]RE[B+R]DT[2026-01-02]EV[Cup]RO[2]XX[kept];B[aa];W[bb])"
    "(;GM[1]SZ[13]PB[C]PW[D];B[cc])"
    "(;GM[2]PB[chess];B[?])"
)


def opened(text: str = GAMES) -> GameState:
    return state_of(parse_game(text), 1, None)


def names(text: str) -> list[str]:
    return [tree.root.text("PB") or "" for tree in sgf.read(text)]


def test_a_file_of_several_games_is_listed():
    shelf = opened().shelf
    assert shelf is not None
    first = shelf.entries[0]
    assert (first.black, first.white, first.result) == ("A 3d", "B", "B+R")
    assert (first.date, first.event, first.num_moves) == ("2026-01-02", "Cup 2", 2)
    assert opened("(;SZ[9];B[aa])").shelf is None


def test_another_game_is_shown_and_edits_stay():
    state = edits.with_text(opened(), 0, "C", "edited")
    other = game_taken(state, 1, 2)
    assert (other.variant.width, other.game, other.cursor) == (13, 2, 0)
    assert other.unsaved
    other = edits.with_text(other, 1, "C", "too")
    text = collection_text(other)
    assert names(text) == ["A", "C", "chess"]
    trees = sgf.read(text)
    assert trees[0].root.text("C") == "edited"
    assert trees[0].root.text("XX") == "kept"
    assert trees[1].root.children[0].text("C") == "too"
    back = game_taken(other, 0, 3)
    assert back.tree[0].text("C") == "edited"


def test_a_game_that_cannot_be_shown_is_named():
    with pytest.raises(SgfError, match="the game of Go"):
        game_taken(opened(), 2, 2)


def test_saving_keeps_the_other_games(tmp_path):
    path = tmp_path / "games.sgf"
    path.write_text(GAMES)
    state = state_of(open_game(path), 1, path)
    save_game(path, edits.with_text(state, 0, "C", "new"))
    again = sgf.load(path)
    assert [tree.root.text("PB") for tree in again] == ["A", "C", "chess"]
    assert again[0].root.text("C") == "new"


def test_all_games_are_back_after_a_crash():
    state = replace(game_taken(opened(), 1, 1), unsaved=True)
    again = from_text(to_text(state), 5)
    assert again.shelf is not None
    assert again.shelf.at == 1
    assert names(collection_text(again)) == ["A", "C", "chess"]


def test_games_are_moved_and_removed_while_one_is_shown():
    shelf = Shelf(tuple(entry_of_text(f"(;PB[{name}])") for name in "abcd"), at=1)
    moved = shelf.moved(0, 3)
    assert names(moved.text) == ["b", "c", "d", "a"]
    assert moved.at == 0
    assert names(shelf.moved(1, 2).text) == ["a", "c", "b", "d"]
    assert shelf.moved(1, 2).at == 2
    assert shelf.without(0).at == 0
    assert names(shelf.without(3).text) == ["a", "b", "c"]
    assert names(shelf.with_more(sgf.read("(;PB[e])")).text) == list("abcde")
