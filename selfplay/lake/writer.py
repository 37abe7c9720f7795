"""Writing games exactly once.

`append` checks every game, puts the batch into the spool, commits it under its (worker,
sequence), and takes it out of the spool. Delta itself does not refuse a sequence that it has
seen, so `Lake.commit` asks first; that is safe because one process at a time writes as a worker.
A game that does not fit goes to `quarantine` with the reason, never the rest of its batch.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selfplay.lake.codec import payload_of, to_columns, to_row
from selfplay.lake.errors import LakeError
from selfplay.lake.schema import GAMES, QUARANTINE, TABLES
from selfplay.lake.spool import Batch, Row, Spool
from selfplay.lake.tables import BatchKey, Lake, now_us, sql_text
from selfplay.sample import GameSample, SampleError

_log = logging.getLogger(__name__)
_MAX_INT64 = 2**63 - 1


@dataclass(frozen=True, slots=True)
class AppendResult:
    """What became of the batches committed by one call.

    Attributes:
        num_games: Games now in the lake.
        num_positions: Their moves.
        num_refused: Games now in quarantine.
        num_known: Batches that were in the lake already.
    """

    num_games: int = 0
    num_positions: int = 0
    num_refused: int = 0
    num_known: int = 0

    def __add__(self, other: AppendResult) -> AppendResult:
        """Returns the sums."""
        return AppendResult(
            self.num_games + other.num_games,
            self.num_positions + other.num_positions,
            self.num_refused + other.num_refused,
            self.num_known + other.num_known,
        )


class GameWriter:
    """The games of one worker of one run, on their way into the lake."""

    def __init__(self, lake: Lake, run_id: str, worker: str, spool: Path | None = None) -> None:
        """Open the spool and find out what the lake has of this worker.

        Args:
            lake: The lake.
            run_id: The run.
            worker: The worker; only one process at a time may write as it.
            spool: A local folder for batches not yet committed; `spool` below a local lake.

        Raises:
            LakeError: The lake or the spool cannot be opened.
        """
        if spool is None and not lake.is_local:
            raise LakeError(f"lake {lake.root}: expected a local folder for the spool")
        self._lake = lake
        self._run_id = run_id
        self._worker = worker
        self._key = f"{run_id}/{worker}"
        base = Path(lake.root) / "spool" if spool is None else spool
        # A digest, because names may hold what file names may not.
        self._spool = Spool(base / hashlib.sha256(self._key.encode()).hexdigest()[:24])
        seen = lake.committed_sequence("games", self._key)
        refused = lake.committed_sequence("quarantine", self._key)
        self._next = max([seen, refused, *self._spool.sequences()]) + 1

    @property
    def next_sequence(self) -> int:
        """The number of the worker's next batch, after all that the lake and the spool hold."""
        return self._next

    @property
    def num_waiting(self) -> int:
        """Batches in the spool."""
        return len(self._spool.sequences())

    def names_waiting(self) -> list[str]:
        """Returns the names of the games in the spool, those of damaged batches left out."""
        names: list[str] = []
        for sequence in self._spool.sequences():
            try:
                batch = self._spool.get(sequence)
            except LakeError:  # `flush` sets it aside
                continue
            names += [row["game_id"] for row in (*batch.games, *batch.refused)]
        return names

    def append(self, samples: Sequence[GameSample]) -> AppendResult:
        """Commit one batch, after those that still wait in the spool.

        Args:
            samples: Games of this run and worker, all of one sequence, not below those before.

        Raises:
            LakeError: Before anything is kept: mixed batches, a full disk. Or after the batch is
                safe in the spool: the lake cannot be written; the next call tries again.
        """
        if not samples:
            return self.flush()
        sequence = samples[0].sequence
        if any(sample.sequence != sequence for sample in samples):
            raise LakeError(f"batch {sequence} of {self._key}: its games name several sequences")
        known = max(self._spool.sequences(), default=-1)
        if sequence <= known:
            raise LakeError(f"batch {sequence} of {self._key}: batch {known} is in the spool")
        self._spool.put(self._batch(sequence, samples))
        self._next = max(self._next, sequence + 1)
        return self.flush()

    def flush(self) -> AppendResult:
        """Commit the batches in the spool, in order.

        Raises:
            LakeError: The lake cannot be written; the batches stay.
        """
        total = AppendResult()
        for sequence in self._spool.sequences():
            try:
                batch = self._spool.get(sequence)
            except LakeError as error:
                _log.warning("%s; set aside as %s", error, self._spool.set_aside(sequence))
                continue
            total = total + self._commit(batch)
            self._spool.drop(sequence)
        return total

    def _batch(self, sequence: int, samples: Sequence[GameSample]) -> Batch:
        games: list[Row] = []
        refused: list[Row] = []
        names: set[str] = set()
        for sample in samples:
            reason = self._fault(sample, names)
            if reason is None:
                names.add(sample.game_id)
                games.append(to_row(sample))
            else:
                _log.warning("quarantined: %s", reason)
                refused.append(
                    {
                        "run_id": self._run_id,
                        "worker": self._worker,
                        "sequence": sequence,
                        "game_id": str(sample.game_id),
                        "reason": reason,
                        "payload": payload_of(sample),
                    }
                )
        return Batch(sequence, games, refused)

    def _fault(self, sample: GameSample, names: set[str]) -> str | None:
        """Returns why the lake must not have a game, or None."""
        try:
            sample.check()
        except SampleError as error:
            return str(error)
        except (AttributeError, TypeError, ValueError, IndexError) as error:
            return f"game {sample.game_id!r}: a field is of the wrong kind: {error!r}"
        if (sample.run_id, sample.worker) != (self._run_id, self._worker):
            return f"game {sample.game_id!r}: made by {sample.run_id}/{sample.worker}"
        if sample.game_id in names:
            return f"game {sample.game_id!r}: its name occurs twice in the batch"
        if sample.seed > _MAX_INT64:
            return f"game {sample.game_id!r}: seed {sample.seed}: expected less than 2**63"
        return None

    def _commit(self, batch: Batch) -> AppendResult:
        time_us = now_us()
        key = BatchKey(self._key, batch.sequence)
        is_new = False
        for schema, rows in ((QUARANTINE, batch.refused), (GAMES, batch.games)):
            if rows:
                timed = [{**row, "committed_at": time_us} for row in rows]
                columns = to_columns(timed, [column.name for column in schema.columns])
                words = {"run": self._run_id, "worker": self._worker}
                is_new |= self._lake.commit(schema.name, columns, key, words)
        if not is_new:
            self._check_ours(batch)
            return AppendResult(num_known=1)
        num_positions = sum(row["num_moves"] for row in batch.games)
        return AppendResult(len(batch.games), num_positions, len(batch.refused))

    def _check_ours(self, batch: Batch) -> None:
        """Raises if the lake has other games under the batch's number."""
        where = f"run_id = {sql_text(self._run_id)} AND worker = {sql_text(self._worker)}"
        rows = self._lake.scan("games", ["game_id"], f"{where} AND sequence = {batch.sequence}")
        if not set(rows["game_id"]) <= {row["game_id"] for row in batch.games}:
            aside = self._spool.set_aside(batch.sequence)
            raise LakeError(
                f"batch {batch.sequence} of {self._key}: the lake has other games under this "
                f"number, so another process writes as this worker; ours are in {aside}"
            )


def append_rows(
    lake: Lake, name: str, rows: Sequence[Mapping[str, Any]], key: BatchKey | None = None
) -> bool:
    """Commit rows to any table but `games`; returns False if the batch is there already.

    Args:
        lake: The lake.
        name: The table.
        rows: Values by column; nullable columns may lack. Times are microseconds since 1970.
        key: The batch's name, if it must never be committed twice.

    Raises:
        LakeError: An unknown table or column, a value missing or of the wrong kind, or the store
            cannot be written.
    """
    schema = TABLES.get(name)
    if schema is None or schema is GAMES:
        raise LakeError(f"append_rows to {name!r}: expected one of {', '.join(TABLES)}, not games")
    if not rows:
        return False
    names = [column.name for column in schema.columns]
    unknown = {key for row in rows for key in row} - set(names)
    if unknown:
        raise LakeError(f"lake table {name} has no column {', '.join(sorted(unknown))}")
    return lake.commit(name, to_columns(rows, names), key)
