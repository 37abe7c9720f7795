"""Reading games: the newest window as flat arrays, and the tail, which is what has come since.

Parquet files are read whole and once; training draws its positions from memory, never from them.
Every row carries a checksum: rows that a damaged file has changed are left out and named.
"""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gogame.board.variant import VariantSpec
from selfplay.lake.codec import (
    Columns,
    digests,
    unpack_bits,
    unpack_ownership,
    unpack_rises,
    unpack_u16,
    unpack_weights,
    variant_from_json,
)
from selfplay.lake.errors import LakeError
from selfplay.lake.tables import Lake, sql_text
from selfplay.sample import GameSample

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class GameWindow:
    """Games as flat arrays: G games, N moves of all of them, K policy weights, P points.

    Attributes:
        version: Version of the table that they were read from.
        game_ids: `[G]`, oldest first.
        run_ids: `[G]`.
        workers: `[G]`.
        sequences: `[G]` int64.
        checkpoints: `[G]`.
        seeds: `[G]` int64.
        started_at: `[G]` float64 seconds since 1970.
        variants: `[G]`; games of one variant share an object.
        komi: `[G]` float64, White's points.
        outcome_black: `[G]` int8.
        score_black: `[G]` float32.
        ends: `[G]`, see `GameSample.end`.
        handicap_offsets: `[G + 1]` int64 into `handicap`.
        handicap: uint16 points.
        move_offsets: `[G + 1]` int64 into the arrays of moves.
        moves: `[N]` uint16 actions.
        recorded: `[N]` bool.
        root_value: `[N]` int8.
        visits: `[N]` uint16.
        policy_offsets: `[N + 1]` int64 into the arrays of weights.
        policy_actions: `[K]` uint16.
        policy_weights: `[K]` uint16.
        point_offsets: `[G + 1]` int64 into `ownership_black`.
        ownership_black: int8, all games' points.
        damaged: Names of the games left out because their checksum was wrong.
    """

    version: int
    game_ids: Sequence[str]
    run_ids: Sequence[str]
    workers: Sequence[str]
    sequences: NDArray[np.int64]
    checkpoints: Sequence[str]
    seeds: NDArray[np.int64]
    started_at: NDArray[np.float64]
    variants: Sequence[VariantSpec]
    komi: NDArray[np.float64]
    outcome_black: NDArray[np.int8]
    score_black: NDArray[np.float32]
    ends: Sequence[str]
    handicap_offsets: NDArray[np.int64]
    handicap: NDArray[np.uint16]
    move_offsets: NDArray[np.int64]
    moves: NDArray[np.uint16]
    recorded: NDArray[np.bool_]
    root_value: NDArray[np.int8]
    visits: NDArray[np.uint16]
    policy_offsets: NDArray[np.int64]
    policy_actions: NDArray[np.uint16]
    policy_weights: NDArray[np.uint16]
    point_offsets: NDArray[np.int64]
    ownership_black: NDArray[np.int8]
    damaged: tuple[str, ...] = ()

    @property
    def num_games(self) -> int:
        """G."""
        return len(self.game_ids)

    @property
    def num_positions(self) -> int:
        """N: every move was played in one position."""
        return len(self.moves)

    def sample(self, game: int) -> GameSample:
        """Returns one game; its arrays are views of the window's where they can be."""
        first, last = self.move_offsets[game : game + 2].tolist()
        offsets = self.policy_offsets[first : last + 1]
        weights = slice(int(offsets[0]), int(offsets[-1]))
        setup = slice(*self.handicap_offsets[game : game + 2].tolist())
        points = slice(*self.point_offsets[game : game + 2].tolist())
        return GameSample(
            game_id=self.game_ids[game],
            run_id=self.run_ids[game],
            worker=self.workers[game],
            sequence=int(self.sequences[game]),
            checkpoint=self.checkpoints[game],
            seed=int(self.seeds[game]),
            started_at=float(self.started_at[game]),
            variant=self.variants[game],
            handicap=tuple(self.handicap[setup].tolist()),
            komi=float(self.komi[game]),
            moves=self.moves[first:last],
            recorded=self.recorded[first:last],
            policy_offsets=(offsets - offsets[0]).astype(np.uint32),
            policy_actions=self.policy_actions[weights],
            policy_weights=self.policy_weights[weights],
            root_value=self.root_value[first:last],
            visits=self.visits[first:last],
            outcome_black=int(self.outcome_black[game]),
            score_black=float(self.score_black[game]),
            ownership_black=self.ownership_black[points],
            end=self.ends[game],
        )

    def samples(self) -> list[GameSample]:
        """Returns all games, oldest first."""
        return [self.sample(game) for game in range(self.num_games)]


def read_games(lake: Lake, where: str | None = None, *, version: int | None = None) -> GameWindow:
    """Returns the games that fulfil an SQL condition on `games`, oldest first.

    Raises:
        LakeError: As `Lake.scan`.
    """
    read_version = lake.version("games") if version is None else version
    return window_of(lake.scan("games", where=where, version=read_version), read_version)


def load_window(
    lake: Lake,
    num_positions: int,
    *,
    run_ids: Sequence[str] | None = None,
    version: int | None = None,
) -> GameWindow:
    """Returns the newest games that have so many positions, or all if there are fewer.

    Whole games are returned, the fewest that suffice; newer means committed later, and among
    equals the greater `game_id`. A version of the table has one window of each size, whatever
    compaction has done to its files.

    Args:
        lake: The lake.
        num_positions: Moves wanted.
        run_ids: Only these runs' games; all by default.
        version: The table as it was then; as it is now by default.

    Raises:
        LakeError: As `Lake.scan`.
    """
    read_version = lake.version("games") if version is None else version
    runs = None if run_ids is None else _one_of("run_id", run_ids)
    heads = lake.scan("games", ["committed_at", "num_moves"], runs, read_version)
    times = np.array(heads["committed_at"], np.int64)
    order = np.argsort(-times, kind="stable")
    reached = np.cumsum(np.array(heads["num_moves"], np.int64)[order])
    needed = int(np.searchsorted(reached, num_positions)) + 1
    if needed > len(order):
        return read_games(lake, runs, version=read_version)
    recent = f"committed_at >= to_timestamp_micros({times[order[needed - 1]]})"
    where = recent if runs is None else f"{runs} AND {recent}"
    return window_of(
        lake.scan("games", where=where, version=read_version), read_version, num_positions
    )


def _one_of(name: str, texts: Sequence[str]) -> str:
    return f"{name} IN ({', '.join(map(sql_text, texts))})" if texts else "FALSE"


def games_of_run(lake: Lake, run_id: str, seen: Sequence[Mapping[str, int]]) -> list[int]:
    """Returns how many games a run itself had played at several moments; none that it has taken.

    Args:
        lake: The lake.
        run_id: The run.
        seen: The newest batch of each "run/worker" at each moment.

    Raises:
        LakeError: As `Lake.scan`.
    """
    rows = lake.scan("games", ["worker", "sequence"], _one_of("run_id", [run_id]))
    batches: dict[str, list[int]] = {}
    for worker, sequence in sorted(zip(rows["worker"], rows["sequence"], strict=True)):
        batches.setdefault(f"{run_id}/{worker}", []).append(sequence)
    return [
        sum(bisect_right(found, newest.get(key, -1)) for key, found in batches.items())
        for newest in seen
    ]


class GameTail:
    """What has been committed since it was last asked, each game once.

    It remembers the newest batch of every worker, so that neither a clock nor a compaction can
    make it miss a game or return one twice. Asking when nothing is new costs two milliseconds.
    """

    def __init__(
        self,
        lake: Lake,
        since: int | None = None,
        newest: Mapping[tuple[str, str], int] | None = None,
    ) -> None:
        """Begin after the games of a version of the table, or with all that there are.

        Args:
            lake: The lake.
            since: For example the `version` of a window that has been loaded.
            newest: The newest batch of each run and worker that is known, instead of a version.

        Raises:
            LakeError: As `Lake.scan`.
        """
        self._lake = lake
        self._version = -1
        self._newest: dict[tuple[str, str], int] = dict(newest or {})
        if since is not None:
            rows = lake.scan("games", ["run_id", "worker", "sequence"], version=since)
            self._note(rows["run_id"], rows["worker"], rows["sequence"])

    @property
    def version(self) -> int:
        """The table's version up to which games have been returned, -1 before the first poll."""
        return self._version

    def poll(self, version: int | None = None) -> GameWindow | None:
        """Returns the new games, or None.

        Args:
            version: Games up to this version of the table; the newest by default.

        Raises:
            LakeError: As `Lake.scan`.
        """
        version = self._lake.version("games") if version is None else version
        if version == self._version:
            return None
        window = read_games(self._lake, self._condition(), version=version)
        self._version = version
        self._note(window.run_ids, window.workers, window.sequences.tolist())
        return window if window.num_games else None

    def _condition(self) -> str | None:
        if not self._newest:
            return None
        newer = [
            f"(run_id = {sql_text(run)} AND worker = {sql_text(worker)} AND sequence > {sequence})"
            for (run, worker), sequence in self._newest.items()
        ]
        other = [
            f"NOT (run_id = {sql_text(run)} AND worker = {sql_text(worker)})"
            for run, worker in self._newest
        ]
        return " OR ".join([*newer, f"({' AND '.join(other)})"])

    def _note(self, runs: Sequence[str], workers: Sequence[str], sequences: Sequence[int]) -> None:
        for run, worker, sequence in zip(runs, workers, sequences, strict=True):
            self._newest[run, worker] = max(sequence, self._newest.get((run, worker), -1))


def window_of(columns: Columns, version: int, num_positions: int | None = None) -> GameWindow:
    """Returns rows of `games` as a window, oldest first, cut to its newest games if asked."""
    order, damaged = _sound_order(columns)
    if num_positions is not None:
        moves = np.cumsum([columns["num_moves"][row] for row in reversed(order)])
        kept = int(np.searchsorted(moves, num_positions)) + 1
        order = order[-kept:]
    rows = {name: [values[row] for row in order] for name, values in columns.items()}
    return _decoded(rows, version, tuple(damaged))


def _sound_order(columns: Columns) -> tuple[list[int], list[str]]:
    """Returns the rows whose checksum is right, oldest first, and the names of the others."""
    sound: list[int] = []
    damaged: list[str] = []
    for row, (found, stored) in enumerate(zip(digests(columns), columns["digest"], strict=True)):
        if found == stored:
            sound.append(row)
        else:
            damaged.append(str(columns["game_id"][row]))
    if damaged:
        names = ", ".join(damaged[:3])
        _log.warning("%d games left out, their checksum is wrong: %s", len(damaged), names)
    times, ids = columns["committed_at"], columns["game_id"]
    sound.sort(key=lambda row: (times[row], ids[row]))
    return sound, damaged


def _offsets(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)))


def _decoded(rows: Columns, version: int, damaged: tuple[str, ...]) -> GameWindow:
    def counts_of(values: Sequence[Any]) -> NDArray[np.int64]:
        return np.array(values, np.int64)

    num_moves = counts_of(rows["num_moves"])
    num_recorded = counts_of(rows["num_recorded"])
    recorded = unpack_bits(rows["recorded"], num_moves)
    sizes = np.zeros(len(recorded), np.int64)
    sizes[recorded] = unpack_u16(rows["policy_counts"], num_recorded)
    policy_offsets = _offsets(sizes)
    num_weights = np.diff(policy_offsets[_offsets(num_moves)])
    num_points = counts_of(rows["height"]) * counts_of(rows["width"])
    handicaps = counts_of([len(blob) // 2 for blob in rows["handicap"]])
    try:
        return GameWindow(
            version=version,
            game_ids=rows["game_id"],
            run_ids=rows["run_id"],
            workers=rows["worker"],
            sequences=counts_of(rows["sequence"]),
            checkpoints=rows["checkpoint"],
            seeds=counts_of(rows["seed"]),
            started_at=np.array(rows["started_at"], np.int64) / 1e6,
            variants=[variant_from_json(text) for text in rows["variant"]],
            komi=np.array(rows["komi"], np.float64),
            outcome_black=np.array(rows["outcome_black"], np.int8),
            score_black=np.array(rows["score_black"], np.float32),
            ends=rows["end_reason"],
            handicap_offsets=_offsets(handicaps),
            handicap=np.frombuffer(b"".join(rows["handicap"]), "<u2").astype(np.uint16),
            move_offsets=_offsets(num_moves),
            moves=unpack_u16(rows["moves"], num_moves),
            recorded=recorded,
            root_value=np.frombuffer(b"".join(rows["root_value"]), np.int8),
            visits=unpack_u16(rows["visits"], num_moves),
            policy_offsets=policy_offsets,
            policy_actions=unpack_rises(rows["policy_actions"], num_weights),
            policy_weights=unpack_weights(rows["policy_weights"], num_weights),
            point_offsets=_offsets(num_points),
            ownership_black=unpack_ownership(rows["ownership_black"], num_points),
            damaged=damaged,
        )
    except ValueError as error:
        raise LakeError(f"lake table games, version {version}: a row is torn: {error}") from error
