"""Keeping the lake small and fast, and looking for faults: compaction, vacuum, log checkpoints.

Nothing here changes a row. Compaction joins small files into larger ones; vacuum removes files
that no kept version needs. A version that a row of `checkpoints` cites is kept for ever.
"""

from __future__ import annotations

from dataclasses import dataclass

from deltalake import PostCommitHookProperties, WriterProperties
from deltalake.exceptions import CommitFailedError, DeltaError

from selfplay.lake.errors import LakeError
from selfplay.lake.reader import read_games
from selfplay.lake.schema import TABLES
from selfplay.lake.tables import Lake
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
    remedy = "`gogame-selfplay lake repair` puts it into quarantine"
    faults = [f"game {name!r}: its checksum is wrong: {remedy}" for name in window.damaged]
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
