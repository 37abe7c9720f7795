"""Network files: ``NAME.safetensors`` holds the parameters, ``NAME.json`` beside it the rest.

Writing replaces each file at once, the tensors first, the sidecar last; the sidecar carries the
SHA-256 of the tensors file and of its own values, so that a pair torn by a crash, or a damaged
byte in either file, is noticed. Reading checks sizes before it allocates, then digests, then
every name, shape and value. A stranger's file can fail to load; it cannot run anything.

The digests protect against accidents, not against a forger.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import safetensors
import safetensors.numpy

from gogame.errors import CheckpointError, ConfigError
from gogame.net.config import NetConfig
from gogame.net.parameters import Parameters, ParameterSpec, initial_parameters, parameter_specs

FORMAT_VERSION = 1
TENSORS_SUFFIX, SIDECAR_SUFFIX = ".safetensors", ".json"
_MAX_SIDECAR_BYTES = 1 << 20
_MAX_HEADER_BYTES = 1 << 18
_REMEDY = "get the network again or choose another"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a network besides its shape and parameters.

    Attributes:
        trained_on: Rules and board sizes of the games it learnt from, for people.
        run_id: The training run that made it; empty if none did.
        positions: Positions it has been trained on, repeats counted.
        rating: Its Elo on the run's ladder, or None if it was not rated.
        extra: Further JSON values, for example the run's configuration.
    """

    trained_on: str = ""
    run_id: str = ""
    positions: int = 0
    rating: float | None = None
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A network in memory, for any runtime.

    Attributes:
        config: Its shape.
        parameters: See `parameters`.
        metadata: What else is known of it.
    """

    config: NetConfig
    parameters: Parameters
    metadata: Metadata = field(default_factory=Metadata)


def new_checkpoint(config: NetConfig, seed: int) -> Checkpoint:
    """Returns an untrained network, the same for the same arguments."""
    return Checkpoint(config, initial_parameters(config, seed))


def checkpoint_files(path: str | Path) -> tuple[Path, Path]:
    """Returns the tensors file and the sidecar of a network named with or without a suffix."""
    path = Path(path)
    stem = path.name.removesuffix(TENSORS_SUFFIX)
    stem = stem.removesuffix(SIDECAR_SUFFIX) if stem == path.name else stem
    return path.with_name(stem + TENSORS_SUFFIX), path.with_name(stem + SIDECAR_SUFFIX)


def save_checkpoint(
    path: str | Path, parameters: Parameters, config: NetConfig, metadata: Metadata | None = None
) -> None:
    """Writes a network's two files, each replaced at once; the folder must exist.

    A crash between the two leaves a pair that `load_checkpoint` refuses, so give each network of
    a run its own name.

    Raises:
        CheckpointError: A parameter is missing, misshapen or not finite, the metadata is not
            JSON, or the files cannot be written.
    """
    tensors_file, sidecar_file = checkpoint_files(path)
    specs = parameter_specs(config)
    fault = _parameter_fault(parameters, specs)
    if fault is not None:
        raise CheckpointError(f"cannot save network {tensors_file}: {fault}")
    tensors = safetensors.numpy.save(
        {name: np.ascontiguousarray(parameters[name]) for name in sorted(specs)}
    )
    sidecar = _sidecar(config, metadata or Metadata(), tensors, sidecar_file)
    _replace(tensors_file, tensors)
    _replace(sidecar_file, sidecar)


def load_checkpoint(path: str | Path) -> Checkpoint:
    """Returns the network of two files, named by either or by what their names share.

    Raises:
        CheckpointError: One sentence: which file, what is wrong with it, and the remedy.
    """
    tensors_file, sidecar_file = checkpoint_files(path)
    if not tensors_file.exists() and not sidecar_file.exists():
        raise CheckpointError(f"no network file {tensors_file}: check the name")
    values = _read_sidecar(sidecar_file)
    try:
        config = NetConfig.from_dict(_object(values, "architecture", sidecar_file))
    except ConfigError as error:
        _refuse(sidecar_file, str(error), error)
    metadata = _metadata_from(_object(values, "metadata", sidecar_file), sidecar_file)
    specs = parameter_specs(config)
    content = _read_tensors(tensors_file, specs)
    if hashlib.sha256(content).hexdigest() != values.get("sha256"):
        _refuse(
            tensors_file,
            f"its SHA-256 is not the one in {sidecar_file.name}"
            " (damaged, or the two files belong to different networks)",
        )
    try:
        parameters = safetensors.numpy.load(content)
    except (safetensors.SafetensorError, KeyError, ValueError, TypeError) as error:
        _refuse(tensors_file, f"not a safetensors file of known types ({error})", error)
    fault = _parameter_fault(parameters, specs)
    if fault is not None:
        _refuse(tensors_file, fault)
    return Checkpoint(config, parameters, metadata)


def _refuse(file: Path, fault: str, cause: Exception | None = None) -> NoReturn:
    raise CheckpointError(f"network file {file}: {fault}; {_REMEDY}") from cause


def _sidecar(config: NetConfig, metadata: Metadata, tensors: bytes, file: Path) -> bytes:
    values = {
        "format_version": FORMAT_VERSION,
        "architecture": config.to_dict(),
        "metadata": asdict(metadata),
        "sha256": hashlib.sha256(tensors).hexdigest(),
    }
    try:
        values = json.loads(json.dumps(values, allow_nan=False))
        values["sidecar_sha256"] = _digest(values)
        sidecar = json.dumps(values, indent=2, sort_keys=True) + "\n"
    except (TypeError, ValueError, RecursionError) as error:
        raise CheckpointError(f"cannot save network {file}: not JSON: {error}") from error
    if len(sidecar) > _MAX_SIDECAR_BYTES:
        raise CheckpointError(
            f"cannot save network {file}: {len(sidecar)} bytes of metadata,"
            f" expected at most {_MAX_SIDECAR_BYTES}"
        )
    return sidecar.encode()


def _digest(values: Mapping[str, object]) -> str:
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _read(file: Path, low: int, high: int) -> bytes:
    """Returns a file's bytes; reads nothing if their number is out of range."""
    try:
        with file.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if not low <= size <= high:
                _refuse(file, f"{size} bytes, expected {low} to {high} (truncated or damaged)")
            content = stream.read(high + 1)
    except FileNotFoundError as error:
        _refuse(file, "missing, though the other file of the pair is there", error)
    except OSError as error:
        _refuse(file, f"cannot be read ({error.strerror})", error)
    if len(content) != size:
        _refuse(file, "changed while it was read")
    return content


def _read_tensors(file: Path, specs: Mapping[str, ParameterSpec]) -> bytes:
    """Returns the tensors file's bytes if their number fits the parameters."""
    num_bytes = 4 * sum(math.prod(spec.shape) for spec in specs.values())
    return _read(file, num_bytes, num_bytes + _MAX_HEADER_BYTES)


def _read_sidecar(file: Path) -> dict[str, Any]:
    """Returns the sidecar's values, known to be those that were written."""
    content = _read(file, 2, _MAX_SIDECAR_BYTES)
    try:
        raw: object = json.loads(content.decode())
    except (ValueError, RecursionError) as error:
        _refuse(file, f"not JSON ({error})", error)
    if not isinstance(raw, dict):
        _refuse(file, "not a JSON object")
    values: dict[str, Any] = raw  # pyright: ignore[reportUnknownVariableType]
    version = values.get("format_version")
    if version != FORMAT_VERSION:
        _refuse(
            file,
            f"format version {str(version)[:20]}, this program reads {FORMAT_VERSION}"
            " (a newer program wrote it, or it is damaged)",
        )
    stated = values.pop("sidecar_sha256", None)
    try:
        actual = _digest(values)
    except (ValueError, RecursionError) as error:
        _refuse(file, f"holds a value that is not JSON ({error})", error)
    if stated != actual:
        _refuse(file, "its own SHA-256 does not fit (damaged, or edited by hand)")
    return values


def _object(values: Mapping[str, Any], key: str, file: Path) -> dict[str, Any]:
    found = values.get(key)
    if not isinstance(found, dict):
        _refuse(file, f"no {key}")
    return found  # pyright: ignore[reportUnknownVariableType]


def _metadata_from(raw: Mapping[str, Any], file: Path) -> Metadata:
    """Returns the metadata of JSON values; missing keys take their defaults."""
    unknown = set(raw) - {field.name for field in fields(Metadata)}
    if unknown:
        _refuse(file, f"unknown metadata {', '.join(sorted(unknown))[:80]}")
    metadata = Metadata(**raw)
    kinds: dict[str, tuple[type, ...]] = {
        "trained_on": (str,),
        "run_id": (str,),
        "positions": (int,),
        "rating": (int, float, type(None)),
        "extra": (dict,),
    }
    for key, allowed in kinds.items():
        value = getattr(metadata, key)
        if not isinstance(value, allowed) or isinstance(value, bool):
            _refuse(file, f"metadata {key} is {str(value)[:40]!r}, a value of the wrong kind")
    return metadata


def _parameter_fault(parameters: Parameters, specs: Mapping[str, ParameterSpec]) -> str | None:
    """Returns what keeps parameters from being exactly those of the network, None if they are."""
    for fault, names in (
        ("no parameter", specs.keys() - parameters.keys()),
        ("unknown parameter", parameters.keys() - specs.keys()),
    ):
        if names:
            return f"{fault} {', '.join(sorted(names))[:80]}"
    for name, spec in specs.items():
        values = parameters[name]
        if values.dtype != np.float32:
            return f"parameter {name} is {values.dtype}, expected float32"
        if values.shape != spec.shape:
            return f"parameter {name} has shape {values.shape}, expected {spec.shape}"
        if not np.isfinite(values).all():
            return f"parameter {name} holds a number that is not finite"
    return None


def _replace(file: Path, content: bytes) -> None:
    """Write a file so that a crash leaves the old one or the new one, whole."""
    temporary = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)
        _sync_folder(file.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise CheckpointError(f"cannot write network file {file}: {error.strerror}") from error


def _sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut, where the system can open folders."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
