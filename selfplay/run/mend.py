"""`mend`: puts a run's damaged name and configuration back, from its lake."""

from __future__ import annotations

import json
from typing import Any

import tomli_w

from gogame.errors import ConfigError
from selfplay.lake import Lake
from selfplay.run.directory import RunDirectory, replace_file


def mend(directory: RunDirectory) -> list[str]:
    """Puts back what is damaged of a run's name and configuration; returns what was done.

    Only a lake in the run's own folder can be asked: where another one lies, the configuration
    says.

    Raises:
        ConfigError: The lake has no start of the run, or what it has is of another program version.
        LakeError: The lake cannot be read.
    """
    faults = [fault for fault in (_fault_of_name(directory), _fault_of(directory)) if fault]
    start = _newest_start(directory)
    if start is None:
        if faults:
            raise ConfigError(f"{faults[0]}; the lake has no start of the run to take it from")
        return []
    done: list[str] = []
    if _fault_of_name(directory) or directory.run_id not in start["names"]:
        replace_file(directory.root / "run_id", f"{start['run_id']}\n".encode())
        done.append(f"put back the run's name, {start['run_id']}")
    if _fault_of(directory):
        toml = tomli_w.dumps(json.loads(start["configuration"]))
        replace_file(directory.config_file, toml.encode())
        directory.config()
        done.append(f"put back {directory.config_file}, as it was at the run's newest start")
    return done


def _fault_of_name(directory: RunDirectory) -> str:
    try:
        return "" if directory.run_id else "no name"
    except ConfigError as error:
        return str(error).partition("; `")[0]


def _fault_of(directory: RunDirectory) -> str:
    try:
        directory.config()
    except ConfigError as error:
        return str(error).partition("; `")[0]
    return ""


def _newest_start(directory: RunDirectory) -> dict[str, Any] | None:
    """Returns the name and the configuration of the newest start, and all names."""
    lake = Lake(str(directory.root / "lake"))
    if not lake.exists("runs"):
        return None
    rows = lake.scan("runs", ["run_id", "started_at", "configuration"])
    if not rows["run_id"]:
        return None
    newest = max(range(len(rows["run_id"])), key=lambda i: rows["started_at"][i])
    found: dict[str, Any] = {name: values[newest] for name, values in rows.items()}
    return {**found, "names": set(rows["run_id"])}
