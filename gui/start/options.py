"""The command line of ``gogame``, and its one line when no window can be opened. No Qt here."""

from __future__ import annotations

import argparse
import importlib.metadata
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_REMEDY = "To play in the terminal run: gogame-engine play"
_EXAMPLE = "example: gogame --size 13 --rules japanese"


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for.

    Attributes:
        game: Whether it asks for a new game in place of the unfinished one.
        size: Points on a side.
        rules: Name of a rules preset.
        sgf: A file to open, or None.
        language: A language code, or empty for the one chosen before.
        analyse: Whether analysis is on from the start, of the whole game if a file is opened.
        screenshot: A file to save a picture of the window in, after which the program ends.
        benchmark: Whether the window measures itself during an analysis, prints that and ends.
        add_to_menu: Whether to write an entry of the applications menu, after which it ends.
    """

    game: bool = False
    size: int = 9
    rules: str = "chinese"
    sgf: Path | None = None
    language: str = ""
    analyse: bool = False
    screenshot: Path | None = None
    benchmark: bool = False
    add_to_menu: bool = False


def parse(argv: Sequence[str]) -> Options:
    """Returns the options of a command line."""
    parser = argparse.ArgumentParser(
        prog="gogame", description="Play Go against the computer.", epilog=_EXAMPLE
    )
    parser.add_argument("sgf", nargs="?", type=Path, help="game record to open")
    parser.add_argument("--size", type=int, metavar="N", help="new game on an NxN board, 2 to 19")
    parser.add_argument("--rules", metavar="NAME", help="new game under these rules")
    parser.add_argument("--language", choices=("en", "ko"), default="", help="language")
    parser.add_argument(
        "--analyse", action="store_true", help="analyse from the start, all of an opened game"
    )
    parser.add_argument(
        "--screenshot", type=Path, metavar="FILE", help="save a picture of the window and end"
    )
    parser.add_argument(
        "--benchmark",
        action="store_true",
        help="measure the window while a 19x19 game is analysed, print the figures and end",
    )
    parser.add_argument("--version", action="version", version=f"GoGame {version()}")
    parser.add_argument(
        "--add-to-menu",
        action="store_true",
        help="put GoGame into the applications menu of a Linux desktop and end",
    )
    args = parser.parse_args(argv)
    return Options(
        game=args.size is not None or args.rules is not None,
        size=args.size or 9,
        rules=args.rules or "chinese",
        sgf=args.sgf,
        language=args.language,
        analyse=args.analyse,
        screenshot=args.screenshot,
        benchmark=args.benchmark,
        add_to_menu=args.add_to_menu,
    )


def version() -> str:
    """Returns the version of the program, ``unknown`` where it was not installed."""
    try:
        return importlib.metadata.version("gogame")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"


def complain(problem: str) -> None:
    """Writes one line about why there is no window, and what to do instead."""
    if sys.stderr is not None:
        sys.stderr.write(f"gogame: {problem} {_REMEDY}\n")
        sys.stderr.flush()
