"""Positions of a game as queries to an engine that analyses. No Qt beyond the query's type."""

from __future__ import annotations

from gui import engine_sync
from gui.analysis import keys_of
from gui.engine_client import AnalysisQuery
from gui.state import GameState


def query_at(
    state: GameState, node: int, visits: int, *, report_s: float = 0.0, priority: int = 0
) -> AnalysisQuery:
    """Returns the query for the position of one node.

    Args:
        state: The game.
        node: The node.
        visits: How thoroughly it is to be searched.
        report_s: Seconds between reports, 0 for the final one alone.
        priority: Higher ones come first.
    """
    game = engine_sync.game_at(state.tree, node)
    board = (state.variant.height, state.variant.width)
    to_play = state.tree.position(node).to_play.letter
    return AnalysisQuery(game, board, (len(game.moves),), to_play, visits, report_s, priority)


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
