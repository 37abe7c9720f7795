"""`Feature`: one area of the window: its commands, its cards and docks, what it adds to the board.

A feature is made once, with the `Desk` that it works at. It adds its commands and widgets there,
joins their wishes to the session, and is shown every state. Features do not know one another.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from gui.board.scene import SceneChoices
from gui.desk.commands import Commands
from gui.desk.frame import Frame
from gui.desk.preferences import Preferences
from gui.game.state import GameState
from gui.looks.theme import Theme
from gui.session import Session
from gui.views.board import BoardView


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """What every feature works with.

    Attributes:
        session: Holds the state and hears wishes.
        frame: The window's places.
        board: The board.
        commands: The window's commands.
        preferences: The person's settings.
        theme: The colours to begin with; `Feature.set_theme` tells of others.
    """

    session: Session
    frame: Frame
    board: BoardView
    commands: Commands
    preferences: Preferences
    theme: Theme


class Feature(QObject):
    """One area of the window."""

    def __init__(self, desk: Desk) -> None:
        """Belong to a desk; a feature's own constructor adds commands and widgets."""
        super().__init__(desk.frame)
        self.desk = desk

    def show_state(self, state: GameState) -> None:
        """Shows a state; also called after another language was chosen."""

    def show_theme(self, theme: Theme) -> None:
        """Takes other colours."""

    def choose(self, choices: SceneChoices) -> SceneChoices:
        """Returns what is to be seen on the board, as far as this feature decides it.

        Args:
            choices: What the features before this one want to be seen.
        """
        return choices

    def close(self) -> None:
        """Ends what the feature began; the window closes."""
