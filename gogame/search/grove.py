"""`Grove`: trees of positions that are searched side by side, each as large as it needs.

A job has a slot of the grove's `Forest` while it is searched. Slots begin small and are doubled as
their trees grow, as long as there is memory; a tree that gets no more fills up, which ends its
search.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gogame.board.position import Position
from gogame.board.variant import VariantSpec
from gogame.errors import GoError
from gogame.evaluation import Evaluator
from gogame.rng import generator
from gogame.search.config import Limits, SearchConfig
from gogame.search.forest import Forest
from gogame.search.restriction import allowed_mask
from gogame.search.root import root_priors
from gogame.search.tree import FULL, LEFT, OPEN, ROOM, STATE, USED, bytes_per_node

NUM_SLOTS = 64
_FIRST_ROOM = 1024
# Rows of a free slot: a root, and the row that `collect` wants to be free.
_NO_ROOM = 2


@dataclass(frozen=True, slots=True)
class DelayedPosition:
    """A position that is made when its search begins, so that long queues take little memory.

    Attributes:
        variant: Its game.
        make: Returns it; a `GoError` makes its search fail.
    """

    variant: VariantSpec
    make: Callable[[], Position]


@dataclass(slots=True, eq=False)
class Job:
    """One position that is to be searched, is, or has been.

    Attributes:
        ticket: Its number in the pool.
        source: The root's position.
        limits: When it is done.
        priority: Higher ones go first.
        temperature: Of the root's prior.
        allowed: The only actions to consider at the root, or None for all legal ones.
        avoid: `[2, A]` int32 of those not to consider, see `restriction.forbid`, or None.
        is_waiting: Whether its search has not begun.
        slot: Its tree in the grove, or -1.
        started_s: When its search began, on the clock of `time.perf_counter`.
        mask: `[A]` bool of the actions to consider at the root, None for all legal ones; set when
            the search begins.
        position: The root's position while its tree is there.
        is_prepared: Whether the root's prior is set.
        error: Why its search failed, or None.
    """

    ticket: int
    source: Position | DelayedPosition
    limits: Limits
    priority: int
    temperature: float
    allowed: Collection[int] | None = None
    avoid: NDArray[np.int32] | None = None
    is_waiting: bool = True
    slot: int = -1
    started_s: float = 0.0
    mask: NDArray[np.bool_] | None = None
    position: Position | None = None
    is_prepared: bool = False
    error: GoError | None = None

    @property
    def order(self) -> tuple[int, int]:
        """Sorts the job that is to go first to the front."""
        return -self.priority, self.ticket

    @property
    def most_nodes(self) -> int:
        """Rows that its tree can use, and the one that must be free."""
        return (1 << 30) if self.limits.visits is None else self.limits.visits + 1


class Grove:
    """Trees on boards of one height, width and shape, with one evaluator and one set of settings.

    Attributes:
        forest: The trees.
    """

    def __init__(self, evaluator: Evaluator, config: SearchConfig, variant: VariantSpec) -> None:
        """Allocate the buffers; trees take memory when they are started."""
        self.forest = Forest(evaluator, config, variant, NUM_SLOTS, _NO_ROOM, config.batch_size)
        self._free = list(range(NUM_SLOTS))
        self._rng = generator(0, "grove")  # `root_priors` draws nothing without noise
        self._node_bytes = bytes_per_node(variant.num_points, keep_ownership=config.keep_ownership)

    # Slots

    @property
    def has_slot(self) -> bool:
        """Whether one more job can have a slot."""
        return bool(self._free)

    @property
    def num_bytes(self) -> int:
        """Memory that the slots may take as they are, free ones included."""
        return int(self.forest.trees.info[:, ROOM].sum()) * self._node_bytes

    def _spare(self, most_bytes: int) -> int:
        """Returns the rows that trees can still have; free slots can be made small."""
        rooms = self.forest.trees.info[:, ROOM]
        taken = int(rooms.sum() - rooms[self._free].sum()) + _NO_ROOM * NUM_SLOTS
        return max(0, most_bytes // self._node_bytes - taken)

    def has_memory(self, job: Job, most_bytes: int) -> bool:
        """Returns whether a job can start when all trees may take `most_bytes`."""
        return self._spare(most_bytes) // 2 >= min(job.most_nodes, _FIRST_ROOM)

    def start(self, job: Job) -> None:
        """Gives a job a slot, of which one must be free.

        Raises:
            GoError: Its position cannot be made, or allows none of the actions to consider.
        """
        source = job.source
        position = source if isinstance(source, Position) else source.make()
        job.mask = allowed_mask(position, job.allowed, job.avoid)
        wanted = min(job.most_nodes, _FIRST_ROOM)
        rooms = self.forest.trees.info[:, ROOM]

        def misfit(slot: int) -> tuple[bool, int, int]:
            """Prefers the smallest slot that is large enough, else the largest one."""
            room = int(rooms[slot])
            return room < wanted, abs(room - wanted), slot

        job.slot = min(self._free, key=misfit)
        self._free.remove(job.slot)
        self.forest.set_root(job.slot, position)
        reaches_down = job.avoid is not None and bool((job.avoid > 1).any())
        self.forest.set_avoid(job.slot, job.avoid if reaches_down else None)
        job.position = position
        job.started_s = time.perf_counter()
        job.is_prepared = False

    def stop(self, job: Job) -> None:
        """Takes a job's slot back, if it has one."""
        if job.slot >= 0:
            self._free.append(job.slot)
            self.forest.trees.info[job.slot, [USED, LEFT, FULL]] = 0
            job.slot, job.position = -1, None

    def make_room(self, jobs: Sequence[Job], wanted: Sequence[int], most_bytes: int) -> None:
        """Gives trees rows for their next playouts, often twice as many as they had.

        Args:
            jobs: Jobs with a slot.
            wanted: Playouts of each.
            most_bytes: Memory that all trees may take; nobody gets more than half of the rest.

        Raises:
            SearchLimit: The system has not that much memory.
        """
        info = self.forest.trees.info
        rooms = info[:, ROOM].copy()
        spare = self._spare(most_bytes)
        for job, playouts in zip(jobs, wanted, strict=True):
            room = int(rooms[job.slot])
            least = int(info[job.slot, USED]) + playouts + 1 - room
            most = job.most_nodes - room
            asked = min(most, max(room, least, _FIRST_ROOM - room))
            granted = min(asked, spare // 2)
            # Growing by little would move all trees again and again.
            if least > 0 and granted >= min(asked, max(room // 4, 1)):
                rooms[job.slot] += granted
                spare -= granted
        if (rooms == info[:, ROOM]).all():
            return
        if int(rooms.sum()) * self._node_bytes > most_bytes:
            rooms[self._free] = _NO_ROOM
        self.forest.set_rooms(rooms)

    # Searching

    def visits(self, job: Job) -> int:
        """Returns the visits of a job's root so far."""
        return 0 if job.slot < 0 else self.forest.root_visits(job.slot)

    def step(self, jobs: Sequence[Job], wanted: Sequence[int]) -> None:
        """Runs playouts of some jobs and evaluates their leaves in one batch.

        Args:
            jobs: Jobs with a slot; 1 playout evaluates a new root.
            wanted: Playouts of each, at most the batch size of the settings.

        Raises:
            EngineError: The evaluator failed; all trees have begun anew.
        """
        forest = self.forest
        left = forest.trees.info[:, LEFT]
        left[:] = 0
        left[[job.slot for job in jobs]] = wanted
        forest.step(max(wanted))
        for job in jobs:
            if not job.is_prepared and forest.nodes.info[forest.roots[job.slot], STATE] == OPEN:
                self._prepare(job)

    def _prepare(self, job: Job) -> None:
        forest = self.forest
        prior = forest.nodes.prior[forest.roots[job.slot]][None]
        config = replace(forest.config, root_temperature=job.temperature)
        forest.trees.prior[job.slot] = root_priors(prior, job.mask, config, self._rng)[0]
        job.is_prepared = True

    def is_done(self, job: Job, now_s: float) -> bool:
        """Returns whether a job with a slot has met a limit, after one visit at least."""
        visits, limits = self.visits(job), job.limits
        if visits == 0:
            return False
        is_late = limits.seconds is not None and now_s - job.started_s >= limits.seconds
        is_enough = limits.visits is not None and visits >= limits.visits
        is_over = job.position is not None and job.position.is_over
        return is_late or is_enough or is_over or self.is_full(job)

    def is_full(self, job: Job) -> bool:
        """Returns whether a job's tree has met the memory limit."""
        return bool(self.forest.trees.info[job.slot, FULL])
