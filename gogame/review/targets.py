"""Which files to review, and where what is written about each goes.

Beside ``game.sgf``, or at the same place below another folder, lie ``game.review.sgf``,
``game.review.json`` and ``game.review.html``, and while the review is under way
``game.review.part``. A file of such a name that no review wrote is never replaced.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from gogame.errors import ConfigError, GoError, SgfError
from gogame.review.document import FORMAT
from gogame.review.page import GENERATOR
from gogame.sgf import load
from gogame.sgf.analysis import origin_of

_SUFFIX = ".sgf"
_OURS = ".review"


@dataclass(frozen=True, slots=True)
class Target:
    """One file to review.

    Attributes:
        source: The file.
        stem: Path of what is written, without the last suffix: ``games/game.review``.
    """

    source: Path
    stem: Path

    def _with(self, suffix: str) -> Path:
        return self.stem.with_name(self.stem.name + suffix)

    @property
    def sgf(self) -> Path:
        """The annotated game record."""
        return self._with(".sgf")

    @property
    def json(self) -> Path:
        """The review for programs."""
        return self._with(".json")

    @property
    def html(self) -> Path:
        """The review for people."""
        return self._with(".html")

    @property
    def partial(self) -> Path:
        """Analyses of a review under way."""
        return self._with(".part")


def find_targets(paths: Sequence[Path], output: Path | None) -> tuple[list[Target], list[str]]:
    """Returns the files to review, in a fixed order, and sentences on paths that hold none.

    Folders are searched to any depth for SGF files; what earlier reviews wrote is left out.

    Args:
        paths: Files and folders.
        output: Folder for what is written; None for beside each file.
    """
    found: dict[Path, Target] = {}
    taken: set[Path] = set()
    faults: list[str] = []
    for path in paths:
        files = list(_files(path))
        if not files:
            why = "no SGF file in this folder" if path.is_dir() else "no such file"
            faults.append(f"cannot review {path}: {why}")
        for source in files:
            if source.resolve() in found:
                continue
            folder = source.parent
            if output is not None:
                folder = output / (source.parent.relative_to(path) if path.is_dir() else "")
            stem = _free(folder / f"{source.stem}{_OURS}", taken)
            found[source.resolve()] = Target(source, stem)
    return list(found.values()), faults


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        for file in sorted(path.rglob("*")):
            is_record = file.suffix.lower() == _SUFFIX and not file.stem.endswith(_OURS)
            if is_record and not file.name.startswith(".") and file.is_file():
                yield file


def _free(stem: Path, taken: set[Path]) -> Path:
    """Returns the stem, numbered if another file of this run has it."""
    name, number, free = stem.name.removesuffix(_OURS), 1, stem
    while free in taken:
        number += 1
        free = stem.with_name(f"{name}-{number}{_OURS}")
    taken.add(free)
    return free


def read_document(path: Path) -> dict[str, Any] | None:
    """Returns a review's JSON, None where there is none."""
    try:
        parsed: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(parsed, dict):
        return None
    document = cast("dict[str, Any]", parsed)
    return document if document.get("format") == FORMAT else None


def check_replaceable(target: Target) -> None:
    """Does nothing if all that would be written is new or was written by a review.

    Raises:
        ConfigError: A file of somebody else lies there.
    """
    ours = {target.sgf: _is_our_sgf, target.json: _is_our_json, target.html: _is_our_page}
    for path, is_ours in ours.items():
        if path.exists() and not is_ours(path):
            raise ConfigError(
                f"cannot review {target.source}: {path} is there and was not written by a review: "
                "move it away or choose another folder with --output"
            )


def _is_our_sgf(path: Path) -> bool:
    try:
        return any(origin_of(tree.root) is not None for tree in load(path))
    except SgfError:
        return False


def _is_our_json(path: Path) -> bool:
    return read_document(path) is not None


def _is_our_page(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return GENERATOR.encode() in file.read(4096)
    except OSError as error:
        raise GoError(f"cannot read {path}: {error.strerror}") from error
