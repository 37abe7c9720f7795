"""`NetworksPanel`: the networks of a run: when each was there and how strong it was."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from gui.training.networks import parse_moment
from gui.training.state import Asked, TrainingState
from gui.training.story import Round, Story, Strength
from gui.views.parts import column_in, make_button, make_label
from gui.views.rule_texts import learnt_text
from gui.views.training import words
from gui.views.training.tables import Row, RowsTable

_MOST_VISITS = 100_000


class NetworksPanel(QWidget):
    """A table of networks.

    Signals:
        played: A network's round, and its visits: a game against it shall begin.
        used: A network's round: the app shall use it.
        built_in_wanted: The app shall use the network that comes with it.
        games_wanted: The digest of a network whose games shall be listed.
    """

    played = Signal(int, int)
    used = Signal(int)
    built_in_wanted = Signal()
    games_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with an empty table."""
        super().__init__(parent)
        self._state = TrainingState()
        self.moment = QLineEdit("10")
        self.moment.setMaximumWidth(90)
        self.moment.textEdited.connect(self._choose_moment)
        self.moment.returnPressed.connect(self._play)
        self._before, self._after = make_label(), make_label()
        self.found = make_label("faint", wraps=True)
        self.visits = QSpinBox()
        self.visits.setRange(1, _MOST_VISITS)
        self.visits.setValue(100)
        self._visits_label = make_label()
        self.only_measured = QCheckBox()
        self.only_measured.toggled.connect(self._fill_again)
        self.table = RowsTable(self._headings, 4)
        self.table.row_chosen.connect(self._enable)
        self.table.row_entered.connect(self._play)
        self.play = make_button("primary")
        self.use, self.games = make_button(), make_button()
        self.in_use = make_label("faint", wraps=True)
        self.built_in = make_button("link")
        self.play.clicked.connect(lambda: self._play())  # noqa: PLW0108 - it tells of a check
        self.use.clicked.connect(lambda: self._tell(self.used.emit))
        self.games.clicked.connect(self._ask_games)
        self.built_in.clicked.connect(self.built_in_wanted)
        self._arrange()
        self._retranslate()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        for widget in (self._before, self.moment, self._after, self._visits_label, self.visits):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.only_measured)
        foot = QHBoxLayout()
        foot.addWidget(self.games)
        foot.addStretch(1)
        foot.addWidget(self.use)
        foot.addWidget(self.play)
        below = QHBoxLayout()
        below.addWidget(self.in_use, 1)
        below.addWidget(self.built_in)
        column = column_in(self)
        column.addLayout(head)
        column.addWidget(self.found)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        column.addLayout(below)

    def _headings(self) -> tuple[str, ...]:
        return (
            self.tr("Round"),
            self.tr("After"),
            self.tr("Games"),
            self.tr("Loss"),
            self.tr("Strength"),
        )

    @property
    def chosen(self) -> Round | None:
        """The network that is chosen, or None."""
        key = self.table.chosen
        return next((row for row in self._state.story.rounds if str(row.number) == key), None)

    def show_state(self, state: TrainingState) -> None:
        """Shows the networks of a state."""
        before, self._state = self._state, state
        if before.story is not state.story or before.network != state.network:
            self._fill()
            if before.folder != state.folder or not before.story.rounds:
                self._choose_moment(self.moment.text())
        if (before.network, before.learnt, before.asked) != (
            state.network,
            state.learnt,
            state.asked,
        ):
            self._show_words()
        self._enable()

    def _fill_again(self, _is_on: bool) -> None:  # noqa: FBT001 - what a check box tells
        self._fill()

    def _fill(self) -> None:
        story, in_use = self._state.story, self._state.network
        measured = _measured(story)
        rows: list[Row] = []
        for row in reversed(story.rounds):
            found = measured.get(row.number, [])
            if self.only_measured.isChecked() and not found:
                continue
            loss = row.losses.get("total")
            cells = (
                str(row.number),
                words.moment(row.elapsed_s),
                "–" if row.games is None else words.number(row.games),
                "–" if loss is None else f"{loss:.3f}",
                "; ".join(words.strength_text(strength) for strength in found),
            )
            name = row.network.rpartition("/")[2]
            rows.append(Row(str(row.number), cells, bool(name) and in_use.endswith(name)))
        self.table.show_rows(rows)
        self._enable()

    def _choose_moment(self, text: str) -> None:
        """Goes to the newest network of a moment."""
        moment = parse_moment(text)
        row = None if moment is None else self._state.story.at(moment)
        if row is not None:
            self.table.choose(str(row.number))
        self._show_words()

    def _show_words(self) -> None:
        state = self._state
        if parse_moment(self.moment.text()) is None:
            text = self.tr("“{0}” is no time: write minutes, or 1:30 for an hour and a half.")
            self.found.setText(text.format(self.moment.text()))
        elif Asked.CURVES in state.asked and not state.story.rounds:
            self.found.setText(self.tr("Reading networks…"))
        elif not state.story.rounds:
            self.found.setText(self.tr("There is no network of this run yet."))
        else:
            chosen = self.chosen
            last = state.story.rounds[-1]
            text = self.tr("{0} networks, the newest of round {1} after {2}.").format(
                len(state.story.rounds), last.number, words.moment(last.elapsed_s)
            )
            if chosen is not None:
                text += " " + self.tr("Chosen: round {0}, after {1}.").format(
                    chosen.number, words.moment(chosen.elapsed_s)
                )
            self.found.setText(text)
        name = state.network.replace("\\", "/").rpartition("/")[2]
        used = (
            self.tr("The app uses {0}.").format(name)
            if name
            else self.tr("The app uses the network that comes with it.")
        )
        self.in_use.setText(f"{used} {learnt_text(state.learnt)}".strip())
        self.built_in.setVisible(bool(name))

    def _enable(self, _key: str = "") -> None:
        has_chosen = self.chosen is not None
        for button in (self.play, self.use, self.games):
            button.setEnabled(has_chosen)
        self._show_words()

    def _tell(self, emit: object) -> None:
        chosen = self.chosen
        if chosen is not None and callable(emit):
            emit(chosen.number)

    def _play(self, _key: str = "") -> None:
        chosen = self.chosen
        if chosen is not None:
            self.played.emit(chosen.number, self.visits.value())

    def _ask_games(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            self.games_wanted.emit(chosen.checkpoint)

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._before.setText(self.tr("Play it as it was after"))
        self._after.setText(self.tr("min"))
        self._visits_label.setText(self.tr("with visits:"))
        self.moment.setAccessibleName(self._before.text())
        self.visits.setAccessibleName(self.tr("Visits a move"))
        self.only_measured.setText(self.tr("Only measured ones"))
        self.play.setText(self.tr("Play against it"))
        self.use.setText(self.tr("Use it in the app"))
        self.games.setText(self.tr("Its games"))
        self.built_in.setText(self.tr("Use the built-in network"))
        self.table.setAccessibleName(self.tr("Networks"))
        self.table.retranslate()
        self._fill()
        self._show_words()


def _measured(story: Story) -> dict[int, list[Strength]]:
    found: dict[int, list[Strength]] = {}
    for row in story.strengths:
        found.setdefault(row.round, []).append(row)
    return found
