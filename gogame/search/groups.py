"""`Group`: the positions of a pool that share batches, and which of them go first."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable

from gogame.board.variant import VariantSpec
from gogame.errors import GoError
from gogame.evaluation import Evaluator
from gogame.search.config import SearchConfig
from gogame.search.grove import Grove, Job

# Positions of one priority that are searched at the same time.
_TOGETHER = 24
# A batch has about so many points, but at least so many rows: at this size runtimes are fastest.
_BATCH_POINTS = 10_368
_BATCH_ROWS = 64
# Leaves of one position in a batch while others want some too.
_SHARE = 16
# Lower priorities fill a batch up to the first number, or get one row for so many of the others.
_LEAST_ROWS = 8
_ROWS_FOR_ONE = 3


class Group:
    """Jobs with one evaluator and one set of settings, on boards of one height, width and shape.

    Attributes:
        last_step: When it was last worked on, in steps of the pool.
    """

    def __init__(self, evaluator: Evaluator, config: SearchConfig, variant: VariantSpec) -> None:
        """Begin without jobs; trees are allocated with the first step.

        Args:
            evaluator: Judges all positions.
            config: The settings of all searches, but for the root's temperature.
            variant: Height, width and shape of all boards, and the rules if the evaluator reads
                boards.
        """
        self.last_step = 0
        self._evaluator = evaluator
        self._config = config
        self._variant = variant
        self._num_rows = max(_BATCH_ROWS, _BATCH_POINTS // variant.num_points)
        self._grove: Grove | None = None
        self._started: list[Job] = []
        # A job that was removed while it waited stays in the heap until it comes up.
        self._heap: list[tuple[tuple[int, int], Job]] = []
        self._num_waiting = 0
        self._failed: list[Job] = []

    # Jobs

    @property
    def has_work(self) -> bool:
        """Whether a job is not done."""
        return bool(self._started) or self._num_waiting > 0

    @property
    def started(self) -> tuple[Job, ...]:
        """Jobs whose search has begun and is not done."""
        return tuple(self._started)

    @property
    def top(self) -> int:
        """The highest priority of a job; there must be one."""
        first = self._first_waiting()
        jobs = self._started if first is None else [*self._started, first]
        return max(job.priority for job in jobs)

    @property
    def grove(self) -> Grove:
        """The trees."""
        if self._grove is None:
            self._grove = Grove(self._evaluator, self._config, self._variant)
        return self._grove

    @property
    def num_bytes(self) -> int:
        """Memory that the trees may take as they are."""
        return 0 if self._grove is None else self._grove.num_bytes

    def add(self, job: Job) -> None:
        """Puts a job in line."""
        heapq.heappush(self._heap, (job.order, job))
        self._num_waiting += 1

    def remove(self, job: Job) -> None:
        """Takes a job out, wherever it is, and its tree with it."""
        if job.is_waiting:
            job.is_waiting = False
            self._num_waiting -= 1
            if len(self._heap) > 2 * self._num_waiting + 8:
                self._heap = [entry for entry in self._heap if entry[1].is_waiting]
                heapq.heapify(self._heap)
        elif job in self._started:
            self._started.remove(job)
        if self._grove is not None:
            self._grove.stop(job)

    def _first_waiting(self) -> Job | None:
        while self._heap and not self._heap[0][1].is_waiting:
            heapq.heappop(self._heap)
        return self._heap[0][1] if self._heap else None

    # Searching

    def visits(self, job: Job) -> int:
        """Returns the visits of a job's root so far."""
        return 0 if self._grove is None else self._grove.visits(job)

    def step(self, most_bytes: int) -> list[Job]:
        """Evaluates one batch; returns the jobs that are done with it, failed ones included.

        Args:
            most_bytes: Memory that the trees may take.
        """
        grove = self.grove
        try:
            plan = self._plan(most_bytes)
            jobs, wanted = [job for job, _ in plan], [rows for _, rows in plan]
            if jobs:
                grove.make_room(jobs, wanted, most_bytes)
                grove.step(jobs, wanted)
        except GoError as error:
            self._fail(error)
        now = time.perf_counter()
        done = [job for job in self._started if grove.is_done(job, now)]
        self._started = [job for job in self._started if job not in done]
        failed, self._failed = self._failed, []
        return failed + done

    def _fail(self, error: GoError) -> None:
        """Ends every job that has a tree; they have all lost it."""
        for job in self._started:
            job.error = error
            self.grove.stop(job)
        self._failed += self._started
        self._started = []

    def _plan(self, most_bytes: int) -> list[tuple[Job, int]]:
        """Returns the jobs that have part in the next batch, and their rows.

        Those first in line get most, so that their results come early and batches stay full.
        """
        top = self.top

        def at_top(priority: int) -> bool:
            return priority == top

        def below_top(priority: int) -> bool:
            return priority < top

        level = [job for job in self._started if job.priority == top]
        plan = self._shared_out(self._num_rows, level, at_top, most_bytes)
        rows = sum(wanted for _, wanted in plan)
        spare = max(_LEAST_ROWS - rows, rows // _ROWS_FOR_ONE)
        lower = sorted((job for job in self._started if job.priority < top), key=_order)
        return plan + self._shared_out(spare, lower, below_top, most_bytes)

    def _shared_out(
        self, rows: int, jobs: list[Job], is_wanted: Callable[[int], bool], most_bytes: int
    ) -> list[tuple[Job, int]]:
        """Returns shares of rows for jobs in order; more jobs are started while rows are left."""
        plan: list[tuple[Job, int]] = []
        left = rows
        while left > 0 and len(plan) < _TOGETHER:
            index = len(plan)
            job = jobs[index] if index < len(jobs) else self._next(is_wanted, most_bytes)
            if job is None:
                break
            wanted = min(_SHARE, left, self._most_rows(job))
            plan.append((job, wanted))
            left -= wanted
        for i, (job, wanted) in enumerate(plan):
            more = min(left, self._most_rows(job) - wanted)
            plan[i] = (job, wanted + more)
            left -= more
        return plan

    def _next(self, is_wanted: Callable[[int], bool], most_bytes: int) -> Job | None:
        """Starts the first job in line, if its priority is wanted, and returns it.

        One that cannot start has failed, and the next one is tried. A job must start if no other
        has: then it takes whatever memory there is.
        """
        grove = self.grove
        while (job := self._first_waiting()) is not None:
            if not grove.has_slot or not is_wanted(job.priority):
                return None
            if self._started and not grove.has_memory(job, most_bytes):
                return None
            heapq.heappop(self._heap)
            self._num_waiting -= 1
            job.is_waiting = False
            try:
                grove.start(job)
            except GoError as error:
                job.error = error
                self._failed.append(job)
                continue
            self._started.append(job)
            return job
        return None

    def _most_rows(self, job: Job) -> int:
        """Returns how many leaves of a job may be evaluated together."""
        visits, config = self.visits(job), self._config
        left = config.batch_size if job.limits.visits is None else job.limits.visits - visits
        return min(config.batch_size, 1 + int(config.batch_ramp * visits), left)


def _order(job: Job) -> tuple[int, int]:
    return job.order
