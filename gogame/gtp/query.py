"""What an analysis command asks for: ``[colour] [interval] {key value}``.

Source: KataGo, ``docs/GTP_Extensions.md``, commands lz-analyze and kata-analyze.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gogame.board.coords import Color, action_from_gtp
from gogame.board.variant import VariantSpec
from gogame.errors import CoordinateError, GtpError
from gogame.gtp.wire import Dialect
from gogame.search.restriction import restrict
from gogame.search.result import Detail, Request

_LONGEST = 2.0**31
_DEEPEST = 10_000
_NUMBERS = ("interval", "minmoves", "maxmoves")
_FLAGS = (
    "ownership",
    "ownershipStdev",
    "movesOwnership",
    "movesOwnershipStdev",
    "pvVisits",
    "pvEdgeVisits",
    "rootInfo",
)
_DETAILS = {
    Detail.OWNERSHIP: {"ownership", "ownershipStdev"},
    Detail.MOVES_OWNERSHIP: {"movesOwnership", "movesOwnershipStdev"},
    Detail.STDEV: {"ownershipStdev", "movesOwnershipStdev"},
}
_RESTRICTIONS = ("avoid", "allow")


@dataclass(frozen=True, slots=True)
class Query:
    """What an analysis command asks for.

    Attributes:
        color: Who is to play; the player to play if None.
        interval_s: Seconds between two lines.
        flags: The names of what is to be sent besides the moves.
        min_moves: Fewest moves to send, unvisited ones too if need be.
        max_moves: Most moves to send.
        avoid: `[2, A]` int32 moves from now within which Black and White avoid an action, or None.
    """

    color: Color | None = None
    interval_s: float = 1.0
    flags: frozenset[str] = frozenset()
    min_moves: int = 0
    max_moves: int = 10_000
    avoid: NDArray[np.int32] | None = None

    @property
    def detail(self) -> Detail:
        """What the search has to tell."""
        found = Detail.NONE
        for wanted, flags in _DETAILS.items():
            if flags & self.flags:
                found |= wanted
        return found

    def request(self, until: Callable[[], bool]) -> Request:
        """Returns how the search is to be done, and when it ends."""
        least = min(self.min_moves, self.max_moves)
        return Request(self.interval_s, self.detail, least, until, self.avoid)


def parse_query(args: tuple[str, ...], variant: VariantSpec, dialect: Dialect) -> Query:
    """Returns the query of an analysis command; the interval is in centiseconds.

    Raises:
        GtpError: A word is out of place, or an option is not known in this dialect.
    """
    words = list(args)
    color = _color_first(words)
    if words and words[0][:1].isdigit():
        words.insert(0, "interval")
    found: dict[str, str] = {}
    restrictions: list[tuple[str, ...]] = []
    while words:
        key = words.pop(0)
        if key in _RESTRICTIONS:
            restrictions.append((key, *_take(words, key, 3)))
        elif key in _NUMBERS or (key in _FLAGS and dialect is Dialect.KATA):
            found[key] = _take(words, key, 1)[0]
        elif key in _FLAGS:
            raise GtpError(f"option {key!r} is known to kata-analyze only")
        else:
            raise GtpError(f"unknown analysis option {key[:30]!r}")
    return Query(
        color,
        max(_number(found.get("interval", "100")), 1.0) / 100,
        frozenset(key for key in _FLAGS if _flag(found.get(key, "false"))),
        int(_number(found.get("minmoves", "0"))),
        int(_number(found.get("maxmoves", "10000"))),
        _avoided(restrictions, variant) if restrictions else None,
    )


def _color_first(words: list[str]) -> Color | None:
    """Takes a colour off the front of the words, if there is one."""
    try:
        color = Color.parse(words[0]) if words else None
    except CoordinateError:
        return None
    del words[:1]
    return color


def _take(words: list[str], key: str, count: int) -> list[str]:
    if len(words) < count:
        what = "a value" if count == 1 else "a colour, vertices and a depth"
        raise GtpError(f"syntax error: option {key!r} expects {what}")
    taken = words[:count]
    del words[:count]
    return taken


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= _LONGEST:
        raise GtpError(f"syntax error: expected a number, got {text[:20]!r}")
    return value


def _flag(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise GtpError(f"syntax error: expected true or false, got {text[:20]!r}")
    return text.lower() == "true"


def _avoided(restrictions: list[tuple[str, ...]], variant: VariantSpec) -> NDArray[np.int32]:
    """Returns `Query.avoid`; ``allow`` avoids all others and stands alone for its player."""
    until = np.zeros((2, variant.num_actions), dtype=np.int32)
    kinds: dict[Color, set[str]] = {Color.BLACK: set(), Color.WHITE: set()}
    for kind, who, vertices, depth in restrictions:
        try:
            color = Color.parse(who)
            actions = [
                action_from_gtp(vertex, variant.height, variant.width)
                for vertex in vertices.split(",")
                if vertex
            ]
        except CoordinateError as error:
            raise GtpError(f"syntax error: {kind}: {error}") from error
        if "allow" in kinds[color] or (kind == "allow" and kinds[color]):
            raise GtpError(f"{kind} {who}: allow stands alone, and once for each colour")
        kinds[color].add(kind)
        moves = int(min(_number(depth), _DEEPEST))
        if moves < 1:
            raise GtpError(f"{kind} {who}: a depth of {depth[:20]}: expected 1 or more")
        restrict(until, color, actions, moves, allows=kind == "allow")
    return until
