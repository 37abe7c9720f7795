"""What goes into the package beside what PyInstaller finds by itself, and what stays out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("gogame", "gui", "selfplay")
DATA = (
    "gogame/calibration/*.json",
    "gogame/networks/*",
    "gui/desktop/*",
    "gui/i18n/gogame_*.*",
    "gui/records/collections/*.sgf",
)
"""Patterns of the files that the sources read from beside themselves."""

OPENVINO_FILES = ("*_cpu_plugin*", "*tbb*")
"""Libraries that OpenVINO loads by name; those for other devices and file formats stay out."""

EXCLUDED = (
    "PySide6.QtNetwork",  # named by PySide6 itself; the window uses no network
    "pip",
    "setuptools",
    "tkinter",
    # JAX and Numba name them in functions that nothing here calls.
    *(f"scipy.{name}" for name in ("fft", "integrate", "interpolate", "io", "linalg", "ndimage",
                                   "optimize", "signal", "sparse", "spatial", "special", "stats")),
)  # fmt: skip
"""Modules that cannot be reached, which PyInstaller would follow."""

_UNUSED = re.compile(
    r"/plugins/(egldeviceintegrations|generic|networkinformation|tls)/"
    r"|/plugins/platforms/libq(eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc)\."
    r"|libQt6EglF[Ss]|libQt6Network"
    r"|/translations/(?!qtbase_ko)"
    r"|\.dist-info/(direct_url\.json|RECORD|REQUESTED|uv_.*)$"
)
# A desktop may lack these; it has all else that PyInstaller finds in the system's folders, of the
# right age for its graphics drivers and its GTK.
_CARRIED = re.compile(
    r"lib(python|ssl|crypto|ffi|z|zstd|bz2|lzma|sqlite3|readline|ncurses|panel|tinfo|uuid"
    r"|mpdec|gdbm|gomp|xkbcommon|xcb-)"
)
_SYSTEM = re.compile(r"/(usr/)?lib(64)?/")


def modules() -> list[str]:
    """Returns the names of all our modules: children and late imports are found by no import."""
    paths = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    names = (path.relative_to(ROOT).with_suffix("").as_posix() for path in paths)
    return sorted(name.replace("/", ".").removesuffix(".__init__") for name in names)


def data_files() -> list[tuple[str, str]]:
    """Returns each file of `DATA` with its folder in the package."""
    files = sorted(path for pattern in DATA for path in ROOT.glob(pattern))
    return [(str(path), path.parent.relative_to(ROOT).as_posix()) for path in files]


def wanted(rows: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Returns the rows (place, file, kind) of PyInstaller's findings that belong in the package."""
    return [
        row
        for row in rows
        if not _UNUSED.search(row[0].replace("\\", "/")) and not _is_of_the_system(*row[:2])
    ]


def _is_of_the_system(place: str, file: str) -> bool:
    is_library = "/" not in place and _SYSTEM.match(file) is not None
    return is_library and _CARRIED.match(place) is None
