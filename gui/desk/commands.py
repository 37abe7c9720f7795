"""`Commands`: every action of the window by name, with its words, its keys and its menu.

Menus and the toolbar are filled from here, and whatever else lists commands reads `Commands.all`.
The part of a name before the point is its menu: ``file.open`` stands in the file menu.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

Words = Callable[[], str]
Key = str | QKeySequence.StandardKey | Sequence[str]

# What Qt adds to its standard keys and hardly any keyboard has.
_RARE = frozenset("Open New Save Undo Redo Copy Cut Paste Find Close F14 F16 F18 F20".split())


class Section(enum.StrEnum):
    """The menus, in their order."""

    FILE = "file"
    EDIT = "edit"
    GAME = "game"
    ANALYSIS = "analysis"
    TRAINING = "training"
    VIEW = "view"
    HELP = "help"


@dataclass(frozen=True, slots=True, eq=False)
class Command:
    """One thing that a person can have done.

    Attributes:
        name: What the program calls it, such as ``file.open``.
        section: The menu it stands in.
        action: Qt's side of it: words, keys, whether it can be done now.
        words: Returns its words in the present language.
        group: Words of the submenu that it stands in, or None.
    """

    name: str
    section: Section
    action: QAction
    words: Words
    group: Words | None = None


class Commands(QObject):
    """The commands of a window; its features add them, in the order of the menus."""

    def __init__(self, window: QMainWindow) -> None:
        """Begin with empty menus, which are not seen."""
        super().__init__(window)
        self._all: dict[str, Command] = {}
        self._usual_keys: dict[str, tuple[str, ...]] = {}
        self._submenus: list[tuple[QMenu, Words]] = []
        self._menus: dict[Section, QMenu] = {}
        for section in Section:
            menu = QMenu(window)
            menu.menuAction().setVisible(False)
            window.menuBar().addMenu(menu)
            self._menus[section] = menu
        self.toolbar = QToolBar(window)
        self.toolbar.setObjectName("toolbar")
        self.toolbar.setMovable(False)
        self.toolbar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        window.addToolBar(self.toolbar)

    @property
    def all(self) -> tuple[Command, ...]:
        """Every command, in the order in which they were added."""
        return tuple(self._all.values())

    def __getitem__(self, name: str) -> QAction:
        """Returns Qt's side of a command.

        Raises:
            KeyError: There is none of that name.
        """
        return self._all[name].action

    def menu_words(self, command: Command) -> str:
        """Returns the words of the menu, and of the submenu, that a command stands in."""
        title = plain_words(self._menus[command.section].title())
        return title if command.group is None else f"{title} · {command.group()}"

    def keys(self, name: str) -> tuple[str, ...]:
        """Returns the keys of a command as `QKeySequence` writes them for files."""
        return _written(self[name].shortcuts())

    def usual_keys(self, name: str) -> tuple[str, ...]:
        """Returns the keys that a command has when the person has chosen none."""
        return self._usual_keys.get(name, self.keys(name))

    def use_keys(self, chosen: Mapping[str, Sequence[str]]) -> None:
        """Gives every command its usual keys, and those named here other ones.

        What a command has when this is called for the first time are its usual keys.

        Args:
            chosen: Keys by command; a name that no command has is passed over.
        """
        for name in self._all:
            usual = self._usual_keys.setdefault(name, self.keys(name))
            keys = tuple(chosen.get(name, usual))
            if keys != self.keys(name):
                self[name].setShortcuts([QKeySequence(key) for key in keys])

    def owner_of(self, key: str) -> str | None:
        """Returns the command that a key does, or None."""
        written = _written([QKeySequence(key)])
        names = (name for name in self._all if set(written) & set(self.keys(name)))
        return next(names, None) if written else None

    def add(
        self, name: str, words: Words, run: Callable[[], object], key: Key | None = None
    ) -> QAction:
        """Adds a command to the menu of its section.

        Args:
            name: ``section.what``; no two are the same.
            words: Returns its words in the present language.
            run: Does it.
            key: The key, or keys, that do it too.
        """
        section = Section(name.partition(".")[0])
        action = self._enter(Command(name, section, QAction(self), words), key)
        self._menus[section].addAction(action)
        self._menus[section].menuAction().setVisible(True)
        action.triggered.connect(lambda _checked=False: run())
        return action

    def switch(
        self,
        name: str,
        words: Words,
        follow: Callable[[bool], object],
        key: Key | None = None,
        *,
        is_on: bool = False,
    ) -> QAction:
        """Adds a command that is on or off; `follow` hears what the person chose.

        Setting the action's check mark from the program calls nothing.
        """
        action = self.add(name, words, lambda: follow(action.isChecked()), key)
        action.setCheckable(True)
        action.setChecked(is_on)
        return action

    def choices(
        self,
        name: str,
        words: Words,
        items: dict[str, Words],
        chosen: str,
        follow: Callable[[str], object],
    ) -> dict[str, QAction]:
        """Adds a submenu of which one item is checked; returns the actions by code.

        Args:
            name: ``section.what``; an item's command is ``section.what.code``.
            words: Returns the submenu's words.
            items: The items' words by code.
            chosen: The code of the one that is checked.
            follow: Hears the code that the person chose.
        """
        section = Section(name.partition(".")[0])
        menu = self._menus[section].addMenu("")
        self._menus[section].menuAction().setVisible(True)
        self._submenus.append((menu, words))
        group = QActionGroup(self)
        actions: dict[str, QAction] = {}
        for code, item_words in items.items():
            command = Command(f"{name}.{code}", section, QAction(self), item_words, words)
            action = self._enter(command, None)
            action.setCheckable(True)
            action.setChecked(code == chosen)
            action.triggered.connect(lambda _checked=False, code=code: follow(code))
            group.addAction(action)
            menu.addAction(action)
            actions[code] = action
        return actions

    def _enter(self, command: Command, key: Key | None) -> QAction:
        if command.name in self._all:
            raise ValueError(f"command {command.name}: there is one of that name already")
        self._all[command.name] = command
        action = command.action
        if isinstance(key, QKeySequence.StandardKey):
            action.setShortcuts(key)
        elif key is not None:
            keys = (key,) if isinstance(key, str) else key
            action.setShortcuts([QKeySequence(one) for one in keys])
        return action

    def separate(self, section: Section) -> None:
        """Puts a line below what stands in a menu so far."""
        self._menus[section].addSeparator()

    def put_on_toolbar(self, *names: str) -> None:
        """Puts commands on the toolbar, behind a line if something is there already."""
        if self.toolbar.actions():
            self.toolbar.addSeparator()
        for name in names:
            self.toolbar.addAction(self[name])

    def retranslate(self) -> None:
        """Follows another language."""
        titles = {
            Section.FILE: self.tr("&File"),
            Section.EDIT: self.tr("&Edit"),
            Section.GAME: self.tr("&Game"),
            Section.ANALYSIS: self.tr("&Analysis"),
            Section.TRAINING: self.tr("&Training"),
            Section.VIEW: self.tr("&View"),
            Section.HELP: self.tr("&Help"),
        }
        for section, title in titles.items():
            self._menus[section].setTitle(title)
        for menu, words in self._submenus:
            menu.setTitle(words())
        for command in self._all.values():
            command.action.setText(command.words())
        self.toolbar.setWindowTitle(self.tr("Tools"))


def _written(keys: Sequence[QKeySequence]) -> tuple[str, ...]:
    portable = QKeySequence.SequenceFormat.PortableText
    return tuple(key.toString(portable) for key in keys if not key.isEmpty())


def keys_text(keys: Sequence[QKeySequence]) -> str:
    """Returns keys as people read them; those that few keyboards have are left out."""
    native = QKeySequence.SequenceFormat.NativeText
    written = zip(keys, _written(keys), strict=True)
    return ", ".join(key.toString(native) for key, name in written if name not in _RARE)


def plain_words(text: str) -> str:
    """Returns the words of a menu without the letter that opens it."""
    return re.sub(r"\(&\w\)|&", "", text)
