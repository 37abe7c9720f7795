"""Analysis over GTP: ``kata-analyze``, ``lz-analyze`` and their genmove forms.

A reply begins at once with ``=`` and gets one line an interval, until any input arrives. Of the
options of KataGo's ``docs/GTP_Extensions.md``, those that only add numbers which this search does
not keep are accepted and left out; others that are not known are refused.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from gogame.board.coords import Color
from gogame.errors import CoordinateError, GtpError
from gogame.gtp.session import Handler, Session
from gogame.gtp.wire import (
    AnalysisReport,
    Command,
    Dialect,
    MoveInfo,
    RootInfo,
    format_analysis,
)
from gogame.search.config import Limits
from gogame.search.result import Analysis, MoveAnalysis

# How long search may run before it looks for input again.
_SLICE_S = 0.05
_LEFT_OUT = frozenset(
    {"pvVisits", "pvEdgeVisits", "movesOwnership", "ownershipStdev", "movesOwnershipStdev"}
)
_KNOWN = _LEFT_OUT | {"interval", "ownership", "rootInfo", "minmoves", "maxmoves"}


@dataclass(frozen=True, slots=True)
class Query:
    """What an analysis command asks for.

    Attributes:
        color: Who is to play; the player to play if None.
        interval_s: Seconds between two lines.
        ownership: Whether to send the ownership.
        root: Whether to send the position itself.
        min_moves: Fewest moves to send, unvisited ones too if need be.
        max_moves: Most moves to send.
    """

    color: Color | None = None
    interval_s: float = 1.0
    ownership: bool = False
    root: bool = False
    min_moves: int = 0
    max_moves: int = 10_000


def parse_query(args: tuple[str, ...]) -> Query:
    """Returns the query of ``[colour] [interval] {key value}``; the interval is in centiseconds.

    Raises:
        GtpError: A word is out of place, or an option is not known.
    """
    words = list(args)
    color: Color | None = None
    if words:
        try:
            color = Color.parse(words[0])
            del words[0]
        except CoordinateError:
            color = None
    if words and words[0][:1].isdigit():
        words.insert(0, "interval")
    if len(words) % 2:
        raise GtpError(f"syntax error: option {words[-1][:30]!r} has no value")
    found: dict[str, str] = dict(zip(words[::2], words[1::2], strict=True))
    unknown = next((name for name in found if name not in _KNOWN), None)
    if unknown is not None:
        raise GtpError(f"unknown analysis option {unknown[:30]!r}")
    return Query(
        color,
        max(_number(found.get("interval", "100")), 1.0) / 100,
        _flag(found.get("ownership", "false")),
        _flag(found.get("rootInfo", "false")),
        int(_number(found.get("minmoves", "0"))),
        int(_number(found.get("maxmoves", "10000"))),
    )


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1e9:
        raise GtpError(f"syntax error: expected a number, got {text[:20]!r}")
    return value


def _flag(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise GtpError(f"syntax error: expected true or false, got {text[:20]!r}")
    return text.lower() == "true"


def report(session: Session, analysis: Analysis, query: Query) -> AnalysisReport:
    """Returns an analysis as the wire carries it, seen as the session reports."""
    viewer = session.report_as or analysis.to_play
    turned = viewer is not analysis.to_play
    sign = 1.0 if viewer is Color.BLACK else -1.0
    visited = sum(move.visits > 0 for move in analysis.moves)
    shown = analysis.moves[: min(max(visited, query.min_moves), query.max_moves)]

    def share(value: float) -> float:
        return 1.0 - value if turned else value

    def info(move: MoveAnalysis) -> MoveInfo:
        return MoveInfo(
            move=session.vertex(move.action),
            visits=move.visits,
            winrate=share(move.winrate),
            score_lead=sign * move.score_black,
            prior=move.prior,
            lcb=share(move.lcb),
            utility=-move.utility if turned else move.utility,
            order=move.order,
            pv=tuple(map(session.vertex, move.pv)),
        )

    root = RootInfo(
        analysis.visits,
        share(analysis.winrate),
        sign * analysis.score_black,
        -analysis.value if turned else analysis.value,
    )
    owner = analysis.ownership_black if query.ownership else None
    return AnalysisReport(
        tuple(map(info, shown)),
        root if query.root else None,
        None if owner is None else tuple(sign * float(value) for value in owner.reshape(-1)),
    )


def _analyze(session: Session, command: Command, dialect: Dialect) -> Iterator[str]:
    query = parse_query(command.args)
    step = min(query.interval_s, _SLICE_S)
    analyses = session.engine.analyze(Limits(), color=query.color, interval_s=step)

    def lines() -> Iterator[str]:
        due = time.monotonic() + query.interval_s
        for analysis in analyses:
            if not analysis.moves:
                continue  # nothing to say yet, and an empty line would end the reply
            pending = session.lines.pending()
            if pending or analysis.is_final or time.monotonic() >= due:
                due = time.monotonic() + query.interval_s
                yield format_analysis(report(session, analysis, query), dialect)
            if pending:
                return
        session.lines.pending(None)

    return lines()


def _genmove_analyze(session: Session, command: Command, dialect: Dialect) -> Iterator[str]:
    query = parse_query(command.args)
    engine = session.engine
    thinking = engine.think(query.color, interval_s=query.interval_s)

    def lines() -> Iterator[str]:
        while True:
            try:
                analysis = next(thinking)
            except StopIteration as stop:
                action: int | None = stop.value.action
                break
            if analysis.moves:
                yield format_analysis(report(session, analysis, query), dialect)
        if action is None:
            yield "play resign"
            return
        engine.play(action, query.color)
        yield f"play {session.vertex(action)}"

    return lines()


COMMANDS: dict[str, Handler] = {
    "kata-analyze": lambda session, command: _analyze(session, command, Dialect.KATA),
    "lz-analyze": lambda session, command: _analyze(session, command, Dialect.LZ),
    "kata-genmove_analyze": lambda session, command: _genmove_analyze(
        session, command, Dialect.KATA
    ),
    "lz-genmove_analyze": lambda session, command: _genmove_analyze(session, command, Dialect.LZ),
}
