"""LLVM's intermediate language, written by Python and compiled at run time.

`Code` writes a function's body; `prologue` and `function` make it an XLA foreign function, which
takes a call frame of XLA's C interface (`xla/ffi/api/c_api.h`, shipped with jaxlib) and returns no
error; `compiled` turns it into machine code. No compiler is needed: llvmlite, which Numba brings,
generates the code. What is written with it: `kernels_bf16` and `kernels_f32`.
"""

from __future__ import annotations

import functools
import platform
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, cast

import llvmlite.binding as llvm

_DECLARATIONS = """
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
declare i64 @llvm.smax.i64(i64, i64)
declare i64 @llvm.smin.i64(i64, i64)
"""


class Code:
    """Lines of one function; names are numbered, the current block is known to loops.

    Attributes:
        lines: What was written.
        block: Label of the current block.
        lanes: Numbers in a vector.
        vector: The type of a vector of float32.
    """

    def __init__(self, lanes: int) -> None:
        """Begin a function whose vectors have that many numbers."""
        self.lines: list[str] = []
        self.lanes = lanes
        self.vector = f"<{lanes} x float>"
        self.block = "entry"
        self._count = 0

    def name(self) -> str:
        """Returns a new name."""
        self._count += 1
        return f"%v{self._count}"

    def emit(self, line: str) -> None:
        """Writes a line."""
        self.lines.append(line)

    def let(self, expression: str) -> str:
        """Returns the name of an expression's value."""
        result = self.name()
        self.emit(f"{result} = {expression}")
        return result

    def label(self, name: str) -> None:
        """Begins a block."""
        self.emit(f"{name}:")
        self.block = name

    def at(self, pointer: str, offset: str | int) -> str:
        """Returns a pointer that many bytes further."""
        return self.let(f"getelementptr i8, ptr {pointer}, i64 {offset}")

    def times(self, value: str, factor: int) -> str:
        """Returns a product of integers."""
        return self.let(f"mul i64 {value}, {factor}")

    def plus(self, value: str, other: str | int) -> str:
        """Returns a sum of integers."""
        return self.let(f"add i64 {value}, {other}")

    def minus(self, value: str | int, other: str) -> str:
        """Returns a difference of integers."""
        return self.let(f"sub i64 {value}, {other}")

    def largest(self, value: str, other: int) -> str:
        """Returns the larger of two integers."""
        return self.let(f"call i64 @llvm.smax.i64(i64 {value}, i64 {other})")

    def smallest(self, value: str, other: int) -> str:
        """Returns the smaller of two integers."""
        return self.let(f"call i64 @llvm.smin.i64(i64 {value}, i64 {other})")

    def load(self, pointer: str) -> str:
        """Returns a vector of float32 from memory."""
        return self.let(f"load {self.vector}, ptr {pointer}, align 4")

    def store(self, value: str, pointer: str) -> None:
        """Writes a vector of float32 to memory."""
        self.emit(f"store {self.vector} {value}, ptr {pointer}, align 4")

    def clear(self, pointer: str, size: int) -> None:
        """Writes zeros."""
        self.emit(f"call void @llvm.memset.p0.i64(ptr {pointer}, i8 0, i64 {size}, i1 0)")

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
            ends = f"[{first}, %{before}], [{last}, %{self.block}]"
            phis.append(f"{value} = phi {self.vector} {ends}")
        self.lines[place:place] = phis
        more = self.let(f"icmp slt i64 {after}, {count}")
        self.emit(f"br i1 {more}, label %{head}, label %{head}end")
        self.label(f"{head}end")


def _pointer(code: Code, base: str, offset: int) -> str:
    return code.let(f"load ptr, ptr {code.at(base, offset)}")


def prologue(code: Code, arguments: int) -> tuple[list[str], str, str]:
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


def function(name: str, code: Code, declarations: str = "") -> str:
    """Returns the text of a foreign function; `declarations` names what else it calls."""
    body = "\n  ".join(code.lines)
    head = f"define ptr @{name}(ptr %frame) {{\nentry:\n  "
    return _DECLARATIONS + declarations + head + body + "\n  ret ptr null\n}\n"


@functools.cache
def host_features() -> frozenset[str]:
    """Returns what this processor can do in LLVM's words.

    Nothing where the kernels were never tried: on other systems than Linux, on other processors
    than x86-64, and where LLVM does not know the processor.
    """
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return frozenset()
    try:
        features: Any = llvm.get_host_cpu_features()
    except RuntimeError:
        return frozenset()
    return frozenset(name for name, there in features.items() if there)


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
