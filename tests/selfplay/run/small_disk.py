"""A disk that can be filled: a small one of our own where we may mount it, else a quota.

The small one lies in a mount namespace that only a process of ours and what it starts can see, so
that nothing is left over. The quota is the system's limit of a file's length, set for processes
that run: they cannot make any file longer.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

MEBIBYTES = 24


class FullDisk(Protocol):
    """What can be filled."""

    prefix: Sequence[str]
    """A command by which a program is started that uses the disk."""
    refusal: str
    """What the system says when it is full."""

    def seen(self, path: Path) -> Path:
        """Returns where this process sees a path of the disk."""
        ...

    def fill(self, pids: Sequence[int]) -> None:
        """Leaves no room, for these processes at least."""
        ...

    def free(self, pids: Sequence[int]) -> None:
        """Gives the room back."""
        ...

    def close(self) -> None:
        """Ends it."""
        ...


class SmallDisk:
    """A disk of 24 MiB in memory, mounted for its own processes only."""

    refusal = "No space left on device"

    def __init__(self, folder: Path) -> None:
        """Mount it.

        Raises:
            OSError: We may not.
        """
        mount = f'mount -t tmpfs -o size={MEBIBYTES}m tmpfs "$1" && echo mounted && exec cat'
        unshare = shutil.which("unshare")
        if unshare is None or shutil.which("nsenter") is None:
            raise OSError("no unshare here")
        self._holder = subprocess.Popen(
            [unshare, "--mount", "--propagation", "private", "sh", "-c", mount, "sh", folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._holder.stdout is not None
        if self._holder.stdout.readline() != b"mounted\n":
            self.close()
            raise OSError("mounting is not allowed")
        self._folder = folder
        self.prefix: Sequence[str] = ["nsenter", f"--mount=/proc/{self._holder.pid}/ns/mnt"]

    def seen(self, path: Path) -> Path:
        """Returns the way through its holder."""
        return Path(f"/proc/{self._holder.pid}/root{path}")

    def fill(self, pids: Sequence[int]) -> None:
        """Writes a file as long as there is room."""
        with (self.seen(self._folder) / "filler").open("wb", buffering=0) as file:
            for size in (1 << 16, 1 << 12, 1):
                try:
                    while True:
                        file.write(b"\0" * size)
                except OSError:  # the aim
                    continue

    def free(self, pids: Sequence[int]) -> None:
        """Removes that file."""
        (self.seen(self._folder) / "filler").unlink()

    def close(self) -> None:
        """Ends the holder, and with it the disk."""
        self._holder.communicate()


class Quota:
    """A limit on the length of files."""

    refusal = "File too large"
    prefix: Sequence[str] = ()

    def seen(self, path: Path) -> Path:
        """Returns the path."""
        return path

    def fill(self, pids: Sequence[int]) -> None:
        """Lets no file grow."""
        for pid in pids:
            _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, hard))

    def free(self, pids: Sequence[int]) -> None:
        """Lets them grow as they like."""
        for pid in pids:
            _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))

    def close(self) -> None:
        """Do nothing."""


def small_disk(folder: Path) -> FullDisk:
    """Returns a disk at a folder, which is there."""
    try:
        return SmallDisk(folder)
    except OSError:
        return Quota()
