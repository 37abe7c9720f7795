"""Keeps compiled kernels in step with all of their sources.

Numba caches a compiled kernel beside its source and compiles it again when *that* file changes,
but not when a kernel or constant that it uses from another file does: after such a change, old
machine code would go on running inside the callers. So programs call `discard_stale_kernels`
before their first kernel.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
STAMPS_NAME = "kernels.json"
_KERNEL = re.compile(rb"^@(?:njit|(?:\w+_)?kernel)\b", re.MULTILINE)


def discard_stale_kernels(package: Path = PACKAGE, uses: Path | None = None) -> bool:
    """Deletes the cached kernels of every module that, or whose imports, changed since last time.

    Args:
        package: The package whose kernels are looked after.
        uses: Another package whose kernels they call; None if they call none but their own.

    Returns whether some module's kernels have to be compiled anew, so that the caller can say
    that its first answer takes longer. Does nothing in a folder that cannot be written: nothing
    is cached there either.
    """
    stamps = _stamps(package, uses)
    stamps_file = package / "__pycache__" / STAMPS_NAME
    known: dict[str, str] = {}
    with contextlib.suppress(OSError, ValueError):
        known = json.loads(stamps_file.read_text())
    stale = [name for name, stamp in stamps.items() if known.get(name) != stamp]
    if stale:
        with contextlib.suppress(OSError):
            for name in stale:
                _discard(package / name)
            stamps_file.parent.mkdir(exist_ok=True)
            stamps_file.write_text(json.dumps(stamps, indent=1))
    return bool(stale)


def _discard(module: Path) -> None:
    for cached in (module.parent / "__pycache__").glob(f"{module.stem}.*.nb[ci]"):
        cached.unlink(missing_ok=True)


def _stamps(package: Path, uses: Path | None) -> dict[str, str]:
    """Returns a digest of each kernel module and all that it imports, by path in the package."""
    packages = [package] if uses is None else [package, uses]
    sources = {path: path.read_bytes() for root in packages for path in sorted(root.rglob("*.py"))}
    imports = {
        path: [file for root in packages for file in _imported(root, source)]
        for path, source in sources.items()
    }
    stamps: dict[str, str] = {}
    for module, source in sources.items():
        if not _KERNEL.search(source) or not module.is_relative_to(package):
            continue
        reached: set[Path] = set()
        waiting = [module]
        while waiting:
            path = waiting.pop()
            if path not in reached and path in sources:
                reached.add(path)
                waiting += imports[path]
        digest = hashlib.sha256(b"".join(sources[path] for path in sorted(reached)))
        stamps[module.relative_to(package).as_posix()] = digest.hexdigest()
    return stamps


def _imported(package: Path, source: bytes) -> list[Path]:
    """Returns the files of `package` that a module imports; all of a subpackage if it is named."""
    files: list[Path] = []
    for name in re.findall(rf"^\s*(?:from|import) {package.name}\.([\w.]+)", source.decode(), re.M):
        target = package.joinpath(*name.split("."))
        files += sorted(target.glob("*.py")) if target.is_dir() else [target.with_suffix(".py")]
    return files
