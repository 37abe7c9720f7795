"""Keeping the lake small, fast and whole: compaction, vacuum, log checkpoints, repair.

Nothing here changes a row. Compaction joins small files into larger ones; vacuum removes files
that no kept version needs. A version that a row of `checkpoints` cites is kept for ever.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from deltalake import DeltaTable, PostCommitHookProperties, QueryBuilder, WriterProperties
from deltalake.exceptions import CommitFailedError, DeltaError

from selfplay.lake.errors import LakeError
from selfplay.lake.reader import read_games
from selfplay.lake.schema import TABLES
from selfplay.lake.tables import Lake, sql_text
from selfplay.sample import SampleError

_TARGET_BYTES = 16 << 20  # about a million positions
_PROPERTIES = WriterProperties(compression="ZSTD", compression_level=9)
_HOOKS = PostCommitHookProperties(cleanup_expired_logs=False)
RETENTION_HOURS = 7 * 24
"""Age at which a file that compaction has replaced may go."""


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What one round of upkeep did.

    Attributes:
        files_before: Files of all tables before.
        files_after: Files of all tables after.
        removed: Files that vacuum has deleted.
    """

    files_before: int
    files_after: int
    removed: int


@dataclass(frozen=True, slots=True)
class Loss:
    """A data file that was set aside.

    Attributes:
        table: Its table.
        path: Where it lies now, or where it was missing.
        reason: What was wrong with it.
    """

    table: str
    path: str
    reason: str


def cited_versions(lake: Lake) -> list[int]:
    """Returns the versions of `games` that checkpoints were trained from."""
    if not lake.exists("checkpoints"):
        return []
    return sorted(set(lake.scan("checkpoints", ["games_version"])["games_version"]))


def compact(lake: Lake, name: str = "games", target_bytes: int = _TARGET_BYTES) -> int:
    """Join the small files of a table; returns how many were replaced. Writers need not stop.

    Raises:
        LakeError: The store cannot be written.
    """
    table = lake.table(name)
    try:
        report = table.optimize.compact(
            target_size=target_bytes,
            max_concurrent_tasks=1,
            writer_properties=_PROPERTIES,
            post_commithook_properties=_HOOKS,
        )
    except CommitFailedError:  # another process compacts; its work serves as well
        return 0
    except (DeltaError, OSError) as error:
        raise LakeError(f"lake table {name} cannot be compacted: {error}") from error
    return int(report["numFilesRemoved"])


def vacuum(
    lake: Lake, name: str = "games", *, hours: int = RETENTION_HOURS, dry_run: bool = False
) -> list[str]:
    """Remove files that no kept version needs and that are old enough; returns their paths.

    The newest version and the cited ones are kept. Files that a dead process left behind, never
    part of any version, go as well.

    Args:
        lake: The lake.
        name: The table.
        hours: Least age. A file in the making is younger than its commit takes.
        dry_run: Only tell.

    Raises:
        LakeError: The store cannot be written.
    """
    keep = cited_versions(lake) if name == "games" else []
    table = lake.table(name)
    try:
        return table.vacuum(
            retention_hours=hours,
            dry_run=dry_run,
            enforce_retention_duration=False,
            full=True,
            keep_versions=keep or None,
            post_commithook_properties=_HOOKS,
        )
    except (DeltaError, OSError) as error:
        raise LakeError(f"lake table {name} cannot be vacuumed: {error}") from error


def tidy(lake: Lake, hours: int = RETENTION_HOURS) -> Upkeep:
    """Compact, vacuum and checkpoint the log of every table.

    Raises:
        LakeError: The store cannot be written.
    """
    before = after = removed = 0
    for name in TABLES:
        if not lake.exists(name):
            continue
        before += len(lake.table(name).file_uris())
        compact(lake, name)
        removed += len(vacuum(lake, name, hours=hours))
        table = lake.table(name)
        try:
            table.create_checkpoint()
        except (DeltaError, OSError) as error:
            raise LakeError(f"log of lake table {name}: {error}") from error
        after += len(table.file_uris())
    return Upkeep(before, after, removed)


def verify(lake: Lake) -> list[str]:
    """Reads all games; returns what is wrong, in sentences, nothing if all is well.

    Raises:
        LakeError: A file cannot be read; `repair` sets it aside.
    """
    window = read_games(lake)
    faults = [f"game {name!r}: its checksum is wrong" for name in window.damaged]
    seen: set[str] = set()
    for name in window.game_ids:
        if name in seen:
            faults.append(f"game {name!r} is there twice")
        seen.add(name)
    for sample in window.samples():
        try:
            sample.check()
        except SampleError as error:
            faults.append(str(error))
    return faults


def repair(lake: Lake) -> list[Loss]:
    """Set unreadable and missing data files aside, so that the rest can be read again.

    A damaged file is moved to ``damaged/`` below the root; its table forgets it. So are the newest
    entries of a log if a power cut has torn them. Only for lakes in a folder, and while no one
    writes.

    Raises:
        LakeError: The lake lies in an object store, or the disk refuses.
    """
    if not lake.is_local:
        raise LakeError(f"lake {lake.root}: only a lake in a folder can be repaired")
    losses: list[Loss] = []
    for name in TABLES:
        losses += _set_torn_entries_aside(lake, name)
        if not lake.exists(name):
            continue
        table = lake.table(name)
        found = _damaged_files(name, table)
        if not found:
            continue
        try:
            losses += [_set_aside(lake, loss) for loss in found]
            table.repair(post_commithook_properties=_HOOKS)
        except (DeltaError, OSError) as error:
            raise LakeError(f"lake table {name} cannot be repaired: {error}") from error
    return losses


def _set_torn_entries_aside(lake: Lake, name: str) -> list[Loss]:
    log = Path(lake.uri(name)) / "_delta_log"
    losses: list[Loss] = []
    for path in sorted(log.glob("[0-9]*.json"), reverse=True):
        try:
            for line in path.read_text("utf-8").splitlines():
                json.loads(line)
        except (OSError, ValueError) as error:
            reason = f"the log's entry is torn: {error}"
            losses.append(_set_aside(lake, Loss(name, str(path), reason)))
        else:
            break  # an empty entry is no harm: it says that nothing changed
    return losses


def _damaged_files(name: str, table: DeltaTable) -> list[Loss]:
    losses: list[Loss] = []
    for number, path in enumerate(table.file_uris()):
        if not Path(path).exists():
            losses.append(Loss(name, path, "the file is missing"))
            continue
        try:
            builder = QueryBuilder()
            create = f"CREATE EXTERNAL TABLE f{number} STORED AS PARQUET LOCATION {sql_text(path)}"
            builder.execute(create).read_all()
            builder.execute(f"SELECT * FROM f{number}").read_all()  # noqa: S608 - our own name
        except Exception as error:  # noqa: BLE001 - whatever the Parquet reader says
            losses.append(Loss(name, path, str(error).splitlines()[0]))
    return losses


def _set_aside(lake: Lake, loss: Loss) -> Loss:
    source = Path(loss.path)
    if not source.exists():
        return loss
    target = Path(lake.root) / "damaged" / f"{loss.table}-{source.name}"
    target.parent.mkdir(exist_ok=True)
    source.replace(target)
    return Loss(loss.table, str(target), loss.reason)
