"""`RunDirectory`: a run's files, and the lock that keeps a second run out.

Files are replaced as a whole, never written in place.
"""

from __future__ import annotations

import fcntl
import os
import re
import time
from pathlib import Path
from typing import TextIO

from gogame.errors import ConfigError, GoError
from selfplay.lake import Lake
from selfplay.run.config import RunConfig, read_config, to_toml

_SUFFIX = ".safetensors"


class RunLocked(GoError):
    """Another process works in the directory."""


class RunDirectory:
    """Paths below one folder.

    Attributes:
        root: The folder.
    """

    def __init__(self, root: Path) -> None:
        """Name the folder; nothing is made."""
        self.root = root.resolve()

    @property
    def config_file(self) -> Path:
        """The resolved configuration."""
        return self.root / "config.toml"

    @property
    def networks(self) -> Path:
        """Networks, one a round."""
        return self.root / "networks"

    @property
    def states(self) -> Path:
        """Training states."""
        return self.root / "state"

    @property
    def logs(self) -> Path:
        """What each process said."""
        return self.root / "logs"

    @property
    def events(self) -> Path:
        """TensorBoard's files."""
        return self.root / "events"

    @property
    def start_network(self) -> Path:
        """The network that the run started from."""
        return self.root / f"start{_SUFFIX}"

    @property
    def run_id(self) -> str:
        """Name of the run in the lake: the folder's, and a number that tells equal names apart."""
        return (self.root / "run_id").read_text().strip()

    def exists(self) -> bool:
        """Returns whether a run has begun here."""
        return self.config_file.exists()

    def create(self, config: RunConfig) -> None:
        """Makes the folder, names the run and writes its configuration.

        Raises:
            ConfigError: The folder holds something else, or cannot be written.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            strange = [p.name for p in self.root.iterdir() if p.name not in ("lock", "logs")]
            if strange and not {"run_id"} >= set(strange):
                raise ConfigError(
                    f"{self.root} is not empty ({', '.join(sorted(strange)[:3])}) and holds no run:"
                    " choose another folder"
                )
            for folder in (self.networks, self.logs):
                folder.mkdir(exist_ok=True)
            name = re.sub(r"[^A-Za-z0-9]+", "-", self.root.name).strip("-") or "run"
            replace_file(self.root / "run_id", f"{name}-{int(time.time()):08x}\n".encode())
            self.write_config(config)
        except OSError as error:
            raise ConfigError(f"cannot begin a run in {self.root}: {error}") from error

    def write_config(self, config: RunConfig) -> None:
        """Replaces the configuration."""
        replace_file(self.config_file, to_toml(config).encode())

    def config(self, changes: list[str] | None = None) -> RunConfig:
        """Returns the stored configuration, with changes.

        Raises:
            ConfigError: There is no run, or its file is damaged.
        """
        try:
            text = self.config_file.read_text(encoding="utf-8")
        except FileNotFoundError as error:
            raise ConfigError(f"no run in {self.root}: expected {self.config_file.name}") from error
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{self.config_file} cannot be read: {error}") from error
        return read_config(text, changes or (), where=str(self.config_file))

    def lake(self, config: RunConfig) -> Lake:
        """Returns the run's lake."""
        options = dict(option.split("=", 1) for option in config.lake.storage_options)
        return Lake(config.lake.uri or str(self.root / "lake"), options)

    def spool(self) -> Path:
        """Returns the local folder of games on their way into the lake."""
        return self.root / "spool"

    def network_file(self, round_number: int, digest: str) -> Path:
        """Returns where a round's network lies."""
        return self.networks / f"{round_number:06d}-{digest[:8]}{_SUFFIX}"

    def network_of(self, digest: str) -> Path | None:
        """Returns the file of a network by its digest, None if it is gone."""
        return next(iter(self.networks.glob(f"*-{digest[:8]}{_SUFFIX}")), None)

    def network_files(self) -> list[Path]:
        """Returns the networks, oldest first."""
        return sorted(self.networks.glob(f"[0-9]*{_SUFFIX}"))


class Lock:
    """A lock file that the system frees when its process ends, however that happens."""

    def __init__(self, path: Path, wait_s: float = 0.0) -> None:
        """Take the lock.

        Raises:
            RunLocked: Another process holds it, and still does after `wait_s`.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        deadline = time.monotonic() + wait_s
        self._file: TextIO = path.open("a+")
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as error:
                if time.monotonic() < deadline:
                    time.sleep(0.1)
                    continue
                self._file.seek(0)
                holder = self._file.read(20).strip() or "unknown"
                self._file.close()
                raise RunLocked(
                    f"{path.parent} is in use by process {holder}: stop that run first, or choose"
                    " another folder"
                ) from error
        self._file.truncate(0)
        self._file.write(str(os.getpid()))
        self._file.flush()

    def release(self) -> None:
        """Let others in."""
        self._file.close()


def replace_file(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all, and onto the disk."""
    new = path.with_name(f"{path.name}.new{os.getpid()}")
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
