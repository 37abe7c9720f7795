"""Compiling the kernels before the first move, with a word to whoever waits.

Numba compiles a kernel at its first call and keeps the result on disk. A program calls
`choose_cache` before anything imports Numba and `compile_kernels` before its first move; both
take milliseconds once everything is compiled.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from gogame.kernel_cache import PACKAGE, STAMPS_NAME, discard_stale_kernels

READY_NAME = "kernels-ready.json"
TYPICAL_S = 30


def user_cache() -> Path:
    """Returns the folder in which this user's programs keep what can be made again."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "gogame"


def choose_cache(package: Path = PACKAGE) -> Path:
    """Returns the folder that keeps compiled kernels; call it before Numba is imported.

    It is beside the sources where that can be written. Otherwise, as in an installation for all
    users, it is in the user's cache, in a folder named after the sources, so that kernels of
    another version are never taken; in the last resort it is a temporary folder.
    """
    chosen = os.environ.get("NUMBA_CACHE_DIR")
    if chosen:
        return Path(chosen)
    if _is_writable(package / "__pycache__"):
        return package / "__pycache__"
    folder = user_cache() / f"kernels-{_digest(package)[:16]}"
    if not _is_writable(folder):
        folder = Path(tempfile.gettempdir()) / f"gogame-kernels-{_digest(package)[:16]}"
    os.environ["NUMBA_CACHE_DIR"] = str(folder)
    return folder


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _digest(package: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_cold() -> bool:
    """Returns whether kernels must be compiled before the first move, without compiling any."""
    discard_stale_kernels()
    return _read(choose_cache() / READY_NAME) != _expected()


def compile_kernels(report: Callable[[str], None]) -> float:
    """Compiles what playing needs, if it is not in the cache.

    Args:
        report: Gets one sentence before a wait of more than a second, and one after it.

    Returns:
        Seconds that it took, 0 if nothing had to be compiled.
    """
    folder = choose_cache()
    if not is_cold():
        return 0.0
    report(f"compiling the board and search kernels, once: about {TYPICAL_S} s")
    started = time.monotonic()
    _use_every_kernel()
    seconds = time.monotonic() - started
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / READY_NAME).write_text(json.dumps(_expected(), indent=1))
    report(f"compiled in {seconds:.0f} s; from now on the engine starts at once")
    return seconds


def _read(path: Path) -> object:
    try:
        return json.loads(path.read_text())
    except (OSError, ValueError):
        return None


def _expected() -> dict[str, object]:
    """Returns all that compiled kernels depend on."""
    import llvmlite.binding
    import numba

    stamps = _read(PACKAGE / "__pycache__" / STAMPS_NAME)
    return {
        "sources": stamps if stamps is not None else _digest(PACKAGE),
        "numba": numba.__version__,
        "python": platform.python_version(),
        "cpu": llvmlite.binding.get_host_cpu_name(),
    }


def _use_every_kernel() -> None:
    """Plays a few moves on a small board, so that each kernel meets the types of real play."""
    from gogame.board.coords import Color
    from gogame.board.variant import standard
    from gogame.engine import Engine, EngineConfig
    from gogame.evaluation import UniformEvaluator
    from gogame.rollout import RolloutEvaluator
    from gogame.search.config import Limits
    from gogame.search.pool import SearchPool
    from gogame.search.result import Detail

    config = EngineConfig(limits=Limits(visits=64))
    for evaluator in (RolloutEvaluator(), UniformEvaluator()):
        engine = Engine(evaluator, config, variant=standard(5))
        engine.play(12, Color.BLACK)
        engine.genmove(Color.WHITE)
        engine.genmove(Color.BLACK)
        engine.final_score()
    engine.position.liberties(12)
    pool = SearchPool(lambda _variant: UniformEvaluator())
    ticket = pool.submit(engine.position.resumed(), Limits(visits=8))
    while ticket not in pool.step():
        pass
    pool.analysis(ticket, Detail.OWNERSHIP | Detail.STDEV)
