"""`LookPage`: colours, board, stones, size of words language, and a small board to see them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from gogame.board.coords import Color
from gui.analysis.marks import CandidateMark
from gui.board.scene import BoardScene
from gui.dialogs.preference_page import PreferencePage
from gui.files.settings import Settings
from gui.looks.theme import theme_named
from gui.views.board import BoardView
from gui.views.look_texts import (
    FONT_LEAST,
    FONT_MOST,
    FONT_STEP,
    board_names,
    judgement_names,
    stone_names,
)

_STONES = (
    ".........",
    "..X...O..",
    "......XO.",
    "..O...XO.",
    "...XX.X..",
    "..XOO.O..",
    "..XO..O..",
    ".........",
    ".........",
)
_LOSSES = ((24, 1), (33, 2), (42, 3), (51, 4), (60, 5))  # point, class
_PREVIEW = 250


def sample_scene() -> BoardScene:
    """Returns a small position that shows stones, judgements and candidates."""
    codes = {".": 0, "X": 1, "O": 2}
    stones = bytes(codes[letter] for row in _STONES for letter in row)
    candidates = tuple(
        CandidateMark(point, (title, "120"), tone, is_best=not tone)
        for point, title, tone in (
            (66, "+1.2", 0),
            (58, "+0.4", 1),
            (22, "-2.6", 3),
            (13, "-9.1", 4),
        )
    )
    return BoardScene(
        9,
        9,
        stones=stones,
        last_move=24,
        candidates=candidates,
        losses=_LOSSES,
        hover=Color.BLACK,
    )


class LookPage(PreferencePage):
    """The page.

    Signals:
        changed: The name of a field of `Settings` and its new value.
    """

    changed = Signal(str, object)

    def __init__(
        self, settings: Settings, languages: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        """Show the settings as they are.

        Args:
            settings: What is set.
            languages: The names of the languages by code.
            parent: The owner.
        """
        super().__init__(parent)
        self._names = {
            "appearance": settings.appearance,
            "board": settings.board,
            "stones": settings.stones,
            "judgement": settings.judgement,
        }
        appearances = {
            "": self.tr("As the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
        }
        self.appearance = self._add_look(self.tr("Colours"), "appearance", appearances)
        self.board = self._add_look(self.tr("Board"), "board", board_names())
        self.stones = self._add_look(self.tr("Stones"), "stones", stone_names())
        self.judgement = self._add_look(self.tr("What moves lose"), "judgement", judgement_names())
        self.percent = self.add_slider(
            self.tr("Size of words"),
            (FONT_LEAST, FONT_MOST, FONT_STEP),
            settings.font_percent,
            lambda percent: self.changed.emit("font_percent", percent),
        )
        names = {"": self.tr("System language"), **languages}
        self.language = self.add_choice(
            self.tr("Language"),
            names,
            settings.language,
            lambda code: self.changed.emit("language", code),
        )
        self.preview = BoardView()
        self.preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.preview.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.preview.setMinimumSize(_PREVIEW, _PREVIEW)
        self.preview.setAccessibleName(self.tr("Preview"))
        self.preview.set_scene(sample_scene())
        self.add_widget(self.preview)
        self._show()

    def _add_look(self, words: str, field: str, items: Mapping[str, str]) -> QComboBox:
        def follow(code: str) -> None:
            self._names[field] = code
            self._show()
            self.changed.emit(field, code)

        return self.add_choice(words, items, self._names[field], follow)

    def _show(self) -> None:
        names = self._names
        theme = theme_named(
            names["appearance"], names["board"], names["stones"], names["judgement"]
        )
        self.preview.set_theme(theme)
