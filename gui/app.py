"""``gogame``: reads the command line, finds out whether there is a screen, opens the window.

Qt is imported only after that, so that a machine without a display, or without the libraries that
Qt loads, gets one sentence and not a traceback.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from gui.start import launcher
from gui.start.options import complain, parse


def main(argv: Sequence[str] | None = None) -> int:
    """Opens the window; returns the exit status."""
    try:
        options = parse(sys.argv[1:] if argv is None else argv)
    except SystemExit as stop:  # argparse has said what is wrong, or shown its help
        return stop.code if isinstance(stop.code, int) else 2
    if options.add_to_menu:
        return add_to_menu()
    if not has_display():
        complain("there is no display (DISPLAY and WAYLAND_DISPLAY are not set).")
        return 1
    try:
        from gui.application import run
    except ImportError as error:
        complain(f"the window's libraries cannot be loaded: {error}.")
        return 1
    return run(options)


def add_to_menu() -> int:
    """Writes the entry of the applications menu; returns the exit status."""
    try:
        for path in launcher.write_launcher(launcher.data_home(), launcher.command()):
            sys.stdout.write(f"{path}\n")
    except OSError as error:
        sys.stderr.write(f"gogame: the menu entry cannot be written: {error}.\n")
        return 1
    return 0


def has_display() -> bool:
    """Returns whether there may be a screen; only Linux and its kin can tell beforehand."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
