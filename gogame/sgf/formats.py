"""Any game record that this program reads, told apart by what is in it.

SGF, GIB (Tygem), NGF (wBaduk), UGF (PandaNet), and boards drawn with letters.

Begin with `load_any`. Everything comes out as `GameTree`s, to be saved as SGF.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from gogame.errors import SgfError
from gogame.sgf import charset as charsets
from gogame.sgf.files import MAX_BYTES, file_bytes, named, read
from gogame.sgf.gib import is_gib, parse_gib
from gogame.sgf.ngf import is_ngf, parse_ngf
from gogame.sgf.picture import is_picture, parse_picture
from gogame.sgf.tree import GameTree
from gogame.sgf.ugf import is_ugf, parse_ugf

SUFFIXES = ("sgf", "gib", "ngf", "ugf", "ugi")
_READERS = (
    (is_gib, parse_gib),
    (is_ugf, parse_ugf),
    (is_ngf, parse_ngf),
    (is_picture, parse_picture),
)


def read_any(data: bytes | str) -> list[GameTree]:
    """Returns the games of a record in any known format, at least one.

    Raises:
        SgfError: It is in no known format, or damaged.
    """
    if len(data) > MAX_BYTES:
        raise SgfError(f"game record of {len(data):,} bytes: expected at most {MAX_BYTES:,}")
    if isinstance(data, str):
        return _read_text(data, data, ())
    text, _codec, warnings = charsets.decode(data)
    return _read_text(text, data, warnings)


def _read_text(text: str, data: bytes | str, warnings: Sequence[str]) -> list[GameTree]:
    """Returns the games of a text; `data` is what it was decoded from."""
    if not _begins_as_sgf(text):
        for is_format, parse in _READERS:
            if is_format(text):
                tree = parse(text)
                tree.warnings[:0] = warnings
                return [tree]
    return read(data)


def _begins_as_sgf(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n").startswith(("(;", "( ;"))


def load_any(path: str | os.PathLike[str]) -> list[GameTree]:
    """Returns the games of a file in any known format, at least one.

    Raises:
        SgfError: The file cannot be read or is no record; one line that names it.
    """
    data = file_bytes(path)
    try:
        return read_any(data)
    except SgfError as error:
        raise named(path, error) from error
