"""`TutorialDialog`: the rules of Go in little positions, for people who do not know them yet."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from gui.board.tutorial_scene import scene_of
from gui.lessons import tutorial
from gui.lessons.tutorial import STEPS, Answer, TutorialState
from gui.looks.theme import LIGHT, Theme
from gui.views import tutorial_texts as words
from gui.views.board import BoardView
from gui.views.parts import make_button, make_label, row_of, set_look

_TEXT_WIDTH = 300
_BOARD_SIZE = 420


class TutorialDialog(QDialog):
    """A board, an explanation, and something to do."""

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        """Begin with the first position."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("How Go is played"))
        self.state: TutorialState = tutorial.begun()
        self.board = BoardView(theme=theme)
        self.board.setMinimumSize(_BOARD_SIZE, _BOARD_SIZE)
        self.title = make_label("title", wraps=True)
        self.task = make_label(wraps=True)
        self.reply = make_label("reply", wraps=True)
        self.progress = make_label("faint")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, len(STEPS))
        self.bar.setFixedHeight(6)
        self.pass_button = make_button()
        self.back_button = make_button()
        self.next_button = make_button("primary")
        self._arrange()
        self.board.point_clicked.connect(self._try)
        self.pass_button.clicked.connect(lambda: self._try(tutorial.PASS))
        self.back_button.clicked.connect(lambda: self._show(tutorial.moved(self.state, -1)))
        self.next_button.clicked.connect(self._go_on)
        self._show(self.state)
        self.board.setFocus()

    def _arrange(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(12)
        for part in (self.progress, self.bar, self.title, self.task, self.reply):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self.pass_button)
        column.addLayout(row_of(self.back_button, self.next_button))
        side = QWidget()
        side.setFixedWidth(_TEXT_WIDTH)
        side.setLayout(column)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(10, 10, 16, 16)
        whole.setSpacing(16)
        whole.addWidget(self.board, 1)
        whole.addWidget(side)

    def _try(self, action: int) -> None:
        self._show(tutorial.tried(self.state, action))

    def _go_on(self) -> None:
        if self.state.has_next:
            self._show(tutorial.moved(self.state, 1))
        else:
            self.accept()

    def _show(self, state: TutorialState) -> None:
        self.state = state
        topic = state.step.topic
        self.board.set_scene(scene_of(state))
        self.progress.setText(words.progress(state, len(STEPS)))
        self.bar.setValue(len(state.solved))
        self.title.setText(words.title(topic))
        self.task.setText(words.task(topic))
        self.reply.setText(words.reply(state))
        self.reply.setVisible(state.answer is not Answer.NONE)
        set_look(self.reply, "right", state.is_solved)
        self.pass_button.setText(self.tr("Pass"))
        self.pass_button.setVisible(tutorial.PASS in state.step.answers)
        self.pass_button.setEnabled(not state.is_solved)
        self.back_button.setText(self.tr("Back"))
        self.back_button.setEnabled(state.index > 0)
        self.next_button.setText(self.tr("Next") if state.has_next else self.tr("Close"))
