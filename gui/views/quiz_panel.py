"""`QuizPanel`: the move to guess, what became of the guess, and the running score."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QWidget

from gui.game.state import GameState
from gui.lessons import guessing
from gui.views import teaching_texts as words
from gui.views.parts import column_in, make_button, make_label, row_of


class QuizPanel(QFrame):
    """The card of the quiz.

    Signals:
        next_wanted: The next move is to be guessed.
        ended: The quiz is to end.
    """

    next_wanted = Signal()
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty card, hidden."""
        super().__init__(parent)
        self.setObjectName("card")
        self._state: GameState | None = None
        self.head = make_label("faint")
        self.question = make_label("title", wraps=True)
        self.score = make_label(wraps=True)
        self.next_button = make_button("primary")
        self.end_button = make_button()
        self.next_button.clicked.connect(self.next_wanted)
        self.end_button.clicked.connect(self.ended)
        column = column_in(self)
        for part in (self.head, self.question, self.score):
            column.addWidget(part)
        column.addLayout(row_of(self.next_button, self.end_button))
        self.hide()

    def show_state(self, state: GameState) -> None:
        """Shows the quiz of a state; hides itself while there is none."""
        self._state = state
        self.setVisible(state.quiz is not None)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        state = self._state
        if state is None or state.quiz is None:
            return
        is_over = state.quiz.is_over
        has_guess = state.quiz.guess_at(state.cursor) is not None
        self.head.setText(self.tr("Result of the quiz") if is_over else self.tr("Guess the move"))
        self.question.setText(words.question_text(state, guessing.mover(state)))
        score = words.score_text(state.quiz)
        self.score.setText(score)
        self.score.setVisible(bool(score))
        self.next_button.setText(self.tr("Next") if has_guess else self.tr("Skip"))
        self.next_button.setVisible(not is_over)
        self.end_button.setText(self.tr("Close") if is_over else self.tr("End"))
