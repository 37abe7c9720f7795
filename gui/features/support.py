"""`Support`: what works on this machine, when something does not."""

from __future__ import annotations

import sys

from gui.desk.feature import Desk, Feature
from gui.dialogs.diagnosis import DiagnosisDialog

EXAMINATION: tuple[str, ...] = (sys.executable, "-m", "gogame", "doctor")


class Support(Feature):
    """Adds the diagnosis to the help menu."""

    def __init__(self, desk: Desk) -> None:
        """Add the command."""
        super().__init__(desk)
        self.program = EXAMINATION
        desk.commands.add("help.diagnosis", lambda: self.tr("Diagnosis…"), self.show_diagnosis)

    def show_diagnosis(self) -> None:
        """Shows what works."""
        dialog = DiagnosisDialog(self.program, self.desk.frame)
        dialog.exec()
        dialog.deleteLater()
