"""`bundle`: a run's network becomes one that comes with the program.

The network's two files are written into the program's folder of networks under a name, and the
manifest says where it is from: its run, that run's settings and the games that it learnt from.
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from gogame.errors import ConfigError
from gogame.net.checkpoint import checkpoint_files, load_checkpoint, save_checkpoint
from gogame.net.manifest import NETWORKS, BundledNetwork, read_manifest, write_manifest
from gogame.net.runtime import find_network
from selfplay.run.directory import RunDirectory


def bundle(
    source: Path, name: str, *, strength: str = "", note: str = "", folder: Path = NETWORKS
) -> BundledNetwork:
    """Bundles a network and returns its entry; one of the same name is replaced.

    Args:
        source: A run, for its newest network, or a network's file.
        name: What it is to be called.
        strength: Results of matches, for people.
        note: What else there is to say.
        folder: Where bundled networks lie.

    Raises:
        CheckpointError: The network or the manifest is damaged, or cannot be written.
        ConfigError: The run has no network, or the name is none.
    """
    if not name.isascii() or not name.replace("-", "").isalnum():
        raise ConfigError(f"name {name!r}: expected letters, digits and hyphens")
    file = _network_file(source)
    checkpoint = load_checkpoint(file)
    games = checkpoint.metadata.trained_on
    run = RunDirectory(file.parent.parent)
    target, _ = checkpoint_files(folder / name)
    known = list(read_manifest(folder))
    folder.mkdir(exist_ok=True)
    save_checkpoint(target, checkpoint.parameters, checkpoint.config, checkpoint.metadata)
    entry = BundledNetwork(
        name,
        hashlib.sha256(target.read_bytes()).hexdigest(),
        checkpoint.config.name,
        _trained_on(run, games),
        strength,
        checkpoint.metadata.run_id,
        _settings(run),
        note,
    )
    if any(one.name == name for one in known):
        known = [entry if one.name == name else one for one in known]
    else:
        known.append(entry)
    write_manifest(known, folder)
    return entry


def _network_file(source: Path) -> Path:
    run = RunDirectory(source)
    if not run.exists():
        return find_network(source)
    files = run.network_files()
    if not files:
        raise ConfigError(f"{source} has no network yet: let the run go on")
    return files[-1]


def _trained_on(run: RunDirectory, games: str) -> tuple[str, ...]:
    """Returns the games of the network that the run began with, if any, and the run's own."""
    before = ""
    if run.exists() and run.start_network.exists():
        before = load_checkpoint(run.start_network).metadata.trained_on
    return tuple(dict.fromkeys(text for text in (before, games) if text))


def _settings(run: RunDirectory) -> dict[str, Any]:
    """Returns a run's configuration without the lake's, which may hold secrets; {} if no run."""
    if not run.exists():
        return {}
    try:
        settings = tomllib.loads(run.config_file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{run.config_file} cannot be read: {error}") from error
    return {key: value for key, value in settings.items() if key != "lake"}
