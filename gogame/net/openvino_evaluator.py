"""`OpenVinoEvaluator`: networks on the CPU by OpenVINO, in float32, bfloat16 or int8.

One graph is compiled, in some hundredths of a second, for each batch size, board size and masking
that is asked for, and kept. Its inputs and outputs are NumPy arrays that OpenVINO reads and writes
in place; the answers are views of them.

Settings by measurement on two Zen 5 cores (b6c96 with heads, 9x9, bfloat16, evaluations/s): the
rate is flat from batch 8 to 128 (5,300 to 5,400; 3,150 at 1, 3,720 at 2, 4,880 at 4) and falls at
256 (4,580), where maps leave the cache; so rows are cut into batches of at most `MAX_BATCH_POINTS`
points. Latency and throughput hints and pinning made no difference; pinning stays off, for
self-play processes that own a core pin themselves. A masked graph costs about 4 %. On a Zen 3 core
without bfloat16 (b4c32, float32, 7x7) batches of 128 make 6 % more than batches of 64.

int8 rounds the trunk's maps and weights to bytes (`quantisation`); what is left runs in bfloat16
where the CPU has it, else in float32.

bfloat16 changes logits by at most 5 % of the largest, probabilities of outcomes by 0.05, ownership
by 0.1 and the score by 0.3 points and 3 %; the tests hold it to that.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, NamedTuple

import numpy as np
import openvino as ov
from numpy.typing import NDArray

from gogame.errors import EngineError
from gogame.evaluation import Evaluation, EvaluationBatch
from gogame.net import batches
from gogame.net.batches import Chunk, check_inputs, new_evaluation, split_rows
from gogame.net.checkpoint import Checkpoint
from gogame.net.openvino_graph import build_model
from gogame.net.quantisation import ranges_of

PRECISIONS = (*batches.PRECISIONS, "int8")
BUCKETS = (1, 2, 4, 8, 16, 24, 32, 48, 64, 96, 128, 192, 256)
LEAST_FULL = 0.75
MAX_BATCH_POINTS = 8192
MAX_COMPILED = 32


class _Compiled(NamedTuple):
    """A graph for one shape, with the arrays that it reads and writes."""

    request: ov.InferRequest
    planes: NDArray[np.uint8]
    globals_: NDArray[np.float32]
    answer: Evaluation


class _Shape(NamedTuple):
    bucket: int
    height: int
    width: int
    masked: bool


def pick_precision(precision: str = "auto") -> str:
    """Returns the precision to run in on this CPU, ``"f32"``, ``"bf16"`` or ``"int8"``.

    ``"auto"`` is bfloat16 where the CPU has instructions for it, else float32; never int8, which
    needs ranges (`quantisation`) and is for whoever has checked what it costs in strength.

    Raises:
        EngineError: bfloat16 was asked for and the CPU has none, or the precision is unknown.
    """
    if precision not in PRECISIONS:
        raise EngineError(f"precision {precision!r}: expected auto, f32, bf16 or int8")
    if precision in ("f32", "int8"):
        return precision
    core = ov.Core()
    capable = "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    if precision == "bf16":
        if not capable:
            raise EngineError("this CPU has no bfloat16: choose precision f32 or auto")
        return precision
    # A CPU may only imitate bfloat16; OpenVINO then does not choose it by itself.
    chosen = core.get_property("CPU", "INFERENCE_PRECISION_HINT")
    return "bf16" if capable and chosen == ov.Type.bf16 else "f32"


class OpenVinoEvaluator:
    """A `batches.NetworkEvaluator` by OpenVINO; one evaluation at a time.

    Attributes:
        name: Network, runtime and precision, for example ``"b6c96 openvino bf16"``.
        reads_planes: True.
        config: The network's shape.
        precision: ``"f32"``, ``"bf16"`` or ``"int8"``, what runs.
    """

    reads_planes = True

    def __init__(
        self,
        checkpoint: Checkpoint,
        *,
        precision: str = "auto",
        threads: int | None = None,
    ) -> None:
        """Choose a precision; graphs are compiled when they are first needed.

        Args:
            checkpoint: The network.
            precision: See `pick_precision`.
            threads: Threads that OpenVINO uses, None for one a core.

        Raises:
            EngineError: As in `pick_precision`, `threads` is not positive, or int8 was asked for
                and the network carries no ranges.
            CheckpointError: Its ranges are damaged.
        """
        if threads is not None and threads < 1:
            raise EngineError(f"threads {threads}: expected 1 or more")
        self.config = checkpoint.config
        self.precision = pick_precision(precision)
        self.name = f"{self.config.name} openvino {self.precision}"
        self._checkpoint = checkpoint
        self._ranges = ranges_of(checkpoint) if self.precision == "int8" else None
        self._core = ov.Core()
        self._settings: dict[str, Any] = {
            "PERFORMANCE_HINT": "LATENCY",
            "NUM_STREAMS": 1,
            "ENABLE_CPU_PINNING": False,
            "INFERENCE_PRECISION_HINT": (
                pick_precision() if self._ranges is not None else self.precision
            ),
        }
        if threads is not None:
            self._settings["INFERENCE_NUM_THREADS"] = threads
        self._compiled: OrderedDict[_Shape, _Compiled] = OrderedDict()

    def evaluate(self, batch: EvaluationBatch) -> Evaluation:
        """Returns the evaluation of every row; the arrays may be reused by the next call.

        Raises:
            EngineError: The batch does not fit the network, or OpenVINO failed.
        """
        return self.evaluate_planes(batch.planes, batch.globals_)

    def evaluate_planes(
        self, planes: NDArray[np.uint8], globals_: NDArray[np.float32], *, masked: bool = False
    ) -> Evaluation:
        """Returns the evaluation of features, see `batches.NetworkEvaluator`."""
        check_inputs(self.config, planes, globals_)
        rows, _, height, width = planes.shape
        points = height * width
        buckets = tuple(size for size in BUCKETS if size == 1 or size * points <= MAX_BATCH_POINTS)
        chunks = split_rows(rows, buckets, LEAST_FULL)
        if len(chunks) == 1:
            answer = self._run(chunks[0], planes, globals_, masked=masked)
            return Evaluation(*(array[:rows] for array in answer))
        whole = new_evaluation(rows, points)
        for chunk in chunks:
            answer = self._run(chunk, planes, globals_, masked=masked)
            for target, source in zip(whole, answer, strict=True):
                target[chunk.start : chunk.stop] = source[: chunk.stop - chunk.start]
        return whole

    def _run(
        self,
        chunk: Chunk,
        planes: NDArray[np.uint8],
        globals_: NDArray[np.float32],
        *,
        masked: bool,
    ) -> Evaluation:
        shape = _Shape(chunk.bucket, planes.shape[2], planes.shape[3], masked)
        compiled = self._compiled.get(shape)
        if compiled is None:
            compiled = self._compile(shape)
        self._compiled.move_to_end(shape)
        count = chunk.stop - chunk.start
        compiled.planes[:count] = planes[chunk.start : chunk.stop]
        compiled.globals_[:count] = globals_[chunk.start : chunk.stop]
        compiled.request.infer(share_inputs=True, share_outputs=True)
        return compiled.answer

    def _compile(self, shape: _Shape) -> _Compiled:
        """Compile one shape, and forget the one longest unused if there are many."""
        rows, height, width, masked = shape
        config = self.config
        try:
            graph = build_model(
                self._checkpoint, (rows, height, width), masked=masked, ranges=self._ranges
            )
            request = self._core.compile_model(graph, "CPU", self._settings).create_infer_request()
        except RuntimeError as error:
            raise EngineError(
                f"OpenVINO cannot compile {self.name} for {rows} boards {width}x{height}: {error}"
            ) from error
        planes = np.zeros((rows, config.num_planes, height, width), dtype=np.uint8)
        planes[:, 0] = 1  # rows that no chunk fills must still have a board
        globals_ = np.zeros((rows, config.num_globals), dtype=np.float32)
        answer = new_evaluation(rows, height * width)
        for index, array in enumerate((planes, globals_)):
            request.set_input_tensor(index, ov.Tensor(array, shared_memory=True))
        for index, array in enumerate(answer):
            output = array[:, None] if array.ndim == 1 else array
            request.set_output_tensor(index, ov.Tensor(output, shared_memory=True))
        if len(self._compiled) >= MAX_COMPILED:
            self._compiled.popitem(last=False)
        self._compiled[shape] = _Compiled(request, planes, globals_, answer)
        return self._compiled[shape]
