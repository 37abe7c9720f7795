"""UGF, the format of PandaNet's programs: sections in square brackets, ``key=value`` lines.

What is known about it: ``[Header]`` has ``Size``, ``Hdcp=stones,komi``, ``PlayerB`` and ``PlayerW``
(name, rank, ...), ``Date``, ``Place``, ``Title``, ``Rules``, ``Copyright`` and ``Winner=B,R`` (R by
resignation, T on time, or points). ``[Data]`` has one move a line: two letters, column from the
left and row from the bottom, ``A`` the first; then the colour ``B1`` or ``W1``, the number and the
seconds. ``YA`` is a pass. Figures and reviews are left out. Handicap stones are moves of number 0.
"""

from __future__ import annotations

import re

from gogame.board.coords import Color, action_to_sgf
from gogame.sgf.header import rules_name_of
from gogame.sgf.servers import Line, lines_of, whole_of
from gogame.sgf.tree import GameTree
from gogame.sgf.values import number_of

_NAME = "UGF"
_MOVE = re.compile(r"([A-Za-z]{2}),([BW])\d*,(\d{1,5})")
_TEXTS = {"Place": "PC", "Title": "GN", "Copyright": "CP", "Writer": "US", "Commentator": "AN"}


def is_ugf(text: str) -> bool:
    """Returns whether a text looks like UGF."""
    return re.search(r"^\[Header\]\s*$", text, re.MULTILINE) is not None


def parse_ugf(text: str) -> GameTree:
    """Returns the game of a UGF text.

    Raises:
        SgfError: No moves, or one that makes no sense; the line is named.
    """
    line = Line(_NAME)
    section = ""
    stones: list[str] = []
    for number, row in enumerate(lines_of(text, _NAME), 1):
        if row.startswith("[") and row.endswith("]"):
            section = row[1:-1]
        elif section == "Header":
            key, _, value = row.partition("=")
            _take_field(line, key, value, number)
        elif section == "Data" and row:
            _take_move(line, row, stones, number)
    if stones:
        line.root.set_values("AB", stones)
    return line.tree()


def _take_field(line: Line, key: str, value: str, where: int) -> None:
    parts = value.split(",")
    if key in ("PlayerB", "PlayerW"):
        line.set_player(Color.parse(key[-1]), parts[0], parts[1] if len(parts) > 1 else "")
    elif key == "Size":
        line.set_size(whole_of(value) or 0, where)
    elif key == "Hdcp":
        if (whole_of(parts[0]) or 0) > 1:
            line.root.set_text("HA", parts[0].strip())
        komi = number_of(parts[1]) if len(parts) > 1 else None
        if komi is not None:
            line.set_komi(komi)
    elif key == "Rules":
        line.root.set_text("RU", value if rules_name_of(value) else "")
    elif key == "Date":
        line.root.set_text("DT", parts[0].replace("/", "-"))
    elif key == "Winner" and parts[0] in ("B", "W"):
        line.root.set_text("RE", f"{parts[0]}+{''.join(parts[1:2])}")
    elif key in _TEXTS:
        line.root.set_text(_TEXTS[key], value)


def _take_move(line: Line, row: str, stones: list[str], where: int) -> None:
    match = _MOVE.match(row)
    if match is None:
        raise line.fault(where, f"move {row[:20]!r}: expected one such as 'PD,B1,1,5'")
    point, color = match[1].upper(), Color.parse(match[2])
    if point == "YA":
        line.skip(color)
        return
    column, height = ord(point[0]) - ord("A"), ord(point[1]) - ord("A")
    row_number = line.size - 1 - height
    if match[3] == "0" and 0 <= column < line.size and 0 <= row_number < line.size:
        stones.append(action_to_sgf(row_number * line.size + column, line.size, line.size))
    else:
        line.play(color, column, row_number, where)
