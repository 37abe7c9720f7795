"""The Go engine: board, search, network, protocols. It knows neither the app nor training.

In Python: ``engine = gogame.load()``, then ``engine.analyze(...)``; see ``docs/notebook.md``.
Importing this package loads nothing heavy; `load` does when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gogame.api import load

__all__ = ["load"]


def __getattr__(name: str) -> object:
    """Returns what is re-exported, which is imported at its first use."""
    if name == "load":
        from gogame.api import load

        return load
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
