"""`GamesPanel`: the stored games of a run, in pages."""

from __future__ import annotations

import datetime
import math

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.training.games import Game
from gui.training.state import Asked, TrainingState
from gui.views import texts
from gui.views.parts import column_in, make_button, make_label
from gui.views.training import words
from gui.views.training.tables import Row, RowsTable


class GamesPanel(QWidget):
    """A table of games.

    Signals:
        game_chosen: The place in the page of the game to be shown.
        game_opened: The place of the game to be opened in the main window.
        page_wanted: How many newer games to leave out, and the network whose games are wanted.
    """

    game_chosen = Signal(int)
    game_opened = Signal(int)
    page_wanted = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with an empty table."""
        super().__init__(parent)
        self._state = TrainingState()
        self.table = RowsTable(self._headings, 4)
        self.table.row_chosen.connect(self._choose)
        self.table.row_entered.connect(self._enter)
        self.count = make_label("faint")
        self.newer, self.older, self.newest = make_button(), make_button(), make_button()
        self.every = make_button("link")
        self.open = make_button("primary")
        self.newest.clicked.connect(lambda: self.page_wanted.emit(0, self._state.checkpoint))
        self.newer.clicked.connect(lambda: self._turn(-1))
        self.older.clicked.connect(lambda: self._turn(1))
        self.every.clicked.connect(lambda: self.page_wanted.emit(0, ""))
        self.open.clicked.connect(lambda: self.game_opened.emit(self._place(self.table.chosen)))
        head = QHBoxLayout()
        head.addWidget(self.count, 1)
        head.addWidget(self.every)
        foot = QHBoxLayout()
        for button in (self.newest, self.newer, self.older):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.open)
        column = column_in(self)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self._retranslate()

    def _headings(self) -> tuple[str, ...]:
        return (
            self.tr("When"),
            self.tr("Moves"),
            self.tr("Result"),
            self.tr("Board"),
            self.tr("Network"),
        )

    def show_state(self, state: TrainingState) -> None:
        """Shows the games of a state."""
        before, self._state = self._state, state
        if before.page is not state.page or before.story is not state.story:
            self.table.show_rows([self._row(game) for game in state.page.games])
        if (before.page, before.asked, before.checkpoint) != (
            state.page,
            state.asked,
            state.checkpoint,
        ):
            self._show_words()

    def _row(self, game: Game) -> Row:
        when = "–"
        if math.isfinite(game.started_at):
            when = f"{datetime.datetime.fromtimestamp(game.started_at):%m-%d %H:%M:%S}"
        row = self._state.story.round_of(game.checkpoint)
        who = words.player_name(game.checkpoint)
        if row is not None:
            who = self.tr("round {0}, {1}").format(row.number, words.moment(row.elapsed_s))
        variant = game.variant
        board = f"{variant.width}×{variant.height}, {texts.komi_text(variant.komi)}"
        ended = texts.short_result_text(game.result), words.end_name(game.end)
        result = self.tr("{0} ({1})").format(*ended)
        return Row(game.game_id, (when, str(len(game.moves)), result, board, who))

    def _place(self, key: str) -> int:
        names = [game.game_id for game in self._state.page.games]
        return names.index(key) if key in names else -1

    def _choose(self, key: str) -> None:
        self.game_chosen.emit(self._place(key))

    def _enter(self, key: str) -> None:
        self.game_opened.emit(self._place(key))

    def _turn(self, pages: int) -> None:
        page = self._state.page
        size = max(1, len(page.games))
        self.page_wanted.emit(max(0, page.skip + pages * size), self._state.checkpoint)

    def _show_words(self) -> None:
        state, page = self._state, self._state.page
        is_asking = Asked.GAMES in state.asked
        first, last = page.skip + 1, page.skip + len(page.games)
        if is_asking:
            text = self.tr("Reading games…")
        elif page.games:
            text = self.tr("{0} to {1} of {2} games, the newest first").format(
                words.number(first), words.number(last), words.number(page.total)
            )
        else:
            text = self.tr("No game is stored yet.")
        if page.damaged:
            text += " · " + self.tr("{0} damaged ones are left out").format(len(page.damaged))
        self.count.setText(text)
        self.every.setVisible(bool(state.checkpoint))
        self.newer.setEnabled(page.skip > 0 and not is_asking)
        self.older.setEnabled(last < page.total and not is_asking)
        self.newest.setEnabled(state.folder is not None and not is_asking)
        self.open.setEnabled(bool(page.games))

    def changeEvent(self, event: QEvent) -> None:
        """Follows another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.newest.setText(self.tr("Newest"))
        self.newer.setText(self.tr("Newer"))
        self.older.setText(self.tr("Older"))
        self.every.setText(self.tr("Show games of all networks"))
        self.open.setText(self.tr("Open to analyse"))
        self.table.setAccessibleName(self.tr("Stored games"))
        self.table.retranslate()
        self.table.show_rows([self._row(game) for game in self._state.page.games])
        self._show_words()
