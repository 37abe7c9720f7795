"""The raw zone: whole files named by the SHA-256 of their bytes, and a table that lists them.

A file is written whole or not at all and never changed. Only local lakes have a raw zone.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from selfplay.lake.errors import LakeError
from selfplay.lake.tables import Lake, now_us, sql_text
from selfplay.lake.writer import append_rows

KINDS = ("sgf", "network", "other")


class RawZone:
    """Files by digest below ``raw/`` of a local lake."""

    def __init__(self, lake: Lake) -> None:
        """Name the lake.

        Raises:
            LakeError: The lake lies in an object store.
        """
        if not lake.is_local:
            raise LakeError(f"lake {lake.root}: only a lake in a folder has a raw zone")
        self._lake = lake

    def put(self, content: bytes, kind: str, *, source: str, licence: str) -> str:
        """Keep a file, once; returns its SHA-256.

        Args:
            content: The bytes.
            kind: One of `KINDS`.
            source: Where it came from.
            licence: Under which it may be used.

        Raises:
            LakeError: An unknown kind, or the disk refuses it.
        """
        if kind not in KINDS:
            raise LakeError(f"raw file of kind {kind!r}: expected one of {', '.join(KINDS)}")
        digest = hashlib.sha256(content).hexdigest()
        relative = f"raw/{kind}/{digest[:2]}/{digest}"
        path = Path(self._lake.root) / relative
        if not path.exists() or path.stat().st_size != len(content):
            partial = path.with_name(f"{digest}.{os.getpid()}.partial")
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                partial.write_bytes(content)
                partial.replace(path)
            except OSError as error:
                partial.unlink(missing_ok=True)
                raise LakeError(f"raw file {path} cannot be written: {error}") from error
        if not self._row(digest):
            row = {
                "sha256": digest,
                "kind": kind,
                "num_bytes": len(content),
                "path": relative,
                "source": source,
                "licence": licence,
                "added_at": now_us(),
            }
            append_rows(self._lake, "raw_objects", [row])
        return digest

    def get(self, digest: str) -> bytes:
        """Returns the bytes of a file.

        Raises:
            LakeError: There is none, or it is not what it was.
        """
        paths = self._row(digest)
        if not paths:
            raise LakeError(f"raw file {digest}: the lake has none of this SHA-256")
        path = Path(self._lake.root) / paths[0]
        try:
            content = path.read_bytes()
        except OSError as error:
            raise LakeError(f"raw file {path} cannot be read: {error}") from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise LakeError(f"raw file {path} is damaged: its SHA-256 is another")
        return content

    def _row(self, digest: str) -> list[str]:
        where = f"sha256 = {sql_text(digest)}"
        return self._lake.scan("raw_objects", ["path"], where)["path"]
