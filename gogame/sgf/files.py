"""SGF in memory and on disk: `read`, `write`, `load`, `save`."""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from gogame.errors import SgfError
from gogame.sgf import charset as charsets
from gogame.sgf import grammar
from gogame.sgf.tree import GameTree, Node

MAX_BYTES = 50_000_000


def read(data: bytes | str, charset: str | None = None) -> list[GameTree]:
    """Returns the games of an SGF collection, at least one.

    Args:
        data: A file's bytes, or text that is decoded already.
        charset: How to decode bytes; None to find out, see `charset.decode`.

    Raises:
        SgfError: Saying what is wrong and where; nothing else is raised, whatever the data.
    """
    if isinstance(data, str):
        return grammar.parse(data)
    if len(data) > MAX_BYTES:
        raise _too_large(len(data))
    decoded = charsets.decode(data, charset)
    trees = grammar.parse(decoded.text)
    trees[0].warnings[:0] = decoded.warnings
    return trees


def write(trees: GameTree | Iterable[GameTree]) -> str:
    """Returns one game or several as SGF FF[4] text, to be stored as UTF-8."""
    games = [trees] if isinstance(trees, GameTree) else trees
    return grammar.render(games, f"GoGame:{program_version()}")


def write_branch(top: Node) -> str:
    """Returns a node with all that follows it as SGF text, without the header of a game."""
    return grammar.render_branch(top)


def load(path: str | os.PathLike[str], charset: str | None = None) -> list[GameTree]:
    """Returns the games of an SGF file, at least one.

    Raises:
        SgfError: The file cannot be read or is no SGF; one line that names it.
    """
    data = file_bytes(path)
    try:
        return read(data, charset)
    except SgfError as error:
        raise named(path, error) from error


def file_bytes(path: str | os.PathLike[str]) -> bytes:
    """Returns what is in a file.

    Raises:
        SgfError: It cannot be read or is too large; one line that names it.
    """
    try:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > MAX_BYTES:
                raise named(path, _too_large(size))
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise SgfError(f"cannot open {_name(path)}: {_why(error)}") from error


def check_ordinary(path: str | os.PathLike[str]) -> None:
    """Check that a path names an ordinary file: reading from a pipe or a device may never end.

    Raises:
        SgfError: It does not, or cannot be looked at; one line that names it.
    """
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        raise SgfError(f"cannot open {_name(path)}: {_why(error)}") from error
    if stat.S_ISDIR(mode):
        raise SgfError(f"cannot open {_name(path)}: it is a folder")
    if not stat.S_ISREG(mode):
        raise SgfError(
            f"cannot open {_name(path)}: it is a pipe or a device: expected an ordinary file"
        )


def named(path: str | os.PathLike[str], error: SgfError) -> SgfError:
    """Returns an error with the name of its file in front."""
    return SgfError(f"{_name(path)}: {error}", error.offset)


def save(path: str | os.PathLike[str], trees: GameTree | Iterable[GameTree]) -> None:
    """Write games to a file, whole or not at all: an older file stays until the new one is safe.

    Raises:
        SgfError: The file cannot be written; one line that names it.
    """
    save_text(path, write(trees))


def save_text(path: str | os.PathLike[str], text: str) -> None:
    """Write SGF text to a file as UTF-8, whole or not at all.

    Raises:
        SgfError: The file cannot be written; one line that names it.
    """
    try:
        write_whole(Path(os.path.realpath(path)), text.encode("utf-8"))
    except (OSError, ValueError) as error:
        raise SgfError(f"cannot save {_name(path)}: {_why(error)}") from error


def write_whole(target: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside the target, to the disk, then in its place.

    Raises:
        OSError: It cannot be written.
    """
    if target.is_dir():
        raise IsADirectoryError(None, "it is a folder")
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _mode(target: Path) -> int:
    """Returns the permissions of the older file, or those that a new file gets."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _too_large(size: int) -> SgfError:
    limit = MAX_BYTES // 1_000_000
    return SgfError(f"SGF of {size / 1_000_000:.1f} MB: expected at most {limit} MB", 0)


def _name(path: str | os.PathLike[str]) -> str:
    return ascii(str(path))[1:-1] if not str(path).isprintable() else str(path)


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


@functools.cache
def program_version() -> str:
    """Returns the version of this program, "0" where it is not installed."""
    try:
        return importlib.metadata.version("gogame")
    except importlib.metadata.PackageNotFoundError:
        return "0"
