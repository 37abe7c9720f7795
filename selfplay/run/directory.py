"""`RunDirectory`: a run's files, and the lock that keeps a second run out.

Files are replaced as a whole, never written in place.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shlex
import time
from collections.abc import Callable
from pathlib import Path

from gogame.errors import ConfigError, GoError
from selfplay.lake import Lake
from selfplay.run.config import RunConfig, read_config, to_toml

_SUFFIX = ".safetensors"
_RUN_ID = re.compile(r"[A-Za-z0-9-]+-[0-9a-f]{8}")


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
    def source_file(self) -> Path:
        """The name of the run whose games are still to be taken; gone when they are."""
        return self.root / "source"

    @property
    def run_id(self) -> str:
        """Name of the run in the lake: the folder's, and a number that tells equal names apart.

        Raises:
            ConfigError: The file is missing or damaged.
        """
        file = self.root / "run_id"
        try:
            name = file.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{file} cannot be read: {error}; {self.remedy}") from error
        if not _RUN_ID.fullmatch(name):
            raise ConfigError(f"{file} holds {name[:40]!r}, no run's name; {self.remedy}")
        return name

    @property
    def remedy(self) -> str:
        """What puts a damaged name or configuration back, for messages."""
        return f"`gogame-selfplay lake repair {shlex.quote(str(self.root))}` puts it back"

    def exists(self) -> bool:
        """Returns whether a run has begun here."""
        return self.config_file.exists()

    def create(self, config: RunConfig, begin: Callable[[], None] = lambda: None) -> None:
        """Makes the folder, names the run and writes its configuration.

        Args:
            config: The configuration.
            begin: Puts into the folder what the run starts from, before there is a run.

        Raises:
            ConfigError: The folder holds something else, or cannot be written.
            LakeError: No lake can lie in a folder of this name.
        """
        self.lake(config)  # refuses a folder that it cannot lie in
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            strange = [p.name for p in self.root.iterdir() if not self._is_of_a_beginning(p)]
            if strange:
                raise ConfigError(
                    f"{self.root} is not empty ({', '.join(sorted(strange)[:3])}) and holds no run:"
                    " choose another folder"
                )
            for folder in (self.networks, self.logs):
                folder.mkdir(exist_ok=True)
            name = re.sub(r"[^A-Za-z0-9]+", "-", self.root.name).strip("-") or "run"
            replace_file(self.root / "run_id", f"{name}-{os.urandom(4).hex()}\n".encode())
            begin()
            self.write_config(config)  # last: now there is a run
        except OSError as error:
            raise ConfigError(f"cannot begin a run in {self.root}: {error}") from error

    def _is_of_a_beginning(self, path: Path) -> bool:
        """Returns whether `create` may have left this when it was killed."""
        if path.name in (self.networks.name, self.states.name):
            return path.is_dir() and not any(path.iterdir())
        first = (self.start_network.name, "start.json", self.source_file.name)
        kept = ("lock", "logs", "run_id", *first)
        return path.name in kept or re.search(r"\.(new\d+|tmp)$", path.name) is not None

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
            raise ConfigError(
                f"{self.config_file} cannot be read: {error}; {self.remedy}"
            ) from error
        if not text.strip():
            raise ConfigError(f"{self.config_file} is empty; {self.remedy}")
        try:
            stored = read_config(text, where=str(self.config_file))
        except ConfigError as error:
            raise ConfigError(f"{self.config_file}: {error}; {self.remedy}") from error
        return read_config(text, changes, where=str(self.config_file)) if changes else stored

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
            ConfigError: There can be no such file.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise ConfigError(f"{path.parent} is no folder to work in: {error}") from error
        deadline = time.monotonic() + wait_s
        while True:
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as error:
                if time.monotonic() < deadline:
                    time.sleep(0.1)
                    continue
                holder = os.read(self._descriptor, 20).decode("ascii", "replace").strip()
                os.close(self._descriptor)
                raise RunLocked(
                    f"{path.parent} is in use by process {holder or 'unknown'}: stop that run"
                    " first, or choose another folder"
                ) from error
        with contextlib.suppress(OSError):  # a full disk: the lock holds without its number
            os.ftruncate(self._descriptor, 0)
            os.write(self._descriptor, str(os.getpid()).encode())

    def release(self) -> None:
        """Let others in."""
        os.close(self._descriptor)


def replace_file(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all, and onto the disk."""
    new = path.with_name(f"{path.name}.new{os.getpid()}")
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
