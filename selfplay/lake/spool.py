"""Batches on their way into the lake, one local file each, so that a dead process loses none.

A batch is written whole or not at all (a new name, then a rename) before it is committed, and
removed after. What is left over at the next start is committed then.
"""

from __future__ import annotations

import contextlib
import json
import os
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from selfplay.lake.errors import LakeError

_MAGIC = b"GOSPOOL1"
_HEADER = struct.Struct("<8sQI")  # magic, length and CRC-32 of the JSON

Row = dict[str, Any]
"""One row: strings, numbers and bytes."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch of a worker.

    Attributes:
        sequence: Its number.
        games: Rows of `games`.
        refused: Rows of `quarantine`.
    """

    sequence: int
    games: Sequence[Row]
    refused: Sequence[Row]


class Spool:
    """The batches of one worker that are not known to be committed, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        """Create the folder.

        Raises:
            LakeError: It cannot be created.
        """
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LakeError(f"spool {folder} cannot be created: {error}") from error

    def put(self, batch: Batch) -> None:
        """Keep a batch; it is on disk when this returns.

        Raises:
            LakeError: The disk refuses it; nothing is kept.
        """
        text = json.dumps(
            {
                "sequence": batch.sequence,
                "games": [_to_json(row) for row in batch.games],
                "refused": [_to_json(row) for row in batch.refused],
            }
        ).encode()
        path = self._path(batch.sequence)
        partial = path.with_suffix(".partial")
        try:
            with partial.open("wb") as file:
                file.write(_HEADER.pack(_MAGIC, len(text), zlib.crc32(text)) + text)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        except OSError as error:
            partial.unlink(missing_ok=True)
            raise LakeError(f"spool {path} cannot be written: {error}") from error

    def sequences(self) -> list[int]:
        """Returns the numbers of the batches kept, rising."""
        return sorted(int(path.stem) for path in self._folder.glob("*.batch"))

    def get(self, sequence: int) -> Batch:
        """Returns a batch kept.

        Raises:
            LakeError: The file is damaged.
        """
        path = self._path(sequence)
        try:
            content = path.read_bytes()
            magic, length, checksum = _HEADER.unpack_from(content)
            text = content[_HEADER.size :]
            if magic != _MAGIC or len(text) != length or zlib.crc32(text) != checksum:
                raise LakeError(f"spool {path} is damaged: {len(content)} bytes")
            raw = cast("Mapping[str, Any]", json.loads(text))
        except (OSError, struct.error) as error:
            raise LakeError(f"spool {path} cannot be read: {error}") from error
        games, refused = ([_from_json(row) for row in raw[key]] for key in ("games", "refused"))
        return Batch(int(raw["sequence"]), games, refused)

    def drop(self, sequence: int) -> None:
        """Forget a batch, which is committed."""
        self._path(sequence).unlink(missing_ok=True)

    def set_aside(self, sequence: int) -> Path:
        """Rename a damaged batch, so that it is met once only; returns its new place."""
        path = self._path(sequence)
        with contextlib.suppress(FileNotFoundError):  # another process was faster
            path.replace(path.with_suffix(".damaged"))
        return path.with_suffix(".damaged")

    def _path(self, sequence: int) -> Path:
        return self._folder / f"{sequence:010d}.batch"


def _to_json(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: {"bytes": value.hex()} if isinstance(value, bytes) else value
        for name, value in row.items()
    }


def _from_json(row: Mapping[str, Any]) -> Row:
    return {name: _value(value) for name, value in row.items()}


def _value(value: object) -> object:
    if isinstance(value, dict):
        return bytes.fromhex(cast("dict[str, str]", value)["bytes"])
    return value
