"""One playout in compiled code: descend, and after the evaluation, expand and back up.

`collect` runs playouts until enough leaves wait for evaluation, `settle` takes the evaluation in.
Between the two, the visits of a leaf's path run ahead of its playouts, and each edge of the path
counts a loss of weight `virtual_loss`, so that the next playout looks elsewhere. Arrays are
passed one by one to what runs at every node: a NamedTuple would have all of its arrays' reference
counts changed at each call.
"""

from __future__ import annotations

import math

import numpy as np

from gogame.board.arrays import META, RUNNING, STATUS
from gogame.board.arrays import TO_PLAY as BOARD_TO_PLAY
from gogame.board.bits import fits
from gogame.board.chains import play, position_key
from gogame.board.jit import allocating_kernel, kernel, vector_kernel
from gogame.board.legal import legal_mask, legal_mask_with_scratch
from gogame.board.row import copy_board
from gogame.board.rules import KernelRules
from gogame.board.sight import look
from gogame.features import encode_with_scratch
from gogame.search.gumbel import completed_q, own_utility, select_considered, select_inside
from gogame.search.lanes import NEVER, first_of, highest
from gogame.search.restriction import forbid
from gogame.search.softmax import masked_softmax
from gogame.search.terminal import OWNERSHIP_SCALE, judge, utility_of
from gogame.search.tree import (
    ACTION,
    CLOSED,
    COUNT,
    FULL,
    KEYS,
    LEFT,
    MASS,
    NEW,
    OPEN,
    PARENT,
    PENDING,
    ROOM,
    ROOT,
    SCORE,
    SCORE_SQUARE,
    SQUARE,
    STATE,
    TO_PLAY,
    TRIED,
    USED,
    UTILITY,
    VALUE,
    clear_edges,
    keep_subtree,
    start_node,
)


@vector_kernel
def select_puct(prior, row, visits, q, node, fpu, weight, work):
    """Returns the first action of highest Q + weight * prior / (1 + visits).

    Args:
        prior: `[., A]` float32, -1 for actions not to be taken.
        row: The row of `prior`.
        visits: `[V, A]` int32.
        q: `[V, A]` float32.
        node: The row of `visits` and `q`.
        fpu: Q of unvisited actions, float32.
        weight: Exploration weight times the square root of the node's visits, float32.
        work: `[>= A]` float32 scratch, its length a multiple of 8; `NEVER` behind the actions.
    """
    for a in range(prior.shape[1]):
        n = visits[node, a]
        x = q[node, a] if n > 0 else fpu
        x += weight * prior[row, a] / np.float32(1 + n)
        work[a] = x if prior[row, a] >= 0 else NEVER
    return first_of(work, highest(work, work.shape[0]))


@kernel
def _mean_utility(info, sums, node):
    """Returns the node's mean utility for its player to play."""
    mean = sums[node, UTILITY] / max(1, info[node, COUNT])
    return mean if info[node, TO_PLAY] == 1 else -mean


@kernel
def _puct_terms(info, raw, sums, node, reduction, params):
    """Returns FPU and exploration weight of a node, see `select_puct`."""
    tried = info[node, TRIED]
    growth = math.log((tried + params.c_puct_base) / params.c_puct_base)
    weight = (params.c_puct + params.c_puct_log * growth) * math.sqrt(tried + 1.0)
    fpu = _mean_utility(info, sums, node) - reduction * math.sqrt(raw[node, MASS])
    return np.float32(fpu), np.float32(weight)


@kernel
def _update_edge(info, sums, visits, q, node, virtual_loss):
    """Sets Q of the edge into a node from the node's mean and the losses assumed under way."""
    parent, action = info[node, PARENT], info[node, ACTION]
    count = info[node, COUNT]
    waiting = visits[parent, action] - count
    if count > 0:
        mean = sums[node, UTILITY] / count
        if info[parent, TO_PLAY] != 1:
            mean = -mean
        if waiting > 0 and virtual_loss > 0:
            lost = virtual_loss * waiting
            mean = (count * mean - lost) / (count + lost)
        q[parent, action] = mean
    elif virtual_loss > 0:
        q[parent, action] = -1
    else:
        q[parent, action] = _mean_utility(info, sums, parent)


@kernel
def _back_up(info, raw, sums, visits, q, leaf, virtual_loss):
    """Adds a node's own evaluation to itself and to all nodes above it."""
    value, score, utility = raw[leaf, VALUE], raw[leaf, SCORE], raw[leaf, UTILITY]
    node = leaf
    while node >= 0:
        info[node, COUNT] += 1
        sums[node, VALUE] += value
        sums[node, SCORE] += score
        sums[node, UTILITY] += utility
        sums[node, SQUARE] += utility * utility
        sums[node, SCORE_SQUARE] += score * score
        if info[node, PARENT] >= 0:
            _update_edge(info, sums, visits, q, node, virtual_loss)
        node = info[node, PARENT]


@allocating_kernel
def close_node(nodes, node, s, topo, rules, komi, params):
    """Makes a NEW node whose game is over CLOSED, with its exact value."""
    parent = nodes.info[node, PARENT]
    # A root has no hint: `judge` clears the row that it is about to fill.
    hint = nodes.ownership[parent if parent >= 0 else node]
    value, score = judge(s, topo, rules, komi, hint, nodes.ownership[node])
    nodes.info[node, STATE] = CLOSED
    nodes.raw[node, VALUE] = value
    nodes.raw[node, SCORE] = score
    share = params.score_utility if rules.win == 0 else 0.0
    nodes.raw[node, UTILITY] = utility_of(
        value, score, topo.neighbors.shape[0], share, params.score_scale
    )


@kernel
def rules_of(trees, tree):
    """Returns the `KernelRules` of a tree."""
    return KernelRules(
        trees.rules[tree, 0],
        trees.rules[tree, 1],
        trees.rules[tree, 2],
        trees.rules[tree, 3],
        trees.rules[tree, 4],
    )


@allocating_kernel
def restart(nodes, trees, tree, topo, params):
    """Forgets a tree's nodes; its root, for the board in `trees`, becomes NEW or CLOSED."""
    root = trees.info[tree, ROOT]
    s = trees.boards[tree]
    start_node(nodes.info, nodes.raw, nodes.sums, root, -1, -1, s[META, BOARD_TO_PLAY])
    trees.info[tree, USED] = 1
    trees.info[tree, LEFT] = 0
    trees.info[tree, FULL] = 0
    if s[META, STATUS] != RUNNING:
        rules = rules_of(trees, tree)
        close_node(nodes, root, s, topo, rules, trees.komi[tree], params)


@allocating_kernel
def first_illegal(trees, actions, topo, legal):
    """Returns the first tree whose action is not legal, or -1.

    Args:
        trees: The `Trees`.
        actions: `[T]` int32; a negative one is no action.
        topo: The board's `Topology`.
        legal: `[>= 1, A]` uint8 scratch.
    """
    bad = -1
    for tree in range(trees.info.shape[0] - 1, -1, -1):
        if actions[tree] >= 0:
            s, history = trees.boards[tree], trees.history[tree]
            legal_mask(s, topo, rules_of(trees, tree), history, trees.info[tree, KEYS], legal[0])
            if actions[tree] >= legal.shape[1] or legal[0, actions[tree]] == 0:
                bad = tree
    return bad


@allocating_kernel
def advance(nodes, trees, actions, reuse, topo, params):
    """Plays one action in every tree and makes what follows from it the root.

    Args:
        nodes: The `Nodes`.
        trees: The `Trees`; `history` has room for one more key.
        actions: `[T]` int32 legal actions; a negative one leaves its tree as it is.
        reuse: 1 to keep the subtree of the action, 0 to begin anew.
        topo: The board's `Topology`.
        params: The `SearchParams`.
    """
    for tree in range(trees.info.shape[0]):
        action = actions[tree]
        if action < 0:
            continue
        rules = rules_of(trees, tree)
        s = trees.boards[tree]
        play(s, action, topo, rules)
        trees.history[tree, trees.info[tree, KEYS]] = position_key(s, rules)
        trees.info[tree, KEYS] += 1
        root = trees.info[tree, ROOT]
        below = nodes.child[root, action] if nodes.info[root, TRIED] > 0 else -1
        if reuse and below >= 0:
            used = trees.info[tree, USED]
            trees.info[tree, USED] = keep_subtree(nodes, root, used, below)
            trees.info[tree, FULL] = 0
        else:
            restart(nodes, trees, tree, topo, params)


@kernel
def _select_root(nodes, trees, tree, root, params, work):
    """Returns the root's action, by PUCT or by sequential halving."""
    info, raw, sums = nodes.info, nodes.raw, nodes.sums
    if params.gumbel == 0:
        fpu, weight = _puct_terms(info, raw, sums, root, params.root_fpu_reduction, params)
        return select_puct(trees.prior, tree, nodes.visits, nodes.q, root, fpu, weight, work)
    own = own_utility(info, raw, root)
    completed_q(trees.prior, tree, nodes.visits, nodes.q, root, own, params, work)
    turn = min(info[root, TRIED], trees.schedule.shape[1] - 1)
    wanted = trees.schedule[tree, turn]
    return select_considered(trees.noisy, tree, nodes.visits, root, wanted, work)


@kernel
def _board_row(leaves, slot):
    """Returns the row of the slot's board; where no evaluator reads boards all slots share one."""
    return min(slot, leaves.boards.shape[0] - 1)


@kernel
def _walk(nodes, trees, leaves, tree, slot, topo, params):
    """Follows one line from a root to where it ends, and makes the node there if it is new.

    The end's position is left in the slot's board.

    Returns:
        The end, the keys then in use, and the number of moves.
    """
    prior, visits, q, child, info, raw, sums, _ = nodes
    rules = rules_of(trees, tree)
    s = leaves.boards[_board_row(leaves, slot)]
    copy_board(s, trees.boards[tree])
    history, work = trees.history[tree], leaves.work
    root = trees.info[tree, ROOT]
    num_keys = trees.info[tree, KEYS]
    node, depth = root, 0
    while info[node, STATE] == OPEN and depth < params.max_depth:
        if info[node, TRIED] == 0:
            clear_edges(visits, child, node)
        if depth == 0:
            action = _select_root(nodes, trees, tree, root, params, work)
        elif params.gumbel == 0:
            fpu, weight = _puct_terms(info, raw, sums, node, params.fpu_reduction, params)
            action = select_puct(prior, node, visits, q, node, fpu, weight, work)
        else:
            own = own_utility(info, raw, node)
            action = select_inside(prior, visits, q, node, own, info[node, TRIED], params, work)
        play(s, action, topo, rules)
        depth += 1
        if rules.ko >= 2:
            history[num_keys] = position_key(s, rules)
            num_keys += 1
        if visits[node, action] == 0:
            raw[node, MASS] += prior[node, action]
        visits[node, action] += 1
        info[node, TRIED] += 1
        below = child[node, action]
        if below < 0:
            below = root + trees.info[tree, USED]
            trees.info[tree, USED] += 1
            child[node, action] = below
            start_node(info, raw, sums, below, node, action, s[META, BOARD_TO_PLAY])
        _update_edge(info, sums, visits, q, below, params.virtual_loss)
        node = below
    return node, num_keys, depth


@kernel
def collect(nodes, trees, leaves, wanted, topo, params):
    """Runs playouts of every tree until `wanted` leaves of it wait or its LEFT playouts are done.

    Args:
        nodes: The `Nodes`.
        trees: The `Trees`; LEFT is lowered by each playout, FULL set where no row is free.
        leaves: The `Leaves`, with room for `wanted` leaves of every tree.
        wanted: Leaves of each tree, at most.
        topo: The board's `Topology`.
        params: The `SearchParams`.

    Returns:
        Number of leaves that wait, in the first rows of `leaves`.
    """
    info = nodes.info
    slot, num_clashes = 0, 0
    for tree in range(trees.info.shape[0]):
        rules, komi = rules_of(trees, tree), trees.komi[tree]
        share = params.score_utility if rules.win == 0 else 0.0
        last = slot + wanted
        clashes = num_clashes + wanted
        while slot < last and num_clashes < clashes and trees.info[tree, LEFT] > 0:
            if trees.info[tree, USED] >= trees.info[tree, ROOM]:
                trees.info[tree, FULL] = 1
                break
            node, num_keys, depth = _walk(nodes, trees, leaves, tree, slot, topo, params)
            if info[node, STATE] == PENDING:
                leaves.clashes[num_clashes] = node
                num_clashes += 1
                continue
            trees.info[tree, LEFT] -= 1
            s, mask = leaves.boards[_board_row(leaves, slot)], leaves.legal[slot]
            if info[node, STATE] == NEW and s[META, STATUS] == RUNNING:
                info[node, STATE] = PENDING
                leaves.node[slot], leaves.komi[slot], leaves.share[slot] = node, komi, share
                past = (trees.history[tree], num_keys, leaves.words)
                sight = leaves.scratch.sight
                if fits(topo):
                    look(s, topo, sight)
                legal_mask_with_scratch(s, topo, rules, past, sight.sets, mask)
                if leaves.planes.shape[1] > 0:
                    planes, values = leaves.planes[slot], leaves.globals_[slot]
                    encode_with_scratch(s, topo, rules, komi, mask, planes, values, leaves.scratch)
                if depth and len(trees.avoid):
                    forbid(trees.avoid[tree], s[META, BOARD_TO_PLAY], depth, mask)
                slot += 1
                continue
            if info[node, STATE] == NEW:
                close_node(nodes, node, s, topo, rules, komi, params)
            _back_up(info, nodes.raw, nodes.sums, nodes.visits, nodes.q, node, params.virtual_loss)
    leaves.num_clashes[0] = num_clashes
    return slot


@kernel
def _expand(nodes, leaves, row, score_scale):
    """Makes the PENDING node of a slot OPEN; returns whether its evaluation is finite."""
    node = leaves.node[row]
    outcome, ownership = leaves.outcome, leaves.ownership
    sign = 1 if nodes.info[node, TO_PLAY] == 1 else -1
    value = sign * (outcome[row, 0] - outcome[row, 2])
    score = sign * leaves.score[row]
    sound = masked_softmax(leaves.logits, row, leaves.legal, nodes.prior, node)
    if nodes.info[node, PARENT] < 0:
        clear_edges(nodes.visits, nodes.child, node)
    for point in range(nodes.ownership.shape[1]):
        owned = min(max(ownership[row, point], -1.0), 1.0)
        nodes.ownership[node, point] = np.rint(sign * OWNERSHIP_SCALE * owned)
    nodes.raw[node, VALUE] = value
    nodes.raw[node, SCORE] = score
    num_points = nodes.prior.shape[1] - 1
    nodes.raw[node, UTILITY] = utility_of(value, score, num_points, leaves.share[row], score_scale)
    nodes.info[node, STATE] = OPEN
    return sound and np.isfinite(value) and np.isfinite(score)


@kernel
def settle(nodes, leaves, num_leaves, params):
    """Takes the evaluation of the waiting leaves in and backs it up.

    Args:
        nodes: The `Nodes`.
        leaves: The `Leaves` that `collect` filled, with their evaluation.
        num_leaves: What `collect` returned.
        params: The `SearchParams`.

    Returns:
        Whether all values were finite; if not, the trees are not to be used any more.
    """
    info, raw, sums, visits, q = nodes.info, nodes.raw, nodes.sums, nodes.visits, nodes.q
    sound = True
    for row in range(num_leaves):
        node = leaves.node[row]
        if not _expand(nodes, leaves, row, params.score_scale):
            sound = False
        _back_up(info, raw, sums, visits, q, node, params.virtual_loss)
    for i in range(leaves.num_clashes[0]):
        node = leaves.clashes[i]
        while info[node, PARENT] >= 0:
            parent = info[node, PARENT]
            visits[parent, info[node, ACTION]] -= 1
            info[parent, TRIED] -= 1
            _update_edge(info, sums, visits, q, node, params.virtual_loss)
            node = parent
    leaves.num_clashes[0] = 0
    return sound
