"""Machine code for 3x3 convolutions of float32, for CPUs with fused multiply-add.

Two kernels, written as LLVM's intermediate language for one shape:

- `convolution_ir`: a convolution `[B, H, W, in] -> [B, H, W, out]`. A tile is one point of several
  boards by a few vectors of outputs, whose sums stay in registers.
- `gradient_ir`: a kernel's gradient `[3, 3, in, out]`. A tile is several inputs by a few vectors of
  outputs at one of the nine offsets, summed over the points of a few boards.

All boards of a tile have the same neighbours, so that nothing off the board is ever read or
multiplied: no frame of zeros is needed, and on 7x7 18 % of the products fall away. Products and
sums are float32, as exact as XLA's; only their order differs.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from selfplay.train.assembly import Code, function, host_features, prologue

_CACHE_BYTES = 24 << 10  # of the first-level cache, for the boards a gradient is summed over


@dataclass(frozen=True, slots=True)
class Processor:
    """What tiles are cut for.

    Attributes:
        lanes: Numbers in a vector.
        registers: Vectors that a core holds.
    """

    lanes: int
    registers: int

    def tile(self, outputs: int) -> tuple[int, int]:
        """Returns vectors of outputs in a tile and the largest other side of it.

        Args:
            outputs: Channels, a multiple of `lanes`.
        """
        whole = outputs // self.lanes
        vectors = next(v for v in (3, 2, 1) if whole % v == 0)
        return vectors, min((self.registers - 4) // vectors, 16)


@dataclass(frozen=True, slots=True)
class Shape:
    """Maps that a kernel is compiled for: boards, their sides, channels in and out."""

    batch: int
    height: int
    width: int
    inputs: int
    outputs: int

    def sizes(self) -> tuple[int, int]:
        """Returns the bytes of a board's map of inputs and of outputs."""
        points = 4 * self.height * self.width
        return points * self.inputs, points * self.outputs


def processor() -> Processor | None:
    """Returns what this processor's tiles are cut for, None if it cannot run the kernels."""
    features = host_features()
    if "avx512f" in features:
        return Processor(16, 32)
    return Processor(8, 16) if {"avx2", "fma"} <= features else None


def runs(count: int, largest: int) -> list[tuple[int, int, int]]:
    """Returns `count` in the fewest parts of at most `largest`, nearly equal.

    Each item stands for equal parts one after the other: the first part's start, a part's size,
    and how many parts there are.
    """
    parts = -(-count // largest)
    size, longer = divmod(count, parts)
    both = [(0, size + 1, longer), (longer * (size + 1), size, parts - longer)]
    return [run for run in both if run[2]]


def convolution_ir(name: str, shape: Shape, target: Processor) -> str:
    """Returns the convolution's code; arguments: map, packed kernel; result: the map.

    The packed kernel is `[G, 9, inputs, outputs / G]`: all that a tile needs lies together, for
    the G groups of outputs of `Processor.tile`.
    """
    code = Code(target.lanes)
    (x, kernel), y, _ = prologue(code, 2)
    vectors, largest = target.tile(shape.outputs)
    stride = vectors * target.lanes * 4
    in_bytes, out_bytes = shape.sizes()
    for first, size, count in runs(shape.batch, largest):
        with code.loop(count) as k, code.loop(shape.outputs * 4 // stride) as g:
            boards = code.plus(code.times(k, size), first)
            source = code.at(x, code.times(boards, in_bytes))
            result = code.at(code.at(y, code.times(boards, out_bytes)), code.times(g, stride))
            weights = code.at(kernel, code.times(g, 9 * shape.inputs * stride))
            with code.loop(shape.height) as row, code.loop(shape.width) as column:
                sums = _convolve(
                    code, (source, weights), (row, column), shape, (size, vectors, in_bytes)
                )
                point = code.plus(code.times(row, shape.width), column)
                place = code.at(result, code.times(point, shape.outputs * 4))
                for index, value in enumerate(sums):
                    board, vector = divmod(index, vectors)
                    offset = board * out_bytes + vector * target.lanes * 4
                    code.store(value, code.at(place, offset))
    return function(name, code, _declaration(target))


def _convolve(
    code: Code,
    pointers: tuple[str, str],
    point: tuple[str, str],
    shape: Shape,
    tile: tuple[int, int, int],
) -> list[str]:
    """Sums a tile over the neighbours of a point that are on the board, and over all inputs."""
    size, vectors, board_bytes = tile
    inputs = shape.inputs
    stride = vectors * code.lanes * 4
    row, rows, tap_row = _neighbours(code, point[0], shape.height)
    column, columns, tap_column = _neighbours(code, point[1], shape.width)
    start = code.plus(code.times(row, shape.width), column)
    source = code.at(pointers[0], code.times(start, inputs * 4))
    tap = code.plus(code.times(tap_row, 3), tap_column)
    weights = code.at(pointers[1], code.times(tap, inputs * stride))
    # The columns of a row and their inputs lie side by side, in the map and in the kernel.
    length = code.times(columns, inputs)
    with code.summing(rows, ["zeroinitializer"] * (size * vectors)) as (i, outer, outer_next):
        source_row = code.at(source, code.times(i, shape.width * inputs * 4))
        weights_row = code.at(weights, code.times(i, 3 * inputs * stride))
        with code.summing(length, outer) as (c, sums, sums_next):
            place = code.at(source_row, code.times(c, 4))
            places = [code.at(place, board * board_bytes) for board in range(size)]
            sums_next.extend(
                _products(code, places, code.at(weights_row, code.times(c, stride)), sums)
            )
        outer_next.extend(sums_next)
    return outer_next


def gradient_ir(name: str, shape: Shape, target: Processor) -> str:
    """Returns the code of a kernel's gradient; arguments: input map, gradient of the output map."""
    code = Code(target.lanes)
    (x, g), result, _ = prologue(code, 2)
    code.clear(result, 9 * shape.inputs * shape.outputs * 4)
    in_bytes, out_bytes = shape.sizes()
    boards = max(1, _CACHE_BYTES // (in_bytes + out_bytes))
    for first, size, count in runs(shape.batch, boards):
        with code.loop(count) as k, _taps(code, shape.height) as i, _taps(code, shape.width) as j:
            start = code.plus(code.times(k, size), first)
            row, source_row, rows = _overlap(code, i, shape.height)
            column, source_column, columns = _overlap(code, j, shape.width)
            point = code.plus(code.times(row, shape.width), column)
            source_point = code.plus(code.times(source_row, shape.width), source_column)
            source = code.at(x, code.times(start, in_bytes))
            slopes = code.at(g, code.times(start, out_bytes))
            pointers = (
                code.at(source, code.times(source_point, shape.inputs * 4)),
                code.at(slopes, code.times(point, shape.outputs * 4)),
            )
            tap = code.plus(code.times(i, 3), j)
            part = code.at(result, code.times(tap, shape.inputs * shape.outputs * 4))
            _gradient_of_tap(code, pointers, part, (size, rows, columns), shape, target)
    return function(name, code, _declaration(target))


def _gradient_of_tap(
    code: Code,
    pointers: tuple[str, str],
    result: str,
    counts: tuple[int, str, str],
    shape: Shape,
    target: Processor,
) -> None:
    """Adds to the gradient at one of the nine offsets, tile by tile."""
    vectors, largest = target.tile(shape.outputs)
    stride = vectors * target.lanes * 4
    for first, size, count in runs(shape.inputs, largest):
        with code.loop(count) as t, code.loop(shape.outputs * 4 // stride) as group:
            channel = code.plus(code.times(t, size), first)
            offset = code.times(group, stride)
            source = code.at(pointers[0], code.times(channel, 4))
            slopes = code.at(pointers[1], offset)
            place = code.at(code.at(result, code.times(channel, shape.outputs * 4)), offset)
            places = [
                code.at(place, c * shape.outputs * 4 + v * target.lanes * 4)
                for c in range(size)
                for v in range(vectors)
            ]
            sums = [code.load(p) for p in places]
            ends = _sum_points(code, (source, slopes), sums, counts, (shape, size))
            for p, value in zip(places, ends, strict=True):
                code.store(value, p)


def _sum_points(
    code: Code,
    pointers: tuple[str, str],
    start: list[str],
    counts: tuple[int, str, str],
    tile: tuple[Shape, int],
) -> list[str]:
    """Sums a tile over boards, rows and columns."""
    shape, size = tile
    boards, rows, columns = counts
    in_bytes, out_bytes = shape.sizes()
    step_in, step_out = shape.inputs * 4, shape.outputs * 4
    with code.summing(boards, start) as (b, by_board, by_board_next):
        source = code.at(pointers[0], code.times(b, in_bytes))
        slopes = code.at(pointers[1], code.times(b, out_bytes))
        with code.summing(rows, by_board) as (r, by_row, by_row_next):
            source_row = code.at(source, code.times(r, shape.width * step_in))
            slopes_row = code.at(slopes, code.times(r, shape.width * step_out))
            with code.summing(columns, by_row) as (c, sums, sums_next):
                place = code.at(source_row, code.times(c, step_in))
                places = [code.at(place, 4 * channel) for channel in range(size)]
                slope = code.at(slopes_row, code.times(c, step_out))
                sums_next.extend(_products(code, places, slope, sums))
            by_row_next.extend(sums_next)
        by_board_next.extend(by_row_next)
    return by_board_next


def _products(code: Code, numbers: list[str], vectors: str, sums: list[str]) -> list[str]:
    """Returns sums with each number's product with each vector added; arguments are pointers."""
    count = len(sums) // len(numbers)
    kind, lanes = code.vector, code.lanes
    loaded = [code.load(code.at(vectors, v * lanes * 4)) for v in range(count)]
    results: list[str] = []
    for index, number in enumerate(numbers):
        one = code.let(f"load float, ptr {number}, align 4")
        first = code.let(f"insertelement {kind} poison, float {one}, i32 0")
        order = f"<{lanes} x i32> zeroinitializer"
        every = code.let(f"shufflevector {kind} {first}, {kind} poison, {order}")
        for v in range(count):
            arguments = f"{kind} {every}, {kind} {loaded[v]}, {kind} {sums[index * count + v]}"
            results.append(code.let(f"call {kind} @llvm.fma.v{lanes}f32({arguments})"))
    return results


def _neighbours(code: Code, position: str, length: int) -> tuple[str, str, str]:
    """Returns the first row next to a row, how many there are, and the first's offset, 0 to 2."""
    low = code.largest(code.minus(position, "1"), 0)
    high = code.smallest(code.plus(position, 2), length)
    return low, code.minus(high, low), code.minus(code.plus(low, 1), position)


@contextmanager
def _taps(code: Code, length: int) -> Generator[str]:
    """A loop over the offsets 0 to 2 at which a row has neighbours: for a single row only 1."""
    with code.loop(3 if length > 1 else 1) as i:
        yield code.plus(i, 0 if length > 1 else 1)


def _overlap(code: Code, offset: str, length: int) -> tuple[str, str, str]:
    """Returns the first row whose neighbour at an offset is there, that neighbour, and a count."""
    low = code.largest(code.minus(1, offset), 0)
    high = code.smallest(code.minus(length + 1, offset), length)
    return low, code.minus(code.plus(low, offset), "1"), code.minus(high, low)


def _declaration(target: Processor) -> str:
    kind = f"<{target.lanes} x float>"
    return f"declare {kind} @llvm.fma.v{target.lanes}f32({kind}, {kind}, {kind})\n"
