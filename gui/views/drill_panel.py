"""`DrillPanel`: the mistake that is practised, and what became of the move that was tried."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QWidget

from gogame.board.coords import action_to_gtp
from gui.game.drill import DrillStage, DrillTask
from gui.game.state import GameState
from gui.views import texts
from gui.views.parts import column_in, make_button, make_label, row_of


class DrillPanel(QFrame):
    """The card of a drill.

    Signals:
        answer_wanted: The better move is to be told.
        next_wanted: The next position is to come.
        dropped: The position is never to come again.
        ended: No more positions are wanted.
    """

    answer_wanted = Signal()
    next_wanted = Signal()
    dropped = Signal()
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty card, hidden."""
        super().__init__(parent)
        self.setObjectName("card")
        self._state: GameState | None = None
        self._left, self._source, self._answer = 0, "", None
        self.head = make_label("faint")
        self.question = make_label("title", wraps=True)
        self.source = make_label("faint", wraps=True)
        self.answer_button = make_button()
        self.next_button = make_button("primary")
        self.drop_button = make_button()
        self.end_button = make_button()
        for button, signal in (
            (self.answer_button, self.answer_wanted),
            (self.next_button, self.next_wanted),
            (self.drop_button, self.dropped),
            (self.end_button, self.ended),
        ):
            button.clicked.connect(signal)
        column = column_in(self)
        for part in (self.head, self.question, self.source):
            column.addWidget(part)
        column.addLayout(row_of(self.next_button, self.answer_button))
        column.addLayout(row_of(self.drop_button, self.end_button))
        self.hide()

    def show_task(self, state: GameState, left: int, source: str, answer: int | None) -> None:
        """Shows the task of a state; hides itself while there is none.

        Args:
            state: What is shown.
            left: Positions that are due, this one included.
            source: Which game and move the task is from.
            answer: The better move, once it may be told.
        """
        self._state = state
        self._left, self._source, self._answer = left, source, answer
        self.setVisible(state.drill is not None)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        state = self._state
        if state is None or state.drill is None:
            return
        task = state.drill
        self.head.setText(self.tr("Practise mistakes · {0} due").format(self._left))
        self.question.setText(self._words(state, task))
        self.source.setText(self._source)
        self.source.setVisible(not task.is_open)
        self.answer_button.setText(self.tr("Show answer"))
        self.answer_button.setVisible(task.is_open)
        self.next_button.setText(self.tr("Later") if task.is_open else self.tr("Next"))
        self.drop_button.setText(self.tr("Never again"))
        self.end_button.setText(self.tr("End"))

    def _words(self, state: GameState, task: DrillTask) -> str:
        tried = _vertex(state, task.tries[-1]) if task.tries else ""
        lost = "" if task.loss is None else f"{task.loss:.1f}"
        played = _vertex(state, task.played)
        if task.stage is DrillStage.JUDGING:
            return self.tr("{0}: the engine looks at it…").format(tried)
        if task.stage is DrillStage.WRONG:
            return self.tr("{0} loses {1} points. Try another move.").format(tried, lost)
        if task.stage is DrillStage.UNKNOWN:
            return self.tr("The engine could not judge that move. Try another one.")
        if task.stage is DrillStage.SOLVED:
            words = self.tr("{0} is good: it loses {1} points; in the game {2} lost {3}.")
            return words.format(tried, lost, played, f"{task.lost:g}")
        if task.stage is DrillStage.SHOWN:
            best = "?" if self._answer is None else _vertex(state, self._answer)
            words = self.tr("{0} is best; in the game {1} lost {2} points.")
            return words.format(best, played, f"{task.lost:g}")
        color = texts.color_name(state.tree.position(task.node).to_play)
        words = self.tr("{0} to play: find a move that loses no more than {1} points.")
        return words.format(color, f"{task.limit:g}")


def _vertex(state: GameState, action: int) -> str:
    return action_to_gtp(action, state.variant.height, state.variant.width)
