"""`SearchPool`: many positions searched at once, their leaves evaluated together.

Each position has its own tree and its own limits; all that an evaluator can judge in one batch
fill its batches together, so that many short searches cost as little as one long one. Begin with
`analyze_positions`; for more, `SearchPool.submit` and `SearchPool.step`.

Positions of the highest priority share a batch. Lower ones fill it up where it would be smaller
than an evaluator likes, or get a quarter more, so that they never stand still. With limits in
visits only, the same calls give the same results.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import replace
from typing import NewType

import numpy as np
from numpy.typing import NDArray

from gogame.board.position import Position
from gogame.board.variant import VariantSpec
from gogame.errors import ConfigError, GoError
from gogame.evaluation import Evaluator
from gogame.search.cache import CachedEvaluator
from gogame.search.config import Limits, Method, SearchConfig, suited_config
from gogame.search.groups import Group
from gogame.search.grove import DelayedPosition, Job
from gogame.search.report import analysis_of
from gogame.search.restriction import allowed_mask
from gogame.search.result import Analysis, Detail

Ticket = NewType("Ticket", int)
"""The number of a submitted position."""

# Every so many steps the group that has waited longest is worked on, whatever its priority.
_EVERY = 4


class SearchPool:
    """Searches of many positions at once; nothing happens but in `step`.

    Searches that differ in board height, width or shape, in evaluator or in settings take turns;
    so do those that differ in rules if their evaluator reads boards.
    """

    def __init__(
        self,
        evaluator_for: Callable[[VariantSpec], Evaluator],
        config: SearchConfig | None = None,
        *,
        memory_mib: int | None = None,
        cache_mib: int = 128,
    ) -> None:
        """Prepare a pool; memory is taken while positions are searched.

        Args:
            evaluator_for: Judges the positions of each game.
            config: Settings of all searches; None for those that suit the evaluator.
            memory_mib: Memory that all trees together may take; None for that of `config`.
            cache_mib: Memory for a network's answers, for each of two board sizes; 0 for none.

        Raises:
            ConfigError: Gumbel search, which cannot be resumed between batches.
        """
        if config is not None and config.method is Method.GUMBEL:
            raise ConfigError("a pool searches by PUCT only")
        self._evaluator_for = evaluator_for
        self._config = config
        limit = memory_mib or (config or SearchConfig()).memory_mib
        self._most_bytes = limit << 20
        self._cache_mib = cache_mib
        self._caches: dict[int, CachedEvaluator] = {}
        self._groups: dict[Hashable, Group] = {}
        self._jobs: dict[Ticket, tuple[Job, Group]] = {}
        self._done: list[Ticket] = []
        self._next_ticket = 0
        self._num_steps = 0

    def submit(
        self,
        position: Position | DelayedPosition,
        limits: Limits,
        *,
        allowed: Collection[int] | None = None,
        avoid: NDArray[np.int32] | None = None,
        priority: int = 0,
        config: SearchConfig | None = None,
    ) -> Ticket:
        """Takes a position to be searched.

        Args:
            position: The position.
            limits: When it is done; seconds count from the moment its search begins.
            allowed: The only actions to consider at the root, if not None.
            avoid: `[2, A]` int32, for Black and White the ply before which an action is not
                considered, the root's moves being ply 0; None for none.
            priority: Higher ones go first, equal ones in the order of their submission.
            config: Settings of this search, None for the pool's.

        Raises:
            ConfigError: None of the actions to consider is legal; of a delayed position only
                `analysis` says so.
        """
        if isinstance(position, Position):
            allowed_mask(position, allowed, avoid)
        evaluator = self._cached(self.evaluator(position.variant))
        settings = config or self.config(position.variant)
        ticket = Ticket(self._next_ticket)
        self._next_ticket += 1
        job = Job(ticket, position, limits, priority, settings.root_temperature, allowed, avoid)
        group = self._group_of(position.variant, evaluator, settings)
        group.add(job)
        self._jobs[ticket] = (job, group)
        return ticket

    def evaluator(self, variant: VariantSpec) -> Evaluator:
        """Returns what judges the positions of a game."""
        return self._evaluator_for(variant)

    def config(self, variant: VariantSpec) -> SearchConfig:
        """Returns the settings of searches that come without their own."""
        return self._config or suited_config(self.evaluator(variant))

    def _cached(self, evaluator: Evaluator) -> Evaluator:
        """Returns the evaluator with a memory, if it always says the same of a position."""
        if not evaluator.reads_planes or self._cache_mib == 0:
            return evaluator
        if id(evaluator) not in self._caches:
            self._caches[id(evaluator)] = CachedEvaluator(evaluator, self._cache_mib)
        return self._caches[id(evaluator)]

    def forget(self) -> None:
        """Drops what the evaluators have said; searches under way keep their trees."""
        for cache in self._caches.values():
            cache.clear()

    def _group_of(self, variant: VariantSpec, evaluator: Evaluator, config: SearchConfig) -> Group:
        common = replace(config, root_temperature=1.0)
        rules = None if evaluator.reads_planes else variant.kernel_rules
        board = (variant.height, variant.width, variant.shape)
        key = (id(evaluator), common, board, rules)
        if key not in self._groups:
            self._groups[key] = Group(evaluator, common, variant)
        return self._groups[key]

    def cancel(self, ticket: Ticket) -> None:
        """Ends a search and forgets it; one that is not known any more is ignored."""
        job, group = self._jobs.pop(ticket, (None, None))
        if job is not None and group is not None:
            group.remove(job)

    def __len__(self) -> int:
        """Returns the number of positions that the pool knows, done or not."""
        return len(self._jobs)

    def has_begun(self, ticket: Ticket) -> bool:
        """Returns whether a position has been judged at least once: `analysis` wants that."""
        job, group = self._jobs[ticket]
        return group.visits(job) > 0

    @property
    def running(self) -> list[Ticket]:
        """The positions whose search has begun and is not done."""
        return [Ticket(job.ticket) for group in self._groups.values() for job in group.started]

    def position(self, ticket: Ticket) -> Position:
        """Returns the position of a search that has begun.

        Raises:
            KeyError: The ticket is not known, or no longer.
            GoError: Its search has failed, or not begun.
        """
        job, _ = self._jobs[ticket]
        if job.position is None:
            raise job.error or GoError(f"position {ticket} has not been searched yet")
        return job.position

    def seconds(self, ticket: Ticket) -> float:
        """Returns how long ago a search began; it must have."""
        return time.perf_counter() - self._jobs[ticket][0].started_s

    def analysis(self, ticket: Ticket, detail: Detail = Detail.OWNERSHIP) -> Analysis:
        """Returns what is known of a position so far; of one that is done until the next step.

        Raises:
            KeyError: The ticket is not known, or no longer.
            GoError: Its search has failed, or not begun (`has_begun`).
        """
        job, group = self._jobs[ticket]
        if job.error is not None:
            raise job.error
        if group.visits(job) == 0:
            raise GoError(f"position {ticket} has not been searched yet: ask has_begun first")
        seen = analysis_of(group.grove.forest, job.slot, detail)
        return replace(
            seen,
            seconds=self.seconds(ticket),
            playouts=seen.visits,
            is_final=ticket in self._done,
            is_full=group.grove.is_full(job),
        )

    def step(self) -> list[Ticket]:
        """Evaluates one batch; returns the positions that are done with it.

        Their analyses can be asked for until the next step; a search that failed is done too, and
        `analysis` raises why.
        """
        for ticket in self._done:
            self.cancel(ticket)
        self._done.clear()
        self._groups = {key: one for key, one in self._groups.items() if one.has_work}
        group = self._next_group()
        if group is None:
            return []
        self._num_steps += 1
        group.last_step = self._num_steps
        others = sum(other.num_bytes for other in self._groups.values() if other is not group)
        self._done = [Ticket(job.ticket) for job in group.step(self._most_bytes - others)]
        return list(self._done)

    def _next_group(self) -> Group | None:
        """Returns the group of the highest priority, now and then the one that waits longest."""
        groups = self._groups.values()
        if self._num_steps % _EVERY == 0:
            return min(groups, key=lambda group: group.last_step, default=None)
        return min(groups, key=lambda group: (-group.top, group.last_step), default=None)

    def clear(self) -> None:
        """Cancels everything."""
        self._groups.clear()
        self._jobs.clear()
        self._done.clear()


def analyze_positions(
    pool: SearchPool, positions: Iterable[Position], limits: Limits
) -> Iterator[tuple[int, Analysis]]:
    """Searches positions and yields the number and the final analysis of each when it is done.

    The pool must have no other caller meanwhile. Earlier positions are searched first, but they
    need not be done first. Not asking for more, by closing the iterator, cancels the rest.

    Args:
        pool: Searches.
        positions: The positions, numbered from 0.
        limits: Of each; visits, seconds or both.

    Raises:
        ConfigError: `limits` sets none.
        GoError: A search failed; the rest is cancelled.
    """
    if limits.visits is None and limits.seconds is None:
        raise ConfigError("positions without limits are never done: give visits or seconds")
    numbers = {pool.submit(position, limits): i for i, position in enumerate(positions)}
    left = len(numbers)
    try:
        while left > 0:
            for ticket in pool.step():
                if ticket in numbers:
                    left -= 1
                    yield numbers[ticket], pool.analysis(ticket)
    finally:
        for ticket in numbers:
            pool.cancel(ticket)
