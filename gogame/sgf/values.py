"""Property values: from the raw text between the brackets to texts, numbers and points, and back.

A *raw* value is what a file has between ``[`` and ``]``, escapes and line ends untouched. Nodes
keep raw values, so that what this program does not understand is written as it was read.
Source of the types: SGF FF[4] specification, https://www.red-bean.com/sgf/sgf4.html
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from gogame.board.coords import action_from_sgf, action_to_sgf
from gogame.errors import CoordinateError

_LINE_END = re.compile(r"\r\n|\n\r|\r")
_ESCAPE = re.compile(r"\\(.?)", re.DOTALL)
_BLANK = re.compile(r"[\t\v\f]")
_SPECIAL = re.compile(r"[\\\r\t\v\f]")
_CLOSED = re.compile(r"(?:[^\\\]]++|\\.)*+", re.DOTALL)
_COMPOSED = re.compile(r"((?:[^\\:]++|\\.)*+):", re.DOTALL)
_REAL = re.compile(r"[+-]?(?:\d{1,12}(?:\.\d{0,12})?|\.\d{1,12})", re.ASCII)


def is_raw_value(raw: str) -> bool:
    """Returns whether `raw` can stand between brackets: no bare ``]``, no backslash at its end."""
    return _CLOSED.fullmatch(raw) is not None


def _resolved(match: re.Match[str]) -> str:
    return "" if match[1] == "\n" else match[1]


def text_of(raw: str) -> str:
    r"""Returns a Text value: escapes resolved, soft line breaks gone, line ends as ``\n``.

    Tabs become spaces, as the format asks.
    """
    if not _SPECIAL.search(raw):
        return raw
    text = _LINE_END.sub("\n", raw)
    return _BLANK.sub(" ", _ESCAPE.sub(_resolved, text))


def simple_text_of(raw: str) -> str:
    """Returns a SimpleText value: as `text_of`, with every line end a space, ends stripped."""
    return text_of(raw).replace("\n", " ").strip()


def raw_text(text: str) -> str:
    """Returns the raw value of a text; `text_of` gives the text back."""
    plain = _LINE_END.sub("\n", text)
    return plain.replace("\\", "\\\\").replace("]", "\\]")


def raw_composed(first: str, second: str) -> str:
    """Returns the raw value of two composed texts."""
    return ":".join(raw_text(part).replace(":", "\\:") for part in (first, second))


def split_composed(raw: str) -> tuple[str, str] | None:
    """Returns the two raw parts of a composed value, or None if it has no bare colon."""
    match = _COMPOSED.match(raw)
    return None if match is None else (match[1], raw[match.end() :])


def number_of(raw: str) -> float | None:
    """Returns a Number or Real value, a comma allowed for the point; None if it is neither."""
    word = simple_text_of(raw).replace(",", ".")
    return float(word) if _REAL.fullmatch(word) else None


def raw_number(value: float) -> str:
    """Returns the raw value of a finite number, without a needless fraction."""
    assert math.isfinite(value)
    return str(int(value)) if value == int(value) else repr(value)


def points_of(values: Iterable[str], height: int, width: int) -> tuple[list[int], list[str]]:
    """Returns the points of a list, ascending, and the raw values that are none.

    Rectangles such as ``aa:cc`` are expanded; a point named twice counts once.
    """
    points: set[int] = set()
    wrong: list[str] = []
    for raw in dict.fromkeys(values):
        try:
            points |= _rectangle(raw.strip(), height, width)
        except CoordinateError:
            wrong.append(raw)
    return sorted(points), wrong


def _rectangle(word: str, height: int, width: int) -> set[int]:
    first, _, last = word.partition(":")
    one = _point(first, height, width)
    other = _point(last, height, width) if last else one
    rows, columns = zip(divmod(one, width), divmod(other, width), strict=True)
    return {
        row * width + column
        for row in range(min(rows), max(rows) + 1)
        for column in range(min(columns), max(columns) + 1)
    }


def _point(word: str, height: int, width: int) -> int:
    action = action_from_sgf(word, height, width)
    if action == height * width:
        raise CoordinateError(f"SGF point {word[:20]!r}: expected a point of the board")
    return action


def raw_points(points: Iterable[int], height: int, width: int) -> list[str]:
    """Returns the raw values of a point list, ascending."""
    return [action_to_sgf(point, height, width) for point in sorted(set(points))]
