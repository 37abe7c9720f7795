"""Gumbel search: sequential halving at the root, completed Q-values everywhere.

Source: Danihelka, Guez, Schrittwieser, Silver, Policy improvement by planning with Gumbel,
ICLR 2022 (openreview.net/forum?id=bERaNdoegnO), sections 3 to 5 and appendix D. Agrees with
mctx's `gumbel_muzero_policy`, against which it is tested.

The paper adds logits and transformed Q-values inside a softmax; here priors are probabilities,
so the same policy is prior * exp(transformed Q), normalised.
"""

from __future__ import annotations

import functools
import math

import numpy as np
from numpy.typing import NDArray

from gogame.board.jit import kernel
from gogame.search.softmax import exp32
from gogame.search.tree import OPEN, ROOT, STATE, TO_PLAY, UTILITY

_TINY = np.float32(1.1754944e-38)
_LOWEST = -1e9  # the least score of an action under consideration


@functools.cache
def considered_visits(num_actions: int, num_playouts: int) -> NDArray[np.int32]:
    """Returns `[num_playouts]` int32: the visit count that each playout's action must have.

    Sequential halving begins with `num_actions` actions and shares the playouts evenly over the
    rounds; picking the best action among those with the listed count carries it out.
    """
    if num_actions <= 1:
        return np.arange(num_playouts, dtype=np.int32)
    rounds = math.ceil(math.log2(num_actions))
    counts = [0] * num_actions
    order: list[int] = []
    left = num_actions
    while len(order) < num_playouts:
        for _ in range(max(1, num_playouts // (rounds * left))):
            order += counts[:left]
            for i in range(left):
                counts[i] += 1
        left = max(2, left // 2)
    return np.array(order[:num_playouts], dtype=np.int32)


@kernel
def completed_q(prior, row, visits, q, node, own, params, out):
    """Writes the transformed Q-value of every action; unvisited ones get the mixed value.

    Args:
        prior: `[., A]` float32, -1 for actions not to be taken.
        row: The row of `prior`.
        visits: `[V, A]` int32.
        q: `[V, A]` float32.
        node: The row of `visits` and `q`.
        own: The node's own evaluation, utility for its player to play.
        params: The `SearchParams`.
        out: `[>= A]` float32, overwritten, for illegal actions too.
    """
    num_actions = prior.shape[1]
    total, most = 0, 0
    mass, weighted = 0.0, 0.0
    for a in range(num_actions):
        n = visits[node, a]
        if n > 0:
            total += n
            most = max(most, n)
            p = max(prior[row, a], _TINY)
            mass += p
            weighted += p * q[node, a]
    mixed = np.float32(own)
    if total > 0:
        mixed = np.float32((own + total * (weighted / mass)) / (total + 1))
    low, high = np.float32(np.inf), np.float32(-np.inf)
    for a in range(num_actions):
        x = q[node, a] if visits[node, a] > 0 else mixed
        out[a] = x
        low = min(low, x)
        high = max(high, x)
    scale = np.float32((params.visit_offset + most) * params.value_scale)
    shift = np.float32(0)
    if params.rescale_q:
        shift = low
        scale /= max(high - low, np.float32(1e-8))
    for a in range(num_actions):
        out[a] = (out[a] - shift) * scale


@kernel
def improved_policy(prior, row, out):
    """Turns transformed Q-values into the policy prior * exp(Q), normalised, in place."""
    num_actions = prior.shape[1]
    largest = np.float32(-np.inf)
    for a in range(num_actions):
        if prior[row, a] >= 0:
            largest = max(largest, out[a])
    for a in range(num_actions):
        out[a] = exp32(out[a] - largest)
    total = 0.0
    for a in range(num_actions):
        out[a] = out[a] * prior[row, a] if prior[row, a] >= 0 else np.float32(0)
        total += out[a]
    scale = np.float32(1.0 / max(total, 1e-30))
    for a in range(num_actions):
        out[a] *= scale


@kernel
def select_inside(prior, visits, q, node, own, tried, params, work):
    """Returns the action whose visits lag most behind the improved policy."""
    completed_q(prior, node, visits, q, node, own, params, work)
    improved_policy(prior, node, work)
    share = np.float32(1.0) / np.float32(1 + tried)
    best, best_lag = -1, np.float32(-np.inf)
    for a in range(prior.shape[1]):
        lag = work[a] - np.float32(visits[node, a]) * share
        if prior[node, a] >= 0 and lag > best_lag:
            best, best_lag = a, lag
    return best


@kernel
def select_considered(prior, gumbel, tree, visits, node, wanted, work):
    """Returns the best root action by gumbel + logit + transformed Q.

    Args:
        prior: `[T, A]` float32 root priors.
        gumbel: `[T, A]` float32 noise.
        tree: The row of both.
        visits: `[V, A]` int32.
        node: The root's row of `visits`.
        wanted: Only actions of this visit count are considered, if there is one.
        work: `[>= A]` float32 transformed Q-values.
    """
    best, best_score = -1, -np.inf
    spare, spare_score = -1, -np.inf
    highest = np.float32(0)
    for a in range(prior.shape[1]):
        highest = max(highest, prior[tree, a])
    for a in range(prior.shape[1]):
        p = prior[tree, a]
        if p < 0:
            continue
        logit = math.log(max(p, _TINY) / highest)
        score = max(_LOWEST, gumbel[tree, a] + logit + work[a])
        if visits[node, a] == wanted and score > best_score:
            best, best_score = a, score
        if score > spare_score:
            spare, spare_score = a, score
    return best if best >= 0 else spare


@kernel
def own_utility(info, raw, node):
    """Returns the node's own evaluation for its player to play."""
    return raw[node, UTILITY] if info[node, TO_PLAY] == 1 else -raw[node, UTILITY]


@kernel
def root_results(nodes, trees, params, targets, actions):
    """Writes what each root's search has found.

    Args:
        nodes: The `Nodes`.
        trees: The `Trees`.
        params: The `SearchParams`.
        targets: `[T, A]` float32, overwritten: the improved policy; 0 everywhere if the game is
            over.
        actions: `[T]` int32, overwritten: the action to play, -1 if the game is over.
    """
    for tree in range(targets.shape[0]):
        root = trees.info[tree, ROOT]
        targets[tree, :] = 0
        actions[tree] = -1
        if nodes.info[root, STATE] != OPEN:
            continue
        most = 0
        for a in range(targets.shape[1]):
            most = max(most, nodes.visits[root, a])
        own = own_utility(nodes.info, nodes.raw, root)
        work = targets[tree]
        completed_q(trees.prior, tree, nodes.visits, nodes.q, root, own, params, work)
        actions[tree] = select_considered(
            trees.prior, trees.gumbel, tree, nodes.visits, root, most, work
        )
        improved_policy(trees.prior, tree, work)
