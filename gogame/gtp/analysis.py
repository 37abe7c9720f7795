"""Analysis and search over GTP: the analyze, genmove_analyze and search commands.

A reply begins at once with ``=`` and gets one line an interval. An analysis ends when any input
arrives, an empty line too, and so do the searches that can be cancelled; the others take the time
of a move. Numbers that this search does not keep are not sent, and who asks for them is refused.

Source: KataGo, ``docs/GTP_Extensions.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from gogame.gtp.query import Query, parse_query
from gogame.gtp.session import Handler, Session, color_argument
from gogame.gtp.wire import (
    AnalysisReport,
    Command,
    Dialect,
    MoveInfo,
    RootInfo,
    format_analysis,
)
from gogame.search.config import Limits
from gogame.search.result import Analysis, Detail, MoveAnalysis, Request, View

_CANCELLED = "cancelled"
_NEVER_S = 1e9


def report(session: Session, analysis: Analysis, query: Query) -> AnalysisReport:
    """Returns an analysis as the wire carries it, seen as the session reports."""
    view = View(session.report_as or analysis.to_play, analysis.to_play)
    sign = view.sign

    def grid(
        flag: str, values: NDArray[np.float32] | None, factor: float = 1.0
    ) -> tuple[float, ...] | None:
        if values is None or flag not in query.flags:
            return None
        return tuple((factor * values).reshape(-1).tolist())

    def info(move: MoveAnalysis) -> MoveInfo:
        return MoveInfo(
            move=session.vertex(move.action),
            visits=move.visits,
            winrate=view.chance(move.winrate),
            score_lead=sign * move.score_black,
            score_stdev=move.score_stdev,
            prior=move.prior,
            lcb=view.chance(move.lcb),
            utility=view.utility(move.utility),
            utility_lcb=view.utility(move.utility_lcb),
            order=move.order,
            pv=tuple(map(session.vertex, move.pv)),
            pv_visits=move.pv_visits if "pvVisits" in query.flags else (),
            pv_edge_visits=move.pv_visits if "pvEdgeVisits" in query.flags else (),
            ownership=grid("movesOwnership", move.ownership_black, sign),
            ownership_stdev=grid("movesOwnershipStdev", move.ownership_stdev),
        )

    root = RootInfo(
        analysis.visits,
        view.chance(analysis.winrate),
        sign * analysis.score_black,
        view.utility(analysis.utility),
        analysis.score_stdev,
    )
    return AnalysisReport(
        tuple(map(info, analysis.moves[: query.max_moves])),
        root if "rootInfo" in query.flags else None,
        grid("ownership", analysis.ownership_black, sign),
        grid("ownershipStdev", analysis.ownership_stdev),
    )


def _lines_of(
    session: Session, analysis: Analysis, query: Query, dialect: Dialect
) -> Iterator[str]:
    """Yields the line of an analysis, or nothing: an empty line would end the reply."""
    if analysis.moves and query.max_moves > 0:
        yield format_analysis(report(session, analysis, query), dialect)


def _query(session: Session, command: Command, dialect: Dialect) -> Query:
    return parse_query(command.args, session.engine.variant, dialect)


def _analyze(session: Session, command: Command, dialect: Dialect) -> Iterator[str]:
    query = _query(session, command, dialect)
    request = query.request(session.lines.pending)
    analyses = session.engine.analyze(Limits(), request, color=query.color)

    def lines() -> Iterator[str]:
        for analysis in analyses:
            yield from _lines_of(session, analysis, query, dialect)
        session.lines.pending(None)  # the search may have ended by itself, its command not

    return lines()


def _thinking(
    session: Session, command: Command, dialect: Dialect, *, plays: bool, cancellable: bool = False
) -> Iterator[str]:
    """Searches for a move, and plays it if it is to be played."""
    query = _query(session, command, dialect)
    engine = session.engine
    until = session.lines.pending if cancellable else _never
    thinking = engine.think(query.color, query.request(until))

    def lines() -> Iterator[str]:
        while True:
            try:
                analysis = next(thinking)
            except StopIteration as stop:
                decision = stop.value
                break
            yield from _lines_of(session, analysis, query, dialect)
        if cancellable and session.lines.pending():
            yield f"play {_CANCELLED}"
            return
        if plays:
            engine.commit(decision, query.color)
        yield f"play {_move(session, decision.action)}"

    return lines()


def _never() -> bool:
    return False


def _move(session: Session, action: int | None) -> str:
    return "resign" if action is None else session.vertex(action)


def _search(session: Session, command: Command, until: Callable[[], bool]) -> str:
    color = color_argument(command, 0) if command.args else None
    request = Request(_NEVER_S, Detail.NONE, until=until)
    thinking = session.engine.think(color, request)
    while True:
        try:
            next(thinking)
        except StopIteration as stop:
            return _CANCELLED if until() else _move(session, stop.value.action)


COMMANDS: dict[str, Handler] = {
    "kata-analyze": lambda session, command: _analyze(session, command, Dialect.KATA),
    "lz-analyze": lambda session, command: _analyze(session, command, Dialect.LZ),
    "kata-genmove_analyze": lambda session, command: _thinking(
        session, command, Dialect.KATA, plays=True
    ),
    "lz-genmove_analyze": lambda session, command: _thinking(
        session, command, Dialect.LZ, plays=True
    ),
    "kata-search": lambda session, command: _search(session, command, _never),
    "kata-search_cancellable": lambda session, command: _search(
        session, command, session.lines.pending
    ),
    "kata-search_analyze": lambda session, command: _thinking(
        session, command, Dialect.KATA, plays=False
    ),
    "kata-search_analyze_cancellable": lambda session, command: _thinking(
        session, command, Dialect.KATA, plays=False, cancellable=True
    ),
}
