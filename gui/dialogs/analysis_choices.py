"""`AnalysisDialog`: how positions are analysed and what candidates say."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QGroupBox,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gui.analysis.choices import AnalysisChoices
from gui.analysis.labels import MOST_LINES, Label
from gui.dialogs.button_row import button_row
from gui.dialogs.form_parts import WholeArea, column_of, make_form
from gui.views import analysis_texts

_WIDTH_LINES = 28


class AnalysisDialog(QDialog):
    """Shows the choices of the analysis and returns what was chosen instead."""

    def __init__(self, choices: AnalysisChoices, parent: QWidget | None = None) -> None:
        """Show the present choices."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Analysis settings"))
        self._before = choices
        self.lines = [self._line_box(number) for number in range(MOST_LINES)]
        self.most = _count(0, 361, choices.most)
        self.most.setSpecialValueText(self.tr("all"))
        self.least_visits = _count(1, 1_000_000, choices.least_visits)
        self.live_visits = _count(10, 100_000_000, choices.live_visits)
        self.review_visits = _count(1, 1_000_000, choices.review_visits)
        self.deep_visits = _count(1, 10_000_000, choices.deep_visits)
        self.reports = QDoubleSpinBox(decimals=1, singleStep=1.0)
        self.reports.setRange(0.5, 10.0)
        self.reports.setValue(1 / choices.report_s if choices.report_s else 10.0)
        self.mistake = QDoubleSpinBox(decimals=1, singleStep=0.5)
        self.mistake.setRange(0.1, 100.0)
        self.mistake.setValue(choices.mistake)
        self.on_load = QCheckBox(self.tr("Analyse a game as soon as it is opened"))
        self.on_load.setChecked(choices.on_load)
        self.keeps = QCheckBox(self.tr("Save analyses in the game record"))
        self.keeps.setChecked(choices.keeps)
        content = QWidget()
        fields = column_of(content)
        fields.addWidget(self._candidates_group())
        fields.addWidget(self._searches_group())
        fields.addWidget(self.on_load)
        fields.addWidget(self.keeps)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 10, 18, 16)
        layout.setSpacing(12)
        layout.addWidget(WholeArea(content, _WIDTH_LINES), 1)
        layout.addLayout(button_row(self, self.tr("Cancel"), self.tr("Use these")))

    def _line_box(self, number: int) -> QComboBox:
        box = QComboBox()
        if number:
            box.addItem(self.tr("nothing"), None)
        for label in Label:
            box.addItem(analysis_texts.label_name(label), label)
        labels = self._before.labels
        box.setCurrentIndex(box.findData(labels[number]) if number < len(labels) else 0)
        box.setAccessibleName(self.tr("Line {0}").format(number + 1))
        return box

    def _candidates_group(self) -> QGroupBox:
        group = QGroupBox(self.tr("Candidate moves"))
        form = make_form(group)
        for number, box in enumerate(self.lines):
            form.addRow(self.tr("Line {0}").format(number + 1), box)
        form.addRow(self.tr("Show at most"), self.most)
        form.addRow(self.tr("With at least so many visits"), self.least_visits)
        return group

    def _searches_group(self) -> QGroupBox:
        group = QGroupBox(self.tr("Searches"))
        form = make_form(group)
        form.addRow(self.tr("Visits of the position shown"), self.live_visits)
        form.addRow(self.tr("Reports a second"), self.reports)
        form.addRow(self.tr("Visits of each position of a game"), self.review_visits)
        form.addRow(self.tr("Visits of a deeper analysis"), self.deep_visits)
        form.addRow(self.tr("A mistake loses at least, points"), self.mistake)
        return group

    def choices(self) -> AnalysisChoices:
        """Returns what was chosen; a line that says the same as another one is left out."""
        labels = dict.fromkeys(
            Label(box.currentData()) for box in self.lines if box.currentData() is not None
        )
        return replace(
            self._before,
            labels=tuple(labels),
            most=self.most.value(),
            least_visits=self.least_visits.value(),
            live_visits=self.live_visits.value(),
            review_visits=self.review_visits.value(),
            deep_visits=self.deep_visits.value(),
            report_s=1 / self.reports.value(),
            mistake=self.mistake.value(),
            on_load=self.on_load.isChecked(),
            keeps=self.keeps.isChecked(),
        )


def _count(least: int, most: int, value: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(least, most)
    box.setGroupSeparatorShown(True)
    box.setValue(value)
    return box
