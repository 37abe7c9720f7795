"""How a run begins: a new directory, another run's network and games, an entry in the lake."""

from __future__ import annotations

import json
import platform
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from gogame.errors import CheckpointError, ConfigError
from gogame.net.checkpoint import load_checkpoint, new_checkpoint, save_checkpoint
from gogame.net.config import NetConfig
from gogame.net.runtime import find_network
from selfplay.cores import num_cores
from selfplay.lake import Lake, append_rows, load_window, publish_catalog
from selfplay.lake.tables import BatchKey, now_us
from selfplay.run.config import RunConfig
from selfplay.run.directory import RunDirectory, replace_file
from selfplay.settings import to_table
from selfplay.train.grow import can_grow, grown

GROWN_FROM = "grown_from"
"""Name in a first network's metadata of the shape that it has grown from."""


def begin(directory: RunDirectory, config: RunConfig, source: Path | None) -> str:
    """Makes a run's directory, with another run's newest network or a network file to start from.

    A network of a smaller shape is grown, see `grown`. Games of another run are taken by
    `import_games`, once the lake is there.

    Returns:
        A sentence on the network that it begins with; empty without a source.

    Raises:
        ConfigError: The directory is not empty, or the source is no run and no network.
        CheckpointError: The network cannot be read or has a shape that cannot grow to the run's.
    """
    if source is not None and source.resolve() == directory.root:
        raise ConfigError(f"--from {source}: this is the run itself: name another one")
    first = _first_network(config, source)

    def put_network() -> None:
        for suffix in (".json", ".safetensors"):  # of a beginning that was interrupted
            directory.start_network.with_suffix(suffix).unlink(missing_ok=True)
        if source is not None and RunDirectory(source).exists():
            replace_file(directory.source_file, f"{source.resolve()}\n".encode())
        if first is not None:
            _put_first(first, directory.start_network, config)
        elif config.rounds.cold_positions == 0:
            untrained = new_checkpoint(config.net_config, config.seed)
            save_checkpoint(directory.start_network, untrained.parameters, untrained.config)

    directory.create(config, put_network)
    if source is None:
        return ""
    if first is None:
        return f"no network of {source} can become a {config.net}: it begins with an untrained one"
    found = load_checkpoint(first).config.name
    grows = "" if found == config.net else f", grown from {found} to {config.net}"
    return f"begins with {first.name}{grows}"


def _first_network(config: RunConfig, source: Path | None) -> Path | None:
    """Returns the network file to start from, None for none."""
    if source is None:
        return None
    other = RunDirectory(source)
    if not other.exists():
        if source.is_dir():
            raise ConfigError(f"--from {source}: no run in this folder")
        path = find_network(source)
        found = load_checkpoint(path).config
        if not _leads_to(found, config):
            raise CheckpointError(
                f"--from {source}: a network {found.name} cannot become the run's {config.net}:"
                f" add --set net={found.name}, or the name of a larger one"
            )
        return path
    for path in (*reversed(other.network_files()), other.start_network):
        try:
            found = load_checkpoint(path).config
        except CheckpointError:  # damaged or not there: the one before it will do
            continue
        # A network of another shape learns from that run's games instead.
        return path if _leads_to(found, config) else None
    return None


def _leads_to(found: NetConfig, config: RunConfig) -> bool:
    return found == config.net_config or can_grow(found, config.net_config)


def _put_first(source: Path, target: Path, config: RunConfig) -> None:
    """Copies a network, or writes what it grows to."""
    found = load_checkpoint(source)
    if found.config == config.net_config:
        for suffix in (".json", ".safetensors"):  # the tensors last: then it is there
            copy = target.with_suffix(suffix)
            replace_file(copy, source.with_suffix(suffix).read_bytes())
        return
    known = replace(found.metadata, rating=None, extra={GROWN_FROM: found.config.name})
    parameters = grown(found, config.net_config, config.seed)
    save_checkpoint(target, parameters, config.net_config, known)


def has_learnt(network: Path) -> bool:
    """Returns whether the network that a run starts from knows the games of the run it is from.

    An untrained one does not, and one that has grown shall learn from them again.

    Raises:
        CheckpointError: It cannot be read.
    """
    metadata = load_checkpoint(network).metadata
    return bool(metadata.run_id) and GROWN_FROM not in metadata.extra


def pending_source(directory: RunDirectory) -> Path | None:
    """Returns the run whose games are still to be taken, after a beginning that was interrupted.

    Raises:
        ConfigError: It cannot be told, or is not there any more.
    """
    try:
        source = Path(directory.source_file.read_text(encoding="utf-8").strip())
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{directory.source_file} cannot be read: {error}") from error
    if not RunDirectory(source).exists():
        raise ConfigError(
            f"{directory.root} has not taken the games of {source} yet, and there is no run any"
            f" more: put it back, or remove {directory.source_file} to do without them"
        )
    return source


def import_games(directory: RunDirectory, config: RunConfig, source: Path, lake: Lake) -> int:
    """Copies another run's newest games into the lake, once; returns their positions.

    Raises:
        ConfigError: The run has begun without that run's games.
        LakeError: Either lake cannot be read or written.
    """
    positions = _copy_games(directory, config, source, lake)
    directory.source_file.unlink(missing_ok=True)
    return positions


def _copy_games(directory: RunDirectory, config: RunConfig, source: Path, lake: Lake) -> int:
    other = RunDirectory(source)
    writer_name = f"{directory.run_id}/import"
    there = other.lake(other.config())
    if there.root == lake.root or lake.committed_sequence("games", writer_name) >= 0:
        return 0
    if other.root == directory.root or lake.scan("games", ["game_id"])["game_id"]:
        raise ConfigError(
            f"--from {source}: {directory.root} has games of its own: start a new run from there"
        )
    window = load_window(there, config.window.largest)
    if window.num_games == 0:
        return 0
    from selfplay.lake.codec import to_columns, to_row
    from selfplay.lake.schema import GAMES

    rows = [{**to_row(sample), "committed_at": now_us()} for sample in window.samples()]
    columns = to_columns(rows, [column.name for column in GAMES.columns])
    lake.commit("games", columns, BatchKey(writer_name, 0), {"from": str(source)})
    return window.num_positions


def check_name(directory: RunDirectory, lake: Lake) -> None:
    """Refuses a directory whose run has another name in its own lake.

    Raises:
        ConfigError: The name was damaged, or the folder's parts are of several runs.
        LakeError: The lake cannot be read.
    """
    if not lake.is_local or Path(lake.root).parent != directory.root or not lake.exists("runs"):
        return
    known = set(lake.scan("runs", ["run_id"])["run_id"])
    if known and directory.run_id not in known:
        raise ConfigError(
            f"{directory.root / 'run_id'} holds {directory.run_id}, but the lake is of"
            f" {', '.join(sorted(known)[:3])}; {directory.remedy}"
        )


def note_start(directory: RunDirectory, config: RunConfig, lake: Lake, parent: str | None) -> None:
    """Writes the start of a run, and its kinds of games, into the lake.

    Raises:
        LakeError: The lake cannot be written.
    """
    publish_catalog(lake)
    append_rows(
        lake,
        "runs",
        [
            {
                "run_id": directory.run_id,
                "started_at": now_us(),
                "configuration": json.dumps(to_table(config), sort_keys=True),
                "seed": config.seed,
                "program_version": version("gogame"),
                "machine": json.dumps(machine()),
                "parent": parent,
            }
        ],
    )
    known = set(lake.scan("variants", ["variant"])["variant"])
    rows: list[dict[str, object]] = []
    for choice in config.actor.games.variants:
        variant = choice.variant()
        text = variant.to_json()
        if text not in known:
            known.add(text)
            name = f"{variant.width}x{variant.height} {choice.rules}"
            rows.append(
                {
                    "variant": text,
                    "name": name,
                    "height": variant.height,
                    "width": variant.width,
                    "added_at": now_us(),
                }
            )
    append_rows(lake, "variants", rows)


def machine() -> dict[str, object]:
    """Returns what this machine and its runtimes are."""
    packages = {name: version(name) for name in ("jax", "openvino", "numba", "numpy")}
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "processor": _processor(),
        "cores": num_cores(),
        **packages,
    }


def _processor() -> str:
    import llvmlite.binding

    return llvmlite.binding.get_host_cpu_name()
