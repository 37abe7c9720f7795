"""What goes wrong in the lake and is said in one sentence."""

from __future__ import annotations

from gogame.errors import GoError


class LakeError(GoError):
    """A table, a blob or a batch of rows that cannot be read or written."""
