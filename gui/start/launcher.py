"""The entry of the program in the applications menu of a Linux desktop. No Qt here."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "desktop"


def data_home() -> Path:
    """Returns where a person's desktop files belong."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def command() -> str:
    """Returns how this very installation is started, as the entry writes it."""
    beside = Path(sys.executable).with_name("gogame")
    found = str(beside) if beside.exists() else shutil.which("gogame")
    return _quoted(found) if found else f"{_quoted(sys.executable)} -m gui"


def _quoted(word: str) -> str:
    """Returns a word as the Desktop Entry Specification wants it in ``Exec``."""
    escaped = re.sub(r'(["`$\\])', r"\\\1", word).replace("%", "%%")
    return word if re.fullmatch(r"[\w./+-]+", word) else f'"{escaped}"'


def write_launcher(home: Path, start: str) -> tuple[Path, Path]:
    """Writes the entry and its icon; returns their paths.

    Args:
        home: The folder of desktop files, see `data_home`.
        start: How the program is started, see `command`.

    Raises:
        OSError: They cannot be written.
    """
    entry = home / "applications" / "gogame.desktop"
    icon = home / "icons" / "hicolor" / "scalable" / "apps" / "gogame.svg"
    for target in (entry, icon):
        target.parent.mkdir(parents=True, exist_ok=True)
    text = (FOLDER / "gogame.desktop").read_text(encoding="utf-8")
    entry.write_text(text.replace("Exec=gogame ", f"Exec={start} "), encoding="utf-8")
    shutil.copyfile(FOLDER / "gogame.svg", icon)
    return entry, icon
