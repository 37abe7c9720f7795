"""`BoardFields`: size and shape of the board, and what a game on it is about."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from gogame.board.rules import Rules, WinCondition
from gogame.board.topology import Shape
from gogame.board.variant import MAX_SIZE, MIN_SIZE, VariantSpec
from gui.dialogs.form_parts import choose, make_form, make_spin
from gui.views import texts
from gui.views.parts import make_label

_SIZES = (9, 13, 19)
_OTHER_SIZE = 0


class BoardFields(QGroupBox):
    """The fields of a new game that are about its board.

    Signals:
        changed: Something else was chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        """Make the fields."""
        super().__init__()
        self.setTitle(self.tr("Board"))
        form = self._form = make_form(self)
        self.size_buttons = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(6)
        for size in (*_SIZES, _OTHER_SIZE):
            button = QPushButton(f"{size}×{size}" if size else self.tr("Other"))
            button.setCheckable(True)
            self.size_buttons.addButton(button, size)
            row.addWidget(button, 1)
        self.other_size = self.size_buttons.button(_OTHER_SIZE)
        form.addRow(row)
        self.columns = make_spin(MIN_SIZE, MAX_SIZE)
        self.rows = make_spin(MIN_SIZE, MAX_SIZE)
        self.other_row = QWidget()
        other = QHBoxLayout(self.other_row)
        other.setContentsMargins(0, 0, 0, 0)
        other.addWidget(self.columns, 1)
        other.addWidget(QLabel("×"))
        other.addWidget(self.rows, 1)
        form.addRow(self.tr("Columns × rows"), self.other_row)
        self.weak = make_label("faint", wraps=True)
        form.addRow(self.weak)
        self.shape = QComboBox()
        for shape in Shape:
            self.shape.addItem(texts.shape_name(shape), shape)
        form.addRow(self.tr("Shape"), self.shape)
        self.win = QComboBox()
        for win in WinCondition:
            self.win.addItem(texts.win_name(win), win)
        form.addRow(self.tr("Aim"), self.win)
        self.goal = make_spin(1, MAX_SIZE * MAX_SIZE)
        form.addRow(self.tr("Stones to capture"), self.goal)

    def show_variant(self, variant: VariantSpec) -> None:
        """Shows the choices of a variant."""
        is_square = variant.height == variant.width and variant.width in _SIZES
        self.size_buttons.button(variant.width if is_square else _OTHER_SIZE).setChecked(True)
        self.columns.setValue(variant.width)
        self.rows.setValue(variant.height)
        choose(self.shape, variant.shape)
        choose(self.win, variant.win)
        self.goal.setValue(variant.capture_goal or 1)

    def listen(self) -> None:
        """Tells of changes from now on."""
        self.size_buttons.idToggled.connect(self.changed)
        for box in (self.shape, self.win):
            box.currentIndexChanged.connect(self.changed)
        for spin in (self.columns, self.rows):
            spin.valueChanged.connect(self.changed)

    def follow(self) -> None:
        """Shows what the size and the aim leave open."""
        self._form.setRowVisible(self.other_row, self.size_buttons.checkedId() == _OTHER_SIZE)
        self._form.setRowVisible(self.goal, self._is_capture())
        height, width = self.size_chosen()
        self.goal.setMaximum(height * width)

    def show_weakness(self, text: str) -> None:
        """Says why our engine is weak on this board; an empty text hides the line."""
        self.weak.setText(text)
        self._form.setRowVisible(self.weak, bool(text))

    def size_chosen(self) -> tuple[int, int]:
        """Returns the rows and columns of the board."""
        size = self.size_buttons.checkedId()
        return (size, size) if size > 0 else (self.rows.value(), self.columns.value())

    @property
    def is_counted(self) -> bool:
        """Whether the game is won by points."""
        return WinCondition(self.win.currentData()) is WinCondition.SCORE

    @property
    def is_usual(self) -> bool:
        """Whether it is won by points on a plane board."""
        return self.is_counted and Shape(self.shape.currentData()) is Shape.PLANE

    def _is_capture(self) -> bool:
        return self.win.currentData() in (WinCondition.CAPTURE, WinCondition.MISERE_CAPTURE)

    def variant(self, rules: Rules, komi: float) -> VariantSpec:
        """Returns the variant that is chosen.

        Raises:
            VariantError: The choices do not go together.
        """
        height, width = self.size_chosen()
        return VariantSpec(
            height,
            width,
            Shape(self.shape.currentData()),
            rules,
            komi,
            WinCondition(self.win.currentData()),
            self.goal.value() if self._is_capture() else 0,
        )
