"""The one object that replaces the state, and what it stands on. Begin with `Session`."""

from gui.session.session import Session

__all__ = ["Session"]
