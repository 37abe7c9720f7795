"""`LevelField`: the dial of the engine's strength, with what each level is worth on this board."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from gogame.levels import LEVELS, board_class, rated
from gui.game.state import FIRST_LEVEL, Player, PlayerKind
from gui.views import level_texts, texts
from gui.views.parts import make_label


class LevelField(QWidget):
    """A slider over all levels; says the level, its Elo and the interval of that."""

    def __init__(self, title: str = "") -> None:
        """Make the slider at the level that a person meets first.

        Args:
            title: Whose level it is, for people who do not see.
        """
        super().__init__()
        self._size = (9, 9)
        self._unmeasured = ""
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(1, len(LEVELS))
        self.slider.setPageStep(1)
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.slider.setTickInterval(1)
        self._level = QLabel()
        self._worth = make_label("faint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.slider)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._level)
        row.addWidget(self._worth, 1, Qt.AlignmentFlag.AlignRight)
        column.addLayout(row)
        self._title = title
        self.slider.valueChanged.connect(self._say)
        self.slider.setValue(FIRST_LEVEL)
        self._say()

    @property
    def level(self) -> int:
        """The level chosen."""
        return self.slider.value()

    @property
    def said(self) -> str:
        """What is said of it."""
        return f"{self._level.text()} {self._worth.text()}"

    def show_level(self, level: int) -> None:
        """Shows a level."""
        self.slider.setValue(level)

    def show_board(self, height: int, width: int, unmeasured: str = "") -> None:
        """Says from now on what levels are worth on a board of this size.

        Args:
            height: Rows of the board.
            width: Its columns.
            unmeasured: Why that is not known; empty if it is.
        """
        self._size, self._unmeasured = (height, width), unmeasured
        self._say()

    def _say(self) -> None:
        known = rated(self.level, *self._size)
        self._level.setText(texts.strength_text(Player(PlayerKind.AI, level=self.level)))
        worth = level_texts.level_worth_text(known, board_class(*self._size))
        self._worth.setText(self._unmeasured or worth)
        self.slider.setAccessibleName(" ".join(filter(None, (self._title, self.said))))
