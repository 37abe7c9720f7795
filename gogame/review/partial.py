"""The analyses of a file under review, kept as they come, so that nothing is judged twice.

The file has one JSON value a line: first what it belongs to, then one analysis each. It is only
ever appended to, one whole line at a time; a line cut off by a crash is dropped when the file is
opened again.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, cast

from gogame.errors import ConfigError, SgfError
from gogame.sgf.analysis import NodeAnalysis, from_values, to_values

FORMAT, VERSION = "gogame-review-part", 1


class Partial:
    """Analyses by game and step, on disk."""

    def __init__(self, path: Path, key: str) -> None:
        """Read what is there for this key; anything else at the path is thrown away.

        Args:
            path: The file; it need not exist, nor its folder.
            key: Names the source and all settings.

        Raises:
            ConfigError: The file cannot be written.
        """
        self.path = path
        self._kept: dict[tuple[int, int], tuple[list[str], str]] = {}
        head = json.dumps({"format": FORMAT, "version": VERSION, "key": key})
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_bytes() if path.exists() else b""
            whole = text[: text.rfind(b"\n") + 1]
            lines = whole.decode("utf-8", "replace").splitlines()
            if lines[:1] != [head]:
                path.write_text(f"{head}\n", encoding="utf-8")
            elif len(whole) < len(text):
                os.truncate(path, len(whole))
        except OSError as error:
            raise _refusal(path, error) from error
        for line in lines[1:] if lines[:1] == [head] else ():
            self._take(line)

    def _take(self, line: str) -> None:
        try:
            parsed: object = json.loads(line)
        except ValueError:
            return  # damaged: judged again
        if not isinstance(parsed, dict):
            return
        row = cast("dict[str, Any]", parsed)
        game, step, values, ownership = (
            row.get(name) for name in ("game", "step", "analysis", "ownership")
        )
        if isinstance(game, int) and isinstance(step, int) and isinstance(ownership, str):
            self._kept[game, step] = (list(map(str, cast("list[object]", values or []))), ownership)

    def analysis(self, game: int, step: int, height: int, width: int) -> NodeAnalysis | None:
        """Returns a kept analysis, None if there is none that can be read."""
        kept = self._kept.get((game, step))
        if kept is None:
            return None
        try:
            return from_values(*kept, height, width)
        except SgfError:
            return None

    def add(self, game: int, step: int, analysis: NodeAnalysis, shape: tuple[int, int]) -> None:
        """Keep an analysis.

        Args:
            game: Index of the game in its file.
            step: Index of the step in its line.
            analysis: The analysis.
            shape: Height and width of the board.

        Raises:
            ConfigError: The file cannot be written.
        """
        values, ownership = to_values(analysis, *shape)
        self._kept[game, step] = (values, ownership)
        row = {"game": game, "step": step, "analysis": values, "ownership": ownership}
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")
        except OSError as error:
            raise _refusal(self.path, error) from error

    def delete(self) -> None:
        """Remove the file.

        Raises:
            ConfigError: It cannot be removed.
        """
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise _refusal(self.path, error) from error


def _refusal(path: Path, error: OSError) -> ConfigError:
    return ConfigError(
        f"cannot write {path}: {error.strerror}: choose another folder with --output"
    )
