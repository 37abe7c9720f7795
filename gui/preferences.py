"""`Preferences`: the settings of the person as they are now; features read and change them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from gui.settings import Folders, Settings, save_settings


class Preferences(QObject):
    """Holds the settings while the program runs.

    Signals:
        changed: Something is set otherwise now.
    """

    changed = Signal()

    def __init__(self, settings: Settings, folders: Folders, parent: QObject | None = None) -> None:
        """Begin with the settings that were kept.

        Args:
            settings: What was kept.
            folders: Where files of the person belong.
            parent: The owner.
        """
        super().__init__(parent)
        self._now = settings
        self.folders = folders

    @property
    def now(self) -> Settings:
        """The settings."""
        return self._now

    def change(self, **fields: object) -> None:
        """Sets fields of `Settings`; views follow at once, the file when it is kept.

        Raises:
            TypeError: There is no such field.
        """
        settings = replace(self._now, **fields)
        if settings != self._now:
            self._now = settings
            self.changed.emit()

    def keep(self) -> None:
        """Writes the settings to the person's folder."""
        save_settings(self.folders.config, self._now)
