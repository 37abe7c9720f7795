"""sgfmill, another reader and writer of SGF, agrees on ordinary files."""

from __future__ import annotations

import importlib
import random
import warnings
from dataclasses import replace
from typing import Any

import pytest

from gogame.board.coords import Color
from gogame.board.position import Move, Position
from gogame.board.variant import standard
from gogame.record import GameRecord, Player, Result
from gogame.sgf import GameTree, Node, position_at, read, record_of, tree_of, write

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its docstrings have backslashes that Python warns of
    sgfmill: Any = importlib.import_module("sgfmill.sgf")
    sgf_moves: Any = importlib.import_module("sgfmill.sgf_moves")

_COLORS = {"b": Color.BLACK, "w": Color.WHITE}


def random_record(rng: random.Random, size: int) -> GameRecord:
    """Returns a game of random legal moves, sometimes with a handicap."""
    position = Position.start(standard(size, "japanese", 6.5))
    if rng.random() < 0.5:
        position = position.with_handicap(rng.sample(range(size * size), 3))
    start = position
    for _ in range(rng.randrange(2 * size * size)):
        if position.is_over:
            break
        legal = position.legal().nonzero()[0].tolist()
        position = position.play(rng.choice(legal))
    record = GameRecord.played_from(start, position.moves)
    return replace(
        record,
        black=Player("a]b\\c", "3k"),
        white=Player("毛睿龙: 九", "9p"),
        result=Result.parse("W+R"),
    )


@pytest.mark.parametrize("seed", range(12))
def test_sgfmill_reads_what_we_write(seed: int) -> None:
    rng = random.Random(seed)
    size = rng.choice([5, 9, 13, 19])
    record = random_record(rng, size)
    theirs = sgfmill.Sgf_game.from_bytes(write(tree_of(record)).encode())
    assert theirs.get_size() == size
    assert theirs.get_komi() == 6.5
    assert theirs.get_player_name("b") == "a]b\\c"
    assert theirs.get_player_name("w") == "毛睿龙: 九"
    assert theirs.get_winner() == "w"
    assert theirs.get_handicap() == (3 if record.handicap else None)
    board, plays = sgf_moves.get_setup_and_moves(theirs)
    moves = [
        Move(_COLORS[color], size * size if at is None else (size - 1 - at[0]) * size + at[1])
        for color, at in plays
    ]
    assert tuple(moves) == record.moves
    for color, at in plays:
        if at is not None:
            board.play(*at, color)
    final = position_at(tree_of(record))
    for row in range(size):
        for column in range(size):
            stone = board.get(size - 1 - row, column)
            assert final.grid[row, column] == (0 if stone is None else _COLORS[stone])


@pytest.mark.parametrize("seed", range(12))
def test_we_read_what_sgfmill_writes(seed: int) -> None:
    rng = random.Random(100 + seed)
    size = rng.choice([5, 9, 13, 19])
    charset = rng.choice(["UTF-8", "GB18030", "EUC-KR", "ISO-8859-1"])
    comment = {"GB18030": "弃子取势", "EUC-KR": "두터운", "ISO-8859-1": "Größe"}.get(charset, "🙂")
    theirs = sgfmill.Sgf_game(size, encoding=charset)
    theirs.get_root().set("KM", 5.5)
    theirs.get_root().set("C", comment + "\n]\\ end")
    theirs.get_root().set("RU", "Japanese")
    nodes = [theirs.get_root()]
    plays: list[tuple[str, tuple[int, int] | None]] = []
    for number in range(rng.randrange(60)):
        node = nodes[-1].new_child()
        at = None if rng.random() < 0.1 else (rng.randrange(size), rng.randrange(size))
        color = "bw"[number % 2]
        node.set_move(color, at)
        plays.append((color, at))
        nodes.append(node)
    tree = read(theirs.serialise(wrap=rng.choice([None, 20, 79])))[0]
    assert tree.root.text("C") == comment + "\n]\\ end"
    record = record_of(tree)
    assert (record.variant.width, record.variant.komi) == (size, 5.5)
    assert record.moves == tuple(
        Move(_COLORS[color], size * size if at is None else (size - 1 - at[0]) * size + at[1])
        for color, at in plays
    )


@pytest.mark.parametrize("seed", range(8))
def test_both_see_the_same_tree(seed: int) -> None:
    rng = random.Random(200 + seed)
    tree = GameTree()
    tree.root.set_values("SZ", ["9"])
    made: list[Node] = [tree.root]
    for number in range(60):
        node = rng.choice(made).add_child()
        node.set_text("C", rng.choice(["a", "b]", "c\\", "d:"]) * number)
        node.set_values("XX", ["1", "\\]", ""])
        made.append(node)
    theirs = sgfmill.Sgf_game.from_string(write(tree))
    pending = [(tree.root, theirs.get_root())]
    while pending:
        ours, other = pending.pop()
        assert len(ours.children) == len(other)
        if ours is not tree.root:
            assert sorted(ours.properties) == sorted(other.properties())
            for ident, values in ours.properties.items():
                assert [raw.encode() for raw in values] == other.get_raw_list(ident)
        pending += zip(ours.children, other, strict=True)
