"""`Keyboard`: the board without a mouse and without eyes: cursor, points by name, spoken moves."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QInputDialog

from gogame.board.coords import action_from_gtp
from gogame.errors import GoError
from gui.desk.commands import Section
from gui.desk.feature import Desk, Feature
from gui.game.state import GameState, MessageKind, Phase
from gui.views import texts
from gui.views.board_keys import BoardKeys
from gui.views.board_words import move_words, point_words


class Keyboard(Feature):
    """Owns the cursor of the board and says aloud what happens there."""

    def __init__(self, desk: Desk) -> None:
        """Add the commands."""
        super().__init__(desk)
        self.keys = BoardKeys(desk.board)
        self._shown: GameState | None = None
        self._named: int | None = None  # the point that a person plays at by its name just now
        self.last_words = ""
        desk.commands.separate(Section.GAME)
        self._switch = desk.commands.switch(
            "game.cursor",
            lambda: self.tr("Cursor on the board"),
            lambda is_on: self.use_cursor(is_on=is_on),
            "F8",
        )
        desk.commands.add(
            "game.play-at", lambda: self.tr("Play at a point…"), self.ask_point, "Ctrl+L"
        )
        self.keys.moved.connect(self._speak_point)
        self.keys.chosen.connect(desk.board.point_clicked)
        self.keys.left.connect(lambda: self.use_cursor(is_on=False))

    def use_cursor(self, *, is_on: bool) -> None:
        """Shows the cursor and gives the board the keys, or hides it."""
        self.desk.board.setFocus()
        self.keys.switch(is_on=is_on)
        self._switch.setChecked(is_on)

    def ask_point(self) -> None:
        """Lets the person type a point, such as D4, and plays there."""
        text, is_chosen = QInputDialog.getText(
            self.desk.frame, self.tr("Play at a point"), self.tr("Point, such as D4:")
        )
        if is_chosen and text.strip():
            self.play_at(text)

    def play_at(self, text: str) -> None:
        """Plays at a point that is named in letters, or says what is wrong with it."""
        session = self.desk.session
        variant = session.state.variant
        try:
            action = action_from_gtp(text, variant.height, variant.width)
        except GoError as error:
            session.say(MessageKind.UNEXPECTED, str(error))
            return
        if action == variant.pass_action:
            session.pass_move()
        else:
            self._named = action
            self.desk.board.point_clicked.emit(action)
            self._named = None

    def show_state(self, state: GameState) -> None:
        """Says the move that was played, what was changed in the count, and the result."""
        before, self._shown = self._shown, state
        board = self.desk.board
        if before is None or before.game != state.game:
            self._describe(move_words(state))
            return
        if self.keys.is_on and board.cursor_point is not None:
            self._describe(point_words(board.scene, board.cursor_point))
        if state.result is not None and before.result is None:
            self._say(texts.result_text(state.result))
        elif changed := _changed_in_count(before, state):
            named = (self._named, board.cursor_point)
            self._speak_point(next((p for p in named if p in changed), min(changed)))
        elif state.cursor != before.cursor:
            words = move_words(state, _captured(before, state))
            if not self.keys.is_on:
                self._describe(words)
            self._say(words)

    def _speak_point(self, point: int) -> None:
        words = point_words(self.desk.board.scene, point)
        self._describe(words)
        self._say(words)

    def _describe(self, words: str) -> None:
        board = self.desk.board
        if board.accessibleDescription() != words:
            board.setAccessibleDescription(words)
            event = QAccessibleEvent(board, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)

    def _say(self, words: str) -> None:
        self.last_words = words
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.desk.board, words))


def _changed_in_count(before: GameState, after: GameState) -> frozenset[int]:
    """Returns the points whose stones or owner a person has just changed in the count.

    A proposal of the engine is no such change: it is about the whole board.
    """
    is_same = (before.cursor, before.proposed) == (after.cursor, after.proposed)
    if not is_same or before.phase is not Phase.SCORING or after.phase is not Phase.SCORING:
        return frozenset()
    chain = before.dead ^ after.dead
    regions = before.corrections ^ after.corrections
    return chain or frozenset(point for region in regions for point in region.points)


def _captured(before: GameState, after: GameState) -> int:
    """Returns the stones that the move shown took, if it came after the position before."""
    move = after.tree[after.cursor].move
    if move is None or after.move_number != before.move_number + 1:
        return 0
    return after.position.prisoners(move.color) - before.position.prisoners(move.color)
