"""From the arrays of a tree to an `Analysis` for people and protocols."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gogame.board.coords import BLACK, Color
from gogame.search.forest import Forest
from gogame.search.result import Analysis, Detail, MoveAnalysis, RawEvaluation
from gogame.search.root import lower_bounds, ranking
from gogame.search.tree import (
    COUNT,
    OPEN,
    SCORE,
    SCORE_SQUARE,
    SQUARE,
    STATE,
    TO_PLAY,
    USED,
    UTILITY,
    VALUE,
    mean_ownership,
    ownership_moments,
    principal_variation,
)

_LONGEST_LINE = 64


def _with_ownership(forest: Forest, tree: int, analysis: Analysis, detail: Detail) -> Analysis:
    """Returns the analysis with the ownership that is asked for and kept by the tree."""
    if not forest.config.keep_ownership or detail is Detail.NONE:
        return analysis
    nodes, variant = forest.nodes, forest.variant
    first, used = int(forest.roots[tree]), int(forest.trees.info[tree, USED])
    shape = (variant.height, variant.width)
    if detail is Detail.OWNERSHIP:
        mean = np.zeros(variant.num_points, dtype=np.float32)
        mean_ownership(nodes.info, nodes.ownership, first, used, mean)
        return replace(analysis, ownership_black=mean.reshape(shape))
    moves = analysis.moves if Detail.MOVES_OWNERSHIP in detail else ()
    group = np.zeros(used, dtype=np.int32)
    children = nodes.child[first, [move.action for move in moves]]
    group[children - first] = np.arange(1, len(moves) + 1)
    moments = np.zeros((2, len(moves) + 1, variant.num_points), dtype=np.float64)
    ownership_moments(nodes.info, nodes.ownership, first, group, moments)
    means, stdevs = moments.astype(np.float32).reshape(2, -1, *shape)
    has_stdev, has_whole = Detail.STDEV in detail, Detail.OWNERSHIP in detail
    return replace(
        analysis,
        ownership_black=means[0] if has_whole else None,
        ownership_stdev=stdevs[0] if has_whole and has_stdev else None,
        moves=tuple(
            replace(
                move,
                ownership_black=means[i],
                ownership_stdev=stdevs[i] if has_stdev else None,
            )
            for i, move in enumerate(moves, 1)
        )
        or analysis.moves,
    )


def _line(
    forest: Forest, action: int, child: int, visits: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Returns the expected line that begins with a root's action, and the visits of its moves."""
    nodes = forest.nodes
    line, counts = np.empty((2, _LONGEST_LINE - 1), dtype=np.int32)
    length = principal_variation(nodes.info, nodes.visits, nodes.child, child, line, counts)
    return (action, *line[:length].tolist()), (visits, *counts[:length].tolist())


def _score_stdev(
    means: NDArray[np.float64], visits: NDArray[np.int64] | int
) -> NDArray[np.float64]:
    """Returns the standard deviation of scores from means of `Nodes.sums`; 0 for one visit."""
    variance = np.maximum(means[..., SCORE_SQUARE] - means[..., SCORE] ** 2, 0.0)
    return np.where(np.asarray(visits) > 1, np.sqrt(variance), 0.0)  # squares were rounded


def root_moves(forest: Forest, tree: int = 0) -> tuple[MoveAnalysis, ...]:
    """Returns the visited moves of a root, best first."""
    nodes, root = forest.nodes, int(forest.roots[tree])
    if nodes.info[root, STATE] != OPEN:
        return ()
    seen = (nodes.visits[root] > 0) & (forest.trees.prior[tree] >= 0)
    actions = np.flatnonzero(seen)
    if len(actions) == 0:
        return ()
    children = nodes.child[root, actions]
    visits = nodes.info[children, COUNT].astype(np.int64)
    sign = 1.0 if nodes.info[root, TO_PLAY] == BLACK else -1.0
    means = nodes.sums[children] / visits[:, None]
    utility = sign * means[:, UTILITY]
    lower = lower_bounds(visits, utility, means[:, SQUARE], forest.config)
    winrate = (1 + sign * means[:, VALUE]) / 2
    lcb = np.clip(winrate - (utility - lower) / 2, 0.0, 1.0)
    score_stdev = _score_stdev(means, visits)
    order = ranking(visits, utility, lower, forest.config)

    def move(i: int, rank: int) -> MoveAnalysis:
        count = int(visits[i])
        line, counts = _line(forest, int(actions[i]), int(children[i]), count)
        return MoveAnalysis(
            action=int(actions[i]),
            visits=count,
            value=float(sign * means[i, VALUE]),
            winrate=float(winrate[i]),
            score_black=float(means[i, SCORE]),
            prior=float(nodes.prior[root, actions[i]]),
            lcb=float(lcb[i]),
            utility=float(utility[i]),
            order=rank,
            pv=line,
            pv_visits=counts,
            utility_lcb=float(lower[i]),
            score_stdev=float(score_stdev[i]),
        )

    return tuple(move(i, rank) for rank, i in enumerate(order.tolist()))


def _raw(forest: Forest, root: int, sign: float) -> RawEvaluation | None:
    nodes = forest.nodes
    if nodes.info[root, STATE] != OPEN:
        return None
    value, score = float(nodes.raw[root, VALUE]), float(nodes.raw[root, SCORE])
    return RawEvaluation(sign * value, score, nodes.prior[root].copy())


def _unvisited(forest: Forest, tree: int, whole: Analysis, count: int) -> tuple[MoveAnalysis, ...]:
    """Returns the likeliest moves without visits, with what is known of the whole position."""
    root = int(forest.roots[tree])
    if count <= 0 or forest.nodes.info[root, STATE] != OPEN:
        return ()
    prior = np.where(forest.nodes.visits[root] > 0, -1.0, forest.trees.prior[tree])
    likeliest = np.argsort(-prior, kind="stable")[:count]
    return tuple(
        MoveAnalysis(
            action=action,
            visits=0,
            value=whole.value,
            winrate=whole.winrate,
            score_black=whole.score_black,
            prior=float(forest.nodes.prior[root, action]),
            lcb=0.0,
            utility=whole.utility,
            order=len(whole.moves) + rank,
            pv=(action,),
            pv_visits=(0,),
            utility_lcb=-1.0,
            score_stdev=whole.score_stdev,
        )
        for rank, action in enumerate(likeliest.tolist())
        if prior[action] >= 0
    )


def analysis_of(
    forest: Forest, tree: int = 0, detail: Detail = Detail.OWNERSHIP, least_moves: int = 0
) -> Analysis:
    """Returns what a tree knows now; its root has been visited and no leaf is waiting.

    Args:
        forest: The trees.
        tree: Which of them.
        detail: What to tell besides moves.
        least_moves: Moves to tell of at least; the likeliest unvisited ones fill up.
    """
    nodes, root = forest.nodes, int(forest.roots[tree])
    visits = int(nodes.info[root, COUNT])
    to_play = Color(int(nodes.info[root, TO_PLAY]))
    sign = 1.0 if to_play is Color.BLACK else -1.0
    mean = nodes.sums[root] / max(1, visits)
    value = float(sign * mean[VALUE])
    analysis = Analysis(
        to_play=to_play,
        visits=visits,
        value=value,
        winrate=(1 + value) / 2,
        score_black=float(mean[SCORE]),
        ownership_black=None,
        moves=root_moves(forest, tree),
        utility=float(sign * mean[UTILITY]),
        score_stdev=float(_score_stdev(mean, visits)),
        raw=_raw(forest, root, sign),
    )
    found = _with_ownership(forest, tree, analysis, detail)
    more = _unvisited(forest, tree, found, least_moves - len(found.moves))
    return replace(found, moves=(*found.moves, *more)) if more else found
