"""`ClockFields`: the clocks of a new game."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGroupBox,
    QLabel,
    QSpinBox,
    QWidget,
)

from gogame.clock import TimeSettings, TimeSystem
from gui.dialogs.form_parts import make_form
from gui.views import texts

_COUNTED = (TimeSystem.BYO_YOMI, TimeSystem.CANADIAN)
# Minutes of main time, seconds of a period, periods or stones: what a system begins with.
_USUAL = {
    TimeSystem.NONE: (10.0, 30.0, 3),
    TimeSystem.ABSOLUTE: (20.0, 30.0, 3),
    TimeSystem.BYO_YOMI: (10.0, 30.0, 3),
    TimeSystem.FISCHER: (5.0, 10.0, 3),
    TimeSystem.CANADIAN: (10.0, 300.0, 15),
}


class ClockFields(QGroupBox):
    """The group of fields about time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without clocks."""
        super().__init__(parent)
        self.setTitle(self.tr("Clock"))
        form = self._form = make_form(self)
        self.system = QComboBox()
        for system in TimeSystem:
            self.system.addItem(texts.time_system_name(system), system)
        self.main_minutes = QDoubleSpinBox(decimals=1, singleStep=1.0)
        self.main_minutes.setRange(0.0, 600.0)
        self.period_s = QDoubleSpinBox(decimals=0, singleStep=5.0)
        self.period_s.setRange(1.0, 3600.0)
        self.count = QSpinBox()
        self.count.setRange(1, 100)
        form.addRow(self.tr("System"), self.system)
        form.addRow(self.tr("Main time, minutes"), self.main_minutes)
        self._period_label = QLabel()
        self._count_label = QLabel()
        form.addRow(self._period_label, self.period_s)
        form.addRow(self._count_label, self.count)
        self.show_time(TimeSettings())
        self.system.currentIndexChanged.connect(self._suggest)

    def show_time(self, time: TimeSettings) -> None:
        """Shows the clocks of a game."""
        self.system.setCurrentIndex(list(TimeSystem).index(time.system))
        minutes, period, count = _USUAL[time.system]
        is_timed = time.system is not TimeSystem.NONE
        self.main_minutes.setValue(time.main_s / 60 if is_timed else minutes)
        self.period_s.setValue(time.period_s or period)
        self.count.setValue(time.count or count)
        self._follow_system()

    def _suggest(self) -> None:
        minutes, period, count = _USUAL[self._system]
        self.main_minutes.setValue(minutes)
        self.period_s.setValue(period)
        self.count.setValue(count)
        self._follow_system()

    @property
    def _system(self) -> TimeSystem:
        return TimeSystem(self.system.currentData())

    def _follow_system(self) -> None:
        """Shows the fields of the system, under the words that fit it."""
        system = self._system
        has_period = system in (*_COUNTED, TimeSystem.FISCHER)
        self._form.setRowVisible(self.main_minutes, system is not TimeSystem.NONE)
        self.main_minutes.setMinimum(0.0 if system in _COUNTED else 0.1)
        self._form.setRowVisible(self.period_s, has_period)
        self._form.setRowVisible(self.count, system in _COUNTED)
        if system is TimeSystem.FISCHER:
            self._period_label.setText(self.tr("Added a move, seconds"))
        elif system is TimeSystem.CANADIAN:
            self._period_label.setText(self.tr("Period of stones, seconds"))
            self._count_label.setText(self.tr("Stones a period"))
        else:
            self._period_label.setText(self.tr("Period, seconds"))
            self._count_label.setText(self.tr("Periods"))

    def time(self) -> TimeSettings:
        """Returns the clocks chosen.

        Raises:
            ConfigError: They make no sense.
        """
        system = self._system
        if system is TimeSystem.NONE:
            return TimeSettings()
        has_period = system is not TimeSystem.ABSOLUTE
        return TimeSettings(
            system,
            round(self.main_minutes.value() * 60, 1),
            self.period_s.value() if has_period else 0.0,
            self.count.value() if system in _COUNTED else 0,
        )
