"""`prepare_kernels`: what a program does before it imports Numba."""

from __future__ import annotations

from pathlib import Path

from gogame.kernel_cache import PACKAGE, discard_stale_kernels
from gogame.warmup import choose_cache


def prepare_kernels() -> None:
    """Chooses the folder of compiled kernels and drops those whose sources have changed."""
    choose_cache()
    discard_stale_kernels()
    discard_stale_kernels(Path(__file__).resolve().parent, PACKAGE)
