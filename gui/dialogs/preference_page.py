"""`PreferencePage`: rows of settings; a change is told at once, so that the window shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from gui.views import texts
from gui.views.parts import make_label


class PreferencePage(QWidget):
    """A page made of rows; `follow` of each row hears what the person chose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without rows."""
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._form = QFormLayout()
        self._form.setVerticalSpacing(10)
        self._form.setHorizontalSpacing(16)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._column.addLayout(self._form)
        self._column.addStretch(1)

    def add_choice(
        self, words: str, items: Mapping[str, str], chosen: str, follow: Callable[[str], object]
    ) -> QComboBox:
        """Adds a choice of one item; `items` are words by code."""
        box = QComboBox()
        for code, item in items.items():
            box.addItem(item, code)
        box.setCurrentIndex(max(0, list(items).index(chosen) if chosen in items else 0))
        box.currentIndexChanged.connect(lambda _index=0: follow(str(box.currentData())))
        self._add(words, box, box)
        return box

    def add_switch(self, words: str, follow: Callable[[bool], object], *, is_on: bool) -> QCheckBox:
        """Adds something that is on or off."""
        box = QCheckBox(words)
        box.setChecked(is_on)
        box.toggled.connect(follow)
        self._form.addRow(box)
        return box

    def add_slider(
        self,
        words: str,
        limits: tuple[int, int, int],
        value: int,
        follow: Callable[[int], object],
        unit: str | None = None,
    ) -> QSlider:
        """Adds a number; `limits` are the least, the most and the step.

        It is in percent unless another `unit` is written behind it.
        """

        def said(number: int) -> str:
            return texts.percent_text(number / 100) if unit is None else f"{number}{unit}"

        least, most, step = limits
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(least // step, most // step)
        slider.setValue(value // step)
        shown = QLabel(said(value))
        shown.setMinimumWidth(shown.fontMetrics().horizontalAdvance(said(most) + "0"))

        def tell(at: int) -> None:
            shown.setText(said(at * step))
            follow(at * step)

        slider.valueChanged.connect(tell)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(slider, 1)
        line.addWidget(shown)
        self._add(words, slider, row)
        return slider

    def add_note(self, words: str) -> QLabel:
        """Adds a line of explanation."""
        note = make_label("faint", wraps=True)
        note.setText(words)
        self._form.addRow(note)
        return note

    def add_row(self, words: str, widget: QWidget) -> None:
        """Adds any field."""
        self._add(words, widget, widget)

    def add_widget(self, widget: QWidget) -> None:
        """Adds a widget over the whole width, below the rows; it takes the room that is left."""
        self._column.insertWidget(self._column.count() - 1, widget, 1)

    def _add(self, words: str, field: QWidget, row: QWidget) -> None:
        field.setAccessibleName(words)
        self._form.addRow(words, row)
