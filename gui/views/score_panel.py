"""`ScorePanel`: the end of a game: the count in full, what may still be changed, the result."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gogame.board.coords import Color
from gogame.board.rules import Scoring
from gogame.board.score import Score
from gogame.record import Result
from gui.state import GameState, Phase
from gui.views import texts
from gui.views.parts import make_button, make_label, make_rule

_NUM_ROWS = 5  # the head, up to three parts, the total


class ScorePanel(QFrame):
    """The count and what to do with it.

    Signals:
        accepted: The count is right.
        resumed: Play shall go on.
    """

    accepted = Signal()
    resumed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty panel."""
        super().__init__(parent)
        self.setObjectName("card")
        self._state: GameState | None = None
        self.title = make_label("title", wraps=True)
        self._hint = make_label("faint", wraps=True)
        self._table = QWidget()
        self.cells = self._make_cells()
        self.accept_button = make_button("primary")
        self.accept_button.clicked.connect(self.accepted)
        self.resume_button = make_button()
        self.resume_button.clicked.connect(self.resumed)
        buttons = QHBoxLayout()
        buttons.addWidget(self.accept_button, 1)
        buttons.addWidget(self.resume_button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(9)
        for part in (self.title, self._hint, self._table):
            column.addWidget(part)
        column.addLayout(buttons)

    def _make_cells(self) -> list[tuple[QLabel, QLabel, QLabel]]:
        grid = QGridLayout(self._table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(1, 52)
        grid.setColumnMinimumWidth(2, 52)
        cells: list[tuple[QLabel, QLabel, QLabel]] = []
        for row in range(_NUM_ROWS):
            strong = row in (0, _NUM_ROWS - 1)
            labels = tuple(make_label("title" if strong else "") for _ in range(3))
            at = row + (row == _NUM_ROWS - 1)  # a rule stands before the total
            for column, label in enumerate(labels):
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                grid.addWidget(label, at, column, side)
            cells.append((labels[0], labels[1], labels[2]))
        grid.addWidget(make_rule(), _NUM_ROWS - 1, 0, 1, 3)
        return cells

    def show_state(self, state: GameState) -> None:
        """Shows the end of a game; hides itself while one is played."""
        self._state = state
        self.setVisible(state.phase in (Phase.SCORING, Phase.OVER))
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        state = self._state
        if state is None:
            return
        is_scoring = state.phase is Phase.SCORING
        self.accept_button.setText(self.tr("Accept"))
        self.resume_button.setText(self.tr("Resume play"))
        self.accept_button.setVisible(is_scoring)
        self.resume_button.setVisible(state.can_resume)
        result = state.result
        if is_scoring and state.score is not None:
            result = Result.by_score(state.score.lead_black)
        self.title.setText("" if result is None else texts.result_text(result))
        self.title.setVisible(result is not None)
        self._hint.setVisible(is_scoring)
        self._hint.setText(
            self.tr("Click dead stones to take them off, or dead marks to bring them back.")
        )
        self._table.setVisible(state.score is not None)
        if state.score is not None:
            self._fill(state.score)

    def _fill(self, score: Score) -> None:
        territory = (self.tr("Territory"), score.black_territory, score.white_territory)
        if score.scoring is Scoring.AREA:
            parts = [(self.tr("Stones"), score.black_stones, score.white_stones), territory]
        else:
            parts = [
                territory,
                (self.tr("Prisoners"), score.black_prisoners, score.white_prisoners),
            ]
        rows = [
            ("", texts.color_name(Color.BLACK), texts.color_name(Color.WHITE)),
            *((name, str(black), str(white)) for name, black, white in parts),
            (self.tr("Komi"), "", f"{score.komi:g}"),
            (self.tr("Total"), f"{score.black_points:g}", f"{score.white_points:g}"),
        ]
        for labels, row in zip(self.cells, rows, strict=True):
            for label, text in zip(labels, row, strict=True):
                label.setText(text)
