"""Event files that TensorBoard reads, written without it: scalars in TensorFlow's record format.

A file is a sequence of records: length, CRC of the length, bytes, CRC of the bytes. The bytes are
a protocol buffer `Event`; the few fields that scalars need are encoded here by hand. Tests read
the files with TensorBoard's own reader.

Source: tensorflow/core/lib/io/record_writer.h; tensorflow/core/util/event.proto and
tensorflow/core/framework/summary.proto at https://github.com/tensorflow/tensorflow.
"""

from __future__ import annotations

import itertools
import os
import struct
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from gogame.errors import GoError

_CASTAGNOLI = 0x82F63B78  # CRC-32C's polynomial, bits reversed


class EventError(GoError):
    """An event file that cannot be written."""


class EventWriter:
    """Appends scalars to a new event file.

    The system has what `scalars` wrote when it returns, so a killed run loses none.
    """

    def __init__(self, folder: Path) -> None:
        """Open a new file in a folder, which is created if need be.

        Raises:
            EventError: The disk refuses.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = _new_file(folder)
            self._append(_double(1, time.time()) + _bytes(3, b"brain.Event:2"))
        except OSError as error:
            raise EventError(f"TensorBoard's events in {folder}: {error}") from error

    def scalars(self, step: int, values: Mapping[str, float], at: float | None = None) -> None:
        """Append numbers.

        Args:
            step: Where they lie on the horizontal axis, 0 or more.
            values: Numbers by name; a slash makes a group. They are stored as float32.
            at: Seconds since 1970; now by default.

        Raises:
            EventError: The disk refuses.
        """
        assert step >= 0
        summary = b"".join(
            _bytes(1, _bytes(1, name.encode()) + _float(2, value)) for name, value in values.items()
        )
        moment = time.time() if at is None else at
        try:
            self._append(_double(1, moment) + _varint(2 << 3) + _varint(step) + _bytes(5, summary))
        except OSError as error:
            raise EventError(f"TensorBoard's events in {self._file.name}: {error}") from error

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Self:
        """Returns the writer."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()

    def _append(self, event: bytes) -> None:
        length = struct.pack("<Q", len(event))
        self._file.write(length + _checksum(length) + event + _checksum(event))
        self._file.flush()


def _new_file(folder: Path) -> BinaryIO:
    stem = f"events.out.tfevents.{int(time.time()):010d}.{os.getpid()}"
    for number in itertools.count():
        try:
            return (folder / f"{stem}.{number}").open("xb")
        except FileExistsError:
            continue
    raise AssertionError


# Protocol buffers: a field's key is its number and its wire type


def _varint(number: int) -> bytes:
    groups: list[int] = []
    while number > 127:
        groups.append(number & 127 | 128)
        number >>= 7
    return bytes([*groups, number])


def _double(field: int, number: float) -> bytes:
    return _varint(field << 3 | 1) + struct.pack("<d", number)


def _float(field: int, number: float) -> bytes:
    return _varint(field << 3 | 5) + struct.pack("<f", number)


def _bytes(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


# CRC-32C


def _table() -> tuple[int, ...]:
    table: list[int] = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = crc >> 1 ^ _CASTAGNOLI * (crc & 1)
        table.append(crc)
    return tuple(table)


_TABLE = _table()


def crc32c(content: bytes) -> int:
    """Returns the CRC-32C of some bytes (RFC 3720, appendix B.4)."""
    crc = 0xFFFFFFFF
    for byte in content:
        crc = crc >> 8 ^ _TABLE[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


def _checksum(content: bytes) -> bytes:
    """Returns the masked CRC that the format wants, lest a CRC be taken of one."""
    crc = crc32c(content)
    masked = ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF
    return struct.pack("<I", masked)
