"""`MistakesPanel`: the moves that lost most, the worst first; a click goes there."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gui.analysis.performance import JudgedMove, mistakes
from gui.game.reports import tone_of
from gui.game.state import GameState
from gui.looks.theme import LIGHT, Theme
from gui.views import analysis_texts
from gui.views.parts import make_label

_MOST_ROWS = 6
_DOT = 12
_PLACE = Qt.ItemDataRole.UserRole


class MistakesPanel(QFrame):
    """The card of mistakes.

    Signals:
        move_chosen: The number of the position after a mistake.
    """

    move_chosen = Signal(int)

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        """Make an empty card, hidden."""
        super().__init__(parent)
        self.setObjectName("card")
        self._theme = theme
        self._shown: tuple[object, ...] = ()
        self.title = make_label("title")
        self.rows = QListWidget()
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setIconSize(QSize(_DOT, _DOT))
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.itemClicked.connect(self._choose)
        self.rows.itemActivated.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.rows)
        self.hide()

    def show_moves(self, moves: Sequence[JudgedMove], state: GameState, least: float) -> None:
        """Shows the mistakes among some moves.

        Args:
            moves: The judged moves of the line shown.
            state: The game that they are of.
            least: Points from which a move is a mistake.
        """
        found = mistakes(moves, least)
        self.setVisible(bool(found))
        height, width = state.variant.height, state.variant.width
        words = [analysis_texts.mistake_text(move, height, width) for move in found]
        shown = (tuple(words), state.move_number)
        if shown == self._shown:
            return
        self._shown = shown
        self.title.setText(self.tr("Mistakes: {0}").format(len(found)))
        at = self.rows.verticalScrollBar().value()
        self.rows.clear()
        for move, text in zip(found, words, strict=True):
            item = QListWidgetItem(
                _dot(self._theme.judgement.tones[tone_of(move.verdict.loss)]), text
            )
            item.setData(_PLACE, move.place)
            self.rows.addItem(item)
            if move.place == state.move_number:
                self.rows.setCurrentItem(item)
        row = max(22, self.rows.sizeHintForRow(0))
        self.rows.setFixedHeight(min(len(found), _MOST_ROWS) * row + 4)
        self.rows.verticalScrollBar().setValue(at)
        self.rows.setAccessibleName(self.title.text())

    def set_theme(self, theme: Theme) -> None:
        """Takes other colours with the next state."""
        self._theme = theme
        self._shown = ()

    def _choose(self, item: QListWidgetItem) -> None:
        self.move_chosen.emit(item.data(_PLACE))

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language with the next state."""
        if event.type() == QEvent.Type.LanguageChange:
            self._shown = ()
        super().changeEvent(event)


@functools.lru_cache(maxsize=32)
def _dot(color: str) -> QIcon:
    picture = QPixmap(_DOT, _DOT)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawEllipse(1, 1, _DOT - 2, _DOT - 2)
    painter.end()
    return QIcon(picture)
