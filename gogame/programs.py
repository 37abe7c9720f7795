"""Go engines that are installed on this machine, and command lines typed by people.

Nothing here starts a program: `find_programs` looks at files only, and what it offers can be
started as it stands, or says in `EngineProgram.missing` what it lacks. Begin with `split_command`
and `find_programs`.
"""

from __future__ import annotations

import enum
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from gogame.errors import ConfigError, EngineError

# Where engines lie that are not on everyone's PATH: Debian's games, Homebrew, a user's own.
_MORE_FOLDERS = (
    "/usr/games",
    "/usr/local/games",
    "/usr/local/bin",
    os.path.join("/opt", "homebrew", "bin"),
    "~/.local/bin",
)
_WINDOWS_PATH = re.compile(r"[A-Za-z]:[\\/]|\\\\")
GNUGO_RULES = ("--chinese-rules", "--positional-superko")
"""GNU Go's options for the area rules that this program plays by default."""


class Speaks(enum.Enum):
    """The protocol of an engine as it is started."""

    GTP = "gtp"
    ANALYSIS = "analysis"


@dataclass(frozen=True, slots=True)
class EngineProgram:
    """A Go engine and how to start it.

    Attributes:
        name: Its name for people.
        command: The executable and its arguments; the executable alone if something is missing.
        speaks: What it speaks then.
        missing: Why it cannot be started yet and what to do, in one sentence; empty if it can.
    """

    name: str
    command: tuple[str, ...]
    speaks: Speaks
    missing: str = ""


def split_command(text: str) -> tuple[str, ...]:
    r"""Returns the program and the arguments of a command line.

    Spaces separate; ``"`` and ``'`` hold words together. A backslash is itself, as Windows paths
    need it, but in words that do not begin like one (``C:\``, ``\\server``) it takes the meaning
    from a space or a quote behind it.

    Raises:
        ConfigError: There is no program, or a quote is not closed.
    """
    words: list[str] = []
    word: str | None = None  # None between words
    quote = ""
    at = 0
    while at < len(text):
        letter, following = text[at], text[at + 1 : at + 2]
        at += 1
        if letter == "\\" and _escapes(following, quote, word):
            word = (word or "") + following
            at += 1
        elif letter == quote:
            quote = ""
        elif not quote and letter in "\"'":
            quote, word = letter, word or ""
        elif not quote and letter.isspace():
            words += [] if word is None else [word]
            word = None
        else:
            word = (word or "") + letter
    if quote:
        raise ConfigError(f"command {text[:80]!r}: a {quote} is not closed; add it at the end")
    words += [] if word is None else [word]
    if not words or not words[0]:
        raise ConfigError(f"command {text[:80]!r}: expected a program and its options")
    return tuple(words)


def _escapes(following: str, quote: str, word: str | None) -> bool:
    """Returns whether a backslash before `following` only marks it."""
    if not following or _WINDOWS_PATH.match((word or "") + "\\" + following):
        return False
    if quote:
        return quote == '"' and following == '"'
    return following.isspace() or following in "\"'"


class _Machine(NamedTuple):
    """Where to look."""

    search_path: str
    home: Path
    environment: Mapping[str, str]

    def which(self, name: str) -> Path | None:
        found = shutil.which(name, path=self.search_path)
        return None if found is None else Path(found)

    def named_file(self, variable: str) -> Path | None:
        """Returns the file that an environment variable names, if there is one."""
        value = self.environment.get(variable)
        path = Path(value).expanduser() if value else None
        return path if path is not None and path.is_file() else None


def find_programs(
    search_path: str | None = None,
    *,
    home: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> tuple[EngineProgram, ...]:
    """Returns the engines that are installed, in a fixed order; KataGo once for each protocol.

    A ``pachi`` in a folder ``games`` is Debian's platform game of that name and is left out.

    Args:
        search_path: Folders to look for executables in, separated as in ``PATH``; None for
            ``PATH`` and the usual places of games.
        home: The user's folder.
        environment: The environment; ``KATAGO_MODEL``, ``KATAGO_CONFIG``,
            ``KATAGO_ANALYSIS_CONFIG`` and ``LEELAZ_WEIGHTS`` name files that come before others.
    """
    variables = os.environ if environment is None else environment
    folder = Path.home() if home is None else home
    if search_path is None:
        more = [one.replace("~", str(folder), 1) for one in _MORE_FOLDERS]
        search_path = os.pathsep.join([variables.get("PATH", os.defpath), *more])
    machine = _Machine(search_path, folder, variables)
    finders = (_gnugo, _katago, _leela_zero, _pachi)
    return tuple(program for find in finders for program in find(machine))


_PRESETS = {"gnugo": "GNU Go", "katago": "KataGo", "leelaz": "Leela Zero", "pachi": "Pachi"}
PRESETS = tuple(_PRESETS)
"""Short names for `gtp_program`."""


def gtp_program(preset: str) -> EngineProgram:
    """Returns the engine of a short name, as it is installed here.

    Raises:
        ConfigError: There is no such short name.
        EngineError: The engine is not installed, or lacks a file.
    """
    name = _PRESETS.get(preset)
    if name is None:
        raise ConfigError(f"engine {preset!r}: expected one of {', '.join(PRESETS)}")
    for program in find_programs():
        if program.name == name and program.speaks is Speaks.GTP:
            if program.missing:
                raise EngineError(program.missing)
            return program
    raise EngineError(
        f"{name} is not installed: expected an executable {preset} on the PATH; install it or give"
        " its whole command"
    )


def find_gnugo(which: Callable[[str], str | None] = shutil.which) -> str | None:
    """Returns where GNU Go is, or None; Debian's folder of games is not on everyone's PATH."""
    return which("gnugo") or which("/usr/games/gnugo")


def gnugo_command(path: str, *options: str) -> tuple[str, ...]:
    """Returns how to start GNU Go for GTP and games that are counted by area."""
    return (path, "--mode", "gtp", "--quiet", *GNUGO_RULES, *options)


def _gnugo(machine: _Machine) -> Iterator[EngineProgram]:
    path = machine.which("gnugo")
    if path is not None:
        yield EngineProgram("GNU Go", gnugo_command(str(path), "--level", "10"), Speaks.GTP)


def _katago(machine: _Machine) -> Iterator[EngineProgram]:
    path = machine.which("katago")
    if path is None:
        return
    beside = path.resolve().parent
    shared = beside.parent / "share" / "katago"
    data = machine.home / ".katago"
    models = (beside, data, shared, machine.home / ".katrain")
    configs = (beside, beside / "configs", data, shared / "configs")
    model = machine.named_file("KATAGO_MODEL") or _first(
        models, "default_model.bin.gz", "default_model.txt.gz", "*.bin.gz", "*.txt.gz"
    )
    for name, speaks, mode, variable in (
        ("KataGo", Speaks.GTP, "gtp", "KATAGO_CONFIG"),
        ("KataGo analysis", Speaks.ANALYSIS, "analysis", "KATAGO_ANALYSIS_CONFIG"),
    ):
        config = machine.named_file(variable) or _first(
            configs, f"default_{mode}.cfg", f"{mode}.cfg", f"{mode}_example.cfg", f"{mode}*.cfg"
        )
        lacks = [
            what for what, file in (("model", model), (f"{mode} config", config)) if file is None
        ]
        if lacks:
            yield EngineProgram(
                name,
                (str(path),),
                speaks,
                f"KataGo at {path} has no {' and no '.join(lacks)}: put it beside the program or"
                f" into {data}, or name it in KATAGO_MODEL and {variable}",
            )
        else:
            yield EngineProgram(
                name, (str(path), mode, "-model", str(model), "-config", str(config)), speaks
            )


def _leela_zero(machine: _Machine) -> Iterator[EngineProgram]:
    path = machine.which("leelaz")
    if path is None:
        return
    data = machine.home / ".local" / "share" / "leela-zero"
    weights = machine.named_file("LEELAZ_WEIGHTS") or _first(
        (path.resolve().parent, data), "best-network", "best-network.gz", "*.txt.gz", "*weights*"
    )
    if weights is None:
        lacks = (
            f"Leela Zero at {path} has no weights: put best-network.gz beside the program or into"
            f" {data}, or name a file in LEELAZ_WEIGHTS"
        )
        yield EngineProgram("Leela Zero", (str(path),), Speaks.GTP, lacks)
    else:
        options = ("--gtp", "--noponder", "--weights", str(weights))
        yield EngineProgram("Leela Zero", (str(path), *options), Speaks.GTP)


def _pachi(machine: _Machine) -> Iterator[EngineProgram]:
    folders = machine.search_path.split(os.pathsep)
    others = [folder for folder in folders if Path(folder).name != "games"]
    path = machine._replace(search_path=os.pathsep.join(others)).which("pachi") if others else None
    if path is not None:
        yield EngineProgram("Pachi", (str(path),), Speaks.GTP)


def _first(folders: tuple[Path, ...], *patterns: str) -> Path | None:
    """Returns the first file by folder, then by pattern, then the newest."""
    for folder in folders:
        for pattern in patterns:
            found = [path for path in folder.glob(pattern) if path.is_file()]
            if found:
                return max(found, key=lambda path: path.stat().st_mtime)
    return None
