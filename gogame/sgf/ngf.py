"""NGF, the format of wBaduk and Cyberoro: twelve lines about the game, then one move a line.

What is known about it (there is no public specification), by line:

1. the game's name; 2. board size; 3. White's name and rank; 4. Black's; 5. the place; 6. handicap;
7. unknown; 8. komi; 9. date as ``20160305 [02:34]``; 10. time settings; 11. the result in words;
12. number of moves. Older files have fewer lines before the moves. A move is ``PM`` with two
letters of its number, ``B`` or ``W``, and two letters for column and row, ``B`` the first; what
comes behind is ignored. ``AA`` is a pass. Even games have half a point more komi than line 8 says.
"""

from __future__ import annotations

import re

from gogame.board.coords import Color
from gogame.sgf.servers import Line, lines_of, whole_of
from gogame.sgf.tree import GameTree

_NAME = "NGF"
_MOVE = re.compile(r"PM..([BW])(.)(.)")
_PASS = "AA"
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)")
_WINS = {
    Color.BLACK: re.compile(r"black win|white (?:lose|resign)|흑.{0,8}승", re.IGNORECASE),
    Color.WHITE: re.compile(r"white win|black (?:lose|resign)|백.{0,8}승", re.IGNORECASE),
}
_POINTS = re.compile(r"\d{1,3}(?:\.\d{1,2})?")


def is_ngf(text: str) -> bool:
    """Returns whether a text looks like NGF."""
    return re.search(r"^PM[A-Z]{2}[BW][A-Z]{2}", text, re.MULTILINE) is not None


def parse_ngf(text: str) -> GameTree:
    """Returns the game of an NGF text.

    Raises:
        SgfError: No moves, or one that makes no sense; the line is named.
    """
    rows = lines_of(text, _NAME)
    line = Line(_NAME)
    first = next((i for i, row in enumerate(rows) if _MOVE.match(row)), len(rows))
    head = [*rows[:first], *[""] * 12]
    size = whole_of(head[1])
    if size is None:
        line.warn(2, f"board size {head[1][:20]!r}: 19 taken")
    else:
        line.set_size(size, 2)
    line.root.set_text("GN", head[0])
    for color, row in ((Color.WHITE, head[2]), (Color.BLACK, head[3])):
        words = row.rstrip("* ").split()
        name, rank = (words[:1] or [""])[0], words[-1] if len(words) > 1 else ""
        line.set_player(color, name, rank)
    line.root.set_text("PC", head[4])
    handicap = whole_of(head[5]) or 0
    line.set_handicap(handicap, 6)
    komi = float(whole_of(head[7]) or 0)
    line.set_komi(komi + 0.5 if handicap == 0 and 0 < komi < 100 else komi if komi < 100 else 0.0)
    date = _DATE.match(head[8])
    if date is not None:
        line.root.set_text("DT", "-".join(date.groups()))
    line.root.set_text("RE", _result(head[10]))
    for number, row in enumerate(rows[first:], first + 1):
        _take_move(line, row, number)
    return line.tree()


def _take_move(line: Line, row: str, where: int) -> None:
    if not row.startswith("PM"):
        return
    match = _MOVE.match(row)
    if match is None:
        raise line.fault(where, f"move {row[:20]!r}: expected one such as 'PMABBQEQE'")
    color = Color.parse(match[1])
    if match[2] + match[3] == _PASS:
        line.skip(color)
    else:
        line.play(color, ord(match[2]) - ord("B"), ord(match[3]) - ord("B"), where)


def _result(text: str) -> str:
    winner = next((color for color, words in _WINS.items() if words.search(text)), None)
    if winner is None:
        return ""
    lowered = text.lower()
    if "resign" in lowered or "불계" in text:
        return f"{winner.letter}+R"
    if "time" in lowered or "시간" in text:
        return f"{winner.letter}+T"
    points = _POINTS.findall(text)
    return f"{winner.letter}+{points[-1]}" if points else f"{winner.letter}+"
