r"""GIB, the format of Tygem: a header of ``\[NAME=value\]`` lines, then one move a line.

What is known about it (there is no public specification):

- ``\HS`` and ``\HE`` enclose the header, ``\GS`` and ``\GE`` the moves. Boards are 19x19.
- ``GAMEBLACKNAME``, ``GAMEWHITENAME``: a name with the rank in brackets.
- ``GAMEINFOMAIN``: ``GRLT`` is the result (0 and 1: Black and White by points, 3 and 4: by
  resignation, 7 and 8: on time), ``ZIPSU`` ten times the points, ``GONGJE`` ten times the komi,
  ``GTIME`` the time settings.
- ``GAMETAG`` says the same as ``W``, ``Z``, ``G``, with the date as ``C2016:03:26`` and the time
  as ``T30-3-1200``: seconds and number of periods, main time.
- ``INI 0 1 h &4``: h handicap stones. ``STO 0 n c x y``: move n of colour c (1 Black, 2 White) at
  column x and row y from 0. ``SKI 0 n``: a pass.
"""

from __future__ import annotations

import re

from gogame.board.coords import Color
from gogame.sgf.servers import Line, lines_of, whole_of
from gogame.sgf.tree import GameTree

_NAME = "GIB"
_FIELD = re.compile(r"\\\[([A-Z]+)=(.*?)(?:\\\])?$")
_RANK = re.compile(r"\s*\(([^()]{1,12})\)$")
_RESULTS = {3: "B+R", 4: "W+R", 7: "B+T", 8: "W+T"}
_COLORS = {"1": Color.BLACK, "2": Color.WHITE}
_TIME = re.compile(r",T(\d{1,5})-(\d{1,3})-(\d{1,6})")
_DATES = {
    "GAMETAG": re.compile(r"[,=]C(\d{4}):(\d\d):(\d\d)"),
    "GAMEDATE": re.compile(r"(\d{4})-\s*(\d{1,2})-\s*(\d{1,2})"),
}


def is_gib(text: str) -> bool:
    """Returns whether a text looks like GIB."""
    return re.match(r"[\s\ufeff]*\\HS\b", text) is not None or "\n\\GS" in text[:20_000]


def parse_gib(text: str) -> GameTree:
    """Returns the game of a GIB text.

    Raises:
        SgfError: No moves, or one that makes no sense; the line is named.
    """
    line = Line(_NAME)
    for number, row in enumerate(lines_of(text, _NAME), 1):
        if row.startswith("\\["):
            match = _FIELD.match(row)
            if match is not None:
                _take_field(line, match[1], match[2])
        elif row[:3] in ("INI", "STO", "SKI"):
            _take_move(line, row.split(), number)
    return line.tree()


def _take_field(line: Line, name: str, value: str) -> None:
    if name in ("GAMEBLACKNAME", "GAMEWHITENAME"):
        rank = _RANK.search(value)
        color = Color.BLACK if name == "GAMEBLACKNAME" else Color.WHITE
        line.set_player(color, _RANK.sub("", value), rank[1] if rank else "")
    elif name == "GAMEINFOMAIN":
        _take_result(line, value, ("GRLT:", "ZIPSU:", "GONGJE:"))
    elif name == "GAMETAG":
        _take_result(line, f",{value}", (",W", ",Z", ",G"))
        time = _TIME.search(f",{value}")
        if time is not None:
            line.root.set_values("TM", [time[3]])
            line.root.set_text("OT", f"{time[2]}x{time[1]} byo-yomi" if int(time[2]) else "")
    elif name in ("GAMEPLACE", "GAMENAME"):
        line.root.set_text("PC" if name == "GAMEPLACE" else "GN", value)
    if name in _DATES and "DT" not in line.root:
        date = _DATES[name].search(f",{value}")
        if date is not None:
            line.root.set_text("DT", f"{date[1]}-{int(date[2]):02d}-{int(date[3]):02d}")


def _take_result(line: Line, value: str, names: tuple[str, str, str]) -> None:
    """Takes result, points and komi from a list of named numbers, unless they are known."""
    found = [re.search(rf"{re.escape(name)}(\d{{1,5}})(?:,|$)", value) for name in names]
    kind, points, komi = (None if match is None else int(match[1]) for match in found)
    if "RE" not in line.root and kind is not None:
        if kind in (0, 1) and points:
            line.root.set_text("RE", f"{'BW'[kind]}+{points / 10:g}")
        elif kind in _RESULTS:
            line.root.set_text("RE", _RESULTS[kind])
    if "KM" not in line.root and komi is not None:
        line.set_komi(komi / 10)


def _take_move(line: Line, words: list[str], where: int) -> None:
    if words[0] == "INI":
        handicap = whole_of(words[3]) if len(words) > 3 else None
        if handicap is not None:
            line.set_handicap(handicap, where)
        return
    if words[0] == "SKI":
        line.skip(line.next_color)
        return
    color = _COLORS.get(words[3]) if len(words) >= 6 else None
    place = [whole_of(word) for word in words[4:6]]
    if color is None or len(place) < 2 or place[0] is None or place[1] is None:
        text = " ".join(words)[:40]
        raise line.fault(where, f"move {text!r}: expected one such as 'STO 0 2 1 15 3'")
    line.play(color, place[0], place[1], where)
