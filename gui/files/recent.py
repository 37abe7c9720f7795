"""The records that were opened or saved last, as one text of the settings. No Qt here."""

from __future__ import annotations

from pathlib import Path

LONGEST = 10


def paths_of(text: str) -> list[Path]:
    """Returns the paths, the last one used first."""
    return [Path(line) for line in text.split("\n") if line.strip()][:LONGEST]


def with_path(text: str, path: Path) -> str:
    """Returns the text with a path in front."""
    name = str(path.absolute())
    if "\n" in name:
        return text
    others = [str(one) for one in paths_of(text) if str(one) != name]
    return "\n".join([name, *others][:LONGEST])
