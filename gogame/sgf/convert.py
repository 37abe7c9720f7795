"""Between `GameRecord`, one line of moves, and `GameTree`."""

from __future__ import annotations

from dataclasses import replace

from gogame.board.coords import action_to_sgf
from gogame.board.position import Move
from gogame.errors import SgfError
from gogame.record import GameRecord, Player, Result
from gogame.sgf.game import GamePositions, has_setup, moves_of
from gogame.sgf.header import means, put_header
from gogame.sgf.tree import GameTree, Node
from gogame.sgf.values import number_of, raw_number, raw_points

# Text properties of the root and the fields of `GameRecord` that they fill.
_TEXTS = {
    "RU": "rules_name",
    "DT": "date",
    "EV": "event",
    "RO": "round_name",
    "PC": "place",
    "GN": "game_name",
    "GC": "comment",
    "OT": "overtime",
}


def tree_of(record: GameRecord) -> GameTree:
    """Returns a tree of one line: the record's moves, everything else in the root."""
    root = Node()
    variant = record.variant
    put_header(root, variant, len(record.handicap))
    if record.rules_name and means(record.rules_name, variant.rules):
        root.set_text("RU", record.rules_name)
    for color, player in (("B", record.black), ("W", record.white)):
        root.set_text(f"P{color}", player.name)
        root.set_text(f"{color}R", player.rank)
        root.set_text(f"{color}T", player.team)
    for ident, field in _TEXTS.items():
        if ident != "RU":
            root.set_text(ident, getattr(record, field))
    root.set_text("RE", str(record.result))
    if record.main_time_s is not None:
        root.set_values("TM", [raw_number(record.main_time_s)])
    shape = (variant.height, variant.width)
    root.set_values("AB", raw_points(record.handicap + record.black_stones, *shape))
    root.set_values("AW", raw_points(record.white_stones, *shape))
    if record.first is not None:
        root.set_values("PL", [record.first.letter])
    node = root
    for move in record.moves:
        node = node.add_child()
        node.set_values(move.color.letter, [action_to_sgf(move.action, *shape)])
    return GameTree(root)


def record_of(tree: GameTree, leaf: Node | None = None) -> GameRecord:
    """Returns the line that ends at `leaf`, by default the main line, as a record.

    Comments, markup and clocks of single moves are not part of a record. Legality is not
    checked here but by `GameRecord.replay`.

    Raises:
        SgfError: Not Go, a board that this program does not play, stones set up between moves,
            or a move outside the board.
    """
    positions = GamePositions(tree)
    variant = positions.variant
    moves: list[Move] = []
    for node in (tree.leaf if leaf is None else leaf).path():
        if node is not tree.root and has_setup(node):
            raise SgfError(
                f"SGF position is changed by hand after move {len(moves)}: "
                "expected moves only, which a record can hold"
            )
        played, wrong = moves_of(node, variant)
        if wrong:
            size = f"{variant.width}x{variant.height}"
            raise SgfError(f"SGF move {len(moves) + 1}: {wrong[0]} lies outside the {size} board")
        moves += played
    record = GameRecord.played_from(positions.start, tuple(moves))
    return with_texts(record, tree.root)


def with_texts(record: GameRecord, root: Node) -> GameRecord:
    """Returns the record with the players, the result and the other texts of a root."""
    texts = {field: root.simple_text(ident) or "" for ident, field in _TEXTS.items()}
    texts["comment"] = root.text("GC") or ""
    players = [
        Player(*(root.simple_text(ident) or "" for ident in idents))
        for idents in (("PB", "BR", "BT"), ("PW", "WR", "WT"))
    ]
    return replace(
        record,
        black=players[0],
        white=players[1],
        result=Result.parse(root.simple_text("RE") or ""),
        main_time_s=number_of(root.raw("TM") or ""),
        **texts,
    )
