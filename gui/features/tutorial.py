"""`Tutorial`: the rules of Go for novices, from the help menu."""

from __future__ import annotations

from gui.desk.feature import Desk, Feature
from gui.dialogs.tutorial import TutorialDialog
from gui.looks.theme import Theme


class Tutorial(Feature):
    """Opens the tutorial beside the game, which waits as it is."""

    def __init__(self, desk: Desk) -> None:
        """Add the command."""
        super().__init__(desk)
        self._theme = desk.theme
        self.dialog: TutorialDialog | None = None
        desk.commands.add(
            "help.tutorial", lambda: self.tr("How Go is played…"), self.open, "Shift+F1"
        )

    def open(self) -> None:
        """Opens the tutorial at its beginning."""
        dialog = TutorialDialog(self._theme, self.desk.frame)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def show_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        self._theme = theme
        if self.dialog is not None:
            self.dialog.board.set_theme(theme)
