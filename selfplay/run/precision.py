"""The numbers in which a network plays: `choose_precision`, `precision_for`."""

from __future__ import annotations

from pathlib import Path

from gogame.net.checkpoint import load_checkpoint
from gogame.net.measure import evaluations_per_second
from gogame.net.quantisation import has_ranges
from gogame.net.runtime import choose_runtime, load_evaluator

_GAIN = 1.1  # below this int8's rounding is not worth it
_SECONDS = 0.5
_BATCH = 128


def choose_precision(network: Path, runtime: str, size: int) -> str | None:
    """Returns ``"int8"`` if that is clearly faster for this network here, else ``"auto"``.

    None says that it cannot be known yet: int8 needs ranges, which the network does not carry.

    Args:
        network: The network's file.
        runtime: As configured; only OpenVINO has int8.
        size: Side of the board to measure with.

    Raises:
        CheckpointError: The network cannot be read.
        EngineError: No runtime can be had.
    """
    checkpoint = load_checkpoint(network)
    if choose_runtime(runtime).runtime != "openvino":
        return "auto"
    if not has_ranges(checkpoint):
        return None
    rates: dict[str, float] = {}
    for precision in ("auto", "int8"):
        evaluator = load_evaluator(checkpoint, runtime, precision, threads=1)
        rates[precision] = evaluations_per_second(evaluator, size, _BATCH, _SECONDS)
    return "int8" if rates["int8"] > _GAIN * rates["auto"] else "auto"


def precision_for(network: Path, wanted: str | None) -> str:
    """Returns the precision to play a network in: the wanted one, if it carries what that needs.

    The network that a run starts from may have no ranges for int8; those of its rounds have.

    Raises:
        CheckpointError: The network cannot be read.
    """
    if wanted == "int8" and not has_ranges(load_checkpoint(network)):
        return "auto"
    return wanted or "auto"
