"""How fast and how small the lake is on this machine, measured with games that a run has made.

Two writers commit at once from processes of their own, as two actors would: this module is also
their program.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from selfplay.lake.catalog import describe
from selfplay.lake.errors import LakeError
from selfplay.lake.query import run_sql
from selfplay.lake.reader import GameTail, load_window
from selfplay.lake.tables import Lake
from selfplay.lake.upkeep import compact
from selfplay.lake.writer import GameWriter
from selfplay.sample import GameSample

_BATCH = 64
_WRITERS = 2
_PAUSE_S = 0.05
_REPEATS = 3


@dataclass(frozen=True, slots=True)
class LakeFigures:
    """What was measured.

    Attributes:
        num_positions: Positions written and loaded.
        num_commits: Commits by both writers, 64 games each.
        append_p50_ms: Half of the appends took less: checks, spool, commit.
        append_p95_ms: 95 of 100 appends took less.
        append_max_ms: The longest append.
        bytes_per_position: Size of the data files, each game once, as actors write them.
        compacted_bytes_per_position: The same games after compaction.
        load_per_s: Positions a second from disk to flat arrays, the fastest of three loads.
        samples_per_s: Positions a second from flat arrays to `GameSample`s.
        poll_ms: Asking the tail when nothing is new.
        sql_ms: Counting games and positions by network.
    """

    num_positions: int
    num_commits: int
    append_p50_ms: float
    append_p95_ms: float
    append_max_ms: float
    bytes_per_position: float
    compacted_bytes_per_position: float
    load_per_s: float
    samples_per_s: float
    poll_ms: float
    sql_ms: float


def measure(source: Lake, folder: Path, num_positions: int = 1_000_000) -> LakeFigures:
    """Returns the figures of a lake made in a folder, which should be empty.

    Args:
        source: Where the games come from; about 200,000 positions make honest figures.
        folder: Where lakes are written; they stay.
        num_positions: Positions that the two writers write, the source's games repeated.

    Raises:
        LakeError: The source has no games, or a writer fails.
    """
    window = load_window(source, num_positions)
    if window.num_games == 0:
        raise LakeError(f"lake {source.root} has no games to measure with")
    once = Lake(str(folder / "once"))
    sizes = _sizes(once, window.samples(), window.num_positions)
    per_batch = _BATCH * window.num_positions / window.num_games
    num_batches = max(1, round(num_positions / per_batch / _WRITERS))
    lake = Lake(str(folder / "measured"))
    times_ms = 1e3 * np.array(_write_at_once(lake, source, num_batches))
    load_s: list[float] = []
    for _ in range(_REPEATS):
        start = time.perf_counter()
        window = load_window(lake, num_positions)
        load_s.append(time.perf_counter() - start)
    start = time.perf_counter()
    window.samples()
    samples_s = time.perf_counter() - start
    p50, p95, worst = np.percentile(times_ms, [50, 95, 100]).tolist()
    return LakeFigures(
        num_positions=window.num_positions,
        num_commits=len(times_ms),
        append_p50_ms=p50,
        append_p95_ms=p95,
        append_max_ms=worst,
        bytes_per_position=sizes[0],
        compacted_bytes_per_position=sizes[1],
        load_per_s=window.num_positions / min(load_s),
        samples_per_s=window.num_positions / samples_s,
        poll_ms=_poll_ms(lake),
        sql_ms=_sql_ms(lake),
    )


def _sizes(lake: Lake, samples: list[GameSample], num_positions: int) -> tuple[float, float]:
    writer = GameWriter(lake, "bench", "writer-0")
    for number, first in enumerate(range(0, len(samples), _BATCH)):
        writer.append(_named(samples[first : first + _BATCH], "writer-0", number))
    written = _num_bytes(lake)
    compact(lake)
    return written / num_positions, _num_bytes(lake) / num_positions


def _num_bytes(lake: Lake) -> int:
    return next(entry.num_bytes for entry in describe(lake) if entry.schema.name == "games")


def _batch(samples: list[GameSample], worker: str, number: int) -> list[GameSample]:
    """Returns 64 of the games in turn, named as this worker's."""
    first = number * _BATCH
    turn = [samples[name % len(samples)] for name in range(first, first + _BATCH)]
    return _named(turn, worker, number)


def _named(samples: list[GameSample], worker: str, number: int) -> list[GameSample]:
    return [
        replace(
            sample,
            game_id=f"bench-{worker}-{number * _BATCH + place:08d}",
            run_id="bench",
            worker=worker,
            sequence=number,
        )
        for place, sample in enumerate(samples)
    ]


def _write_at_once(lake: Lake, source: Lake, num_batches: int) -> list[float]:
    """Returns the seconds of each append of all writers."""
    command = [sys.executable, "-m", "selfplay.lake.bench", lake.root, source.root]
    writers = [
        subprocess.Popen(
            [*command, f"writer-{number}", str(num_batches)], stdout=subprocess.PIPE, text=True
        )
        for number in range(_WRITERS)
    ]
    answers = [writer.communicate()[0] for writer in writers]
    if any(writer.returncode for writer in writers):
        raise LakeError("a writer of the measurement failed; its log says why")
    return [seconds for answer in answers for seconds in json.loads(answer)]


def _poll_ms(lake: Lake) -> float:
    tail = GameTail(lake, since=lake.version("games"))
    tail.poll()
    start = time.perf_counter()
    for _ in range(10 * _REPEATS):
        tail.poll()
    return (time.perf_counter() - start) * 1e3 / (10 * _REPEATS)


def _sql_ms(lake: Lake) -> float:
    statement = "SELECT checkpoint, count(*), sum(num_moves) FROM games GROUP BY checkpoint"
    run_sql(lake, statement)
    start = time.perf_counter()
    run_sql(lake, statement)
    return (time.perf_counter() - start) * 1e3


def main(root: str, source: str, worker: str, num_batches: str) -> int:
    """Write as one worker and say, as JSON, how many seconds each append took."""
    samples = load_window(Lake(source), 200_000).samples()
    writer = GameWriter(Lake(root), "bench", worker)
    seconds: list[float] = []
    for number in range(int(num_batches)):
        batch = _batch(samples, worker, number)
        start = time.perf_counter()
        writer.append(batch)
        seconds.append(time.perf_counter() - start)
        time.sleep(_PAUSE_S)
    sys.stdout.write(json.dumps(seconds))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
