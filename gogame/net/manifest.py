"""The networks that come with the program, and ``manifest.json``, which says where they are from.

A network's own two files (`checkpoint`) suffice to play; the manifest adds the games that it
learnt from, its results and the run that made it. The first one is the one that plays by default.
Reading needs no package that may be broken, for the doctor reads too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, NoReturn, cast

from gogame.errors import CheckpointError

NETWORKS = Path(__file__).resolve().parent.parent / "networks"
"""Where they lie."""

MANIFEST = "manifest.json"
FORMAT_VERSION = 1
_REMEDY = "install the program again"


@dataclass(frozen=True, slots=True)
class BundledNetwork:
    """What the manifest says of a network.

    Attributes:
        name: Its name, which is also that of its files.
        sha256: Of its tensors file.
        architecture: Name of its shape.
        trained_on: Games that it learnt from, the oldest first, such as ``9x9 chinese komi 7``.
        strength: Results of matches, for people; empty if none was played.
        run_id: The training run that made it; empty if none did.
        settings: That run's configuration.
        note: What else there is to say.
    """

    name: str
    sha256: str
    architecture: str
    trained_on: Sequence[str] = ()
    strength: str = ""
    run_id: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])
    note: str = ""


def read_manifest(folder: Path = NETWORKS) -> tuple[BundledNetwork, ...]:
    """Returns what is known of the bundled networks, the one that plays by default first.

    Raises:
        CheckpointError: The manifest is damaged or of another version.
    """
    file = folder / MANIFEST
    if not file.exists():
        return ()
    try:
        raw: object = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        _refuse(file, f"cannot be read ({error.strerror})", error)
    except (ValueError, RecursionError) as error:
        _refuse(file, f"not JSON ({error})", error)
    if not isinstance(raw, dict):
        _refuse(file, "not a JSON object")
    values = cast("dict[str, Any]", raw)
    if values.get("format_version") != FORMAT_VERSION:
        found = str(values.get("format_version"))[:20]
        _refuse(file, f"format version {found}, this program reads {FORMAT_VERSION}")
    listed = values.get("networks")
    if not isinstance(listed, list):
        _refuse(file, "no list of networks")
    return tuple(_network(entry, file) for entry in cast("list[object]", listed))


def write_manifest(networks: Sequence[BundledNetwork], folder: Path) -> None:
    """Writes the manifest of a folder.

    Raises:
        CheckpointError: It cannot be written.
    """
    values = {"format_version": FORMAT_VERSION, "networks": [asdict(one) for one in networks]}
    text = json.dumps(values, indent=2, ensure_ascii=False) + "\n"
    try:
        (folder / MANIFEST).write_text(text, encoding="utf-8")
    except OSError as error:
        raise CheckpointError(f"cannot write {folder / MANIFEST}: {error.strerror}") from error


def check_digest(network: BundledNetwork, folder: Path = NETWORKS) -> None:
    """Compares a network's tensors file with the manifest.

    Raises:
        CheckpointError: It is missing, or another file than the manifest means.
    """
    file = folder / f"{network.name}.safetensors"
    try:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise CheckpointError(
            f"network file {file}: cannot be read ({error.strerror}); {_REMEDY}"
        ) from error
    if digest != network.sha256:
        raise CheckpointError(
            f"network file {file}: its SHA-256 is not the one in {MANIFEST}; {_REMEDY}"
        )


def _network(entry: object, file: Path) -> BundledNetwork:
    if not isinstance(entry, dict):
        _refuse(file, "an entry that is not a JSON object")
    values = cast("dict[str, Any]", entry)
    known = {item.name: item for item in fields(BundledNetwork)}
    missing = {"name", "sha256", "architecture"} - values.keys()
    unknown = values.keys() - known.keys()
    if missing or unknown:
        names = ", ".join(sorted(missing or unknown))[:80]
        _refuse(file, f"{'no' if missing else 'unknown'} {names} in an entry")
    kinds: dict[str, type] = {"trained_on": list, "settings": dict}
    for key, value in values.items():
        if not isinstance(value, kinds.get(key, str)):
            _refuse(file, f"{key} is {str(value)[:40]!r}, a value of the wrong kind")
    if values["name"] != Path(values["name"]).name:
        _refuse(file, f"name {values['name'][:40]!r}: expected a file's name")
    return BundledNetwork(**values)


def _refuse(file: Path, fault: str, cause: Exception | None = None) -> NoReturn:
    raise CheckpointError(f"manifest {file}: {fault}; {_REMEDY}") from cause
