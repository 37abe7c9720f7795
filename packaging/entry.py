"""The packaged programs begin here: one entry behind three names, and Python for their children.

In the package `sys.executable` is the program itself, and our code starts children as
``sys.executable -m MODULE ARGUMENTS...``. So ``-m``, ``-c`` and, after a switch, a file mean here
what they mean to Python. With any other words it is the program that the file is named after.
"""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path

PROGRAMS = {"gogame": "gui", "gogame-engine": "gogame", "gogame-selfplay": "selfplay"}
SWITCHES = ("-I", "-P", "-S")  # the package is always as isolated as these ask for
_PATHS = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH")


def main(words: list[str]) -> None:
    """Runs what the words of the command line ask for, in this process."""
    restore_environment()
    count = next((at for at, word in enumerate(words) if word not in SWITCHES), len(words))
    match words[count:]:
        case ["-m", module, *arguments]:
            run_module(module, arguments)
        case ["-c", code, *arguments]:
            sys.argv = ["-c", *arguments]
            exec(code, {"__name__": "__main__"})  # noqa: S102 - as asked for
        case [file, *arguments] if count:
            sys.argv = [file, *arguments]
            runpy.run_path(file, run_name="__main__")
        case _:
            run_module(PROGRAMS.get(Path(sys.executable).stem, "gui"), words)


def run_module(module: str, arguments: list[str]) -> None:
    """Runs a module as ``python -m`` does."""
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def restore_environment() -> None:
    """Takes the package's folders back: other programs that we start have libraries of their own.

    They have been read by now, or Qt finds them by itself.
    """
    for name in _PATHS:
        before = os.environ.pop(f"{name}_ORIG", None)
        os.environ.pop(name, None)
        if before is not None:
            os.environ[name] = before


if __name__ == "__main__":
    main(sys.argv[1:])
