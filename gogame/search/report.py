"""From the arrays of a tree to an `Analysis` for people and protocols."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gogame.board.coords import BLACK, Color
from gogame.search.forest import Forest
from gogame.search.result import Analysis, Detail, MoveAnalysis
from gogame.search.root import lower_bounds, ranking
from gogame.search.terminal import OWNERSHIP_SCALE
from gogame.search.tree import (
    COUNT,
    OPEN,
    SCORE,
    SQUARE,
    STATE,
    TO_PLAY,
    USED,
    UTILITY,
    VALUE,
    branch_totals,
    mean_ownership,
    principal_variation,
)

_LONGEST_LINE = 64
_DEFAULT = Detail()


class _Spread(NamedTuple):
    """What the playouts found apart from their means, a row a move and the last for all.

    Attributes:
        score_stdev: `[M + 1]` float64.
        ownership: `[M + 1, H, W]` float32 for Black, or None.
        ownership_stdev: `[M + 1, H, W]` float32, or None.
    """

    score_stdev: NDArray[np.float64]
    ownership: NDArray[np.float32] | None
    ownership_stdev: NDArray[np.float32] | None


def _spread(forest: Forest, tree: int, actions: NDArray[np.intp], detail: Detail) -> _Spread:
    """Returns the spread of the playouts through each of these moves at a root."""
    nodes, variant = forest.nodes, forest.variant
    rows, points = len(actions) + 1, variant.num_points
    keeps = forest.config.keep_ownership
    needs_squares = keeps and (detail.ownership_stdev or detail.moves_ownership_stdev)
    needs_means = keeps and (detail.moves_ownership or needs_squares)
    branch = np.full(variant.num_actions, len(actions), dtype=np.int32)
    branch[actions] = np.arange(len(actions))
    totals = np.zeros((rows, 3))
    owned = np.zeros((rows if needs_means else 0, points))
    squares = np.zeros((rows if needs_squares else 0, points))
    first, used = int(forest.roots[tree]), int(forest.trees.info[tree, USED])
    branch_totals(
        nodes.info, nodes.raw, nodes.ownership, first, used, branch, totals, owned, squares
    )
    for sums in (totals, owned, squares):
        sums[-1:] = sums.sum(axis=0)  # all playouts, those that ended at the root among them
    count = np.maximum(totals[:, :1], 1)
    shape = (-1, variant.height, variant.width)
    mean = owned / (count * OWNERSHIP_SCALE) if needs_means else None
    stdev = None
    if mean is not None and needs_squares:
        stdev = _stdev(squares / (count * OWNERSHIP_SCALE**2), mean)
    means = totals / count
    return _Spread(
        _stdev(means[:, 2], means[:, 1]),
        None if mean is None else mean.astype(np.float32).reshape(shape),
        None if stdev is None else stdev.astype(np.float32).reshape(shape),
    )


def _stdev(mean_square: NDArray[np.float64], mean: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.sqrt(np.maximum(mean_square - mean * mean, 0.0))


def _ownership(forest: Forest, tree: int) -> NDArray[np.float32] | None:
    if not forest.config.keep_ownership:
        return None
    nodes, variant = forest.nodes, forest.variant
    mean = np.zeros(variant.num_points, dtype=np.float32)
    first, used = int(forest.roots[tree]), int(forest.trees.info[tree, USED])
    mean_ownership(nodes.info, nodes.ownership, first, used, mean)
    return mean.reshape(variant.height, variant.width)


def _line(forest: Forest, child: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Returns the line below a node, and the visits of its moves."""
    nodes = forest.nodes
    line = np.empty(_LONGEST_LINE - 1, dtype=np.int32)
    counts = np.empty_like(line)
    length = principal_variation(nodes.info, nodes.visits, nodes.child, child, line, counts)
    return tuple(line[:length].tolist()), tuple(counts[:length].tolist())


def visited_actions(forest: Forest, tree: int = 0) -> NDArray[np.intp]:
    """Returns the actions that a root's playouts took, of those it may take."""
    nodes, root = forest.nodes, int(forest.roots[tree])
    if nodes.info[root, STATE] != OPEN:
        return np.zeros(0, dtype=np.intp)
    return np.flatnonzero((nodes.visits[root] > 0) & (forest.trees.prior[tree] >= 0))


def root_moves(
    forest: Forest, tree: int = 0, detail: Detail = _DEFAULT
) -> tuple[MoveAnalysis, ...]:
    """Returns the visited moves of a root, best first."""
    actions = visited_actions(forest, tree)
    return _moves(forest, tree, actions, _spread(forest, tree, actions, detail), detail)


def _moves(
    forest: Forest, tree: int, actions: NDArray[np.intp], spread: _Spread, detail: Detail
) -> tuple[MoveAnalysis, ...]:
    if len(actions) == 0:
        return ()
    nodes, root = forest.nodes, int(forest.roots[tree])
    children = nodes.child[root, actions]
    visits = nodes.info[children, COUNT].astype(np.int64)
    sign = 1.0 if nodes.info[root, TO_PLAY] == BLACK else -1.0
    means = nodes.sums[children] / visits[:, None]
    utility = sign * means[:, UTILITY]
    lower = lower_bounds(visits, utility, means[:, SQUARE], forest.config)
    winrate = (1 + sign * means[:, VALUE]) / 2
    lcb = np.clip(winrate - (utility - lower) / 2, 0.0, 1.0)
    order = ranking(visits, utility, lower, forest.config)
    owned = spread.ownership if detail.moves_ownership else None
    stdev = spread.ownership_stdev if detail.moves_ownership_stdev else None
    found: list[MoveAnalysis] = []
    for rank, i in enumerate(order.tolist()):
        line, counts = _line(forest, int(children[i]))
        found.append(
            MoveAnalysis(
                action=int(actions[i]),
                visits=int(visits[i]),
                value=float(sign * means[i, VALUE]),
                winrate=float(winrate[i]),
                score_black=float(means[i, SCORE]),
                score_stdev=float(spread.score_stdev[i]),
                prior=float(nodes.prior[root, actions[i]]),
                lcb=float(lcb[i]),
                utility=float(utility[i]),
                utility_lcb=float(lower[i]),
                order=rank,
                pv=(int(actions[i]), *line),
                pv_visits=(int(visits[i]), *counts),
                ownership_black=None if owned is None else owned[i],
                ownership_stdev=None if stdev is None else stdev[i],
            )
        )
    return tuple(found)


def _unvisited(forest: Forest, tree: int, whole: Analysis, count: int) -> tuple[MoveAnalysis, ...]:
    """Returns the likeliest moves without visits, with what is known of the whole position."""
    prior = np.where(
        forest.nodes.visits[int(forest.roots[tree])] > 0, -1.0, forest.trees.prior[tree]
    )
    likeliest = np.argsort(-prior, kind="stable")[:count]
    return tuple(
        MoveAnalysis(
            action=int(action),
            visits=0,
            value=whole.value,
            winrate=whole.winrate,
            score_black=whole.score_black,
            score_stdev=whole.score_stdev,
            prior=float(forest.nodes.prior[int(forest.roots[tree]), action]),
            lcb=0.0,
            utility=whole.utility,
            utility_lcb=-1.0,
            order=len(whole.moves) + rank,
            pv=(int(action),),
            pv_visits=(0,),
        )
        for rank, action in enumerate(likeliest)
        if prior[action] >= 0
    )


def analysis_of(forest: Forest, tree: int = 0, detail: Detail = _DEFAULT) -> Analysis:
    """Returns what a tree knows now; its root has been visited and no leaf is waiting."""
    nodes, root = forest.nodes, int(forest.roots[tree])
    visits = int(nodes.info[root, COUNT])
    to_play = Color(int(nodes.info[root, TO_PLAY]))
    sign = 1.0 if to_play is Color.BLACK else -1.0
    mean = nodes.sums[root] / max(1, visits)
    value = float(sign * mean[VALUE])
    is_open = bool(nodes.info[root, STATE] == OPEN)
    actions = visited_actions(forest, tree)
    spread = _spread(forest, tree, actions, detail)
    stdev = spread.ownership_stdev if detail.ownership_stdev else None
    found = Analysis(
        to_play=to_play,
        visits=visits,
        value=value,
        winrate=(1 + value) / 2,
        score_black=float(mean[SCORE]),
        score_stdev=float(spread.score_stdev[-1]),
        utility=float(sign * mean[UTILITY]),
        raw_winrate=float(1 + sign * nodes.raw[root, VALUE]) / 2,
        raw_score_black=float(nodes.raw[root, SCORE]),
        policy=nodes.prior[root].copy() if is_open else None,
        ownership_black=_ownership(forest, tree) if detail.ownership else None,
        ownership_stdev=None if stdev is None else stdev[-1],
        moves=_moves(forest, tree, actions, spread, detail),
    )
    if not is_open or len(found.moves) >= detail.least_moves:
        return found
    more = _unvisited(forest, tree, found, detail.least_moves - len(found.moves))
    return replace(found, moves=(*found.moves, *more))
