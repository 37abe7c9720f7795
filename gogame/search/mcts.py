"""`Search`: one tree that thinks about one position at a time, for play and analysis."""

from __future__ import annotations

import time
from collections.abc import Collection, Generator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gogame.board.arrays import META, RUNNING, STATUS
from gogame.board.arrays import TO_PLAY as BOARD_TO_PLAY
from gogame.board.position import Move, Position
from gogame.errors import ConfigError, GoError
from gogame.evaluation import Evaluator
from gogame.rng import generator
from gogame.search.config import Limits, Method, SearchConfig
from gogame.search.forest import Forest, nodes_within
from gogame.search.gumbel import considered_visits, noisy_logits, root_results
from gogame.search.report import analysis_of, root_moves
from gogame.search.restriction import allowed_mask
from gogame.search.result import Analysis, Detail, Request
from gogame.search.root import root_priors, sample_by_visits
from gogame.search.tree import CLOSED, FULL, KEYS, LEFT, STATE, TO_PLAY, TRIED, USED


class Search:
    """Monte Carlo tree search of one position.

    The tree is kept from position to position while each follows from the one before by moves.
    A search is deterministic: the same calls with the same seed and evaluator build the same
    tree, unless a limit in seconds ends them.

    Attributes:
        config: The settings.
        root_temperature: That of `config`, until another is set for the positions to come.
    """

    def __init__(
        self, evaluator: Evaluator, config: SearchConfig | None = None, seed: int = 0
    ) -> None:
        """Prepare a search; memory is taken when a position is set, and as the tree grows."""
        self.config = config or SearchConfig()
        self.root_temperature = self.config.root_temperature
        self._evaluator = evaluator
        self._rng = generator(seed, "search")
        self._forest: Forest | None = None
        self._position: Position | None = None
        self._allowed: NDArray[np.bool_] | None = None
        self._is_prepared = False

    # The position

    @property
    def position(self) -> Position:
        """The root's position.

        Raises:
            GoError: None has been set.
        """
        if self._position is None:
            raise GoError("the search has no position: call set_position first")
        return self._position

    def set_position(
        self,
        position: Position,
        allowed: Collection[int] | None = None,
        avoid: NDArray[np.int32] | None = None,
    ) -> None:
        """Sets the position to think about; keeps the subtree of the moves played since the last.

        Args:
            position: The new root.
            allowed: The only actions to consider at the root, if not None; illegal ones among
                them are ignored.
            avoid: `[2, A]` int32, see `restriction.forbid`, or None.

        Raises:
            ConfigError: None of the allowed actions is legal.
            SearchLimit: The system has no memory for the tree.
        """
        mask = allowed_mask(position, allowed, avoid)
        was_free = self._allowed is None
        node = self._node_of(position) if mask is None and was_free else None
        forest = self._forest_for(position)
        if node is None:
            forest.set_root(0, position)
            forest.set_avoid(0, avoid)
        elif node != 0:
            forest.keep(0, node)
            self._take_board(forest, position)
        self._position, self._allowed = position, mask
        self._is_prepared = False

    def _forest_for(self, position: Position) -> Forest:
        spec = position.variant
        if self._forest is None or self._forest.variant != spec:
            self._forest = None  # give its memory back before taking more
            room = nodes_within(
                self.config.memory_mib, spec.num_points, keep_ownership=self.config.keep_ownership
            )
            self._forest = Forest(
                self._evaluator, self.config, spec, 1, room, self.config.batch_size
            )
        return self._forest

    def _node_of(self, position: Position) -> int | None:
        """Returns the node of a position that follows from the present one by moves, or None."""
        if self._forest is None or self._position is None or self.config.method is Method.GUMBEL:
            return None
        old, nodes = self._position, self._forest.nodes
        played = position.moves[len(old.moves) :]
        if (
            position.variant != old.variant
            or position.komi != old.komi
            or position.moves[: len(old.moves)] != old.moves
            or len(position.history) != len(old.history) + len(played)
            or not np.array_equal(position.history[: len(old.history)], old.history)
        ):
            return None
        node = self._follow(played)
        if node is None or nodes.info[node, TO_PLAY] != position.board[META, BOARD_TO_PLAY]:
            return None
        is_over = bool(position.board[META, STATUS] != RUNNING)
        return node if (nodes.info[node, STATE] == CLOSED) == is_over else None

    def _follow(self, moves: tuple[Move, ...]) -> int | None:
        assert self._forest is not None
        nodes, node = self._forest.nodes, 0
        for color, action in moves:
            if nodes.info[node, TRIED] == 0 or nodes.info[node, TO_PLAY] != color:
                return None
            node = int(nodes.child[node, action])
            if node < 0:
                return None
        return node

    @staticmethod
    def _take_board(forest: Forest, position: Position) -> None:
        num_keys = len(position.history)
        forest.make_room_for_keys(num_keys)
        forest.trees.boards[0] = position.board
        forest.trees.history[0, :num_keys] = position.history
        forest.trees.info[0, KEYS] = num_keys

    def clear(self) -> None:
        """Forgets the tree; the position stays."""
        if self._forest is not None and self._position is not None:
            self._forest.set_root(0, self._position)
            self._is_prepared = False

    # Thinking

    @property
    def num_nodes(self) -> int:
        """Nodes in the tree."""
        return 0 if self._forest is None else int(self._forest.trees.info[0, USED])

    @property
    def evaluations(self) -> int:
        """Positions evaluated since the board was last changed to another variant."""
        return 0 if self._forest is None else self._forest.num_evaluations

    def _started(self) -> Forest:
        """Returns the forest, its root evaluated and its priors set.

        Raises:
            GoError: No position has been set.
        """
        position = self.position
        forest = self._forest
        assert forest is not None
        if forest.root_visits() == 0:
            forest.trees.info[0, LEFT] = 1
            forest.step(1)
        if not self._is_prepared and not position.is_over:
            config = self.config
            if self.root_temperature != config.root_temperature:
                config = replace(config, root_temperature=self.root_temperature)
            prior = root_priors(forest.nodes.prior[:1], self._allowed, config, self._rng)
            forest.trees.prior[0] = prior[0]
            self._is_prepared = True
        return forest

    def _plan_gumbel(self, forest: Forest, limits: Limits) -> None:
        """Draws the noise and the schedule of a Gumbel search, whose tree begins anew."""
        if limits.visits is None:
            raise ConfigError("Gumbel search needs a limit of visits: it plans them all ahead")
        if forest.root_visits() > 0:
            self.clear()
        self._started()
        num_legal = int((forest.trees.prior[0] >= 0).sum())
        count = min(self.config.gumbel_actions, num_legal)
        schedule = considered_visits(count, max(1, limits.visits - 1))[None]
        noise = self.config.gumbel_scale * self._rng.gumbel(size=forest.trees.noisy.shape)
        noisy = noisy_logits(forest.trees.prior, noise)
        forest.trees = forest.trees._replace(schedule=schedule, noisy=noisy)

    def analyze(
        self,
        limits: Limits | None = None,
        request: Request | None = None,
    ) -> Generator[Analysis, None, None]:
        """Thinks, and yields an `Analysis` about every interval and at the end.

        Closing the generator, or not asking it for more, stops the search; its tree stays.

        Args:
            limits: When to stop by itself; None for never (but the memory limit still holds).
            request: When to report, and what; its `avoid` is a matter of `set_position`.

        Raises:
            GoError: No position has been set.
            EngineError: The evaluator failed.
        """
        limit, asked = limits or Limits(), request or Request()
        start = time.perf_counter()
        self.position  # noqa: B018 - raises without one
        assert self._forest is not None
        if self.config.method is Method.GUMBEL and not self.position.is_over:
            self._plan_gumbel(self._forest, limit)
        before = self._forest.root_visits()
        forest = self._started()
        reported = start
        while self._step(forest, limit, start):
            if asked.until():
                break
            now = time.perf_counter()
            if now - reported >= asked.interval_s:
                reported = now
                yield self._report(forest, start, before, asked)
        is_full = bool(forest.trees.info[0, FULL])
        last = self._report(forest, start, before, asked)
        yield replace(last, is_final=True, is_full=is_full)

    def _step(self, forest: Forest, limits: Limits, start: float) -> bool:
        """Runs one batch of playouts unless a limit is reached; returns whether it ran one."""
        visits = forest.root_visits()
        left = (1 << 30) if limits.visits is None else limits.visits - visits
        if left <= 0 or self.position.is_over or forest.trees.info[0, FULL]:
            return False
        if limits.seconds is not None and time.perf_counter() - start >= limits.seconds:
            return False
        wanted = min(self.config.batch_size, 1 + int(self.config.batch_ramp * visits), left)
        forest.trees.info[0, LEFT] = min(left, 2 * wanted)
        forest.step(wanted)
        return True

    def _report(self, forest: Forest, start: float, before: int, asked: Request) -> Analysis:
        analysis = analysis_of(forest, detail=asked.detail, least_moves=asked.least_moves)
        return replace(
            analysis,
            seconds=time.perf_counter() - start,
            playouts=analysis.visits - before,
        )

    def run(self, limits: Limits) -> Analysis:
        """Thinks until a limit is reached and returns the final `Analysis`.

        Raises:
            ConfigError: `limits` sets none.
            EngineError: The evaluator failed.
        """
        if limits.visits is None and limits.seconds is None:
            raise ConfigError("a search without limits ends only as a generator: use analyze")
        *_, final = self.analyze(limits, Request(float("inf")))
        return final

    def analysis(self, detail: Detail = Detail.OWNERSHIP) -> Analysis:
        """Returns what the tree knows now, after evaluating the root if need be.

        Args:
            detail: What to tell besides moves.
        """
        return analysis_of(self._started(), detail=detail)

    def choose_action(self, temperature: float = 0.0) -> int:
        """Returns the action to play.

        Args:
            temperature: 0 for the best move; else a move is drawn in proportion to
                visits ** (1 / temperature).

        Raises:
            GoError: The game is over.
        """
        if self.position.is_over:
            raise GoError("no move to choose: the game is over")
        forest = self._started()
        visits = np.where(forest.trees.prior[:1] >= 0, forest.nodes.visits[:1], 0)
        if not visits.any():
            return int(forest.trees.prior[0].argmax())
        if temperature > 0:
            return int(sample_by_visits(visits, temperature, self._rng)[0])
        if self.config.method is Method.GUMBEL:
            actions = np.zeros(1, dtype=np.int32)
            targets = np.zeros_like(forest.trees.prior)
            root_results(forest.nodes, forest.trees, forest.params, targets, actions)
            return int(actions[0])
        return root_moves(forest)[0].action
