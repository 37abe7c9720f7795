"""From the arrays of a tree to an `Analysis` for people and protocols."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gogame.board.coords import BLACK, Color
from gogame.search.forest import Forest
from gogame.search.result import Analysis, MoveAnalysis
from gogame.search.root import lower_bounds, ranking
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
    mean_ownership,
    principal_variation,
)

_LONGEST_LINE = 64


def _ownership(forest: Forest, tree: int) -> NDArray[np.float32] | None:
    if not forest.config.keep_ownership:
        return None
    nodes, variant = forest.nodes, forest.variant
    mean = np.zeros(variant.num_points, dtype=np.float32)
    first, used = int(forest.roots[tree]), int(forest.trees.info[tree, USED])
    mean_ownership(nodes.info, nodes.ownership, first, used, mean)
    return mean.reshape(variant.height, variant.width)


def _line(forest: Forest, action: int, child: int) -> tuple[int, ...]:
    nodes = forest.nodes
    line = np.empty(_LONGEST_LINE - 1, dtype=np.int32)
    length = principal_variation(nodes.info, nodes.visits, nodes.child, child, line)
    return (action, *line[:length].tolist())


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
    order = ranking(visits, utility, lower, forest.config)
    return tuple(
        MoveAnalysis(
            action=int(actions[i]),
            visits=int(visits[i]),
            value=float(sign * means[i, VALUE]),
            winrate=float(winrate[i]),
            score_black=float(means[i, SCORE]),
            prior=float(nodes.prior[root, actions[i]]),
            lcb=float(lcb[i]),
            utility=float(utility[i]),
            order=rank,
            pv=_line(forest, int(actions[i]), int(children[i])),
        )
        for rank, i in enumerate(order.tolist())
    )


def analysis_of(forest: Forest, tree: int = 0) -> Analysis:
    """Returns what a tree knows now; its root has been visited and no leaf is waiting."""
    nodes, root = forest.nodes, int(forest.roots[tree])
    visits = int(nodes.info[root, COUNT])
    to_play = Color(int(nodes.info[root, TO_PLAY]))
    sign = 1.0 if to_play is Color.BLACK else -1.0
    mean = nodes.sums[root] / max(1, visits)
    value = float(sign * mean[VALUE])
    return Analysis(
        to_play=to_play,
        visits=visits,
        value=value,
        winrate=(1 + value) / 2,
        score_black=float(mean[SCORE]),
        ownership_black=_ownership(forest, tree),
        moves=root_moves(forest, tree),
    )
