"""``gogame-engine bench``: one table after another."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_CPU_FACTS = Path("/proc/cpuinfo")


@dataclass(frozen=True, slots=True)
class Options:
    """What to measure, and for how long.

    Attributes:
        sizes: Board sizes.
        seconds: For each figure, about.
        seed: Of all random games.
    """

    sizes: list[int] = field(default_factory=lambda: [9, 19])
    seconds: float = 2.0
    seed: int = 0


def tables(what: str, options: Options) -> Iterator[str]:
    """Yields the lines of all tables of `what`: board, search, net, analysis, or all."""
    yield from heading(options.seconds)
    if what in ("board", "all"):
        from gogame.bench import board

        yield from board.tables(options.sizes, options.seconds, options.seed)
    if what in ("search", "all"):
        from gogame.bench import search

        yield from search.tables(options.sizes, options.seconds)
    if what in ("net", "all"):
        from gogame.bench import net

        yield from net.tables(options.sizes, options.seconds)
    if what in ("analysis", "all"):
        from gogame.bench import analysis

        yield from analysis.tables(options.sizes)


def heading(seconds: float) -> Iterator[str]:
    """Yields what stands above all tables: the machine, and how long each figure takes."""
    yield f"{_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    yield f"about {seconds:g} s a figure; other work on the machine lowers every figure"
    yield ""


def _processor() -> str:
    try:
        for line in _CPU_FACTS.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()
