"""`ScorePanel`: the end of a game: the count in full, what may still be changed, the result."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gogame.board.coords import EMPTY, Color
from gogame.board.rules import Scoring
from gogame.board.score import Score
from gogame.record import Result
from gui.game import counting
from gui.game.counting import Part
from gui.game.state import GameState, Phase
from gui.views import texts
from gui.views.parts import make_button, make_label, make_rule

_NUM_ROWS = 7  # the head, up to five parts, the total


class ScorePanel(QFrame):
    """The count and what to do with it.

    Signals:
        accepted: The count is right.
        resumed: Play shall go on.
        proposal_wanted: The count shall be again as the engine proposed it.
    """

    accepted = Signal()
    resumed = Signal()
    proposal_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty panel."""
        super().__init__(parent)
        self.setObjectName("card")
        self._state: GameState | None = None
        self.title = make_label("title", wraps=True)
        self._hint = make_label("faint", wraps=True)
        self.proposal = make_label("faint", wraps=True)
        self.proposal_button = make_button("link")
        self.proposal_button.clicked.connect(self.proposal_wanted)
        self.explanation = make_label("faint", wraps=True)
        self.by_hand = make_label(wraps=True)
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
        for part in (self.title, self._hint, self.proposal, self.proposal_button):
            column.addWidget(part)
        for part in (self._table, self.by_hand):
            column.addWidget(part)
        column.addLayout(buttons)  # before the explanation: they stay in view in a low window
        column.addWidget(self.explanation)

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
            self.tr("Click a stone to change its fate, an empty point to change whose it is.")
        )
        help_text = self.tr(
            "Dead stones are taken off; a click on a dead mark brings them back. An empty point "
            "stands for its whole region, with the dead stones in it: each click gives it to the "
            "next, to nobody, to Black, to White, and back to whom the count gives it."
        )
        self._hint.setToolTip(f"<p>{help_text}</p>")  # a plain text would be one long line
        self._hint.setAccessibleDescription(help_text)
        self._show_proposal(state, is_scoring=is_scoring)
        self._table.setVisible(state.score is not None)
        self.explanation.setVisible(state.score is not None)
        if state.score is not None:
            self._fill(state)
            self.explanation.setText(self._explained(state.score))
        self.by_hand.setVisible(state.score is not None and bool(state.corrections))
        self.by_hand.setText(self._given(state))

    def _show_proposal(self, state: GameState, *, is_scoring: bool) -> None:
        proposed = state.proposed
        is_known = proposed is not None
        self.proposal.setVisible(is_scoring and is_known)
        is_other = proposed != state.dead or bool(state.corrections)
        self.proposal_button.setVisible(is_scoring and is_known and is_other)
        self.proposal_button.setText(self.tr("Back to the engine's proposal"))
        if not proposed:
            self.proposal.setText(self.tr("The engine holds no stones for dead."))
        else:
            words = self.tr("Stones that the engine holds for dead: {0}.")
            self.proposal.setText(words.format(len(proposed)))

    def _explained(self, score: Score) -> str:
        """Returns in words what is counted."""
        if score.scoring is Scoring.AREA:
            text = self.tr("Area is counted: living stones and the points they surround.")
        else:
            text = self.tr(
                "Territory is counted: surrounded points and prisoners; dead stones are prisoners."
            )
        neutral = counting.num_neutral(score)
        if neutral:
            text += " " + self.tr("Neutral points: {0}.").format(neutral)
        return text

    def _given(self, state: GameState) -> str:
        """Returns in words how many points were given to whom by hand."""
        parts = [
            self.tr("nobody {0}").format(number)
            if owner == EMPTY
            else self.tr("{0} {1}").format(texts.color_name(Color(owner)), number)
            for owner, number in counting.num_given(state).items()
        ]
        return self.tr("Given by hand: {0}.").format(", ".join(parts))

    def _fill(self, state: GameState) -> None:
        names = {
            Part.STONES: self.tr("Stones"),
            Part.TERRITORY: self.tr("Territory"),
            Part.CAPTURED: self.tr("Captured"),
            Part.DEAD: self.tr("Dead stones"),
            Part.KOMI: self.tr("Komi"),
            Part.BONUS: self.tr("Handicap bonus"),
            Part.TOTAL: self.tr("Total"),
        }
        rows = [("", texts.color_name(Color.BLACK), texts.color_name(Color.WHITE))]
        for row in counting.rows_of(state):
            black = "" if row.black is None else f"{row.black:g}"
            rows.append((names[row.part], black, f"{row.white:g}"))
        *parts, total = rows
        empty = [("", "", "")] * (_NUM_ROWS - len(rows))
        for labels, texts_of_row in zip(self.cells, [*parts, *empty, total], strict=True):
            for label, text in zip(labels, texts_of_row, strict=True):
                label.setText(text)
                label.setVisible(texts_of_row != ("", "", ""))
