"""Finding a network's int8 ranges from positions: `calibrate`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import openvino as ov
from numpy.typing import NDArray

from gogame.errors import EngineError
from gogame.net.batches import check_inputs
from gogame.net.checkpoint import Checkpoint
from gogame.net.openvino_graph import build_tapped_model
from gogame.net.quantisation import best_range, histogram, quantised_maps, with_ranges

_ROWS = 64
_MOST_ROWS = 2048


def calibrate(
    checkpoint: Checkpoint,
    planes: NDArray[np.uint8],
    globals_: NDArray[np.float32],
    *,
    threads: int | None = None,
) -> Checkpoint:
    """Returns the same network with int8 ranges, found on positions of its kind of games.

    Some hundred positions of different games and moves are enough. The answer depends on them and
    on the network alone, up to the rounding of float32.

    Args:
        checkpoint: The network.
        planes: `[B, C, H, W]` uint8 features; of more than 2,048 positions evenly spaced ones
            are taken.
        globals_: `[B, G]` float32.
        threads: Threads that OpenVINO uses, None for one a core.

    Raises:
        EngineError: There is no position, it does not fit the network, or OpenVINO failed.
    """
    check_inputs(checkpoint.config, planes, globals_)
    rows = len(planes)
    if rows == 0:
        raise EngineError("no position to calibrate int8 with: expected at least one")
    # Whole batches: positions repeat if they are fewer.
    count = min(-(-rows // _ROWS) * _ROWS, _MOST_ROWS)
    order = np.arange(count) * rows // count
    settings: dict[str, Any] = {"INFERENCE_PRECISION_HINT": "f32", "ENABLE_CPU_PINNING": False}
    if threads is not None:
        settings["INFERENCE_NUM_THREADS"] = threads
    try:
        model = build_tapped_model(checkpoint, _ROWS, planes.shape[2], planes.shape[3])
        request = ov.Core().compile_model(model, "CPU", settings).create_infer_request()
    except RuntimeError as error:
        raise EngineError(
            f"OpenVINO cannot compile {checkpoint.config.name} to calibrate it: {error}"
        ) from error
    names = quantised_maps(checkpoint.config)
    largest = np.zeros(len(names))
    for maps in _maps(request, planes[order], globals_[order], len(names)):
        largest = np.maximum(largest, [float(values.max()) for values in maps])
    counts = [np.zeros(0, dtype=np.int64)] * len(names)
    for number, maps in enumerate(_maps(request, planes[order], globals_[order], len(names))):
        for i, values in enumerate(maps):
            found = histogram(values, float(largest[i]))
            counts[i] = found if number == 0 else counts[i] + found
    ranges = (best_range(counts[i], float(largest[i])) for i in range(len(names)))
    return with_ranges(checkpoint, dict(zip(names, ranges, strict=True)))


def _maps(
    request: ov.InferRequest, planes: NDArray[np.uint8], globals_: NDArray[np.float32], count: int
) -> Iterator[list[NDArray[np.float32]]]:
    """Yields what each convolution reads, for one batch after another."""
    for start in range(0, len(planes), _ROWS):
        part = slice(start, start + _ROWS)
        request.infer([planes[part], globals_[part]])
        yield [request.get_output_tensor(i).data for i in range(count)]
