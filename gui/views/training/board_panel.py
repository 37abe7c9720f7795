"""`BoardPanel`: the board of the training window, with a caption and keys to go through a game."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from gui.looks.theme import LIGHT, Theme
from gui.training.replay import Replay, scene_of_replay
from gui.training.state import TrainingState
from gui.views import texts
from gui.views.board import BoardView
from gui.views.parts import make_button, make_label
from gui.views.training import words


class BoardPanel(QWidget):
    """Shows a `Replay`.

    Signals:
        stepped: So many moves on, back if negative.
        went: A position of the game by its number of moves.
        running_wanted: Whether the moves shall follow one another by themselves.
        live_wanted: The game in progress shall be shown.
    """

    stepped = Signal(int)
    went = Signal(int)
    running_wanted = Signal(bool)
    live_wanted = Signal()

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        """Begin with an empty board."""
        super().__init__(parent)
        self._state = TrainingState()
        self.board = BoardView(theme=theme)
        self.board.stepped.connect(self.stepped)
        self.caption = make_label("title", wraps=True)
        self.value = make_label("faint", wraps=True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.valueChanged.connect(self._slide)
        self.back, self.play, self.forward = make_button(), make_button(), make_button()
        self.play.setMinimumWidth(96)
        self.live = make_button("link")
        self.back.setText("‹")
        self.forward.setText("›")
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.forward.clicked.connect(lambda: self.stepped.emit(1))
        self.play.clicked.connect(self._toggle)
        self.live.clicked.connect(self.live_wanted)
        row = QHBoxLayout()
        for widget in (self.back, self.play, self.forward):
            row.addWidget(widget)
        row.addWidget(self.slider, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 8, 14)
        column.setSpacing(8)
        column.addWidget(self.board, 1)
        column.addWidget(self.caption)
        column.addWidget(self.value)
        column.addLayout(row)
        column.addWidget(self.live, 0, Qt.AlignmentFlag.AlignLeft)
        self._retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        self.board.set_theme(theme)

    def show_state(self, state: TrainingState) -> None:
        """Shows the game of a state."""
        before, self._state = self._state, state
        if before.replay is not state.replay:
            self._show_replay(state.replay)
        if (before.replay is not state.replay) or before.story is not state.story:
            self._show_words(state)
        is_offered = state.is_going and (state.replay is None or not state.replay.is_live)
        self.live.setVisible(is_offered)

    def _show_replay(self, replay: Replay | None) -> None:
        for widget in (self.back, self.play, self.forward, self.slider):
            widget.setEnabled(replay is not None)
        if replay is None:
            return
        self.board.set_scene(scene_of_replay(replay))
        self.slider.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.slider.setRange(0, len(replay.game.moves))
        self.slider.setValue(replay.shown)
        self.slider.blockSignals(False)  # noqa: FBT003
        self._show_play()

    def _show_play(self) -> None:
        replay = self._state.replay
        is_running = replay is not None and replay.is_running
        self.play.setText(self.tr("Pause") if is_running else self.tr("Play"))

    def _show_words(self, state: TrainingState) -> None:
        replay = state.replay
        if replay is None:
            self.caption.setText(self.tr("No game to show yet"))
            self.value.setText("")
            return
        game = replay.game
        size = f"{game.variant.width}×{game.variant.height}"
        if replay.is_live:
            what = self.tr("Game in progress")
        elif state.is_watching:
            what = self.tr("Stored game, replayed")
        else:
            what = self.tr("Stored game")
        move = self.tr("move {0} of {1}").format(replay.shown, len(game.moves))
        parts = [what, size, move]
        if game.result and not replay.is_live:
            parts.append(texts.short_result_text(game.result))
        self.caption.setText(" · ".join(parts))
        row = state.story.round_of(game.checkpoint)
        who = (
            self.tr("network of round {0}, after {1}").format(
                row.number, words.moment(row.elapsed_s)
            )
            if row is not None
            else words.player_name(game.checkpoint)
        )
        value = game.value_black(replay.shown)
        hope = (
            ""
            if value is None
            else self.tr("Black's chance {0} %").format(f"{50 + 50 * value:.0f}") + " · "
        )
        komi = texts.komi_text(game.variant.komi)
        self.value.setText(f"{hope}{komi} · {who}")

    def _slide(self, number: int) -> None:
        self.went.emit(number)

    def _toggle(self) -> None:
        replay = self._state.replay
        if replay is not None:
            self.running_wanted.emit(not replay.is_running)

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.back.setToolTip(self.tr("Previous move"))
        self.forward.setToolTip(self.tr("Next move"))
        for button in (self.back, self.forward):
            button.setAccessibleName(button.toolTip())
        self.slider.setAccessibleName(self.tr("Move"))
        self.live.setText(self.tr("Watch the game in progress"))
        self._show_play()
        self._show_words(self._state)
