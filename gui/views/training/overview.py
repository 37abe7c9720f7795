"""`Overview`: the figures of a run and its curves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui.looks.theme import LIGHT, Theme
from gui.training import plots
from gui.training.state import Asked, TrainingState
from gui.views.parts import column_in, make_label
from gui.views.training import words
from gui.views.training.charts import Chart

_TILES = ("time", "games", "positions", "evaluations", "round", "next")


class Tile(QWidget):
    """A figure below its name."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.name = make_label("faint")
        self.figure = make_label("figure")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 7)
        column.setSpacing(1)
        column.addWidget(self.name)
        column.addWidget(self.figure)


class Overview(QWidget):
    """Tiles and two charts."""

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._state = TrainingState()
        self.tiles = {name: Tile() for name in _TILES}
        self.progress = Chart(words.curve_name, theme)
        self.strength = Chart(words.curve_name, theme)
        self.progress_choice, self.strength_choice = QComboBox(), QComboBox()
        for _ in range(2):
            self.progress_choice.addItem("")
            self.strength_choice.addItem("")
        for choice in (self.progress_choice, self.strength_choice):
            choice.currentIndexChanged.connect(self._show_plots)
        self._arrange()
        self._retranslate()

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        for number, tile in enumerate(self.tiles.values()):
            grid.addWidget(tile, number // 3, number % 3)
        column = column_in(self)
        column.addLayout(grid)
        for choice, chart in (
            (self.strength_choice, self.strength),
            (self.progress_choice, self.progress),
        ):
            row = QHBoxLayout()
            row.addWidget(choice)
            row.addStretch(1)
            column.addLayout(row)
            column.addWidget(chart, 1)

    def set_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        self.progress.set_theme(theme)
        self.strength.set_theme(theme)

    def show_state(self, state: TrainingState) -> None:
        """Shows the figures of a state."""
        before, self._state = self._state, state
        self._show_tiles()
        if before.story is not state.story or before.asked != state.asked:
            self._show_plots()

    def _show_tiles(self) -> None:
        status = self._state.status
        texts = dict.fromkeys(_TILES, "–")
        if status is not None:
            texts["time"] = words.duration(status.elapsed_s)
            if status.limits.hours:
                texts["time"] += " / " + words.moment(3600 * status.limits.hours)
            texts["games"] = words.number(status.games)
            if self._state.is_going:
                texts["positions"] = words.number(status.rates.positions_per_s)
                texts["evaluations"] = words.number(status.rates.evaluations_per_s)
                if status.next_checkpoint_s is not None:
                    texts["next"] = words.duration(status.next_checkpoint_s)
            texts["round"] = self.tr("{0} (step {1})").format(
                words.number(status.round), words.number(status.step)
            )
        for name, text in texts.items():
            self.tiles[name].figure.setText(text)

    def _show_plots(self, _index: int = 0) -> None:
        state = self._state
        is_asking = Asked.CURVES in state.asked
        waiting = self.tr("Reading the run…") if is_asking else ""
        make = (plots.loss_plot, plots.speed_plot)[max(0, self.progress_choice.currentIndex())]
        none = self.tr("Curves begin with the first network.")
        self.progress.show_plot(make(state.story), waiting or none)
        make = (plots.score_plot, plots.elo_plot)[max(0, self.strength_choice.currentIndex())]
        none = self.tr(
            "No match has been played yet: a run plays GNU Go, rollouts and random moves from time"
            " to time."
        )
        self.strength.show_plot(make(state.story), waiting or none)

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        names = (
            self.tr("Active time"),
            self.tr("Games"),
            self.tr("Positions/s"),
            self.tr("Evaluations/s"),
            self.tr("Round"),
            self.tr("Next network in"),
        )
        for tile, name in zip(self.tiles.values(), names, strict=True):
            tile.name.setText(name)
        self.progress_choice.setItemText(0, self.tr("Losses"))
        self.progress_choice.setItemText(1, self.tr("Speed of play"))
        self.strength_choice.setItemText(0, self.tr("Strength: score against opponents"))
        self.strength_choice.setItemText(1, self.tr("Strength: Elo"))
        self.progress_choice.setAccessibleName(self.tr("Curves of learning"))
        self.strength_choice.setAccessibleName(self.tr("Curves of strength"))
        self.progress.setAccessibleName(self.progress_choice.accessibleName())
        self.strength.setAccessibleName(self.strength_choice.accessibleName())
        self._show_tiles()
        self._show_plots()
