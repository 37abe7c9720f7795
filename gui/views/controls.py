"""`Controls`: pass, undo, resign, and the way through the moves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from gui.game.state import GameState, Phase
from gui.looks.theme import LIGHT, Theme
from gui.views.icons import Glyph, icon
from gui.views.parts import make_button, make_label, row_of

_ALL = 1_000_000


class Controls(QWidget):
    """The buttons below the players.

    Signals:
        pass_clicked: The player passes.
        undo_clicked: The last move is to be taken back.
        resign_clicked: The player gives up.
        new_clicked: Another game is wanted.
        stepped: Go that many moves forward (negative: back).
    """

    pass_clicked = Signal()
    undo_clicked = Signal()
    resign_clicked = Signal()
    new_clicked = Signal()
    stepped = Signal(int)

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        """Make all buttons."""
        super().__init__(parent)
        self.pass_button = make_button()
        self.undo_button = make_button()
        self.resign_button = make_button()
        self.new_button = make_button("primary")
        self.pass_button.clicked.connect(self.pass_clicked)
        self.undo_button.clicked.connect(self.undo_clicked)
        self.resign_button.clicked.connect(self.resign_clicked)
        self.new_button.clicked.connect(self.new_clicked)
        self._where = make_label("faint")
        self._where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._steps: list[tuple[QToolButton, int]] = []
        self._glyphs: list[Glyph] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._step_row())
        self.set_theme(theme)
        column.addLayout(row_of(self.pass_button, self.undo_button, self.resign_button))
        column.addWidget(self.new_button)
        self._retranslate()

    def _step_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        glyphs = ((Glyph.FIRST, -_ALL), (Glyph.BACK, -1), (Glyph.FORWARD, 1), (Glyph.LAST, _ALL))
        for glyph, moves in glyphs:
            button = QToolButton()
            button.setIconSize(QSize(20, 20))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoRepeat(abs(moves) == 1)
            button.clicked.connect(lambda _checked=False, n=moves: self.stepped.emit(n))
            self._steps.append((button, moves))
            self._glyphs.append(glyph)
            if glyph is Glyph.FORWARD:
                row.addWidget(self._where, 1)
            row.addWidget(button)
        return row

    def set_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        for (button, _moves), glyph in zip(self._steps, self._glyphs, strict=True):
            button.setIcon(icon(glyph, theme.text, theme.disabled))

    @property
    def where(self) -> str:
        """The number of the move shown and of the last one."""
        return self._where.text()

    @property
    def step_buttons(self) -> list[QToolButton]:
        """The buttons to the first, previous, next and last position."""
        return [button for button, _moves in self._steps]

    def show_state(self, state: GameState) -> None:
        """Enables what can be done."""
        is_playing = state.phase is Phase.PLAYING
        self.pass_button.setEnabled(is_playing and state.is_human_turn and not state.is_secret)
        self.undo_button.setEnabled(state.can_undo)
        has_human = not (state.setup.black.is_ai and state.setup.white.is_ai)
        self.resign_button.setEnabled(is_playing and has_human and not state.is_secret)
        number, length = state.move_number, state.line_length
        self._where.setText(f"{number} / {length}")
        for button, moves in self._steps:
            button.setEnabled(number < length if moves > 0 else number > 0)

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.pass_button.setText(self.tr("Pass"))
        self.undo_button.setText(self.tr("Undo"))
        self.resign_button.setText(self.tr("Resign"))
        self.new_button.setText(self.tr("New game"))
        names = (
            self.tr("First position"),
            self.tr("Previous move"),
            self.tr("Next move"),
            self.tr("Last move"),
        )
        for (button, _moves), name in zip(self._steps, names, strict=True):
            button.setToolTip(name)
            button.setAccessibleName(name)
