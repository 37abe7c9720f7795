"""The window's questions and answers in the words of the analysis protocol. No Qt here."""

from __future__ import annotations

from gogame.analysis.wire import AnalysisReply, Include, MoveInfo, MoveLimit, Query
from gogame.board.rules import WinCondition
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from gui.engine_client.engine_sync import Obstacle, UnknownGame, rules_value, variant_of
from gui.engine_client.interface import AnalysisQuery, action_of
from gui.game.reports import Candidate, PositionReport, ownership_bytes


def is_ordinary(variant: VariantSpec) -> bool:
    """Returns whether the protocol itself has words for a game."""
    return variant.shape is Shape.PLANE and variant.win is WinCondition.SCORE


def query_of(query: AnalysisQuery, number: int, *, knows_variants: bool = False) -> Query:
    """Returns a query as the protocol has it.

    Args:
        query: What is to be analysed.
        number: The query's id.
        knows_variants: Whether the engine is ours, which knows more games than the protocol.

    Raises:
        UnknownGame: There are no words for the game.
    """
    variant = variant_of(query.game.variant)
    if not (knows_variants or is_ordinary(variant)):
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
        include=Include(ownership=True, policy=query.report_s > 0),
        avoid=_limits(query, query.avoided),
        allow=_limits(query, query.allowed),
        settings={"reportAnalysisWinratesAs": "BLACK"},
        variant={} if is_ordinary(variant) else _out_of_the_ordinary(variant),
    )


def _limits(query: AnalysisQuery, moves: tuple[str, ...]) -> tuple[MoveLimit, ...]:
    """Returns limits on the moves of the position itself."""
    player = query.color_at(query.turns[0])
    return (MoveLimit(player, moves, until_depth=1),) if moves else ()


def _out_of_the_ordinary(variant: VariantSpec) -> dict[str, object]:
    fields: dict[str, object] = {"shape": variant.shape.value, "win": variant.win.value}
    if variant.capture_goal:
        fields["captureGoal"] = variant.capture_goal
    return fields


def report_of(reply: AnalysisReply, query: AnalysisQuery) -> PositionReport | None:
    """Returns what a reply says about a position, None if it says nothing.

    Where points do not decide the game, the reply's are not taken.

    Args:
        reply: The reply, seen by Black.
        query: The query that it answers.

    Raises:
        CoordinateError: It names a point that the board has not.
    """
    root, owners, board = reply.root, reply.ownership, query.board
    if root is None:
        return None
    has_score = variant_of(query.game.variant).win is WinCondition.SCORE
    is_whole = owners is not None and len(owners) == board[0] * board[1]
    moves = sorted(reply.moves, key=lambda move: move.order)
    return PositionReport(
        root.visits,
        root.winrate,
        root.score_lead if has_score else 0.0,
        tuple(_candidate(move, board) for move in moves),
        ownership_bytes(owners) if owners is not None and is_whole and has_score else None,
        has_score=has_score,
        is_final=not reply.is_during_search,
        policy=_policy(reply, board),
    )


def _policy(reply: AnalysisReply, board: tuple[int, int]) -> tuple[float, ...] | None:
    is_whole = reply.policy is not None and len(reply.policy) == board[0] * board[1] + 1
    return reply.policy if is_whole else None


def _candidate(move: MoveInfo, board: tuple[int, int]) -> Candidate:
    return Candidate(
        action_of(move.move, board),
        move.visits,
        move.winrate,
        move.score_lead,
        move.prior,
        tuple(action_of(vertex, board) for vertex in move.pv),
        move.lcb,
    )
