"""`TeacherPanel`: what the teacher says of a move and asks about it, and the hint given last."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.game.lesson import HintStage, LessonView
from gui.game.reports import tone_of
from gui.game.state import GameState
from gui.lessons import hinting, teaching
from gui.looks.theme import TONES
from gui.views import teaching_texts as words
from gui.views.parts import column_in, make_button, make_label, row_of


class TeacherPanel(QFrame):
    """The card of the teacher.

    Signals:
        taken_back: The move that is asked about shall be taken back.
        kept: It shall stay.
        better_wanted: The better move is to be seen, or no longer.
        answer_wanted: The opponent's answer is to be seen, or no longer.
        hint_wanted: A hint, or more of it.
    """

    taken_back = Signal()
    kept = Signal()
    better_wanted = Signal()
    answer_wanted = Signal()
    hint_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty card, hidden."""
        super().__init__(parent)
        self.setObjectName("card")
        self._state: GameState | None = None
        self._tone = make_label()
        self._tone.setFixedSize(12, 12)
        self.verdict = make_label("title", wraps=True)
        self.question = make_label("faint", wraps=True)
        self.hint = make_label(wraps=True)
        self.summary = make_label("faint", wraps=True)
        self.back_button = make_button("primary")
        self.keep_button = make_button()
        self.better_button = make_button()
        self.answer_button = make_button()
        self.hint_button = make_button()
        for button in (self.better_button, self.answer_button):
            button.setCheckable(True)
        self.back_button.clicked.connect(self.taken_back)
        self.keep_button.clicked.connect(self.kept)
        self.better_button.clicked.connect(self.better_wanted)
        self.answer_button.clicked.connect(self.answer_wanted)
        self.hint_button.clicked.connect(self.hint_wanted)
        self._arrange()
        self.hide()

    def _arrange(self) -> None:
        column = column_in(self)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._tone)
        head.addWidget(self.verdict, 1)
        column.addLayout(head)
        column.addWidget(self.question)
        column.addLayout(row_of(self.back_button, self.keep_button))
        column.addLayout(row_of(self.better_button, self.answer_button))
        for part in (self.hint, self.hint_button, self.summary):
            column.addWidget(part)

    def show_state(self, state: GameState) -> None:
        """Shows the lesson; hides itself where there is neither teacher nor hint."""
        self._state = state
        has_hint = hinting.hint_shown(state) is not None
        is_over = words.is_lesson_over(state) and state.hints.num_given > 0
        is_seen = state.lesson.is_on or has_hint or is_over
        self.setVisible(is_seen and state.quiz is None)
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
        self._show_verdict(state)
        hint = hinting.hint_shown(state)
        self.hint.setVisible(hint is not None)
        self.hint.setText("" if hint is None else words.hint_text(hint, state))
        self.hint_button.setText(self.tr("Hint") if hint is None else self.tr("More of the hint"))
        has_more = hint is None or hint.stage < HintStage.LINE
        self.hint_button.setVisible(hinting.can_hint(state) and has_more)
        summary = words.summary_text(state) if words.is_lesson_over(state) else ""
        self.summary.setText(summary)
        self.summary.setVisible(bool(summary))

    def _show_verdict(self, state: GameState) -> None:
        verdict, lesson = teaching.last_verdict(state), state.lesson
        self.verdict.setVisible(lesson.is_on)
        self.verdict.setText(words.lesson_text(state))
        is_told = verdict is not None and verdict.loss >= lesson.choices.judging.told
        self._tone.setVisible(lesson.is_on and is_told)
        if verdict is not None and is_told:
            color = TONES[tone_of(verdict.loss)]
            self._tone.setStyleSheet(f"background: {color}; border-radius: 6px;")
        asks = lesson.is_on and teaching.is_asking(state)
        self.question.setVisible(asks)
        self.question.setText(self.tr("Would you like to take it back?"))
        self.back_button.setText(self.tr("Take back"))
        self.keep_button.setText(self.tr("Keep"))
        for button in (self.back_button, self.keep_button):
            button.setVisible(asks)
        self.better_button.setText(self.tr("Better move"))
        self.answer_button.setText(self.tr("Why?"))
        self.answer_button.setToolTip(self.tr("How the opponent makes the most of the move"))
        self.better_button.setVisible(is_told)
        self.answer_button.setVisible(is_told)
        self.better_button.setChecked(lesson.view is LessonView.BETTER)
        self.answer_button.setChecked(lesson.view is LessonView.ANSWER)
