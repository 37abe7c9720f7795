"""What dialogs with fields are made of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QGroupBox, QSpinBox


def make_form(group: QGroupBox) -> QFormLayout:
    """Returns the form of a group of fields: words at the left, fields as wide as there is room."""
    form = QFormLayout(group)
    form.setContentsMargins(12, 10, 12, 10)
    form.setVerticalSpacing(8)
    form.setHorizontalSpacing(14)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return form


def make_spin(low: int, high: int) -> QSpinBox:
    """Returns a field for a whole number."""
    spin = QSpinBox()
    spin.setRange(low, high)
    return spin


def choose(box: QComboBox, value: object) -> None:
    """Chooses the entry with some data, or the first one."""
    index = next((i for i in range(box.count()) if box.itemData(i) == value), 0)
    box.setCurrentIndex(index)
