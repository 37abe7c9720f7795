"""`MistakesPanel`: the moves that lost most, the worst first; a click goes there."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from gogame.board.coords import Color
from gogame.board.variant import VariantSpec
from gui.analysis.performance import JudgedMove, mistakes
from gui.game.reports import tone_of
from gui.game.state import GameState
from gui.looks.theme import LIGHT, Theme
from gui.views import analysis_texts
from gui.views.icons import screen_ratio, stone_pixmap
from gui.views.parts import column_in, make_label

_MOST_ROWS = 6
_DOT = 11
_ICON = QSize(32, 18)  # a stone with its shadow, and a dot
_PLACE = Qt.ItemDataRole.UserRole
_MARKS = Qt.ItemDataRole.UserRole + 1


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
        self._known: dict[int, tuple[JudgedMove, str]] = {}
        self.title = make_label("title")
        self.rows = QListWidget()
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setIconSize(_ICON)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.itemClicked.connect(self._choose)
        self.rows.itemActivated.connect(self._choose)
        column = column_in(self)
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
        words = self._texts(found, state.variant)
        shown = (tuple(words), state.move_number)
        if shown == self._shown:
            return
        self._shown = shown
        self.title.setText(self.tr("Mistakes: {0}").format(len(found)))
        at = self.rows.verticalScrollBar().value()
        while self.rows.count() > len(found):
            self.rows.takeItem(self.rows.count() - 1)
        self.rows.setCurrentRow(-1)
        here = state.move_number
        for number, (move, text) in enumerate(zip(found, words, strict=True)):
            item = self.rows.item(number) if number < self.rows.count() else self._added()
            marks = move.move.color, self._theme.judgement.tones[tone_of(move.verdict.loss)]
            if item.data(_MARKS) != marks:
                item.setData(_MARKS, marks)
                item.setIcon(_marks(*marks, screen_ratio()))
            if item.toolTip() != text:
                item.setText(analysis_texts.mistake_row(move, state.variant))
                item.setToolTip(text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
            item.setData(_PLACE, move.place)
            if move.place == here:
                self.rows.setCurrentItem(item)
        row = max(22, self.rows.sizeHintForRow(0))
        self.rows.setFixedHeight(min(len(found), _MOST_ROWS) * row + 4)
        self.rows.verticalScrollBar().setValue(at)
        self.rows.setAccessibleName(self.title.text())

    def _added(self) -> QListWidgetItem:
        item = QListWidgetItem()
        self.rows.addItem(item)
        return item

    def _texts(self, found: Sequence[JudgedMove], variant: VariantSpec) -> list[str]:
        """Returns the words on mistakes, for those that were shown before the same ones."""
        known, self._known = self._known, {}
        for move in found:
            kept = known.get(move.place)
            if kept is None or kept[0] is not move:
                kept = move, analysis_texts.mistake_text(move, variant)
            self._known[move.place] = kept
        return [self._known[move.place][1] for move in found]

    def _forget(self) -> None:
        """Has everything made anew with the next state."""
        self._shown = ()
        self._known = {}
        self.rows.clear()

    def set_theme(self, theme: Theme) -> None:
        """Takes other colours with the next state."""
        self._theme = theme
        self._forget()

    def _choose(self, item: QListWidgetItem) -> None:
        self.move_chosen.emit(item.data(_PLACE))

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language with the next state."""
        if event.type() == QEvent.Type.LanguageChange:
            self._forget()
        super().changeEvent(event)


@functools.lru_cache(maxsize=64)
def _marks(color: Color, tone: str, ratio: float) -> QIcon:
    """Returns whose stone it was and the dot of how much it lost, at a screen's pixel ratio."""
    picture = QPixmap(_ICON * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    stone = stone_pixmap(color, _DOT, ratio)
    painter.drawPixmap(QPointF((_ICON.height() - stone.width() / ratio) / 2, 0), stone)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tone))
    painter.drawEllipse(_ICON.width() - _DOT, (_ICON.height() - _DOT) // 2 + 1, _DOT, _DOT)
    painter.end()
    return QIcon(picture)
