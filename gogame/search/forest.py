"""`Forest`: trees that are searched together, and the buffers of their leaves.

One step is `collect` (compiled: playouts down to leaves), an evaluation, and `settle` (compiled:
expansion and backup). Whoever calls them decides what happens in between, so that two forests
can take turns at one evaluator.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gogame.board.arrays import NUM_FIELDS, width_of
from gogame.board.legal import FILTER_WORDS
from gogame.board.position import Position
from gogame.board.rules import KernelRules
from gogame.board.variant import VariantSpec
from gogame.errors import ConfigError, EngineError, SearchLimit
from gogame.evaluation import Evaluation, EvaluationBatch, Evaluator
from gogame.features import NUM_GLOBALS, NUM_PLANES, new_scratch
from gogame.search import kernels
from gogame.search.config import SearchConfig
from gogame.search.lanes import NEVER
from gogame.search.tree import (
    COUNT,
    FULL,
    KEYS,
    NEW,
    NUM_TREE_INFO,
    ROOM,
    ROOT,
    STATE,
    USED,
    Leaves,
    Nodes,
    Trees,
    bytes_per_node,
    keep_subtree,
    move_trees,
    new_nodes,
)

_MOST_NODES = 2**31 - 1  # nodes are named by int32


def nodes_within(memory_mib: int, num_points: int, *, keep_ownership: bool) -> int:
    """Returns how many nodes fit into a memory limit."""
    each = bytes_per_node(num_points, keep_ownership=keep_ownership)
    return min(memory_mib * (1 << 20) // each, _MOST_NODES)


class Forest:
    """T trees on boards of one height, width and shape, in one set of arrays.

    Attributes:
        nodes: All nodes; tree t has the rows `info[t, ROOT]` to `+ info[t, ROOM]`.
        trees: Roots.
        num_evaluations: Positions evaluated so far.
    """

    def __init__(
        self,
        evaluator: Evaluator,
        config: SearchConfig,
        variant: VariantSpec,
        num_trees: int,
        nodes_per_tree: int,
        leaves_per_tree: int,
    ) -> None:
        """Allocate; every tree's root is still to be set.

        Raises:
            SearchLimit: The system has not that much memory.
        """
        self.evaluator = evaluator
        self.config = config
        self.variant = variant
        self.params = config.params()
        self.leaves_per_tree = leaves_per_tree
        self.num_evaluations = 0
        self._waiting = 0
        points, actions = variant.num_points, variant.num_actions
        self.nodes: Nodes = self._allocate_nodes(num_trees * nodes_per_tree)
        info = np.zeros((num_trees, NUM_TREE_INFO), dtype=np.int32)
        info[:, ROOT] = np.arange(num_trees) * nodes_per_tree
        info[:, ROOM] = nodes_per_tree
        self.trees = Trees(
            info,
            np.zeros((num_trees, NUM_FIELDS, width_of(points)), dtype=np.int32),
            np.zeros((num_trees, config.max_depth + 64), dtype=np.uint64),
            np.zeros(num_trees, dtype=np.float64),
            np.zeros((num_trees, len(KernelRules._fields)), dtype=np.int64),
            np.full((num_trees, actions), -1, dtype=np.float32),
            np.zeros((num_trees, actions), dtype=np.float32),
            np.zeros((num_trees, 1), dtype=np.int32),
            np.zeros((0, 2, actions), dtype=np.int32),
        )
        self._allocate_leaves(num_trees * leaves_per_tree)

    def _allocate_nodes(self, count: int) -> Nodes:
        keep = self.config.keep_ownership
        try:
            return new_nodes(count, self.variant.num_points, keep_ownership=keep)
        except MemoryError as error:
            raise SearchLimit(f"no memory for {count} search nodes: lower memory_mib") from error

    def _allocate_leaves(self, rows: int) -> None:
        spec = self.variant
        points, actions = spec.num_points, spec.num_actions
        num_planes = NUM_PLANES if self.evaluator.reads_planes else 0
        planes = np.zeros((rows, num_planes, spec.height, spec.width), dtype=np.uint8)
        num_boards = 1 if self.evaluator.reads_planes else rows
        self.leaves = Leaves(
            node=np.zeros(rows, dtype=np.int32),
            legal=np.zeros((rows, actions), dtype=np.uint8),
            boards=np.zeros((num_boards, NUM_FIELDS, width_of(points)), dtype=np.int32),
            planes=planes.reshape(rows, num_planes, points),
            globals_=np.zeros((rows, NUM_GLOBALS), dtype=np.float32),
            komi=np.zeros(rows, dtype=np.float32),
            share=np.zeros(rows, dtype=np.float32),
            logits=np.zeros((rows, actions), dtype=np.float32),
            outcome=np.zeros((rows, 3), dtype=np.float32),
            score=np.zeros(rows, dtype=np.float32),
            ownership=np.zeros((rows, points), dtype=np.float32),
            clashes=np.zeros(rows, dtype=np.int32),
            num_clashes=np.zeros(1, dtype=np.int32),
            work=np.full(-(-actions // 8) * 8, NEVER, dtype=np.float32),
            words=np.zeros(FILTER_WORDS, dtype=np.uint64),
            scratch=new_scratch(points),
        )
        self.batch = EvaluationBatch(
            spec, planes, self.leaves.globals_, self.leaves.boards, self.leaves.komi
        )

    @property
    def roots(self) -> NDArray[np.int32]:
        """`[T]` int32 rows of the roots."""
        return self.trees.info[:, ROOT]

    def root_visits(self, tree: int = 0) -> int:
        """Returns the playouts backed up at a root."""
        return int(self.nodes.info[self.trees.info[tree, ROOT], COUNT])

    def is_new(self, tree: int = 0) -> bool:
        """Returns whether a root is still to be evaluated."""
        return bool(self.nodes.info[self.trees.info[tree, ROOT], STATE] == NEW)

    def set_root(self, tree: int, position: Position) -> None:
        """Starts a tree anew at a position.

        Raises:
            ConfigError: The position's board is of another size or shape than this forest's.
        """
        mine, other = self.variant, position.variant
        if (mine.height, mine.width, mine.shape) != (other.height, other.width, other.shape):
            raise ConfigError(
                f"search of {mine.width}x{mine.height} {mine.shape} boards got a position on a "
                f"{other.width}x{other.height} {other.shape} board"
            )
        num_keys = len(position.history)
        self.make_room_for_keys(num_keys)
        self.trees.boards[tree] = position.board
        self.trees.history[tree, :num_keys] = position.history
        self.trees.info[tree, KEYS] = num_keys
        self.trees.komi[tree] = position.komi
        self.trees.rules[tree] = other.kernel_rules
        self.restart(tree)

    def make_room_for_keys(self, num_keys: int) -> None:
        """Makes `history` long enough for games of `num_keys` positions and a playout each."""
        history = self.trees.history
        if num_keys + self.config.max_depth >= history.shape[1]:
            longer = np.zeros(
                (history.shape[0], 2 * num_keys + self.config.max_depth + 64), dtype=np.uint64
            )
            longer[:, : history.shape[1]] = history
            self.trees = self.trees._replace(history=longer)

    def set_avoid(self, tree: int, until: NDArray[np.int32] | None) -> None:
        """Sets what a tree avoids below its root, which must be new: see `Trees.avoid`.

        Args:
            tree: The tree.
            until: `[2, A]` int32, or None for nothing.
        """
        avoid = self.trees.avoid
        if until is None and len(avoid) == 0:
            return
        if len(avoid) == 0:
            avoid = np.zeros((len(self.trees.info), *avoid.shape[1:]), dtype=np.int32)
            self.trees = self.trees._replace(avoid=avoid)
        avoid[tree] = 0 if until is None else until

    def restart(self, tree: int) -> None:
        """Forgets a tree's nodes but for its root, which becomes new."""
        kernels.restart(self.nodes, self.trees, tree, self.variant.topology, self.params)

    def keep(self, tree: int, node: int) -> None:
        """Makes a node the root of its tree; the rest of the tree is forgotten.

        The caller changes the root's board and history.
        """
        info = self.trees.info
        first, used = int(info[tree, ROOT]), int(info[tree, USED])
        info[tree, USED] = keep_subtree(self.nodes, first, used, node)
        info[tree, FULL] = 0

    def set_rooms(self, rooms: NDArray[np.int32]) -> None:
        """Moves the trees to new arrays in which each has another number of rows.

        Args:
            rooms: `[T]` int32, for each tree at least the rows that it uses, and one.

        Raises:
            SearchLimit: The system has not that much memory.
        """
        info = self.trees.info
        assert self._waiting == 0, "settle comes before set_rooms"
        assert (rooms >= np.maximum(info[:, USED], 1)).all()
        nodes = self._allocate_nodes(int(rooms.sum()))
        roots = (np.cumsum(rooms) - rooms).astype(np.int32)
        move_trees(self.nodes, nodes, info, roots)
        info[:, ROOT], info[:, ROOM] = roots, rooms
        info[:, FULL] = 0
        self.nodes = nodes

    def collect(self, wanted: int) -> EvaluationBatch | None:
        """Runs playouts until leaves wait; `trees.info[:, LEFT]` says how many are wanted.

        Args:
            wanted: Leaves of each tree, at most `leaves_per_tree`.

        Returns:
            The leaves to evaluate for `settle`, which must follow; None if none waits.
        """
        assert self._waiting == 0, "collect follows settle"
        assert wanted <= self.leaves_per_tree
        count = kernels.collect(
            self.nodes, self.trees, self.leaves, wanted, self.variant.topology, self.params
        )
        self._waiting = count
        if count == 0:
            self.settle(None)
            return None
        rows = slice(0, count)
        variant, planes, globals_, boards, komi = self.batch
        return EvaluationBatch(variant, planes[rows], globals_[rows], boards[rows], komi[rows])

    def settle(self, evaluation: Evaluation | None) -> None:
        """Takes in the evaluation of what `collect` returned.

        Raises:
            EngineError: The evaluator gave a number that is not finite; the trees are restarted.
        """
        count, self._waiting = self._waiting, 0
        if evaluation is not None:
            leaves = self.leaves
            leaves.logits[:count] = evaluation.logits
            leaves.outcome[:count] = evaluation.outcome
            leaves.score[:count] = evaluation.score
            if self.config.keep_ownership:
                leaves.ownership[:count] = evaluation.ownership
        self.num_evaluations += count
        if not kernels.settle(self.nodes, self.leaves, count, self.params):
            self.abandon()
            raise EngineError(
                f"evaluator {self.evaluator.name!r} gave a number that is not finite: "
                "the network file or its runtime is damaged"
            )

    def evaluate(self, batch: EvaluationBatch) -> Evaluation:
        """Returns the evaluator's answer to what `collect` returned.

        Whatever it raises passes through; the trees are restarted then.
        """
        try:
            return self.evaluator.evaluate(batch)
        except BaseException:
            self.abandon()
            raise

    def step(self, wanted: int) -> None:
        """Runs one batch: collect, evaluate, settle."""
        batch = self.collect(wanted)
        if batch is not None:
            self.settle(self.evaluate(batch))

    def abandon(self) -> None:
        """Restarts every tree, whatever was under evaluation."""
        self._waiting = 0
        self.leaves.num_clashes[0] = 0
        for tree in range(len(self.trees.info)):
            self.restart(tree)
