"""SGF files: reading, writing, and the way between SGF properties and positions.

Modules in order: `values` (escapes, numbers, points), `tree` (nodes), `grammar` (text to trees),
`charset` (bytes to text), `files` (read, write, load, save), `header` (the root's game), `setup`
and `game` (nodes to positions), `convert` (to and from `GameRecord`), `times` (time settings),
`analysis` (what an engine thought).
"""

from gogame.sgf.convert import record_of, tree_of, with_texts
from gogame.sgf.files import load, read, save, save_text, write, write_branch
from gogame.sgf.game import (
    Clocks,
    GamePositions,
    add_move,
    clocks_of,
    has_setup,
    moves_of,
    position_after,
    position_at,
    put_clocks,
    put_setup,
)
from gogame.sgf.header import Header, header_of, put_header
from gogame.sgf.times import time_settings_of, time_texts
from gogame.sgf.tree import GameTree, Node
from gogame.sgf.values import raw_text, text_of

__all__ = [
    "Clocks",
    "GamePositions",
    "GameTree",
    "Header",
    "Node",
    "add_move",
    "clocks_of",
    "has_setup",
    "header_of",
    "load",
    "moves_of",
    "position_after",
    "position_at",
    "put_clocks",
    "put_header",
    "put_setup",
    "raw_text",
    "read",
    "record_of",
    "save",
    "save_text",
    "text_of",
    "time_settings_of",
    "time_texts",
    "tree_of",
    "with_texts",
    "write",
    "write_branch",
]
