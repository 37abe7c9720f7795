"""Positions of a game as queries to an engine that analyses. No Qt beyond the query's type."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, replace

from gogame.board.coords import action_to_gtp
from gui.engine_client import AnalysisQuery, engine_sync
from gui.game.focus import Focus
from gui.game.reports import keys_of
from gui.game.state import GameState


class Purpose(enum.Enum):
    """What a query is for.

    LIVE: The position shown.
    REVIEW: The whole game.
    LESSON: The teacher.
    EXTRA: Moves of the position shown that are looked at by themselves.
    """

    LIVE = 10
    REVIEW = 0
    LESSON = 20
    EXTRA = 15


@dataclass(frozen=True, slots=True)
class Asked:
    """A query that is under way.

    Attributes:
        keys: The position's key by turn; turns that are answered are taken out.
        purpose: What it is for.
    """

    keys: dict[int, int]
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class ReviewWish:
    """An analysis of the line shown.

    Attributes:
        visits: Of each position.
        keys: Only these positions, or None for all of them.
    """

    visits: int
    keys: frozenset[int] | None = None


def query_at(
    state: GameState,
    node: int,
    visits: int,
    *,
    report_s: float = 0.0,
    purpose: Purpose = Purpose.LIVE,
) -> AnalysisQuery:
    """Returns the query for the position of one node.

    Args:
        state: The game.
        node: The node.
        visits: How thoroughly it is to be searched.
        report_s: Seconds between reports, 0 for the final one alone.
        purpose: What for; the priority follows from it.
    """
    game = engine_sync.game_at(state.tree, node)
    board = (state.variant.height, state.variant.width)
    to_play = state.tree.position(node).to_play.letter
    turn = len(game.moves)
    return AnalysisQuery(game, board, (turn,), to_play, visits, report_s, purpose.value)


def with_focus(query: AnalysisQuery, state: GameState, focus: Focus) -> AnalysisQuery | None:
    """Returns a query that looks at the moves of a focus alone, None if it leaves none."""
    if not focus.is_on:
        return query
    allowed, avoided = focus.limits(state.position)
    if not allowed and (focus.region or focus.allowed):
        return None
    return limited(query, allowed, avoided)


def extra_queries(
    state: GameState, moves: tuple[int, ...], visits: int, *, others: bool
) -> list[AnalysisQuery]:
    """Returns queries that look at moves of the position shown by themselves.

    Args:
        state: The game.
        moves: The moves.
        visits: Of each query.
        others: Whether one query is to look at all moves but these.
    """
    query = query_at(state, state.cursor, visits, purpose=Purpose.EXTRA)
    if others:
        return [limited(query, avoided=moves)]
    return [limited(query, allowed=(move,)) for move in moves]


def limited(
    query: AnalysisQuery, allowed: tuple[int, ...] = (), avoided: tuple[int, ...] = ()
) -> AnalysisQuery:
    """Returns a query with the only moves to consider, or with moves to leave out."""

    def vertices(actions: tuple[int, ...]) -> tuple[str, ...]:
        return tuple(action_to_gtp(action, *query.board) for action in actions)

    return replace(query, allowed=vertices(allowed), avoided=vertices(avoided))


def review_queries(
    state: GameState, wish: ReviewWish, has: Callable[[int, int], bool]
) -> list[tuple[AnalysisQuery, dict[int, int]]]:
    """Returns the queries of an analysis of the line shown, each with its keys by turn.

    Args:
        state: The game.
        wish: What is wanted.
        has: Says whether a position of a key is known with so many visits.
    """
    end = state.tree.end_of_line(state.cursor)
    last = state.tree.position(end).to_play.letter
    board = (state.variant.height, state.variant.width)
    found: list[tuple[AnalysisQuery, dict[int, int]]] = []
    for game, keys in stretches(state, end):
        turns = {
            turn: key
            for turn, key in keys.items()
            if (wish.keys is None or key in wish.keys) and not has(key, wish.visits)
        }
        if turns:
            priority = Purpose.REVIEW.value
            query = AnalysisQuery(game, board, tuple(turns), last, wish.visits, priority=priority)
            found.append((query, turns))
    return found


def stretches(state: GameState, end: int) -> list[tuple[engine_sync.EngineGame, dict[int, int]]]:
    """Returns the line to a node in stretches that begin where stones were set up.

    Each is a game with all its moves, and the keys of its positions by turn; a node that only
    says something is the position before it.
    """
    tree = state.tree
    path = tree.path(end)
    keys = keys_of(tree, end)
    starts = [i for i, node in enumerate(path) if tree[node].is_setup]
    found: list[tuple[engine_sync.EngineGame, dict[int, int]]] = []
    for start, stop in zip(starts, [*starts[1:], len(path)], strict=True):
        turns = {0: keys[start]}
        turn = 0
        for i in range(start + 1, stop):
            if tree[path[i]].move is not None:
                turn += 1
                turns[turn] = keys[i]
        if tree.position(path[stop - 1]).is_over:
            del turns[turn]
        found.append((engine_sync.game_at(tree, path[stop - 1]), turns))
    return found
