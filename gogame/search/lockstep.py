"""`LockstepSearch`: many games searched side by side, one evaluation batch a step; for self-play.

A turn is `start`, then `collect` and `settle` until `collect` has nothing more, then `result` and
`advance`; `run` does the first three. Two of them, taking turns, keep an evaluator busy while
kernels work.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gogame.board.arrays import META, RUNNING, STATUS
from gogame.board.coords import BLACK
from gogame.board.position import Position
from gogame.board.variant import VariantSpec
from gogame.errors import ConfigError, GoError, SearchLimit
from gogame.evaluation import Evaluation, EvaluationBatch, Evaluator
from gogame.rng import generator
from gogame.search import kernels
from gogame.search.config import Method, SearchConfig
from gogame.search.forest import Forest, nodes_within
from gogame.search.gumbel import considered_visits, noisy_logits, root_results
from gogame.search.root import root_priors, sample_by_visits
from gogame.search.terminal import OWNERSHIP_SCALE
from gogame.search.tree import (
    COUNT,
    KEYS,
    LEFT,
    NEW,
    OPEN,
    ROOM,
    SCORE,
    STATE,
    TO_PLAY,
    USED,
    VALUE,
)


class LockstepResult(NamedTuple):
    """What the searches of T trees have found.

    Attributes:
        visits: `[T, A]` int32 root visits.
        policy: `[T, A]` float32 policy target: the completed-Q policy of a Gumbel search, the
            visits' shares of a PUCT search; zeros where there was no playout.
        actions: `[T]` int32 action to play, -1 where the game is over.
        value: `[T]` float32 mean value of the root, for its player to play.
        score_black: `[T]` float32 mean score, Black minus White.
    """

    visits: NDArray[np.int32]
    policy: NDArray[np.float32]
    actions: NDArray[np.int32]
    value: NDArray[np.float32]
    score_black: NDArray[np.float32]


class RootEdges(NamedTuple):
    """What the roots of T trees hold about their actions, without noise.

    Attributes:
        prior: `[T, A]` float32, -1 for illegal actions; -1 throughout before the evaluation.
        visits: `[T, A]` int32.
        q: `[T, A]` float32 mean utility for the player to play; 0 for actions without visits.
        ownership: `[T, P]` float32 of the root's own evaluation, for Black; zeros if not kept.
    """

    prior: NDArray[np.float32]
    visits: NDArray[np.int32]
    q: NDArray[np.float32]
    ownership: NDArray[np.float32]


class LockstepSearch:
    """T searches that fill their evaluation batches together, a leaf of each tree at a time.

    All boards have one height, width and shape; komi may differ from tree to tree, and rules too
    if the evaluator reads features (`EvaluationBatch` names one set of rules for those that read
    boards). A tree's search depends on the seed, and on which other trees draw noise at the same
    time.
    """

    def __init__(
        self,
        evaluator: Evaluator,
        variant: VariantSpec,
        num_trees: int,
        config: SearchConfig,
        *,
        max_simulations: int,
        seed: int = 0,
    ) -> None:
        """Allocate trees on the empty board of `variant`.

        Args:
            evaluator: Judges the leaves.
            variant: Height, width and shape of all boards, and the rules of the first.
            num_trees: T.
            config: Settings; `batch_size`, `batch_ramp` and `virtual_loss` play no part.
            max_simulations: Playouts that a search may ask for.
            seed: For noise and drawn moves.

        Raises:
            ConfigError: Fewer than one tree or playout.
            SearchLimit: The trees do not fit into the memory limit.
        """
        if num_trees < 1 or max_simulations < 1:
            raise ConfigError(
                f"{num_trees} trees of {max_simulations} simulations: expected 1 or more of each"
            )
        # A root, a node for each playout, and as much again for a subtree kept.
        room = 2 * (max_simulations + 1)
        fit = nodes_within(
            config.memory_mib, variant.num_points, keep_ownership=config.keep_ownership
        )
        if num_trees * room > fit:
            raise SearchLimit(
                f"{num_trees} trees of {room} nodes: {config.memory_mib} MiB of search memory "
                f"hold {fit}; raise memory_mib"
            )
        self.config = config
        self.max_simulations = max_simulations
        self._rng = generator(seed, "lockstep")
        self._forest = Forest(evaluator, config, variant, num_trees, room, 1)
        self._simulations = np.zeros(num_trees, dtype=np.int32)
        self._explores: NDArray[np.bool_] = np.ones((num_trees, 1), dtype=np.bool_)
        self._is_opening = False
        start = Position.start(variant)
        for tree in range(num_trees):
            self._forest.set_root(tree, start)

    # Games

    @property
    def num_trees(self) -> int:
        """T."""
        return len(self._simulations)

    @property
    def boards(self) -> NDArray[np.int32]:
        """`[T, NUM_FIELDS, W]` int32 root positions, for reading."""
        return self._forest.trees.boards

    @property
    def is_over(self) -> NDArray[np.bool_]:
        """`[T]` bool, whether a tree's game has ended."""
        return self.boards[:, META, STATUS] != RUNNING

    @property
    def num_evaluations(self) -> int:
        """Positions evaluated so far."""
        return self._forest.num_evaluations

    def set_position(self, tree: int, position: Position) -> None:
        """Starts a tree anew at a position.

        Raises:
            ConfigError: A board of another size or shape, or other rules although the evaluator
                reads boards.
        """
        variant = self._forest.variant
        if (
            not self._forest.evaluator.reads_planes
            and position.variant.kernel_rules != variant.kernel_rules
        ):
            raise ConfigError(
                f"evaluator {self._forest.evaluator.name!r} reads boards, whose rules must be "
                "equal in all trees"
            )
        self._forest.set_root(tree, position)

    def advance(self, actions: NDArray[np.int32], *, reuse: bool = False) -> NDArray[np.bool_]:
        """Plays an action in every tree.

        Args:
            actions: `[T]` actions; -1 leaves a tree as it is.
            reuse: Whether to keep the subtrees of the actions, with their visits; not in a
                Gumbel search, whose schedule counts visits from zero.

        Returns:
            `is_over`.

        Raises:
            ConfigError: Reuse in a Gumbel search.
            GoError: An action that is not legal.
        """
        if reuse and self.config.method is Method.GUMBEL:
            raise ConfigError("a Gumbel search cannot reuse its tree")
        forest, played = self._forest, actions.astype(np.int32)
        forest.make_room_for_keys(int(forest.trees.info[:, KEYS].max()) + 1)
        topo = forest.variant.topology
        bad = kernels.first_illegal(forest.trees, played, topo, forest.leaves.legal)
        if bad >= 0:
            raise GoError(f"tree {bad} cannot play action {played[bad]}: it is not legal there")
        kernels.advance(forest.nodes, forest.trees, played, int(reuse), topo, forest.params)
        return self.is_over

    # Searching

    def start(
        self, simulations: int | NDArray[np.int32], explores: NDArray[np.bool_] | None = None
    ) -> None:
        """Begins a search of every tree.

        Args:
            simulations: Playouts, the evaluation of a new root not counted: one number, or one
                for each tree, 0 for a tree that sits this turn out.
            explores: `[T]` whether a root has noise and temperature; None for all of them.

        Raises:
            ConfigError: More than `max_simulations`.
        """
        self._simulations[:] = simulations
        self._explores[:, 0] = True if explores is None else explores
        if self._simulations.min() < 0 or self._simulations.max() > self.max_simulations:
            raise ConfigError(
                f"simulations {self._simulations.min()} to {self._simulations.max()}: "
                f"expected 0 to {self.max_simulations}"
            )
        forest = self._forest
        info, roots = forest.trees.info, forest.roots
        self._simulations[self.is_over] = 0
        is_gumbel = self.config.method is Method.GUMBEL
        stale = (forest.nodes.info[roots, COUNT] > 1) & is_gumbel
        crowded = info[:, USED] + self._simulations > info[:, ROOM]
        for tree in np.flatnonzero((stale | crowded) & (self._simulations > 0)).tolist():
            forest.restart(tree)
        is_new = forest.nodes.info[roots, STATE] == NEW
        info[:, LEFT] = is_new & (self._simulations > 0)
        info[:, LEFT] |= self.is_over & (forest.nodes.info[roots, COUNT] == 0)
        self._is_opening = True

    def collect(self) -> EvaluationBatch | None:
        """Returns the next leaves to evaluate, for `settle`; None when the search is done."""
        batch = self._forest.collect(1)
        if batch is None and self._is_opening:
            self._open()
            batch = self._forest.collect(1)
        return batch

    def settle(self, evaluation: Evaluation) -> None:
        """Takes in the evaluation of what `collect` returned.

        Raises:
            EngineError: The evaluator gave a number that is not finite.
        """
        self._forest.settle(evaluation)

    def _open(self) -> None:
        """Sets what selection needs at the roots, which have all been evaluated."""
        self._is_opening = False
        forest = self._forest
        active = self._simulations > 0
        prior = forest.nodes.prior[forest.roots]
        prior[~active] = -1
        noisy, schedule = forest.trees.noisy, forest.trees.schedule
        if self.config.method is Method.PUCT:
            explored = root_priors(prior, None, self.config, self._rng)
            forest.trees.prior[:] = np.where(self._explores, explored, prior)
        else:
            forest.trees.prior[:] = prior
            noise = self.config.gumbel_scale * self._rng.gumbel(size=prior.shape)
            noisy = noisy_logits(prior, noise * self._explores)
            schedule = self._schedule((prior >= 0).sum(axis=1))
        forest.trees = forest.trees._replace(noisy=noisy, schedule=schedule)
        forest.trees.info[:, LEFT] = self._simulations

    def _schedule(self, num_legal: NDArray[np.int64]) -> NDArray[np.int32]:
        longest = max(1, int(self._simulations.max()))
        schedule = np.zeros((self.num_trees, longest), dtype=np.int32)
        counts = np.minimum(num_legal, self.config.gumbel_actions)
        plans = zip(counts.tolist(), self._simulations.tolist(), strict=True)
        for tree, (count, simulations) in enumerate(plans):
            schedule[tree, :simulations] = considered_visits(count, simulations)
        return schedule

    def run(self, simulations: int | NDArray[np.int32], temperature: float = 0.0) -> LockstepResult:
        """Searches every tree and returns the results; see `start` and `result`.

        Raises:
            ConfigError: More than `max_simulations`.
            EngineError: The evaluator failed.
        """
        self.start(simulations)
        while (batch := self.collect()) is not None:
            self.settle(self._forest.evaluate(batch))
        return self.result(temperature)

    def root_edges(self) -> RootEdges:
        """Returns what the roots hold about their actions."""
        nodes, roots = self._forest.nodes, self._forest.roots
        is_open = (nodes.info[roots, STATE] == OPEN)[:, None]
        visits = np.where(is_open, nodes.visits[roots], 0)
        ownership = np.zeros((len(roots), self._forest.variant.num_points), dtype=np.float32)
        if nodes.ownership.shape[1]:
            np.divide(nodes.ownership[roots], OWNERSHIP_SCALE, out=ownership, where=is_open)
        return RootEdges(
            np.where(is_open, nodes.prior[roots], np.float32(-1)),
            visits,
            np.where(visits > 0, nodes.q[roots], np.float32(0)),  # without visits it is not written
            ownership,
        )

    def result(self, temperature: float | NDArray[np.float64] = 0.0) -> LockstepResult:
        """Returns what the finished search found.

        Args:
            temperature: Of the draw by visits in a PUCT search, one number or `[T]`; 0 for the
                most visited action. A Gumbel search has its own choice.
        """
        forest = self._forest
        roots, nodes = forest.roots, forest.nodes
        is_open = (nodes.info[roots, STATE] == OPEN) & (forest.trees.prior.max(axis=1) >= 0)
        visits = np.where(is_open[:, None], nodes.visits[roots], 0)
        policy = np.zeros(visits.shape, dtype=np.float32)
        actions = np.full(len(roots), -1, dtype=np.int32)
        if self.config.method is Method.GUMBEL:
            root_results(nodes, forest.trees, forest.params, policy, actions)
        else:
            policy[:] = visits / np.maximum(visits.sum(axis=1, keepdims=True), 1)
            drawn = sample_by_visits(visits, temperature, self._rng)
            actions[is_open] = drawn[is_open]
        sums = nodes.sums[roots] / np.maximum(nodes.info[roots, COUNT], 1)[:, None]
        sign = np.where(nodes.info[roots, TO_PLAY] == BLACK, 1, -1)
        value = (sign * sums[:, VALUE]).astype(np.float32)
        return LockstepResult(visits, policy, actions, value, sums[:, SCORE].astype(np.float32))
