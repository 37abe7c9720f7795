"""`Variations`: the drawn tree and the words of a record, and the ways through it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDockWidget, QInputDialog, QMenu

from gui.desk.commands import Section
from gui.desk.feature import Desk, Feature
from gui.game.move_tree import ROOT, MoveTree
from gui.game.reports import Reports
from gui.game.state import GameState
from gui.game.transitions import go_to
from gui.looks.theme import Theme
from gui.records import edits, tree_marks
from gui.views.comments import CommentEditor
from gui.views.tree import TreeScene, TreeView

_WIDTH = 250
_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
_MENU = (
    "edit.make-main",
    "edit.variation-up",
    "edit.variation-down",
    "",
    "edit.copy-branch",
    "edit.cut-branch",
    "edit.paste-branch",
    "",
    "edit.delete",
    "edit.delete-others",
    "edit.flatten",
    "",
    "view.fold",
    "view.fold-all",
    "view.unfold-all",
)


class Variations(Feature):
    """Owns the docks of the tree and of the comments."""

    def __init__(self, desk: Desk) -> None:
        """Add commands and docks."""
        super().__init__(desk)
        self.tree = TreeView(desk.theme)
        self.comments = CommentEditor()
        self.tree_dock = self._dock("tree", self.tree)
        self.comment_dock = self._dock("comments", self.comments)
        self._grown = 0  # pixels by which the window was made wider
        self._marks = _Marks()
        self._has = (None, False, False)  # tree, whether it has variations, whether words
        self._add_ways()
        self._add_switches()
        self.tree.node_clicked.connect(self._go)
        self.tree.menu_wanted.connect(self._open_menu)
        self.comments.written.connect(self._write)

    def _dock(self, name: str, widget: TreeView | CommentEditor) -> QDockWidget:
        dock = QDockWidget(self.desk.frame)
        dock.setObjectName(name)
        dock.setWidget(widget)
        self.desk.frame.add_dock(dock, _RIGHT, _WIDTH)
        dock.visibilityChanged.connect(self._follow_docks)
        return dock

    def _add_ways(self) -> None:
        add, way = self.desk.commands.add, self._way
        add(
            "view.variation-previous",
            lambda: self.tr("Previous variation"),
            way(lambda tree, at: tree_marks.variation_beside(tree, at, -1)),
            "Up",
        )
        add(
            "view.variation-next",
            lambda: self.tr("Next variation"),
            way(lambda tree, at: tree_marks.variation_beside(tree, at, 1)),
            "Down",
        )
        add(
            "view.fork-previous",
            lambda: self.tr("Previous fork"),
            way(tree_marks.fork_behind),
            "Ctrl+Up",
        )
        add("view.fork-next", lambda: self.tr("Next fork"), way(tree_marks.fork_ahead), "Ctrl+Down")
        add(
            "view.main-line",
            lambda: self.tr("Back to the main line"),
            way(tree_marks.on_main_line),
            "Ctrl+Left",
        )
        add(
            "view.comment-previous",
            lambda: self.tr("Previous comment"),
            way(lambda tree, at: tree_marks.comment_beside(tree, at, is_forward=False)),
            "Ctrl+Shift+Up",
        )
        add(
            "view.comment-next",
            lambda: self.tr("Next comment"),
            way(lambda tree, at: tree_marks.comment_beside(tree, at, is_forward=True)),
            "Ctrl+Shift+Down",
        )
        add("view.go-to-move", lambda: self.tr("Go to move…"), self.ask_move, "Ctrl+G")
        self.desk.commands.separate(Section.VIEW)

    def _add_switches(self) -> None:
        commands = self.desk.commands
        self._tree_switch = commands.switch(
            "view.tree", lambda: self.tr("Variation tree"), self._choose_tree, "Ctrl+T"
        )
        self._comment_switch = commands.switch(
            "view.comments", lambda: self.tr("Comments"), self._choose_comments, "Ctrl+Shift+T"
        )
        commands.add(
            "view.fold",
            lambda: self.tr("Fold variations here"),
            lambda: self.tree.toggle_fold(self.desk.session.state.cursor),
            "Ctrl+Alt+F",
        )
        commands.add("view.fold-all", lambda: self.tr("Fold all variations"), self.tree.fold_all)
        commands.add(
            "view.unfold-all", lambda: self.tr("Unfold all variations"), self.tree.unfold_all
        )
        commands.separate(Section.VIEW)

    def _way(self, find: Callable[[MoveTree, int], int]) -> Callable[[], None]:
        """Returns what goes to the node that `find` names for the node shown."""

        def walk() -> None:
            state = self.desk.session.state
            self._go(find(state.tree, state.cursor))

        return walk

    def _go(self, node: int) -> None:
        self.desk.session.change(
            lambda state: state if node == state.cursor else go_to(state, node)
        )

    def ask_move(self) -> None:
        """Lets the person name a move number and goes there."""
        state = self.desk.session.state
        number, is_chosen = QInputDialog.getInt(
            self.desk.frame,
            self.tr("Go to move"),
            self.tr("Move number:"),
            state.move_number,
            0,
            state.line_length,
        )
        if is_chosen:
            self._go(tree_marks.numbered(state.tree, state.cursor, number))

    def _write(self, game: int, node: int, ident: str, text: str) -> None:
        if game == self.desk.session.state.game:
            self.desk.session.change(lambda state: edits.with_text(state, node, ident, text))

    def _open_menu(self, node: int, place: QPoint) -> None:
        self._go(node)
        menu = self.menu()
        menu.exec(place)
        menu.deleteLater()

    def menu(self) -> QMenu:
        """Returns the menu of a node; its commands are for the node shown."""
        menu = QMenu(self.desk.frame)
        for name in _MENU:
            if name:
                menu.addAction(self.desk.commands[name])
            else:
                menu.addSeparator()
        return menu

    # Docks

    def _choose_tree(self, is_on: bool) -> None:  # noqa: FBT001 - what a switch tells
        self.desk.preferences.change(tree="on" if is_on else "off")

    def _choose_comments(self, is_on: bool) -> None:  # noqa: FBT001 - what a switch tells
        self.desk.preferences.change(comments="on" if is_on else "off")

    def _follow_docks(self) -> None:
        """Follows the cross of a dock, which hides it without a word."""
        for dock, switch, choose in (
            (self.tree_dock, self._tree_switch, self._choose_tree),
            (self.comment_dock, self._comment_switch, self._choose_comments),
        ):
            if switch.isChecked() and dock.isHidden():
                choose(False)  # noqa: FBT003 - what a switch tells

    def show_state(self, state: GameState) -> None:
        """Shows tree and words, where there are some or the person wants them."""
        self.tree_dock.setWindowTitle(self.tr("Variation tree"))
        self.comment_dock.setWindowTitle(self.tr("Comments"))
        if self._has[0] is not state.tree:
            self._has = (state.tree, _has_forks(state.tree), _has_words(state.tree))
        now = self.desk.preferences.now
        for dock, switch, choice, has_some in (
            (self.tree_dock, self._tree_switch, now.tree, self._has[1]),
            (self.comment_dock, self._comment_switch, now.comments, self._has[2]),
        ):
            is_on = choice == "on" or (not choice and has_some)
            switch.setChecked(is_on)
            if dock.isHidden() is is_on:
                self._make_room(dock, is_on=is_on)
                dock.setVisible(is_on)
        self.comments.show_state(state)
        if not self.tree_dock.isHidden():
            tones = self._marks.tones(state.tree, state.analysis.reports)
            self.tree.show_tree(TreeScene(state.tree, state.cursor, tones))

    def _make_room(self, dock: QDockWidget, *, is_on: bool) -> None:
        """Makes the window wider for a dock beside the board, as far as the screen goes.

        Only as far as the board would get smaller otherwise; and back when the dock goes.
        """
        frame = self.desk.frame
        other = self.comment_dock if dock is self.tree_dock else self.tree_dock
        area = frame.dockWidgetArea(dock)
        is_beside = area in (Qt.DockWidgetArea.LeftDockWidgetArea, _RIGHT) and not dock.isFloating()
        is_fixed = frame.isMaximized() or frame.isFullScreen() or not frame.isVisible()
        if is_fixed or not is_beside or not other.isHidden():
            return
        if is_on:
            board = self.desk.board
            missing = board.height() - (board.width() - _WIDTH)
            room = frame.screen().availableGeometry().right() - frame.frameGeometry().right()
            self._grown = max(0, min(_WIDTH, missing, room))
        frame.resize(frame.width() + (self._grown if is_on else -self._grown), frame.height())

    def show_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        self.tree.set_theme(theme)

    def close(self) -> None:
        """Hands over what was typed last."""
        self.comments.flush()


class _Marks:
    """Keeps the mistakes of a tree until it or the reports change."""

    def __init__(self) -> None:
        self._links: object = None
        self._tree: MoveTree | None = None
        self._keys: dict[int, int] = {}
        self._reports: object = None
        self._tones: dict[int, int] = {}

    def tones(self, tree: MoveTree, reports: Reports) -> dict[int, int]:
        """Returns the classes of what moves lost, by node."""
        if not reports.by_key:
            return {}
        if tree is not self._tree:
            self._keys = tree_marks.keys_by_node(tree)
        if tree is not self._tree or reports is not self._reports:
            self._tones = tree_marks.tones_of(tree, self._keys, reports)
        self._tree, self._reports = tree, reports
        return self._tones


def _has_forks(tree: MoveTree) -> bool:
    return any(len(tree[node].children) > 1 for node in tree.subtree(ROOT))


def _has_words(tree: MoveTree) -> bool:
    return any(tree_marks.has_comment(tree, node) for node in tree.subtree(ROOT))
