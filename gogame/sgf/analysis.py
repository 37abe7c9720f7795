"""Analyses in SGF: what an engine thought of the position after a node, stored with the node.

SBKV and SBKS are Sabaki's properties (Black's winrate in percent, Black's lead in points), which
other programs draw as graphs. GGA, GGO and GGR are ours and hold the rest; ``docs/review.md``
describes them. Numbers are rounded by writing, so `from_values` of `to_values` is a fixed point.
Begin with `put_analysis` and `analysis_of`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from gogame.board.coords import Color, action_from_sgf, action_to_sgf
from gogame.errors import CoordinateError, SgfError
from gogame.sgf.tree import Node

WINRATE, SCORE = "SBKV", "SBKS"
MOVES, OWNERSHIP, ORIGIN = "GGA", "GGO", "GGR"

_VERSION = "1"
_MAX_CANDIDATES = 400
_PASS = "tt"  # unambiguous: no board is larger than 19 x 19
# One character for each 1/30 from -1 (White's) to +1 (Black's).
_LEVELS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxy"
_HALF = len(_LEVELS) // 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """One move that the engine considered.

    Attributes:
        action: The move.
        visits: Search visits of the move.
        winrate_black: Black's winning chance after it, 0 to 1.
        score_black: Expected score after it, Black minus White.
        prior: Probability of the move before any search, 0 to 1.
        pv: The expected line, this move first.
    """

    action: int
    visits: int
    winrate_black: float
    score_black: float
    prior: float
    pv: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NodeAnalysis:
    """What an engine thought of a position.

    Attributes:
        to_play: Whose move it was.
        visits: Visits of the position.
        winrate_black: Black's winning chance, 0 to 1.
        score_black: Expected score, Black minus White.
        moves: Candidates, best first; the list may have been cut.
        ownership_black: One number a point, row by row from the top left, +1 where Black is
            expected to own it; None if it was not kept.
    """

    to_play: Color
    visits: int
    winrate_black: float
    score_black: float
    moves: tuple[Candidate, ...] = ()
    ownership_black: tuple[float, ...] | None = None


def to_values(analysis: NodeAnalysis, height: int, width: int) -> tuple[list[str], str]:
    """Returns the values of GGA, and that of GGO, empty without ownership."""
    head = (
        f"{_VERSION} {analysis.to_play.letter} {analysis.visits} "
        f"{analysis.winrate_black:.4f} {_points(analysis.score_black)}"
    )
    rows = [head, *(_candidate_text(move, height, width) for move in analysis.moves)]
    return rows, ownership_text(analysis.ownership_black or ())


def _points(score: float) -> str:
    return f"{round(score, 2) + 0.0:.2f}"  # never "-0.00"


def _candidate_text(move: Candidate, height: int, width: int) -> str:
    line = "".join(action_to_sgf(action, height, width) or _PASS for action in move.pv)
    return (
        f"{move.visits} {move.winrate_black:.4f} {_points(move.score_black)} "
        f"{move.prior:.4f} {line}"
    )


def from_values(
    values: Sequence[str], ownership: str | None, height: int, width: int
) -> NodeAnalysis:
    """Returns the analysis that `to_values` wrote.

    Raises:
        SgfError: The values are damaged, of another version, or for another board.
    """
    if not 1 <= len(values) <= _MAX_CANDIDATES:
        raise SgfError(f"{MOVES} with {len(values)} values: expected 1 to {_MAX_CANDIDATES}")
    head = values[0].split()
    if head[:1] != [_VERSION]:
        raise SgfError(f"{MOVES} of version {' '.join(head[:1])[:10]!r}: expected {_VERSION}")
    if len(head) != 5 or head[1] not in ("B", "W"):
        raise SgfError(
            f"{MOVES}[{values[0][:40]}]: expected version, player, visits, winrate and score"
        )
    return NodeAnalysis(
        to_play=Color.BLACK if head[1] == "B" else Color.WHITE,
        visits=_count(head[2]),
        winrate_black=_share(head[3]),
        score_black=_real(head[4]),
        moves=tuple(_candidate(text, height, width) for text in values[1:]),
        ownership_black=ownership_of(ownership, height * width) if ownership else None,
    )


def rounded(analysis: NodeAnalysis, height: int, width: int) -> NodeAnalysis:
    """Returns an analysis as it is after writing and reading."""
    return from_values(*to_values(analysis, height, width), height, width)


def _candidate(text: str, height: int, width: int) -> Candidate:
    words = text.split()
    if len(words) != 5 or len(words[4]) % 2:
        raise SgfError(f"{MOVES}[{text[:40]}]: expected visits, winrate, score, prior and a line")
    points = [words[4][i : i + 2] for i in range(0, len(words[4]), 2)]
    try:
        line = tuple(action_from_sgf(point, height, width) for point in points)
    except CoordinateError as error:
        raise SgfError(f"{MOVES}: {error}") from error
    return Candidate(
        line[0], _count(words[0]), _share(words[1]), _real(words[2]), _share(words[3]), line
    )


def _count(word: str) -> int:
    if not (word.isascii() and word.isdigit() and len(word) <= 12):
        raise SgfError(f"{MOVES}: {word[:20]!r}: expected a number of visits")
    return int(word)


def _real(word: str) -> float:
    try:
        number = float(word)
    except ValueError:
        number = math.nan
    if not abs(number) <= 1e6:
        raise SgfError(f"{MOVES}: {word[:20]!r}: expected a number")
    return number


def _share(word: str) -> float:
    number = _real(word)
    if not 0 <= number <= 1:
        raise SgfError(f"{MOVES}: {word[:20]!r}: expected a share from 0 to 1")
    return number


def ownership_text(ownership: Sequence[float]) -> str:
    """Returns one character a point for numbers in [-1, +1], as GGO has them."""
    return "".join(_LEVELS[_HALF + round(_HALF * min(1.0, max(-1.0, x)))] for x in ownership)


def ownership_of(text: str, num_points: int) -> tuple[float, ...]:
    """Returns the numbers of a GGO value.

    Raises:
        SgfError: It has not one known character a point.
    """
    levels = [_LEVELS.find(char) for char in text]
    if len(levels) != num_points or min(levels, default=-1) < 0:
        raise SgfError(f"{OWNERSHIP} of {len(text)} characters: expected {num_points} of 0-9A-Za-y")
    return tuple((level - _HALF) / _HALF for level in levels)


def mirrored_ownership(text: str) -> str:
    """Returns a GGO value with the owners exchanged; unknown characters stay."""
    return "".join(_LEVELS[-1 - _LEVELS.index(char)] if char in _LEVELS else char for char in text)


def put_analysis(node: Node, analysis: NodeAnalysis, height: int, width: int) -> None:
    """Set a node's analysis, in place of an older one."""
    values, ownership = to_values(analysis, height, width)
    node.set_values(WINRATE, [f"{100 * analysis.winrate_black:.2f}"])
    node.set_values(SCORE, [_points(analysis.score_black)])
    node.set_values(MOVES, values)
    node.set_values(OWNERSHIP, [ownership] if ownership else [])


def analysis_of(node: Node, height: int, width: int) -> NodeAnalysis | None:
    """Returns a node's analysis, None if it has none.

    Raises:
        SgfError: It is damaged, of another version, or for another board.
    """
    values = node.values(MOVES)
    if not values:
        return None
    return from_values(values, node.raw(OWNERSHIP), height, width)


def put_origin(root: Node, key: str, judge: str) -> None:
    """Note at the root how the analyses of the tree came about.

    Args:
        root: The root.
        key: Names the source and all settings; equal keys, equal analyses.
        judge: Who judged and how long, for people.
    """
    root.set_text(ORIGIN, f"{key} {judge}")


def origin_of(root: Node) -> tuple[str, str] | None:
    """Returns the key and the judge that `put_origin` noted, or None."""
    text = root.simple_text(ORIGIN)
    if text is None:
        return None
    key, _, judge = text.partition(" ")
    return key, judge
