"""`Looks`: what the window looks like, its language, and what it says about itself."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QMessageBox

from gui.board_scene import SceneChoices
from gui.commands import Section
from gui.feature import Desk, Feature
from gui.theme import apply_colors, theme_named
from gui.translator import LANGUAGES, Translator


class Looks(Feature):
    """Coordinates, numbers, colours and language."""

    def __init__(self, desk: Desk, translator: Translator) -> None:
        """Add the commands.

        Args:
            desk: Where to work.
            translator: Switches the language.
        """
        super().__init__(desk)
        self._translator = translator
        commands, preferences = desk.commands, desk.preferences
        commands.switch(
            "view.coordinates",
            lambda: self.tr("Coordinates"),
            lambda is_on: preferences.change(coordinates=is_on),
            "K",
            is_on=preferences.now.coordinates,
        )
        commands.switch(
            "view.numbers",
            lambda: self.tr("Move numbers"),
            lambda is_on: preferences.change(move_numbers=is_on),
            "M",
            is_on=preferences.now.move_numbers,
        )
        commands.separate(Section.VIEW)
        self._add_choices()
        about = commands.add("help.about", lambda: self.tr("About GoGame"), self.show_about)
        about.setMenuRole(about.MenuRole.AboutRole)

    def _add_choices(self) -> None:
        commands, settings = self.desk.commands, self.desk.preferences.now
        appearances = {
            "": lambda: self.tr("As the system"),
            "light": lambda: self.tr("Light"),
            "dark": lambda: self.tr("Dark"),
        }
        commands.choices(
            "view.appearance",
            lambda: self.tr("Appearance"),
            appearances,
            settings.appearance,
            self.use_appearance,
        )
        languages = {"": lambda: self.tr("System language")}
        languages |= {code: lambda name=name: name for code, name in LANGUAGES.items()}
        commands.choices(
            "view.language",
            lambda: self.tr("Language"),
            languages,
            settings.language,
            self.use_language,
        )

    def choose(self, choices: SceneChoices) -> SceneChoices:
        """Shows coordinates and move numbers as the person likes."""
        now = self.desk.preferences.now
        return replace(choices, coordinates=now.coordinates, move_numbers=now.move_numbers)

    def use_language(self, language: str) -> None:
        """Switches the language: a code, or empty for the system's."""
        self._translator.use(language)
        self.desk.preferences.change(language=language)

    def use_appearance(self, name: str) -> None:
        """Takes other colours: ``light``, ``dark``, or empty for the system's."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_colors(application, theme_named(name))
        self.desk.preferences.change(appearance=name)

    def show_about(self) -> None:
        """Says what this program is."""
        text = self.tr("Play, analyse and train Go. Free software under the MIT licence.")
        title = self.tr("About GoGame")
        QMessageBox.about(self.desk.frame, title, f"<b>GoGame</b><p>{text}</p>")
