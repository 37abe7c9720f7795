"""Machine code for 3x3 convolutions on CPUs with AVX-512 bfloat16, compiled at run time.

Two kernels, written here as LLVM's intermediate language for one board size and one number of
channels, so that every address is a constant and the sums stay in registers:

- `convolution_ir`: a convolution `[B, H, W, in] -> [B, H, W, out]`. A board is copied, rounded to
  bfloat16, into a frame of zeros; a tile of points by two vectors of outputs is summed at once.
- `gradient_ir`: a kernel's gradient `[3, 3, in, out]`. Two boards at a time are interleaved, since
  the processor multiplies pairs; a tile of inputs by two vectors of outputs is summed at once.

Products are of bfloat16, sums are float32. Each function is an XLA foreign function: it takes a
call frame of XLA's C interface (`xla/ffi/api/c_api.h`, shipped with jaxlib) and returns no error.
No compiler is needed: llvmlite, which Numba brings, generates the code.
"""

from __future__ import annotations

import functools
import itertools
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, cast

import llvmlite.binding as llvm

LANES = 16
MAX_SCRATCH_BYTES = 1 << 19  # of a thread's stack
_DOT = "@llvm.x86.avx512bf16.dpbf16ps.512"
_DECLARATIONS = f"""
declare <16 x float> {_DOT}(<16 x float>, <32 x bfloat>, <32 x bfloat>)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
"""


class _Code:
    """Lines of one function; names are numbered, the current block is known to loops."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.block = "entry"
        self._count = 0

    def name(self) -> str:
        self._count += 1
        return f"%v{self._count}"

    def emit(self, line: str) -> None:
        self.lines.append(line)

    def let(self, expression: str) -> str:
        result = self.name()
        self.emit(f"{result} = {expression}")
        return result

    def label(self, name: str) -> None:
        self.emit(f"{name}:")
        self.block = name

    def at(self, pointer: str, offset: str | int) -> str:
        """Returns a pointer that many bytes further."""
        return self.let(f"getelementptr i8, ptr {pointer}, i64 {offset}")

    def times(self, value: str, factor: int) -> str:
        return self.let(f"mul i64 {value}, {factor}")

    @contextmanager
    def loop(self, count: str | int, step: int = 1) -> Generator[str]:
        """A loop from 0 that carries nothing; yields its counter."""
        with self.summing(count, [], step) as (counter, _, _):
            yield counter

    @contextmanager
    def summing(
        self, count: str | int, start: list[str], step: int = 1
    ) -> Generator[tuple[str, list[str], list[str]]]:
        """A loop that carries vectors; yields counter, their values, and a list for the next.

        The last list holds, after the loop, the values that it ended with.
        """
        self._count += 1
        head, counter, before = f"loop{self._count}", f"%i{self._count}", self.block
        self.emit(f"br label %{head}")
        self.label(head)
        place = len(self.lines)
        sums = [self.name() for _ in start]
        results: list[str] = []
        yield counter, sums, results
        assert len(results) == len(start)
        after = self.let(f"add nuw nsw i64 {counter}, {step}")
        phis = [f"{counter} = phi i64 [0, %{before}], [{after}, %{self.block}]"]
        for value, first, last in zip(sums, start, results, strict=True):
            phis.append(f"{value} = phi <16 x float> [{first}, %{before}], [{last}, %{self.block}]")
        self.lines[place:place] = phis
        more = self.let(f"icmp slt i64 {after}, {count}")
        self.emit(f"br i1 {more}, label %{head}, label %{head}end")
        self.label(f"{head}end")


def tiles(count: int, largest: int) -> list[range]:
    """Returns `range(count)` in the fewest parts of at most `largest`, nearly equal."""
    parts = -(-count // largest)
    bounds = [count * i // parts for i in range(parts + 1)]
    return [range(a, b) for a, b in itertools.pairwise(bounds)]


def _vectors(outputs: int) -> tuple[int, int]:
    """Returns vectors of outputs in a tile and the largest other side of it."""
    return (2, 14) if outputs % (2 * LANES) == 0 else (1, 24)


def convolution_ir(name: str, height: int, width: int, inputs: int, outputs: int) -> str:
    """Returns the convolution's code; arguments: map float32, packed kernel bfloat16; the map.

    The packed kernel is `[9, inputs / 2, outputs, 2]`.
    """
    code = _Code()
    (x, kernel), y, batch = _prologue(code, 2)
    row, pixel = (width + 2) * inputs * 2, inputs * 2
    size = (height + 2) * row
    frame = _scratch(code, size)
    vectors, largest = _vectors(outputs)
    with code.loop(batch) as b:
        source = code.at(x, code.times(b, height * width * inputs * 4))
        target = code.at(y, code.times(b, height * width * outputs * 4))
        _copy(code, [source], frame, (height, width * inputs), row, row + pixel)
        for tile in tiles(height * width, largest):
            offsets = [p // width * row + p % width * pixel for p in tile]
            for group in range(0, outputs, vectors * LANES):
                sums = _convolve_tile(
                    code,
                    (frame, code.at(kernel, group * 4)),
                    offsets,
                    (row, pixel, outputs),
                    vectors,
                )
                for index, value in enumerate(sums):
                    place = (tile[index // vectors] * outputs + group) * 4 + index % vectors * 64
                    code.emit(f"store <16 x float> {value}, ptr {code.at(target, place)}, align 4")
    return _function(name, code)


def _convolve_tile(
    code: _Code,
    pointers: tuple[str, str],
    offsets: list[int],
    strides: tuple[int, int, int],
    vectors: int,
) -> list[str]:
    """Sums a tile over rows and columns of the kernel and pairs of inputs."""
    frame, kernel = pointers
    row, pixel, outputs = strides
    pairs = pixel // 4
    zeros = ["zeroinitializer"] * (len(offsets) * vectors)
    with code.summing(3, zeros) as (i, outer, outer_next):
        tap_row = code.at(frame, code.times(i, row))
        weights = code.at(kernel, code.times(i, 3 * pairs * outputs * 4))
        # Three columns of the kernel and all inputs lie side by side in the frame and the kernel.
        with code.summing(3 * pairs, outer) as (c, sums, sums_next):
            inputs = code.at(tap_row, code.times(c, 4))
            loaded = _load_vectors(code, code.at(weights, code.times(c, outputs * 4)), vectors)
            for index, offset in enumerate(offsets):
                pair = _broadcast(code, code.at(inputs, offset))
                for v in range(vectors):
                    sums_next.append(_dot(code, sums[index * vectors + v], pair, loaded[v]))
        outer_next.extend(sums_next)
    return outer_next


def gradient_ir(name: str, height: int, width: int, inputs: int, outputs: int) -> str:
    """Returns the code of a kernel's gradient; arguments: input map, gradient of the output map.

    Both float32, an even number of boards.
    """
    code = _Code()
    (x, g), result, batch = _prologue(code, 2)
    points, pixel = height * width, inputs * 4
    row = (width + 2) * pixel
    frame = _scratch(code, (height + 2) * row)
    slopes = _scratch(code, points * outputs * 4)
    zero = (
        f"call void @llvm.memset.p0.i64(ptr {result}, i8 0, i64 {9 * inputs * outputs * 4}, i1 0)"
    )
    code.emit(zero)
    vectors, largest = _vectors(outputs)
    with code.loop(batch, 2) as b:
        for array, channels, place, shape, strides in (
            (x, inputs, frame, (height, width * inputs), (row, row + pixel)),
            (g, outputs, slopes, (1, points * outputs), (0, 0)),
        ):
            first = code.at(array, code.times(b, points * channels * 4))
            second = code.at(first, points * channels * 4)
            _copy(code, [first, second], place, shape, *strides)
        with code.loop(3) as i, code.loop(3) as j:
            tap = code.at(code.at(frame, code.times(i, row)), code.times(j, pixel))
            rows = code.at(result, code.times(i, 3 * inputs * outputs * 4))
            part = code.at(rows, code.times(j, inputs * outputs * 4))
            for tile in tiles(inputs, largest):
                for group in range(0, outputs, vectors * LANES):
                    places = [
                        code.at(part, (c * outputs + group + v * LANES) * 4)
                        for c in tile
                        for v in range(vectors)
                    ]
                    sums = [code.let(f"load <16 x float>, ptr {p}, align 4") for p in places]
                    pointers = code.at(tap, tile.start * 4), code.at(slopes, group * 4)
                    ends = _gradient_tile(
                        code, pointers, sums, (height, width, row, pixel, outputs), vectors
                    )
                    for p, value in zip(places, ends, strict=True):
                        code.emit(f"store <16 x float> {value}, ptr {p}, align 4")
    return _function(name, code)


def _gradient_tile(
    code: _Code,
    pointers: tuple[str, str],
    start: list[str],
    shape: tuple[int, int, int, int, int],
    vectors: int,
) -> list[str]:
    """Sums a tile over the points of two boards."""
    frame, slopes = pointers
    height, width, row, pixel, outputs = shape
    with code.summing(height, start) as (i, outer, outer_next):
        inputs_row = code.at(frame, code.times(i, row))
        slopes_row = code.at(slopes, code.times(i, width * outputs * 4))
        with code.summing(width, outer) as (j, sums, sums_next):
            inputs = code.at(inputs_row, code.times(j, pixel))
            loaded = _load_vectors(code, code.at(slopes_row, code.times(j, outputs * 4)), vectors)
            for index in range(len(start) // vectors):
                pair = _broadcast(code, code.at(inputs, index * 4))
                for v in range(vectors):
                    sums_next.append(_dot(code, sums[index * vectors + v], pair, loaded[v]))
        outer_next.extend(sums_next)
    return outer_next


def _copy(
    code: _Code, sources: list[str], target: str, shape: tuple[int, int], row: int, skip: int
) -> None:
    """Rounds rows of numbers to bfloat16, those of two sources in turns."""
    height, length = shape
    each = 2 * len(sources)
    with code.loop(height) as i:
        froms = [code.at(source, code.times(i, length * 4)) for source in sources]
        to = code.at(code.at(target, skip), code.times(i, row)) if row else target
        whole = length // LANES * LANES
        if whole:
            with code.loop(whole // LANES) as k:
                moved = [code.at(source, code.times(k, LANES * 4)) for source in froms]
                _copy_vector(code, moved, code.at(to, code.times(k, LANES * each)), LANES)
        rest = [size for size in (8, 4, 2, 1) if (length - whole) & size]
        for size in rest:
            moved = [code.at(source, whole * 4) for source in froms]
            _copy_vector(code, moved, code.at(to, whole * each), size)
            whole += size


def _copy_vector(code: _Code, sources: list[str], target: str, size: int) -> None:
    parts: list[str] = []
    for source in sources:
        wide = code.let(f"load <{size} x float>, ptr {source}, align 4")
        parts.append(code.let(f"fptrunc <{size} x float> {wide} to <{size} x bfloat>"))
    value, lanes = parts[0], size
    if len(parts) == 2:
        lanes = 2 * size
        order = ", ".join(f"i32 {k // 2 + k % 2 * size}" for k in range(lanes))
        kind = f"<{size} x bfloat>"
        value = code.let(
            f"shufflevector {kind} {parts[0]}, {kind} {parts[1]}, <{lanes} x i32> <{order}>"
        )
    code.emit(f"store <{lanes} x bfloat> {value}, ptr {target}, align 2")


def _load_vectors(code: _Code, pointer: str, vectors: int) -> list[str]:
    return [
        code.let(f"load <32 x bfloat>, ptr {code.at(pointer, 64 * v)}, align 4")
        for v in range(vectors)
    ]


def _broadcast(code: _Code, pointer: str) -> str:
    """Returns a vector of one pair of bfloat16 numbers, 16 times."""
    pair = code.let(f"load i32, ptr {pointer}, align 4")
    one = code.let(f"insertelement <16 x i32> poison, i32 {pair}, i32 0")
    all_ = code.let(
        f"shufflevector <16 x i32> {one}, <16 x i32> poison, <16 x i32> zeroinitializer"
    )
    return code.let(f"bitcast <16 x i32> {all_} to <32 x bfloat>")


def _dot(code: _Code, total: str, one: str, other: str) -> str:
    factors = f"<32 x bfloat> {one}, <32 x bfloat> {other}"
    return code.let(f"call <16 x float> {_DOT}(<16 x float> {total}, {factors})")


def _scratch(code: _Code, size: int) -> str:
    place = code.let(f"alloca [{size} x i8], align 64")
    code.emit(f"call void @llvm.memset.p0.i64(ptr {place}, i8 0, i64 {size}, i1 0)")
    return place


def _pointer(code: _Code, base: str, offset: int) -> str:
    return code.let(f"load ptr, ptr {code.at(base, offset)}")


def _prologue(code: _Code, arguments: int) -> tuple[list[str], str, str]:
    """Answers a question for the interface's version; returns argument and result arrays and B.

    Offsets are those of the structures in XLA's C interface, version 0.
    """
    extension = _pointer(code, "%frame", 8)
    asked = code.let(f"icmp ne ptr {extension}, null")
    code.emit(f"br i1 {asked}, label %metadata, label %execute")
    code.label("metadata")
    metadata = _pointer(code, extension, 24)
    for offset, value in ((24, 0), (28, 1), (32, 0)):  # version 0.1, no traits
        code.emit(f"store i32 {value}, ptr {code.at(metadata, offset)}")
    code.emit("ret ptr null")
    code.label("execute")
    list_ = _pointer(code, "%frame", 72)
    buffers = [_pointer(code, list_, 8 * k) for k in range(arguments)]
    result = _pointer(code, _pointer(code, "%frame", 112), 0)
    batch = code.let(f"load i64, ptr {_pointer(code, buffers[0], 40)}")
    return [_pointer(code, b, 24) for b in buffers], _pointer(code, result, 24), batch


def _function(name: str, code: _Code) -> str:
    body = "\n  ".join(code.lines)
    head = f"{_DECLARATIONS}\ndefine ptr @{name}(ptr %frame) {{\nentry:\n  "
    return head + body + "\n  ret ptr null\n}\n"


@functools.cache
def is_supported() -> bool:
    """Returns whether this processor runs the kernels; they are tried on Linux only."""
    if sys.platform != "linux":
        return False
    try:
        features: Any = llvm.get_host_cpu_features()
    except RuntimeError:  # LLVM does not know what this processor can do
        return False
    return bool(features.get("avx512f") and features.get("avx512bf16"))


@functools.cache
def _engine() -> Any:  # noqa: ANN401 - llvmlite has no types
    library: Any = llvm
    library.initialize_native_target()
    library.initialize_native_asmprinter()
    machine = library.Target.from_default_triple().create_target_machine(
        cpu=library.get_host_cpu_name(),
        features=library.get_host_cpu_features().flatten(),
        opt=3,
    )
    return library.create_mcjit_compiler(library.parse_assembly(""), machine)


def compiled(name: str, source: str) -> int:
    """Returns the address of a function's machine code, which stays until the program ends."""
    engine, library = _engine(), cast("Any", llvm)
    module = library.parse_assembly(source)
    module.verify()
    engine.add_module(module)
    engine.finalize_object()
    return int(engine.get_function_address(name))
