"""`Finder`: every command by a few letters, the sheet of shortcuts, and keys of one's own."""

from __future__ import annotations

import json
from typing import cast

from PySide6.QtWidgets import QWidget

from gui.desk.command_search import Entry
from gui.desk.commands import Command, Section, keys_text
from gui.desk.feature import Desk, Feature
from gui.dialogs.key_page import KeyPage
from gui.dialogs.palette import PaletteDialog
from gui.dialogs.shortcuts import ShortcutsDialog
from gui.game.state import GameState
from gui.i18n.word_pairs import other_words

_SECTIONS = tuple(Section)


class Finder(Feature):
    """Knows all commands that there are when it is asked."""

    def __init__(self, desk: Desk) -> None:
        """Add its commands and the page of the preferences where keys are chosen."""
        super().__init__(desk)
        commands = desk.commands
        commands.add(
            "help.palette",
            lambda: self.tr("Find a command…"),
            self.show_palette,
            ("Ctrl+Shift+P", "Ctrl+K"),
        )
        commands.add("help.shortcuts", lambda: self.tr("Shortcuts"), self.show_sheet, ("F1", "?"))
        commands.separate(Section.HELP)
        desk.preferences.add_page(lambda: self.tr("Shortcuts"), self._make_page)
        self._seen_keys = ""

    def entries(self) -> tuple[Entry, ...]:
        """Returns all commands in the order of the menus."""
        commands = self.desk.commands
        found = sorted(commands.all, key=lambda command: _SECTIONS.index(command.section))
        return tuple(self._entry(command) for command in found if command.action.isVisible())

    def _entry(self, command: Command) -> Entry:
        action = command.action
        words = action.text().replace("&", "")
        also = (*other_words(action.text()), *other_words(command.words()))
        if command.group is not None:
            also = (*also, *other_words(command.group()))
        keys = keys_text(action.shortcuts())
        menu = self.desk.commands.menu_words(command)
        return Entry(
            command.name, words, tuple(dict.fromkeys(also)), menu, keys, action.isEnabled()
        )

    def show_palette(self) -> None:
        """Lets the person choose a command and does it."""
        dialog = PaletteDialog(self.entries(), self.desk.frame)
        names: list[str] = []
        dialog.chosen.connect(names.append)
        dialog.exec()
        dialog.deleteLater()
        for name in names:
            self.desk.commands[name].trigger()

    def show_sheet(self) -> None:
        """Shows all shortcuts."""
        dialog = ShortcutsDialog(self.entries(), self.desk.frame)
        dialog.exec()
        dialog.deleteLater()

    def _make_page(self) -> QWidget:
        page = KeyPage(self.entries(), self.desk.commands.keys, self.desk.commands.owner_of)
        page.key_chosen.connect(self._change_key)
        page.reset_clicked.connect(lambda: self.desk.preferences.change(keys=""))
        self.desk.preferences.changed.connect(page.refresh)
        return page

    def _change_key(self, name: str, key: str) -> None:
        chosen = keys_from(self.desk.preferences.now.keys)
        chosen[name] = [key] if key else []
        if tuple(chosen[name]) == self.desk.commands.usual_keys(name):
            del chosen[name]
        self.desk.preferences.change(keys=json.dumps(chosen) if chosen else "")

    def show_state(self, state: GameState) -> None:
        """Takes the keys that the person has chosen, once all commands are there."""
        keys = self.desk.preferences.now.keys
        if keys != self._seen_keys:
            self._seen_keys = keys
            self.desk.commands.use_keys(keys_from(keys))


def keys_from(text: str) -> dict[str, list[str]]:
    """Returns keys by command as they were kept; whatever is wrong is as good as not there."""
    try:
        raw = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(raw, dict):
        return {}
    given = cast(dict[str, object], raw)
    found: dict[str, list[str]] = {}
    for name, keys in given.items():
        if isinstance(keys, list):
            found[name] = [key for key in cast(list[object], keys) if isinstance(key, str)]
    return found
