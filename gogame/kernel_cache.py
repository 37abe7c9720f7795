"""Keeps compiled kernels in step with all of their sources.

Numba caches a compiled kernel beside its source and compiles it again when *that* file changes,
but not when a kernel that it calls from another file does: after such a change, old machine code
would go on running inside the callers. So programs call `discard_stale_kernels` before their
first kernel.
"""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
STAMP_NAME = "kernels.sha256"


def discard_stale_kernels(package: Path = PACKAGE) -> bool:
    """Deletes the cached kernels of `package` unless they were compiled from its present sources.

    Returns whether kernels were discarded or had never been compiled, so that the caller can say
    that the next answer takes longer. Does nothing in a folder that cannot be written; nothing
    is cached there either.
    """
    stamp = _source_stamp(package)
    stamp_file = package / "__pycache__" / STAMP_NAME
    with contextlib.suppress(OSError):
        if stamp_file.read_text() == stamp:
            return False
    with contextlib.suppress(OSError):
        for cached in (*package.rglob("__pycache__/*.nbi"), *package.rglob("__pycache__/*.nbc")):
            cached.unlink(missing_ok=True)
        stamp_file.parent.mkdir(exist_ok=True)
        stamp_file.write_text(stamp)
    return True


def _source_stamp(package: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        source = path.read_bytes()
        if b"njit" in source:
            digest.update(path.name.encode() + source)
    return digest.hexdigest()
