"""GTP as text: commands, replies and analysis lines become typed values, and back.

Nothing here knows boards, search or processes, so that the engine's server and the app's client
share it. Moves are GTP vertices (``"D4"``, ``"pass"``); a line never contains its line feed.
Begin with `parse_command` and `success` (the server's side), then `ResponseReader` and
`parse_analysis` (the client's side).

Source: Farneback, *Specification of the Go Text Protocol, version 2, draft 2*; the analysis lines
follow KataGo's ``docs/GTP_Extensions.md``.
"""

from __future__ import annotations

import codecs
import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from gogame.errors import GtpError

MAX_LINE = 1 << 20
_MAX_ID_DIGITS = 10
_DROPPED = dict.fromkeys([*range(0x09), *range(0x0A, 0x20), 0x7F], None) | {0x09: " "}


class Command(NamedTuple):
    """One command line.

    Attributes:
        id: The number in front of it, or None.
        name: The command's name; empty if the line held nothing but a number.
        args: Its arguments, split at spaces.
        text: The same arguments as they stood on the line.
    """

    id: int | None
    name: str
    args: tuple[str, ...]
    text: str


def parse_command(line: str) -> Command | None:
    """Returns the command of a line, or None for a blank line or a comment.

    Control characters are dropped, tabs become spaces, ``#`` starts a comment.
    """
    words = line.translate(_DROPPED).partition("#")[0].strip(" ")
    if not words:
        return None
    head, _, rest = words.partition(" ")
    number: int | None = None
    if head.isascii() and head.isdigit() and len(head) <= _MAX_ID_DIGITS:
        number = int(head)
        head, _, rest = rest.strip(" ").partition(" ")
    text = rest.strip(" ")
    return Command(number, head, tuple(text.split()), text)


def format_command(name: str, *args: object, number: int | None = None) -> str:
    """Returns a command line, without its line feed."""
    words = [name, *map(str, args)]
    return " ".join(words if number is None else [str(number), *words])


def _reply(mark: str, text: str, number: int | None) -> str:
    lines = [line.rstrip("\r") for line in text.split("\n")]
    body = "\n".join(line for line in lines if line.strip())
    head = mark if number is None else f"{mark}{number}"
    if not body:
        return f"{head}\n\n"
    gap = "\n" if text.startswith("\n") else " "
    return f"{head}{gap}{body}\n\n"


def success(text: str = "", number: int | None = None) -> str:
    """Returns a whole success reply.

    A text that begins with a line feed begins on the second line; other blank lines, which would
    end the reply early, are dropped.
    """
    return _reply("=", text, number)


def failure(message: str, number: int | None = None) -> str:
    """Returns a whole failure reply, its message on one line."""
    return _reply("?", " ".join(message.split()) or "failed", number)


def stream_start(number: int | None = None) -> str:
    """Returns the first line of a success reply whose other lines follow one by one."""
    return "=\n" if number is None else f"={number}\n"


STREAM_END = "\n"


class Response(NamedTuple):
    """One whole reply.

    Attributes:
        id: The number of the command that it answers, or None.
        ok: Whether it is a success.
        text: Its text without analysis lines, which come as `AnalysisLine`.
    """

    id: int | None
    ok: bool
    text: str


class AnalysisLine(NamedTuple):
    """One ``info`` line of a reply that is still open; see `parse_analysis`.

    Attributes:
        id: The number of the command that it belongs to, or None.
        line: The line.
    """

    id: int | None
    line: str


class StrayLine(NamedTuple):
    """A line outside any reply, such as a banner; only worth logging.

    Attributes:
        line: The line.
    """

    line: str


Event = Response | AnalysisLine | StrayLine
_REPLY_HEAD = re.compile(r"([=?])(\d{0,10})(?:[ \t]+(.*))?$")


class ResponseReader:
    """Turns what an engine writes, in pieces of any length, into events.

    Analysis lines come out as soon as their line is complete, replies at their blank line.
    """

    def __init__(self) -> None:
        """Start outside any reply."""
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._rest = ""
        self._open = False
        self._id: int | None = None
        self._ok = True
        self._lines: list[str] = []

    def feed(self, chunk: bytes | str) -> list[Event]:
        """Returns the events that this piece completes.

        Raises:
            GtpError: A line is longer than `MAX_LINE`; the engine does not speak GTP.
        """
        text = chunk if isinstance(chunk, str) else self._decoder.decode(chunk)
        *lines, self._rest = (self._rest + text).split("\n")
        if len(self._rest) > MAX_LINE:
            self._rest = ""
            raise GtpError(f"the engine wrote a line of more than {MAX_LINE} characters")
        return [event for line in lines for event in self._take(line.rstrip("\r"))]

    def _take(self, line: str) -> Iterator[Event]:
        if not self._open:
            head = _REPLY_HEAD.match(line)
            if head:
                self._open = True
                self._ok = head[1] == "="
                self._id = int(head[2]) if head[2] else None
                self._lines = [head[3]] if head[3] else []
            elif line.strip():
                yield StrayLine(line)
        elif not line.strip():
            self._open = False
            yield Response(self._id, self._ok, "\n".join(self._lines))
        elif line.startswith("info "):
            yield AnalysisLine(self._id, line)
        else:
            self._lines.append(line)


class Dialect(enum.StrEnum):
    """How analysis is written: KataGo's fractions and scores, or Leela Zero's ten-thousandths."""

    KATA = "kata"
    LZ = "lz"


@dataclass(frozen=True, slots=True)
class MoveInfo:
    """One candidate move, seen by the player that the engine reports for (usually to play).

    Attributes:
        move: GTP vertex.
        visits: Search visits of the move.
        winrate: Chance to win, 0 to 1.
        score_lead: Expected lead in points; 0 in the lz dialect, which has none.
        score_stdev: Its standard deviation, 0 if unknown.
        prior: Policy probability, 0 to 1.
        lcb: Lower confidence bound of `winrate`.
        utility: What search maximises, -1 to 1; 0 if unknown.
        utility_lcb: Lower confidence bound of `utility`.
        order: Rank, 0 the best.
        pv: Expected continuation, beginning with `move`.
        pv_visits: Visits of the position after each move of `pv`, if they were sent.
        pv_edge_visits: Visits of each move of `pv` itself, if they were sent.
        ownership: As in `AnalysisReport` after this move, if it was sent.
        ownership_stdev: Its standard deviation, if it was sent.
    """

    move: str
    visits: int
    winrate: float
    score_lead: float = 0.0
    score_stdev: float = 0.0
    prior: float = 0.0
    lcb: float = 0.0
    utility: float = 0.0
    utility_lcb: float = 0.0
    order: int = 0
    pv: tuple[str, ...] = ()
    pv_visits: tuple[int, ...] = ()
    pv_edge_visits: tuple[int, ...] = ()
    ownership: tuple[float, ...] | None = None
    ownership_stdev: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class RootInfo:
    """The whole position, seen like `MoveInfo`.

    Attributes:
        visits: Visits of the root.
        winrate: Chance to win, 0 to 1.
        score_lead: Expected lead in points.
        utility: What search maximises, -1 to 1.
        score_stdev: Standard deviation of `score_lead`, 0 if unknown.
    """

    visits: int
    winrate: float
    score_lead: float = 0.0
    utility: float = 0.0
    score_stdev: float = 0.0


@dataclass(frozen=True, slots=True)
class AnalysisReport:
    """One analysis line.

    Attributes:
        moves: Candidates, in the order sent.
        root: The position itself, if it was sent.
        ownership: One number a point, row by row from the top left, +1 where the reported
            player will own it, if it was sent.
        ownership_stdev: Its standard deviation, if it was sent.
    """

    moves: tuple[MoveInfo, ...]
    root: RootInfo | None = None
    ownership: tuple[float, ...] | None = None
    ownership_stdev: tuple[float, ...] | None = None


def format_analysis(report: AnalysisReport, dialect: Dialect = Dialect.KATA) -> str:
    """Returns the analysis line of a report; the lz dialect knows neither root nor ownership."""
    if dialect is Dialect.LZ:
        return " ".join(map(_format_lz_move, report.moves))
    parts = [_format_kata_move(move) for move in report.moves]
    root = report.root
    if root is not None:
        lead = f"{root.score_lead:.4f}"
        parts.append(
            f"rootInfo visits {root.visits} utility {root.utility:.6f} winrate {root.winrate:.6f} "
            f"scoreMean {lead} scoreStdev {root.score_stdev:.4f} scoreLead {lead} "
            f"scoreSelfplay {lead}"
        )
    parts += _format_grid("ownership", report.ownership)
    parts += _format_grid("ownershipStdev", report.ownership_stdev)
    return " ".join(parts)


def _format_grid(key: str, values: tuple[float, ...] | None) -> list[str]:
    return [] if values is None else [key, *(f"{value:.3f}" for value in values)]


def _format_kata_move(move: MoveInfo) -> str:
    lead = f"{move.score_lead:.4f}"
    start = (
        f"info move {move.move} visits {move.visits} edgeVisits {move.visits} "
        f"utility {move.utility:.6f} winrate {move.winrate:.6f} scoreMean {lead} "
        f"scoreStdev {move.score_stdev:.4f} scoreLead {lead} scoreSelfplay {lead} "
        f"prior {move.prior:.6f} lcb {move.lcb:.6f} utilityLcb {move.utility_lcb:.6f} "
        f"order {move.order} pv"
    )
    words = [start, *(move.pv or (move.move,))]
    for key, visits in (("pvVisits", move.pv_visits), ("pvEdgeVisits", move.pv_edge_visits)):
        words += [key, *map(str, visits)] if visits else []
    words += _format_grid("movesOwnership", move.ownership)
    words += _format_grid("movesOwnershipStdev", move.ownership_stdev)
    return " ".join(words)


def _format_lz_move(move: MoveInfo) -> str:
    winrate, prior, lcb = (
        round(10_000 * min(max(share, 0.0), 1.0)) for share in (move.winrate, move.prior, move.lcb)
    )
    return (
        f"info move {move.move} visits {move.visits} winrate {winrate} prior {prior} lcb {lcb} "
        f"order {move.order} pv {' '.join(move.pv or (move.move,))}"
    )


_SECTION = re.compile(r"(?:^|\s)(info|rootInfo|ownershipStdev|ownership)(?=\s|$)")
# What engines append to a move after its continuation.
_AFTER_PV = ("pvVisits", "pvEdgeVisits", "movesOwnership", "movesOwnershipStdev", "isSymmetryOf")


def parse_analysis(line: str, dialect: Dialect = Dialect.KATA) -> AnalysisReport:
    """Returns the report of an ``info`` line; keys that are not known here are skipped.

    Raises:
        GtpError: The line is no analysis line, or a move lacks its vertex or a number is broken.
    """
    pieces = _SECTION.split(line)
    if pieces[0].strip() or len(pieces) < 3:
        raise GtpError(f"not an analysis line: {line[:60]!r}")
    moves: list[MoveInfo] = []
    root: RootInfo | None = None
    grids: dict[str, tuple[float, ...]] = {}
    try:
        for kind, body in zip(pieces[1::2], pieces[2::2], strict=True):
            if kind == "rootInfo":
                root = _parse_root(body.split())
            elif kind == "info":
                moves.append(_parse_move(body.split(), dialect))
            else:
                grids[kind] = tuple(map(float, body.split()))
    except (ValueError, KeyError) as error:
        raise GtpError(f"broken analysis line ({error}): {line[:60]!r}") from error
    return AnalysisReport(tuple(moves), root, grids.get("ownership"), grids.get("ownershipStdev"))


def _parse_root(words: list[str]) -> RootInfo:
    value = dict(zip(words[::2], words[1::2], strict=False))
    return RootInfo(
        int(value["visits"]),
        float(value["winrate"]),
        float(value.get("scoreLead", "0")),
        float(value.get("utility", "0")),
        float(value.get("scoreStdev", "0")),
    )


def _lists_of(words: list[str]) -> tuple[list[str], dict[str, list[str]]]:
    """Returns the words before the pv, and what follows under each key from there on."""
    start = words.index("pv") if "pv" in words else len(words)
    lists: dict[str, list[str]] = {}
    for word in words[start:]:
        if word == "pv" or word in _AFTER_PV:
            lists[word] = []
        else:
            lists[next(reversed(lists))].append(word)
    return words[:start], lists


def _parse_move(words: list[str], dialect: Dialect) -> MoveInfo:
    pairs, lists = _lists_of(words)
    value = dict(zip(pairs[::2], pairs[1::2], strict=False))
    unit = 1e-4 if dialect is Dialect.LZ else 1.0
    winrate = float(value["winrate"]) * unit
    owner, stdev = lists.get("movesOwnership"), lists.get("movesOwnershipStdev")
    return MoveInfo(
        move=value["move"],
        visits=int(value["visits"]),
        winrate=winrate,
        score_lead=float(value.get("scoreLead", value.get("scoreMean", "0"))),
        score_stdev=float(value.get("scoreStdev", "0")),
        prior=float(value.get("prior", "0")) * unit,
        lcb=float(value["lcb"]) * unit if "lcb" in value else winrate,
        utility=float(value.get("utility", "0")),
        utility_lcb=float(value.get("utilityLcb", "0")),
        order=int(value.get("order", "0")),
        pv=tuple(lists.get("pv", ())),
        pv_visits=tuple(map(int, lists.get("pvVisits", ()))),
        pv_edge_visits=tuple(map(int, lists.get("pvEdgeVisits", ()))),
        ownership=None if owner is None else tuple(map(float, owner)),
        ownership_stdev=None if stdev is None else tuple(map(float, stdev)),
    )
