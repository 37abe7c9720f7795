"""`RuleFields`: the rules of a game one by one, for those who want none of the named sets."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from gogame.board.rules import HandicapBonus, Ko, Rules, Scoring
from gui.views import rule_texts

_TOOLTIP = Qt.ItemDataRole.ToolTipRole


class RuleFields(QWidget):
    """Shows rules and returns the changed ones from `rules`.

    Signals:
        scoring_changed: Games are counted in another way from now on.
    """

    scoring_changed = Signal()

    def __init__(self) -> None:
        """Show the rules of `Rules` where nothing else is said."""
        super().__init__()
        form = self._form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(14)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.ko = QComboBox()
        for ko in Ko:
            self.ko.addItem(rule_texts.ko_name(ko), ko)
            self.ko.setItemData(self.ko.count() - 1, rule_texts.ko_meaning(ko), _TOOLTIP)
        form.addRow(self.tr("Repetition"), self.ko)
        self.suicide = QCheckBox(self.tr("Suicide is allowed"))
        form.addRow(self.suicide)
        self.scoring = QComboBox()
        for scoring in Scoring:
            self.scoring.addItem(rule_texts.scoring_name(scoring), scoring)
        form.addRow(self.tr("Counting"), self.scoring)
        self.bonus = QComboBox()
        for bonus in HandicapBonus:
            self.bonus.addItem(rule_texts.bonus_name(bonus), bonus)
        form.addRow(self.tr("White's handicap points"), self.bonus)
        self.scoring.currentIndexChanged.connect(self._follow_scoring)
        self.show_rules(Rules())

    def show_rules(self, rules: Rules) -> None:
        """Shows rules."""
        for box, value in (
            (self.ko, rules.ko),
            (self.scoring, rules.scoring),
            (self.bonus, rules.handicap_bonus),
        ):
            box.setCurrentIndex(next(i for i in range(box.count()) if box.itemData(i) == value))
        self.suicide.setChecked(rules.suicide)

    def rules(self) -> Rules:
        """Returns the rules as they are shown."""
        scoring = Scoring(self.scoring.currentData())
        bonus = HandicapBonus(self.bonus.currentData())
        return Rules(
            Ko(self.ko.currentData()),
            self.suicide.isChecked(),
            scoring,
            bonus if _has_bonus(scoring) else HandicapBonus.NONE,
        )

    def _follow_scoring(self) -> None:
        self._form.setRowVisible(self.bonus, _has_bonus(Scoring(self.scoring.currentData())))
        self.scoring_changed.emit()


def _has_bonus(scoring: Scoring) -> bool:
    """Returns whether White gets points for the handicap where games are counted so."""
    return scoring is Scoring.AREA
