"""`UnfinishedGame`: keeps the game on disk while it is worth keeping, and brings it back."""

from __future__ import annotations

import functools
from dataclasses import replace

from gogame.errors import GoError
from gui.files import snapshot
from gui.files.autosave import Autosave
from gui.game.state import GameState, Message, MessageKind


class UnfinishedGame:
    """The game as it is on disk."""

    def __init__(self, autosave: Autosave) -> None:
        """Keep games in the file of `autosave`."""
        self._autosave = autosave

    @property
    def fault(self) -> str:
        """Why games cannot be kept, empty if they can."""
        if self._autosave.path is not None:
            return ""
        return f"{self._autosave.folder}: it cannot be written, or is in use"

    def restored(self, game: int) -> GameState | Message | None:
        """Returns the game of last time, what is wrong with it, or None if there is none.

        A file that cannot be read is set aside.

        Args:
            game: The number that it gets.
        """
        try:
            text = self._autosave.read()
            if text is None:
                return None
            state = snapshot.from_text(text, game)
        except (OSError, GoError) as error:
            aside = self._autosave.set_aside()
            where = "" if aside is None else str(aside)
            return Message(MessageKind.RESTORE_FAILED, (str(error), where))
        return replace(state, message=Message(MessageKind.RESTORED))

    def follow(self, before: GameState, state: GameState) -> None:
        """Keeps a state that came after another, if there is something new to keep."""
        if snapshot.is_worth_keeping(state):
            if snapshot.kept_part(before) != snapshot.kept_part(state):
                self._keep(state)
        elif snapshot.is_worth_keeping(before):
            self._autosave.clear()

    def close(self, state: GameState) -> None:
        """Writes what is left to write."""
        if snapshot.is_worth_keeping(state):
            self._keep(state)
        self._autosave.close()

    def _keep(self, state: GameState) -> None:
        self._autosave.keep(functools.partial(snapshot.to_text, state))
