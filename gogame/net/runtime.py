"""Which runtime judges: `load_evaluator` takes a network and gives an `Evaluator`.

Nothing heavy is imported before it is chosen: OpenVINO serves plain CPUs, and JAX is imported only
if it is asked for, if a plugin for an accelerator is installed beside it, or if OpenVINO is not
installed.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from gogame.errors import CheckpointError, EngineError
from gogame.features import FEATURES_VERSION, NUM_GLOBALS, NUM_PLANES
from gogame.net.batches import NetworkEvaluator
from gogame.net.checkpoint import (
    TENSORS_SUFFIX,
    Checkpoint,
    checkpoint_files,
    load_checkpoint,
    new_checkpoint,
)
from gogame.net.config import NetConfig, named_config
from gogame.net.manifest import NETWORKS

RUNTIMES = ("auto", "openvino", "jax")


class RuntimeChoice(NamedTuple):
    """The runtime that was picked, and why, as the end of a sentence."""

    runtime: str
    reason: str


def choose_runtime(runtime: str = "auto") -> RuntimeChoice:
    """Returns the runtime to use on this machine.

    ``"auto"`` is JAX where it has an accelerator, else OpenVINO, else JAX on the CPU.

    Raises:
        EngineError: The runtime is unknown or not installed, or none is.
    """
    if runtime not in RUNTIMES:
        raise EngineError(f"runtime {runtime!r}: expected auto, openvino or jax")
    if runtime != "auto":
        if not _installed(runtime):
            raise EngineError(
                f"runtime {runtime} is not installed: install the package {runtime},"
                " or choose runtime auto"
            )
        return RuntimeChoice(runtime, "it was asked for")
    if accelerator_likely():
        from gogame.net.jax_evaluator import accelerator

        device = accelerator()
        if device is not None:
            return RuntimeChoice("jax", f"JAX has a {device}")
    if _installed("openvino"):
        return RuntimeChoice("openvino", "it is the fastest on a CPU, and JAX has no accelerator")
    if _installed("jax"):
        return RuntimeChoice("jax", "the package openvino is not installed")
    raise EngineError("no runtime for networks: install the package openvino, or jax and flax")


def accelerator_likely() -> bool:
    """Returns whether JAX may have more than the CPU here, judged without importing it.

    True if a plugin for a device is installed and the environment does not confine JAX to the CPU.
    """
    if os.environ.get("JAX_PLATFORMS", "") == "cpu" or not _installed("jax"):
        return False
    return find_spec("jax_plugins") is not None or find_spec("libtpu") is not None


def explain_choice(runtime: str = "auto", precision: str = "auto") -> str:
    """Returns one line on what would run a network here, and why.

    Raises:
        EngineError: As in `load_evaluator`.
    """
    reason = choose_runtime(runtime).reason
    evaluator = load_evaluator(random_network("b2c16", seed=0), runtime, precision)
    return f"{evaluator.name.removeprefix('b2c16 ')}: {reason}"


def find_network(name: str | Path) -> Path:
    """Returns the tensors file of a network: a file, or the name of one that comes with us.

    Raises:
        CheckpointError: There is neither.
    """
    given = checkpoint_files(name)
    if any(file.exists() for file in given):
        return given[0]
    bundled = sorted(path.stem for path in NETWORKS.glob(f"*{TENSORS_SUFFIX}"))
    if str(name) in bundled:
        return NETWORKS / f"{name}{TENSORS_SUFFIX}"
    known = f"or one of {', '.join(bundled)}" if bundled else "none comes with this version"
    raise CheckpointError(f"no network {str(name)!r}: expected a file ({given[0].name}), {known}")


def load_evaluator(
    source: str | Path | Checkpoint,
    runtime: str = "auto",
    precision: str = "auto",
    threads: int | None = None,
) -> NetworkEvaluator:
    """Returns an evaluator by a network; its name says what it runs on.

    Args:
        source: A network file, the name of a bundled network, or a network in memory.
        runtime: See `choose_runtime`.
        precision: ``"auto"`` is bfloat16 where the device has instructions for it, else float32;
            ``"int8"`` is OpenVINO's, for networks that carry ranges (`quantisation`).
        threads: Threads of OpenVINO, None for one a core; JAX takes what it finds.

    Raises:
        CheckpointError: The network cannot be loaded, or reads other features than ours.
        EngineError: The runtime or the precision cannot be had here.
    """
    checkpoint = source if isinstance(source, Checkpoint) else load_checkpoint(find_network(source))
    _check_features(checkpoint.config)
    chosen = choose_runtime(runtime).runtime
    if chosen == "jax" and precision == "int8":
        raise EngineError(
            "precision int8 is OpenVINO's: choose runtime openvino, or precision auto"
        )
    try:
        if chosen == "jax":
            from gogame.net.jax_evaluator import JaxEvaluator

            return JaxEvaluator(checkpoint, precision=precision)
        from gogame.net.openvino_evaluator import OpenVinoEvaluator

        return OpenVinoEvaluator(checkpoint, precision=precision, threads=threads)
    except ImportError as error:
        raise EngineError(
            f"runtime {chosen} cannot be imported ({error}): reinstall it or choose another"
        ) from error


def random_network(name: str, seed: int) -> Checkpoint:
    """Returns an untrained network of a named configuration, without JAX.

    Raises:
        ConfigError: No configuration has that name.
    """
    return new_checkpoint(named_config(name), seed)


def _installed(package: str) -> bool:
    return find_spec(package) is not None


def _check_features(config: NetConfig) -> None:
    wanted = (FEATURES_VERSION, NUM_PLANES, NUM_GLOBALS)
    if (config.features_version, config.num_planes, config.num_globals) != wanted:
        raise CheckpointError(
            f"network {config.name} reads features version {config.features_version}"
            f" ({config.num_planes} planes, {config.num_globals} globals), this program has version"
            f" {FEATURES_VERSION} ({NUM_PLANES}, {NUM_GLOBALS}): choose another network"
        )
