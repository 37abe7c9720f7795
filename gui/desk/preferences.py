"""`Preferences`: the settings of the person as they are now; features read and change them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.files.settings import Folders, Settings, save_settings
from gui.looks.theme import Theme, theme_named


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A page of the dialog that shows the settings.

    Attributes:
        words: Returns its title in the present language.
        make: Makes it.
    """

    words: Callable[[], str]
    make: Callable[[], QWidget]


class Preferences(QObject):
    """Holds the settings while the program runs.

    Signals:
        changed: Something is set otherwise now.
        failed: Why the settings could not be kept, one sentence.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, settings: Settings, folders: Folders, parent: QObject | None = None) -> None:
        """Begin with the settings that were kept.

        Args:
            settings: What was kept.
            folders: Where files of the person belong.
            parent: The owner.
        """
        super().__init__(parent)
        self._now = settings
        self._pages: list[Page] = []
        self.folders = folders

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages of the dialog that shows the settings."""
        return tuple(self._pages)

    def add_page(self, words: Callable[[], str], make: Callable[[], QWidget]) -> None:
        """Adds a page to the dialog that shows the settings.

        Args:
            words: Returns its title in the present language.
            make: Makes it each time the dialog is opened; `dialogs.preference_page` helps.
        """
        self._pages.append(Page(words, make))

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

    @property
    def theme(self) -> Theme:
        """The theme that the settings ask for."""
        return theme_of(self._now)

    def keep(self) -> None:
        """Writes the settings to the person's folder; `failed` tells if that cannot be done."""
        try:
            save_settings(self.folders.config, self._now)
        except OSError as error:
            self.failed.emit(f"{self.folders.config}: {error.strerror or error}")


def theme_of(settings: Settings) -> Theme:
    """Returns the theme that settings ask for."""
    return theme_named(settings.appearance, settings.board, settings.stones, settings.judgement)
