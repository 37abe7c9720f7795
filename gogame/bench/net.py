"""How fast networks are: by runtime, precision and batch."""

from __future__ import annotations

from collections.abc import Iterator

from gogame.bench.table import count, table
from gogame.errors import GoError
from gogame.net.measure import evaluations_per_second
from gogame.net.runtime import load_evaluator, random_network

_NETWORKS = ("b4c32", "b6c64", "b6c96", "b10c128")
_RUNTIMES = ("openvino", "jax")
_PRECISIONS = ("f32", "bf16")
_BATCHES = (1, 16, 64)


def tables(sizes: list[int], seconds: float) -> Iterator[str]:
    """Yields the tables of networks; whatever this machine lacks is named and left out."""
    for size in sizes:
        rows: list[list[str]] = []
        skipped: dict[str, str] = {}
        for name in _NETWORKS:
            for runtime in _RUNTIMES:
                for precision in _PRECISIONS:
                    try:
                        row = _row(name, runtime, precision, size, seconds)
                    except GoError as error:
                        skipped[f"{runtime} {precision}"] = str(error)
                    else:
                        rows.append(row)
        header = ["network", *(f"batch {batch}" for batch in _BATCHES)]
        yield from table(f"Evaluations/s of untrained networks, {size}x{size}", header, rows)
        for what, why in skipped.items():
            yield f"  skipped, {what}: {why}"


def _row(name: str, runtime: str, precision: str, size: int, seconds: float) -> list[str]:
    evaluator = load_evaluator(random_network(name, seed=0), runtime, precision)
    rates = (evaluations_per_second(evaluator, size, batch, seconds) for batch in _BATCHES)
    return [evaluator.name, *map(count, rates)]
