"""Machine code for 3x3 convolutions of bfloat16, for CPUs that have AVX-512 bfloat16.

Two kernels, written here as LLVM's intermediate language for one board size and one number of
channels, so that every address is a constant and the sums stay in registers:

- `convolution_ir`: a convolution `[B, H, W, in] -> [B, H, W, out]`. A board is copied, rounded to
  bfloat16, into a frame of zeros; a tile of points by two vectors of outputs is summed at once.
- `gradient_ir`: a kernel's gradient `[3, 3, in, out]`. Two boards at a time are interleaved, since
  the processor multiplies pairs; a tile of inputs by two vectors of outputs is summed at once.

Products are of bfloat16, sums are float32. `assembly` makes them XLA foreign functions.
"""

from __future__ import annotations

import itertools

from selfplay.train.assembly import Code, function, host_features, prologue

LANES = 16
MAX_SCRATCH_BYTES = 1 << 19  # of a thread's stack
_DOT = "@llvm.x86.avx512bf16.dpbf16ps.512"
_DECLARATIONS = f"""
declare <16 x float> {_DOT}(<16 x float>, <32 x bfloat>, <32 x bfloat>)
"""


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
    code = Code(LANES)
    (x, kernel), y, batch = prologue(code, 2)
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
                    code.store(value, code.at(target, place))
    return function(name, code, _DECLARATIONS)


def _convolve_tile(
    code: Code,
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
    code = Code(LANES)
    (x, g), result, batch = prologue(code, 2)
    points, pixel = height * width, inputs * 4
    row = (width + 2) * pixel
    frame = _scratch(code, (height + 2) * row)
    slopes = _scratch(code, points * outputs * 4)
    code.clear(result, 9 * inputs * outputs * 4)
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
                    sums = [code.load(p) for p in places]
                    pointers = code.at(tap, tile.start * 4), code.at(slopes, group * 4)
                    ends = _gradient_tile(
                        code, pointers, sums, (height, width, row, pixel, outputs), vectors
                    )
                    for p, value in zip(places, ends, strict=True):
                        code.store(value, p)
    return function(name, code, _DECLARATIONS)


def _gradient_tile(
    code: Code,
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
    code: Code, sources: list[str], target: str, shape: tuple[int, int], row: int, skip: int
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


def _copy_vector(code: Code, sources: list[str], target: str, size: int) -> None:
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


def _load_vectors(code: Code, pointer: str, vectors: int) -> list[str]:
    return [
        code.let(f"load <32 x bfloat>, ptr {code.at(pointer, 64 * v)}, align 4")
        for v in range(vectors)
    ]


def _broadcast(code: Code, pointer: str) -> str:
    """Returns a vector of one pair of bfloat16 numbers, 16 times."""
    pair = code.let(f"load i32, ptr {pointer}, align 4")
    one = code.let(f"insertelement <16 x i32> poison, i32 {pair}, i32 0")
    all_ = code.let(
        f"shufflevector <16 x i32> {one}, <16 x i32> poison, <16 x i32> zeroinitializer"
    )
    return code.let(f"bitcast <16 x i32> {all_} to <32 x bfloat>")


def _dot(code: Code, total: str, one: str, other: str) -> str:
    factors = f"<32 x bfloat> {one}, <32 x bfloat> {other}"
    return code.let(f"call <16 x float> {_DOT}(<16 x float> {total}, {factors})")


def _scratch(code: Code, size: int) -> str:
    place = code.let(f"alloca [{size} x i8], align 64")
    code.clear(place, size)
    return place


def is_supported() -> bool:
    """Returns whether this processor runs the kernels."""
    return {"avx512f", "avx512bf16"} <= host_features()
