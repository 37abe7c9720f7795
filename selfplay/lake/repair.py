"""`repair`: makes a damaged lake readable again, at the price of what the damage has destroyed.

What is set aside goes to ``damaged/`` below the root, games with a wrong checksum to the table
`quarantine`. No version number is ever used twice: a torn entry of a log is replaced by one that
changes nothing, so a version that a checkpoint cites stays what it is, less what is lost.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import unquote

from deltalake import DeltaTable, PostCommitHookProperties
from deltalake.exceptions import DeltaError

from selfplay.lake.codec import Columns, digests
from selfplay.lake.errors import LakeError
from selfplay.lake.parquet_check import ParquetChecker
from selfplay.lake.schema import TABLES
from selfplay.lake.tables import Lake, columns_of, now_us, sql_text
from selfplay.lake.writer import append_rows

_HOOKS = PostCommitHookProperties(cleanup_expired_logs=False)
_MOST_AT_ONCE = 200
"""Games named in one condition."""

Check: TypeAlias = Callable[[Path], str]
"""Returns what is wrong with a Parquet file, empty if nothing is."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What was set aside.

    Attributes:
        table: Its table.
        path: Where it lies now, or where it was missing; a game's name.
        reason: What was wrong with it.
    """

    table: str
    path: str
    reason: str


def repair(lake: Lake) -> list[Loss]:
    """Set aside what cannot be read and what has changed, so that the rest can be used again.

    Damaged files are moved to ``damaged/`` below the root, and their table forgets them; so are
    entries of a log that a power cut has torn. Games whose checksum is wrong go to `quarantine`.
    Only for lakes in a folder, and while no one writes.

    Raises:
        LakeError: The lake lies in an object store, a table's first entry is lost, or the disk
            refuses.
    """
    if not lake.is_local:
        raise LakeError(f"lake {lake.root}: only a lake in a folder can be repaired")
    losses: list[Loss] = []
    with ParquetChecker() as checker:
        for name in TABLES:
            losses += _repair_table(lake, name, checker.fault)
    return losses + _quarantine_changed_games(lake)


def _repair_table(lake: Lake, name: str, check: Check) -> list[Loss]:
    try:
        losses = _mend_log(lake, name, check)
        if not lake.exists(name):
            return losses
        table = lake.table(name)
        found = _damaged_files(lake, name, table, check)
        if found:
            losses += [_set_aside(lake, loss) for loss in found]
            table.repair(post_commithook_properties=_HOOKS)
    except (DeltaError, OSError) as error:
        raise LakeError(f"lake table {name} cannot be repaired: {error}") from error
    return losses


# The log


def _mend_log(lake: Lake, name: str, check: Check) -> list[Loss]:
    log = Path(lake.root) / name / "_delta_log"
    losses = [_set_aside(lake, loss) for loss in _damaged_checkpoints(log, name, check)]
    found = [p for p in log.glob("*.json") if re.fullmatch(r"[0-9]{20}", p.stem)]
    if not found:
        return losses
    numbers = sorted(int(path.stem) for path in found)
    for number in range(numbers[0], numbers[-1] + 1):
        path = log / f"{number:020d}.json"
        fault = _fault_of_entry(path)
        if not fault:
            continue
        if number == 0 and len(numbers) > 1 and not any(log.glob("*.checkpoint.parquet")):
            raise LakeError(
                f"lake table {name}: {path} is the table's beginning and cannot be read ({fault}):"
                " put this one file back from a copy"
            )
        losses.append(_set_aside(lake, Loss(name, str(path), f"the log's entry {fault}")))
        if number > 0:  # else there is no table yet; the next writer makes it
            _write_whole(path, _empty_entry())
    return losses


def _fault_of_entry(path: Path) -> str:
    """Returns what is wrong with an entry; an empty one is no harm: it changes nothing."""
    try:
        for line in path.read_text("utf-8").splitlines():
            json.loads(line)
    except FileNotFoundError:
        return "is missing"
    except (OSError, ValueError) as error:
        return f"is torn: {error}"
    return ""


def _empty_entry() -> bytes:
    words: dict[str, Any] = {
        "timestamp": time.time_ns() // 10**6,
        "operation": "FSCK",
        "operationParameters": {},
    }
    return json.dumps({"commitInfo": words}).encode() + b"\n"


def _damaged_checkpoints(log: Path, name: str, check: Check) -> Iterator[Loss]:
    """Yields the log's own snapshots that cannot be read; its entries hold the same."""
    for path in sorted(log.glob("*.checkpoint*.parquet")):
        if fault := check(path):
            (log / "_last_checkpoint").unlink(missing_ok=True)  # it may name this one
            yield Loss(name, str(path), fault)
    last = log / "_last_checkpoint"
    if last.exists() and (fault := _fault_of_entry(last)):
        yield Loss(name, str(last), f"the log's pointer {fault}")


# The data


def _damaged_files(lake: Lake, name: str, table: DeltaTable, check: Check) -> list[Loss]:
    listed: list[str] = columns_of(table.get_add_actions().select(["path"]))["path"]
    paths: list[Path] = []
    for relative in listed:
        path = Path(lake.root) / name / relative
        # Names of partitions may be encoded once more.
        paths.append(path if path.exists() else Path(lake.root) / name / unquote(relative))
    faults = {path: check(path) if path.exists() else "the file is missing" for path in paths}
    return [Loss(name, str(path), fault) for path, fault in faults.items() if fault]


def _quarantine_changed_games(lake: Lake) -> list[Loss]:
    """Moves games whose checksum is wrong; older versions of the table keep them as they are."""
    if not lake.exists("games"):
        return []
    columns = lake.scan("games")
    right = zip(digests(columns), columns["digest"], strict=True)
    wrong = [row for row, (found, stored) in enumerate(right) if found != stored]
    for start in range(0, len(wrong), _MOST_AT_ONCE):
        rows = wrong[start : start + _MOST_AT_ONCE]
        append_rows(lake, "quarantine", [_refused(columns, row) for row in rows])
        named = (
            f"(game_id = {sql_text(columns['game_id'][row])} AND digest = {columns['digest'][row]})"
            for row in rows
        )
        try:
            lake.table("games").delete(" OR ".join(named), post_commithook_properties=_HOOKS)
        except (DeltaError, OSError) as error:
            raise LakeError(f"lake table games cannot be repaired: {error}") from error
    reason = "its checksum is wrong; it is in quarantine now"
    return [Loss("games", str(columns["game_id"][row]), reason) for row in wrong]


def _refused(columns: Columns, row: int) -> dict[str, Any]:
    """Returns a changed game as a row of `quarantine`."""
    game = {name: values[row] for name, values in columns.items()}
    kept = ("run_id", "worker", "sequence", "game_id")
    return {
        **{name: game[name] for name in kept},
        "reason": f"game {game['game_id']!r}: its checksum was wrong: the file had been damaged",
        "payload": json.dumps(game, default=bytes.hex),
        "committed_at": now_us(),
    }


def _set_aside(lake: Lake, loss: Loss) -> Loss:
    source = Path(loss.path)
    if not source.exists():
        return loss
    folder = Path(lake.root) / "damaged"
    folder.mkdir(exist_ok=True)
    target = folder / f"{loss.table}-{source.name}"
    number = 1
    while target.exists():  # the same entry may be torn again
        number += 1
        target = folder / f"{loss.table}-{source.name}.{number}"
    source.replace(target)
    return Loss(loss.table, str(target), loss.reason)


def _write_whole(path: Path, content: bytes) -> None:
    new = path.with_suffix(".new")
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
