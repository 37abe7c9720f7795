"""`NewGameDialog`: everything about a game that is chosen before its first move."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from gogame.board.coords import Color
from gogame.board.rules import DEFAULT_KOMI, PRESETS, Rules, Scoring
from gogame.board.variant import MAX_KOMI
from gogame.errors import GoError
from gui.dialogs.board_fields import BoardFields
from gui.dialogs.button_row import button_row
from gui.dialogs.clock_fields import ClockFields
from gui.dialogs.form_parts import WholeArea, choose, make_form, make_spin
from gui.dialogs.level_field import LevelField
from gui.dialogs.rule_fields import RuleFields
from gui.dialogs.style_field import StyleField, beside
from gui.game.state import FIRST_LEVEL, GameSetup, Player, PlayerKind
from gui.game.transitions import largest_handicap
from gui.lessons.even_game import PlayedGame, suggest
from gui.views import level_texts, style_texts, texts
from gui.views.fault_texts import fault_text
from gui.views.parts import make_label
from gui.views.rule_texts import weak_board_text

_COLUMN = 310  # least width of a column
_MARGINS = 60  # of the dialog and its frame
_HANDICAP_KOMI = 0.5
_CUSTOM = ""  # rules one by one, in place of a preset's name
_FIXED, _FREE = "fixed", "free"  # where handicap stones go
_DEFAULT_SECONDS = 2.0
_DEFAULT_VISITS = 2000


class NewGameDialog(QDialog):
    """Shows a setup and returns the changed one from `setup`."""

    def __init__(
        self,
        setup: GameSetup,
        parent: QWidget | None = None,
        *,
        results: tuple[PlayedGame, ...] | None = (),
        wants_even: bool = False,
        learnt: tuple[tuple[int, int], ...] = (),
    ) -> None:
        """Show the choices of `setup`.

        Args:
            setup: What to begin with.
            parent: The owner.
            results: The person's games against our engine; None if its levels were not measured
                as it plays now.
            wants_even: Whether the level is to follow from them.
            learnt: The boards that our engine's network knows, columns and rows.
        """
        super().__init__(parent)
        self._results = results
        self._learnt = learnt
        self.setWindowTitle(self.tr("New game"))
        self._shown = setup
        self._error = make_label("bad", wraps=True)
        self._error.hide()
        self.board, self.clock = BoardFields(), ClockFields()
        groups = (self.board, self._players_group(), self._rules_group(), self.clock)
        fields = QWidget()
        grid = QGridLayout(fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(14)
        for place, group in enumerate(groups):
            grid.addWidget(group, place // 2, place % 2)
            grid.setColumnMinimumWidth(place % 2, _COLUMN)
        self._area = WholeArea(fields)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 10, 18, 16)
        layout.setSpacing(14)
        layout.addWidget(self._area, 1)
        layout.addWidget(self._error)
        layout.addLayout(button_row(self, self.tr("Cancel"), self.tr("Start game")))
        self._show(setup)
        self.even.setChecked(wants_even and results is not None)
        self._connect()
        self._follow_choices()
        self._fit_screen(grid, groups)

    # The fields

    def _fit_screen(self, grid: QGridLayout, groups: tuple[QWidget, ...]) -> None:
        """Puts the groups below one another where the screen is too narrow."""
        self.ensurePolished()
        if self.sizeHint().width() <= self.screen().availableGeometry().width() - _MARGINS:
            return
        grid.setColumnMinimumWidth(1, 0)
        for place, group in enumerate(groups):
            grid.addWidget(group, place, 0)
            form = group.layout()
            if isinstance(form, QFormLayout):
                form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)

    def _rules_group(self) -> QGroupBox:
        group = QGroupBox(self.tr("Rules"))
        form = self._rules_form = make_form(group)
        self.rules = QComboBox()
        for name in PRESETS:
            self.rules.addItem(texts.rules_name(name), name)
        self.rules.addItem(self.tr("Custom rules…"), _CUSTOM)
        form.addRow(self.tr("Rules"), self.rules)
        self.own_rules = RuleFields()
        form.addRow(self.own_rules)
        self.komi = QDoubleSpinBox(decimals=1, singleStep=0.5)
        self.komi.setRange(-MAX_KOMI, MAX_KOMI)
        form.addRow(self.tr("Komi"), self.komi)
        self.handicap = make_spin(0, 9)
        form.addRow(self.tr("Handicap stones"), self.handicap)
        self.placement = QComboBox()
        self.placement.addItem(self.tr("On the star points"), _FIXED)
        self.placement.addItem(self.tr("Where Black likes"), _FREE)
        form.addRow(self.tr("Placed"), self.placement)
        return group

    def _players_group(self) -> QGroupBox:
        group = QGroupBox(self.tr("Players"))
        form = self._players_form = make_form(group)
        self.black = self._player_box()
        self.white = self._player_box()
        self.styles = {color: StyleField(texts.color_name(color)) for color in Color}
        form.addRow(self.tr("Black"), beside(self.black, self.styles[Color.BLACK]))
        form.addRow(self.tr("White"), beside(self.white, self.styles[Color.WHITE]))
        self.style_note = make_label("faint", wraps=True)
        form.addRow(self.style_note)
        self.by_level = QRadioButton(self.tr("Level"))
        self.levels = {color: LevelField(texts.color_name(color)) for color in Color}
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        for field in self.levels.values():
            column.addWidget(field)
        self.even = QCheckBox(self.tr("Even game with me"))
        self.even_reason = make_label("faint", wraps=True)
        for part in (self.even, self.even_reason):
            column.addWidget(part)
        self.by_seconds = QRadioButton(self.tr("Full strength, seconds a move"))
        self.by_visits = QRadioButton(self.tr("Visits a move"))
        self._strength_kind = QButtonGroup(self)
        self.seconds = QDoubleSpinBox(decimals=1, singleStep=0.5)
        self.seconds.setRange(0.1, 600.0)
        self.visits = make_spin(1, 10_000_000)
        self.visits.setSingleStep(100)
        self.visits.setGroupSeparatorShown(True)
        for button, field in (
            (self.by_level, box),
            (self.by_seconds, self.seconds),
            (self.by_visits, self.visits),
        ):
            self._strength_kind.addButton(button)
            form.addRow(button, field)
        return group

    def _player_box(self) -> QComboBox:
        box = QComboBox()
        box.addItem(self.tr("Human"), PlayerKind.HUMAN)
        box.addItem(self.tr("Computer"), PlayerKind.AI)
        return box

    # What they show

    def _show(self, setup: GameSetup) -> None:
        variant = setup.variant
        self.board.show_variant(variant)
        choose(self.rules, setup.preset or _CUSTOM)
        self.own_rules.show_rules(variant.rules)
        self.komi.setValue(variant.komi)
        self.handicap.setValue(setup.handicap)
        choose(self.placement, _FREE if setup.free_handicap else _FIXED)
        for box, player in ((self.black, setup.black), (self.white, setup.white)):
            if player.is_ai and player.engine:
                box.setItemText(1, player.name)
            choose(box, player.kind)
        engine = setup.white if setup.white.is_ai else setup.black
        self.seconds.setValue(engine.seconds or _DEFAULT_SECONDS)
        self.visits.setValue(engine.visits or _DEFAULT_VISITS)
        for color, field in self.levels.items():
            field.show_level(setup.player(color).level or engine.level or FIRST_LEVEL)
            self.styles[color].show_liking(setup.player(color).style)
        limited = self.by_visits if engine.visits else self.by_seconds
        (limited if engine.level is None else self.by_level).setChecked(True)
        self.clock.show_time(setup.time)

    def _connect(self) -> None:
        self.board.listen()
        self.board.changed.connect(self._follow_choices)
        for box in (self.placement, self.black, self.white):
            box.currentIndexChanged.connect(self._follow_choices)
        for color in Color:
            self.styles[color].currentIndexChanged.connect(self._follow_choices)
            self.levels[color].slider.valueChanged.connect(self._follow_choices)
        for button in (self.by_level, self.by_seconds, self.even):
            button.toggled.connect(self._follow_choices)
        self.rules.currentIndexChanged.connect(self._follow_rules)
        self.own_rules.scoring_changed.connect(self._suggest_komi)
        self.handicap.valueChanged.connect(self._suggest_komi)
        self.handicap.valueChanged.connect(self._follow_choices)

    def _follow_choices(self) -> None:
        """Shows what the other choices leave open."""
        self.board.follow()
        self._rules_form.setRowVisible(self.komi, self.board.is_counted)
        self._rules_form.setRowVisible(self.own_rules, self.rules.currentData() == _CUSTOM)
        height, width = self.board.size_chosen()
        has_stars = largest_handicap(height, width, is_free=False) > 0
        if not has_stars:
            choose(self.placement, _FREE)
        is_free = self.placement.currentData() == _FREE
        self.handicap.setMaximum(largest_handicap(height, width, is_free=is_free))
        self._rules_form.setRowVisible(self.placement, self.handicap.value() >= 2)
        self.placement.setEnabled(has_stars)
        self._follow_strength(height, width)

    def _follow_strength(self, height: int, width: int) -> None:
        ours = {
            Color.BLACK: self.black.currentData() == PlayerKind.AI and not self._shown.black.engine,
            Color.WHITE: self.white.currentData() == PlayerKind.AI and not self._shown.white.engine,
        }
        has_engine = PlayerKind.AI in (self.black.currentData(), self.white.currentData())
        if not any(ours.values()) and self.by_level.isChecked():
            self.by_seconds.setChecked(True)
        self._players_form.setRowVisible(self.by_level, any(ours.values()))
        for part in (self.by_seconds, self.by_visits):
            self._players_form.setRowVisible(part, has_engine)
        plays = any(ours.values()) and self.board.is_usual
        self.board.show_weakness(weak_board_text(height, width, self._learnt if plays else ()))
        by_level = self.by_level.isChecked()
        may_be_even = self._may_be_even()
        is_even = may_be_even and by_level and self.even.isChecked()
        self.even.setVisible(may_be_even)
        self.even.setEnabled(by_level)
        self.even_reason.setVisible(is_even)
        for color, field in self.levels.items():
            field.setVisible(ours[color])
            field.setEnabled(by_level and not is_even)
            field.show_board(height, width, self._unmeasured())
        if is_even:
            self._show_even(height, width)
        self.seconds.setEnabled(self.by_seconds.isChecked())
        self.visits.setEnabled(self.by_visits.isChecked())
        self._follow_styles(ours)

    def _unmeasured(self) -> str:
        """Returns why nobody knows what a level is worth in this game, empty if it is known."""
        if self._results is None:
            return level_texts.unmeasured_network_text()
        return "" if self.board.is_usual else level_texts.unmeasured_game_text()

    def _follow_styles(self, ours: dict[Color, bool]) -> None:
        notes: list[str] = []
        for color, field in self.styles.items():
            field.setVisible(ours[color])
            if ours[color] and field.liking is not None:
                level = self.levels[color].level if self.by_level.isChecked() else None
                notes.append(style_texts.style_note(field.liking, level))
        self.style_note.setText("\n".join(dict.fromkeys(notes)))
        self._players_form.setRowVisible(self.style_note, bool(notes))

    def _may_be_even(self) -> bool:
        """Returns whether one person plays our engine in a game whose results compare."""
        kinds = [self.black.currentData(), self.white.currentData()]
        engine = self._shown.white if kinds[1] == PlayerKind.AI else self._shown.black
        is_plain = self.board.is_usual and self.handicap.value() < 2
        is_one = kinds.count(PlayerKind.AI) == 1
        return is_plain and is_one and not engine.engine and self._results is not None

    def _show_even(self, height: int, width: int) -> None:
        suggestion = suggest(self._results or (), height, width)
        for field in self.levels.values():
            field.show_level(suggestion.level)
        self.even_reason.setText(level_texts.even_game_text(suggestion))

    def _follow_rules(self) -> None:
        """Begins own rules with those that were chosen before, and suggests a komi."""
        preset = PRESETS.get(str(self.rules.currentData()))
        if preset is not None:
            self.own_rules.show_rules(preset)
            self._suggest_komi()
        self._follow_choices()

    def _rules(self) -> Rules:
        """Returns the preset that is chosen, or the rules one by one."""
        return PRESETS.get(str(self.rules.currentData())) or self.own_rules.rules()

    def _suggest_komi(self) -> None:
        """Sets the komi that goes with the rules, or with a handicap."""
        is_area = self._rules().scoring is Scoring.AREA
        usual = DEFAULT_KOMI["chinese" if is_area else "japanese"]
        komi = DEFAULT_KOMI.get(str(self.rules.currentData()), usual)
        self.komi.setValue(_HANDICAP_KOMI if self.handicap.value() >= 2 else komi)

    # The outcome

    @property
    def error(self) -> str:
        """What does not go together, empty if all is well."""
        return self._error.text()

    @property
    def wants_even(self) -> bool:
        """Whether the level is to follow from the person's results."""
        return self.even.isChecked()

    def setup(self) -> GameSetup:
        """Returns the setup that was accepted.

        Raises:
            GoError: The choices do not go together.
        """
        handicap = self.handicap.value()
        return GameSetup(
            self.board.variant(self._rules(), round(self.komi.value() * 2) / 2),
            self._player(Color.BLACK),
            self._player(Color.WHITE),
            handicap if handicap >= 2 else 0,
            free_handicap=handicap >= 2 and self.placement.currentData() == _FREE,
            time=self.clock.time(),
            rules_name=str(self.rules.currentData()),
        )

    def _player(self, color: Color) -> Player:
        box = self.black if color is Color.BLACK else self.white
        before = self._shown.player(color)
        if PlayerKind(box.currentData()) is PlayerKind.HUMAN:
            return Player(PlayerKind.HUMAN)
        by_visits = self.by_visits.isChecked()
        is_other = before.is_ai and bool(before.engine)
        if self.by_level.isChecked() and not is_other:
            level, style = self.levels[color].level, self.styles[color].liking
            return Player(PlayerKind.AI, level=level, style=style)
        return Player(
            PlayerKind.AI,
            before.name if is_other else "",
            self.visits.value() if by_visits else None,
            None if by_visits else round(self.seconds.value(), 1),
            before.engine if is_other else "",
            style=None if is_other else self.styles[color].liking,
        )

    def accept(self) -> None:
        """Closes the dialog if the choices go together; says what is wrong otherwise."""
        try:
            self.setup()
        except GoError as error:
            self._error.setText(fault_text(str(error)))
            self._error.show()
            return
        super().accept()
