"""The window's questions and answers in the words of the analysis protocol. No Qt here."""

from __future__ import annotations

from gogame.analysis.wire import AnalysisReply, Include, MoveInfo, Query
from gogame.board.rules import WinCondition
from gogame.board.topology import Shape
from gui.analysis import Candidate, PositionReport, ownership_bytes
from gui.engine_client.interface import AnalysisQuery, action_of
from gui.engine_sync import Obstacle, UnknownGame, rules_value, variant_of


def query_of(query: AnalysisQuery, number: int) -> Query:
    """Returns a query as the protocol has it.

    Raises:
        UnknownGame: The protocol has no words for the game.
    """
    variant = variant_of(query.game.variant)
    if variant.shape is not Shape.PLANE or variant.win is not WinCondition.SCORE:
        where = f"{variant.shape.value}, {variant.win.value}"
        raise UnknownGame(Obstacle.NOT_ORDINARY, f"cannot tell an engine of a game on {where}")
    handicap = tuple(("B", vertex) for vertex in query.game.handicap)
    return Query(
        id=str(number),
        width=variant.width,
        height=variant.height,
        moves=query.game.moves,
        rules=rules_value(variant.rules),
        komi=variant.komi,
        initial_stones=handicap + query.game.stones,
        initial_player=query.color_at(0),
        turns=query.turns,
        max_visits=query.max_visits,
        priority=query.priority,
        report_every_s=query.report_s or None,
        include=Include(ownership=True),
        settings={"reportAnalysisWinratesAs": "BLACK"},
    )


def report_of(reply: AnalysisReply, board: tuple[int, int]) -> PositionReport | None:
    """Returns what a reply says about a position, None if it says nothing.

    Args:
        reply: The reply, seen by Black.
        board: Rows and columns of the query that it answers.

    Raises:
        CoordinateError: It names a point that the board has not.
    """
    root, owners = reply.root, reply.ownership
    if root is None:
        return None
    is_whole = owners is not None and len(owners) == board[0] * board[1]
    moves = sorted(reply.moves, key=lambda move: move.order)
    return PositionReport(
        root.visits,
        root.winrate,
        root.score_lead,
        tuple(_candidate(move, board) for move in moves),
        ownership_bytes(owners) if owners is not None and is_whole else None,
        is_final=not reply.is_during_search,
    )


def _candidate(move: MoveInfo, board: tuple[int, int]) -> Candidate:
    return Candidate(
        action_of(move.move, board),
        move.visits,
        move.winrate,
        move.score_lead,
        move.prior,
        tuple(action_of(vertex, board) for vertex in move.pv),
    )
