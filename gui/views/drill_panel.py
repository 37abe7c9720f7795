"""`DrillPanel`: the position that is practised, and what became of the move that was tried."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QWidget

from gui.game.drill import DrillStage, DrillTask
from gui.game.state import GameState
from gui.lessons.drills import Kind
from gui.views import texts
from gui.views.parts import column_in, make_button, make_label, row_of
from gui.views.teaching_texts import point_name


@dataclass(frozen=True, slots=True)
class Shown:
    """What the card says beside the task.

    Attributes:
        kind: What is practised.
        left: Positions that are due, this one included.
        source: Which game and move the task is from.
        answer: The better move, once it may be told.
    """

    kind: Kind = Kind.MISTAKE
    left: int = 0
    source: str = ""
    answer: int | None = None


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
        self._shown = Shown()
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

    def show_task(self, state: GameState, shown: Shown) -> None:
        """Shows the task of a state; hides itself while there is none."""
        self._state = state
        self._shown = shown
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
        self.head.setText(self._title().format(self._shown.left))
        self.question.setText(self._words(state, task))
        self.source.setText(self._shown.source)
        self.source.setVisible(not task.is_open)
        self.answer_button.setText(self.tr("Show answer"))
        self.answer_button.setVisible(task.is_open)
        self.next_button.setText(self.tr("Later") if task.is_open else self.tr("Next"))
        self.drop_button.setText(self.tr("Never again"))
        self.end_button.setText(self.tr("End"))

    def _title(self) -> str:
        return {
            Kind.MISTAKE: self.tr("Practise mistakes · {0} due"),
            Kind.OPENING: self.tr("Practise openings · {0} due"),
            Kind.MIDDLE: self.tr("Practise middle games · {0} due"),
            Kind.ENDGAME: self.tr("Practise endgames · {0} due"),
            Kind.FILE: self.tr("Positions to practise · {0} due"),
        }[self._shown.kind]

    def _words(self, state: GameState, task: DrillTask) -> str:
        tried = point_name(task.tries[-1], state.variant) if task.tries else ""
        if task.stage is DrillStage.JUDGING:
            return self.tr("{0}: the engine looks at it…").format(tried)
        if task.stage is DrillStage.WRONG:
            if task.loss is None:
                return self.tr("{0} is not the best move. Try another one.").format(tried)
            words = self.tr("{0} loses {1} points. Try another move.")
            return words.format(tried, f"{task.loss:.1f}")
        if task.stage is DrillStage.UNKNOWN:
            return self.tr("The engine could not judge that move. Try another one.")
        if task.stage is DrillStage.SOLVED:
            return f"{self._praise(task, tried)} {self._warning(state, task)}".rstrip()
        if task.stage is DrillStage.SHOWN:
            answer = self._shown.answer
            best = "?" if answer is None else point_name(answer, state.variant)
            return f"{self.tr('{0} is best.').format(best)} {self._warning(state, task)}".rstrip()
        color = texts.color_name(state.tree.position(task.node).to_play)
        if task.answers:
            return self.tr("{0} to play: find the best move.").format(color)
        words = self.tr("{0} to play: find a move that loses no more than {1} points.")
        return words.format(color, f"{task.limit:g}")

    def _praise(self, task: DrillTask, tried: str) -> str:
        if task.answers:
            return self.tr("{0} is best.").format(tried)
        return self.tr("{0} is good: it loses {1} points.").format(tried, f"{task.loss or 0:.1f}")

    def _warning(self, state: GameState, task: DrillTask) -> str:
        """Returns what the mistake would have lost, or did."""
        if task.played is None or task.lost <= 0:
            return ""
        words = self.tr("In the game {0} lost {1} points.")
        if self._shown.kind is not Kind.MISTAKE:
            words = self.tr("The tempting {0} loses {1} points.")
        return words.format(point_name(task.played, state.variant), f"{task.lost:g}")
