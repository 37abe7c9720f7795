"""`Looks`: what the window looks like, its language, its settings, what it says about itself."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from gui.board.scene import SceneChoices
from gui.desk.commands import Section
from gui.desk.feature import Desk, Feature
from gui.dialogs.look_page import LookPage
from gui.dialogs.preferences import PreferencesDialog
from gui.files.settings import Settings
from gui.i18n.translator import LANGUAGES, Translator
from gui.looks.theme import apply_colors
from gui.start.options import version
from gui.views.look_texts import FONT_LEAST, FONT_MOST, FONT_STEP


class Looks(Feature):
    """Coordinates, numbers, colours, the size of words and language."""

    def __init__(self, desk: Desk, translator: Translator) -> None:
        """Add the commands.

        Args:
            desk: Where to work.
            translator: Switches the language.
        """
        super().__init__(desk)
        self._translator = translator
        self._seen = desk.preferences.now
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
        self._add_sizes()
        commands.add(
            "edit.preferences",
            lambda: self.tr("Preferences…"),
            self.show_preferences,
            "Ctrl+,",
        )
        about = commands.add("help.about", lambda: self.tr("About GoGame"), self.show_about)
        about.setMenuRole(about.MenuRole.AboutRole)
        preferences.add_page(lambda: self.tr("Looks"), self._make_page)
        preferences.changed.connect(self._follow)

    def _add_choices(self) -> None:
        commands, preferences = self.desk.commands, self.desk.preferences
        appearances = {
            "": lambda: self.tr("As the system"),
            "light": lambda: self.tr("Light"),
            "dark": lambda: self.tr("Dark"),
        }
        self._appearances = commands.choices(
            "view.appearance",
            lambda: self.tr("Appearance"),
            appearances,
            preferences.now.appearance,
            lambda name: preferences.change(appearance=name),
        )
        languages = {"": lambda: self.tr("System language")}
        languages |= {code: lambda name=name: name for code, name in LANGUAGES.items()}
        self._languages = commands.choices(
            "view.language",
            lambda: self.tr("Language"),
            languages,
            preferences.now.language,
            lambda code: preferences.change(language=code),
        )

    def _add_sizes(self) -> None:
        add = self.desk.commands.add
        add(
            "view.larger",
            lambda: self.tr("Larger words"),
            lambda: self.scale(FONT_STEP),
            ("Ctrl++", "Ctrl+="),
        )
        add(
            "view.smaller",
            lambda: self.tr("Smaller words"),
            lambda: self.scale(-FONT_STEP),
            "Ctrl+-",
        )
        add("view.usual-size", lambda: self.tr("Usual size of words"), self._use_size, "Ctrl+0")
        self.desk.commands.separate(Section.VIEW)

    def scale(self, percent: int) -> None:
        """Makes all words larger, or smaller, by that many percent of their usual size."""
        self._use_size(self.desk.preferences.now.font_percent + percent)

    def _use_size(self, percent: int = 100) -> None:
        self.desk.preferences.change(font_percent=max(FONT_LEAST, min(FONT_MOST, percent)))

    def _make_page(self) -> QWidget:
        page = LookPage(self.desk.preferences.now, LANGUAGES)
        page.changed.connect(self._change)
        return page

    def _change(self, field: str, value: object) -> None:
        self.desk.preferences.change(**{field: value})

    def show_preferences(self) -> None:
        """Shows the settings."""
        preferences = self.desk.preferences

        def pages() -> list[tuple[str, QWidget]]:
            return [(page.words(), page.make()) for page in preferences.pages]

        dialog = PreferencesDialog(pages, self.desk.frame)
        dialog.exec()
        dialog.deleteLater()
        preferences.keep()

    def choose(self, choices: SceneChoices) -> SceneChoices:
        """Shows coordinates and move numbers as the person likes."""
        now = self.desk.preferences.now
        return replace(choices, coordinates=now.coordinates, move_numbers=now.move_numbers)

    def _follow(self) -> None:
        """Has the whole program look as the settings say."""
        before, now = self._seen, self.desk.preferences.now
        self._seen = now
        if now.language != before.language:
            self._translator.use(now.language)
        self._translator.scale_font(now.font_percent)
        if _looks(now) != _looks(before):
            application = QApplication.instance()
            if isinstance(application, QApplication):
                apply_colors(application, self.desk.preferences.theme)
        self.desk.commands["view.coordinates"].setChecked(now.coordinates)
        self.desk.commands["view.numbers"].setChecked(now.move_numbers)
        for actions, code in ((self._appearances, now.appearance), (self._languages, now.language)):
            if code in actions:
                actions[code].setChecked(True)

    def show_about(self) -> None:
        """Says what this program is."""
        text = self.tr("Play, analyse and train Go. Free software under the MIT licence.")
        title = self.tr("About GoGame")
        QMessageBox.about(self.desk.frame, title, f"<b>GoGame {version()}</b><p>{text}</p>")


def _looks(settings: Settings) -> tuple[object, ...]:
    """Returns what the colours of the window and the size of its words depend on."""
    colors = settings.appearance, settings.board, settings.stones, settings.judgement
    return *colors, settings.language, settings.font_percent
