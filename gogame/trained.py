"""On which boards a network has learnt, read from its files alone, so that windows can say it.

Nothing is loaded and nothing checked: `gogame.net` does that for whoever plays.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

_MANIFEST = Path(__file__).parent / "networks" / "manifest.json"
_TENSORS, _SIDECAR = ".safetensors", ".json"
_BOARD = re.compile(r"\b(\d{1,2})x(\d{1,2})\b")


def trained_sizes(network: Path | None = None) -> tuple[tuple[int, int], ...]:
    """Returns the boards that a network has learnt on, columns and rows, in its files' order.

    Args:
        network: Its file; None for the network that comes with the program.

    Returns:
        Nothing where its files do not say.
    """
    try:
        if network is None:
            listed: Any = json.loads(_MANIFEST.read_text(encoding="utf-8"))["networks"]
            games = ", ".join(listed[0]["trained_on"]) if listed else ""
        else:
            sidecar = network.with_name(network.name.removesuffix(_TENSORS) + _SIDECAR)
            games = str(json.loads(sidecar.read_text(encoding="utf-8"))["metadata"]["trained_on"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()
    sizes = [(int(width), int(height)) for width, height in _BOARD.findall(games)]
    return tuple(dict.fromkeys(sizes))


def is_beyond(height: int, width: int, sizes: tuple[tuple[int, int], ...]) -> bool:
    """Returns whether a board is larger than all that a network has learnt on.

    There it plays, but weakly. Nothing is known of networks that do not say where they learnt.
    """
    return bool(sizes) and max(height, width) > max(max(size) for size in sizes)
