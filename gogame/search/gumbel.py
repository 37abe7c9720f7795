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
from gogame.search.lanes import NEVER, first_of, highest, total
from gogame.search.softmax import exp32
from gogame.search.tree import OPEN, ROOT, STATE, TO_PLAY, UTILITY

_TINY = np.float32(1.1754944e-38)
_LOWEST = np.float32(-1e9)  # the least score of an action under consideration


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
    tried, most = 0, 0
    for a in range(num_actions):
        n = visits[node, a]
        tried += n
        most = max(most, n)
        out[a] = max(prior[row, a], _TINY) if n > 0 else np.float32(0)
    mixed = np.float32(own)
    if tried > 0:
        mass = total(out, num_actions)
        for a in range(num_actions):
            out[a] *= q[node, a] if visits[node, a] > 0 else np.float32(0)
        weighted = total(out, num_actions)
        mixed = np.float32((own + tried * (weighted / mass)) / (tried + 1))
    for a in range(num_actions):
        out[a] = q[node, a] if visits[node, a] > 0 else mixed
    scale = np.float32((params.visit_offset + most) * params.value_scale)
    shift = np.float32(0)
    if params.rescale_q:
        low, high = np.float32(np.inf), np.float32(-np.inf)
        for a in range(num_actions):
            low = min(low, out[a])
            high = max(high, out[a])
        shift = low
        scale /= max(high - low, np.float32(1e-8))
    for a in range(num_actions):
        out[a] = (out[a] - shift) * scale


@kernel
def improved_policy(prior, row, out):
    """Turns transformed Q-values into the policy prior * exp(Q), normalised, in place."""
    num_actions = prior.shape[1]
    for a in range(num_actions):
        out[a] = out[a] if prior[row, a] >= 0 else NEVER
    largest = highest(out, num_actions)
    for a in range(num_actions):
        out[a] = exp32(out[a] - largest)
    for a in range(num_actions):
        out[a] = out[a] * prior[row, a] if prior[row, a] >= 0 else np.float32(0)
    scale = np.float32(1.0) / max(total(out, num_actions), _TINY)
    for a in range(num_actions):
        out[a] *= scale


@kernel
def select_inside(prior, visits, q, node, own, tried, params, work):
    """Returns the action whose visits lag most behind the improved policy."""
    num_actions = prior.shape[1]
    completed_q(prior, node, visits, q, node, own, params, work)
    improved_policy(prior, node, work)
    share = np.float32(1.0) / np.float32(1 + tried)
    for a in range(num_actions):
        lag = work[a] - np.float32(visits[node, a]) * share
        work[a] = lag if prior[node, a] >= 0 else NEVER
    return first_of(work, highest(work, num_actions))


def noisy_logits(prior: NDArray[np.float32], noise: NDArray[np.float64]) -> NDArray[np.float32]:
    """Returns `[T, A]` logits of the roots plus noise; minus infinity for illegal actions.

    Args:
        prior: `[T, A]` float32, -1 for actions not to be taken.
        noise: `[T, A]` Gumbel noise.
    """
    highest_prior = np.maximum(prior.max(axis=1, keepdims=True), _TINY)
    logits = np.log(np.maximum(prior, _TINY) / highest_prior)
    return np.where(prior >= 0, logits + noise, -np.inf).astype(np.float32)


@kernel
def select_considered(noisy, tree, visits, node, wanted, work):
    """Returns the best root action by gumbel + logit + transformed Q, -1 if none is legal.

    Args:
        noisy: `[T, A]` float32 `noisy_logits`.
        tree: The row.
        visits: `[V, A]` int32.
        node: The root's row of `visits`.
        wanted: Only actions of this visit count are considered, if there is one.
        work: `[>= A]` float32 transformed Q-values; overwritten.
    """
    num_actions = noisy.shape[1]
    num_wanted = 0
    for a in range(num_actions):
        num_wanted += (visits[node, a] == wanted) & (noisy[tree, a] > -np.inf)
    takes_all = num_wanted == 0
    for a in range(num_actions):
        score = max(_LOWEST, noisy[tree, a] + work[a])
        fits = (visits[node, a] == wanted) | takes_all
        work[a] = score if fits & (noisy[tree, a] > -np.inf) else NEVER
    best = highest(work, num_actions)
    return first_of(work, best) if best > NEVER else -1


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
        actions[tree] = select_considered(trees.noisy, tree, nodes.visits, root, most, work)
        completed_q(trees.prior, tree, nodes.visits, nodes.q, root, own, params, work)
        improved_policy(trees.prior, tree, work)
