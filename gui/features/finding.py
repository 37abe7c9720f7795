"""`Finding`: looks for words and positions, in the record and in folders of records."""

from __future__ import annotations

from collections.abc import Callable

from gogame.errors import SgfError
from gogame.sgf.find import pattern_of
from gui.desk.commands import Section
from gui.desk.feature import Desk, Feature
from gui.dialogs.find import FindDialog
from gui.files import game_files
from gui.files.finding import Hit, Query, points_of
from gui.files.game_files import Place
from gui.files.search_room import SearchRoom
from gui.game.move_tree import ROOT
from gui.game.state import GameState
from gui.game.transitions import go_to
from gui.records.edits import markup_at
from gui.views.fault_texts import fault_text


class Finding(Feature):
    """Owns the dialog and the thread that searches."""

    def __init__(self, desk: Desk, may_leave: Callable[[], bool]) -> None:
        """Add the commands.

        Args:
            desk: Where to work.
            may_leave: Asks the person whether the present game may be given up.
        """
        super().__init__(desk)
        self._may_leave = may_leave
        self._room = SearchRoom(self)
        self._number = 0
        self._order: list[int] = []  # nodes of the record that is searched, as its file has them
        self._game = 0  # and its number
        self.dialog: FindDialog | None = None
        add = desk.commands.add
        add("edit.find", lambda: self.tr("Find…"), self.ask, "Ctrl+F")
        add("edit.find-next", lambda: self.tr("Next find"), lambda: self.step(1), "Ctrl+F3")
        add(
            "edit.find-previous",
            lambda: self.tr("Previous find"),
            lambda: self.step(-1),
            "Ctrl+Shift+F3",
        )
        desk.commands.separate(Section.EDIT)
        self._room.found.connect(self._show_hits)
        self._room.went_on.connect(self._show_progress)
        self._room.ended.connect(self._show_end)

    def ask(self) -> FindDialog:
        """Opens the dialog, in which a search is begun; returns it."""
        if self.dialog is None:
            self.dialog = FindDialog(self.desk.preferences.now.folder, self.desk.frame)
            self.dialog.search_wanted.connect(self.search)
            self.dialog.stop_wanted.connect(self._room.stop)
            self.dialog.stop_wanted.connect(self.dialog.show_ended)
            self.dialog.hit_chosen.connect(self.show_hit)
        self.dialog.show()
        self.dialog.activateWindow()
        self.dialog.words.setFocus()
        self.dialog.words.selectAll()
        return self.dialog

    def search(self) -> None:
        """Begins the search that the dialog asks for."""
        dialog = self.ask()
        state = self.desk.session.state
        try:
            query = self._query(dialog, state)
        except SgfError as error:
            dialog.summary.setText(fault_text(str(error)))
            return
        dialog.show_begun()
        if dialog.is_in_folder:
            self._number = self._room.search_folder(dialog.folder, query)
        else:
            self._order = list(state.tree.subtree(ROOT))
            self._game = state.game
            self._number = self._room.search_games([game_files.sgf_tree(state)], query)

    @staticmethod
    def _query(dialog: FindDialog, state: GameState) -> Query:
        if dialog.by_words.isChecked():
            return Query(words=dialog.words.text())
        region = points_of(dialog.chosen_region, state.position, markup_at(state))
        pattern = pattern_of(
            state.position,
            region,
            is_turned=dialog.turned.isChecked(),
            is_swapped=dialog.swapped.isChecked(),
        )
        return Query(pattern=pattern)

    def _show_hits(self, number: int, hits: tuple[Hit, ...]) -> None:
        if number == self._number and self.dialog is not None:
            self.dialog.add_hits(hits)

    def _show_progress(self, number: int, done: int, total: int, bad: int) -> None:
        if number == self._number and self.dialog is not None:
            self.dialog.show_progress(done, total, bad)

    def _show_end(self, number: int) -> None:
        if number == self._number and self.dialog is not None:
            self.dialog.show_ended()

    def step(self, steps: int) -> None:
        """Shows the next find, or the one before."""
        if self.dialog is None or not self.dialog.list.topLevelItemCount():
            self.ask()
            return
        rows = self.dialog.list
        row = rows.currentIndex().row()
        place = (row + steps) % rows.topLevelItemCount() if row >= 0 else 0
        rows.setCurrentIndex(rows.model().index(place, 0))
        self.show_hit(self.dialog.hit_at(place))

    def show_hit(self, hit: Hit) -> None:
        """Goes to where something was found."""
        session = self.desk.session
        state = session.state
        if hit.path is None:
            node = self._order[hit.node]
            if state.game == self._game and node in set(state.tree.subtree(ROOT)):
                session.change(lambda now: go_to(now, node))
            return
        place = 0 if state.shelf is None else state.shelf.at
        if state.path == hit.path and not state.unsaved and place == hit.game:
            session.change(lambda now: go_to(now, min(hit.node, len(now.tree.nodes) - 1)))
        elif self._may_leave():
            session.open_file(hit.path, Place(hit.game, hit.node))

    def close(self) -> None:
        """Ends the search."""
        self._room.close()
