"""The search tree in flat arrays: one row a node, no position stored.

A playout copies its tree's root position and replays the moves, which is cheaper than keeping
3 KB of board for every node. Invariants, between playouts:

- A node's index is larger than its parent's.
- `visits[p, a] == info[child, COUNT]` and `q[p, a]` is the child's mean utility for the player
  to play at p. While leaves are under evaluation `visits` runs ahead by their number.
- `info[p, TRIED] == visits[p].sum()`, and `info[p, COUNT] == info[p, TRIED] + 1` at a node that
  has been evaluated once (a node at the depth limit, or a terminal one, is counted again each
  time a playout ends there).
- The edge rows of a node hold nothing until its state is OPEN; `visits` and `child` hold nothing
  until its TRIED is above 0, but at a root: most leaves are never visited again, and clearing
  their rows would drive out of the cache what the evaluator needs there.

Several trees share the arrays, each in its own range of rows.
"""

from __future__ import annotations

import math
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from gogame.board.jit import allocating_kernel, kernel
from gogame.features import Scratch
from gogame.search.terminal import OWNERSHIP_SCALE

# Columns of `Nodes.info`.
PARENT = 0  # node, -1 at a root
ACTION = 1  # the action that leads here from the parent
TO_PLAY = 2  # BLACK or WHITE
STATE = 3  # NEW, PENDING, OPEN or CLOSED
COUNT = 4  # playouts backed up through this node
TRIED = 5  # visits over all edges, those under evaluation included
NUM_INFO = 6

# Values of STATE.
NEW = 0  # not evaluated
PENDING = 1  # under evaluation
OPEN = 2  # evaluated, its edges are set
CLOSED = 3  # the game is over here

# Columns of `Nodes.raw`: the node's own evaluation, for Black.
VALUE = 0
SCORE = 1
UTILITY = 2
MASS = 3  # not an evaluation: the prior of the actions visited so far
NUM_RAW = 4

# Columns of `Nodes.sums`: totals of the playouts through the node, for Black; VALUE, SCORE and
# UTILITY as above.
SQUARE = 3  # of the utilities' squares
SCORE_SQUARE = 4  # of the scores' squares
NUM_SUMS = 5


_LINE = 64  # bytes of memory that the processor moves at once
_Kind = TypeVar("_Kind", bound=np.generic)


class Nodes(NamedTuple):
    """V nodes; A = actions, P = points.

    Attributes:
        prior: `[V, A]` float32 probabilities, -1 for illegal actions.
        visits: `[V, A]` int32.
        q: `[V, A]` float32 mean utility for the node's player to play, where `visits` > 0.
        child: `[V, A]` int32 node, or -1.
        info: `[V, NUM_INFO]` int32.
        raw: `[V, NUM_RAW]` float32.
        sums: `[V, NUM_SUMS]` float64.
        ownership: `[V, P]` int8, the node's own evaluation for Black times 127; `[V, 0]` if it
            is not kept.
    """

    prior: NDArray[np.float32]
    visits: NDArray[np.int32]
    q: NDArray[np.float32]
    child: NDArray[np.int32]
    info: NDArray[np.int32]
    raw: NDArray[np.float32]
    sums: NDArray[np.float64]
    ownership: NDArray[np.int8]


# Columns of `Trees.info`.
ROOT = 0  # first row of the tree, its root
USED = 1  # rows in use
ROOM = 2  # rows it may use
KEYS = 3  # keys in `history`
LEFT = 4  # playouts still wanted
FULL = 5  # 1 after a playout found no free row
NUM_TREE_INFO = 6


class Trees(NamedTuple):
    """What T trees know about their roots.

    Attributes:
        info: `[T, NUM_TREE_INFO]` int32.
        boards: `[T, NUM_FIELDS, W]` int32 root positions.
        history: `[T, >= KEYS + max depth]` uint64 keys of the game so far, the root's included;
            a playout writes the keys of its line behind them.
        komi: `[T]` float64, White's points.
        rules: `[T, 5]` int64, the fields of `KernelRules`.
        prior: `[T, A]` float32 prior that selection uses at the root, with noise and temperature;
            -1 for actions that are illegal or not allowed.
        noisy: `[T, A]` float32 root logits with noise, see `gumbel.noisy_logits` (Gumbel search
            only).
        schedule: `[T, L]` int32 visit count that the root's i-th playout looks for (likewise).
        avoid: `[T, 2, A]` int32, for Black and White the ply before which an action is not to be
            played, see `restriction.forbid`; `[0, 2, A]` if no tree has such actions.
    """

    info: NDArray[np.int32]
    boards: NDArray[np.int32]
    history: NDArray[np.uint64]
    komi: NDArray[np.float64]
    rules: NDArray[np.int64]
    prior: NDArray[np.float32]
    noisy: NDArray[np.float32]
    schedule: NDArray[np.int32]
    avoid: NDArray[np.int32]


class Leaves(NamedTuple):
    """B leaves that wait for their evaluation, then with it.

    Attributes:
        node: `[B]` int32.
        legal: `[B, A]` uint8.
        boards: `[B, NUM_FIELDS, W]` int32, or one board if the evaluator reads planes.
        planes: `[B, C, P]` uint8, or `[B, 0, P]` if the evaluator reads none.
        globals_: `[B, G]` float32.
        komi: `[B]` float32.
        share: `[B]` float32 weight of the score in the utility.
        logits: `[B, A]` float32, the evaluation, as in `Evaluation`.
        outcome: `[B, 3]` float32.
        score: `[B]` float32.
        ownership: `[B, P]` float32.
        clashes: `[K]` int32 leaves of playouts that met a node already under evaluation.
        num_clashes: `[1]` int32.
        work: `[A rounded up to a multiple of 8]` float32 scratch for scores, `NEVER` behind them.
        words: `[legal.FILTER_WORDS]` uint64 scratch.
        scratch: For the features.
    """

    node: NDArray[np.int32]
    legal: NDArray[np.uint8]
    boards: NDArray[np.int32]
    planes: NDArray[np.uint8]
    globals_: NDArray[np.float32]
    komi: NDArray[np.float32]
    share: NDArray[np.float32]
    logits: NDArray[np.float32]
    outcome: NDArray[np.float32]
    score: NDArray[np.float32]
    ownership: NDArray[np.float32]
    clashes: NDArray[np.int32]
    num_clashes: NDArray[np.int32]
    work: NDArray[np.float32]
    words: NDArray[np.uint64]
    scratch: Scratch


def new_nodes(num_nodes: int, num_points: int, *, keep_ownership: bool) -> Nodes:
    """Returns V uninitialised nodes; the system gives them memory when they are first used.

    They lie in one block: NumPy asks the system for huge pages for blocks of 4 MB and more.
    """
    actions, owned = num_points + 1, num_points if keep_ownership else 0
    row = actions * (4 + 4 + 4 + 4) + (NUM_INFO + NUM_RAW) * 4 + NUM_SUMS * 8 + owned
    block = np.empty(num_nodes * row + len(Nodes._fields) * _LINE, dtype=np.uint8)
    used = 0

    def cut(width: int, kind: type[_Kind]) -> NDArray[_Kind]:
        """Returns `[V, width]` of the block, from the next line on."""
        nonlocal used
        begin, size = used, num_nodes * width * np.dtype(kind).itemsize
        used += -(-size // _LINE) * _LINE
        return block[begin : begin + size].view(kind).reshape(num_nodes, width)

    return Nodes(
        prior=cut(actions, np.float32),
        visits=cut(actions, np.int32),
        q=cut(actions, np.float32),
        child=cut(actions, np.int32),
        info=cut(NUM_INFO, np.int32),
        raw=cut(NUM_RAW, np.float32),
        sums=cut(NUM_SUMS, np.float64),
        ownership=cut(owned, np.int8),
    )


def bytes_per_node(num_points: int, *, keep_ownership: bool) -> int:
    """Returns the memory that one node takes, all arrays together."""
    row = new_nodes(1, num_points, keep_ownership=keep_ownership)
    return sum(array.nbytes for array in row)


@kernel
def start_node(info, raw, sums, node, parent, action, to_play):
    """Makes a row a NEW node."""
    info[node, PARENT] = parent
    info[node, ACTION] = action
    info[node, TO_PLAY] = to_play
    info[node, STATE] = NEW
    info[node, COUNT] = 0
    info[node, TRIED] = 0
    raw[node, :] = 0
    sums[node, :] = 0


@kernel
def clear_edges(visits, child, node):
    """Clears the visits and children of a node: none of its actions was tried."""
    for a in range(visits.shape[1]):
        visits[node, a] = 0
        child[node, a] = -1


@kernel
def _copy_row(nodes, source, target, node):
    """Copies a node to a row of other arrays or the same ones, all but its children's names."""
    for i in range(NUM_INFO):
        target.info[node, i] = nodes.info[source, i]
    for i in range(NUM_RAW):
        target.raw[node, i] = nodes.raw[source, i]
    for i in range(NUM_SUMS):
        target.sums[node, i] = nodes.sums[source, i]
    for i in range(nodes.ownership.shape[1]):
        target.ownership[node, i] = nodes.ownership[source, i]
    if nodes.info[source, STATE] == OPEN:
        for a in range(nodes.prior.shape[1]):
            target.prior[node, a] = nodes.prior[source, a]
            target.visits[node, a] = nodes.visits[source, a]
            target.q[node, a] = nodes.q[source, a]


@kernel
def _move_row(nodes, source, target, remap, first):
    """Copies a node to a lower row of the same arrays and renames the nodes it points to."""
    _copy_row(nodes, source, nodes, target)
    if nodes.info[target, TRIED] > 0:
        for a in range(nodes.child.shape[1]):
            child = nodes.child[source, a]
            nodes.child[target, a] = remap[child - first] if child >= 0 else -1


@allocating_kernel
def keep_subtree(nodes, first, used, new_root):
    """Moves the subtree of `new_root` to the front of its tree's rows, in place.

    Args:
        nodes: The `Nodes`; no leaf of this tree may be under evaluation.
        first: First row of the tree.
        used: Rows in use.
        new_root: The node that becomes row `first`.

    Returns:
        Rows in use afterwards.
    """
    remap = np.full(used, -1, dtype=np.int32)
    kept = 0
    for node in range(new_root, first + used):
        parent = nodes.info[node, PARENT]
        if node != new_root and (parent < new_root or remap[parent - first] < 0):
            continue
        remap[node - first] = first + kept
        kept += 1
    for node in range(new_root, first + used):
        target = remap[node - first]
        if target >= 0:
            _move_row(nodes, node, target, remap, first)
            parent = nodes.info[target, PARENT]
            nodes.info[target, PARENT] = remap[parent - first] if node != new_root else -1
    if nodes.info[first, TRIED] == 0:
        clear_edges(nodes.visits, nodes.child, first)
    return kept


@kernel
def move_trees(nodes, target, info, roots):
    """Copies every tree to other arrays, and renames the nodes that its nodes point to.

    Args:
        nodes: The `Nodes` to read; no leaf of them may be under evaluation.
        target: The `Nodes` to write.
        info: `[T, NUM_TREE_INFO]` int32; ROOT and USED say what to copy.
        roots: `[T]` int32 first row of each tree in `target`.
    """
    for tree in range(info.shape[0]):
        first = info[tree, ROOT]
        shift = roots[tree] - first
        for source in range(first, first + info[tree, USED]):
            node = source + shift
            _copy_row(nodes, source, target, node)
            if nodes.info[source, PARENT] >= 0:
                target.info[node, PARENT] += shift
            if nodes.info[source, TRIED] > 0:
                for a in range(nodes.child.shape[1]):
                    child = nodes.child[source, a]
                    target.child[node, a] = child + shift if child >= 0 else -1
            elif source == first:
                clear_edges(target.visits, target.child, node)


@kernel
def principal_variation(info, visits, child, start, line, counts):
    """Writes the most visited line below a node and the visits of each move.

    Args:
        info: `[V, NUM_INFO]` int32.
        visits: `[V, A]` int32.
        child: `[V, A]` int32.
        start: The node.
        line: `[L]` int32 actions, overwritten.
        counts: `[L]` int32 visits, overwritten.

    Returns:
        The length of the line, at most L.
    """
    node, length = start, 0
    while node >= 0 and length < line.shape[0] and info[node, TRIED] > 0:
        best, most = -1, 0
        for a in range(visits.shape[1]):
            if visits[node, a] > most:
                best, most = a, visits[node, a]
        if best < 0:
            break
        line[length], counts[length] = best, most
        length += 1
        node = child[node, best]
    return length


@allocating_kernel
def mean_ownership(info, ownership, first, used, mean):
    """Averages the ownership that a tree's playouts found.

    Args:
        info: `[V, NUM_INFO]` int32.
        ownership: `[V, P]` int8.
        first: The tree's first row.
        used: Its rows, none of them under evaluation.
        mean: `[P]` float32, overwritten, for Black.
    """
    total = np.zeros(mean.shape[0], dtype=np.float32)
    for node in range(first, first + used):
        ended_here = info[node, COUNT]
        if info[node, STATE] == OPEN:
            ended_here -= info[node, TRIED]
        for point in range(mean.shape[0]):
            total[point] += np.float32(ended_here) * np.float32(ownership[node, point])
    scale = 1.0 / (OWNERSHIP_SCALE * max(1, info[first, COUNT]))
    for point in range(mean.shape[0]):
        mean[point] = total[point] * scale


@allocating_kernel
def ownership_moments(info, ownership, first, group, moments):
    """Sums up the ownership that playouts found, of a tree and of parts of it.

    Args:
        info: `[V, NUM_INFO]` int32.
        ownership: `[V, P]` int8.
        first: The tree's first row.
        group: `[rows in use]` int32, none of them under evaluation: a number for each child of
            the root, which all nodes below take over; overwritten. 0 for none.
        moments: `[2, G, P]` float64, overwritten: for Black the mean ownership and its standard
            deviation, in the whole tree (0) and in each group.
    """
    num_groups, num_points = moments.shape[1], moments.shape[2]
    playouts = np.zeros(num_groups, dtype=np.float64)
    moments[:] = 0
    for row in range(group.shape[0]):
        node = first + row
        if row > 0 and info[node, PARENT] != first:
            group[row] = group[info[node, PARENT] - first]
        ended_here = np.float64(info[node, COUNT])
        if info[node, STATE] == OPEN:
            ended_here -= info[node, TRIED]
        mine = group[row]
        playouts[0] += ended_here
        if mine > 0:
            playouts[mine] += ended_here
        for point in range(num_points):
            owned = ownership[node, point] / OWNERSHIP_SCALE
            moments[0, 0, point] += ended_here * owned
            moments[1, 0, point] += ended_here * owned * owned
            if mine > 0:
                moments[0, mine, point] += ended_here * owned
                moments[1, mine, point] += ended_here * owned * owned
    for i in range(num_groups):
        scale = 1.0 / max(1.0, playouts[i])
        for point in range(num_points):
            mean = moments[0, i, point] * scale
            moments[0, i, point] = mean
            moments[1, i, point] = math.sqrt(max(0.0, moments[1, i, point] * scale - mean * mean))
